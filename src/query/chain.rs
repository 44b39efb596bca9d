//! Chains of meetings: which meeting stands for each step, so that none stands for two and, where that is asked,
//! none took place before the one that it follows. Deliberately absent: the search for the chains.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::names::earliest;
use crate::query::names::latest;
use std::cmp::Reverse;

/// Meetings that lead from one entity to the next; there is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<'g> {
    pub hops: Vec<Hop<'g>>,
}

/// One step: the best told of the meetings of the two, or the first in time where time counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hop<'g> {
    pub from: &'g EntityId,
    pub to: &'g EntityId,
    pub event: &'g EventRecord,
}

impl<'g> Path<'g> {
    pub fn new(chain: &[&'g EntityId], events: Vec<&'g EventRecord>) -> Self {
        let ends = chain.iter().zip(chain.iter().skip(1));
        let hops = ends.zip(events).map(|((from, to), event)| Hop { from, to, event });
        Path { hops: hops.collect() }
    }

    /// First and last day of the meetings.
    pub fn valid(&self) -> (Option<&'g str>, Option<&'g str>) {
        let first = self.hops.iter().filter_map(|it| earliest(it.event)).min();
        (first, self.hops.iter().filter_map(|it| latest(it.event)).max())
    }
}

/// The day of the first of the events, which stand in time order, that took place on `day` or later.
pub fn arrival<'g>(events: &[&'g EventRecord], day: &str) -> Option<&'g str> {
    let from = events.get(begin(events, day)..).unwrap_or_default();
    from.first().and_then(|it| earliest(it))
}

/// Takes one event for each step, none of them twice, the first that goes; nothing where none does or the budget is
/// spent. In time the steps' events have to stand in time order, and each is taken from the day of the one before on.
///
/// Of n steps it is enough to look at n events each that may follow: one of them is not taken by the other steps.
pub fn choose<'g>(
    steps: &[&[&'g EventRecord]],
    in_time: bool,
    budget: &mut Budget,
) -> Option<Vec<&'g EventRecord>> {
    let mut chosen = Vec::new();
    go_on(steps, in_time, &mut chosen, budget).then_some(chosen)
}

fn go_on<'g>(
    steps: &[&[&'g EventRecord]],
    in_time: bool,
    chosen: &mut Vec<&'g EventRecord>,
    budget: &mut Budget,
) -> bool {
    let Some(step) = steps.get(chosen.len()) else { return true };
    let day = chosen.last().and_then(|it| earliest(it)).unwrap_or_default();
    let start = if in_time { begin(step, day) } else { 0 };
    let dated = |it: &&&EventRecord| !in_time || earliest(it).is_some();
    for event in step.iter().skip(start).filter(dated).take(steps.len()) {
        if !budget.spend(1) {
            return false;
        }
        if chosen.iter().all(|it| it.id != event.id) {
            chosen.push(event);
            if go_on(steps, in_time, chosen, budget) {
                return true;
            }
            chosen.pop();
        }
    }
    false
}

/// Where the events of `day` begin in a list in time order.
fn begin(events: &[&EventRecord], day: &str) -> usize {
    events.partition_point(|it| earliest(it).is_some_and(|it| it < day))
}

/// Of those with a date what most independent articles tell first, then the most certain, then the earliest.
pub fn best_first<'g>(graph: &Graph, events: &[&'g EventRecord]) -> Vec<&'g EventRecord> {
    let mut events = events.to_vec();
    let sources = |it: &EventRecord| graph.sources(it.evidence.iter().map(|it| &it.article));
    let rank = |it: &&EventRecord| {
        (it.time.is_none(), Reverse(sources(it)), Reverse(it.confidence.to_bits()))
    };
    events.sort_by_cached_key(rank);
    events
}

//! Chains of meetings: which meeting stands for each step, so that none stands for two and, where that is asked,
//! none took place before the one that it follows. Deliberately absent: the search for the chains.

use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::coded;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::names::earliest;
use crate::query::names::latest;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::rc::Rc;

/// Meetings that lead from one entity to the next; there is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<'g, E = EventNo> {
    pub hops: Vec<Hop<'g, E>>,
}

/// One step: the best told of the meetings of the two, or the first in time where time counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hop<'g, E = EventNo> {
    pub from: &'g EntityId,
    pub to: &'g EntityId,
    pub event: E,
}

/// A chain with what answers show of its meetings.
pub type Told<'g> = Path<'g, Cow<'g, EventRecord>>;

impl<'g> Path<'g> {
    pub fn new(chain: impl Iterator<Item = &'g EntityId> + Clone, events: &[EventNo]) -> Self {
        let ends = chain.clone().zip(chain.skip(1));
        let hops = ends.zip(events).map(|((from, to), event)| Hop { from, to, event: *event });
        Path { hops: hops.collect() }
    }

    pub fn told(&self, graph: &'g Graph) -> Option<Told<'g>> {
        let hop =
            |it: &Hop<'g>| Some(Hop { from: it.from, to: it.to, event: graph.record(it.event)? });
        Some(Path { hops: self.hops.iter().map(hop).collect::<Option<_>>()? })
    }
}

impl Told<'_> {
    /// First and last day of the meetings.
    pub fn valid(&self) -> (Option<&str>, Option<&str>) {
        let first = self.hops.iter().filter_map(|it| earliest(&it.event)).min();
        (first, self.hops.iter().filter_map(|it| latest(&it.event)).max())
    }
}

/// The day of the first of the events, which stand in time order, that took place on `day` or later.
pub fn arrival(graph: &Graph, events: &[EventNo], day: Day) -> Option<Day> {
    let from = events.get(begin(graph, events, day)..).unwrap_or_default();
    from.first().map(|it| first(graph, *it)).filter(|it| it.is_known())
}

/// Takes one event for each step, none of them twice, the first that goes; nothing where none does or the budget is
/// spent. In time the steps' events have to stand in time order, and each is taken from the day of the one before on.
///
/// Of n steps it is enough to look at n events each that may follow: one of them is not taken by the other steps.
pub fn choose(
    graph: &Graph,
    steps: &[Rc<[EventNo]>],
    in_time: bool,
    budget: &mut Budget,
) -> Option<Vec<EventNo>> {
    let mut chosen = Vec::with_capacity(steps.len());
    go_on(graph, steps, in_time, &mut chosen, budget).then_some(chosen)
}

fn go_on(
    graph: &Graph,
    steps: &[Rc<[EventNo]>],
    in_time: bool,
    chosen: &mut Vec<EventNo>,
    budget: &mut Budget,
) -> bool {
    let Some(step) = steps.get(chosen.len()) else { return true };
    let day = chosen.last().filter(|_| in_time).map_or(Day::FIRST, |it| first(graph, *it));
    let start = if in_time { begin(graph, step, day) } else { 0 };
    let dated = |it: &&EventNo| !in_time || first(graph, **it).is_known();
    for event in step.iter().skip(start).filter(dated).take(steps.len()) {
        if !budget.spend(1) {
            return false;
        }
        if !chosen.contains(event) {
            chosen.push(*event);
            if go_on(graph, steps, in_time, chosen, budget) {
                return true;
            }
            chosen.pop();
        }
    }
    false
}

fn first(graph: &Graph, event: EventNo) -> Day {
    graph.fact(event).map_or(Day::NONE, |it| it.first)
}

/// Where the events of `day` begin in a list in time order.
fn begin(graph: &Graph, events: &[EventNo], day: Day) -> usize {
    events.partition_point(|it| first(graph, *it) < day)
}

/// Of those with a date what most independent articles tell first, then the most certain, then the earliest. The sources of
/// a coded event are as many as it says.
pub fn best_first(graph: &Graph, events: &mut [EventNo]) {
    if events.len() < 2 {
        return;
    }
    events.sort_by_cached_key(|it| {
        let fact = graph.fact(*it)?;
        let (undated, sources, confidence) = match fact.told() {
            Some(it) => {
                let sources = graph.sources(it.evidence.iter().map(|it| &it.article));
                (it.time.is_none(), sources, it.confidence)
            }
            None => {
                let sources = fact.coded().map_or(0, |it| it.0 as usize);
                (!fact.first.is_known(), sources, coded::CONFIDENCE)
            }
        };
        Some((undated, Reverse(sources), Reverse(confidence.to_bits())))
    });
}

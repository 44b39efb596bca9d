//! How two entities are linked: the shortest chains of meetings between them, without an entity or a meeting twice.
//! Chains of one length come in the order of their ids. Breadth-first distances from the far end bound a
//! depth-first walk from the near end, so that each step taken can still arrive in time; no chain is kept
//! but those returned.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::contacts::Contacts;
use crate::query::cursor::List;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::known;
use crate::query::names::latest;
use std::cmp::Reverse;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub struct Question {
    pub from: EntityId,
    pub to: EntityId,
    /// How many chains.
    pub k: usize,
    /// Meetings in a chain at most.
    pub max_length: usize,
    pub filter: Filter,
}

/// Meetings that lead from one entity to the next; there is at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<'g> {
    pub hops: Vec<Hop<'g>>,
}

/// One step: the best told of the meetings of the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hop<'g> {
    pub from: &'g EntityId,
    pub to: &'g EntityId,
    pub event: &'g EventRecord,
}

impl<'g> Path<'g> {
    /// First and last day of the meetings.
    pub fn valid(&self) -> (Option<&'g str>, Option<&'g str>) {
        let first = self.hops.iter().filter_map(|it| earliest(it.event)).min();
        (first, self.hops.iter().filter_map(|it| latest(it.event)).max())
    }
}

/// Nothing when the graph does not know one of the two.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Option<List<Path<'g>>> {
    let from = known(graph, &question.from)?;
    let to = known(graph, &question.to)?;
    let contacts = Contacts::new(graph, &question.filter, &[EventType::Consult], vec![from, to]);
    let mut search = Search {
        graph,
        to,
        wanted: question.k,
        contacts,
        distances: BTreeMap::from([(to, 0)]),
        rim: vec![to],
        found: Vec::new(),
    };
    if from != to {
        for length in 1..=question.max_length {
            search.widen(length, budget);
            search.walk(&mut vec![from], length, budget);
        }
    }
    let items = search.found;
    let list = List { items, next: None, truncated: None, generation: graph.generation() };
    Some(list.cut_by(budget))
}

struct Search<'g> {
    graph: &'g Graph,
    to: &'g EntityId,
    wanted: usize,
    contacts: Contacts<'g>,
    /// Steps to the far end, known as far as it was widened.
    distances: BTreeMap<&'g EntityId, usize>,
    /// The entities at the greatest distance known.
    rim: Vec<&'g EntityId>,
    found: Vec<Path<'g>>,
}

impl<'g> Search<'g> {
    /// Finds the entities that are `distance` steps from the far end.
    fn widen(&mut self, distance: usize, budget: &mut Budget) {
        if self.found.len() >= self.wanted {
            return;
        }
        let mut next = Vec::new();
        for id in std::mem::take(&mut self.rim) {
            for other in self.contacts.of(id, budget).keys() {
                if !self.distances.contains_key(other) {
                    self.distances.insert(other, distance);
                    next.push(*other);
                }
            }
        }
        self.rim = next;
    }

    /// Adds the chains of exactly `left` more steps that begin with `chain`.
    fn walk(&mut self, chain: &mut Vec<&'g EntityId>, left: usize, budget: &mut Budget) {
        let Some(last) = chain.last().copied() else { return };
        if left == 0 {
            if last == self.to {
                self.keep(chain, budget);
            }
            return;
        }
        let near_enough = |it: usize| it <= left;
        if last == self.to || !self.distances.get(last).copied().is_some_and(near_enough) {
            return;
        }
        for next in self.contacts.of(last, budget).keys() {
            if self.found.len() >= self.wanted || !budget.spend(1) {
                return;
            }
            if !chain.contains(next) {
                chain.push(next);
                self.walk(chain, left - 1, budget);
                chain.pop();
            }
        }
    }

    fn keep(&mut self, chain: &[&'g EntityId], budget: &mut Budget) {
        let graph = self.graph;
        let mut steps: Vec<Vec<&'g EventRecord>> = Vec::new();
        for (from, to) in chain.iter().zip(chain.iter().skip(1)) {
            let contacts = self.contacts.of(from, budget);
            steps.push(contacts.get(to).map(|it| best_first(graph, it)).unwrap_or_default());
        }
        let mut events = Vec::new();
        if choose(&steps, &mut events, budget) {
            let ends = chain.iter().zip(chain.iter().skip(1));
            let hops = ends.zip(events).map(|((from, to), event)| Hop { from, to, event });
            self.found.push(Path { hops: hops.collect() });
        }
    }
}

/// Takes one event for each step that is left, none of them twice, the best that goes; false where none does.
fn choose<'g>(
    steps: &[Vec<&'g EventRecord>],
    chosen: &mut Vec<&'g EventRecord>,
    budget: &mut Budget,
) -> bool {
    let Some(step) = steps.get(chosen.len()) else { return true };
    for event in step.iter().take(steps.len()) {
        if !budget.spend(1) {
            return false;
        }
        if chosen.iter().all(|it| it.id != event.id) {
            chosen.push(event);
            if choose(steps, chosen, budget) {
                return true;
            }
            chosen.pop();
        }
    }
    false
}

/// Of those with a date what most independent articles tell first, then the most certain, then the earliest.
fn best_first<'g>(graph: &Graph, events: &[&'g EventRecord]) -> Vec<&'g EventRecord> {
    let mut events = events.to_vec();
    let sources = |it: &EventRecord| graph.sources(it.evidence.iter().map(|it| &it.article));
    let rank = |it: &&EventRecord| {
        (it.time.is_none(), Reverse(sources(it)), Reverse(it.confidence.to_bits()))
    };
    events.sort_by_cached_key(rank);
    events
}

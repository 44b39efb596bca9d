//! How two entities are linked: chains of meetings between them, without an entity or a meeting twice. The shortest
//! come first; chains of one length come in the order of their ids. Distances from the far end bound a depth-first
//! walk from the near end, so that each step taken can still arrive; no chain is kept but those returned.
//! Where the budget ends the answer tells where the walk stood, and the next one goes on there: the pages together
//! are the same chains as one answer with budget enough.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::chain::Path;
use crate::query::chain::arrival;
use crate::query::chain::choose;
use crate::query::cursor::Cursor;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::links::Links;
use crate::query::names::known;
use crate::query::reach::Reach;
use crate::query::walk::Walk;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The name of the order: length, then ids.
pub const ORDER: &str = "paths";
/// So far from the far end steps are always worked out.
const NEAR: usize = 1;
/// The first steps of a chain go wherever they may: to look at whom all contacts of the near end know costs less than to
/// know how far they are from the far end.
const BLIND: usize = 2;
/// Chains of no more meetings than this are walked to the end before their meetings are chosen.
const SHORT: usize = 3;

#[derive(Debug, Clone)]
pub struct Question {
    pub from: EntityId,
    pub to: EntityId,
    /// How many chains on all pages together; none is all.
    pub k: Option<usize>,
    /// Meetings in a chain at most.
    pub max_length: usize,
    /// Only chains that pass through all of these.
    pub via: Vec<EntityId>,
    /// Each meeting begins no earlier than the one before; undated ones lead nowhere.
    pub time_respecting: bool,
    pub filter: Filter,
    pub page: Page,
}

/// Nothing when the graph does not know one of those that the question names.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Option<List<Path<'g>>> {
    let stop = |id| known(graph, id).map(|it| (it, graph.entity_no(it).unwrap_or(EntityNo::GONE)));
    let ends = [stop(&question.from)?, stop(&question.to)?];
    let via: Option<Vec<_>> = question.via.iter().map(stop).collect();
    let start = question.page.after.as_deref().and_then(Position::parse).unwrap_or_default();
    let all = question.k.unwrap_or(usize::MAX).saturating_sub(start.found);
    let room = question.page.limit.min(all);
    let [from, to] = ends;
    let mut search = Search::new(graph, question, (ends, via?), budget);
    search.start = start;
    // One more than fits tells whether there is more.
    search.wanted = room.saturating_add(1).min(all);
    if from != to {
        search.run(from, budget);
    }
    let next = search.next(room, &question.page).map(|it| it.key());
    let generation = graph.generation();
    let next = next.map(|key| Cursor { generation, order: ORDER.to_owned(), key });
    let mut items = search.found;
    items.truncate(room);
    Some(List { items, next, truncated: None, generation }.cut_by(budget))
}

/// Where a walk goes on: at the chains that begin so, or after all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Position {
    length: usize,
    /// Chains that were found on the pages before.
    found: usize,
    after: bool,
    chain: Vec<String>,
}

impl Position {
    fn key(&self) -> Vec<String> {
        let side = if self.after { "after" } else { "at" };
        let head = [self.length.to_string(), self.found.to_string(), side.to_owned()];
        head.into_iter().chain(self.chain.iter().cloned()).collect()
    }

    fn parse(key: &[String]) -> Option<Self> {
        let [length, found, side, chain @ ..] = key else { return None };
        Some(Position {
            length: length.parse().ok()?,
            found: found.parse().ok()?,
            after: side == "after",
            chain: chain.to_vec(),
        })
    }

    /// Of those that follow on a chain the first that is to be walked, and whether it is left out itself.
    fn first_after(&self, chain: &[Stop<'_>]) -> Option<(&str, bool)> {
        let same = chain.iter().zip(&self.chain).all(|(a, b)| a.0.as_str() == b);
        let next = self.chain.get(chain.len()).filter(|_| same)?;
        Some((next, self.after && self.chain.len() == chain.len() + 1))
    }
}

/// An entity on the way; by id first, since numbers differ from run to run.
type Stop<'g> = (&'g EntityId, EntityNo);

struct Search<'g> {
    graph: &'g Graph,
    to: EntityNo,
    max_length: usize,
    time_respecting: bool,
    links: Links<'g>,
    reach: Reach<'g>,
    /// Those to pass through, and how far all are from each.
    via: Vec<(EntityNo, Reach<'g>)>,
    start: Position,
    wanted: usize,
    /// The chain that is walked.
    chain: Vec<Stop<'g>>,
    found: Vec<Path<'g>>,
    /// Where the budget ended.
    cut: Option<Position>,
}

impl<'g> Search<'g> {
    fn new(
        graph: &'g Graph,
        question: &'g Question,
        ([from, to], mut via): ([Stop<'g>; 2], Vec<Stop<'g>>),
        budget: &mut Budget,
    ) -> Self {
        via.retain(|it| *it != from && *it != to);
        via.sort();
        via.dedup();
        let ends: Vec<EntityNo> = [from, to].iter().chain(&via).map(|it| it.1).collect();
        let in_time = question.time_respecting;
        let walk = Walk::new(graph, &question.filter, &[EventType::Consult], &ends, budget);
        Search {
            graph,
            to: to.1,
            max_length: question.max_length,
            time_respecting: in_time,
            links: Links::new(graph, walk, in_time, question.max_length),
            reach: Reach::to(graph, to.1, in_time),
            via: via.into_iter().map(|it| (it.1, Reach::to(graph, it.1, false))).collect(),
            start: Position::default(),
            wanted: 0,
            chain: vec![from],
            found: Vec::new(),
            cut: None,
        }
    }

    fn run(&mut self, from: Stop<'g>, budget: &mut Budget) {
        let mut lent = budget.lend();
        for length in 1..=self.max_length {
            if self.is_done() {
                return;
            }
            self.widen(NEAR.max(length.saturating_sub(BLIND)), &mut lent);
            if length >= self.start.length {
                self.chain = vec![from];
                self.walk(Day::FIRST, length, budget);
                self.start.chain.clear();
            }
        }
    }

    fn widen(&mut self, radius: usize, lent: &mut Budget) {
        let reaches = self.via.iter_mut().map(|it| &mut it.1).chain([&mut self.reach]);
        for reach in reaches.filter(|it| it.radius() < radius) {
            if lent.cut().is_none() {
                reach.widen(&mut self.links, lent);
            }
        }
    }

    /// Adds the chains of exactly `left` more steps that begin with the present one, which arrives on `day`.
    fn walk(&mut self, day: Day, left: usize, budget: &mut Budget) {
        let Some((_, last)) = self.chain.last().copied() else { return };
        if last == self.to || !self.may_arrive(last, day, left) {
            return;
        }
        let mut ahead = self.ahead(last, left, budget);
        if budget.cut().is_some() {
            return self.cut_at(None, left);
        }
        let first = self.start.first_after(&self.chain).map(|(id, out)| (id.to_owned(), out));
        while let Some(Reverse(next)) = ahead.pop() {
            let skipped = |(id, out): &(String, bool)| {
                next.0.as_str() < id.as_str() || (*out && next.0.as_str() == id)
            };
            if first.as_ref().is_some_and(skipped) {
                continue;
            }
            if self.is_done() {
                return;
            }
            if !budget.spend(1) {
                return self.cut_at(Some(next.0), left);
            }
            let arrives = match self.time_respecting {
                true => arrival(self.graph, &self.links.events(last, next.1), day),
                false => Some(day),
            };
            let Some(arrives) = arrives.filter(|_| !self.chain.contains(&next)) else { continue };
            self.chain.push(next);
            self.step(arrives, left - 1, budget);
            self.chain.pop();
        }
    }

    /// Where the next of `left` steps may go, the first id on top: few of many are ever taken off.
    fn ahead(
        &mut self,
        last: EntityNo,
        left: usize,
        budget: &mut Budget,
    ) -> BinaryHeap<Reverse<Stop<'g>>> {
        let (graph, to, reach) = (self.graph, self.to, &self.reach);
        let next = if left == 1 && reach.radius() > 0 {
            // It may arrive, so that it is one step away.
            vec![to]
        } else {
            let leads = |it| if left == 1 { it == to } else { it != to && reach.steps(it) < left };
            self.links.faced(last, budget, leads)
        };
        let stop = |it| Some(Reverse((graph.id_of(it)?, it)));
        next.into_iter().filter_map(stop).collect::<Vec<_>>().into()
    }

    /// Keeps the chain if it is whole, and walks on if there are meetings enough for it.
    fn step(&mut self, day: Day, left: usize, budget: &mut Budget) {
        let whole = left == 0;
        if whole && self.chain.last().is_some_and(|it| it.1 != self.to) {
            return;
        }
        if !whole && !self.needs_a_look(left) {
            return self.walk(day, left, budget);
        }
        let events = self.meetings(budget);
        if budget.cut().is_some() {
            return self.cut_at(None, left);
        }
        match events {
            Some(events) if whole => {
                self.found.push(Path::new(self.chain.iter().map(|it| it.0), &events));
            }
            Some(_) => self.walk(day, left, budget),
            None => {}
        }
    }

    /// Whether meetings are chosen before a chain is whole: that cuts off much of long ones, and costs more than it saves
    /// of short ones.
    fn needs_a_look(&self, left: usize) -> bool {
        let steps = self.chain.len() - 1;
        self.time_respecting || (steps > 1 && steps + left > SHORT)
    }

    /// A meeting for each step of the present chain: the best told, unless time decides.
    fn meetings(&mut self, budget: &mut Budget) -> Option<Vec<EventNo>> {
        let ends = self.chain.iter().zip(self.chain.iter().skip(1));
        let steps: Vec<_> = ends.map(|(a, b)| self.links.events(a.1, b.1)).collect();
        choose(self.graph, &steps, self.time_respecting, budget)
    }

    /// Whether so many more steps may lead to the end, through all that are still to be passed.
    fn may_arrive(&self, last: EntityNo, day: Day, left: usize) -> bool {
        let passed = |via: EntityNo| self.chain.iter().any(|it| it.1 == via);
        let mut missing = self.via.iter().filter(|it| !passed(it.0));
        let near =
            |(_, reach): &(EntityNo, Reach)| reach.steps(last) + reach.steps(self.to) <= left;
        self.reach.allows(last, left, day) && missing.clone().count() < left && missing.all(near)
    }

    fn is_done(&self) -> bool {
        self.found.len() >= self.wanted || self.cut.is_some()
    }

    fn cut_at(&mut self, next: Option<&EntityId>, left: usize) {
        let chain = self.chain.iter().map(|it| it.0).chain(next);
        let chain: Vec<String> = chain.map(ToString::to_string).collect();
        let length = self.chain.len() - 1 + left;
        self.cut.get_or_insert(Position { length, found: 0, after: false, chain });
    }

    /// Where the next page begins, if there is more and this one came any further than the one before.
    fn next(&self, room: usize, page: &Page) -> Option<Position> {
        let found = self.start.found + self.found.len().min(room);
        if self.found.len() > room {
            let last = self.found.get(room.checked_sub(1)?)?;
            let first = last.hops.first().map(|it| it.from);
            let chain = first.into_iter().chain(last.hops.iter().map(|it| it.to));
            let chain: Vec<String> = chain.map(ToString::to_string).collect();
            return Some(Position { length: last.hops.len(), found, after: true, chain });
        }
        let cut = Position { found, ..self.cut.clone()? };
        (page.after.as_deref() != Some(cut.key().as_slice())).then_some(cut)
    }
}

#[cfg(test)]
mod tests;

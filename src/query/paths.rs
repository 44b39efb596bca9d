//! How two entities are linked: chains of meetings between them, without an entity or a meeting twice. The shortest
//! come first; chains of one length come in the order of their ids. Distances from the far end bound a depth-first
//! walk from the near end, so that each step taken can still arrive; no chain is kept but those returned.
//! Where the budget ends the answer tells where the walk stood, and the next one goes on there: the pages together
//! are the same chains as one answer with budget enough.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::chain::Path;
use crate::query::chain::arrival;
use crate::query::chain::best_first;
use crate::query::chain::choose;
use crate::query::contacts::Of;
use crate::query::cursor::Cursor;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::links::Links;
use crate::query::names::known;
use crate::query::reach::Reach;
use std::rc::Rc;

/// The name of the order: length, then ids.
pub const ORDER: &str = "paths";

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
    let ends = [known(graph, &question.from)?, known(graph, &question.to)?];
    let via: Option<Vec<_>> = question.via.iter().map(|it| known(graph, it)).collect();
    let start = question.page.after.as_deref().and_then(Position::parse).unwrap_or_default();
    let all = question.k.unwrap_or(usize::MAX).saturating_sub(start.found);
    let room = question.page.limit.min(all);
    let mut search = Search::new(graph, question, ends, via?);
    search.start = start;
    // One more than fits tells whether there is more.
    search.wanted = room.saturating_add(1).min(all);
    let [from, to] = ends;
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
    fn first_after(&self, chain: &[&EntityId]) -> Option<(&str, bool)> {
        let same = chain.iter().zip(&self.chain).all(|(a, b)| a.as_str() == b);
        let next = self.chain.get(chain.len()).filter(|_| same)?;
        Some((next, self.after && self.chain.len() == chain.len() + 1))
    }
}

struct Search<'g> {
    graph: &'g Graph,
    to: &'g EntityId,
    max_length: usize,
    time_respecting: bool,
    links: Links<'g>,
    reach: Reach<'g>,
    /// Those to pass through, and how far all are from each.
    via: Vec<(&'g EntityId, Reach<'g>)>,
    start: Position,
    wanted: usize,
    /// The entities of the chain that is walked, and the contacts of each but the last.
    chain: Vec<&'g EntityId>,
    contacts: Vec<Rc<Of<'g>>>,
    found: Vec<Path<'g>>,
    /// Where the budget ended.
    cut: Option<Position>,
}

impl<'g> Search<'g> {
    fn new(
        graph: &'g Graph,
        question: &'g Question,
        [from, to]: [&'g EntityId; 2],
        mut via: Vec<&'g EntityId>,
    ) -> Self {
        via.retain(|it| *it != from && *it != to);
        via.sort();
        via.dedup();
        let ends = [from, to].into_iter().chain(via.iter().copied()).collect();
        Search {
            graph,
            to,
            max_length: question.max_length,
            time_respecting: question.time_respecting,
            links: Links::new(graph, &question.filter, ends),
            reach: Reach::to(to, question.time_respecting),
            via: via.into_iter().map(|it| (it, Reach::to(it, false))).collect(),
            start: Position::default(),
            wanted: 0,
            chain: vec![from],
            contacts: Vec::new(),
            found: Vec::new(),
            cut: None,
        }
    }

    fn run(&mut self, from: &'g EntityId, budget: &mut Budget) {
        let mut lent = budget.lend();
        for length in 1..=self.max_length {
            if self.is_done() {
                return;
            }
            self.widen(&mut lent);
            if length >= self.start.length {
                self.chain = vec![from];
                self.walk("", length, budget);
                self.start.chain.clear();
            }
        }
    }

    fn widen(&mut self, lent: &mut Budget) {
        if lent.cut().is_some() {
            return;
        }
        let mut reaches = self.via.iter_mut().map(|it| &mut it.1).chain([&mut self.reach]);
        if !reaches.all(|it| it.widen(&mut self.links, lent)) {
            self.links.renew();
        }
    }

    /// Adds the chains of exactly `left` more steps that begin with the present one, which arrives on `day`.
    fn walk(&mut self, day: &str, left: usize, budget: &mut Budget) {
        let Some(last) = self.chain.last().copied() else { return };
        if last == self.to || !self.may_arrive(last, day, left) {
            return;
        }
        let of = self.links.of(last, budget);
        if budget.cut().is_some() {
            return self.cut_at(None, left);
        }
        let first = self.start.first_after(&self.chain).map(|(id, out)| (id.to_owned(), out));
        for (next, events) in of.iter() {
            let skipped = |(id, out): &(String, bool)| {
                next.as_str() < id.as_str() || (*out && next.as_str() == id)
            };
            if first.as_ref().is_some_and(skipped) {
                continue;
            }
            if self.is_done() {
                return;
            }
            if !budget.spend(1) {
                return self.cut_at(Some(next), left);
            }
            let arrives = if self.time_respecting { arrival(events, day) } else { Some("") };
            let Some(arrives) = arrives.filter(|_| !self.chain.contains(next)) else { continue };
            self.chain.push(next);
            self.contacts.push(Rc::clone(&of));
            self.step(arrives, left - 1, budget);
            self.contacts.pop();
            self.chain.pop();
        }
    }

    /// Keeps the chain if it is whole, and walks on if there are meetings enough for it.
    fn step(&mut self, day: &str, left: usize, budget: &mut Budget) {
        let whole = left == 0;
        if whole && self.chain.last() != Some(&self.to) {
            return;
        }
        let events = self.meetings(whole, budget);
        if budget.cut().is_some() {
            return self.cut_at(None, left);
        }
        match events {
            Some(events) if whole => self.found.push(Path::new(&self.chain, events)),
            Some(_) => self.walk(day, left, budget),
            None => {}
        }
    }

    /// A meeting for each step of the present chain; of a whole one the best told, unless time decides.
    fn meetings(&self, whole: bool, budget: &mut Budget) -> Option<Vec<&'g EventRecord>> {
        let ends = self.contacts.iter().zip(self.chain.iter().skip(1));
        let steps: Vec<&[_]> =
            ends.map(|(of, to)| of.get(to).map(Vec::as_slice).unwrap_or_default()).collect();
        if !whole || self.time_respecting {
            return choose(&steps, self.time_respecting, budget);
        }
        let ranked: Vec<Vec<_>> = steps.iter().map(|it| best_first(self.graph, it)).collect();
        choose(&ranked.iter().map(Vec::as_slice).collect::<Vec<_>>(), false, budget)
    }

    /// Whether so many more steps may lead to the end, through all that are still to be passed.
    fn may_arrive(&self, last: &EntityId, day: &str, left: usize) -> bool {
        let mut missing = self.via.iter().filter(|(via, _)| !self.chain.contains(via));
        let near =
            |(_, reach): &(&EntityId, Reach)| reach.steps(last) + reach.steps(self.to) <= left;
        self.reach.allows(last, left, day) && missing.clone().count() < left && missing.all(near)
    }

    fn is_done(&self) -> bool {
        self.found.len() >= self.wanted || self.cut.is_some()
    }

    fn cut_at(&mut self, next: Option<&EntityId>, left: usize) {
        let chain = self.chain.iter().copied().chain(next);
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

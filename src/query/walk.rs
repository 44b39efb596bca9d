//! Who faces whom over all events that pass: the edges that networks and paths walk. Where nothing but meetings is asked
//! for they are counted already; else they are counted when a walk first comes to an entity. Between two entities an
//! edge is the same from either end.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::contact::Contact;
use crate::graph::contact::Level;
use crate::graph::contact::Tie;
use crate::graph::fact::Fact;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::day::Day;
use crate::query::budget::Budget;
use crate::query::filter::Filter;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;

/// Another entity, and how many events join the two.
pub type Edge = (EntityNo, u32);

#[derive(Debug)]
pub struct Walk<'g> {
    graph: &'g Graph,
    sieve: Sieve<'g>,
    types: &'g [EventType],
    level: Level,
    /// Entities asked about by name.
    ends: Vec<EntityNo>,
    /// Those of them that are not of the level: they face others through those who act on behalf of them, too.
    apart: Vec<(EntityNo, Tally<Vec<EventNo>>)>,
    /// Ties tell all that is asked.
    counted: bool,
}

impl<'g> Walk<'g> {
    /// Over events of these types that took place, between persons, or between bodies where only those are asked about.
    pub fn new(
        graph: &'g Graph,
        filter: &'g Filter,
        types: &'g [EventType],
        ends: &[EntityNo],
        budget: &mut Budget,
    ) -> Self {
        let bodies = ends.iter().all(|it| graph.level(*it) == Level::Bodies);
        let level = if bodies { Level::Bodies } else { Level::Persons };
        let sieve = Sieve::new(graph, filter);
        let counted = types == [EventType::Consult] && sieve.is_open_but_for_remote();
        let (ends, apart) = (ends.to_vec(), Vec::new());
        let mut walk = Walk { graph, sieve, types, level, ends, apart, counted };
        let others = walk.ends.iter().filter(|it| graph.level(**it) != level);
        let apart: Vec<_> =
            others.map(|it| (*it, walk.faced_through_others(*it, budget))).collect();
        walk.apart = apart;
        walk.even_out();
        walk
    }

    /// Of two bodies that stand apart one may face the other that acts through a person, and not the other way round:
    /// what either faces holds for both.
    fn even_out(&mut self) {
        let apart: Vec<EntityNo> = self.apart.iter().map(|it| it.0).collect();
        for (at, a) in apart.iter().enumerate() {
            for b in apart.iter().skip(at + 1).filter(|it| *it != a) {
                let of = |it, other| self.apart_map(it).and_then(|it| it.get(other));
                let both = [of(*a, *b), of(*b, *a)];
                let mut events: Vec<EventNo> =
                    both.into_iter().flatten().flatten().copied().collect();
                self.graph.order_in_time(&mut events);
                if events.is_empty() {
                    continue;
                }
                for (end, faced) in &mut self.apart {
                    let other = if end == a { b } else { a };
                    if end == a || end == b {
                        faced.count(*other, |it| it.clone_from(&events));
                    }
                }
            }
        }
    }

    /// Those of `wanted` whom an entity faces, by number, as far as the budget goes.
    pub fn faced(
        &self,
        id: EntityNo,
        budget: &mut Budget,
        wanted: impl Fn(EntityNo) -> bool,
    ) -> Vec<EntityNo> {
        if !self.is_counted() {
            let all = self.of(id, budget).into_iter().map(|it| it.0);
            return all.filter(|it| wanted(*it)).collect();
        }
        let in_person = self.sieve.in_person();
        let ties = self.graph.ties(id).take_while(|_| budget.spend(1));
        let wanted = ties.filter(|it| wanted(it.to) && (!in_person || it.in_person > 0));
        wanted.map(|it| it.to).filter(|it| self.is_step(*it)).collect()
    }

    /// Whether ties alone tell who faces whom.
    pub fn is_counted(&self) -> bool {
        self.counted && self.apart.is_empty()
    }

    /// Whom an entity faces, by number, as far as the budget goes.
    pub fn of(&self, id: EntityNo, budget: &mut Budget) -> Vec<Edge> {
        let mut edges = match self.apart_map(id) {
            Some(faced) => faced.rows().map(|(it, events)| (it, count(events.len()))).collect(),
            None if self.counted => self.by_ties(id, budget),
            None => self.by_contacts(id, budget),
        };
        for (end, faced) in self.apart.iter().filter(|it| it.0 != id) {
            edges.retain(|it| it.0 != *end);
            edges.extend(faced.get(id).map(|events| (*end, count(events.len()))));
        }
        edges.sort_unstable();
        edges
    }

    /// As `of`, in no order that shows.
    pub fn each(&self, id: EntityNo, budget: &mut Budget, mut face: impl FnMut(EntityNo, u32)) {
        if !self.counted || !self.apart.is_empty() {
            return self.of(id, budget).into_iter().for_each(|(other, times)| face(other, times));
        }
        let in_person = self.sieve.in_person();
        for tie in self.graph.ties(id) {
            if !budget.spend(1) {
                return;
            }
            let times = if in_person { tie.in_person } else { tie.count };
            if times > 0 && (tie.to_person || self.level == Level::Bodies) {
                face(tie.to, times);
            }
        }
    }

    /// The events that join two entities, in time order.
    pub fn events(&self, from: EntityNo, to: EntityNo) -> Vec<EventNo> {
        for (a, b) in [(from, to), (to, from)] {
            if let Some(faced) = self.apart_map(a) {
                return faced.get(b).cloned().unwrap_or_default();
            }
        }
        let contacts = self.graph.contacts_between(from, to);
        contacts.filter(|it| self.passes(it)).map(|it| it.event).collect()
    }

    /// First and last day of the events that join two entities, and how many independent articles tell them.
    pub fn span(&self, from: EntityNo, to: EntityNo) -> (Day, Day, usize) {
        if self.counted && self.apart_map(from).or(self.apart_map(to)).is_none() {
            let tie = self.graph.tie_of(from, to);
            let tie = tie.filter(|it| !self.sieve.in_person() || it.in_person == it.count);
            if let Some(tie) = tie.filter(|it| it.told == 0) {
                return (tie.first, tie.last, 0);
            }
        }
        span(self.graph, &self.events(from, to))
    }

    pub fn types(&self) -> &'g [EventType] {
        self.types
    }

    fn apart_map(&self, id: EntityNo) -> Option<&Tally<Vec<EventNo>>> {
        self.apart.iter().find(|it| it.0 == id).map(|it| &it.1)
    }

    fn by_ties(&self, id: EntityNo, budget: &mut Budget) -> Vec<Edge> {
        let in_person = self.sieve.in_person();
        let times = |it: &Tie| if in_person { it.in_person } else { it.count };
        let ties = self.graph.ties(id).take_while(|_| budget.spend(1));
        let ties = ties.filter(|it| self.is_step(it.to));
        ties.map(|it| (it.to, times(it))).filter(|it| it.1 > 0).collect()
    }

    fn by_contacts(&self, id: EntityNo, budget: &mut Budget) -> Vec<Edge> {
        let mut edges: Vec<Edge> = Vec::new();
        for contact in self.graph.contacts(id).take_while(|_| budget.spend(1)) {
            if !self.is_step(contact.to) || !self.passes(contact) {
                continue;
            }
            match edges.last_mut().filter(|it| it.0 == contact.to) {
                Some(edge) => edge.1 += 1,
                None => edges.push((contact.to, 1)),
            }
        }
        edges
    }

    fn passes(&self, contact: &Contact) -> bool {
        self.types.contains(&contact.kind)
            && contact.took_place()
            && self.sieve.admits_contact(contact)
    }

    /// Nobody is linked through a country to all whom it ever met: between persons walks go through persons.
    fn is_step(&self, id: EntityNo) -> bool {
        self.level == Level::Bodies
            || self.graph.kind_of(id) == Kind::Person
            || self.ends.contains(&id)
    }

    fn faced_through_others(&self, id: EntityNo, budget: &mut Budget) -> Tally<Vec<EventNo>> {
        let mut faced: Tally<Vec<EventNo>> = Tally::default();
        let entries = self.graph.scan(id, self.sieve.window()).take_while(|_| budget.spend(1));
        let wanted = entries.filter(|it| self.types.contains(&it.kind) && it.took_place());
        for entry in wanted.filter(|it| self.sieve.admits_entry(it)) {
            let Some(fact) = self.graph.fact(entry.event) else { continue };
            for other in self.graph.counterparts(fact, id, self.level) {
                if self.is_step(other) {
                    faced.count(other, |it| it.push(entry.event));
                }
            }
        }
        faced
    }
}

/// First and last day of events, and how many independent articles tell them.
pub fn span(graph: &Graph, events: &[EventNo]) -> (Day, Day, usize) {
    let facts = || events.iter().filter_map(|it| graph.fact(*it));
    let first = facts().map(|it| it.first).min().unwrap_or(Day::NONE);
    let last = facts().map(Fact::end).fold(Day::NONE, Day::later);
    let told = facts().filter_map(|it| it.told());
    let articles = told.flat_map(|it| &it.evidence).map(|it| &it.article);
    (first, last, graph.sources(articles))
}

fn count(events: usize) -> u32 {
    u32::try_from(events).unwrap_or(u32::MAX)
}

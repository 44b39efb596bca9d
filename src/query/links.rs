//! The steps that chains of meetings are made of: contacts, made the same from either end also where several
//! bodies that are asked about by name stand among persons.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::contacts::Contacts;
use crate::query::contacts::Of;
use crate::query::events;
use crate::query::filter::Filter;
use std::collections::BTreeMap;
use std::rc::Rc;

#[derive(Debug)]
pub struct Links<'g> {
    graph: &'g Graph,
    filter: &'g Filter,
    /// Entities asked about by name.
    ends: Vec<&'g EntityId>,
    contacts: Contacts<'g>,
    /// The contacts of the ends from either side.
    both_ways: BTreeMap<&'g EntityId, Rc<Of<'g>>>,
}

impl<'g> Links<'g> {
    pub fn new(graph: &'g Graph, filter: &'g Filter, ends: Vec<&'g EntityId>) -> Self {
        let contacts = Contacts::new(graph, filter, &[EventType::Consult], ends.clone());
        Links { graph, filter, ends, contacts, both_ways: BTreeMap::new() }
    }

    /// Forgets all: what a spent budget left undone must not be taken for the whole.
    pub fn renew(&mut self) {
        *self = Links::new(self.graph, self.filter, std::mem::take(&mut self.ends));
    }

    /// The contacts of an entity, as far as the budget goes.
    pub fn of(&mut self, id: &'g EntityId, budget: &mut Budget) -> Rc<Of<'g>> {
        let of = self.contacts.of(id, budget);
        if self.ends.len() < 3 || !self.ends.contains(&id) {
            return of;
        }
        if let Some(known) = self.both_ways.get(id) {
            return Rc::clone(known);
        }
        let mut all: Of<'g> = (*of).clone();
        for end in self.ends.iter().filter(|it| **it != id) {
            let theirs = self.contacts.of(end, budget);
            if let Some(events) = theirs.get(id) {
                let own = all.entry(end).or_default();
                *own = joined(own, events);
            }
        }
        let all = Rc::new(all);
        self.both_ways.insert(id, Rc::clone(&all));
        all
    }
}

/// The events of both lists, each once, in time order.
fn joined<'g>(a: &[&'g EventRecord], b: &[&'g EventRecord]) -> Vec<&'g EventRecord> {
    let all: BTreeMap<Vec<String>, &EventRecord> =
        a.iter().chain(b).map(|it| (events::key(it), *it)).collect();
    all.into_values().collect()
}

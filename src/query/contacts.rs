//! Who faces whom over all events that pass: the edges that networks and paths walk. Worked out for an entity
//! when a walk first comes to it. Between two entities it is the same from either end.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::actors;
use crate::query::counterpart::counterparts;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::kind;
use crate::query::names::took_place;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The contacts of one entity, each with the events that make it one, in time order.
pub type Of<'g> = BTreeMap<&'g EntityId, Vec<&'g EventRecord>>;

#[derive(Debug)]
pub struct Contacts<'g> {
    graph: &'g Graph,
    filter: &'g Filter,
    types: &'g [EventType],
    level: Level,
    /// Entities asked about by name: they face others through those who act on behalf of them, too.
    ends: Vec<&'g EntityId>,
    known: BTreeMap<&'g EntityId, Rc<Of<'g>>>,
}

impl<'g> Contacts<'g> {
    /// Contacts through events of these types that took place.
    pub fn new(
        graph: &'g Graph,
        filter: &'g Filter,
        types: &'g [EventType],
        ends: Vec<&'g EntityId>,
    ) -> Self {
        let bodies = ends.iter().all(|it| Level::of(graph, it) == Level::Bodies);
        let level = if bodies { Level::Bodies } else { Level::Persons };
        Contacts { graph, filter, types, level, ends, known: BTreeMap::new() }
    }

    /// The contacts of an entity, as far as the budget goes.
    pub fn of(&mut self, id: &'g EntityId, budget: &mut Budget) -> Rc<Of<'g>> {
        if let Some(known) = self.known.get(id) {
            return Rc::clone(known);
        }
        let mut found: Of<'g> = BTreeMap::new();
        for event in self.graph.events_of(id) {
            if self.filter.is_past(earliest(event)) || !budget.spend(1) {
                break;
            }
            if !self.types.contains(&event.kind)
                || !took_place(event)
                || !self.filter.admits(self.graph, event)
            {
                continue;
            }
            for other in self.faced(event, id) {
                if !budget.spend(1) {
                    break;
                }
                found.entry(other).or_default().push(event);
            }
        }
        let found = Rc::new(found);
        self.known.insert(id, Rc::clone(&found));
        found
    }

    fn faced(&self, event: &'g EventRecord, id: &EntityId) -> BTreeSet<&'g EntityId> {
        let mut faced = if self.ends.contains(&id) {
            counterparts(event, id, self.level)
        } else {
            let mut faced = actors(event, self.level);
            if !faced.remove(id) {
                return BTreeSet::new();
            }
            let ends = self.ends.iter().copied();
            faced.extend(ends.filter(|it| counterparts(event, it, self.level).contains(id)));
            faced
        };
        faced.retain(|it| self.is_step(it));
        faced
    }

    /// Nobody is linked through a country to all whom it ever met: between persons walks go through persons.
    fn is_step(&self, id: &&EntityId) -> bool {
        match self.level {
            Level::Bodies => true,
            Level::Persons => kind(self.graph, id) == Kind::Person || self.ends.contains(id),
        }
    }
}

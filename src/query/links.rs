//! The steps that chains of meetings are made of: who faces whom, and through which meetings. What was worked out once is
//! kept while one question is answered.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::query::budget::Budget;
use crate::query::chain::best_first;
use crate::query::tally::Tally;
use crate::query::walk::Walk;
use std::collections::HashMap;
use std::rc::Rc;

#[derive(Debug)]
pub struct Links<'g> {
    graph: &'g Graph,
    walk: Walk<'g>,
    /// Meetings are wanted in time order, and all of them.
    in_time: bool,
    /// Else so many, the best told first.
    most: usize,
    faced: Tally<Rc<[EntityNo]>>,
    events: HashMap<(EntityNo, EntityNo), Rc<[EventNo]>>,
}

impl<'g> Links<'g> {
    pub fn new(graph: &'g Graph, walk: Walk<'g>, in_time: bool, most: usize) -> Self {
        let (faced, events) = (Tally::default(), HashMap::new());
        Links { graph, walk, in_time, most, faced, events }
    }

    /// Those of `wanted` whom an entity faces, as far as the budget goes.
    pub fn faced(
        &mut self,
        id: EntityNo,
        budget: &mut Budget,
        wanted: impl Fn(EntityNo) -> bool,
    ) -> Vec<EntityNo> {
        if self.walk.is_counted() {
            return self.walk.faced(id, budget, wanted);
        }
        let all = match self.faced.get(id) {
            Some(known) => Rc::clone(known),
            None => {
                let all: Rc<[EntityNo]> = self.walk.faced(id, budget, |_| true).into();
                // What a spent budget left undone must not be taken for the whole.
                if budget.cut().is_none() {
                    self.faced.count(id, |it| *it = Rc::clone(&all));
                }
                all
            }
        };
        all.iter().copied().filter(|it| wanted(*it)).collect()
    }

    /// The meetings of two: in time order, or else some of them, the best told first.
    pub fn events(&mut self, from: EntityNo, to: EntityNo) -> Rc<[EventNo]> {
        if let Some(known) = self.events.get(&(from, to)) {
            return Rc::clone(known);
        }
        let mut events = self.walk.events(from, to);
        if !self.in_time {
            best_first(self.graph, &mut events);
            events.truncate(self.most);
        }
        let events: Rc<[EventNo]> = events.into();
        self.events.insert((from, to), Rc::clone(&events));
        events
    }
}

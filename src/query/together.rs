//! Who acts together in which events, for what is asked of a whole graph: the entities and events that pass as small
//! numbers, each entity's in the order of the ids. A conference of a hundred is one row of a hundred numbers here,
//! not the five thousand pairs that it makes.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::actors;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::kind;
use crate::query::names::took_place;
use std::collections::BTreeMap;

/// Which part of the graph.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Through events of these types that took place.
    pub types: Vec<EventType>,
    /// Between persons, or between countries and organizations.
    pub level: Level,
    pub filter: Filter,
}

#[derive(Debug)]
pub struct Together<'g> {
    /// Those who act in an event with somebody else, in id order.
    pub entities: Vec<&'g EntityId>,
    /// In time order.
    pub events: Vec<Row<'g>>,
}

/// An event and the numbers of those who act in it, at least two, ascending.
#[derive(Debug)]
pub struct Row<'g> {
    pub event: &'g EventRecord,
    pub actors: Vec<usize>,
}

impl<'g> Together<'g> {
    /// As far as the budget goes.
    pub fn new(graph: &'g Graph, scope: &Scope, budget: &mut Budget) -> Self {
        let events = graph
            .events()
            .take_while(|it| !scope.filter.is_past(earliest(it)) && budget.spend(1))
            .filter(|it| scope.types.contains(&it.kind) && took_place(it))
            .filter(|it| scope.filter.admits(graph, it));
        let mut rows = Vec::new();
        for event in events {
            let mut acting = actors(event, scope.level);
            acting.retain(|it| scope.level == Level::Bodies || kind(graph, it) == Kind::Person);
            if acting.len() > 1 {
                rows.push((event, acting));
            }
        }
        let mut numbers: BTreeMap<&EntityId, usize> =
            rows.iter().flat_map(|it| &it.1).map(|it| (*it, 0)).collect();
        for (number, of) in numbers.values_mut().enumerate() {
            *of = number;
        }
        let numbered = |(event, acting): (_, std::collections::BTreeSet<&EntityId>)| Row {
            event,
            actors: acting.iter().filter_map(|it| numbers.get(it).copied()).collect(),
        };
        let events = rows.into_iter().map(numbered).collect();
        Together { entities: numbers.into_keys().collect(), events }
    }

    /// How many events each entity acts in.
    pub fn degrees(&self) -> Vec<usize> {
        let mut degrees = vec![0; self.entities.len()];
        for number in self.events.iter().flat_map(|it| &it.actors) {
            if let Some(degree) = degrees.get_mut(*number) {
                *degree += 1;
            }
        }
        degrees
    }
}

//! Who acts together in which events, for what is asked of a whole graph: the entities and events that pass as small
//! numbers, each entity's in the order of the ids. A conference of a hundred is one row of a hundred numbers here,
//! not the five thousand pairs that it makes.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::contact::Level;
use crate::graph::fact::Fact;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::filter::Filter;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;

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

/// An event and the places among the entities of those who act in it, at least two, ascending.
#[derive(Debug)]
pub struct Row<'g> {
    pub fact: &'g Fact,
    pub actors: Vec<usize>,
}

impl<'g> Together<'g> {
    /// As far as the budget goes.
    pub fn new(graph: &'g Graph, scope: &Scope, budget: &mut Budget) -> Self {
        let sieve = Sieve::new(graph, &scope.filter);
        let entries = graph.scan_all(sieve.window()).take_while(|_| budget.spend(1));
        let wanted = entries.filter(|it| scope.types.contains(&it.kind) && it.took_place());
        let mut rows: Vec<(&Fact, Vec<EntityNo>)> = Vec::new();
        for entry in wanted.filter(|it| sieve.admits_entry(it)) {
            let Some(fact) = graph.fact(entry.event) else { continue };
            let mut acting = graph.actors(fact, scope.level);
            acting.retain(|it| scope.level == Level::Bodies || graph.kind_of(*it) == Kind::Person);
            if acting.len() > 1 {
                rows.push((fact, acting));
            }
        }
        let mut places: Tally<usize> = Tally::default();
        rows.iter().flat_map(|it| &it.1).for_each(|it| places.count(*it, |it| *it = 0));
        let with_id = |(number, _): (EntityNo, _)| Some((graph.id_of(number)?, number));
        let mut entities: Vec<(&EntityId, EntityNo)> = places.rows().filter_map(with_id).collect();
        entities.sort_unstable();
        for (place, (_, number)) in entities.iter().enumerate() {
            places.count(*number, |it| *it = place);
        }
        let placed = |(fact, acting): (_, Vec<EntityNo>)| {
            let mut actors: Vec<usize> =
                acting.iter().filter_map(|it| places.get(*it).copied()).collect();
            actors.sort_unstable();
            Row { fact, actors }
        };
        let events = rows.into_iter().map(placed).collect();
        Together { entities: entities.into_iter().map(|it| it.0).collect(), events }
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

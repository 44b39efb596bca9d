//! What happened with an entity, in time order: what it took part in, what took place at it, what concerned it.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::events;
use crate::query::names::known;

/// Nothing when the graph does not know the entity. `events.participants` and `concerns` are best left empty.
pub fn ask<'g>(
    graph: &'g Graph,
    entity: &EntityId,
    events: &events::Question,
    budget: &mut Budget,
) -> Option<List<&'g EventRecord>> {
    let id = known(graph, entity)?;
    Some(events::select(graph, graph.events_of(id), events, budget).cut_by(budget))
}

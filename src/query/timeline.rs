//! What happened with an entity, in time order: what it took part in, what took place at it, what concerned it.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::events;
use crate::query::names::known;

/// Nothing when the graph does not know the entity. `events.participants` and `concerns` are best left empty.
pub fn ask(
    graph: &Graph,
    entity: &EntityId,
    events: &events::Question,
    budget: &mut Budget,
) -> Option<List<EventNo>> {
    known(graph, entity)?;
    let of = graph.entity_no(entity).unwrap_or(EntityNo::GONE);
    Some(events::select(graph, of, events, budget).cut_by(budget))
}

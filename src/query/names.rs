//! What an id is called, and which events happened.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Status;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;

/// The name of an entity; what stands behind the prefix of its id where none is known.
pub fn name<'g>(graph: &'g Graph, id: &'g EntityId) -> &'g str {
    let entity = graph.entity(id).map(|it| it.name.as_str());
    let dispute = || graph.dispute(id).map(|it| it.name.as_str());
    let agreement = || graph.agreement(id).map(|it| it.name.as_str());
    entity.or_else(dispute).or_else(agreement).unwrap_or_else(|| id.local())
}

/// The kind of an entity: that of its record, else the one its id names.
pub fn kind(graph: &Graph, id: &EntityId) -> Kind {
    graph.entity(id).map(|it| it.kind).or_else(|| id.kind()).unwrap_or(Kind::Organization)
}

/// The id as the graph keeps it, if anything is known of it.
pub fn known<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g EntityId> {
    let node = || graph.id_of(graph.entity_no(id)?);
    let dispute = || graph.dispute(id).map(|it| &it.id);
    let agreement = || graph.agreement(id).map(|it| &it.id);
    node().or_else(dispute).or_else(agreement)
}

/// Whether it took place or is taking place; a plan, a refusal or a denial did not.
pub fn took_place(event: &EventRecord) -> bool {
    matches!(event.status, Status::Held | Status::Ongoing)
}

/// Whether those who took part met: a meeting that took place.
pub fn met(event: &EventRecord) -> bool {
    event.kind == EventType::Consult && took_place(event)
}

/// The earliest day of an event.
pub fn earliest(event: &EventRecord) -> Option<&str> {
    event.time.as_ref().and_then(|it| it.earliest.as_deref())
}

/// The latest day of an event; the earliest where its end is open.
pub fn latest(event: &EventRecord) -> Option<&str> {
    event.time.as_ref().and_then(|it| it.latest.as_deref().or(it.earliest.as_deref()))
}

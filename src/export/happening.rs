//! The events behind a subgraph, each once, for the formats that show events.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::ArticleId;
use crate::model::id::EventId;
use crate::query::names::earliest;
use crate::query::names::name;
use crate::query::network::Edge;
use crate::query::network::Subgraph;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// All events that join two nodes, in time order, undated ones last.
pub fn events<'g>(subgraph: &Subgraph<'g>) -> Vec<&'g EventRecord> {
    let all = subgraph.edges.iter().flat_map(|it| &it.events);
    let once: BTreeMap<&EventId, &EventRecord> = all.map(|it| (&it.id, *it)).collect();
    let mut events: Vec<&EventRecord> = once.into_values().collect();
    events.sort_by_key(|it| (earliest(it).is_none(), earliest(it), &it.id));
    events
}

/// The articles that tell it, each once, in id order.
pub fn articles(event: &EventRecord) -> BTreeSet<&ArticleId> {
    event.evidence.iter().map(|it| &it.article).collect()
}

/// How many independent articles tell it.
pub fn sources(graph: &Graph, event: &EventRecord) -> usize {
    graph.sources(event.evidence.iter().map(|it| &it.article))
}

/// What an event is called where a name is wanted: it has none of its own.
pub fn title(graph: &Graph, event: &EventRecord) -> String {
    let kind = event.mode.as_deref().unwrap_or(event.kind.as_str());
    let names: Vec<&str> = event.participants.iter().map(|it| name(graph, &it.entity)).collect();
    format!("{kind}: {}", names.join(", "))
}

/// The ids of the events of an edge, with spaces between.
pub fn ids(edge: &Edge) -> String {
    let ids: Vec<&str> = edge.events.iter().map(|it| it.id.as_str()).collect();
    ids.join(" ")
}

//! The events behind a subgraph, each once, for the formats that show events.

use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::ArticleId;
use crate::query::names::name;
use crate::query::network::Edge;
use crate::query::network::Subgraph;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// All events that join two nodes, in time order, undated ones last.
pub fn events<'g>(graph: &'g Graph, subgraph: &Subgraph<'g>) -> Vec<Cow<'g, EventRecord>> {
    numbers(graph, subgraph).into_iter().filter_map(|it| graph.record(it)).collect()
}

/// The same events without what is told of them.
pub fn numbers(graph: &Graph, subgraph: &Subgraph) -> Vec<EventNo> {
    let events = subgraph.edges.iter().flat_map(|it| &it.events);
    let mut events: Vec<EventNo> = events.copied().collect();
    graph.order_in_time(&mut events);
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
pub fn ids(graph: &Graph, edge: &Edge) -> String {
    let ids = edge.events.iter().filter_map(|it| graph.event_id(*it));
    ids.map(|it| it.to_string()).collect::<Vec<_>>().join(" ")
}

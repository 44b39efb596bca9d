//! The network round an entity in the project's own shape; front-end formats are in `export`.

use crate::http::view::Shown;
use crate::http::view::Truncated;
use crate::http::view::truncated;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::query::names::kind;
use crate::query::names::name;
use crate::query::network;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Network<'a> {
    pub nodes: Vec<Node<'a>>,
    pub edges: Vec<Edge<'a>>,
    pub truncated: Option<Truncated>,
    pub generation: u64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Node<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
    pub country: Option<&'a str>,
    /// How many events away from the entity.
    pub depth: usize,
    /// Number of walks to it from the entity, one event a step.
    pub weight: usize,
}

/// All events of one type that join two nodes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Edge<'a> {
    pub id: String,
    pub source: &'a str,
    pub target: &'a str,
    /// MET, or the event type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub times: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    /// How many independent articles tell them; copies of one text are one.
    pub sources: usize,
    /// Ids of the first of the events, in time order, at most 20; each with its evidence under /v1/events/.
    #[schema(value_type = Vec<String>)]
    pub events: Vec<EventId>,
}

impl<'a> Shown<'a> {
    pub fn network(self, graph: &network::Subgraph<'a>) -> Network<'a> {
        let nodes = graph.nodes.iter().map(|it| Node {
            id: it.id.as_str(),
            kind: kind(self.graph, it.id).as_str(),
            name: name(self.graph, it.id),
            country: self
                .graph
                .entity(it.id)
                .and_then(|it| it.country.as_ref())
                .map(EntityId::as_str),
            depth: it.depth,
            weight: it.weight,
        });
        let edges = graph.edges.iter().map(|it| Edge {
            id: it.id(),
            source: it.source.as_str(),
            target: it.target.as_str(),
            kind: it.label(),
            times: it.times,
            first: it.first.text(),
            last: it.last.text(),
            sources: it.sources,
            events: it.events.iter().filter_map(|it| self.graph.event_id(*it)).collect(),
        });
        Network {
            nodes: nodes.collect(),
            edges: edges.collect(),
            truncated: truncated(graph.truncated),
            generation: graph.generation,
        }
    }
}

//! A subgraph in the forms that front-ends eat, one file a format. Deliberately absent: which subgraph.

pub mod cytoscape;
pub mod graphology;
pub mod node_link;

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::names;
use crate::query::network::Subgraph;

/// A form of a subgraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cytoscape.js elements JSON.
    Cytoscape,
    /// D3 and networkx node-link JSON.
    NodeLink,
    /// graphology's serialised graph, as sigma.js takes it.
    Graphology,
}

impl Format {
    pub const ALL: &[Format] = &[Format::Cytoscape, Format::NodeLink, Format::Graphology];

    pub fn as_str(self) -> &'static str {
        match self {
            Format::Cytoscape => "cytoscape",
            Format::NodeLink => "node-link",
            Format::Graphology => "graphology",
        }
    }

    pub fn parse(text: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|it| it.as_str() == text)
    }

    /// The subgraph as JSON.
    pub fn write(self, graph: &Graph, subgraph: &Subgraph) -> serde_json::Result<Vec<u8>> {
        match self {
            Format::Cytoscape => serde_json::to_vec(&cytoscape::elements(graph, subgraph)),
            Format::NodeLink => serde_json::to_vec(&node_link::data(graph, subgraph)),
            Format::Graphology => serde_json::to_vec(&graphology::serialized(graph, subgraph)),
        }
    }
}

/// The names of all formats of a subgraph.
pub fn subgraph_formats() -> Vec<&'static str> {
    Format::ALL.iter().map(|it| it.as_str()).collect()
}

/// The node label of an entity in the graph schema.
fn label(graph: &Graph, id: &EntityId) -> &'static str {
    match names::kind(graph, id) {
        Kind::Person => "Person",
        Kind::Country => "Country",
        Kind::Organization => "Organization",
        Kind::Place => "Place",
        Kind::Dispute => "Dispute",
        Kind::Agreement => "Agreement",
    }
}

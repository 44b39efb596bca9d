//! A subgraph in the forms that other programs eat, one file a format. Each is written once, from the subgraph
//! into one buffer. Deliberately absent: which subgraph.

pub mod csv;
pub mod cytoscape;
pub mod dot;
pub mod geojson;
pub mod gexf;
pub mod graphml;
pub mod graphology;
pub mod json_ld;
pub mod node_link;

pub mod coordinates;
pub mod happening;
pub mod xml;

#[cfg(test)]
mod tests;

use crate::export::csv::Table;
use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::budget::Cut;
use crate::query::names;
use crate::query::network::Subgraph;
use serde::Serialize;

/// A form of a subgraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cytoscape.js elements JSON.
    Cytoscape,
    /// D3 and networkx node-link JSON.
    NodeLink,
    /// graphology's serialised graph, as sigma.js takes it.
    Graphology,
    /// Gephi's own.
    Gexf,
    GraphMl,
    GeoJson,
    Csv(Table),
    JsonLd,
    /// Graphviz.
    Dot,
}

impl Format {
    pub const ALL: &[Format] = &[
        Format::Cytoscape,
        Format::NodeLink,
        Format::Graphology,
        Format::Gexf,
        Format::GraphMl,
        Format::GeoJson,
        Format::Csv(Table::Edges),
        Format::JsonLd,
        Format::Dot,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Format::Cytoscape => "cytoscape",
            Format::NodeLink => "node-link",
            Format::Graphology => "graphology",
            Format::Gexf => "gexf",
            Format::GraphMl => "graphml",
            Format::GeoJson => "geojson",
            Format::Csv(_) => "csv",
            Format::JsonLd => "jsonld",
            Format::Dot => "dot",
        }
    }

    pub fn parse(text: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|it| it.as_str() == text)
    }

    /// The media type, as a Content-Type field gives it.
    pub fn media(self) -> &'static str {
        match self {
            Format::Cytoscape | Format::NodeLink | Format::Graphology => "application/json",
            Format::Gexf => "application/gexf+xml",
            Format::GraphMl => "application/graphml+xml",
            Format::GeoJson => "application/geo+json",
            Format::Csv(_) => "text/csv; charset=utf-8",
            Format::JsonLd => "application/ld+json",
            Format::Dot => "text/vnd.graphviz; charset=utf-8",
        }
    }

    /// Of the events that make an edge it shows so many.
    pub fn events(self) -> usize {
        match self {
            Format::Gexf | Format::GeoJson | Format::JsonLd => usize::MAX,
            Format::Csv(Table::Events | Table::Dyads) => usize::MAX,
            Format::Csv(Table::Nodes | Table::Edges) => 0,
            Format::Cytoscape | Format::NodeLink | Format::Graphology => 0,
            Format::GraphMl | Format::Dot => 0,
        }
    }

    pub fn write(self, graph: &Graph, subgraph: &Subgraph) -> serde_json::Result<Vec<u8>> {
        match self {
            Format::Cytoscape => serde_json::to_vec(&cytoscape::elements(graph, subgraph)),
            Format::NodeLink => serde_json::to_vec(&node_link::data(graph, subgraph)),
            Format::Graphology => serde_json::to_vec(&graphology::serialized(graph, subgraph)),
            Format::Gexf => Ok(gexf::document(graph, subgraph).into_bytes()),
            Format::GraphMl => Ok(graphml::document(graph, subgraph).into_bytes()),
            Format::GeoJson => {
                let events = happening::events(graph, subgraph);
                serde_json::to_vec(&geojson::collection(graph, subgraph, &events))
            }
            Format::Csv(table) => Ok(csv::rows(graph, subgraph, table).into_bytes()),
            Format::JsonLd => {
                let events = happening::events(graph, subgraph);
                serde_json::to_vec(&json_ld::document(graph, subgraph, &events))
            }
            Format::Dot => Ok(dot::document(graph, subgraph).into_bytes()),
        }
    }
}

/// The names of all formats of a subgraph.
pub fn subgraph_formats() -> Vec<&'static str> {
    Format::ALL.iter().map(|it| it.as_str()).collect()
}

/// What is true of an answer as a whole.
#[derive(Debug, Serialize)]
struct Whole {
    generation: u64,
    /// Why it is not whole.
    truncated: Option<&'static str>,
}

impl Whole {
    fn of(subgraph: &Subgraph) -> Self {
        let truncated = subgraph.truncated.map(Cut::as_str);
        Whole { generation: subgraph.generation, truncated }
    }
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

/// The country that an entity belongs to.
fn country<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g str> {
    graph.entity(id)?.country.as_ref().map(EntityId::as_str)
}

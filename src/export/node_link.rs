//! Node-link JSON: what D3's force layout and networkx's `node_link_graph` take. Undirected, with keyed edges.

use crate::export::Whole;
use crate::export::label;
use crate::graph::Graph;
use crate::query::names::name;
use crate::query::network;
use crate::query::network::Subgraph;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct NodeLink<'a> {
    directed: bool,
    multigraph: bool,
    graph: Whole,
    nodes: Vec<Node<'a>>,
    links: Vec<Link<'a>>,
}

#[derive(Debug, Serialize)]
struct Node<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'static str,
    depth: usize,
    weight: usize,
}

#[derive(Debug, Serialize)]
struct Link<'a> {
    source: &'a str,
    target: &'a str,
    key: String,
    #[serde(rename = "type")]
    kind: &'static str,
    valid_from: Option<String>,
    valid_to: Option<String>,
    sources: usize,
    /// How many events; D3 takes it as the strength of the link.
    value: usize,
}

pub fn data<'a>(graph: &'a Graph, subgraph: &Subgraph<'a>) -> NodeLink<'a> {
    let node = |it: &network::Node<'a>| Node {
        id: it.id.as_str(),
        label: name(graph, it.id),
        kind: label(graph, it.id),
        depth: it.depth,
        weight: it.weight,
    };
    let link = |it: &network::Edge<'a>| Link {
        source: it.source.as_str(),
        target: it.target.as_str(),
        key: it.id(),
        kind: it.label(),
        valid_from: it.first.text(),
        valid_to: it.last.text(),
        sources: it.sources,
        value: it.times,
    };
    NodeLink {
        directed: false,
        multigraph: true,
        graph: Whole::of(subgraph),
        nodes: subgraph.nodes.iter().map(node).collect(),
        links: subgraph.edges.iter().map(link).collect(),
    }
}

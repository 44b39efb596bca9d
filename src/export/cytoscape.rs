//! Cytoscape.js elements JSON: what `cy.json()` takes and gives.

use crate::export::Whole;
use crate::export::label;
use crate::graph::Graph;
use crate::query::names::name;
use crate::query::network;
use crate::query::network::Subgraph;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Cytoscape<'a> {
    elements: Elements<'a>,
    data: Whole,
}

#[derive(Debug, Serialize)]
struct Elements<'a> {
    nodes: Vec<Element<Node<'a>>>,
    edges: Vec<Element<Edge<'a>>>,
}

#[derive(Debug, Serialize)]
struct Element<D> {
    data: D,
    classes: &'static str,
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
struct Edge<'a> {
    id: String,
    source: &'a str,
    target: &'a str,
    label: &'static str,
    times: usize,
    valid_from: Option<String>,
    valid_to: Option<String>,
    sources: usize,
}

pub fn elements<'a>(graph: &'a Graph, subgraph: &Subgraph<'a>) -> Cytoscape<'a> {
    let node = |it: &network::Node<'a>| {
        let kind = label(graph, it.id);
        let (id, label) = (it.id.as_str(), name(graph, it.id));
        let data = Node { id, label, kind, depth: it.depth, weight: it.weight };
        Element { data, classes: kind }
    };
    let edge = |it: &network::Edge<'a>| Element {
        data: Edge {
            id: it.id(),
            source: it.source.as_str(),
            target: it.target.as_str(),
            label: it.label(),
            times: it.times,
            valid_from: it.first.text(),
            valid_to: it.last.text(),
            sources: it.sources,
        },
        classes: it.label(),
    };
    Cytoscape {
        elements: Elements {
            nodes: subgraph.nodes.iter().map(node).collect(),
            edges: subgraph.edges.iter().map(edge).collect(),
        },
        data: Whole::of(subgraph),
    }
}

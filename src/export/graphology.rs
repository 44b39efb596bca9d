//! graphology's serialised graph, as `Graph.from` and sigma.js take it. Nodes stand on one circle for each
//! distance from the centre, so that there is something to see before a layout has run.

use crate::export::Whole;
use crate::export::label;
use crate::graph::Graph;
use crate::query::names::name;
use crate::query::network;
use crate::query::network::Subgraph;
use serde::Serialize;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

#[derive(Debug, Serialize)]
pub struct Serialized<'a> {
    attributes: Whole,
    options: Options,
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
}

#[derive(Debug, Serialize)]
struct Options {
    #[serde(rename = "type")]
    kind: &'static str,
    multi: bool,
    #[serde(rename = "allowSelfLoops")]
    allow_self_loops: bool,
}

#[derive(Debug, Serialize)]
struct Node<'a> {
    key: &'a str,
    attributes: NodeAttributes<'a>,
}

#[derive(Debug, Serialize)]
struct NodeAttributes<'a> {
    label: &'a str,
    kind: &'static str,
    x: f64,
    y: f64,
    size: f64,
    depth: usize,
    weight: usize,
}

#[derive(Debug, Serialize)]
struct Edge<'a> {
    key: String,
    source: &'a str,
    target: &'a str,
    undirected: bool,
    attributes: EdgeAttributes,
}

#[derive(Debug, Serialize)]
struct EdgeAttributes {
    label: &'static str,
    times: usize,
    valid_from: Option<String>,
    valid_to: Option<String>,
    sources: usize,
}

pub fn serialized<'a>(graph: &'a Graph, subgraph: &Subgraph<'a>) -> Serialized<'a> {
    let mut rings: BTreeMap<usize, u32> = BTreeMap::new();
    for node in &subgraph.nodes {
        *rings.entry(node.depth).or_default() += 1;
    }
    let mut placed: BTreeMap<usize, u32> = BTreeMap::new();
    let mut node = |it: &network::Node<'a>| {
        let before = placed.entry(it.depth).or_default();
        let (x, y) = on_circle(it.depth, *before, rings.get(&it.depth).copied().unwrap_or(1));
        *before += 1;
        let attributes = NodeAttributes {
            label: name(graph, it.id),
            kind: label(graph, it.id),
            x,
            y,
            size: size(it.weight),
            depth: it.depth,
            weight: it.weight,
        };
        Node { key: it.id.as_str(), attributes }
    };
    Serialized {
        attributes: Whole::of(subgraph),
        options: Options { kind: "undirected", multi: true, allow_self_loops: false },
        nodes: subgraph.nodes.iter().map(&mut node).collect(),
        edges: subgraph.edges.iter().map(edge).collect(),
    }
}

fn edge<'a>(edge: &network::Edge<'a>) -> Edge<'a> {
    Edge {
        key: edge.id(),
        source: edge.source.as_str(),
        target: edge.target.as_str(),
        undirected: true,
        attributes: EdgeAttributes {
            label: edge.label(),
            times: edge.times,
            valid_from: edge.first.text(),
            valid_to: edge.last.text(),
            sources: edge.sources,
        },
    }
}

/// The place of the node `at` of `many` on the circle of a distance, to three places.
fn on_circle(distance: usize, at: u32, many: u32) -> (f64, f64) {
    let angle = TAU * f64::from(at) / f64::from(many.max(1));
    let radius = f64::from(u32::try_from(distance).unwrap_or(u32::MAX));
    let rounded = |it: f64| (it * 1000.0).round() / 1000.0 + 0.0;
    (rounded(radius * angle.cos()), rounded(radius * angle.sin()))
}

/// From 4 on, one more for each doubling of the weight.
fn size(weight: usize) -> f64 {
    4.0 + f64::from(weight.max(1).ilog2())
}

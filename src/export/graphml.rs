//! GraphML 1.0, undirected, with an edge for each type of event between two nodes.

use crate::export::country;
use crate::export::happening::ids;
use crate::export::label;
use crate::export::xml::Attributes;
use crate::export::xml::Xml;
use crate::graph::Graph;
use crate::query::names::name;
use crate::query::network::Subgraph;
use std::fmt::Display;

const XMLNS: &Attributes = &[
    ("xmlns", &"http://graphml.graphdrawing.org/xmlns"),
    ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        &"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
    ),
];

/// What data are about, their name and their type. A key is of one thing only, so ids tell which.
const KEYS: &[(&str, &str, &str)] = &[
    ("graph", "generation", "long"),
    ("graph", "truncated", "string"),
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "country", "string"),
    ("node", "depth", "int"),
    ("node", "weight", "int"),
    ("edge", "type", "string"),
    ("edge", "times", "int"),
    ("edge", "valid_from", "string"),
    ("edge", "valid_to", "string"),
    ("edge", "sources", "int"),
    ("edge", "events", "string"),
];

pub fn document(graph: &Graph, subgraph: &Subgraph) -> String {
    let mut xml = Xml::default();
    xml.open("graphml", XMLNS);
    for (of, name, kind) in KEYS {
        let id = format!("{of}-{name}");
        xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)]);
    }
    xml.open("graph", &[("id", &"G"), ("edgedefault", &"undirected")]);
    data(&mut xml, "graph-generation", &subgraph.generation);
    if let Some(cut) = subgraph.truncated {
        data(&mut xml, "graph-truncated", &cut.as_str());
    }
    for node in &subgraph.nodes {
        xml.open("node", &[("id", node.id)]);
        data(&mut xml, "node-label", &name(graph, node.id));
        data(&mut xml, "node-kind", &label(graph, node.id));
        if let Some(country) = country(graph, node.id) {
            data(&mut xml, "node-country", &country);
        }
        data(&mut xml, "node-depth", &node.depth);
        data(&mut xml, "node-weight", &node.weight);
        xml.close("node");
    }
    for edge in &subgraph.edges {
        let ends: &Attributes =
            &[("id", &edge.id()), ("source", edge.source), ("target", edge.target)];
        xml.open("edge", ends);
        data(&mut xml, "edge-type", &edge.label());
        data(&mut xml, "edge-times", &edge.times);
        if let Some(day) = edge.first.text() {
            data(&mut xml, "edge-valid_from", &day);
        }
        if let Some(day) = edge.last.text() {
            data(&mut xml, "edge-valid_to", &day);
        }
        data(&mut xml, "edge-sources", &edge.sources);
        data(&mut xml, "edge-events", &ids(graph, edge));
        xml.close("edge");
    }
    xml.close("graph");
    xml.close("graphml");
    xml.finish()
}

fn data(xml: &mut Xml, key: &str, value: &dyn Display) {
    xml.text("data", &[("key", &key)], value);
}

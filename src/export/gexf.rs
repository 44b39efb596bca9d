//! GEXF 1.3, Gephi's own form, dynamic: an edge is there on the days of its events, a node on the days of its
//! edges. What has an event without a date, and a node without an edge, is always there.

use crate::export::country;
use crate::export::happening::ids;
use crate::export::label;
use crate::export::xml::Attributes;
use crate::export::xml::Xml;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::names::name;
use crate::query::network::Edge;
use crate::query::network::Node;
use crate::query::network::Subgraph;
use std::collections::BTreeMap;

/// From a day to a day, both of them in it; an end that is not known is open.
type Spell = (Option<Day>, Option<Day>);

const NODES: &[(&str, &str)] =
    &[("kind", "string"), ("country", "string"), ("depth", "integer"), ("weight", "integer")];
const EDGES: &[(&str, &str)] =
    &[("times", "integer"), ("sources", "integer"), ("events", "string")];

pub fn document(graph: &Graph, subgraph: &Subgraph) -> String {
    let mut xml = Xml::default();
    xml.open("gexf", &[("xmlns", &"http://gexf.net/1.3"), ("version", &"1.3")]);
    xml.open("meta", &[]);
    xml.text("creator", &[], &"Demarche");
    let cut = subgraph.truncated.map_or(String::new(), |it| format!(", cut by {}", it.as_str()));
    xml.text("description", &[], &format_args!("Generation {}{cut}", subgraph.generation));
    xml.close("meta");
    let dynamic: &Attributes = &[
        ("mode", &"dynamic"),
        ("defaultedgetype", &"undirected"),
        ("idtype", &"string"),
        ("timeformat", &"date"),
        ("timerepresentation", &"interval"),
    ];
    xml.open("graph", dynamic);
    declare(&mut xml, "node", NODES);
    declare(&mut xml, "edge", EDGES);
    let mut events: BTreeMap<&EntityId, Vec<Spell>> = BTreeMap::new();
    for edge in &subgraph.edges {
        for end in [edge.source, edge.target] {
            events.entry(end).or_default().extend(times(graph, &edge.events));
        }
    }
    xml.open("nodes", &[("count", &subgraph.nodes.len())]);
    for it in &subgraph.nodes {
        node(&mut xml, graph, it, &spells(events.remove(it.id).unwrap_or_default()));
    }
    xml.close("nodes");
    xml.open("edges", &[("count", &subgraph.edges.len())]);
    subgraph.edges.iter().for_each(|it| edge(&mut xml, graph, it));
    xml.close("edges");
    xml.close("graph");
    xml.close("gexf");
    xml.finish()
}

fn declare(xml: &mut Xml, class: &str, attributes: &[(&str, &str)]) {
    xml.open("attributes", &[("class", &class), ("mode", &"static")]);
    for (name, kind) in attributes {
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)]);
    }
    xml.close("attributes");
}

fn node(xml: &mut Xml, graph: &Graph, node: &Node, spells: &[Spell]) {
    xml.open("node", &[("id", node.id), ("label", &name(graph, node.id))]);
    xml.open("attvalues", &[]);
    xml.empty("attvalue", &[("for", &"kind"), ("value", &label(graph, node.id))]);
    if let Some(country) = country(graph, node.id) {
        xml.empty("attvalue", &[("for", &"country"), ("value", &country)]);
    }
    xml.empty("attvalue", &[("for", &"depth"), ("value", &node.depth)]);
    xml.empty("attvalue", &[("for", &"weight"), ("value", &node.weight)]);
    xml.close("attvalues");
    write(xml, spells);
    xml.close("node");
}

fn edge(xml: &mut Xml, graph: &Graph, edge: &Edge) {
    let attributes: &Attributes = &[
        ("id", &edge.id()),
        ("source", edge.source),
        ("target", edge.target),
        ("kind", &edge.label()),
        ("label", &edge.label()),
        ("weight", &edge.times),
    ];
    xml.open("edge", attributes);
    xml.open("attvalues", &[]);
    xml.empty("attvalue", &[("for", &"times"), ("value", &edge.times)]);
    xml.empty("attvalue", &[("for", &"sources"), ("value", &edge.sources)]);
    xml.empty("attvalue", &[("for", &"events"), ("value", &ids(graph, edge))]);
    xml.close("attvalues");
    write(xml, &spells(times(graph, &edge.events).collect()));
    xml.close("edge");
}

fn write(xml: &mut Xml, spells: &[Spell]) {
    if spells.is_empty() {
        return;
    }
    xml.open("spells", &[]);
    for (start, end) in spells {
        let mut attributes: Vec<(&'static str, &dyn std::fmt::Display)> = Vec::new();
        attributes.extend(start.iter().map(|it| ("start", it as &dyn std::fmt::Display)));
        attributes.extend(end.iter().map(|it| ("end", it as &dyn std::fmt::Display)));
        xml.empty("spell", &attributes);
    }
    xml.close("spells");
}

/// The times of events.
fn times(graph: &Graph, events: &[EventNo]) -> impl Iterator<Item = Spell> {
    let known = |it: Day| it.is_known().then_some(it);
    let facts = events.iter().filter_map(|it| graph.fact(*it));
    facts.map(move |it| (known(it.first), known(it.last)))
}

/// Times in order; those that share a day are one, for Gephi takes none that overlap. None at all where one has no
/// day.
fn spells(mut spells: Vec<Spell>) -> Vec<Spell> {
    if spells.contains(&(None, None)) {
        return Vec::new();
    }
    spells.sort_unstable();
    let mut joined: Vec<Spell> = Vec::new();
    for (start, end) in spells {
        match joined.last_mut() {
            Some((_, None)) => {}
            Some((_, last)) if start <= *last => *last = end.and_then(|it| (*last).max(Some(it))),
            _ => joined.push((start, end)),
        }
    }
    joined.retain(|it| *it != (None, None));
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    type Times<'a> = &'a [(&'a str, &'a str)];

    #[test]
    fn times_that_share_a_day_are_one_spell() {
        let rows: [(Times, Times); 8] = [
            (&[], &[]),
            (&[("2007-01-02", "2007-01-03")], &[("2007-01-02", "2007-01-03")]),
            (
                &[
                    ("2008-01-01", "2008-01-01"),
                    ("2007-01-01", "2007-01-09"),
                    ("2007-01-02", "2007-01-03"),
                    ("2007-01-09", "2007-01-10"),
                ],
                &[("2007-01-01", "2007-01-10"), ("2008-01-01", "2008-01-01")],
            ),
            (&[("2007-01-01", ""), ("2008-01-01", "2008-01-02")], &[("2007-01-01", "")]),
            (&[("", "2007-05-01"), ("2007-01-01", "2007-02-01")], &[("", "2007-05-01")]),
            (&[("", "2007-05-01"), ("2007-01-01", "")], &[]),
            (&[("2007-01-01", "2007-01-01"), ("", "")], &[]),
            (&[("", "")], &[]),
        ];
        let day = |text: &str| Some(Day::parse(text)).filter(|it| it.is_known());
        let days = |it: Times| it.iter().map(|(a, b)| (day(a), day(b))).collect::<Vec<Spell>>();
        for (times, expected) in rows {
            assert_eq!(spells(days(times)), days(expected), "{times:?}");
        }
    }
}

//! GEXF 1.3, Gephi's own form, dynamic: an edge is there on the days of its events, a node on the days of its
//! edges. What has an event without a date, and a node without an edge, is always there.

use crate::export::country;
use crate::export::happening::ids;
use crate::export::label;
use crate::export::xml::Attributes;
use crate::export::xml::Xml;
use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::names::name;
use crate::query::network::Edge;
use crate::query::network::Node;
use crate::query::network::Subgraph;
use std::collections::BTreeMap;

/// From a day to a day, both of them in it; an end that is not known is open.
type Spell<'g> = (Option<&'g str>, Option<&'g str>);

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
    let mut events: BTreeMap<&EntityId, Vec<&EventRecord>> = BTreeMap::new();
    for edge in &subgraph.edges {
        for end in [edge.source, edge.target] {
            events.entry(end).or_default().extend(edge.events.iter().copied());
        }
    }
    xml.open("nodes", &[("count", &subgraph.nodes.len())]);
    for it in &subgraph.nodes {
        let events = events.get(it.id).map_or(&[][..], Vec::as_slice);
        node(&mut xml, graph, it, &spells(events));
    }
    xml.close("nodes");
    xml.open("edges", &[("count", &subgraph.edges.len())]);
    subgraph.edges.iter().for_each(|it| edge(&mut xml, it));
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

fn edge(xml: &mut Xml, edge: &Edge) {
    let attributes: &Attributes = &[
        ("id", &edge.id()),
        ("source", edge.source),
        ("target", edge.target),
        ("kind", &edge.label()),
        ("label", &edge.label()),
        ("weight", &edge.events.len()),
    ];
    xml.open("edge", attributes);
    xml.open("attvalues", &[]);
    xml.empty("attvalue", &[("for", &"times"), ("value", &edge.events.len())]);
    xml.empty("attvalue", &[("for", &"sources"), ("value", &edge.sources)]);
    xml.empty("attvalue", &[("for", &"events"), ("value", &ids(edge))]);
    xml.close("attvalues");
    write(xml, &spells(&edge.events));
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

/// The times of events in order; those that share a day are one, for Gephi takes none that overlap. None at all
/// where an event has no time.
fn spells<'g>(events: &[&'g EventRecord]) -> Vec<Spell<'g>> {
    let mut spells: Vec<Spell> = Vec::new();
    for event in events {
        match event.time.as_ref().map(|it| (it.earliest.as_deref(), it.latest.as_deref())) {
            None | Some((None, None)) => return Vec::new(),
            Some(spell) => spells.push(spell),
        }
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
    use crate::graph::sample::event;
    use crate::model::time::Time;

    #[test]
    fn times_that_share_a_day_are_one_spell() {
        let rows: [(&[Option<Spell>], &[Spell]); 8] = [
            (&[], &[]),
            (
                &[Some((Some("2007-01-02"), Some("2007-01-03")))],
                &[(Some("2007-01-02"), Some("2007-01-03"))],
            ),
            (
                &[
                    Some((Some("2008-01-01"), Some("2008-01-01"))),
                    Some((Some("2007-01-01"), Some("2007-01-09"))),
                    Some((Some("2007-01-02"), Some("2007-01-03"))),
                    Some((Some("2007-01-09"), Some("2007-01-10"))),
                ],
                &[
                    (Some("2007-01-01"), Some("2007-01-10")),
                    (Some("2008-01-01"), Some("2008-01-01")),
                ],
            ),
            (
                &[Some((Some("2007-01-01"), None)), Some((Some("2008-01-01"), Some("2008-01-02")))],
                &[(Some("2007-01-01"), None)],
            ),
            (
                &[Some((None, Some("2007-05-01"))), Some((Some("2007-01-01"), Some("2007-02-01")))],
                &[(None, Some("2007-05-01"))],
            ),
            (&[Some((None, Some("2007-05-01"))), Some((Some("2007-01-01"), None))], &[]),
            (&[Some((Some("2007-01-01"), Some("2007-01-01"))), None], &[]),
            (&[Some((None, None))], &[]),
        ];
        for (times, expected) in rows {
            let events = times.iter().enumerate().map(|(i, time)| {
                let mut event = event(&i.to_string(), None, &[]);
                event.time = time.map(|(earliest, latest)| Time {
                    edtf: String::new(),
                    earliest: earliest.map(str::to_owned),
                    latest: latest.map(str::to_owned),
                    text: None,
                });
                event
            });
            let events: Vec<EventRecord> = events.collect();
            let events: Vec<&EventRecord> = events.iter().collect();
            assert_eq!(spells(&events), expected, "{times:?}");
        }
    }
}

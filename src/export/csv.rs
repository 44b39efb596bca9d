//! CSV (RFC 4180) with a head line: one table of a subgraph at a time. A list is one cell, with spaces between. A
//! text that a spreadsheet would take for a formula gets an apostrophe before it; numbers are left alone.

use crate::export::country;
use crate::export::happening;
use crate::export::label;
use crate::graph::Graph;
use crate::graph::contact::Level;
use crate::graph::fact::Fact;
use crate::model::cameo::Cameo;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::names::earliest;
use crate::query::names::latest;
use crate::query::names::name;
use crate::query::network::Subgraph;
use crate::query::tone::Stance;
use crate::query::tone::stance;
use crate::query::tone::weight;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Display;

/// A table of a subgraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Nodes,
    Edges,
    /// The events behind the edges.
    Events,
    /// The pairs of countries in these events.
    Dyads,
}

impl Table {
    pub const ALL: &[Table] = &[Table::Nodes, Table::Edges, Table::Events, Table::Dyads];

    pub fn as_str(self) -> &'static str {
        match self {
            Table::Nodes => "nodes",
            Table::Edges => "edges",
            Table::Events => "events",
            Table::Dyads => "dyads",
        }
    }

    pub fn parse(text: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|it| it.as_str() == text)
    }
}

/// The names of all tables.
pub fn tables() -> Vec<&'static str> {
    Table::ALL.iter().map(|it| it.as_str()).collect()
}

pub fn rows(graph: &Graph, subgraph: &Subgraph, table: Table) -> String {
    match table {
        Table::Nodes => nodes(graph, subgraph),
        Table::Edges => edges(graph, subgraph),
        Table::Events => events(graph, subgraph),
        Table::Dyads => dyads(graph, subgraph),
    }
}

fn nodes(graph: &Graph, subgraph: &Subgraph) -> String {
    let mut rows = Rows::of(["id", "label", "kind", "country", "depth", "weight"]);
    for node in &subgraph.nodes {
        rows.text(node.id.as_str());
        rows.text(name(graph, node.id));
        rows.text(label(graph, node.id));
        rows.text(country(graph, node.id).unwrap_or_default());
        rows.number(node.depth);
        rows.number(node.weight);
        rows.end();
    }
    rows.out
}

fn edges(graph: &Graph, subgraph: &Subgraph) -> String {
    let head = ["id", "source", "target", "label", "times"];
    let mut rows = Rows::of([&head[..], &["valid_from", "valid_to", "sources", "events"]].concat());
    for edge in &subgraph.edges {
        rows.text(&edge.id());
        rows.text(edge.source.as_str());
        rows.text(edge.target.as_str());
        rows.text(edge.label());
        rows.number(edge.times);
        rows.text(&edge.first.text().unwrap_or_default());
        rows.text(&edge.last.text().unwrap_or_default());
        rows.number(edge.sources);
        rows.text(&happening::ids(graph, edge));
        rows.end();
    }
    rows.out
}

fn events(graph: &Graph, subgraph: &Subgraph) -> String {
    let what = ["id", "type", "mode", "cameo", "status", "time", "earliest", "latest"];
    let who = ["places", "participants", "concerns", "sources", "confidence", "articles"];
    let mut rows = Rows::of([&what[..], &who].concat());
    for event in &happening::events(graph, subgraph) {
        rows.text(event.id.as_str());
        rows.text(event.kind.as_str());
        rows.text(event.mode.as_deref().unwrap_or_default());
        rows.text(event.cameo.as_deref().unwrap_or_default());
        rows.text(event.status.as_str());
        rows.text(event.time.as_ref().map_or("", |it| &it.edtf));
        rows.text(earliest(event).unwrap_or_default());
        rows.text(latest(event).unwrap_or_default());
        rows.list(&event.places);
        rows.list(event.participants.iter().map(|it| &it.entity));
        rows.list(&event.concerns);
        rows.number(happening::sources(graph, event));
        rows.number(event.confidence);
        rows.list(happening::articles(event));
        rows.end();
    }
    rows.out
}

fn dyads(graph: &Graph, subgraph: &Subgraph) -> String {
    let numbers = happening::numbers(graph, subgraph).into_iter();
    let told = numbers.filter_map(|it| Some((graph.fact(it)?, graph.record(it)?)));
    let events: Vec<(&Fact, Cow<EventRecord>)> = told.collect();
    let mut dyads: BTreeMap<(&EntityId, &EntityId), Dyad> = BTreeMap::new();
    for (fact, event) in &events {
        let bodies = graph.actors(fact, Level::Bodies).into_iter();
        let mut countries: BTreeSet<&EntityId> = bodies.filter_map(|it| graph.id_of(it)).collect();
        countries.retain(|it| it.kind() == Some(Kind::Country));
        for pair in pairs(&countries) {
            dyads.entry(pair).or_default().add(event);
        }
    }
    let head = ["a", "b", "events", "cooperation", "conflict", "tone", "first", "last"];
    let mut rows = Rows::of(head);
    for ((a, b), dyad) in dyads {
        rows.text(a.as_str());
        rows.text(b.as_str());
        rows.number(dyad.events);
        rows.number(dyad.cooperation);
        rows.number(dyad.conflict);
        rows.number(dyad.tone().map_or(String::new(), |it| it.to_string()));
        rows.text(dyad.first.unwrap_or_default());
        rows.text(dyad.last.unwrap_or_default());
        rows.end();
    }
    rows.out
}

/// All pairs, each in id order.
fn pairs<'a, 'g>(
    actors: &'a BTreeSet<&'g EntityId>,
) -> impl Iterator<Item = (&'g EntityId, &'g EntityId)> + 'a {
    let after = |(i, a)| actors.iter().skip(i + 1).map(move |b| (a, *b));
    actors.iter().copied().enumerate().flat_map(after)
}

/// What happened between two countries.
#[derive(Debug, Default)]
struct Dyad<'g> {
    events: usize,
    cooperation: usize,
    conflict: usize,
    /// Goldstein weights in tenths, and how many.
    sum: i32,
    weighed: i32,
    first: Option<&'g str>,
    last: Option<&'g str>,
}

impl<'g> Dyad<'g> {
    fn add(&mut self, event: &'g EventRecord) {
        self.events += 1;
        match stance(event.kind) {
            Stance::Cooperation => self.cooperation += 1,
            Stance::Conflict => self.conflict += 1,
            Stance::Neither => {}
        }
        if let Some(weight) = event.cameo.as_deref().and_then(Cameo::parse).and_then(weight) {
            self.sum += weight;
            self.weighed += 1;
        }
        self.first = self.first.into_iter().chain(earliest(event)).min();
        self.last = self.last.max(latest(event));
    }

    /// Mean Goldstein weight, to two places.
    fn tone(&self) -> Option<f64> {
        let mean = || (f64::from(self.sum * 10) / f64::from(self.weighed)).round() / 100.0;
        (self.weighed > 0).then(mean)
    }
}

/// Rows as they are written.
#[derive(Debug, Default)]
struct Rows {
    out: String,
    begun: bool,
}

/// What a cell that is a formula begins with, in spreadsheets of whatever language.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Rows {
    fn of(head: impl IntoIterator<Item = &'static str>) -> Self {
        let mut rows = Rows::default();
        head.into_iter().for_each(|it| rows.text(it));
        rows.end();
        rows
    }

    fn text(&mut self, text: &str) {
        // Programs in C end a text at NUL.
        let text = text.replace('\0', "");
        let guard = if text.starts_with(FORMULA) { "'" } else { "" };
        let quote = if text.contains(['"', ',', '\r', '\n']) { "\"" } else { "" };
        self.begin();
        self.out.push_str(quote);
        self.out.push_str(guard);
        self.out.push_str(&text.replace('"', "\"\""));
        self.out.push_str(quote);
    }

    fn number(&mut self, number: impl Display) {
        self.begin();
        self.out.push_str(&number.to_string());
    }

    fn list(&mut self, ids: impl IntoIterator<Item = impl Display>) {
        let ids: Vec<String> = ids.into_iter().map(|it| it.to_string()).collect();
        self.text(&ids.join(" "));
    }

    fn begin(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        self.begun = true;
    }

    fn end(&mut self) {
        self.out.push_str("\r\n");
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let rows = [
            ("", ""),
            ("plain é 日本", "plain é 日本"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("=1+2", "'=1+2"),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("\n=1", "\"'\n=1\""),
            ("＝1", "'＝1"),
            ("\0=1", "'=1"),
            ("a=1", "a=1"),
        ];
        for (text, expected) in rows {
            let mut rows = Rows::default();
            rows.text(text);
            assert_eq!(rows.out, expected, "{text:?}");
        }
    }
}

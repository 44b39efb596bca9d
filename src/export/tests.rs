//! Each format of one small subgraph with hostile names, to the byte. `UPDATE=1` writes the kept ones anew.

use crate::export::Format;
use crate::export::csv::Table;
use crate::graph::Graph;
use crate::graph::sample::entity;
use crate::graph::sample::event;
use crate::model::code::EventType;
use crate::model::delta::ArticleHead;
use crate::model::delta::Rows;
use crate::model::delta::Source;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::filter::Filter;
use crate::query::network;
use std::fs;
use std::sync::Arc;

const KEPT: &[(Format, &str)] = &[
    (Format::Cytoscape, "cytoscape.json"),
    (Format::NodeLink, "node-link.json"),
    (Format::Graphology, "graphology.json"),
    (Format::Gexf, "graph.gexf"),
    (Format::GraphMl, "graph.graphml"),
    (Format::GeoJson, "events.geojson"),
    (Format::Csv(Table::Nodes), "nodes.csv"),
    (Format::Csv(Table::Edges), "edges.csv"),
    (Format::Csv(Table::Events), "events.csv"),
    (Format::Csv(Table::Dyads), "dyads.csv"),
    (Format::JsonLd, "graph.jsonld"),
    (Format::Dot, "graph.dot"),
];

/// Ana of Arland, Bo of Belmark and one whose name is none; two meetings and an accusation.
fn graph() -> Graph {
    let named = |id: &str, name: &str, country: Option<&str>| {
        let mut entity = entity(id);
        entity.name = name.to_owned();
        entity.country = country.map(EntityId::new);
        entity
    };
    let (ana, bo) = (("person:ana", "country:XAR"), ("person:bo", "country:XBE"));
    let mut talks = event("talks", Some("2007-10-23"), &[ana, bo]);
    talks.places = ["place:aachen-de", "place:atlantis"].map(EntityId::new).to_vec();
    let text = serde_json::json!({
        "article": "article:1", "in": "text", "start": 0, "end": 9, "quote": "They met.",
        "rule": "consult.meet",
    });
    let source: Source = serde_json::from_value(text).unwrap();
    talks.evidence = vec![Arc::new(source)];
    let evil = ("person:evil", "");
    let mut summit = event("summit", Some("2008-01-02"), &[ana, bo, evil]);
    summit.places = ["place:aachen-de", "country:AFG"].map(EntityId::new).to_vec();
    let mut accusation = event("accusation", None, &[ana, evil]);
    accusation.kind = EventType::Accuse;
    accusation.cameo = Some("112".to_owned());
    Graph::from_rows(Rows {
        generation: 7,
        articles: vec![ArticleHead {
            id: ArticleId::new("article:1"),
            title: Some("\"Talks\" & <b>more</b>".to_owned()),
            source: None,
            published: Some("2007-10-24".to_owned()),
            url: None,
        }],
        entities: vec![
            named("country:XAR", "Arland", None),
            named("country:XBE", "Belmark", None),
            named("person:ana", "Ana Østrem 日本", Some("country:XAR")),
            named("person:bo", "O'Bo, \"the\\\" <&>", Some("country:XBE")),
            named("person:evil", "=1+\u{1}\n]]>\u{fffe}\0\u{202e}", None),
            named("place:aachen-de", "Aachen", None),
        ],
        events: vec![accusation, summit, talks],
        ..Rows::default()
    })
}

fn written(format: Format) -> Vec<u8> {
    let graph = graph();
    let question = network::Question {
        seeds: vec![EntityId::new("person:ana")],
        depth: 2,
        limit: 10,
        types: vec![EventType::Consult, EventType::Accuse],
        events: usize::MAX,
        filter: Filter::default(),
    };
    let subgraph = network::ask(&graph, &question, &mut Budget::default()).unwrap();
    format.write(&graph, &subgraph).unwrap()
}

#[test]
fn each_format_to_the_byte() {
    let mut wrong = Vec::new();
    for (format, file) in KEPT {
        let path = format!("tests/export/{file}");
        let now = written(*format);
        assert_eq!(now, written(*format), "{file}");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &now).unwrap();
        }
        if fs::read(&path).unwrap_or_default() != now {
            wrong.push(format!("{path} differs:\n{}", String::from_utf8_lossy(&now)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_format_and_table_is_kept() {
    let kept = |wanted: &str| KEPT.iter().any(|(it, _)| it.as_str() == wanted);
    assert!(
        Format::ALL.iter().all(|it| kept(it.as_str()) && Format::parse(it.as_str()) == Some(*it))
    );
    for table in Table::ALL {
        assert!(KEPT.iter().any(|(it, _)| *it == Format::Csv(*table)), "{table:?}");
        assert_eq!(Table::parse(table.as_str()), Some(*table));
    }
}

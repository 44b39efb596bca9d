//! JSON-LD 1.1 in words of schema.org where it has them: the entities, the events that join them, the places and
//! the articles behind. The context stands in the document; nothing has to be fetched.
//! Deliberately absent: edges, since events name who took part, and what is true of the answer as a whole, since
//! beside `@graph` it would name a graph of its own.

use crate::export::coordinates;
use crate::export::happening;
use crate::export::label;
use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::query::names::earliest;
use crate::query::names::latest;
use crate::query::names::name;
use crate::query::network::Subgraph;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
pub struct Document<'a> {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "@graph")]
    graph: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Entity(Entity<'a>),
    Event(Box<Event<'a>>),
    Article(Article<'a>),
}

#[derive(Debug, Serialize)]
struct Entity<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Geo>,
}

#[derive(Debug, Serialize)]
struct Geo {
    #[serde(rename = "@type")]
    kind: &'static str,
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    name: String,
    event_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'a str>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<&'a str>,
    location: Vec<String>,
    attendee: Vec<String>,
    about: Vec<String>,
    sources: usize,
    confidence: f64,
    was_derived_from: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

pub fn document<'a>(
    graph: &'a Graph,
    subgraph: &Subgraph<'a>,
    events: &'a [Cow<'a, EventRecord>],
) -> Document<'a> {
    let mut entities: Vec<&EntityId> = subgraph.nodes.iter().map(|it| it.id).collect();
    let nodes: BTreeSet<&EntityId> = entities.iter().copied().collect();
    let places: BTreeSet<&EntityId> = events.iter().flat_map(|it| &it.places).collect();
    entities.extend(places.difference(&nodes));
    let articles: BTreeSet<&ArticleId> =
        events.iter().flat_map(|it| happening::articles(it)).collect();
    let mut items: Vec<Item> = entities.into_iter().map(|it| entity(graph, it)).collect();
    items.extend(events.iter().map(|it| event(graph, it)));
    items.extend(articles.into_iter().map(|it| article(graph, it)));
    Document { context: context(), graph: items }
}

/// Ids are names in a space of their own: `person:x` is `urn:demarche:person:x`.
fn context() -> Value {
    let id = |term: &str| json!({ "@id": format!("demarche:{term}"), "@type": "@id" });
    json!({
        "@version": 1.1,
        "@vocab": "https://schema.org/",
        "demarche": "urn:demarche:",
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "Dispute": "demarche:Dispute",
        "Agreement": "demarche:Agreement",
        "country": id("country"),
        "eventType": "demarche:eventType",
        "mode": "demarche:mode",
        "cameo": "demarche:cameo",
        "status": "demarche:status",
        "sources": "demarche:sources",
        "confidence": "demarche:confidence",
        "startDate": { "@type": "xsd:date" },
        "endDate": { "@type": "xsd:date" },
        "location": { "@type": "@id" },
        "attendee": { "@type": "@id" },
        "about": { "@type": "@id" },
        "wasDerivedFrom": { "@id": "prov:wasDerivedFrom", "@type": "@id" },
    })
}

fn entity<'a>(graph: &'a Graph, id: &'a EntityId) -> Item<'a> {
    let kind = label(graph, id);
    let place = matches!(kind, "Place" | "Country");
    let point = coordinates::of(id.as_str()).filter(|_| place);
    Item::Entity(Entity {
        id: iri(id.as_str()),
        kind,
        identifier: id.as_str(),
        name: name(graph, id),
        country: graph.entity(id).and_then(|it| it.country.as_ref()).map(|it| iri(it.as_str())),
        geo: point.map(|it| Geo {
            kind: "GeoCoordinates",
            latitude: it.latitude,
            longitude: it.longitude,
        }),
    })
}

fn event<'a>(graph: &Graph, event: &'a EventRecord) -> Item<'a> {
    let ids = |ids: &[EntityId]| ids.iter().map(|it| iri(it.as_str())).collect::<Vec<String>>();
    let attendee = event.participants.iter().map(|it| iri(it.entity.as_str()));
    Item::Event(Box::new(Event {
        id: iri(event.id.as_str()),
        kind: "Event",
        identifier: event.id.as_str(),
        name: happening::title(graph, event),
        event_type: event.kind.as_str(),
        mode: event.mode.as_deref(),
        cameo: event.cameo.as_deref(),
        status: event.status.as_str(),
        temporal_coverage: event.time.as_ref().map(|it| it.edtf.as_str()),
        start_date: earliest(event),
        end_date: latest(event),
        location: ids(&event.places),
        attendee: attendee.collect(),
        about: ids(&event.concerns),
        sources: happening::sources(graph, event),
        confidence: event.confidence,
        was_derived_from: happening::articles(event).iter().map(|it| iri(it.as_str())).collect(),
    }))
}

fn article<'a>(graph: &'a Graph, id: &'a ArticleId) -> Item<'a> {
    let head = graph.article(id);
    Item::Article(Article {
        id: iri(id.as_str()),
        kind: "NewsArticle",
        identifier: id.as_str(),
        headline: head.and_then(|it| it.title.as_deref()),
        date_published: head.and_then(|it| it.published.as_deref()),
        publisher: head.and_then(|it| it.source.as_deref()),
        url: head.and_then(|it| it.url.as_deref()),
    })
}

/// An id as the name of a node. What may not stand in an IRI, or would mean something there, is percent-encoded.
fn iri(id: &str) -> String {
    let mut out = "urn:demarche:".to_owned();
    for c in id.chars() {
        if c.is_alphanumeric() || matches!(c, ':' | '-' | '.' | '_' | '~') {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_nodes() {
        let rows = [
            ("person:sergei-lavrov", "urn:demarche:person:sergei-lavrov"),
            ("country:JPN", "urn:demarche:country:JPN"),
            ("person:josé", "urn:demarche:person:josé"),
            ("place://evil.example/x?y#z", "urn:demarche:place:%2F%2Fevil.example%2Fx%3Fy%23z"),
            ("person:a b<\"\u{0}%", "urn:demarche:person:a%20b%3C%22%00%25"),
            ("odd", "urn:demarche:odd"),
        ];
        for (id, expected) in rows {
            assert_eq!(iri(id), expected);
        }
    }
}

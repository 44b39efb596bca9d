//! GeoJSON (RFC 7946): each event of the subgraph at the places where it was. An event of which no place has known
//! coordinates is left out and counted; a country stands where its capital is.

use crate::export::Whole;
use crate::export::coordinates;
use crate::export::coordinates::Point;
use crate::export::happening;
use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::names::earliest;
use crate::query::names::latest;
use crate::query::names::name;
use crate::query::network::Subgraph;
use serde::Serialize;
use std::borrow::Cow;

#[derive(Debug, Serialize)]
pub struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Vec<Feature<'a>>,
    /// How many events have no place that could be shown.
    unlocated: usize,
    #[serde(flatten)]
    whole: Whole,
}

#[derive(Debug, Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Geometry,
    properties: Properties<'a>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point([f64; 2]),
    MultiPoint(Vec<[f64; 2]>),
}

#[derive(Debug, Serialize)]
struct Properties<'a> {
    /// The node label of the graph schema.
    kind: &'static str,
    name: String,
    #[serde(rename = "type")]
    event_type: &'static str,
    mode: Option<&'a str>,
    /// Names of the places that the geometry shows.
    place: String,
    places: Vec<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    participants: Vec<&'a str>,
    sources: usize,
}

pub fn collection<'a>(
    graph: &'a Graph,
    subgraph: &Subgraph<'a>,
    events: &'a [Cow<'a, EventRecord>],
) -> Collection<'a> {
    let features: Vec<Feature> = events.iter().filter_map(|it| feature(graph, it)).collect();
    Collection {
        kind: "FeatureCollection",
        unlocated: events.len() - features.len(),
        features,
        whole: Whole::of(subgraph),
    }
}

fn feature<'a>(graph: &'a Graph, event: &'a EventRecord) -> Option<Feature<'a>> {
    let found = event.places.iter().filter_map(|it| Some((it, coordinates::of(it.as_str())?)));
    let (places, points): (Vec<&EntityId>, Vec<Point>) = found.unzip();
    let names: Vec<&str> = places.iter().map(|it| name(graph, it)).collect();
    let points: Vec<[f64; 2]> = points.iter().map(|it| [it.longitude, it.latitude]).collect();
    let geometry = match points.as_slice() {
        [] => return None,
        [point] => Geometry::Point(*point),
        _ => Geometry::MultiPoint(points),
    };
    let properties = Properties {
        kind: if event.is_meeting() { "Meeting" } else { "Event" },
        name: happening::title(graph, event),
        event_type: event.kind.as_str(),
        mode: event.mode.as_deref(),
        place: names.join(", "),
        places: places.iter().map(|it| it.as_str()).collect(),
        start: earliest(event),
        end: latest(event),
        participants: event.participants.iter().map(|it| it.entity.as_str()).collect(),
        sources: happening::sources(graph, event),
    };
    Some(Feature { kind: "Feature", id: event.id.as_str(), geometry, properties })
}

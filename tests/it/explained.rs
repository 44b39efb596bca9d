//! Why tellings were taken for one event, what they tell differently, and which were kept apart.

use crate::merge::graph_of;
use crate::synthetic;
use demarche::graph::Graph;
use demarche::merge::explain::explain;
use demarche::model::id::EventId;
use demarche::model::reading::Reading;
use serde_json::Value;
use serde_json::json;

/// Country and person.
type Who = (u8, Option<u8>);

fn draft(number: u16, published: u8, day: (u8, u8), who: &[Who], status: u8) -> synthetic::Draft {
    let told = synthetic::Told {
        month: 10,
        day: Some(day),
        who: who.to_vec(),
        mode: u8::from(status == 1),
        status,
        place: (status == 0).then_some(0),
        part: false,
    };
    synthetic::Draft {
        number,
        published: Some(published),
        events: vec![told],
        dispute: None,
        agreement: None,
    }
}

/// A visit that was planned for some day of a week, held on one, and told with one by the country alone; the same two on the
/// day after; and another guest on that day.
fn world() -> (Graph, Vec<Reading>) {
    let two = [(0, Some(0)), (1, Some(1))];
    let drafts = [
        draft(1, 1, (3, 4), &two, 1),
        draft(2, 6, (5, 0), &two, 0),
        draft(3, 7, (5, 0), &[(0, None), (1, Some(1))], 0),
        draft(4, 8, (9, 0), &two, 0),
        draft(5, 6, (5, 0), &[(0, Some(0)), (1, Some(0))], 0),
    ];
    let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
    (graph_of(&readings), readings)
}

fn explained(graph: &Graph, id: &EventId) -> Value {
    serde_json::to_value(explain(graph, graph.event(id).unwrap())).unwrap()
}

#[test]
fn what_an_event_is_made_of() {
    let (graph, readings) = world();
    let id = &readings[0].events[0].id;
    let why = explained(&graph, id);
    assert_eq!(why["sources"], 3);
    assert_eq!(why["tellings"].as_array().unwrap().len(), 3);
    assert_eq!(
        why["history"],
        json!([
            { "known_from": "2007-10-01", "status": "planned" },
            { "known_from": "2007-10-06", "status": "held" },
        ])
    );
    let planned = readings[0].article.id.as_str();
    let tellings = why["tellings"].as_array().unwrap();
    let first = tellings.iter().find(|it| it["article"] == planned).unwrap();
    assert_eq!(first["copy_of"], Value::Null);
    assert_eq!(first["tie"]["score"], 16);
    assert_eq!(
        first["tie"]["reasons"],
        json!([
            "took part in both: person:p0-AAA, person:p1-BBB",
            "times have days in common: 2007-10-03/2007-10-07 and 2007-10-05",
            "one kind of contact: talks and visit",
            "statuses of one course: planned and held",
        ])
    );
}

#[test]
fn what_is_told_differently_stands_side_by_side() {
    let (graph, readings) = world();
    let why = explained(&graph, &readings[0].events[0].id);
    let detail = |what: &str| {
        let all = why["details"].as_array().unwrap();
        all.iter().find(|it| it["what"] == what).unwrap().clone()
    };
    let time = detail("time");
    assert_eq!(time["shown"], "2007-10-05");
    assert_eq!(time["told"][0]["value"], "2007-10-05");
    assert_eq!(time["told"][0]["sources"], 2);
    assert_eq!(time["told"][1]["value"], "2007-10-03/2007-10-07");
    assert_eq!(time["told"][1]["articles"], json!([readings[0].article.id.as_str()]));
    assert_eq!(detail("status")["shown"], "held");
    assert_eq!(detail("mode")["told"][0]["value"], "visit");
}

#[test]
fn what_is_near_is_kept_apart_for_a_reason() {
    let (graph, readings) = world();
    let why = explained(&graph, &readings[0].events[0].id);
    let reasons = |id: &EventId| {
        let all = why["apart"].as_array().unwrap();
        all.iter().find(|it| it["id"] == id.as_str()).map(|it| it["reasons"].clone())
    };
    let of = |event: usize| {
        let told = graph.events_told_by(&readings[event].article.id);
        told.map(|it| it.id.clone()).next().unwrap()
    };
    assert_eq!(
        reasons(&of(3)),
        Some(json!(["no common time, or one too long to tell"])),
        "four days later"
    );
    let other_guest = reasons(&of(4)).unwrap();
    assert_eq!(other_guest, json!(["other people", "fewer than 2 took part in both"]));
}

//! Valid time and known time: what was the case on a day, and what was known of it by a day.

use crate::merge::graph_of;
use crate::served::Served;
use crate::synthetic;
use crate::world::World;
use crate::world_articles::HELD_LATER;
use demarche::config;
use demarche::graph::Graph;
use demarche::ingest::outcome::Outcome;
use demarche::ingest::record;
use demarche::model::code::Status;
use demarche::model::delta::EventRecord;
use demarche::model::delta::Merge;
use demarche::model::id::EntityId;
use demarche::model::id::EventId;
use demarche::model::reading::Reading;
use demarche::query::resolve;
use demarche::query::resolve::Resolved;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

pub(crate) const TALKS: &str = "event:2007-12-03-xar-xbe-talks-0000000e";
const CALL: &str = "event:2007-10-15-xar-xco-phone-0000000c";

/// The invented world with the article that tells the planned talks as held.
pub(crate) fn served() -> Served {
    let world = World::new();
    let outcome = world.writer.send(record::parse(&HELD_LATER.record(), 1).unwrap()).wait();
    assert!(matches!(outcome, Ok(Outcome::New(..))), "{outcome:?}");
    Served::with(world, config::Http::default())
}

/// Address, place in the answer (`*` for each), and what must stand there.
fn check<const N: usize>(rows: [(&str, &str, Value); N]) {
    let served = served();
    for (path, pointer, expected) in rows {
        let answer = served.json(path);
        let found = match pointer.split_once("/*") {
            Some((list, rest)) => {
                let list = answer.pointer(list).and_then(Value::as_array).unwrap();
                list.iter().map(|it| it.pointer(rest).cloned().unwrap_or_default()).collect()
            }
            None => answer.pointer(pointer).cloned().unwrap_or_default(),
        };
        assert_eq!(found, expected, "{path} {pointer}");
    }
}

#[test]
fn a_plan_is_a_plan_until_it_is_told_as_held() {
    let then = format!("/v1/events/{TALKS}?known_at=2007-11-10");
    let now = format!("/v1/events/{TALKS}");
    check([
        (&now, "/status", json!("held")),
        (&now, "/cameo", json!("046")),
        (&now, "/known", json!({ "from": "2007-12-04", "to": null })),
        (&now, "/valid", json!({ "from": "2007-12-03", "to": "2007-12-03" })),
        (&now, "/sources", json!(2)),
        (&then, "/status", json!("planned")),
        (&then, "/cameo", json!("036")),
        (&then, "/known", json!({ "from": "2007-11-05", "to": "2007-12-04" })),
        (&then, "/sources", json!(1)),
        (&then, "/confidence", json!(0.9)),
        ("/v1/meetings?status=planned&known_at=2007-11-10", "/items/*/id", json!([TALKS])),
        ("/v1/meetings?status=planned", "/items", json!([])),
        (
            "/v1/entities/person:mira-holt/timeline?known_at=2007-11-10",
            "/items/*/status",
            json!(["planned"]),
        ),
    ]);
    served().problem(&format!("/v1/events/{TALKS}?known_at=2007-11-04"), 404);
}

#[test]
fn chains_hold_as_long_as_their_meetings_are_known() {
    let paths = "/v1/paths?from_entity=person:mira-holt&to_entity=person:ivo-petran";
    let then = |day: &str| format!("{paths}&known_at={day}");
    let known = "/items/0/known";
    check([
        (paths, "/items/0/length", json!(2)),
        (paths, "/items/0/valid", json!({ "from": "2007-10-23", "to": "2007-12-03" })),
        (&then("2007-11-10"), "/items", json!([])),
        (&then("2007-12-03"), "/items", json!([])),
        (&then("2007-12-04"), known, json!({ "from": "2007-12-04", "to": null })),
        (&format!("{paths}&as_of=2007-12-02"), "/items", json!([])),
        (&format!("{paths}&as_of=2007-12-03"), "/items/0/length", json!(2)),
        ("/v1/entities/person:mira-holt/met?known_at=2007-12-03", "/items", json!([])),
        (
            "/v1/entities/person:mira-holt/met?known_at=2007-12-04",
            "/items/*/entity/id",
            json!(["person:karl-ostrem"]),
        ),
        ("/v1/entities/person:mira-holt/network?depth=1&known_at=2007-12-03", "/edges", json!([])),
    ]);
}

#[test]
fn entities_that_are_one_now_are_one_on_every_day() {
    let served = served();
    let (holt, duarte) = (EntityId::new("person:mira-holt"), EntityId::new("person:ana-duarte"));
    let merge = Merge { from: holt.clone(), to: duarte.clone() };
    let merged = served.world.writer.merge(merge).wait().unwrap();
    assert!(matches!(merged, Outcome::Rearranged(_)), "{merged:?}");
    for (path, to) in [
        (
            "/v1/entities/person:mira-holt/timeline?known_at=2007-11-10",
            "/v1/entities/person:ana-duarte/timeline?known_at=2007-11-10",
        ),
        (
            "/v1/meetings?participant=person:mira-holt&as_of=2007-12-02&known_at=2007-12-04",
            "/v1/meetings?participant=person:ana-duarte&as_of=2007-12-02&known_at=2007-12-04",
        ),
    ] {
        let came = served.get(path);
        assert_eq!((came.status, came.header("location")), (307, to), "{path}");
    }
    let planned = "/v1/meetings?participant=person:ana-duarte&status=planned&known_at=2007-11-10";
    assert_eq!(served.json(planned)["items"][0]["id"], json!(TALKS));
    let held = |day: &str| {
        let path = "/v1/meetings?participant=person:ana-duarte&status=held&known_at=";
        let items = served.json(&format!("{path}{day}"))["items"].clone();
        items.as_array().unwrap().iter().any(|it| it["id"] == TALKS)
    };
    assert_eq!((held("2007-12-03"), held("2007-12-04")), (false, true));
    let graph = served.world.graph.load();
    let then = graph.known_at("2007-11-10");
    assert_eq!(then.survivor(&holt), &duarte);
    assert_eq!(resolve::ask(&then, holt.as_str(), &[]), Resolved::One(&duarte), "by the old id");
    assert!(then.redirects().eq(graph.redirects()));

    served.world.writer.split(holt.clone()).wait().unwrap();
    let then = served.world.graph.load().known_at("2007-11-10");
    let talks = then.event(&EventId::new(TALKS)).unwrap();
    assert_eq!((then.survivor(&holt), talks.status), (&holt, Status::Planned));
    assert!(talks.participants.iter().any(|it| it.entity == holt));
}

#[test]
fn the_state_on_a_day() {
    check([
        (
            "/v1/meetings?participant=person:ana-duarte&as_of=2007-10-20",
            "/items/*/id",
            json!([CALL]),
        ),
        ("/v1/entities/person:ana-duarte?as_of=2007-10-22", "/offices", json!([])),
        ("/v1/entities/person:ana-duarte?as_of=2008", "/offices/0/title", json!("president")),
        ("/v1/entities/person:ana-duarte?as_of=2007-10-22", "/counts/events", json!(1)),
        ("/v1/disputes?as_of=2007-10-22", "/items", json!([])),
        ("/v1/disputes?as_of=2007-10-23", "/items/*/state", json!(["open"])),
        ("/v1/disputes/dispute:sund-islands", "/states/*/to", json!([null])),
        ("/v1/agreements?as_of=2003-06-11", "/items", json!([])),
        ("/v1/agreements?as_of=2003-06-12", "/items/*/state", json!(["in_force"])),
        (
            "/v1/dyads/XAR/XBE?by=year&as_of=2007",
            "/items/*/bucket",
            json!(["1999", "2003", "2007"]),
        ),
        ("/v1/entities/person:lina-sadeh/met?as_of=2008-02-27", "/items/*/times", json!([1])),
    ]);
}

#[test]
fn every_question_takes_both_times() {
    let served = served();
    let paths = [
        "/v1/search?q=duarte",
        "/v1/entities/person:ana-duarte?",
        "/v1/entities/person:ana-duarte/timeline?",
        "/v1/entities/person:ana-duarte/met?",
        "/v1/entities/person:ana-duarte/partners?",
        "/v1/entities/person:ana-duarte/unmet?",
        "/v1/entities/person:ana-duarte/network?",
        "/v1/copresence?a=person:ana-duarte&b=person:lina-sadeh",
        "/v1/meetings?",
        "/v1/events?",
        "/v1/dyads/XAR/XBE?",
        "/v1/disputes?",
        "/v1/agreements?",
        "/v1/paths?from_entity=person:ana-duarte&to_entity=person:omar-vasek",
        "/v1/centrality?",
        "/v1/components?",
        "/v1/events/event:2008-04-26-xar-xbe-summit-00000012?",
        "/v1/disputes/dispute:sund-islands?",
        "/v1/agreements/agreement:arland-belmark-fishing-accord-2003?",
    ];
    for path in paths {
        served.json(&format!("{path}&as_of=2009-05-01&known_at=2009-05-01"));
    }
}

/// But for the part that an event is of another.
fn told(graph: &Graph) -> Vec<EventRecord> {
    let bare = |it: &EventRecord| EventRecord { part_of: None, ..it.clone() };
    graph.events().map(bare).collect()
}

#[test]
fn nobody_knows_before_it_is_told() {
    let drafts: Vec<synthetic::Draft> = (0..60).map(synthetic::numbered).collect();
    let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
    let graph = graph_of(&readings);
    assert!(graph.known_at("2007-09-30").events().next().is_none());
    assert_eq!(told(&graph.known_at("2007-10-31")), told(&graph), "by the end all is known");
    for day in ["2007-10-05", "2007-10-12", "2007-10-20"] {
        let then = graph.known_at(day);
        let evidence = then.events().flat_map(|it| &it.evidence);
        let late = evidence.filter(|it| then.article(&it.article).is_none()).count();
        assert_eq!(late, 0, "{day}");
        let tellings: usize = then.events().map(|it| it.tellings.len()).sum();
        let early = readings
            .iter()
            .filter(|it| it.article.published.as_deref() < Some(format!("{day}T99").as_str()));
        assert_eq!(tellings, early.map(|it| it.events.len()).sum::<usize>(), "{day}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Where all is known, the view is the graph itself; and each status shown was told by then.
    #[test]
    fn the_view_of_a_day_is_made_of_what_was_told(drafts in synthetic::drafts(12), day in 1_u8..28) {
        let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
        let graph = graph_of(&readings);
        let day = format!("2007-10-{day:02}");
        let then = graph.known_at(&day);
        for event in then.events() {
            let statuses: Vec<Status> = event.tellings.iter().map(|it| it.event.status).collect();
            prop_assert!(statuses.contains(&event.status));
            prop_assert!(event.tellings.iter().all(|it| it.day.as_deref() <= Some(day.as_str())));
            let (from, to) = then.known_period(event);
            prop_assert!(from.is_none_or(|it| it <= day) && to.is_none_or(|it| it > day));
        }
    }
}

//! Small readings and gold for the tests.

use crate::eval::articles::gold::Gold;
use crate::model::reading::Reading;
use serde_json::Value;
use serde_json::json;

/// Entities that every reading here has: id and country.
pub(crate) const ENTITIES: &[(&str, Option<&str>)] = &[
    ("person:ana-duarte", Some("country:XAR")),
    ("person:karl-ostrem", Some("country:XBE")),
    ("person:lina-sadeh", Some("country:XCO")),
    ("country:XAR", None),
    ("country:XBE", None),
    ("country:XCO", None),
    ("place:saru-xco", Some("country:XCO")),
];

pub(crate) fn reading(entities: &[(&str, Option<&str>)], parts: &Value) -> Reading {
    let kind = |id: &str| match id.split(':').next() {
        Some("org") => "organization".to_owned(),
        other => other.unwrap_or_default().to_owned(),
    };
    let entity = |(id, country): &(&str, Option<&str>)| json!({ "id": id, "kind": kind(id), "name": id, "country": country, "offices": [], "mentions": [] });
    let entities: Vec<Value> = entities.iter().map(entity).collect();
    let or_none = |key: &str| parts.get(key).cloned().unwrap_or(json!([]));
    let reading = json!({
        "article": { "id": "article:0", "source_id": null, "title": null, "published": null, "source": null, "url": null, "language": null, "dateline": null, "text": "" },
        "entities": entities, "events": or_none("events"), "disputes": or_none("disputes"),
        "agreements": or_none("agreements"), "notes": [], "rules_version": "",
    });
    serde_json::from_value(reading).unwrap()
}

pub(crate) fn gold(parts: &Value) -> Gold {
    let or_none = |key: &str| parts.get(key).cloned().unwrap_or(json!([]));
    let people = json!([
        { "id": "person:ana-duarte", "country": "country:XAR" },
        { "id": "person:karl-ostrem", "country": "country:XBE" },
        { "id": "person:lina-sadeh", "country": "country:XCO", "optional": true },
    ]);
    let gold = json!({
        "article": {}, "people": parts.get("people").cloned().unwrap_or(people), "meetings": or_none("meetings"),
        "disputes": or_none("disputes"), "agreements": or_none("agreements"), "acts": or_none("acts"),
    });
    serde_json::from_value(gold).unwrap()
}

/// A meeting of the gold, held, with `more` on top.
pub(crate) fn met(participants: &[&str], more: &Value) -> Value {
    let mut meeting = json!({ "participants": participants, "status": "held" });
    meeting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    meeting
}

/// An event of the reading: `CONSULT held 2008-02-28 saru-xco`, where a dash stands for what is not told.
pub(crate) fn event(what: &str, participants: &[(&str, &str)]) -> Value {
    let words: Vec<&str> = what.split(' ').collect();
    let [kind, status, day, place] = words[..] else { panic!("{what}") };
    let days: Vec<&str> = day.split('/').collect();
    let time = (day != "-").then(|| json!({ "edtf": day, "earliest": days[0], "latest": days[days.len() - 1], "text": null }));
    let places: Vec<String> =
        (place != "-").then(|| format!("place:{place}")).into_iter().collect();
    let (kind, code) = kind.split_once('/').unwrap_or((kind, kind));
    let who: Vec<Value> = participants
        .iter()
        .map(|(id, role)| json!({ "entity": id, "role": role, "on_behalf_of": null }))
        .collect();
    json!({
        "id": "event:0", "type": kind, "mode": null, "plover": code, "cameo": null, "status": status, "time": time, "places": places,
        "participants": who, "concerns": [], "said_by": [], "part_of": null, "evidence": [], "confidence": 1.0,
    })
}

pub(crate) fn talks(what: &str, participants: &[&str]) -> Value {
    let who: Vec<(&str, &str)> = participants.iter().map(|it| (*it, "participant")).collect();
    event(what, &who)
}

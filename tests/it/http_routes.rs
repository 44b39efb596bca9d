//! Each route with exact values.

use crate::served::Served;
use serde_json::Value;
use serde_json::json;

pub(crate) const VISIT: &str = "event:2007-10-23-xar-xbe-visit-0000000b";
pub(crate) const CALL: &str = "event:2007-10-15-xar-xco-phone-0000000c";
pub(crate) const SUMMIT: &str = "event:2008-04-26-xar-xbe-summit-00000012";

/// Where in the answer to a path what must stand.
pub(crate) type Row = (&'static str, &'static str, Value);

pub(crate) fn check(rows: impl IntoIterator<Item = Row>) {
    let served = Served::new();
    let wrong = rows.into_iter().filter_map(|(path, pointer, expected)| {
        let answer = served.json(path);
        let found =
            if pointer.contains('*') { each(&answer, pointer) } else { at(&answer, pointer) };
        (found != expected)
            .then(|| format!("{path} {pointer}\n  is     {found}\n  not    {expected}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn at(value: &Value, pointer: &str) -> Value {
    value.pointer(pointer).cloned().unwrap_or_else(|| json!("(absent)"))
}

/// The values behind a pointer in which `*` stands for every item of a list.
fn each(value: &Value, pointer: &str) -> Value {
    let (list, rest) = pointer.split_once("/*").unwrap();
    let items = at(value, list);
    let items = items.as_array().cloned().unwrap_or_default();
    items.iter().map(|it| at(it, rest)).collect()
}

#[test]
fn who_met_whom() {
    let met = "/v1/entities/person:ana-duarte/met";
    check([
        (
            met,
            "/items/0",
            json!({
                "entity": { "id": "person:ivo-petran", "kind": "person", "name": "Ivo Petran" },
                "times": 2, "first": "2007-10-23", "last": "2008-04-26",
                "places": ["place:kesting-xbe", "place:portavel-xar"],
                "meetings": [VISIT, SUMMIT],
            }),
        ),
        (
            met,
            "/items/*/entity/id",
            json!(["person:ivo-petran", "person:karl-ostrem", "person:lina-sadeh"]),
        ),
        (met, "/meetings/*/id", json!([CALL, VISIT, SUMMIT])),
        (
            met,
            "/meetings/*/evidence/0/quote",
            json!([
                "Last week she spoke by telephone with Corvian President Lina Sadeh.",
                "President Ana Duarte of Arland met Foreign Minister Karl Østrem and Prime Minister Ivo Petran in Kesting on Tuesday for talks on the Sund Islands.",
                "Ana Duarte and Ivo Petran held a summit in Portavel on Saturday.",
            ]),
        ),
        (met, "/next", Value::Null),
        (met, "/truncated", Value::Null),
        (met, "/generation", json!(9)),
        // A planned meeting is none; one who acts on behalf of a country met for it.
        ("/v1/entities/person:mira-holt/met", "/items/*/entity/id", json!(["org:union-of-coasts"])),
        ("/v1/entities/country:XBE/met", "/items/*/entity/id", json!(["country:XAR"])),
        ("/v1/entities/country:XBE/met", "/items/0/times", json!(3)),
        ("/v1/entities/country:XAR/met", "/items/*/times", json!([3, 1, 1])),
        (
            "/v1/entities/person:ana-duarte/met?with=country:XBE",
            "/items/*/entity/id",
            json!(["person:ivo-petran", "person:karl-ostrem"]),
        ),
        (
            "/v1/entities/person:ana-duarte/met?with=person:lina-sadeh",
            "/meetings/*/id",
            json!([CALL]),
        ),
        (
            "/v1/entities/country:XAR/met?with=person:lina-sadeh",
            "/items/*/entity/id",
            json!(["country:XCO"]),
        ),
        ("/v1/entities/person:ana-duarte/met?from=2008", "/meetings/*/id", json!([SUMMIT])),
        ("/v1/entities/person:ana-duarte/met?to=2007-10-14", "/items", json!([])),
        (
            "/v1/entities/person:ana-duarte/met?from=2007-10-16&to=2007-10-16",
            "/meetings/*/id",
            json!([CALL]),
        ),
        ("/v1/entities/person:ana-duarte/met?min_sources=2", "/meetings/*/id", json!([VISIT])),
        ("/v1/entities/person:ana-duarte/met?known_at=2007-10-23", "/meetings/1/sources", json!(1)),
        ("/v1/entities/person:ana-duarte/met?known_at=2007-10-24", "/meetings/1/sources", json!(2)),
        ("/v1/entities/person:ana-duarte/met?known_at=2007-10-22", "/items", json!([])),
        (
            "/v1/entities/person:ana-duarte/met?min_confidence=0.95",
            "/meetings/*/id",
            json!([VISIT]),
        ),
    ]);
}

#[test]
fn one_entity() {
    let ana = "/v1/entities/person:ana-duarte";
    check([
        (ana, "/name", json!("Ana Duarte")),
        (ana, "/country", json!("country:XAR")),
        (ana, "/names", json!(["Ana Duarte"])),
        (
            ana,
            "/offices/0",
            json!({ "title": "president", "of": "country:XAR", "from": null, "to": null, "as_of": "2007-10-23" }),
        ),
        (
            ana,
            "/counts",
            json!({ "articles": 3, "events": 3, "meetings": 3, "counterparts": 3, "types": { "CONSULT": 3 } }),
        ),
        (ana, "/first_seen", json!("2007-10-15")),
        (ana, "/last_seen", json!("2008-04-26")),
        (ana, "/links/met", json!("/v1/entities/person:ana-duarte/met")),
        ("/v1/entities/person:ana-duarte?from=2008", "/counts/events", json!(1)),
        (
            "/v1/entities/country:XBE",
            "/counts/types",
            json!({ "ACCUSE": 1, "AGREE": 1, "CONSULT": 5 }),
        ),
        ("/v1/entities/place:saru-xco", "/counts/events", json!(2)),
        ("/v1/entities/dispute:sund-islands", "/kind", json!("dispute")),
    ]);
}

#[test]
fn what_happened() {
    check([
        (
            "/v1/events/event:2007-10-15-xar-xco-phone-0000000c",
            "",
            json!({
                "id": CALL, "type": "CONSULT", "mode": "phone_call", "plover": "CONSULT", "cameo": "041", "status": "held",
                "valid": { "from": "2007-10-15", "to": "2007-10-21" }, "known": { "from": "2007-10-23", "to": null }, "places": [],
                "time": { "edtf": "2007-10-15/2007-10-21", "earliest": "2007-10-15", "latest": "2007-10-21", "text": null },
                "participants": [
                    { "entity": { "id": "person:ana-duarte", "kind": "person", "name": "Ana Duarte" }, "role": "participant", "on_behalf_of": "country:XAR" },
                    { "entity": { "id": "person:lina-sadeh", "kind": "person", "name": "Lina Sadeh" }, "role": "participant", "on_behalf_of": "country:XCO" },
                ],
                "concerns": [], "sources": 1, "known_from": "2007-10-23", "confidence": 0.9,
                "evidence": [{
                    "kind": "text", "article": "article:a0e76640aabe1947", "title": "Arland's president in Belmark",
                    "source": "Harbour News", "published": "2007-10-23T08:59:00Z", "url": null, "in": "text",
                    "start": 147, "end": 214, "quote": "Last week she spoke by telephone with Corvian President Lina Sadeh.", "rule": "test.rule",
                }],
            }),
        ),
        ("/v1/events/event:2007-10-23-xar-xbe-visit-0000000b", "/sources", json!(2)),
        (
            "/v1/events/event:2007-10-23-xar-xbe-visit-0000000b",
            "/places",
            json!([{ "id": "place:kesting-xbe", "name": "Kesting" }]),
        ),
        (
            "/v1/events/event:2007-10-23-xar-xbe-visit-0000000b",
            "/evidence/*/source",
            json!(["Harbour News", "Coast Agency"]),
        ),
        (
            "/v1/events/event:2007-10-23-xar-xbe-visit-0000000b?known_at=2007-10-23",
            "/evidence/*/source",
            json!(["Harbour News"]),
        ),
        (
            "/v1/meetings?participant=person:ana-duarte&participant=person:karl-ostrem",
            "/items/*/id",
            json!([VISIT]),
        ),
        (
            "/v1/meetings?country=XAR&country=xbe&status=held",
            "/items/*/time/edtf",
            json!(["1999", "2007-10-23", "2008-04-26"]),
        ),
        ("/v1/meetings?place=country:XBE", "/items/*/id", json!([VISIT])),
        (
            "/v1/meetings?place=place:saru-xco",
            "/items/*/time/edtf",
            json!(["2008-02-28", "2008-02-28"]),
        ),
        ("/v1/meetings?mode=visit,summit", "/items/*/mode", json!(["visit", "visit", "summit"])),
        (
            "/v1/meetings?status=planned&status=refused",
            "/items/*/status",
            json!(["planned", "refused"]),
        ),
        ("/v1/meetings?from=1999-06-01&to=1999-06-30", "/items/*/time/edtf", json!(["1999"])),
        ("/v1/events?type=AGREE,ACCUSE", "/items/*/type", json!(["AGREE", "ACCUSE"])),
        (
            "/v1/events?concerns=dispute:sund-islands",
            "/items/*/time/edtf",
            json!(["2007-10-23", "2008-02-10", "2008-05-09"]),
        ),
        ("/v1/events?participant=country:XDR", "/items/*/time/edtf", json!(["2008-02-28"])),
        ("/v1/events?participant=person:nobody", "/items", json!([])),
        ("/v1/entities/country:XBE/timeline?type=AGREE", "/items/*/mode", json!(["sign"])),
        (
            "/v1/entities/dispute:sund-islands/timeline",
            "/items/*/status",
            json!(["held", "refused", "held"]),
        ),
        (
            "/v1/entities/place:portavel-xar/timeline",
            "/items/*/time/edtf",
            json!(["2003-06-12", "2007-12-03", "2008-04-26"]),
        ),
    ]);
}

#[test]
fn disputes_and_agreements() {
    let dispute = "/v1/disputes/dispute:sund-islands";
    let accord = "/v1/agreements/agreement:arland-belmark-fishing-accord-2003";
    check([
        (dispute, "/name", json!("Sund Islands dispute")),
        (dispute, "/parties", json!(["country:XAR", "country:XBE"])),
        (dispute, "/subject", json!("Sund Islands")),
        (dispute, "/state", json!("open")),
        (dispute, "/claims/*/by", json!(["country:XAR"])),
        (dispute, "/states/*/from", json!(["2007-10-23"])),
        (dispute, "/states/0/evidence/0/source", json!("Harbour News")),
        (dispute, "/events", json!("/v1/events?concerns=dispute:sund-islands")),
        (
            "/v1/disputes?country=XAR&country=XBE&state=open",
            "/items/*/id",
            json!(["dispute:sund-islands"]),
        ),
        ("/v1/disputes?country=XCO", "/items", json!([])),
        ("/v1/disputes?state=settled,frozen", "/items", json!([])),
        ("/v1/disputes?from=2009", "/items", json!([])),
        ("/v1/disputes?known_at=2007-10-22", "/items", json!([])),
        ("/v1/disputes?min_sources=3", "/items/*/id", json!(["dispute:sund-islands"])),
        ("/v1/disputes?min_sources=4", "/items", json!([])),
        (accord, "/state", json!("in_force")),
        (accord, "/time/edtf", json!("2003-06-12")),
        (
            accord,
            "/evidence/0/quote",
            json!("Arland and Belmark signed a fishing accord in Portavel on Thursday."),
        ),
        (
            "/v1/agreements?state=in_force&country=XBE&to=2003",
            "/items/*/subject",
            json!(["fishing"]),
        ),
        ("/v1/agreements?from=2004", "/items", json!([])),
    ]);
}

#[test]
fn names_and_words() {
    check([
        ("/v1/search?q=ostrem", "/items/0/id", json!("person:karl-ostrem")),
        ("/v1/search?q=Ostrem+Karl", "/items/0/matched", json!("Karl Østrem")),
        ("/v1/search?q=Ana+Duatre&kind=person", "/items/*/id", json!(["person:ana-duarte"])),
        ("/v1/search?q=sade&kind=person", "/items/*/id", json!(["person:lina-sadeh"])),
        ("/v1/search?q=Kesting", "/items/*/kind", json!(["place", "article", "article"])),
        (
            "/v1/search?q=Kesting&kind=article",
            "/items/*/name",
            json!(["Duarte sees Østrem", "Arland's president in Belmark"]),
        ),
        ("/v1/search?q=Kesting&limit=1", "/items/*/kind", json!(["place"])),
        ("/v1/search?q=nothing+of+the+kind", "/items", json!([])),
        ("/v1/search?q=%22%27%3B--", "/items", json!([])),
        (
            "/v1/suggest?q=a",
            "/items/*/id",
            json!([
                "country:XAR",
                "person:ana-duarte",
                "agreement:arland-belmark-fishing-accord-2003"
            ]),
        ),
        ("/v1/suggest?q=a&kind=person", "/items/*/events", json!([3])),
        ("/v1/suggest?q=ostram", "/items/*/id", json!(["person:karl-ostrem"])),
    ]);
}

#[test]
fn articles() {
    let article = "/v1/articles/article:a0e76640aabe1947";
    check([
        (article, "/title", json!("Arland's president in Belmark")),
        (article, "/source_id", json!("2")),
        (
            article,
            "/mentions/0",
            json!({ "entity": "person:ana-duarte", "in": "text", "start": 10, "end": 20, "text": "Ana Duarte", "form": "name" }),
        ),
        (article, "/mentions/*/start", json!([10, 24, 52, 83, 97, 185, 203])),
        (article, "/events", json!([CALL, VISIT])),
        (article, "/reading", json!("/v1/articles/article:a0e76640aabe1947/reading")),
        (
            "/v1/articles/article:a0e76640aabe1947/reading",
            "/article/id",
            json!("article:a0e76640aabe1947"),
        ),
        ("/v1/articles/article:a0e76640aabe1947/reading", "/events/*/id", json!([VISIT, CALL])),
        ("/health/live", "", json!({ "status": "ok" })),
        ("/health/ready", "", json!({ "status": "ready", "generation": 9 })),
    ]);
}

#[test]
fn pages_follow_one_another() {
    let served = Served::new();
    let all: Vec<Value> = served.json("/v1/events")["items"].as_array().unwrap().clone();
    for list in [
        "/v1/events?limit=3",
        "/v1/entities/country:XAR/met?limit=2",
        "/v1/search?q=Arland&limit=2",
        "/v1/dyads/XAR/XBE?limit=2",
        "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&all=true&limit=2",
        "/v1/centrality?limit=2",
        "/v1/diff?from_known=2003&to_known=2009&limit=3",
    ] {
        let whole =
            served.json(&list.replace("limit=2", "limit=100").replace("limit=3", "limit=100"));
        let (mut items, mut path) = (Vec::new(), list.to_owned());
        loop {
            let came = served.get(&path);
            let page = came.json();
            items.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else {
                assert_eq!(came.header("link"), "", "{path}");
                break;
            };
            path = format!("{list}&cursor={next}");
            assert_eq!(came.header("link"), format!("<{path}>; rel=\"next\""));
            assert!(items.len() <= all.len(), "{list} does not end");
        }
        assert_eq!(Value::Array(items), whole["items"], "{list}");
    }
    let next = served.json("/v1/events?limit=3")["next"].clone();
    let other = format!("/v1/entities/country:XAR/met?cursor={}", next.as_str().unwrap());
    assert_eq!(served.problem(&other, 400)["parameter"], "cursor");
}

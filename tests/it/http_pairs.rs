//! Each route about two or more entities with exact values.

use crate::http_routes::CALL;
use crate::http_routes::SUMMIT;
use crate::http_routes::VISIT;
use crate::http_routes::check;
use serde_json::Value;
use serde_json::json;

#[test]
fn partners_and_strangers() {
    check([
        (
            "/v1/entities/country:XAR/partners",
            "/items/0",
            json!({
                "entity": { "id": "country:XBE", "kind": "country", "name": "Belmark" },
                "times": 5, "counts": { "ACCUSE": 1, "AGREE": 1, "CONSULT": 3 }, "first": "1999-01-01", "last": "2008-05-09",
                "events": "/v1/events?participant=country:XAR&participant=country:XBE",
            }),
        ),
        (
            "/v1/entities/country:XAR/partners?kind=person",
            "/items/*/entity/id",
            json!(["person:ivo-petran", "person:karl-ostrem", "person:lina-sadeh"]),
        ),
        ("/v1/entities/person:ana-duarte/partners?kind=country", "/items/*/times", json!([2, 1])),
        ("/v1/entities/country:XAR/partners?type=ACCUSE", "/items/*/times", json!([1])),
        (
            "/v1/entities/person:ana-duarte/unmet?min_shared=1",
            "/items",
            json!([{
                "entity": { "id": "person:omar-vasek", "kind": "person", "name": "Omar Vasek" },
                "shared": 1, "chains": 1, "counterparts": [{ "id": "person:lina-sadeh", "kind": "person", "name": "Lina Sadeh" }],
                "paths": "/v1/paths?from_entity=person:ana-duarte&to_entity=person:omar-vasek&max_length=2&k=1",
            }]),
        ),
        ("/v1/entities/person:ana-duarte/unmet", "/items", json!([])),
        (
            "/v1/entities/country:XBE/unmet?min_shared=1",
            "/items/*/entity/id",
            json!(["country:XCO", "org:union-of-coasts"]),
        ),
        (
            "/v1/copresence?a=person:mira-holt&b=person:omar-vasek",
            "/items/0/place",
            json!({ "id": "place:saru-xco", "name": "Saru" }),
        ),
        (
            "/v1/copresence?a=person:mira-holt&b=person:omar-vasek",
            "/items/*/from",
            json!(["2008-02-28"]),
        ),
        (
            "/v1/copresence?a=person:mira-holt&b=person:omar-vasek",
            "/items/0/b/participants/*/entity/id",
            json!(["person:lina-sadeh", "person:omar-vasek"]),
        ),
        // They met.
        ("/v1/copresence?a=person:lina-sadeh&b=person:omar-vasek", "/items", json!([])),
    ]);
}

#[test]
fn relations_by_month_and_year() {
    let year = "/v1/dyads/XBE/xar?by=year";
    check([
        (year, "/pair", json!(["country:XAR", "country:XBE"])),
        (year, "/by", json!("year")),
        (year, "/items/*/bucket", json!(["1999", "2003", "2007", "2008"])),
        (
            year,
            "/items/3",
            json!({
                "bucket": "2008", "counts": { "ACCUSE": 1, "CONSULT": 1, "REJECT": 1 }, "cooperation": 1, "conflict": 2, "balance": -0.33, "tone": 0.0, "weight": 0.0, "weighed": 3,
                "open_disputes": ["dispute:sund-islands"], "agreements_in_force": ["agreement:arland-belmark-fishing-accord-2003"],
                "events": "/v1/events?country=XAR&country=XBE&from=2008-01-01&to=2008-12-31&status=held&status=ongoing&status=refused&status=cancelled",
            }),
        ),
        (year, "/items/*/tone", json!([7.0, 8.0, 7.0, 0.0])),
        (
            year,
            "/items/*/open_disputes",
            json!([[], [], ["dispute:sund-islands"], ["dispute:sund-islands"]]),
        ),
        (year, "/items/*/balance", json!([1.0, 1.0, 1.0, -0.33])),
        (year, "/change_points", json!([])),
        (year, "/unplaced", json!(0)),
        (
            "/v1/dyads/XAR/XBE",
            "/items/*/bucket",
            json!(["2003-06", "2007-10", "2008-02", "2008-04", "2008-05"]),
        ),
        ("/v1/dyads/XAR/XBE", "/unplaced", json!(1)),
        ("/v1/dyads/XAR/XBE?from=2008&limit=1", "/items/*/bucket", json!(["2008-02"])),
        (
            "/v1/events?country=XAR&country=XBE&from=2008-01-01&to=2008-12-31&status=held&status=ongoing&status=refused&status=cancelled",
            "/items/*/type",
            json!(["CONSULT", "CONSULT", "ACCUSE"]),
        ),
    ]);
}

#[test]
fn chains_of_meetings() {
    let path = "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek";
    check([
        (path, "/items/0/length", json!(3)),
        (path, "/items/0/valid", json!({ "from": "2007-10-15", "to": "2008-02-28" })),
        (
            path,
            "/items/0/hops/*/to",
            json!(["person:ana-duarte", "person:lina-sadeh", "person:omar-vasek"]),
        ),
        (
            path,
            "/items/0/hops/*/event/evidence/0/source",
            json!(["Harbour News", "Harbour News", "Corvia Herald"]),
        ),
        // The detour needs the visit and the summit, and no meeting twice.
        (
            path,
            "/items/1/hops/*/event/id",
            json!([VISIT, SUMMIT, CALL, "event:2008-02-28-xco-xdr-visit-00000010"]),
        ),
        (path, "/items/*/length", json!([3, 4])),
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&k=1",
            "/items/*/length",
            json!([3]),
        ),
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&max_length=2",
            "/items",
            json!([]),
        ),
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&to=2007",
            "/items",
            json!([]),
        ),
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&all=true&via=person:ivo-petran",
            "/items/*/length",
            json!([4]),
        ),
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&all=true&limit=1",
            "/items/*/length",
            json!([3]),
        ),
        // The call was before the visit.
        (
            "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&time_respecting=true",
            "/items",
            json!([]),
        ),
        (
            "/v1/paths?from_entity=person:lina-sadeh&to_entity=person:ivo-petran&time_respecting=true&all=true",
            "/items/*/valid",
            json!([{ "from": "2007-10-15", "to": "2007-10-23" }]),
        ),
        (
            "/v1/paths?from_entity=country:XBE&to_entity=country:XDR&k=1",
            "/items/0/hops/*/to",
            json!(["country:XAR", "country:XCO", "country:XDR"]),
        ),
        (
            "/v1/paths?from_entity=person:ivo-petran&to_entity=country:XDR&k=1",
            "/items/0/hops/*/to",
            json!(["person:ana-duarte", "person:lina-sadeh", "country:XDR"]),
        ),
    ]);
}

#[test]
fn networks() {
    let network = "/v1/entities/person:ana-duarte/network";
    check([
        (
            network,
            "/nodes/*/id",
            json!([
                "person:ana-duarte",
                "person:ivo-petran",
                "person:karl-ostrem",
                "person:lina-sadeh",
                "person:omar-vasek"
            ]),
        ),
        (network, "/nodes/*/depth", json!([0, 1, 1, 1, 2])),
        (network, "/edges/*/times", json!([2, 1, 1, 1, 1])),
        (
            network,
            "/edges/0",
            json!({
                "id": "person:ana-duarte|MET|person:ivo-petran", "source": "person:ana-duarte", "target": "person:ivo-petran", "type": "MET",
                "times": 2, "first": "2007-10-23", "last": "2008-04-26", "sources": 3, "events": [VISIT, SUMMIT],
            }),
        ),
        (network, "/truncated", Value::Null),
        ("/v1/entities/person:ana-duarte/network?depth=1", "/nodes/*/depth", json!([0, 1, 1, 1])),
        (
            "/v1/entities/person:ana-duarte/network?limit=2",
            "/nodes/*/id",
            json!(["person:ana-duarte", "person:ivo-petran"]),
        ),
        (
            "/v1/entities/person:ana-duarte/network?limit=2",
            "/truncated",
            json!({ "reason": "rows" }),
        ),
        (
            "/v1/entities/country:XAR/network?types=ACCUSE,AGREE&depth=1",
            "/edges/*/type",
            json!(["AGREE", "ACCUSE"]),
        ),
        (
            "/v1/entities/person:ana-duarte/network?format=cytoscape",
            "/elements/nodes/1/data/label",
            json!("Ivo Petran"),
        ),
        (
            "/v1/entities/person:ana-duarte/network?format=cytoscape",
            "/elements/edges/0/data/target",
            json!("person:ivo-petran"),
        ),
        ("/v1/entities/person:ana-duarte/network?format=node-link", "/links/0/value", json!(2)),
        ("/v1/entities/person:ana-duarte/network?format=node-link", "/multigraph", json!(true)),
        (
            "/v1/entities/person:ana-duarte/network?format=graphology",
            "/nodes/1/attributes/x",
            json!(1.0),
        ),
        (
            "/v1/entities/person:ana-duarte/network?format=graphology",
            "/edges/0/undirected",
            json!(true),
        ),
    ]);
}

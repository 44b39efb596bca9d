//! A subgraph in every form, by key and by Accept, round one entity and round several, over HTTP and by command.

use crate::served::Came;
use crate::served::Served;
use crate::world::World;
use demarche::config;
use serde_json::Value;
use serde_json::json;
use std::fs;
use std::process::Command;
use std::process::Output;

const NETWORK: &str = "/v1/entities/person:ana-duarte/network";
const JSON: (&str, &str) = ("content-type", "application/json");

/// Format, media type, and what the answer begins with.
const FORMATS: &[(&str, &str, &str)] = &[
    ("cytoscape", "application/json", "{\"elements\":{\"nodes\":[{"),
    ("node-link", "application/json", "{\"directed\":false,\"multigraph\":true,"),
    ("graphology", "application/json", "{\"attributes\":{\"generation\":9,"),
    ("gexf", "application/gexf+xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf "),
    ("graphml", "application/graphml+xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "),
    ("geojson", "application/geo+json", "{\"type\":\"FeatureCollection\",\"features\":["),
    ("csv", "text/csv; charset=utf-8", "id,source,target,label,times,valid_from,"),
    ("jsonld", "application/ld+json", "{\"@context\":{"),
    (
        "dot",
        "text/vnd.graphviz; charset=utf-8",
        "graph demarche {\n  \"person:ana-duarte\" [label=",
    ),
];

#[test]
fn a_form_is_named_or_accepted() {
    let served = Served::new();
    for (format, media, begin) in FORMATS {
        let named = served.get(&format!("{NETWORK}?format={format}"));
        assert_eq!((named.status, named.header("content-type")), (200, *media), "{format}");
        assert!(named.body.starts_with(begin), "{format}: {}", named.body);
        assert_eq!(named.header("vary"), "accept", "{format}");
        let accepted = served.get_with(NETWORK, &[("accept", media)]);
        assert_eq!((accepted.status, accepted.header("content-type")), (200, *media), "{format}");
        if *media != "application/json" {
            assert_eq!(accepted.body, named.body, "{format}");
            assert_eq!(accepted.header("vary"), "accept", "{format}");
        }
        let html = [("accept", "image/png")];
        assert_eq!(served.get_with(&format!("{NETWORK}?format={format}"), &html).body, named.body);
    }
    let own = served.get(NETWORK);
    for accept in ["*/*", "application/json", "text/html, */*;q=0.1", "application/*"] {
        assert_eq!(served.get_with(NETWORK, &[("accept", accept)]).body, own.body, "{accept}");
    }
}

#[test]
fn what_accepts_none_is_told_what_there_is() {
    let served = Served::new();
    let came = served.get_with(NETWORK, &[("accept", "image/png, text/html")]);
    assert_eq!((came.status, came.header("content-type")), (406, "application/problem+json"));
    assert_eq!(came.header("vary"), "accept");
    let problem = came.json();
    assert_eq!(problem["type"], "/problems/not-acceptable");
    let offered = [
        "application/json",
        "application/gexf+xml",
        "application/graphml+xml",
        "application/geo+json",
        "text/csv; charset=utf-8",
        "application/ld+json",
        "text/vnd.graphviz; charset=utf-8",
    ];
    assert_eq!(problem["allowed"], json!(offered));
    // Routes with one form give it.
    assert_eq!(served.get_with("/v1/meetings", &[("accept", "image/png")]).status, 200);
}

#[test]
fn a_tag_is_of_one_form() {
    let served = Served::new();
    let [own, gexf] = ["application/json", "application/gexf+xml"]
        .map(|it| served.get_with(NETWORK, &[("accept", it)]).header("etag").to_owned());
    assert_ne!(own, gexf);
    let rows = [
        ("application/json", &own, 304),
        ("application/gexf+xml", &own, 200),
        ("application/gexf+xml", &gexf, 304),
    ];
    for (accept, tag, status) in rows {
        let came = served.get_with(NETWORK, &[("accept", accept), ("if-none-match", tag)]);
        assert_eq!((came.status, came.header("vary")), (status, "accept"), "{accept} {tag}");
    }
}

#[test]
fn tables_of_csv() {
    let served = Served::new();
    let rows = [
        (
            "nodes",
            "id,label,kind,country,depth,weight\r\nperson:ana-duarte,Ana Duarte,Person,country:XAR,0,1\r\n",
        ),
        ("edges", "id,source,target,label,times,valid_from,valid_to,sources,events\r\n"),
        (
            "events",
            "id,type,mode,cameo,status,time,earliest,latest,places,participants,concerns,sources,confidence,articles\r\n",
        ),
        ("dyads", "a,b,events,cooperation,conflict,tone,first,last\r\n"),
    ];
    for (table, begin) in rows {
        let came = served.get(&format!("{NETWORK}?format=csv&table={table}"));
        assert!(came.body.starts_with(begin), "{}", came.body);
        assert!(came.body.lines().count() > 1, "{}", came.body);
        let accepted =
            served.get_with(&format!("{NETWORK}?table={table}"), &[("accept", "text/csv")]);
        assert_eq!(accepted.body, came.body);
    }
    for query in ["?table=nodes", "?format=gexf&table=nodes"] {
        let problem = served.problem(&format!("{NETWORK}{query}"), 400);
        assert_eq!(problem["detail"], "`table` is for the format csv only", "{query}");
    }
    served.problem(&format!("{NETWORK}?format=csv&table=cells"), 400);
}

fn asked(served: &Served, body: &Value) -> Came {
    served.post("/v1/subgraph", &[JSON], body.to_string().as_bytes())
}

fn ids(came: &Came) -> Vec<String> {
    let nodes = came.json()["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn round_several() {
    // Reading is open: no key, and none may write.
    let served = Served::with(World::new(), config::Http::default());
    let one = asked(&served, &json!({ "seeds": ["person:ana-duarte"], "depth": 1, "limit": 50 }));
    assert_eq!(one.body, served.get(&format!("{NETWORK}?depth=1&limit=50")).body);
    let two = json!({ "seeds": ["person:omar-vasek", "person:ana-duarte"], "depth": 1 });
    let two = asked(&served, &two);
    let (far, near) = (ids(&two), ids(&one));
    assert_eq!(far.iter().take(2).collect::<Vec<_>>(), ["person:ana-duarte", "person:omar-vasek"]);
    assert!(near.iter().all(|it| far.contains(it)), "{near:?} {far:?}");
    assert_eq!(two.json()["truncated"], Value::Null);
    let cut = json!({ "seeds": ["person:omar-vasek", "person:ana-duarte"], "limit": 1 });
    let cut = asked(&served, &cut);
    assert_eq!(ids(&cut), ["person:ana-duarte"]);
    assert_eq!(cut.json()["truncated"]["reason"], "rows");
    for (format, media, begin) in FORMATS {
        let came = asked(&served, &json!({ "seeds": ["person:ana-duarte"], "format": format }));
        assert_eq!((came.status, came.header("content-type")), (200, *media), "{format}");
        assert!(came.body.starts_with(begin), "{format}");
    }
    let body = json!({ "seeds": ["country:XAR"], "types": ["ACCUSE", "AGREE"], "from": "2003" });
    let headers = [JSON, ("accept", "text/csv")];
    let came = served.post("/v1/subgraph", &headers, body.to_string().as_bytes());
    assert_eq!(came.header("content-type"), "text/csv; charset=utf-8");
    let headers = [JSON, ("accept", "image/png")];
    let came = served.post("/v1/subgraph", &headers, body.to_string().as_bytes());
    assert_eq!(came.status, 406);
}

#[test]
fn what_was_known_is_asked_in_the_body_too() {
    let served = Served::new();
    let then = json!({ "seeds": ["person:ana-duarte"], "known_at": "2007-10-22" });
    let came = asked(&served, &then).body;
    assert_eq!(came, served.get(&format!("{NETWORK}?known_at=2007-10-22")).body);
}

/// The problem that a body must have.
fn refused(served: &Served, body: &Value, status: u16, detail: &str) {
    let came = asked(served, body);
    let expected = (status, "application/problem+json");
    assert_eq!((came.status, came.header("content-type")), expected, "{body}");
    assert_eq!(came.json()["detail"], detail, "{body}");
}

#[test]
fn seeds_that_are_refused() {
    let served = Served::new();
    let needed = "`seeds` is needed and must be an id that begins with person, country, org";
    let no_id = "`seeds` must be an id that begins with person, country, org";
    let many: Vec<String> = (0..21).map(|it| format!("person:p{it}")).collect();
    let rows = [
        (json!({}), needed),
        (json!({ "seeds": [] }), needed),
        (json!({ "seeds": ["nobody"] }), no_id),
        (json!({ "seeds": [1] }), no_id),
        (json!({ "seeds": [["person:ana-duarte"]] }), no_id),
        (json!({ "seeds": many }), "`seeds` may be given at most 20 times"),
    ];
    for (body, detail) in rows {
        refused(&served, &body, 400, detail);
    }
    let nobody = json!({ "seeds": ["person:ana-duarte", "person:nobody"] });
    refused(&served, &nobody, 404, "nothing is known of `person:nobody`");
}

#[test]
fn values_that_are_refused() {
    let served = Served::new();
    let depth = "`depth` must be a whole number from 1 to 4";
    let day = "`from` must be a day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY";
    let unknown = "`frm` is no parameter here; known are: seeds, depth, limit, types, format, table, from, to, as_of, known_at, min_sources, min_confidence, origin, in_person";
    let rows = [
        (json!({ "depth": 9 }), depth),
        (json!({ "depth": "2" }), depth),
        (json!({ "depth": 1.5 }), depth),
        (json!({ "depth": [1] }), depth),
        (json!({ "from": null }), day),
        (json!({ "from": "2008", "to": "2007" }), "`from` must not be after `to`"),
        (json!({ "table": "nodes" }), "`table` is for the format csv only"),
        (json!({ "frm": "2007" }), unknown),
    ];
    for (mut body, detail) in rows {
        body["seeds"] = json!(["person:ana-duarte"]);
        refused(&served, &body, 400, detail);
    }
}

#[test]
fn bodies_that_are_refused() {
    let served = Served::new();
    let good = json!({ "seeds": ["person:ana-duarte"] }).to_string();
    let long = format!("{good}{}", " ".repeat(65 << 10));
    let deep = "[".repeat(10_000);
    let text = ("content-type", "text/plain");
    let rows: [(&str, (&str, &str), &str, u16); 7] = [
        ("", JSON, &long, 413),
        ("", text, &good, 415),
        ("", JSON, "{", 400),
        ("", JSON, "[]", 400),
        ("", JSON, &deep, 400),
        ("", JSON, "", 400),
        ("?depth=1", JSON, &good, 400),
    ];
    for (query, media, body, status) in rows {
        let came = served.post(&format!("/v1/subgraph{query}"), &[media], body.as_bytes());
        assert_eq!(came.status, status, "{}", came.body);
    }
    assert_eq!(served.get("/v1/subgraph").status, 405);
}

#[test]
fn exported_by_command() {
    let served = Served::new();
    for (format, _, _) in FORMATS {
        let path = format!("{NETWORK}?format={format}&depth=1");
        let args = ["export", format, "--seed", "Ana Duarte", "--depth", "1", "--limit", "100"];
        let out = demarche(&served.world, &args);
        let body = served.get(&path).body;
        assert_eq!(String::from_utf8(out.stdout).unwrap().trim_end(), body.trim_end(), "{format}");
        assert_eq!(String::from_utf8(out.stderr).unwrap(), "", "{format}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("whole.csv");
    let whole = ["export", "csv", "--table", "nodes", "--limit", "3", "-o", file.to_str().unwrap()];
    let out = demarche(&served.world, &whole);
    assert_eq!(out.status.code(), Some(0));
    let words = String::from_utf8(out.stderr).unwrap();
    assert_eq!(words, "demarche: not all of it: cut by rows at 3 nodes; --limit takes more\n");
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 4);
    let rows: [(&[&str], i32, &str); 4] = [
        (
            &["export", "gif"],
            2,
            "demarche: `format` must be one of cytoscape, node-link, graphology, gexf, graphml, geojson, csv, jsonld, dot\n",
        ),
        (
            &["export", "dot", "--table", "nodes"],
            2,
            "demarche: `table` is for the format csv only\n",
        ),
        (
            &["export", "dot", "--limit", "0"],
            2,
            "demarche: `limit` must be a whole number from 1 to 1000000\n",
        ),
        (
            &["export", "dot", "--seed", "Nobody At All"],
            4,
            "demarche: nothing is known of Nobody At All\n",
        ),
    ];
    for (args, code, words) in rows {
        let out = demarche(&served.world, args);
        assert_eq!(out.status.code(), Some(code), "{args:?}");
        assert_eq!(String::from_utf8(out.stderr).unwrap(), words, "{args:?}");
    }
}

fn demarche(world: &World, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.arg("--db").arg(&world.path).args(args).output().unwrap()
}

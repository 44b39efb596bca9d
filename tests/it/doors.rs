//! The three doors give the same facts: HTTP, the command line and the pages.

use crate::served::Served;
use crate::world::World;
use serde_json::Value;
use std::process::Command;
use std::process::Output;

/// What the command line is asked, where HTTP answers the same, and where the page is.
const DOORS: &[(&[&str], &str, &str)] = &[
    (
        &["met", "Ana Duarte", "--from", "2007", "--to", "2007"],
        "/v1/entities/person:ana-duarte/met?from=2007&to=2007",
        "/entity/person:ana-duarte?from=2007&to=2007",
    ),
    (
        &["met", "country:XAR", "--with", "Belmark"],
        "/v1/entities/country:XAR/met?with=country:XBE",
        "/entity/country:XAR",
    ),
    (
        &["timeline", "Sund Islands dispute"],
        "/v1/entities/dispute:sund-islands/timeline",
        "/dispute/dispute:sund-islands",
    ),
    (
        &["dyad", "Arland", "xbe", "--by", "year"],
        "/v1/dyads/XAR/XBE?by=year",
        "/dyad/XAR/XBE?by=year",
    ),
    (
        &["dispute", "Sund Islands"],
        "/v1/disputes/dispute:sund-islands",
        "/dispute/dispute:sund-islands",
    ),
    (
        &["path", "Karl Ostrem", "person:omar-vasek"],
        "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek",
        "/path?a=Karl+Ostrem&b=person:omar-vasek",
    ),
    (
        &["path", "Karl Ostrem", "Omar Vasek", "--all", "--via", "Ivo Petran", "--max-length", "5"],
        "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek&all=true&via=person:ivo-petran&max_length=5",
        "",
    ),
    (
        &["path", "Lina Sadeh", "Ivo Petran", "--time-respecting", "--k", "3"],
        "/v1/paths?from_entity=person:lina-sadeh&to_entity=person:ivo-petran&time_respecting=true",
        "/path?a=Lina+Sadeh&b=Ivo+Petran&time_respecting=true",
    ),
    (&["central", "--level", "bodies"], "/v1/centrality?level=bodies", ""),
    (&["components", "--to", "2007"], "/v1/components?to=2007", ""),
    (
        &["diff", "--from-known", "2007-10-23", "--to-known", "2008-02"],
        "/v1/diff?from_known=2007-10-23&to_known=2008-02",
        "",
    ),
    (
        &["network", "Duarte", "--limit", "50"],
        "/v1/entities/person:ana-duarte/network?limit=50",
        "/network/person:ana-duarte?limit=50",
    ),
    (
        &["network", "Duarte", "--format", "cytoscape"],
        "/v1/entities/person:ana-duarte/network?format=cytoscape",
        "",
    ),
    (&["partners", "Arland"], "/v1/entities/country:XAR/partners", ""),
    (
        &["unmet", "Ana Duarte", "--min-shared", "1"],
        "/v1/entities/person:ana-duarte/unmet?min_shared=1",
        "",
    ),
    (&["search", "kesting"], "/v1/search?q=kesting", "/search?q=kesting"),
    (
        &["evidence", "event:2007-10-23-xar-xbe-visit-0000000b"],
        "/v1/events/event:2007-10-23-xar-xbe-visit-0000000b",
        "/event/event:2007-10-23-xar-xbe-visit-0000000b",
    ),
    (
        &["evidence", "agreement:arland-belmark-fishing-accord-2003"],
        "/v1/agreements/agreement:arland-belmark-fishing-accord-2003",
        "/agreement/agreement:arland-belmark-fishing-accord-2003",
    ),
];

#[test]
fn the_command_line_prints_what_http_answers() {
    let served = Served::new();
    for (args, path, _) in DOORS {
        let came = served.get(path);
        let out = demarche(&served.world, args, true);
        assert_eq!(String::from_utf8(out.stdout).unwrap(), format!("{}\n", came.body), "{args:?}");
        assert_eq!(out.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn pages_and_tables_show_the_facts_of_the_answer() {
    let served = Served::new();
    for (args, path, page) in DOORS {
        let answer = served.json(path);
        let page = if page.is_empty() { String::new() } else { served.get(page).body };
        let table = String::from_utf8(demarche(&served.world, args, false).stdout).unwrap();
        let mut facts = Vec::new();
        collect(&answer, &mut facts);
        assert!(!facts.is_empty(), "{path}");
        for fact in facts {
            let escaped = fact
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;")
                .replace('\'', "&#39;");
            assert!(page.is_empty() || page.contains(&escaped), "{path}: the page lacks {fact}");
            let words = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ");
            let listed = words(&table).contains(&words(fact)) || args.contains(&"search");
            assert!(listed || args.contains(&"cytoscape"), "{args:?} lacks {fact}\n{table}");
        }
    }
}

#[test]
fn exit_codes() {
    let world = World::new();
    let rows: [(&[&str], i32, &str); 9] = [
        (&["met", "Nobody At All"], 4, "demarche: nothing is known of Nobody At All\n"),
        (&["dispute", "Ana Duarte"], 4, "demarche: nothing is known of Ana Duarte\n"),
        (&["evidence", "event:none"], 4, "demarche: nothing is known of event:none\n"),
        (&["path", "Mira Holt", "Ana Duarte"], 4, ""),
        (
            &["met", "Ana Duarte", "--from", "soon"],
            2,
            "demarche: `from` must be a day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY\n",
        ),
        (
            &["met", "Ana Duarte", "--limit", "100000"],
            2,
            "demarche: `limit` must be a whole number from 1 to 1000\n",
        ),
        (&["dyad", "XAR", "Arland"], 2, "demarche: XAR and Arland are one country\n"),
        (
            &["network", "Ana Duarte", "--format", "gif"],
            2,
            "demarche: `format` must be one of cytoscape, node-link, graphology, gexf, graphml, geojson, csv, jsonld, dot\n",
        ),
        (&["search", "zzzz"], 4, ""),
    ];
    for (args, code, words) in rows {
        let out = demarche(&world, args, false);
        assert_eq!(out.status.code(), Some(code), "{args:?}");
        assert_eq!(String::from_utf8(out.stderr).unwrap(), words, "{args:?}");
    }
    let several = demarche(&world, &["met", "ar"], false);
    let words = String::from_utf8(several.stderr).unwrap();
    assert_eq!(several.status.code(), Some(2), "{words}");
    assert!(words.contains("country:XAR  Arland"), "{words}");
}

#[test]
fn every_help_ends_in_three_examples() {
    for command in [
        "serve",
        "met",
        "timeline",
        "partners",
        "unmet",
        "network",
        "export",
        "dyad",
        "path",
        "central",
        "components",
        "diff",
        "dispute",
        "search",
        "evidence",
    ] {
        let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args([command, "--help"])
            .output()
            .unwrap();
        let help = String::from_utf8(out.stdout).unwrap();
        let (_, examples) = help.split_once("Examples:\n").unwrap();
        let examples = examples.lines().filter(|it| it.contains(&format!("demarche {command}")));
        assert_eq!(examples.count(), 3, "{command}");
    }
}

fn demarche(world: &World, args: &[&str], json: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.arg("--db").arg(&world.path).args(args);
    if json {
        command.arg("--json");
    }
    command.output().unwrap()
}

/// The names, days and sentences of an answer.
fn collect<'v>(value: &'v Value, facts: &mut Vec<&'v str>) {
    const KEYS: &[&str] = &["name", "quote", "edtf", "bucket", "claim", "label"];
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value.as_str().filter(|_| KEYS.contains(&key.as_str())) {
                    Some(text) => facts.push(text),
                    None => collect(value, facts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, facts)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

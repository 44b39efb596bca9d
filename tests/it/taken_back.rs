//! Articles that are taken back: what only they supported goes, what others tell as well stays, and it is told.

use crate::http_routes::CALL;
use crate::http_routes::VISIT;
use crate::served::Served;
use crate::world::World;
use demarche::config::Http;
use demarche::model::hash;
use serde_json::Value;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

const JSON: (&str, &str) = ("content-type", "application/json");

/// The article that tells of the visit and, alone, of the call.
fn article(served: &Served) -> String {
    let call = served.json(&format!("/v1/events/{CALL}"));
    call["evidence"][0]["article"].as_str().unwrap().to_owned()
}

/// Facts that the article alone supported are gone, the visit has one witness less.
fn check_gone(served: &Served, article: &str) {
    assert_eq!(served.get(&format!("/v1/events/{CALL}")).status, 404);
    assert_eq!(served.get(&format!("/v1/articles/{article}")).status, 404);
    let visit = served.json(&format!("/v1/events/{VISIT}"));
    assert_eq!((&visit["sources"], visit["evidence"].as_array().unwrap().len()), (&json!(1), 1));
    assert_ne!(visit["evidence"][0]["article"], article);
    let met = served.json("/v1/entities/person:lina-sadeh/met");
    assert!(!met.to_string().contains("ana-duarte"), "{met}");
    let found = served.json("/v1/search?q=telephone&kind=article");
    assert_eq!(found["items"], json!([]));
}

#[test]
fn an_article_is_deleted_over_http() {
    let served = Served::new();
    let article = article(&served);
    assert_eq!(served.json(&format!("/v1/events/{VISIT}"))["sources"], 2);
    let path = format!("/v1/articles/{article}");
    let gone = served.delete(&path, &[]);
    assert_eq!(gone.status, 200, "{}", gone.body);
    let told = json!({ "line": null, "id": article, "status": "retracted", "reason": null, "generation": 10 });
    assert_eq!(gone.json(), told);
    check_gone(&served, &article);
    let again = served.delete(&path, &[]);
    assert_eq!((again.status, &again.json()["type"]), (404, &json!("/problems/not-found")));
    assert_eq!(served.delete(&format!("{path}?x=1"), &[]).status, 400);
}

#[test]
fn deleting_needs_a_key_as_writing_does() {
    let bounds = Http { key_hashes: vec![hash::hex(b"sesame", 64)], ..Http::default() };
    let served = Served::with(World::new(), bounds);
    let path = format!("/v1/articles/{}", article(&served));
    assert_eq!(served.delete(&path, &[]).status, 401);
    assert_eq!(served.delete(&path, &[("authorization", "Bearer open")]).status, 401);
    assert_eq!(served.json("/health/ready")["generation"], 9);
    assert_eq!(served.delete(&path, &[("authorization", "Bearer sesame")]).status, 200);
}

#[test]
fn changes_tell_what_came_and_went() {
    let served = Served::new();
    let article = article(&served);
    served.delete(&format!("/v1/articles/{article}"), &[]);
    let came = served.get("/v1/changes?since=9");
    assert_eq!((came.status, came.header("content-type")), (200, "application/x-ndjson"));
    let lines: Vec<Value> = came.body.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let [change] = &lines[..] else { panic!("one change, not {}", came.body) };
    assert_eq!(
        (&change["generation"], &change["cause"], &change["article"]),
        (&json!(10), &json!("retracted"), &json!(article))
    );
    assert_eq!(change["removed"]["events"], json!([CALL]));
    assert_eq!(change["put"]["events"], json!([VISIT]));
    let causes = |path: &str| {
        let body = served.get(path).body;
        let line = |it: &str| serde_json::from_str::<Value>(it).unwrap()["cause"].clone();
        body.lines().map(line).collect::<Value>()
    };
    let mut all = vec!["new"; 9];
    all.push("retracted");
    assert_eq!(causes("/v1/changes"), json!(all));
    assert_eq!(causes("/v1/changes?limit=2&since=8"), json!(["new", "retracted"]));
    assert_eq!(causes("/v1/changes?since=10"), json!([]));
    served.problem("/v1/changes?since=x", 400);
}

#[test]
fn changes_come_as_events_to_those_who_ask_for_them() {
    let served = Served::new();
    let events = [("accept", "text/event-stream"), ("last-event-id", "8")];
    let came = served.get_with("/v1/changes", &events);
    assert_eq!((came.status, came.header("content-type")), (200, "text/event-stream"));
    let parts: Vec<&str> = came.body.trim_end().split("\n\n").collect();
    assert_eq!((parts.len(), parts[0]), (2, "retry: 1000"));
    let data = parts[1].strip_prefix("id: 9\ndata: ").unwrap();
    assert_eq!(serde_json::from_str::<Value>(data).unwrap()["generation"], 9);
}

#[test]
fn a_publisher_takes_an_article_back() {
    let notices = [
        json!({ "source": "Harbour News", "id": "2", "pubstatus": "canceled" }),
        json!({ "source": "Harbour News", "id": "2", "pubStatus": "stat:canceled", "text": "x" }),
        json!({ "source": "Harbour News", "id": "2", "title": "KILL: Arland's president in Belmark", "text": "Do not use." }),
        json!({ "source": "Harbour News", "id": "2", "text": "MANDATORY KILL\n\nEditors: kill it." }),
        json!({ "source": "Harbour News", "id": "2", "text": "This story has been withdrawn." }),
    ];
    for notice in notices {
        let served = Served::new();
        let article = article(&served);
        let came = served.post("/v1/articles", &[JSON], notice.to_string().as_bytes());
        let told = (came.status, came.json()["status"].clone(), came.json()["id"].clone());
        assert_eq!(told, (200, json!("retracted"), json!(article)), "{notice}");
        check_gone(&served, &article);
        let again = served.post("/v1/articles", &[JSON], notice.to_string().as_bytes());
        assert_eq!((again.status, &again.json()["status"]), (200, &json!("unknown")), "{notice}");
    }
    let served = Served::new();
    let nameless = served.post("/v1/articles", &[JSON], br#"{"pubstatus": "canceled"}"#);
    assert_eq!((nameless.status, &nameless.json()["type"]), (422, &json!("/problems/no-article")));
}

/// Standard output of a command in a folder, and its exit code.
fn demarche(folder: &Path, args: &[&str]) -> (String, i32) {
    let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    (String::from_utf8(out.stdout).unwrap(), out.status.code().unwrap())
}

/// Ids of the articles behind each of his meetings.
fn witnesses(folder: &Path) -> Vec<Vec<String>> {
    let (out, code) = demarche(folder, &["met", "Henrik Nordahl", "--json"]);
    if code == 4 {
        return Vec::new();
    }
    let met: Value = serde_json::from_str(&out).unwrap();
    let ids = |it: &Value| {
        let pieces = it["evidence"].as_array().unwrap().iter();
        pieces.map(|it| it["article"].as_str().unwrap().to_owned()).collect()
    };
    met["meetings"].as_array().unwrap().iter().map(ids).collect()
}

#[test]
fn corrected_deleted_and_withdrawn_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let record = |number: usize, text: &str| {
        let url = format!("https://example.org/{number}");
        json!({ "url": url, "published": "2007-10-24", "text": text }).to_string()
    };
    let write = |name: &str, lines: &[String]| {
        fs::write(folder.join(name), lines.join("\n")).unwrap();
    };
    let first = "Norwegian Foreign Minister Henrik Nordahl met Swedish Foreign Minister Arvid Lindqvist in Oslo on Tuesday.";
    let second = "Swedish Foreign Minister Arvid Lindqvist held talks with Norwegian Foreign Minister Henrik Nordahl on Tuesday.";
    write("a.jsonl", &[record(1, first), record(2, second)]);
    let (out, code) = demarche(folder, &["ingest", "a.jsonl"]);
    assert_eq!(code, 0, "{out}");
    let ids: Vec<String> =
        out.lines().take(2).map(|it| it.split(' ').nth(1).unwrap().to_owned()).collect();
    let mut both = ids.clone();
    both.sort();
    assert_eq!(witnesses(folder), [both]);
    assert_eq!(demarche(folder, &["delete", &ids[0]]), (format!("taken back {}\n", ids[0]), 0));
    assert_eq!(witnesses(folder), [vec![ids[1].clone()]]);
    assert_eq!(demarche(folder, &["delete", &ids[0]]), (String::new(), 4));

    let other = "The weather in Stockholm was fine on Tuesday, and it will stay so.";
    write("b.jsonl", &[record(1, first), record(2, other)]);
    let (out, _) = demarche(folder, &["ingest", "b.jsonl"]);
    assert!(
        out.ends_with("read 2, new 1, duplicate 0, changed 1, withdrawn 0, failed 0\n"),
        "{out}"
    );
    assert_eq!(witnesses(folder), [vec![ids[0].clone()]]);

    write("c.jsonl", &[record(1, "KILL: Nordahl meets Lindqvist\n\nThe story is wrong.")]);
    let (out, code) = demarche(folder, &["ingest", "c.jsonl"]);
    let told = format!("withdrawn {} c.jsonl:1\n", ids[0]);
    assert!(out.starts_with(&told) && code == 0, "{out}");
    assert_eq!(witnesses(folder), Vec::<Vec<String>>::new());
}

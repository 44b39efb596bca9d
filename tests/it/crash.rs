//! kill -9 in the middle of an ingest, again and again: what was reported as stored is there, and none half.

use crate::store::check_whole;
use crate::store::dump;
use demarche::graph::Graph;
use demarche::model::id::ArticleId;
use demarche::store::reader::Reader;
use std::collections::BTreeSet;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

const ARTICLES: usize = 2_000;
const ROUNDS: usize = 20;
const PEOPLE: [(&str, &str, &str); 8] = [
    ("Foreign Minister", "Arvid Lindqvist", "Swedish"),
    ("Prime Minister", "Marta Kowalczyk", "Polish"),
    ("President", "Paolo Ferrante", "Italian"),
    ("Defence Minister", "Ingrid Halvorsen", "Norwegian"),
    ("Foreign Minister", "Kenji Moritani", "Japanese"),
    ("President", "Nikolai Baranov", "Russian"),
    ("Prime Minister", "Claire Dufresne", "French"),
    ("Foreign Minister", "Pedro Villalobos", "Spanish"),
];
const MONTHS: [&str; 6] = ["January", "February", "March", "April", "May", "June"];

/// One record a line: meetings of two of the people on the days of six months.
fn write_articles(file: &Path) {
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let (title, name, nation) = PEOPLE[number % 8];
        let (other_title, other, other_nation) = PEOPLE[(number + 1 + number / 8 % 6) % 8];
        let (month, day) = (number / 28 % 6, 1 + number % 28);
        let text = format!(
            "{nation} {title} {name} met {other_nation} {other_title} {other} in Geneva on {} {day}, 2007. \
             It was call {number} on their list.",
            MONTHS[month]
        );
        let published = format!("2007-{:02}-{day:02}", month + 1);
        let record = serde_json::json!({"id": number.to_string(), "source": "Test", "published": published, "text": text});
        lines.push_str(&format!("{record}\n"));
    }
    fs::write(file, lines).unwrap();
}

fn ingest(folder: &Path, db: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["ingest", "--db", db, "articles.jsonl"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads what the child tells and kills it after so many articles were told to be stored. Returns all it told of.
fn stored(mut child: Child, kill_after: usize) -> (Vec<ArticleId>, bool) {
    let mut stored = Vec::new();
    let mut killed = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(rest) = line.strip_prefix("stored ") {
            stored.push(ArticleId::new(rest.split(' ').next().unwrap()));
        }
        if stored.len() >= kill_after && !killed {
            child.kill().unwrap();
            killed = true;
        }
    }
    let by_itself = child.wait().unwrap().success();
    assert_ne!(killed, by_itself);
    (stored, by_itself)
}

fn check(db: &Path, told: &BTreeSet<ArticleId>) {
    let reader = Reader::open(db).unwrap();
    let graph = Graph::from_rows(reader.rows().unwrap());
    let there: BTreeSet<ArticleId> = graph.articles().map(|it| it.id.clone()).collect();
    let lost: Vec<&ArticleId> = told.difference(&there).collect();
    assert!(lost.is_empty(), "lost {lost:?}");
    assert_eq!(graph.generation(), u64::try_from(there.len()).unwrap());
    for id in &there {
        let reading = reader.reading(id).unwrap().unwrap();
        assert_eq!(reader.article(id).unwrap().unwrap(), reading.article);
        let told = graph.events_told_by(id).filter_map(|it| it.telling_of(id.as_str())).count();
        assert_eq!(told, reading.events.len(), "{id} is half there");
        for entity in &reading.entities {
            assert!(graph.entity(&entity.id).unwrap().articles.contains(id), "{id} is half there");
        }
    }
    check_whole(db);
}

#[test]
fn what_is_told_to_be_stored_survives_being_killed() {
    let folder = tempfile::tempdir().unwrap();
    write_articles(&folder.path().join("articles.jsonl"));
    let db = folder.path().join("killed.db");
    let mut told = BTreeSet::new();
    for round in 1..=ROUNDS {
        let (stored, by_itself) = stored(ingest(folder.path(), "killed.db"), 1 + round * 37 % 80);
        assert!(!by_itself, "round {round} came to its end");
        told.extend(stored);
        check(&db, &told);
    }
    let (rest, by_itself) = stored(ingest(folder.path(), "killed.db"), usize::MAX);
    assert!(by_itself);
    told.extend(rest);
    check(&db, &told);
    let whole = stored(ingest(folder.path(), "whole.db"), usize::MAX);
    assert_eq!(whole.0.len(), ARTICLES);
    assert!(dump(&db) == dump(&folder.path().join("whole.db")), "killing left a trace");
}

//! Reading everything anew: what results is what a fresh ingest gives, whatever was in the way.

use crate::merge;
use crate::store::check_whole;
use demarche::graph::Graph;
use demarche::model::delta::EventRecord;
use demarche::store::reader::Reader;
use rusqlite::Connection;
use serde_json::Value;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// Articles of the sample corpus that are read.
const ARTICLES: usize = 24;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(args);
    command
}

fn run(folder: &Path, args: &[&str]) -> String {
    let out = command(folder, args).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn graph(db: &Path) -> Graph {
    Graph::from_rows(Reader::open(db).unwrap().rows().unwrap())
}

fn check_same(a: &Graph, b: &Graph) {
    assert!(a.entities().eq(b.entities()), "entities");
    let (a_events, b_events): (Vec<&EventRecord>, Vec<&EventRecord>) =
        (a.events().collect(), b.events().collect());
    assert_eq!(a_events, b_events);
    assert!(a.disputes().eq(b.disputes()) && a.agreements().eq(b.agreements()));
    assert!(a.articles().eq(b.articles()));
    assert_eq!(a.prints().collect::<Vec<_>>(), b.prints().collect::<Vec<_>>());
}

/// Rules that know of no visits: their files are those of the project but for one.
fn write_old_rules(folder: &Path) {
    copy(Path::new("data"), folder);
    let file = folder.join("events/consult.toml");
    let rules = fs::read_to_string(&file).unwrap();
    fs::write(&file, rules.replace("\"meet\"", "\"meetx\"")).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Some articles of the sample corpus.
fn articles(folder: &Path) {
    let mut files: Vec<_> =
        fs::read_dir("data/articles").unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    fs::create_dir_all(folder).unwrap();
    for file in
        files.iter().filter(|it| it.extension().is_some_and(|it| it == "txt")).take(ARTICLES)
    {
        fs::copy(file, folder.join(file.file_name().unwrap())).unwrap();
    }
}

/// A database read by other rules, and one read by those of today.
fn prepared() -> (tempfile::TempDir, Graph) {
    let folder = tempfile::tempdir().unwrap();
    write_old_rules(&folder.path().join("rules"));
    articles(&folder.path().join("articles"));
    run(folder.path(), &["ingest", "--db", "old.db", "--data", "rules", "articles"]);
    run(folder.path(), &["ingest", "--db", "new.db", "articles"]);
    let new = graph(&folder.path().join("new.db"));
    let old = graph(&folder.path().join("old.db"));
    assert!(old.events().count() < new.events().count());
    (folder, new)
}

#[test]
fn what_is_read_anew_is_what_a_fresh_ingest_reads() {
    let (folder, new) = prepared();
    let db = folder.path().join("old.db");
    let old = graph(&db);
    let out = run(folder.path(), &["reindex", "--db", "old.db", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["articles"], ARTICLES);
    assert_eq!(told["generation"], old.generation() + 1);
    let now = graph(&db);
    check_same(&now, &new);
    check_whole(&db);
    for event in old.events() {
        let there = now.event(&event.id).is_some();
        let led = now.redirect(&event.id).and_then(|it| now.event(it)).is_some();
        let told = now.events().any(|it| it.kind == event.kind && it.evidence == event.evidence);
        assert!(there || led || !told, "{} is lost", event.id);
    }
    let left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| it.contains("reindex"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    run(folder.path(), &["reindex", "--db", "old.db"]);
    check_same(&graph(&db), &new);
}

#[test]
fn merges_outlive_reading_anew() {
    let (folder, _) = prepared();
    for db in ["old.db", "new.db"] {
        run(folder.path(), &["merge", "--db", db, "country:JPN", "country:RUS"]);
    }
    run(folder.path(), &["reindex", "--db", "old.db"]);
    let (old, new) = (graph(&folder.path().join("old.db")), graph(&folder.path().join("new.db")));
    assert!(old.merges().eq(new.merges()) && old.merges().count() == 1);
    merge::check_same(&old, &new).unwrap();
    run(folder.path(), &["split", "--db", "old.db", "country:JPN"]);
    run(folder.path(), &["split", "--db", "new.db", "country:JPN"]);
    let (old, new) = (graph(&folder.path().join("old.db")), graph(&folder.path().join("new.db")));
    merge::check_same(&old, &new).unwrap();
}

/// Articles stored by a program that kept nothing of texts count as independent until they are read again.
#[test]
fn copies_stored_before_are_found() {
    let (folder, _) = prepared();
    let copied = folder.path().join("articles/copied.txt");
    let first = fs::read_dir("data/articles").unwrap().map(|it| it.unwrap().path());
    let first = first.filter(|it| it.extension().is_some_and(|it| it == "txt")).min().unwrap();
    fs::write(&copied, fs::read_to_string(first).unwrap() + "\n\nAll rights are reserved.\n")
        .unwrap();
    run(folder.path(), &["ingest", "--db", "new.db", "articles"]);
    let db = folder.path().join("new.db");
    let new = graph(&db);
    let copies = |it: &Graph| it.prints().filter(|it| it.origin != it.article).count();
    assert_eq!(copies(&new), 1);
    Connection::open(&db).unwrap().execute("DELETE FROM text_prints", []).unwrap();
    assert_eq!(copies(&graph(&db)), 0);
    run(folder.path(), &["reindex", "--db", "new.db"]);
    let now = graph(&db);
    assert_eq!(copies(&now), 1);
    check_same(&now, &new);
    check_whole(&db);
}

/// How many articles have been read anew so far.
fn read_so_far(side: &Path) -> i64 {
    let count = |it: Connection| it.query_row("SELECT count(*) FROM readings", [], |it| it.get(0));
    if !side.exists() {
        return 0;
    }
    Connection::open(side).and_then(count).unwrap_or(0)
}

#[test]
fn a_run_that_was_killed_is_gone_on_with() {
    let (folder, new) = prepared();
    let db = folder.path().join("old.db");
    let before = graph(&db);
    let side = folder.path().join("old.db.reindex");
    let mut most = 0;
    for wait in [5, 100, 60_000, 60_000] {
        let mut child = command(folder.path(), &["reindex", "--db", "old.db"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (begin, had) = (Instant::now(), read_so_far(&side));
        // Long enough for some more articles, but not for all.
        while begin.elapsed() < Duration::from_millis(wait)
            && (wait < 1_000 || read_so_far(&side) == had)
        {
            thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let now = graph(&db);
        assert!(now == before || now.generation() > before.generation(), "half of it is there");
        check_whole(&db);
        let kept = read_so_far(&side);
        assert!(kept >= most || now.generation() > before.generation(), "what was read is lost");
        most = kept.max(most);
    }
    assert!(most > 0, "nothing was kept");
    run(folder.path(), &["reindex", "--db", "old.db"]);
    check_same(&graph(&db), &new);
    check_whole(&db);
}

/// A server on a port of its own.
struct Serving(Child, String);

impl Serving {
    fn start(folder: &Path, db: &str) -> Serving {
        let mut child = command(folder, &["serve", "--db", db, "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut lines = lines.map(Result::unwrap);
        let url = lines.find_map(|it| it.strip_prefix("listening on ").map(str::to_owned)).unwrap();
        thread::spawn(move || lines.for_each(drop));
        Serving(child, url)
    }

    fn generation(&self) -> u64 {
        let answer = ureq::get(format!("{}/health/ready", self.1)).call().unwrap();
        let answer = answer.into_body().read_to_string().unwrap();
        serde_json::from_str::<Value>(&answer).unwrap()["generation"].as_u64().unwrap()
    }
}

impl Serving {
    /// Hands in an article and gives its id.
    fn post(&self, record: &str) -> String {
        let post = ureq::post(format!("{}/v1/articles", self.1));
        let answer = post.header("content-type", "application/json").send(record).unwrap();
        assert_eq!(answer.status(), 201);
        let answer = answer.into_body().read_to_string().unwrap();
        serde_json::from_str::<Value>(&answer).unwrap()["id"].as_str().unwrap().to_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn a_server_goes_on_and_takes_what_was_read_anew() {
    let (folder, new) = prepared();
    let serving = Serving::start(folder.path(), "old.db");
    let before = serving.generation();
    let mut child = command(folder.path(), &["reindex", "--db", "old.db"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Comes while all is read anew, and is taken back afterwards.
    let late = serving.post(
        r#"{"url": "https://example.org/late", "published": "2007-10-24", "text":
        "Norwegian Foreign Minister Henrik Nordahl met Swedish Foreign Minister Arvid Lindqvist in Oslo on Tuesday."}"#,
    );
    let mut slowest = Duration::ZERO;
    while child.try_wait().unwrap().is_none() {
        let asked = Instant::now();
        assert!(serving.generation() >= before);
        slowest = slowest.max(asked.elapsed());
        thread::sleep(Duration::from_millis(20));
    }
    assert!(child.wait().unwrap().success());
    assert_eq!(serving.generation(), before + 2);
    ureq::get(format!("{}/v1/entities/person:henrik-nordahl", serving.1)).call().unwrap();
    ureq::delete(format!("{}/v1/articles/{late}", serving.1)).call().unwrap();
    assert!(slowest < Duration::from_secs(10), "{slowest:?}");
    drop(serving);
    check_same(&graph(&folder.path().join("old.db")), &new);
}

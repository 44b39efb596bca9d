//! The only writer: order, answers, and what it does with articles that cannot be read.

use crate::store::check_whole;
use crate::store::dump;
use crate::synthetic;
use demarche::article::error::Origin;
use demarche::article::raw::Layout;
use demarche::article::raw::RawArticle;
use demarche::graph::Graph;
use demarche::graph::shared::Shared;
use demarche::ingest::Ingest;
use demarche::ingest::Read;
use demarche::ingest::Ticket;
use demarche::ingest::outcome::Outcome;
use demarche::model::article::Article;
use demarche::model::id::ArticleId;
use demarche::model::reading::Reading;
use demarche::store::reader::Reader;
use demarche::store::writer::Quarantined;
use demarche::store::writer::Store;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use tempfile::TempDir;

struct Setup {
    folder: TempDir,
    shared: Arc<Shared>,
}

impl Setup {
    fn new() -> Self {
        Setup { folder: tempfile::tempdir().unwrap(), shared: Arc::default() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    fn start(&self, read: Read) -> Ingest {
        Ingest::start(Store::open(&self.path()).unwrap(), read, Arc::clone(&self.shared)).unwrap()
    }

    /// All articles through one writer that has ended when this returns.
    fn ingest(&self, articles: &[RawArticle]) -> Vec<Outcome> {
        let ingest = self.start(reading());
        let tickets: Vec<Ticket> = articles.iter().map(|it| ingest.send(it.clone())).collect();
        tickets.into_iter().map(|it| it.wait().unwrap()).collect()
    }
}

/// An article that tells what the draft of this number does; `version` varies the text.
fn raw(number: u16, version: &str) -> RawArticle {
    RawArticle {
        origin: Origin::line("articles.jsonl", usize::from(number) + 1),
        layout: Layout::Text,
        source_id: None,
        title: Some(format!("{number} {version}")),
        url: Some(format!("https://example.org/{number}")),
        source: None,
        published: Some("2007-10-23".to_owned()),
        body: format!("This is the article of the number {number}. {version}"),
    }
}

/// Reads what `raw` wrote: the number in the title makes the reading.
fn reading() -> Read {
    Box::new(|article: Article| {
        let number: u16 =
            article.title.as_deref().unwrap().split(' ').next().unwrap().parse().unwrap();
        assert_ne!(number, 666, "a reading that fails");
        let mut reading = Reading { article, ..synthetic::reading(&synthetic::numbered(number)) };
        if number == 777 {
            reading.events[0].confidence = f64::NAN;
        }
        reading
    })
}

fn check_in_step(setup: &Setup) {
    let rows = Reader::open(&setup.path()).unwrap().rows().unwrap();
    assert_eq!(*setup.shared.load(), Graph::from_rows(rows));
    check_whole(&setup.path());
}

fn quarantine(path: &Path) -> Vec<Quarantined> {
    Reader::open(path).unwrap().quarantine().unwrap()
}

fn id(outcome: &Outcome) -> ArticleId {
    let (Outcome::New(id, _) | Outcome::Changed(id, _) | Outcome::Duplicate(id)) = outcome else {
        unreachable!("{outcome:?}")
    };
    id.clone()
}

fn reason(outcome: &Outcome) -> &str {
    if let Outcome::Failed(reason) = outcome { reason } else { "" }
}

#[test]
fn twice_the_same_is_once() {
    let setup = Setup::new();
    let articles: Vec<RawArticle> = (0..300).map(|it| raw(it, "")).collect();
    let first = setup.ingest(&articles);
    for (generation, outcome) in (1..).zip(&first) {
        assert_eq!(*outcome, Outcome::New(id(outcome), generation));
    }
    check_in_step(&setup);
    let before = dump(&setup.path());
    let second = setup.ingest(&articles);
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(*second, Outcome::Duplicate(id(first)));
    }
    assert!(dump(&setup.path()) == before, "the database changed");
    let mixed: Vec<RawArticle> = articles.iter().chain(&articles).cloned().collect();
    let fresh = Setup::new();
    let answers = fresh.ingest(&mixed);
    assert_eq!(answers.iter().filter(|it| matches!(it, Outcome::New(..))).count(), 300);
    assert_eq!(answers.iter().filter(|it| matches!(it, Outcome::Duplicate(_))).count(), 300);
    assert!(dump(&fresh.path()) == before, "the same articles gave another database");
}

#[test]
fn what_cannot_be_read_is_kept_and_the_rest_goes_on() {
    let setup = Setup::new();
    let empty = RawArticle { body: "...".to_owned(), ..raw(2, "") };
    let articles = [raw(0, ""), raw(666, ""), raw(777, ""), raw(1, ""), empty];
    let outcomes = setup.ingest(&articles);
    let failed: Vec<&str> = outcomes.iter().map(reason).collect();
    assert_eq!((failed[0], failed[3]), ("", ""));
    assert!(
        failed[1].starts_with("reading it failed inside the program: assertion"),
        "{}",
        failed[1]
    );
    assert!(failed[2].starts_with("what was read contradicts the schema: "), "{}", failed[2]);
    assert_eq!(failed[4], "no text in it: not one letter");
    check_in_step(&setup);
    let kept: Vec<(String, String)> =
        quarantine(&setup.path()).into_iter().map(|it| (it.name, it.reason)).collect();
    let expected: Vec<(String, String)> =
        [(4, "articles.jsonl:3"), (1, "articles.jsonl:667"), (2, "articles.jsonl:778")]
            .map(|(place, name)| (name.to_owned(), failed[place].to_owned()))
            .to_vec();
    assert_eq!(kept, expected);
    let before = dump(&setup.path());
    assert_eq!(setup.ingest(&articles[1..2]), outcomes[1..2]);
    assert!(dump(&setup.path()) == before, "what failed again is kept twice");
    let ingest = setup.start(Box::new(|article| Reading {
        article,
        ..synthetic::reading(&synthetic::numbered(0))
    }));
    assert!(matches!(ingest.send(raw(666, "")).wait().unwrap(), Outcome::New(..)));
    drop(ingest);
    let names: Vec<String> = quarantine(&setup.path()).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["articles.jsonl:3", "articles.jsonl:778"], "what can be read now has left");
}

#[test]
fn changed_and_taken_back() {
    let setup = Setup::new();
    let articles: Vec<RawArticle> = (0..40).map(|it| raw(it, "")).collect();
    let first = setup.ingest(&articles);
    let without: Vec<RawArticle> =
        articles.iter().filter(|it| it.origin.line != Some(8)).cloned().collect();
    let plain = Setup::new();
    plain.ingest(&without);
    // In one group: changed, changed back, taken back, unknown, new again with other content.
    let ingest = setup.start(reading());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let seventh = id(&first[7]);
    let other = RawArticle { title: raw(12, "").title, ..raw(7, "") };
    let answers = runtime.block_on(async {
        tokio::join!(
            ingest.submit(other.clone()),
            ingest.submit(raw(7, "")),
            ingest.retract(seventh.clone()),
            ingest.retract(seventh.clone()),
        )
    });
    let (a, b, c, d) =
        (answers.0.unwrap(), answers.1.unwrap(), answers.2.unwrap(), answers.3.unwrap());
    assert_eq!(a, Outcome::Changed(seventh.clone(), 41));
    assert_eq!(b, Outcome::Changed(seventh.clone(), 42));
    assert_eq!(c, Outcome::Retracted(seventh.clone(), 43));
    assert_eq!(d, Outcome::Unknown(seventh.clone()));
    check_in_step(&setup);
    let (graph, expected) = (setup.shared.load(), plain.shared.load());
    let times = |graph: &Graph| {
        graph.events().map(|it| (it.time.clone(), it.evidence.clone())).collect::<Vec<_>>()
    };
    let (mut found, mut wanted) = (times(&graph), times(&expected));
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "all that only the article told is gone");
    assert_eq!(ingest.send(other).wait().unwrap(), Outcome::New(seventh, 44));
    drop(ingest);
    check_in_step(&setup);
}

#[test]
fn a_full_queue_sends_away_those_who_cannot_wait() {
    let setup = Setup::new();
    let (release, gate) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let read = reading();
    let ingest = setup.start(Box::new(move |article| {
        // Ends with the sender.
        gate.lock().unwrap().recv().unwrap_err();
        read(article)
    }));
    let tickets: Vec<Ticket> =
        (0..1024_u16).map(|it| ingest.send(raw(it % 600, "again"))).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let error = runtime.block_on(ingest.submit(raw(0, ""))).unwrap_err().to_string();
    assert_eq!(error, "too many articles are under way: hand it in again later");
    drop(release);
    let outcomes: Vec<Outcome> = tickets.into_iter().map(|it| it.wait().unwrap()).collect();
    assert_eq!(outcomes.iter().filter(|it| matches!(it, Outcome::New(..))).count(), 600);
    assert_eq!(outcomes.iter().filter(|it| matches!(it, Outcome::Duplicate(_))).count(), 424);
    check_in_step(&setup);
}

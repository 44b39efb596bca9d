//! The store: what is committed can be read again, and nothing else.

use crate::merge::graph_of;
use crate::merge::library;
use crate::synthetic;
use demarche::graph::Graph;
use demarche::merge;
use demarche::model::delta::Delta;
use demarche::model::id::ArticleId;
use demarche::model::id::EntityId;
use demarche::model::reading::Reading;
use demarche::store::reader::Reader;
use demarche::store::readers::Readers;
use demarche::store::writer::Quarantined;
use demarche::store::writer::Store;
use proptest::prelude::*;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use tempfile::TempDir;

/// A database that goes with its folder.
pub(crate) struct Fresh {
    folder: TempDir,
}

impl Fresh {
    pub(crate) fn new() -> Self {
        Fresh { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }
}

/// Commits one reading after the other, so many in one transaction.
pub(crate) fn commit(
    store: &mut Store,
    graph: &mut Graph,
    deltas: impl Iterator<Item = Box<dyn FnOnce(&Graph) -> Delta>>,
    group: usize,
) {
    let mut waiting: Vec<Delta> = Vec::new();
    let mut generation = graph.generation();
    for make in deltas {
        let delta = make(graph);
        generation += 1;
        graph.apply(&delta, generation);
        waiting.push(delta);
        if waiting.len() == group {
            assert_eq!(store.commit(&waiting).unwrap(), generation);
            waiting.clear();
        }
    }
    assert_eq!(store.commit(&waiting).unwrap(), generation);
}

pub(crate) fn merging(
    readings: &[Reading],
) -> impl Iterator<Item = Box<dyn FnOnce(&Graph) -> Delta>> {
    let make = |it: Reading| -> Box<dyn FnOnce(&Graph) -> Delta> {
        Box::new(move |graph| merge::merge(graph, it))
    };
    readings.iter().cloned().map(make)
}

pub(crate) fn readings(drafts: &[synthetic::Draft]) -> Vec<Reading> {
    drafts.iter().map(synthetic::reading).collect()
}

/// Everything that SQLite holds, as text.
pub(crate) fn dump(path: &Path) -> String {
    let connection = Connection::open(path).unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_fts*' ORDER BY name";
    let mut statement = connection.prepare(tables).unwrap();
    let tables: Vec<String> =
        statement.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect();
    let mut dump = String::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> =
                (0..columns).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
            dump.push_str(&format!("{table} {}\n", values.join(" ")));
        }
    }
    dump
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn replay_equals_load(drafts in synthetic::drafts(14), group in 1_usize..6, second in synthetic::draft(3)) {
        let fresh = Fresh::new();
        let mut store = Store::open(&fresh.path()).unwrap();
        let mut graph = Graph::default();
        let readings = readings(&drafts);
        commit(&mut store, &mut graph, merging(&readings), group);
        prop_assert_eq!(&Graph::from_rows(store.rows().unwrap()), &graph);
        let (library, others) = (library(&readings), library(&readings));
        if let Some(first) = readings.get(3).cloned() {
            // The same article with another text, then nothing of it.
            let second = synthetic::reading(&second);
            let again = second.clone();
            let change: Box<dyn FnOnce(&Graph) -> Delta> = Box::new(move |graph| merge::replace(graph, &first, second, &library));
            commit(&mut store, &mut graph, std::iter::once(change), 1);
            prop_assert_eq!(&Graph::from_rows(store.rows().unwrap()), &graph);
            let change: Box<dyn FnOnce(&Graph) -> Delta> = Box::new(move |graph| merge::retract(graph, again, &others));
            commit(&mut store, &mut graph, std::iter::once(change), 1);
            prop_assert_eq!(&Graph::from_rows(store.rows().unwrap()), &graph);
        }
        let stored: Vec<ArticleId> = graph.articles().map(|it| it.id.clone()).collect();
        let reader = Reader::open(&fresh.path()).unwrap();
        prop_assert_eq!(reader.generation().unwrap(), graph.generation());
        for reading in readings.iter().filter(|it| stored.contains(&it.article.id)) {
            prop_assert_eq!(&reader.article(&reading.article.id).unwrap().unwrap(), &reading.article);
            prop_assert_eq!(&reader.reading(&reading.article.id).unwrap().unwrap(), reading);
        }
        drop((store, reader));
        let mut reopened = Store::open(&fresh.path()).unwrap();
        prop_assert_eq!(&Graph::from_rows(reopened.rows().unwrap()), &graph);
        prop_assert_eq!(reopened.commit(&[]).unwrap(), graph.generation());
        check_whole(&fresh.path());
    }
}

/// SQLite's own checks, and those of the full text indexes against their tables.
pub(crate) fn check_whole(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |it| it.get(0)).unwrap();
    assert_eq!(check, "ok");
    let broken: i64 = connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |it| it.get(0))
        .unwrap();
    assert_eq!(broken, 0);
    for index in ["articles_fts", "names_fts"] {
        let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
        connection.execute(&sql, []).unwrap();
    }
}

/// A store of a few readings of one happening each.
pub(crate) fn small() -> (Fresh, Graph) {
    let fresh = Fresh::new();
    let mut store = Store::open(&fresh.path()).unwrap();
    let mut graph = Graph::default();
    let told = |day, place, status| synthetic::Told {
        month: 10,
        day: Some((day, 0)),
        who: vec![(0, Some(0)), (1, Some(1))],
        mode: 0,
        status,
        place: Some(place),
        part: false,
    };
    let draft = |number, events| synthetic::Draft {
        number,
        published: Some(9),
        events,
        dispute: Some((0, 1)),
        agreement: Some(1),
    };
    let drafts = [
        draft(1, vec![told(3, 0, 0)]),
        draft(2, vec![told(3, 0, 0), told(4, 1, 3)]),
        draft(3, vec![]),
    ];
    commit(&mut store, &mut graph, merging(&readings(&drafts)), 2);
    (fresh, graph)
}

#[test]
fn views_for_other_programs() {
    let (fresh, _) = small();
    let connection = Connection::open(fresh.path()).unwrap();
    let rows = [
        (
            "SELECT id, type, mode, status, earliest, places, participants, concerns, sources, known_from FROM v_events
             ORDER BY id",
            vec![
                "event:3-visit-2|CONSULT|visit|held|2007-10-03|place:town-aaa|person:p0-AAA; person:p1-BBB|dispute:islands|2|2007-10-09",
                "event:4-visit-2|CONSULT|visit|refused|2007-10-04|place:town-bbb|person:p0-AAA; person:p1-BBB|dispute:islands|1|2007-10-09",
            ],
        ),
        ("SELECT id FROM v_meetings WHERE status = 'held'", vec!["event:3-visit-2"]),
        (
            "SELECT event, name, role, on_behalf_of FROM v_participants WHERE entity = 'person:p0-AAA' ORDER BY event",
            vec![
                "event:3-visit-2|The p0-AAA|participant|country:AAA",
                "event:4-visit-2|The p0-AAA|participant|country:AAA",
            ],
        ),
        (
            "SELECT country_a, country_b, month, type, plover, status, events FROM v_dyad_month ORDER BY status",
            vec![
                "country:AAA|country:BBB|2007-10|CONSULT|CONSULT|held|1",
                "country:AAA|country:BBB|2007-10|CONSULT|REJECT|refused|1",
            ],
        ),
        (
            "SELECT kind, count(*), count(DISTINCT article), min(quote) FROM v_evidence GROUP BY kind ORDER BY kind",
            vec![
                "agreement|3|3|quote 7 of 1",
                "claim|3|3|quote 5 of 1",
                "dispute|3|3|quote 6 of 1",
                "event|3|2|quote 0 of 1",
                "state|3|3|quote 6 of 1",
            ],
        ),
        (
            "SELECT id, kind, name, country, names, articles FROM v_entities WHERE id GLOB 'person:p0*'",
            vec!["person:p0-AAA|person|The p0-AAA|country:AAA|Name 1; Name 2; The p0-AAA|2"],
        ),
    ];
    for (sql, expected) in rows {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            let number = |i| row.get::<_, i64>(i).map(|it| it.to_string());
            let text = |i| number(i).or_else(|_| row.get::<_, String>(i)).unwrap();
            Ok((0..columns).map(text).collect::<Vec<String>>().join("|"))
        };
        let found: Vec<String> =
            statement.query_map([], read).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, expected, "{sql}");
    }
}

/// No question needs to look at all rows of a table.
#[test]
fn each_question_has_an_index() {
    let (fresh, _) = small();
    let connection = Connection::open(fresh.path()).unwrap();
    let questions = [
        ("who met X", "SELECT event FROM participants WHERE entity = 'x'"),
        ("who met on behalf of X", "SELECT event FROM participants WHERE on_behalf_of = 'x'"),
        (
            "meetings of a time",
            "SELECT id FROM events WHERE type = 'CONSULT' AND earliest BETWEEN 'a' AND 'b'",
        ),
        (
            "events of a time",
            "SELECT id FROM events WHERE earliest BETWEEN 'a' AND 'b' ORDER BY earliest, id",
        ),
        ("meetings of a mode", "SELECT id FROM events WHERE mode = 'visit' ORDER BY earliest"),
        ("meetings of a status", "SELECT id FROM events WHERE status = 'held' ORDER BY earliest"),
        ("meetings at a place", "SELECT event FROM event_places WHERE place = 'x'"),
        ("events about X", "SELECT event FROM event_concerns WHERE entity = 'x'"),
        ("events known by a day", "SELECT id FROM events WHERE known_from <= 'x'"),
        ("parts of an event", "SELECT id FROM events WHERE part_of = 'x'"),
        ("evidence of an event", "SELECT quote FROM evidence WHERE event = 'x'"),
        ("evidence of a dispute", "SELECT quote FROM evidence WHERE dispute = 'x'"),
        ("evidence of an agreement", "SELECT quote FROM evidence WHERE agreement = 'x'"),
        ("facts of an article", "SELECT event FROM evidence WHERE article = 'x'"),
        ("disputes of a country", "SELECT dispute FROM dispute_parties WHERE entity = 'x'"),
        ("claims of a country", "SELECT claim FROM claims WHERE \"by\" = 'x'"),
        ("agreements of a country", "SELECT agreement FROM agreement_parties WHERE entity = 'x'"),
        ("what X signed", "SELECT agreement FROM signatories WHERE entity = 'x'"),
        ("articles on X", "SELECT article FROM entity_articles WHERE entity = 'x'"),
        ("entities in an article", "SELECT entity FROM entity_articles WHERE article = 'x'"),
        ("articles of a time", "SELECT id FROM articles WHERE published >= 'x' ORDER BY published"),
        ("an article", "SELECT text FROM articles WHERE id = 'x'"),
        ("who is called X", "SELECT entity FROM entity_names WHERE name = 'x' COLLATE NOCASE"),
        ("people by name", "SELECT id FROM entities WHERE kind = 'person' ORDER BY name"),
        ("offices of a country", "SELECT entity FROM offices WHERE \"of\" = 'x'"),
        ("events found by a rule", "SELECT event FROM evidence WHERE rule = 'x'"),
    ];
    for (question, sql) in questions {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> =
            statement.query_map([], |it| it.get(3)).unwrap().map(Result::unwrap).collect();
        let plan = plan.join("; ");
        assert!(
            plan.starts_with("SEARCH") && !plan.contains("SCAN") && !plan.contains("TEMP"),
            "{question}: {plan}"
        );
    }
}

#[test]
fn refuses_what_it_should_not_touch() {
    let fresh = Fresh::new();
    let path = fresh.path();
    let message =
        |error: Result<(), demarche::store::error::StoreError>| error.unwrap_err().to_string();
    let open = |path: &Path| Store::open(path).map(drop);
    assert!(message(Reader::open(&path).map(drop)).starts_with("there is no database at"));
    let store = Store::open(&path).unwrap();
    assert!(message(open(&path)).starts_with("another process writes to"));
    drop(store);
    let foreign = fresh.folder.path().join("foreign.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE x (y); PRAGMA application_id = 7")
        .unwrap();
    assert!(message(open(&foreign)).contains("a database of another program"));
    assert!(message(Reader::open(&foreign).map(drop)).contains("a database of another program"));
    let unmarked = fresh.folder.path().join("unmarked.db");
    Connection::open(&unmarked).unwrap().execute_batch("CREATE TABLE x (y)").unwrap();
    assert!(message(open(&unmarked)).contains("a database of another program"));
    let noise = fresh.folder.path().join("noise.db");
    fs::write(&noise, vec![7; 5000]).unwrap();
    assert!(message(open(&noise)).contains("file is not a database"));
    assert!(message(open(&fresh.folder.path().join("no/folder.db"))).starts_with("cannot lock"));
}

#[test]
fn a_reader_cannot_write() {
    let (fresh, _) = small();
    let before = dump(&fresh.path());
    let reader = Reader::open(&fresh.path()).unwrap();
    assert_eq!(reader.quarantine().unwrap(), []);
    let item =
        Quarantined { name: "a.txt".to_owned(), reason: "why".to_owned(), raw: vec![0, 255] };
    let mut store = Store::open(&fresh.path()).unwrap();
    assert_eq!(dump(&fresh.path()), before);
    store.quarantine(&[item.clone(), item.clone()]).unwrap();
    store.quarantine(std::slice::from_ref(&item)).unwrap();
    assert_eq!(reader.quarantine().unwrap(), [item]);
}

#[test]
fn a_delta_that_contradicts_the_schema_changes_nothing() {
    let (fresh, graph) = small();
    let before = dump(&fresh.path());
    let mut store = Store::open(&fresh.path()).unwrap();
    let draft = synthetic::Draft {
        number: 9,
        published: None,
        events: vec![],
        dispute: Some((0, 1)),
        agreement: None,
    };
    let good = merge::merge(&graph, synthetic::reading(&draft));
    let mut bad = good.clone();
    bad.disputes[0].parties.push(EntityId::new("country:nowhere"));
    let error = store.commit(&[good.clone(), bad]).unwrap_err();
    assert!(error.is_constraint() && !error.outcome_unknown(), "{error}");
    assert_eq!(dump(&fresh.path()), before);
    assert_eq!(store.commit(&[good]).unwrap(), graph.generation() + 1);
}

#[test]
fn readers_answer_many_at_once() {
    let (fresh, graph) = small();
    let readers = Readers::open(&fresh.path(), 3).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let generation = graph.generation();
    runtime.block_on(async {
        let mut answers = tokio::task::JoinSet::new();
        for _ in 0..200 {
            let readers = readers.clone();
            answers.spawn(async move { readers.run(|it| it.generation()).await.unwrap() });
        }
        assert_eq!(answers.join_all().await, vec![generation; 200]);
        let failed = readers.run::<()>(|_| panic!("a question that fails")).await.unwrap_err();
        assert_eq!(
            failed.to_string(),
            "a question to the database failed inside the program: please report it"
        );
        assert_eq!(readers.run(|it| it.generation()).await.unwrap(), generation);
    });
}

#[test]
fn the_graph_of_the_whole_is_the_graph_of_the_parts() {
    let (fresh, graph) = small();
    let reader = Reader::open(&fresh.path()).unwrap();
    let ids: Vec<ArticleId> = graph.articles().map(|it| it.id.clone()).collect();
    let mut all: Vec<Reading> = ids.iter().map(|it| reader.reading(it).unwrap().unwrap()).collect();
    all.sort_by(|a, b| a.article.title.cmp(&b.article.title));
    assert_eq!(graph_of(&all), graph);
}

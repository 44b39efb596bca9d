//! Articles come, come again, change and go, entities are merged and split, in any order: the graph that readers see, the
//! rows of the store, the replay of all changes and a graph built from the articles alone are one and the same.
//! `DEMARCHE_CASES` says how many cases are tried.

use crate::merge::check_same;
use crate::store::check_whole;
use crate::synthetic;
use crate::synthetic::Draft;
use demarche::article::error::Origin;
use demarche::article::parse;
use demarche::article::raw::Layout;
use demarche::article::raw::RawArticle;
use demarche::graph::Graph;
use demarche::graph::shared::Shared;
use demarche::ingest::Ingest;
use demarche::ingest::Read;
use demarche::ingest::Ticket;
use demarche::ingest::reindex;
use demarche::merge;
use demarche::merge::identity;
use demarche::merge::identity::Identity;
use demarche::model::article::Article;
use demarche::model::delta::Delta;
use demarche::model::delta::Merge;
use demarche::model::id::ArticleId;
use demarche::model::id::EntityId;
use demarche::model::reading::Reading;
use demarche::store::reader::Reader;
use demarche::store::writer::Store;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cases in an ordinary run.
const CASES: u32 = 32;
const ENTITIES: [&str; 11] = [
    "person:p0-AAA",
    "person:p1-AAA",
    "person:p0-BBB",
    "person:p1-BBB",
    "person:p0-CCC",
    "country:AAA",
    "country:BBB",
    "country:DDD",
    "place:town-aaa",
    "place:town-bbb",
    "dispute:islands",
];

#[derive(Debug, Clone)]
enum Step {
    /// The article of this number comes with the words of this draft: new, the same again, or corrected.
    Come(u8, usize),
    Go(u8),
    Merge(usize, usize),
    Split(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let entity = 0..ENTITIES.len();
    prop_oneof![
        8 => (0_u8..9, 0_usize..100).prop_map(|(article, draft)| Step::Come(article, draft)),
        2 => (0_u8..9).prop_map(Step::Go),
        2 => (entity.clone(), entity.clone()).prop_map(|(from, to)| Step::Merge(from, to)),
        1 => entity.prop_map(Step::Split),
    ]
}

fn id(entity: usize) -> EntityId {
    EntityId::new(ENTITIES[entity])
}

fn raw(article: u8, draft: usize) -> RawArticle {
    RawArticle {
        origin: Origin::line("articles.jsonl", usize::from(article) + 1),
        layout: Layout::Text,
        source_id: None,
        title: Some(draft.to_string()),
        url: Some(format!("https://example.org/{article}")),
        source: None,
        published: None,
        body: body(draft),
    }
}

/// Of some drafts the text is a copy of the next one's and of the one's before, but not of those farther off.
fn body(draft: usize) -> String {
    match draft % 10 {
        part @ 0..6 => (10 * part..10 * part + 40).map(|it| format!("w{it} ")).collect(),
        _ => format!("The words of draft {draft}."),
    }
}

/// What is read in an article: its title is the number of a draft.
fn read(drafts: &[Draft], article: Article) -> Reading {
    let number: usize = article.title.as_deref().unwrap().parse().unwrap();
    Reading { article, ..synthetic::reading(&drafts[number % drafts.len()]) }
}

/// The same steps without store and threads: the graph, and every change on the way.
#[derive(Default)]
struct Alone {
    graph: Graph,
    readings: BTreeMap<ArticleId, Reading>,
    deltas: Vec<Delta>,
}

impl Alone {
    fn take(&mut self, drafts: &[Draft], step: &Step) {
        let library = |id: &ArticleId| self.readings.get(id).cloned();
        let delta = match step {
            Step::Come(article, draft) => {
                let article = parse::parse(&raw(*article, *draft)).unwrap();
                let reading = read(drafts, article);
                let before = self.readings.get(&reading.article.id);
                if before.is_some_and(|it| it.article == reading.article) {
                    return;
                }
                let delta = match before {
                    Some(before) => merge::replace(&self.graph, before, reading.clone(), &library),
                    None => merge::merge(&self.graph, reading.clone()),
                };
                self.readings.insert(reading.article.id.clone(), reading);
                delta
            }
            Step::Go(article) => {
                let article = parse::parse(&raw(*article, 0)).unwrap().id;
                let Some(reading) = self.readings.get(&article).cloned() else { return };
                let delta = merge::retract(&self.graph, reading, &library);
                self.readings.remove(&article);
                delta
            }
            Step::Merge(from, to) => {
                let said = Identity::Same(Merge { from: id(*from), to: id(*to) });
                let Ok(delta) = identity::change(&self.graph, &said, &library) else { return };
                delta
            }
            Step::Split(entity) => {
                let said = Identity::Apart(id(*entity));
                let Ok(delta) = identity::change(&self.graph, &said, &library) else { return };
                delta
            }
        };
        self.graph.apply(&delta, self.graph.generation() + 1);
        self.deltas.push(delta);
    }
}

fn hand_in(ingest: &Ingest, step: &Step) -> Ticket {
    match step {
        Step::Come(article, draft) => ingest.send(raw(*article, *draft)),
        Step::Go(article) => ingest.take_back(parse::parse(&raw(*article, 0)).unwrap().id),
        Step::Merge(from, to) => ingest.merge(Merge { from: id(*from), to: id(*to) }),
        Step::Split(entity) => ingest.split(id(*entity)),
    }
}

/// A graph of the articles alone, in the order of their ids, and of what was said of entities.
fn rebuilt(reader: &Reader, merges: &Graph) -> Graph {
    let mut graph = Graph::default();
    let said = Delta { merges: merges.merges().cloned().collect(), ..Delta::default() };
    graph.apply(&said, 0);
    for article in merges.articles() {
        let reading = reader.reading(&article.id).unwrap().unwrap();
        let delta = merge::merge(&graph, reading);
        graph.apply(&delta, graph.generation() + 1);
    }
    graph
}

fn reading(drafts: &[Draft]) -> Read {
    let drafts = drafts.to_vec();
    Box::new(move |article| read(&drafts, article))
}

/// Everything is read anew after so many steps, while those that came before may yet be under way.
fn check_reindexed(drafts: &[Draft], steps: &[Step], after: usize) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let shared: Arc<Shared> = Arc::default();
    let store = Store::open(&path).unwrap();
    let ingest = Ingest::start(store, reading(drafts), Arc::clone(&shared)).unwrap();
    let mut tickets: Vec<Ticket> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        if number == after {
            reindex::read_all(&path, "synthetic", &reading(drafts), &|_, _| {}).unwrap();
        }
        if number == after + 1 {
            tickets.push(ingest.swap());
        }
        tickets.push(hand_in(&ingest, step));
    }
    for ticket in tickets {
        ticket.wait().unwrap();
    }
    drop(ingest);
    let (graph, reader) = (shared.load(), Reader::open(&path).unwrap());
    prop_assert_eq!(&*graph, &Graph::from_rows(reader.rows().unwrap()), "graph and store");
    check_same(&graph, &rebuilt(&reader, &graph))?;
    check_whole(&path);
    Ok(())
}

fn check(drafts: &[Draft], steps: &[Step]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let shared: Arc<Shared> = Arc::default();
    let store = Store::open(&path).unwrap();
    let ingest = Ingest::start(store, reading(drafts), Arc::clone(&shared)).unwrap();
    let tickets: Vec<Ticket> = steps.iter().map(|it| hand_in(&ingest, it)).collect();
    for ticket in tickets {
        ticket.wait().unwrap();
    }
    drop(ingest);
    let graph = shared.load();
    let reader = Reader::open(&path).unwrap();
    prop_assert_eq!(&*graph, &Graph::from_rows(reader.rows().unwrap()), "graph and store");

    let mut alone = Alone::default();
    steps.iter().for_each(|it| alone.take(drafts, it));
    prop_assert_eq!(&*graph, &alone.graph, "with and without store");
    let mut replayed = Graph::default();
    for (generation, delta) in (1..).zip(&alone.deltas) {
        replayed.apply(delta, generation);
    }
    prop_assert_eq!(&*graph, &replayed, "graph and replay");
    let changes = reader.changes(0, 1000).unwrap();
    let told: Vec<u64> = changes.iter().map(|it| it.generation).collect();
    prop_assert_eq!(told, (1..=graph.generation()).collect::<Vec<u64>>());

    let rebuilt = rebuilt(&reader, &graph);
    check_same(&graph, &rebuilt)?;
    prop_assert!(graph.merges().eq(rebuilt.merges()));
    for id in graph.merges().map(|it| &it.from) {
        prop_assert!(graph.entity(id).is_none() && graph.events_of(id).next().is_none(), "{}", id);
    }
    check_whole(&path);
    Ok(())
}

fn cases() -> u32 {
    let given = std::env::var_os("DEMARCHE_CASES").and_then(|it| it.to_str()?.parse().ok());
    given.unwrap_or(CASES)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn graph_store_replay_and_rebuild_are_one(
        drafts in synthetic::drafts(24).prop_filter("none", |it| !it.is_empty()),
        steps in proptest::collection::vec(step(), 1..30),
    ) {
        check(&drafts, &steps)?;
    }

    #[test]
    fn reading_all_anew_on_the_way_changes_nothing(
        drafts in synthetic::drafts(24).prop_filter("none", |it| !it.is_empty()),
        steps in proptest::collection::vec(step(), 4..30),
        after in 0_usize..28,
    ) {
        check_reindexed(&drafts, &steps, after % (steps.len() - 1))?;
    }
}

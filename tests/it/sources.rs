//! Copies of one text are one source, whatever the order in which they come, and still are after a restart.

use crate::merge::check_same;
use crate::merge::events;
use crate::merge::graph_of;
use crate::merge::library;
use crate::store::Fresh;
use crate::store::commit;
use crate::store::merging;
use crate::synthetic;
use demarche::graph::Graph;
use demarche::knowledge::Knowledge;
use demarche::merge;
use demarche::model::article::Article;
use demarche::model::id::ArticleId;
use demarche::model::reading::Reading;
use demarche::pipeline;
use demarche::store::writer::Store;
use proptest::prelude::*;
use rusqlite::Connection;

const DISPATCH: &str = "Arvanian Foreign Minister Ana Duarte met her Beskethi counterpart Mirel Osk in Vienna on \
    Tuesday. The ministers spoke for two hours about the reopening of the border bridge at Lorn, which has been shut \
    for two years, and about the eleven fishermen who are held in the harbour of Beskar since April. A joint paper \
    was not signed, officials of both sides said, but engineers are to look at the pillars of the bridge before the \
    end of the month. The price of timber, which has fallen by a tenth since the spring, was no subject of the talks.";
const OTHER: &str = "After a long night in Vienna the mood has changed. On 18 January the Beskethi foreign minister, \
    Mirel Osk, held talks with Foreign Minister Ana Duarte of Arvania, and both came out smiling. What was said about \
    the fish is not known; about the bridge they seem to agree.";

fn article(number: usize, text: String) -> Article {
    Article {
        id: ArticleId::new(format!("article:{:016x}", number * 7_919 % 65_536)),
        source_id: None,
        title: None,
        published: Some(format!("2022-01-{:02}", 19 + number % 3)),
        source: Some(format!("Paper {number}")),
        url: None,
        language: Some("en".to_owned()),
        dateline: None,
        text,
    }
}

/// As papers print a dispatch: whole, cut at the end, with a word changed, with a line of their own before or after it.
fn reprint(number: usize) -> String {
    let half = DISPATCH.split(" A joint paper").next().unwrap().to_owned();
    match number % 5 {
        0 => DISPATCH.to_owned(),
        1 => half,
        2 => DISPATCH.replace("two hours", "a few hours").replace("the spring", "March"),
        3 => format!("News of the day, collected for our readers by the desk in town. {DISPATCH}"),
        _ => format!("{DISPATCH} Copy number {number} of this paper costs nothing."),
    }
}

#[test]
fn a_hundred_reprints_are_one_source() {
    let knowledge = Knowledge::load_with_examples().unwrap();
    let read = |it: Article| pipeline::read_article(it, &knowledge);
    let readings: Vec<Reading> = (0..100).map(|it| read(article(it, reprint(it)))).collect();
    let (fresh, mut graph) = (Fresh::new(), Graph::default());
    let mut store = Store::open(&fresh.path()).unwrap();
    commit(&mut store, &mut graph, merging(&readings), 16);
    let check = |graph: &Graph, articles, sources| {
        let [event] = graph.events().collect::<Vec<_>>()[..] else {
            panic!("one event, not {}", graph.events().count())
        };
        let told = event.evidence.iter().map(|it| &it.article);
        assert_eq!((event.evidence.len(), graph.sources(told)), (articles, sources));
        event.confidence
    };
    let surest = readings.iter().flat_map(|it| &it.events).map(|it| it.confidence);
    let surest = surest.fold(0.0, f64::max);
    let alone = check(&graph, 100, 1);
    assert!((alone - surest).abs() < 1e-12, "{alone} {surest}");

    let graph_again = Graph::from_rows(store.rows().unwrap());
    assert!(graph_again == graph, "the store gives the same graph");
    let mut graph = graph_again;
    let other = read(article(100, OTHER.to_owned()));
    let second = other.events.first().unwrap().confidence;
    commit(&mut store, &mut graph, merging(&[other]), 1);
    let both = check(&graph, 101, 2);
    let expected = (1.0 - (1.0 - surest) * (1.0 - second)).min(0.99);
    assert!((both - expected).abs() < 1e-12, "{both} {expected}");
    let connection = Connection::open(fresh.path()).unwrap();
    let sources: i64 =
        connection.query_row("SELECT sources FROM v_events", [], |row| row.get(0)).unwrap();
    assert_eq!(sources, 2, "the view for other programs tells the same");
}

/// Texts of which some are copies, the longest of them linking two that are none of each other.
fn text(choice: u8) -> String {
    let words = |from: usize, to: usize| {
        (from..to).map(|it| format!("w{it} v{}", it % 53)).collect::<Vec<String>>().join(" ")
    };
    match choice % 6 {
        0 => words(0, 60),
        1 => words(40, 100),
        2 => words(0, 100),
        3 => words(200, 260),
        4 => words(200, 230),
        _ => words(300, 360),
    }
}

fn with_texts(drafts: &[synthetic::Draft], choices: &[u8]) -> Vec<Reading> {
    let reading = |(draft, choice): (&synthetic::Draft, &u8)| {
        let mut reading = synthetic::reading(draft);
        reading.article.text = text(*choice);
        reading
    };
    drafts.iter().zip(choices).map(reading).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn copies_in_any_order(
        drafts in synthetic::drafts(10),
        choices in proptest::collection::vec(0_u8..6, 10),
        order in Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle(),
        other in 0_u8..6,
    ) {
        let readings = with_texts(&drafts, &choices);
        let shuffled = order.iter().filter_map(|it| readings.get(*it));
        let graph = graph_of(&readings);
        check_same(&graph, &graph_of(shuffled))?;
        let Some((first, rest)) = readings.split_first() else { return Ok(()) };
        let (without, library) = (graph_of(rest), library(&readings));
        let mut left = graph.clone();
        left.apply(&merge::retract(&graph, first.clone(), &library), graph.generation() + 1);
        prop_assert_eq!(events(&left), events(&without));
        prop_assert!(left.prints().eq(without.prints()));
        let mut anew = first.clone();
        anew.article.text = text(other);
        let mut replaced = graph.clone();
        let delta = merge::replace(&graph, first, anew.clone(), &library);
        replaced.apply(&delta, graph.generation() + 1);
        let direct = graph_of(rest.iter().chain([&anew]));
        prop_assert_eq!(events(&replaced), events(&direct));
        prop_assert!(replaced.prints().eq(direct.prints()));
    }
}

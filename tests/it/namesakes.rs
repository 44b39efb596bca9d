//! The same name in several articles: one person for one country, two for two, in whatever order they come.

use demarche::article::error::Origin;
use demarche::article::raw::Layout;
use demarche::article::raw::RawArticle;
use demarche::graph::shared::Shared;
use demarche::ingest::Ingest;
use demarche::ingest::by_knowledge;
use demarche::knowledge::Knowledge;
use demarche::store::writer::Store;
use std::sync::Arc;

const TEXTS: &[&str] = &[
    "Jordanian Foreign Minister Ali Hassan met Bulgarian President Petar Stoykov in Sofia on Friday.",
    "Petar Stoykov, the Bulgarian president, received Egyptian Prime Minister Ali Hassan in Sofia on Sunday.",
    "Ali Hassan, the foreign minister of Jordan, flew home. He said the talks had gone well.",
    "Bulgarian Foreign Minister Sergei Lavrov met Russian Foreign Minister Sergei Lavrov in Moscow.",
];

fn raw(number: usize, text: &str) -> RawArticle {
    RawArticle {
        origin: Origin::line("articles.jsonl", number + 1),
        layout: Layout::Text,
        source_id: None,
        title: None,
        url: Some(format!("https://example.org/{number}")),
        source: None,
        published: Some("2012-05-15".to_owned()),
        body: text.to_owned(),
    }
}

/// Name, country and number of articles of each person, sorted.
fn people(order: &[usize], knowledge: &Arc<Knowledge>) -> Vec<(String, String, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let shared: Arc<Shared> = Arc::default();
    let store = Store::open(&folder.path().join("test.db")).unwrap();
    let ingest =
        Ingest::start(store, by_knowledge(Arc::clone(knowledge)), Arc::clone(&shared)).unwrap();
    for number in order {
        ingest.send(raw(*number, TEXTS[*number])).wait().unwrap();
    }
    let graph = shared.load();
    let persons = graph.entities().filter(|it| it.id.as_str().starts_with("person:"));
    let mut people: Vec<(String, String, usize)> = persons
        .map(|it| {
            assert!(!it.id.as_str().contains('~'), "{}", it.id);
            let country = it.country.as_ref().map_or("-", |it| it.local());
            (it.name.clone(), country.to_owned(), it.articles.len())
        })
        .collect();
    people.sort();
    people
}

#[test]
fn one_name_and_two_countries_are_two_people() {
    let knowledge = Arc::new(Knowledge::load().unwrap());
    let want = [
        ("Ali Hassan", "EGY", 1),
        ("Ali Hassan", "JOR", 2),
        ("Petar Stoykov", "BGR", 2),
        ("Sergei Lavrov", "BGR", 1),
        ("Sergei Lavrov", "RUS", 1),
    ]
    .map(|(name, country, articles)| (name.to_owned(), country.to_owned(), articles));
    for order in [[0, 1, 2, 3], [1, 0, 3, 2], [2, 1, 0, 3], [3, 1, 2, 0]] {
        assert_eq!(people(&order, &knowledge), want, "{order:?}");
    }
}

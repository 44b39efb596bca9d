//! Merging: what results does not depend on order, and what is taken back leaves no trace.

use crate::synthetic;
use demarche::graph::Graph;
use demarche::merge;
use demarche::model::code::Status;
use demarche::model::delta::EventRecord;
use demarche::model::id::ArticleId;
use demarche::model::id::EntityId;
use demarche::model::id::EventId;
use demarche::model::reading::Reading;
use demarche::model::time::Time;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The graph of readings that come one after the other.
pub(crate) fn graph_of<'a>(readings: impl IntoIterator<Item = &'a Reading>) -> Graph {
    let mut graph = Graph::default();
    for reading in readings {
        let delta = merge::merge(&graph, reading.clone());
        graph.apply(&delta, graph.generation() + 1);
    }
    graph
}

/// What each of these articles says.
pub(crate) fn library(readings: &[Reading]) -> impl Fn(&ArticleId) -> Option<Reading> + use<> {
    let all: BTreeMap<ArticleId, Reading> =
        readings.iter().map(|it| (it.article.id.clone(), it.clone())).collect();
    move |id| all.get(id).cloned()
}

/// All events with their ids replaced by what is told of them.
pub(crate) fn events(graph: &Graph) -> Vec<EventRecord> {
    let name = |event: &EventRecord| {
        let told: Vec<String> =
            event.tellings.iter().map(|it| format!("{} {}", it.article, it.ordinal)).collect();
        EventId::new(told.join(", "))
    };
    let names: BTreeMap<&EventId, EventId> = graph.events().map(|it| (&it.id, name(it))).collect();
    let renamed = |event: &EventRecord| EventRecord {
        id: name(event),
        part_of: event.part_of.as_ref().map(|it| names.get(it).unwrap().clone()),
        ..event.clone()
    };
    let mut events: Vec<EventRecord> = graph.events().map(renamed).collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}

/// Fails at the first difference, ids of events aside.
pub(crate) fn check_same(a: &Graph, b: &Graph) -> Result<(), TestCaseError> {
    prop_assert_eq!(events(a), events(b));
    prop_assert_eq!(a.entities().collect::<Vec<_>>(), b.entities().collect::<Vec<_>>());
    prop_assert_eq!(a.disputes().collect::<Vec<_>>(), b.disputes().collect::<Vec<_>>());
    prop_assert_eq!(a.agreements().collect::<Vec<_>>(), b.agreements().collect::<Vec<_>>());
    prop_assert_eq!(a.articles().collect::<Vec<_>>(), b.articles().collect::<Vec<_>>());
    prop_assert_eq!(a.prints().collect::<Vec<_>>(), b.prints().collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_articles_does_not_matter(
        (drafts, shuffled) in synthetic::drafts(14).prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle()))
    ) {
        let readings = |drafts: &[synthetic::Draft]| drafts.iter().map(synthetic::reading).collect::<Vec<_>>();
        check_same(&graph_of(&readings(&drafts)), &graph_of(&readings(&shuffled)))?;
    }

    #[test]
    fn what_is_taken_back_is_gone(drafts in synthetic::drafts(12), extra in synthetic::draft(500)) {
        let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
        let extra = synthetic::reading(&extra);
        let without = graph_of(&readings);
        let mut graph = graph_of(readings.iter().take(6).chain([&extra]).chain(readings.iter().skip(6)));
        let delta = merge::retract(&graph, extra, &library(&readings));
        graph.apply(&delta, graph.generation() + 1);
        check_same(&graph, &without)?;
    }

    #[test]
    fn what_is_read_anew_replaces(drafts in synthetic::drafts(12), first in synthetic::draft(500), second in synthetic::draft(500)) {
        let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
        let (first, second) = (synthetic::reading(&first), synthetic::reading(&second));
        let mut graph = graph_of(readings.iter().take(6).chain([&first]).chain(readings.iter().skip(6)));
        let delta = merge::replace(&graph, &first, second.clone(), &library(&readings));
        graph.apply(&delta, graph.generation() + 1);
        let direct = graph_of(readings.iter().chain([&second]));
        check_same(&graph, &direct)?;
    }
}

/// The same visit, told as planned by one article, with the day by another and by the countries alone by a third.
#[test]
fn three_articles_tell_of_one_visit() {
    let told = |day, who: &[(u8, Option<u8>)], mode, status, place| synthetic::Told {
        month: 10,
        day: Some(day),
        who: who.to_vec(),
        mode,
        status,
        place,
        part: false,
    };
    let draft = |number, published, event| synthetic::Draft {
        number,
        published: Some(published),
        events: vec![event],
        dispute: None,
        agreement: None,
    };
    let people = [(0, Some(0)), (1, Some(1))];
    let drafts = [
        draft(1, 1, told((3, 4), &people, 1, 1, Some(2))),
        draft(2, 6, told((5, 0), &people, 0, 0, Some(0))),
        draft(3, 7, told((4, 3), &[(0, None), (1, None)], 0, 0, None)),
    ];
    let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
    let graph = graph_of(&readings);
    let [event] = graph.events().collect::<Vec<_>>()[..] else { panic!("one event") };
    assert_eq!(event.id, readings[0].events[0].id, "the id of the first commit stays");
    assert_eq!(event.status, Status::Held);
    assert_eq!(event.mode.as_deref(), Some("visit"));
    let told = Some("on that day".to_owned());
    assert_eq!(event.time, Some(Time { text: told, ..synthetic::time(10, 5, 0) }));
    assert_eq!(event.places, [EntityId::new("place:town-aaa")]);
    let who: Vec<&str> = event.participants.iter().map(|it| it.entity.as_str()).collect();
    assert_eq!(who, ["person:p0-AAA", "person:p1-BBB"]);
    assert_eq!(event.known_from.as_deref(), Some("2007-10-01"));
    let articles = event.evidence.iter().map(|it| &it.article);
    assert_eq!((graph.sources(articles), event.evidence.len()), (3, 3));
    // 1 - (1 - 0.55)(1 - 0.5)(1 - 0.5)
    assert!((event.confidence - 0.8875).abs() < 1e-12, "{}", event.confidence);
}

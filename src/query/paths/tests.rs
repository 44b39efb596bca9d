use super::*;
use crate::graph::sample;
use crate::model::delta::Rows;
use crate::query::names::earliest;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

const PERSONS: [&str; 6] = ["person:a", "person:b", "person:c", "person:d", "person:e", "person:f"];

/// A day and who met on it.
type Meeting = (Option<u8>, Vec<&'static str>);

fn graph(meetings: &[Meeting]) -> Graph {
    let event = |(number, (day, who)): (usize, &Meeting)| {
        let day = day.map(|it| format!("2007-01-0{it}"));
        let who: Vec<(&str, &str)> = who.iter().map(|it| (*it, "")).collect();
        sample::event(&format!("{number}"), day.as_deref(), &who)
    };
    Graph::from_rows(Rows {
        entities: PERSONS.iter().map(|it| sample::entity(it)).collect(),
        events: meetings.iter().enumerate().map(event).collect(),
        ..Rows::default()
    })
}

fn question(ends: [&str; 2], via: &[&str], time_respecting: bool) -> Question {
    let [from, to] = ends.map(EntityId::new);
    Question {
        from,
        to,
        k: None,
        max_length: 5,
        via: via.iter().map(|it| EntityId::new(*it)).collect(),
        time_respecting,
        filter: Filter::default(),
        page: Page { limit: 1000, after: None },
    }
}

/// The entities of a chain.
fn entities(path: &Path) -> Vec<String> {
    let first = path.hops.first().map(|it| it.from);
    first.into_iter().chain(path.hops.iter().map(|it| it.to)).map(ToString::to_string).collect()
}

fn chains(list: &List<Path>) -> Vec<String> {
    let short = |it: &Path| entities(it).concat().replace("person:", "");
    list.items.iter().map(short).collect()
}

/// All pages, one after another; the budget is for one page.
fn all_pages(graph: &Graph, question: &Question, edges: u64) -> Vec<Vec<String>> {
    let mut question = question.clone();
    let mut found = Vec::new();
    for _ in 0..10_000 {
        let list = ask(graph, &question, &mut Budget::new(edges)).unwrap();
        found.extend(list.items.iter().map(entities));
        assert!(list.next.is_some() || list.truncated.is_none(), "cut without a way to go on");
        let Some(next) = list.next else { return found };
        question.page.after = Some(Cursor::decode(&next.encode()).unwrap().key);
    }
    panic!("the pages do not end");
}

/// Every order of some persons between the ends for which some choice of meetings is a chain, shortest first.
fn naive(meetings: &[Meeting], question: &Question) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut open: Vec<Vec<String>> = vec![vec![question.from.to_string()]];
    while let Some(chain) = open.pop() {
        let last = chain.last().unwrap();
        if *last == question.to.as_str() {
            let passes = question.via.iter().all(|via| chain.contains(&via.to_string()));
            if passes && has_meetings(meetings, &chain, &mut Vec::new(), question.time_respecting) {
                found.push(chain);
            }
        } else if chain.len() <= question.max_length {
            let next = PERSONS.iter().filter(|it| !chain.iter().any(|had| had == *it));
            open.extend(next.map(|it| [chain.clone(), vec![(*it).to_owned()]].concat()));
        }
    }
    found.sort_by_key(|it| (it.len(), it.clone()));
    found
}

fn has_meetings(
    meetings: &[Meeting],
    chain: &[String],
    chosen: &mut Vec<usize>,
    in_time: bool,
) -> bool {
    let Some([a, b]) = chain.get(chosen.len()..chosen.len() + 2) else { return true };
    let before = chosen.last().and_then(|it| meetings[*it].0).unwrap_or(0);
    (0..meetings.len()).any(|number| {
        let (day, who) = &meetings[number];
        let both = who.iter().any(|it| it == a) && who.iter().any(|it| it == b);
        let follows = !in_time || day.is_some_and(|it| it >= before);
        if !both || !follows || chosen.contains(&number) {
            return false;
        }
        chosen.push(number);
        let found = has_meetings(meetings, chain, chosen, in_time);
        chosen.pop();
        found
    })
}

fn some_meetings() -> impl Strategy<Value = Vec<Meeting>> {
    vec((proptest::option::weighted(0.9, 1..6_u8), subsequence(PERSONS.to_vec(), 2..4)), 1..9)
}

proptest! {
    #[test]
    fn are_those_of_a_naive_search(meetings in some_meetings(), via in subsequence(PERSONS.to_vec(), 0..3), in_time: bool) {
        let graph = graph(&meetings);
        let question = question(["person:a", "person:b"], &via, in_time);
        let expected = naive(&meetings, &question);
        let list = ask(&graph, &question, &mut Budget::default()).unwrap();
        prop_assert_eq!(list.items.iter().map(entities).collect::<Vec<_>>(), &expected[..]);
        for path in &list.items {
            let path = path.told(&graph).unwrap();
            let events: Vec<_> = path.hops.iter().map(|it| &it.event).collect();
            let mut ids: Vec<_> = events.iter().map(|it| &it.id).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), events.len());
            let days: Vec<_> = events.iter().map(|it| earliest(it)).collect();
            prop_assert!(!in_time || (days.is_sorted() && days.iter().all(Option::is_some)));
            for hop in &path.hops {
                let takes_part = |id: &EntityId| hop.event.participants.iter().any(|it| it.entity == *id);
                prop_assert!(takes_part(hop.from) && takes_part(hop.to));
            }
        }
        let first = Question { k: Some(3), ..question.clone() };
        let list = ask(&graph, &first, &mut Budget::default()).unwrap();
        let three: Vec<_> = expected.iter().take(3).cloned().collect();
        prop_assert_eq!(list.items.iter().map(entities).collect::<Vec<_>>(), three);
        prop_assert_eq!(list.next, None);
    }

    #[test]
    fn pages_and_spent_budgets_come_to_the_same(
        meetings in some_meetings(), in_time: bool, limit in 1..4_usize, edges in 600..3000_u64, k in proptest::option::of(1..6_usize),
    ) {
        let graph = graph(&meetings);
        let whole = question(["person:a", "person:b"], &[], in_time);
        let all = ask(&graph, &whole, &mut Budget::default()).unwrap();
        let expected: Vec<_> = all.items.iter().map(entities).take(k.unwrap_or(usize::MAX)).collect();
        let paged = Question { k, page: Page { limit, after: None }, ..whole.clone() };
        prop_assert_eq!(&all_pages(&graph, &paged, 2_000_000), &expected);
        prop_assert_eq!(&all_pages(&graph, &Question { k, ..whole }, edges), &expected);
        prop_assert_eq!(all_pages(&graph, &paged, edges), expected);
    }
}

#[test]
fn time_runs_one_way() {
    let graph = sample::chain();
    let rows = [
        (["person:a", "person:c"], false, "abc"),
        (["person:a", "person:c"], true, ""),
        (["person:c", "person:a"], true, "cba"),
        (["person:a", "person:d"], false, "abcd"),
        // Nobody knows when c met d.
        (["person:d", "person:a"], true, ""),
    ];
    for (ends, in_time, expected) in rows {
        let question = question(ends, &[], in_time);
        let list = ask(&graph, &question, &mut Budget::default()).unwrap();
        assert_eq!(chains(&list).join(" "), expected, "{ends:?} {in_time}");
    }
    let question = question(["person:c", "person:a"], &[], true);
    let list = ask(&graph, &question, &mut Budget::default()).unwrap();
    assert_eq!(
        list.items[0].told(&graph).unwrap().valid(),
        (Some("2007-01-01"), Some("2007-03-01"))
    );
}

#[test]
fn of_meetings_of_a_day_the_one_that_leaves_a_way_is_taken() {
    // The first of the two that a and b had is also the only one of b and c.
    let meetings = [
        (Some(1), vec!["person:a", "person:b", "person:c"]),
        (Some(1), vec!["person:a", "person:b"]),
    ];
    let graph = graph(&meetings);
    let question = question(["person:a", "person:c"], &["person:b"], true);
    let list = ask(&graph, &question, &mut Budget::default()).unwrap();
    let path = list.items[0].told(&graph).unwrap();
    let events: Vec<&str> = path.hops.iter().map(|it| it.event.id.as_str()).collect();
    assert_eq!((chains(&list), events), (vec!["abc".to_owned()], vec!["event:1", "event:0"]));
}

#[test]
fn a_body_may_be_passed_through_where_it_is_asked_for() {
    let events = vec![
        sample::event("1", Some("2007-01-01"), &[("person:a", ""), ("country:XXX", "")]),
        sample::event("2", Some("2007-01-02"), &[("person:b", "country:YYY"), ("country:XXX", "")]),
    ];
    let graph = Graph::from_rows(Rows { events, ..Rows::default() });
    let count = |ends, via: &[&str]| {
        let question = question(ends, via, false);
        ask(&graph, &question, &mut Budget::default()).unwrap().items.len()
    };
    assert_eq!(count(["person:a", "person:b"], &[]), 0);
    assert_eq!(count(["person:a", "person:b"], &["country:XXX"]), 1);
    // Also where the last step is between two bodies of which one is there through a person.
    assert_eq!(count(["person:a", "country:YYY"], &["country:XXX"]), 1);
    assert_eq!(count(["country:YYY", "person:a"], &["country:XXX"]), 1);
    let unknown = question(["person:a", "person:b"], &["person:nobody"], false);
    assert!(ask(&graph, &unknown, &mut Budget::default()).is_none());
}

#[test]
fn a_cursor_of_ours_that_leads_nowhere_ends() {
    let graph = sample::chain();
    for after in
        [vec![], vec!["x".to_owned()], vec!["9".to_owned(), "0".to_owned(), "at".to_owned()]]
    {
        let mut question = question(["person:a", "person:d"], &[], false);
        question.page.after = Some(after);
        let list = ask(&graph, &question, &mut Budget::default()).unwrap();
        assert!(list.next.is_none());
    }
    let nothing = question(["person:a", "person:d"], &[], false);
    let list = ask(&graph, &nothing, &mut Budget::new(0)).unwrap();
    assert!(list.items.is_empty() && list.truncated.is_some());
    let again = Question { page: Page { limit: 9, after: list.next.map(|it| it.key) }, ..nothing };
    assert_eq!(ask(&graph, &again, &mut Budget::new(0)).unwrap().next, None);
}

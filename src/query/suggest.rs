//! What a name that is being typed may become: the most used first, kind by kind.

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::spelling;
use crate::query::budget::Budget;
use crate::query::candidates;
use crate::query::cursor::List;
use crate::query::score::SURE;
use crate::query::score::Words;
use crate::query::score::score;
use crate::query::score::without_typos;
use crate::query::search;
use crate::query::search::Hit;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The best of all matches, as many as the question's page holds: those without a typo by use, and where there are
/// none those with one. Then by kind, the kind with the best match first.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &search::Question,
    budget: &mut Budget,
) -> List<Hit<'g>> {
    let mut hits = if question.filter.is_open() {
        most_used(graph, question, budget)
    } else {
        search::hits(graph, question, budget)
    };
    if hits.iter().any(|it| it.score >= SURE) {
        hits.retain(|it| it.score >= SURE);
    }
    let rank = |it: &Hit| (it.score < SURE, Reverse(it.events), Reverse(it.score));
    hits.sort_by_key(|it| (rank(it), &it.entity.id));
    hits.truncate(question.page.limit);
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for (i, hit) in hits.iter().enumerate() {
        kinds.entry(hit.entity.kind).or_insert(i);
    }
    hits.sort_by_key(|it| kinds.get(&it.entity.kind).copied());
    let list = List { items: hits, next: None, truncated: None, generation: graph.generation() };
    list.cut_by(budget)
}

/// Matches that most events name, at least as many as the page holds if there are, and those that are used as much.
fn most_used<'g>(
    graph: &'g Graph,
    question: &search::Question,
    budget: &mut Budget,
) -> Vec<Hit<'g>> {
    let plain = spelling::plain(&question.text);
    let folded = spelling::folded(&plain);
    let wanted = Words::of(&plain, &folded);
    let mut first = First { graph, question, hits: Vec::new(), seen: BTreeSet::new() };
    let (walked, listed) = candidates::by_use(graph.names(), &wanted);
    let whole = question.whole;
    let sure = |name: &Words| match whole {
        true => begins(&wanted, name),
        false => without_typos(&wanted, name),
    };
    first.take(walked, sure, budget);
    first.take(listed.into_iter(), sure, budget);
    if first.hits.is_empty() && !whole {
        let near = candidates::near(graph.names(), &wanted);
        let near = candidates::in_order_of_use(graph.names(), near);
        first.take(near.into_iter(), |name| score(&wanted, name), budget);
    }
    first.hits
}

/// As sure as a whole name where the name begins with what is wanted, else nothing.
fn begins(wanted: &Words, name: &Words) -> usize {
    let Some((last, whole)) = wanted.plain.split_last() else { return 0 };
    let goes_on = |it: &&str| it.starts_with(last);
    let begins = name.plain.starts_with(whole) && name.plain.get(whole.len()).is_some_and(goes_on);
    if begins { SURE } else { 0 }
}

struct First<'g, 'q> {
    graph: &'g Graph,
    question: &'q search::Question,
    hits: Vec<Hit<'g>>,
    seen: BTreeSet<u32>,
}

impl First<'_, '_> {
    /// Those of bearers in the order of use that match, until there are enough.
    fn take(
        &mut self,
        bearers: impl Iterator<Item = u32>,
        score: impl Fn(&Words) -> usize,
        budget: &mut Budget,
    ) {
        let kinds = &self.question.kinds;
        let (mut found, mut least) = (0, 0);
        let mut words = Words::default();
        for number in bearers {
            let Some(bearer) = self.graph.names().get(number) else { continue };
            let enough = found >= self.question.page.limit && bearer.uses() < least;
            if enough || !budget.spend(1) {
                break;
            }
            if !kinds.is_empty() && !kinds.contains(&bearer.kind()) {
                continue;
            }
            let Some(hit) = search::best(bearer, &mut words, &score) else { continue };
            (found, least) = (found + 1, hit.events);
            if self.seen.insert(number) {
                self.hits.push(hit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;
    use crate::model::delta::Rows;
    use crate::query::cursor::Page;

    #[test]
    fn beginnings_become_the_most_used_names() {
        let named = |id: &str, name: &str| {
            let mut entity = sample::entity(id);
            entity.name = name.to_owned();
            entity
        };
        let graph = Graph::from_rows(Rows {
            entities: vec![
                named("org:lavra", "Lavra"),
                named("person:alexei-lavrov", "Alexei Lavrov"),
                named("person:sergei-lavrov", "Sergei Lavrov"),
                named("place:lavrion", "Lavrion"),
            ],
            events: vec![
                sample::event("1", None, &[("person:sergei-lavrov", "")]),
                sample::event("2", None, &[("person:sergei-lavrov", ""), ("org:lavra", "")]),
                sample::event("3", None, &[("person:alexei-lavrov", "")]),
            ],
            ..Rows::default()
        });
        let (sergei, alexei) = ("person:sergei-lavrov", "person:alexei-lavrov");
        let rows: [(&str, usize, &[&str]); 9] = [
            ("la", 9, &[sergei, alexei, "org:lavra", "place:lavrion"]),
            ("la", 2, &[sergei, "org:lavra"]),
            ("lavro", 9, &[sergei, alexei]),
            ("lavrov s", 9, &[sergei]),
            ("s l", 9, &[sergei]),
            ("lavorv", 9, &[sergei, alexei]),
            ("lavrof", 1, &[sergei]),
            ("lx", 9, &[]),
            ("", 9, &[]),
        ];
        for (text, limit, expected) in rows {
            let page = Page { limit, after: None };
            let text = text.to_owned();
            let question = search::Question { text, page, ..search::Question::default() };
            let found = ask(&graph, &question, &mut Budget::default()).items;
            let found: Vec<&str> = found.iter().map(|it| it.entity.id.as_str()).collect();
            assert_eq!(found, expected, "{}", question.text);
        }
        for (text, expected) in
            [("la", vec!["org:lavra", "place:lavrion"]), ("sergei l", vec![sergei]), ("lx", vec![])]
        {
            let text = text.to_owned();
            let question = search::Question { text, whole: true, ..search::Question::default() };
            let found = ask(&graph, &question, &mut Budget::default()).items;
            let found: Vec<&str> = found.iter().map(|it| it.entity.id.as_str()).collect();
            assert_eq!(found, expected, "{}", question.text);
        }
    }
}

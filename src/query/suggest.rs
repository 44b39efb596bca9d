//! What a name that is being typed may become: the most used first, kind by kind.

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::search;
use crate::query::search::Hit;
use crate::query::search::SURE;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The best of all matches, as many as the question's page holds: matches without a typo before those with
/// one, each by use. Then by kind, the kind with the best match first.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &search::Question,
    budget: &mut Budget,
) -> List<Hit<'g>> {
    let mut hits = search::hits(graph, question, budget);
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

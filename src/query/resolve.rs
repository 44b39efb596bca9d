//! Whom a person at a keyboard means: an id, or a name that only one entity bears.

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::names::known;
use crate::query::search;
use crate::query::search::Hit;

/// A match this much worse than the best one is not meant.
const MARGIN: usize = 40;

#[derive(Debug, Clone, PartialEq)]
pub enum Resolved<'g> {
    One(&'g EntityId),
    /// Several, best first: the words do not tell which.
    Several(Vec<Hit<'g>>),
    None,
}

/// The entity of one of these kinds (any when empty) that `text` means.
pub fn ask<'g>(graph: &'g Graph, text: &str, kinds: &[Kind]) -> Resolved<'g> {
    let wanted =
        |it: &&EntityId| kinds.is_empty() || it.kind().is_some_and(|it| kinds.contains(&it));
    if let Some(id) = known(graph, graph.survivor(&EntityId::new(text))).filter(wanted) {
        return Resolved::One(id);
    }
    let code = EntityId::new(format!("{}:{}", Kind::Country.prefix(), text.to_uppercase()));
    if let Some(id) = known(graph, &code).filter(wanted) {
        return Resolved::One(id);
    }
    let question =
        search::Question { text: text.to_owned(), kinds: kinds.to_vec(), ..Default::default() };
    let mut hits = search::ask(graph, &question, &mut Budget::default()).items;
    let best = hits.first().map_or(0, |it| it.score);
    hits.retain(|it| it.score + MARGIN > best);
    match hits.as_slice() {
        [] => Resolved::None,
        [one] => Resolved::One(&one.entity.id),
        _ => Resolved::Several(hits),
    }
}

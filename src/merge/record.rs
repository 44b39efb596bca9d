//! What an article changes in the records that are known by their ids: entities, disputes, agreements. Each is the
//! join of what all articles say of it, so that the order of articles does not matter. What an article no longer says
//! is found out by joining anew what the others say; that ends as soon as it is all that is known.

use crate::graph::Graph;
use crate::merge::change::Change;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Records that are new or differ, and ids of those that go.
#[derive(Debug, Clone, PartialEq)]
pub struct Records<R> {
    pub put: Vec<R>,
    pub removed: Vec<EntityId>,
}

/// A record that is joined from what articles say.
pub trait Joined: Clone + PartialEq {
    fn known<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g Self>;

    /// All records of the kind as one article alone makes them.
    fn said(reading: &Reading) -> BTreeMap<EntityId, Self>;

    /// Commutative, associative, and the same twice is once.
    fn join(self, other: &Self) -> Self;

    /// Without what tells the articles from one another: their ids, their evidence.
    fn bare(&self) -> Self;

    /// The bare `rest` with the ids and the evidence that `known` has of all articles but one.
    fn dressed(rest: Self, known: &Self, article: &ArticleId) -> Self;
}

pub fn change<R: Joined>(graph: &Graph, change: Change<'_>) -> Records<R> {
    let before = change.before.map(R::said).unwrap_or_default();
    let after = change.after.map(R::said).unwrap_or_default();
    let ids: BTreeSet<&EntityId> = before.keys().chain(after.keys()).collect();
    let mut records = Records { put: Vec::new(), removed: Vec::new() };
    for id in ids {
        let known = R::known(graph, id);
        let says_the_same = before.get(id).is_none_or(|it| after.get(id) == Some(it));
        let rest = match known {
            Some(known) if !says_the_same => without(graph, id, known, change),
            known => known.cloned(),
        };
        let now = match (rest, after.get(id)) {
            (Some(rest), Some(said)) => Some(rest.join(said)),
            (rest, said) => rest.or_else(|| said.cloned()),
        };
        match now {
            Some(now) => records.put.extend((known != Some(&now)).then_some(now)),
            None => records.removed.extend(known.map(|_| id.clone())),
        }
    }
    records
}

/// The record as the other articles make it.
fn without<R: Joined>(graph: &Graph, id: &EntityId, known: &R, change: Change<'_>) -> Option<R> {
    let whole = known.bare();
    let mut rest: Option<R> = None;
    let tellers = graph.told_entity(id).map_or(&[][..], |it| &it.articles);
    for article in tellers.iter().filter(|it| *it != change.article) {
        let reading = (change.library)(article);
        let said = reading.and_then(|it| R::said(&it).remove(id)).map(|it| it.bare());
        rest = match (rest, said) {
            (Some(rest), Some(said)) => Some(rest.join(&said)),
            (rest, said) => rest.or(said),
        };
        if rest.as_ref() == Some(&whole) {
            break;
        }
    }
    rest.map(|it| R::dressed(it, known, change.article))
}

/// The better one of two names for the same: not the bare id, then the longer, then the first in the alphabet.
pub fn preferred(id: &EntityId, a: &str, b: &str) -> String {
    let rank = |it: &str| (it == id.local(), std::cmp::Reverse(it.chars().count()), it.to_owned());
    if rank(b) < rank(a) { b.to_owned() } else { a.to_owned() }
}

/// The lesser of two, one that is there before none.
pub fn least<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Adds what is not there to a sorted list.
pub fn join_sorted<T: Ord + Clone>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if let Err(place) = list.binary_search(item) {
            list.insert(place, item.clone());
        }
    }
}

//! Reading x Graph -> Delta: the same happening told twice becomes one event with two pieces of evidence. Pure.
//! What results does not depend on the order of the articles, but for the ids of events.

pub mod change;

pub mod event;
pub mod explain;

pub mod cluster;
pub mod namesake;
pub mod origin;
pub mod same;
pub mod telling;

pub mod entity;
pub mod fact;

use crate::graph::Graph;
use crate::merge::change::Change;
use crate::model::delta::Delta;
use crate::model::reading::Reading;

/// What a new article changes.
pub fn merge(graph: &Graph, reading: Reading) -> Delta {
    Change { article: &reading.article.id, before: None, after: Some(&reading) }
        .parts(graph)
        .delta(reading)
}

/// What an article changes that was read before, and differently.
pub fn replace(graph: &Graph, before: &Reading, reading: Reading) -> Delta {
    Change { article: &reading.article.id, before: Some(before), after: Some(&reading) }
        .parts(graph)
        .delta(reading)
}

/// What goes when an article is taken back: all that only it supported.
pub fn retract(graph: &Graph, before: Reading) -> Delta {
    let article = before.article.id.clone();
    let mut delta =
        Change { article: &article, before: Some(&before), after: None }.parts(graph).delta(before);
    delta.removed.articles.push(article);
    delta
}

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
pub mod undated;

pub mod alias;
pub mod record;

pub mod difference;
pub mod identity;
pub mod reindex;

pub mod entity;
pub mod fact;

use crate::graph::Graph;
use crate::merge::change::Change;
use crate::merge::change::Library;
use crate::model::delta::Delta;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;

/// What a new article changes.
pub fn merge(graph: &Graph, reading: Reading) -> Delta {
    let article = &reading.article.id;
    let said = alias::resolved(graph, &reading);
    let change = Change { article, before: None, after: Some(&said), library: &|_| None };
    let delta = change.delta(graph);
    drop(said);
    Delta { reading: Some(reading), ..delta }
}

/// What an article changes that was read before, and differently.
pub fn replace(graph: &Graph, before: &Reading, reading: Reading, library: Library<'_>) -> Delta {
    let article = &reading.article.id;
    let (before, after) = (alias::resolved(graph, before), alias::resolved(graph, &reading));
    let library = |id: &ArticleId| library(id).map(|it| alias::resolved(graph, &it).into_owned());
    let change = Change { article, before: Some(&before), after: Some(&after), library: &library };
    let delta = change.delta(graph);
    drop(after);
    Delta { reading: Some(reading), ..delta }
}

/// What goes when an article is taken back: all that only it supported.
pub fn retract(graph: &Graph, before: Reading, library: Library<'_>) -> Delta {
    let article = &before.article.id;
    let said = alias::resolved(graph, &before);
    let library = |id: &ArticleId| library(id).map(|it| alias::resolved(graph, &it).into_owned());
    let change = Change { article, before: Some(&said), after: None, library: &library };
    let mut delta = change.delta(graph);
    delta.removed.articles.push(article.clone());
    drop(said);
    Delta { reading: Some(before), ..delta }
}

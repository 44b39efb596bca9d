//! Somebody says that two entities are one, or that they were not: every article that names them is merged anew.

use crate::graph::Graph;
use crate::merge::alias;
use crate::merge::change::Change;
use crate::merge::change::Library;
use crate::merge::difference;
use crate::model::delta::Delta;
use crate::model::delta::Merge;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;

/// What somebody says about who is who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// The one is taken for the other, whose id stays.
    Same(Merge),
    /// It is not taken for another any longer.
    Apart(EntityId),
}

/// What it changes, or why it cannot be.
pub fn change(graph: &Graph, said: &Identity, library: Library<'_>) -> Result<Delta, String> {
    let changed = match said {
        Identity::Same(merge) => Delta { merges: vec![same(graph, merge)?], ..Delta::default() },
        Identity::Apart(id) => {
            let mut delta = Delta::default();
            delta.removed.merges.push(apart(graph, id)?);
            delta
        }
    };
    let mut next = graph.clone();
    next.apply(&changed, graph.generation());
    let concerned = match said {
        Identity::Same(merge) => graph.survivor(&merge.from),
        Identity::Apart(id) => graph.survivor(id),
    };
    let articles = graph.told_entity(concerned).map(|it| it.articles.clone()).unwrap_or_default();
    for article in &articles {
        told_anew(graph, &mut next, article, library);
    }
    let delta = difference::between(graph, &next);
    let mut removed = delta.removed;
    removed.merges = changed.removed.merges;
    Ok(Delta { merges: changed.merges, removed, ..delta })
}

/// What an article says under the names of before goes, and comes under those of now.
fn told_anew(graph: &Graph, next: &mut Graph, article: &ArticleId, library: Library<'_>) {
    let Some(reading) = library(article) else { return };
    let (before, after) = (alias::resolved(graph, &reading), alias::resolved(next, &reading));
    if before == after {
        return;
    }
    let now = |id: &ArticleId| library(id).map(|it| alias::resolved(next, &it).into_owned());
    let change = Change { article, before: Some(&before), after: Some(&after), library: &now };
    let delta = change.delta(next);
    next.apply(&delta, graph.generation());
}

fn same(graph: &Graph, merge: &Merge) -> Result<Merge, String> {
    let (from, to) = (graph.survivor(&merge.from).clone(), graph.survivor(&merge.to).clone());
    for id in [&from, &to] {
        if graph.told_entity(id).is_none() {
            return Err(format!("nothing is known of {id}"));
        }
    }
    if from == to {
        return Err(format!("{} and {} are one already", merge.from, merge.to));
    }
    if from.kind() != to.kind() {
        return Err(format!("{from} and {to} are not of one kind"));
    }
    Ok(Merge { from, to })
}

fn apart(graph: &Graph, id: &EntityId) -> Result<EntityId, String> {
    if graph.merges().any(|it| it.from == *id) {
        return Ok(id.clone());
    }
    let into: Vec<&str> =
        graph.merges().filter(|it| it.to == *id).map(|it| it.from.as_str()).collect();
    if into.is_empty() {
        return Err(format!("{id} was not merged with another"));
    }
    Err(format!(
        "{id} is the one that stayed; name one that was merged into it: {}",
        into.join(", ")
    ))
}

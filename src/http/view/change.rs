//! What one commit changed.

use crate::http::view::ids;
use crate::model;
use crate::model::id::EventId;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Change<'a> {
    /// Number of the commit; `since` takes it.
    pub generation: u64,
    /// `new`, `changed` or `retracted` (an article), `merged` or `split` (entities), `reindexed` (all articles),
    /// `imported` (coded events).
    pub cause: &'static str,
    /// The article that came, changed or went.
    pub article: Option<&'a str>,
    /// What is new or differs.
    pub put: Ids<'a>,
    pub removed: Ids<'a>,
    /// Events that are found under another id now.
    pub redirects: Vec<Redirect<'a>>,
    /// Entities that are taken for others from now on.
    pub merges: Vec<Redirect<'a>>,
    /// Entities that are not taken for others any longer.
    pub splits: Vec<&'a str>,
    /// Of an import of coded events, how many came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coded: Option<Coded>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Coded {
    pub events: usize,
    /// Entities that are new or got further names.
    pub entities: usize,
}

/// Ids of records, kind by kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ids<'a> {
    pub entities: Vec<&'a str>,
    pub events: Vec<&'a str>,
    pub disputes: Vec<&'a str>,
    pub agreements: Vec<&'a str>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Redirect<'a> {
    pub from: &'a str,
    pub to: &'a str,
}

pub fn change(change: &model::change::Change) -> Change<'_> {
    Change {
        generation: change.generation,
        cause: change.cause.as_str(),
        article: change.article.as_ref().map(|it| it.as_str()),
        put: shown(&change.put),
        removed: shown(&change.removed),
        redirects: change
            .redirects
            .iter()
            .map(|it| Redirect { from: it.from.as_str(), to: it.to.as_str() })
            .collect(),
        merges: change
            .merges
            .iter()
            .map(|it| Redirect { from: it.from.as_str(), to: it.to.as_str() })
            .collect(),
        splits: ids(&change.splits),
        coded: change.coded.map(|it| Coded { events: it.events, entities: it.entities }),
    }
}

fn shown(all: &model::change::Ids) -> Ids<'_> {
    Ids {
        entities: ids(&all.entities),
        events: all.events.iter().map(EventId::as_str).collect(),
        disputes: ids(&all.disputes),
        agreements: ids(&all.agreements),
    }
}

//! What one commit changed, in brief: what those who follow the graph are told.

use crate::model::code::closed;
use crate::model::delta::Delta;
use crate::model::delta::Merge;
use crate::model::delta::Redirect;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use serde::Deserialize;
use serde::Serialize;

closed!(
    /// What brought the change about.
    Cause {
        New = "new",
        Changed = "changed",
        Retracted = "retracted",
        Merged = "merged",
        Split = "split",
        Reindexed = "reindexed",
        Imported = "imported",
    }
);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub generation: u64,
    pub cause: Cause,
    /// The article that came, changed or went.
    pub article: Option<ArticleId>,
    /// What is new or differs.
    pub put: Ids,
    pub removed: Ids,
    /// Events that are found under another id now.
    pub redirects: Vec<Redirect>,
    /// Entities that are taken for others from now on, and those that are not any longer.
    pub merges: Vec<Merge>,
    pub splits: Vec<EntityId>,
    /// Of an import only how much came: nobody wants so many ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded: Option<CodedCount>,
}

/// How many coded events came, and how many entities are new or got further names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedCount {
    pub events: usize,
    pub entities: usize,
}

/// Ids of records, kind by kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ids {
    pub entities: Vec<EntityId>,
    pub events: Vec<EventId>,
    pub disputes: Vec<EntityId>,
    pub agreements: Vec<EntityId>,
}

impl Change {
    pub fn of(delta: &Delta, cause: Cause, generation: u64) -> Self {
        let removed = &delta.removed;
        Change {
            generation,
            cause,
            article: delta.article().map(|it| it.id.clone()),
            put: Ids {
                entities: delta.entities.iter().map(|it| it.id.clone()).collect(),
                events: delta.events.iter().map(|it| it.id.clone()).collect(),
                disputes: delta.disputes.iter().map(|it| it.id.clone()).collect(),
                agreements: delta.agreements.iter().map(|it| it.id.clone()).collect(),
            },
            removed: Ids {
                entities: removed.entities.clone(),
                events: removed.events.clone(),
                disputes: removed.disputes.clone(),
                agreements: removed.agreements.clone(),
            },
            redirects: removed.redirects.clone(),
            merges: delta.merges.clone(),
            splits: removed.merges.clone(),
            coded: (!delta.coded.is_empty()).then_some(CodedCount {
                events: delta.coded.rows.len(),
                entities: delta.coded.entities.len(),
            }),
        }
    }
}

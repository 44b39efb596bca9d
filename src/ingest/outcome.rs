//! What became of an article.

use crate::ingest::error::IngestError;
use crate::model::id::ArticleId;

/// Each with the generation in which the change is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    New(ArticleId, u64),
    /// The same article is stored already.
    Duplicate(ArticleId),
    /// An article of the same key was stored, with other content; it is replaced.
    Changed(ArticleId, u64),
    /// It is no article, or reading it failed; it is kept in quarantine with this reason.
    Failed(String),
    Retracted(ArticleId, u64),
    /// There is no article of this id to be taken back.
    Unknown(ArticleId),
    /// What is known was put together anew.
    Rearranged(u64),
    /// Of coded events, so many are new and so many were stored already.
    Coded {
        new: usize,
        duplicate: usize,
        generation: u64,
    },
    /// What was said of entities cannot be, for this reason.
    Refused(String),
}

pub type Answer = Result<Outcome, IngestError>;

//! What became of articles that were handed in.

use crate::ingest::outcome::Outcome;
use crate::model::id::ArticleId;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// The line of the body that it stood in; null for a body of one object.
    pub line: Option<usize>,
    pub id: Option<String>,
    /// `new`, `duplicate`, `changed` or `failed`; of a notice that takes an article back `retracted`, or `unknown` where
    /// there was nothing to take back.
    pub status: &'static str,
    /// Why it failed.
    pub reason: Option<String>,
    /// From this generation on answers know it.
    pub generation: Option<u64>,
}

/// A record of the keys id, title, published, source, url and text; only the text must be there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Record {
    pub id: Option<String>,
    pub title: Option<String>,
    /// RFC 3339, or a day.
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// `canceled` takes back the article that url, or source and id, name; it needs no text.
    pub pubstatus: Option<String>,
    pub text: String,
}

impl Taken {
    pub fn new(line: Option<usize>, outcome: &Outcome) -> Self {
        let taken = |id: &ArticleId, status, generation| Taken {
            line,
            id: Some(id.to_string()),
            status,
            reason: None,
            generation,
        };
        match outcome {
            Outcome::New(id, generation) => taken(id, "new", Some(*generation)),
            Outcome::Changed(id, generation) => taken(id, "changed", Some(*generation)),
            Outcome::Retracted(id, generation) => taken(id, "retracted", Some(*generation)),
            Outcome::Duplicate(id) => taken(id, "duplicate", None),
            Outcome::Unknown(id) => taken(id, "unknown", None),
            Outcome::Rearranged(generation) => Taken {
                line,
                id: None,
                status: "rearranged",
                reason: None,
                generation: Some(*generation),
            },
            Outcome::Coded { generation, .. } => Taken {
                line,
                id: None,
                status: "coded",
                reason: None,
                generation: Some(*generation),
            },
            Outcome::Failed(reason) | Outcome::Refused(reason) => {
                Taken::failed(line, reason.clone())
            }
        }
    }

    pub fn failed(line: Option<usize>, reason: String) -> Self {
        Taken { line, id: None, status: "failed", reason: Some(reason), generation: None }
    }

    pub fn is_new(&self) -> bool {
        self.status == "new"
    }
}

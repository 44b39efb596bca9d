//! One news text as everything after intake sees it.

use crate::model::id::ArticleId;
use crate::model::span::Field;
use serde::Deserialize;
use serde::Serialize;

/// One news text. `published` is RFC 3339 in UTC, or a bare day where no time was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    /// The id that the input record gave.
    pub source_id: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub dateline: Option<Dateline>,
    pub text: String,
}

/// Where and when a dispatch says it was written. It is not part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    pub place: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
}

impl Article {
    /// The text of a field; a missing title is empty.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => self.title.as_deref().unwrap_or_default(),
            Field::Text => &self.text,
        }
    }

    /// The day that relative dates count from: the dateline's, else the publication's, as `YYYY-MM-DD`.
    pub fn reference_day(&self) -> Option<String> {
        let published = self.published.as_deref().map(|it| it.chars().take(10).collect());
        self.dateline.as_ref().and_then(|it| it.date.clone()).or(published)
    }
}

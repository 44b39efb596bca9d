//! One record as it came in, before its parts are told apart.

use crate::article::error::Origin;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawArticle {
    pub origin: Origin,
    pub layout: Layout,
    pub source_id: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub source: Option<String>,
    /// As the record wrote it.
    pub published: Option<String>,
    pub body: String,
}

/// How much of an article the body holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A whole dispatch: headline, publication line, dateline, text and what the page put around them.
    Dispatch,
    /// The text alone; the rest stood in fields of its own.
    Text,
    /// Nothing: the record only says that its publisher takes the article back.
    Notice,
}

impl RawArticle {
    /// A plain-text dispatch.
    pub fn dispatch(origin: Origin, body: String) -> Self {
        RawArticle {
            origin,
            layout: Layout::Dispatch,
            source_id: None,
            title: None,
            url: None,
            source: None,
            published: None,
            body,
        }
    }
}

//! What a name or words find.

use crate::http::view::Shown;
use crate::query::search;
use serde::Serialize;
use utoipa::ToSchema;

/// An entity or an article.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit<'a> {
    pub id: &'a str,
    /// The kind of the entity, or `article`.
    pub kind: &'static str,
    /// The name of the entity or the title of the article.
    pub name: Option<&'a str>,
    /// The name that matched, or the passage with the words.
    pub matched: Option<&'a str>,
    /// 0 to 1.
    pub score: f64,
    /// How many events name the entity or are told by the article.
    pub events: usize,
    pub country: Option<&'a str>,
    pub source: Option<&'a str>,
    pub published: Option<&'a str>,
}

impl<'a> Shown<'a> {
    pub fn hit(self, hit: &search::Hit<'a>) -> Hit<'a> {
        Hit {
            id: hit.entity.id.as_str(),
            kind: hit.entity.kind.as_str(),
            name: Some(&hit.entity.name),
            matched: Some(hit.name),
            score: f64::from(u32::try_from(hit.score).unwrap_or(0)) / 1000.0,
            events: hit.events,
            country: hit.entity.country.as_ref().map(|it| it.as_str()),
            source: None,
            published: None,
        }
    }
}

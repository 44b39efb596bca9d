//! What a name or words find.

use crate::http::find::Found;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::http::view::next;
use crate::http::view::truncated;
use crate::query::search;
use crate::store;
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
    /// How well the name matches, 0 to 1; null for articles.
    pub score: Option<f64>,
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
            score: Some(f64::from(u32::try_from(hit.score).unwrap_or(0)) / 1000.0),
            events: hit.events,
            country: hit.entity.country.as_ref().map(|it| it.as_str()),
            source: None,
            published: None,
        }
    }

    fn article(self, hit: &'a store::search::Hit) -> Hit<'a> {
        let told = self.graph.events_told_by(&hit.article.id);
        Hit {
            id: hit.article.id.as_str(),
            kind: "article",
            name: hit.article.title.as_deref(),
            matched: Some(&hit.snippet),
            score: None,
            events: told.filter(|it| self.filter.admits(self.graph, it)).count(),
            country: None,
            source: hit.article.source.as_deref(),
            published: hit.article.published.as_deref(),
        }
    }

    pub fn found(self, found: &'a Found<'a>) -> Envelope<Hit<'a>> {
        let entities = found.entities.items.iter().map(|it| self.hit(it));
        Envelope {
            items: entities.chain(found.articles.iter().map(|it| self.article(it))).collect(),
            next: next(found.next.as_ref()),
            truncated: truncated(found.entities.truncated),
            generation: found.entities.generation,
        }
    }
}

//! An article with its mentions marked.

use crate::model;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use serde::Serialize;
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::RefOr;
use utoipa::openapi::Schema;
use utoipa::openapi::Type;

#[derive(Debug, Serialize, ToSchema)]
pub struct Article<'a> {
    pub id: &'a str,
    /// The id that the input record gave.
    pub source_id: Option<&'a str>,
    pub title: Option<&'a str>,
    pub published: Option<&'a str>,
    pub source: Option<&'a str>,
    pub url: Option<&'a str>,
    pub language: Option<&'a str>,
    pub dateline: Option<Dateline<'a>>,
    pub text: &'a str,
    /// In the order of their fields and offsets.
    pub mentions: Vec<Mention<'a>>,
    /// Ids of the events that it tells.
    pub events: Vec<&'a str>,
    /// Where all that it says is.
    pub reading: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Dateline<'a> {
    pub place: Option<&'a str>,
    pub date: Option<&'a str>,
}

/// A stretch that stands for an entity. Offsets count Unicode code points, end exclusive.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mention<'a> {
    pub entity: &'a str,
    #[serde(rename = "in")]
    pub field: &'static str,
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub form: &'static str,
}

/// Stands for a Reading, whose JSON form is the model's own.
#[derive(Debug)]
pub struct Reading;

impl PartialSchema for Reading {
    fn schema() -> RefOr<Schema> {
        let about = "All that one article says: schema/reading.schema.json tells each key";
        let of = |kind| ObjectBuilder::new().schema_type(kind).build();
        let lists = ["entities", "events", "disputes", "agreements", "notes"];
        let object = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some(about))
            .property("article", of(Type::Object))
            .property("rules_version", of(Type::String));
        lists.into_iter().fold(object, |it, key| it.property(key, of(Type::Array))).into()
    }
}

impl ToSchema for Reading {}

/// An article, what it says, and the events of the graph that it tells.
pub fn article<'a>(
    article: &'a model::article::Article,
    reading: Option<&'a model::reading::Reading>,
    told: impl Iterator<Item = &'a EventRecord>,
) -> Article<'a> {
    let mentions = |(entity, it): (&'a EntityId, &'a model::reading::MentionSpan)| Mention {
        entity: entity.as_str(),
        field: it.field.as_str(),
        start: it.start,
        end: it.end,
        text: &it.text,
        form: it.form.as_str(),
    };
    let entities = reading.map_or(&[][..], |it| &it.entities).iter();
    let spans = entities.flat_map(|it| it.mentions.iter().map(move |mention| (&it.id, mention)));
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|(entity, it)| (it.field, it.start, it.end, *entity));
    Article {
        id: article.id.as_str(),
        source_id: article.source_id.as_deref(),
        title: article.title.as_deref(),
        published: article.published.as_deref(),
        source: article.source.as_deref(),
        url: article.url.as_deref(),
        language: article.language.as_deref(),
        dateline: article
            .dateline
            .as_ref()
            .map(|it| Dateline { place: it.place.as_deref(), date: it.date.as_deref() }),
        text: &article.text,
        mentions: spans.into_iter().map(mentions).collect(),
        events: told.map(|it| it.id.as_str()).collect(),
        reading: format!("/v1/articles/{}/reading", article.id),
    }
}

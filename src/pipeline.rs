//! The way of an article in one function. Pure: no IO, clock, environment or randomness.

pub mod explain;

use crate::article::dateline;
use crate::article::error::ArticleError;
use crate::article::parse;
use crate::article::raw::RawArticle;
use crate::entity;
use crate::entity::mention::Mention;
use crate::entity::mention::Mentions;
use crate::event::context::Context;
use crate::event::found::Events;
use crate::event::read;
use crate::event::repair;
use crate::knowledge::Knowledge;
use crate::model::article::Article;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Entity;
use crate::model::reading::MentionSpan;
use crate::model::reading::Reading;
use crate::model::span::Chars;
use crate::model::span::Field;
use crate::model::span::Span;
use crate::text;
use crate::text::parsed::Parsed;
use crate::time;
use crate::time::dates::Dates;
use std::collections::BTreeSet;

/// What every stage found, for `explain`.
#[derive(Debug)]
pub struct Stages {
    /// With the trees that the event rules saw.
    pub parsed: Parsed,
    pub dates: Dates,
    pub mentions: Mentions,
    pub events: Events,
}

/// From the bytes of a record to its Reading.
///
/// # Errors
/// The record is no article; everything behind intake takes any text.
pub fn read(raw: &RawArticle, knowledge: &Knowledge) -> Result<Reading, ArticleError> {
    Ok(read_article(parse::parse(raw)?, knowledge))
}

pub fn read_article(article: Article, knowledge: &Knowledge) -> Reading {
    let stages = stages(&article, knowledge);
    reading(article, &stages, knowledge)
}

pub fn stages(article: &Article, knowledge: &Knowledge) -> Stages {
    let parsed = text::parse(article, dateline::end_in(&article.text), &knowledge.model);
    let dates = time::find(article, &parsed, &knowledge.time);
    let mentions = entity::find::find(article, &parsed, &knowledge.gazetteer);
    let repaired = repair::repair(&parsed, &mentions, &dates);
    let mut stages = Stages { parsed: repaired, dates, mentions, events: Events::default() };
    stages.events = read::read(context(article, &stages, knowledge), &knowledge.events);
    stages
}

/// What the event stage reads of the stages before it.
fn context<'a>(article: &'a Article, stages: &'a Stages, knowledge: &'a Knowledge) -> Context<'a> {
    Context {
        article,
        parsed: &stages.parsed,
        mentions: &stages.mentions,
        dates: &stages.dates,
        official: knowledge.gazetteer.official(),
        reporters: knowledge.gazetteer.reporters(),
        private: knowledge.gazetteer.private_titles(),
    }
}

/// What the stages found, as the contract shows it.
pub fn reading(article: Article, stages: &Stages, knowledge: &Knowledge) -> Reading {
    let Stages { mentions, events, .. } = stages;
    let mut entities = entities(&article, mentions);
    entities.extend(events.entities.iter().cloned());
    let mut reading = Reading {
        article,
        entities,
        events: events.events.clone(),
        disputes: events.disputes.clone(),
        agreements: events.agreements.clone(),
        notes: mentions.notes.iter().chain(&events.notes).cloned().collect(),
        rules_version: knowledge.version.clone(),
    };
    add_named(&mut reading, knowledge);
    reading
}

/// The entities with their mentions, in one pass over the mentions.
fn entities(article: &Article, mentions: &Mentions) -> Vec<Entity> {
    let (title, text) = (Chars::of(article.field(Field::Title)), Chars::of(&article.text));
    let mut entities: Vec<Entity> = mentions.entities.iter().map(unmentioned).collect();
    for mention in &mentions.mentions {
        let chars = if mention.span.field == Field::Title { &title } else { &text };
        for number in &mention.entities {
            if let Some(entity) = entities.get_mut(*number) {
                entity.mentions.push(shown(chars, mention));
            }
        }
    }
    entities
}

fn unmentioned(found: &entity::mention::Entity) -> Entity {
    Entity {
        id: found.id.clone(),
        kind: found.kind,
        name: found.name.clone(),
        country: found.country.clone(),
        offices: found.offices.clone(),
        mentions: Vec::new(),
    }
}

fn shown(chars: &Chars, mention: &Mention) -> MentionSpan {
    let Span { field, start, end } = mention.span;
    MentionSpan { field, start, end, text: chars.slice(start, end), form: mention.form }
}

/// Every id that the reading names stands in `entities`, also the country of somebody who is known by a table only.
fn add_named(reading: &mut Reading, knowledge: &Knowledge) {
    let mut named: BTreeSet<EntityId> = BTreeSet::new();
    for entity in &reading.entities {
        named.extend(entity.country.clone());
        named.extend(entity.offices.iter().filter_map(|it| it.of.clone()));
    }
    for event in &reading.events {
        named.extend(
            event
                .participants
                .iter()
                .flat_map(|it| [Some(it.entity.clone()), it.on_behalf_of.clone()])
                .flatten(),
        );
        named.extend(event.places.iter().chain(&event.concerns).chain(&event.said_by).cloned());
    }
    for dispute in &reading.disputes {
        named.extend(dispute.parties.iter().cloned());
        named.extend(dispute.claims.iter().map(|it| it.by.clone()));
    }
    for agreement in &reading.agreements {
        named.extend(agreement.parties.iter().chain(&agreement.signatories).cloned());
    }
    for known in &reading.entities {
        named.remove(&known.id);
    }
    for id in named {
        let Some(kind) = id.kind() else { continue };
        let name =
            knowledge.gazetteer.name_of(&id).map_or_else(|| id.local().to_owned(), str::to_owned);
        let country = (kind == Kind::Place).then(|| country_of(&id, knowledge)).flatten();
        reading.entities.push(Entity {
            id,
            kind,
            name,
            country,
            offices: Vec::new(),
            mentions: Vec::new(),
        });
    }
}

fn country_of(place: &EntityId, knowledge: &Knowledge) -> Option<EntityId> {
    let known = knowledge.gazetteer.place(place.local())?;
    (!known.country.is_empty()).then(|| EntityId::new(format!("country:{}", known.country)))
}

//! Entities. An article says something of every entity that it names, and of every one that its facts name, so that
//! nothing that a record names is ever without support.

use crate::graph::Graph;
use crate::merge::record::Joined;
use crate::merge::record::join_sorted;
use crate::merge::record::least;
use crate::merge::record::preferred;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::delta::EntityRecord;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Entity;
use crate::model::reading::Office;
use crate::model::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

impl Joined for EntityRecord {
    fn known<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g Self> {
        graph.told_entity(id)
    }

    fn said(reading: &Reading) -> BTreeMap<EntityId, Self> {
        let article = &reading.article.id;
        let mut said: BTreeMap<EntityId, EntityRecord> = BTreeMap::new();
        for entity in &reading.entities {
            let record = record(entity, article);
            let record = match said.remove(&entity.id) {
                Some(known) => known.join(&record),
                None => record,
            };
            said.insert(entity.id.clone(), record);
        }
        for (id, name) in named(reading) {
            said.entry(id.clone()).or_insert_with(|| bare(id, name, article));
        }
        said
    }

    fn join(mut self, other: &Self) -> Self {
        self.kind = self.kind.min(other.kind);
        self.name = preferred(&self.id, &self.name, &other.name);
        self.country = least(self.country.take(), other.country.clone());
        join_sorted(&mut self.names, &other.names);
        self.offices = offices(self.offices.iter().chain(&other.offices));
        join_sorted(&mut self.articles, &other.articles);
        self
    }

    fn bare(&self) -> Self {
        EntityRecord {
            id: self.id.clone(),
            kind: self.kind,
            name: self.name.clone(),
            country: self.country.clone(),
            names: self.names.clone(),
            offices: self.offices.clone(),
            articles: Vec::new(),
        }
    }

    fn dressed(rest: Self, known: &Self, article: &ArticleId) -> Self {
        let articles = known.articles.iter().filter(|it| *it != article).cloned().collect();
        EntityRecord { articles, ..rest }
    }
}

/// The ids in the facts of a reading, with a name where there is one.
fn named(reading: &Reading) -> Vec<(&EntityId, Option<&str>)> {
    let mut named: Vec<(&EntityId, Option<&str>)> = Vec::new();
    for dispute in &reading.disputes {
        named.push((&dispute.id, Some(&dispute.name)));
        named.extend(
            dispute
                .parties
                .iter()
                .chain(dispute.claims.iter().map(|it| &it.by))
                .map(|it| (it, None)),
        );
    }
    for agreement in &reading.agreements {
        named.push((&agreement.id, Some(&agreement.name)));
        named.extend(agreement.parties.iter().chain(&agreement.signatories).map(|it| (it, None)));
    }
    for event in &reading.events {
        let lists = [&event.places, &event.concerns, &event.said_by];
        named.extend(lists.into_iter().flatten().map(|it| (it, None)));
        let took_part =
            event.participants.iter().flat_map(|it| [Some(&it.entity), it.on_behalf_of.as_ref()]);
        named.extend(took_part.flatten().map(|it| (it, None)));
    }
    for entity in &reading.entities {
        let of = entity.offices.iter().filter_map(|it| it.of.as_ref());
        named.extend(entity.country.iter().chain(of).map(|it| (it, None)));
    }
    named
}

fn bare(id: &EntityId, name: Option<&str>, article: &ArticleId) -> EntityRecord {
    let name = name.unwrap_or(id.local());
    EntityRecord {
        id: id.clone(),
        kind: id.kind().unwrap_or(Kind::Organization),
        name: name.to_owned(),
        country: None,
        names: forms([name].into_iter()),
        offices: Vec::new(),
        articles: vec![article.clone()],
    }
}

fn record(told: &Entity, article: &ArticleId) -> EntityRecord {
    let mentions = told.mentions.iter().filter(|it| it.form == Form::Name);
    EntityRecord {
        id: told.id.clone(),
        kind: told.kind,
        name: told.name.clone(),
        country: told.country.clone(),
        names: forms(mentions.map(|it| it.text.as_str()).chain([told.name.as_str()])),
        offices: offices(told.offices.iter()),
        articles: vec![article.clone()],
    }
}

/// Names on one line each, sorted.
fn forms<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let on_one_line = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut names: Vec<String> = names.map(on_one_line).filter(|it| !it.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Each office with the first and the last day of which an article says that it was held.
fn offices<'a>(all: impl Iterator<Item = &'a Office>) -> Vec<Office> {
    let mut days: BTreeMap<Office, BTreeSet<String>> = BTreeMap::new();
    for office in all {
        days.entry(Office { as_of: None, ..office.clone() })
            .or_default()
            .extend(office.as_of.clone());
    }
    let mut offices = Vec::new();
    for (office, days) in days {
        let ends: BTreeSet<Option<&String>> = [days.first(), days.last()].into();
        offices.extend(ends.into_iter().map(|it| Office { as_of: it.cloned(), ..office.clone() }));
    }
    offices.sort();
    offices
}

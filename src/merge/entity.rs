//! What an article changes in the entities. An article supports every entity that it names, and every one that its
//! facts name; an entity without support goes, unless a record that stays names it.

use crate::graph::Graph;
use crate::merge::change::Change;
use crate::merge::change::Parts;
use crate::merge::fact::Records;
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

pub fn change(graph: &Graph, change: Change<'_>, parts: &Parts) -> Records<EntityRecord> {
    let before = change.before.map(told).unwrap_or_default();
    let after = change.after.map(told).unwrap_or_default();
    let mut put: BTreeMap<EntityId, EntityRecord> = BTreeMap::new();
    for (id, entity) in &after {
        put.insert(id.clone(), merged(graph.entity(id), entity, change.article));
    }
    let mut unsupported: BTreeSet<EntityId> = BTreeSet::new();
    for record in
        before.keys().filter(|it| !after.contains_key(*it)).filter_map(|it| graph.entity(it))
    {
        let mut record = record.clone();
        record.articles.retain(|it| it != change.article);
        if record.articles.is_empty() {
            unsupported.insert(record.id.clone());
        }
        put.insert(record.id.clone(), record);
    }
    keep_named(graph, parts, &put, &mut unsupported);
    put.retain(|id, it| !unsupported.contains(id) && graph.entity(id) != Some(it));
    Records { put: put.into_values().collect(), removed: unsupported.into_iter().collect() }
}

/// Takes from `unsupported` what other records name. Events name only what their articles support.
fn keep_named(
    graph: &Graph,
    parts: &Parts,
    put: &BTreeMap<EntityId, EntityRecord>,
    unsupported: &mut BTreeSet<EntityId>,
) {
    if unsupported.is_empty() {
        return;
    }
    for id in named_by_facts(graph, parts) {
        unsupported.remove(id);
    }
    loop {
        let size = unsupported.len();
        let entities = graph.entities().filter(|it| !put.contains_key(&it.id)).chain(put.values());
        let stay: Vec<&EntityRecord> =
            entities.filter(|it| !unsupported.contains(&it.id)).collect();
        for entity in stay {
            for id in
                entity.country.iter().chain(entity.offices.iter().filter_map(|it| it.of.as_ref()))
            {
                unsupported.remove(id);
            }
        }
        if unsupported.len() == size {
            return;
        }
    }
}

/// The ids in the disputes and agreements that are there after the change.
fn named_by_facts<'a>(graph: &'a Graph, parts: &'a Parts) -> BTreeSet<&'a EntityId> {
    let removed = &parts.removed;
    let mut named = BTreeSet::new();
    for dispute in
        graph.disputes().filter(|it| !removed.disputes.contains(&it.id)).chain(&parts.disputes)
    {
        named.insert(&dispute.id);
        named.extend(dispute.parties.iter().chain(dispute.claims.iter().map(|it| &it.by)));
    }
    for agreement in graph
        .agreements()
        .filter(|it| !removed.agreements.contains(&it.id))
        .chain(&parts.agreements)
    {
        named.insert(&agreement.id);
        named.extend(agreement.parties.iter().chain(&agreement.signatories));
    }
    named
}

/// All entities that a reading names, with those that only its facts name.
fn told(reading: &Reading) -> BTreeMap<EntityId, Entity> {
    let mut told: BTreeMap<EntityId, Entity> = BTreeMap::new();
    for entity in &reading.entities {
        match told.get_mut(&entity.id) {
            Some(known) => {
                known.mentions.extend(entity.mentions.iter().cloned());
                known.offices.extend(entity.offices.iter().cloned());
            }
            None => drop(told.insert(entity.id.clone(), entity.clone())),
        }
    }
    for (id, name) in named(reading) {
        told.entry(id.clone()).or_insert_with(|| bare(id, name));
    }
    told
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

fn bare(id: &EntityId, name: Option<&str>) -> Entity {
    Entity {
        id: id.clone(),
        kind: id.kind().unwrap_or(Kind::Organization),
        name: name.unwrap_or(id.local()).to_owned(),
        country: None,
        offices: Vec::new(),
        mentions: Vec::new(),
    }
}

fn merged(known: Option<&EntityRecord>, told: &Entity, article: &ArticleId) -> EntityRecord {
    let mut record = known.cloned().unwrap_or_else(|| EntityRecord {
        id: told.id.clone(),
        kind: told.kind,
        name: told.name.clone(),
        country: None,
        names: Vec::new(),
        offices: Vec::new(),
        articles: Vec::new(),
    });
    record.kind = record.kind.min(told.kind);
    record.name = preferred(&record.id, &record.name, &told.name);
    record.country = least(record.country.take(), told.country.clone());
    let forms = told.mentions.iter().filter(|it| it.form == Form::Name).map(|it| &it.text);
    let names =
        forms.chain([&told.name]).map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    record.names.extend(names.filter(|it| !it.is_empty()));
    record.names.sort();
    record.names.dedup();
    record.offices = offices(record.offices.iter().chain(&told.offices));
    if let Err(place) = record.articles.binary_search(article) {
        record.articles.insert(place, article.clone());
    }
    record
}

/// The better one of two names for the same: not the bare id, then the longer, then the first in the alphabet.
pub fn preferred(id: &EntityId, a: &str, b: &str) -> String {
    let rank = |it: &str| (it == id.local(), std::cmp::Reverse(it.chars().count()), it.to_owned());
    if rank(b) < rank(a) { b.to_owned() } else { a.to_owned() }
}

/// The lesser of two, one that is there before none.
pub fn least<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
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

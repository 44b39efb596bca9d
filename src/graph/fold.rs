//! One event from all that is told of it. A pure function of the set of tellings and of which articles are copies.
//! Copies of one text are one voice: what most tell is what most independent articles tell.
//!
//! Confidence: of the tellings of one text the surest counts; independent texts are taken as independent witnesses
//! (noisy-or), 1 - (1 - a)(1 - b)..., at most 0.99 unless one alone is surer. Two texts of 0.8 come to 0.96; a hundred
//! reprints of one stay at 0.8.

use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::delta::EventRecord;
use crate::model::delta::Source;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// However many tell it, so sure and no surer.
const MOST_CONFIDENCE: f64 = 0.99;

/// The record of an event; `tellings` are in article order and not empty. Nothing comes of none.
pub fn fold(
    id: EventId,
    part_of: Option<EventId>,
    tellings: Vec<Arc<Telling>>,
    origin: &dyn Fn(&ArticleId) -> ArticleId,
) -> Option<EventRecord> {
    let voices: Vec<ArticleId> = tellings.iter().map(|it| origin(&it.article)).collect();
    let told = Told { tellings: &tellings, voices: &voices };
    let leading = leading(&tellings)?;
    let mut evidence: Vec<Arc<Source>> = Vec::new();
    for telling in &tellings {
        let source = |it: &_| {
            Arc::new(Source { article: telling.article.clone(), evidence: Clone::clone(it) })
        };
        evidence.extend(telling.event.evidence.iter().map(source));
    }
    evidence.sort();
    evidence.dedup();
    Some(EventRecord {
        id,
        kind: leading.event.kind,
        mode: told.mode(),
        plover: leading.event.plover.clone(),
        cameo: leading.event.cameo.clone(),
        status: leading.event.status,
        time: told.time(),
        places: places(&tellings),
        participants: told.participants(),
        concerns: union(tellings.iter().map(|it| &it.event.concerns)),
        said_by: said_by(&tellings),
        part_of,
        known_from: tellings.iter().filter_map(|it| it.day.clone()).min(),
        confidence: told.confidence(),
        evidence,
        tellings,
    })
}

/// The telling that the status and its codes are taken from: what came about before what was to come; then the last
/// published; then the first in article order.
fn leading(tellings: &[Arc<Telling>]) -> Option<&Telling> {
    let rank = |it: &&Arc<Telling>| (Reverse(decided(it.event.status)), Reverse(it.day.clone()));
    tellings.iter().min_by_key(rank).map(AsRef::as_ref)
}

/// How far a status is from being overtaken by another.
fn decided(status: Status) -> u8 {
    match status {
        Status::Held | Status::Cancelled | Status::Refused | Status::Denied => 5,
        Status::Ongoing => 4,
        Status::Postponed => 3,
        Status::Planned => 2,
        Status::Proposed => 1,
        Status::Hypothetical => 0,
    }
}

/// Tellings, and of which text each one is.
struct Told<'a> {
    tellings: &'a [Arc<Telling>],
    voices: &'a [ArticleId],
}

impl<'a> Told<'a> {
    fn each(&self) -> impl Iterator<Item = (&'a Telling, &'a ArticleId)> {
        self.tellings.iter().map(AsRef::as_ref).zip(self.voices)
    }

    /// The mode told most often, `other` and none only if there is no other; of equals the first in article order.
    fn mode(&self) -> Option<String> {
        let modes = self.each().filter_map(|(it, voice)| Some((it.event.mode.as_ref()?, voice)));
        let modes: Vec<(&String, &ArticleId)> = modes.collect();
        let named: Vec<_> = modes.iter().copied().filter(|it| *it.0 != "other").collect();
        most_often(if named.is_empty() { &modes } else { &named }).cloned()
    }

    /// The time that leaves the fewest days open; of equals the one told most often, then the first in article order. A day
    /// that is no more than the article's own goes where another is told.
    fn time(&self) -> Option<Time> {
        let times = self.each().filter_map(|(it, voice)| Some((it.event.time.as_ref()?, voice)));
        let mut times: Vec<(&Time, &ArticleId)> = times.collect();
        let told: Vec<&Time> = times.iter().map(|it| it.0).filter(|it| it.text.is_some()).collect();
        let apart = |it: &Time| {
            told.iter().any(|told| !told.overlaps(it.earliest.as_deref(), it.latest.as_deref()))
        };
        times.retain(|it| it.0.text.is_some() || !apart(it.0));
        let days = |it: &Time| it.days().unwrap_or(i32::MAX);
        let least = times.iter().map(|it| days(it.0)).min()?;
        let finest: Vec<_> = times.into_iter().filter(|it| days(it.0) == least).collect();
        let edtf = most_often(&finest.iter().map(|it| (&it.0.edtf, it.1)).collect::<Vec<_>>())?;
        finest.iter().find(|it| it.0.edtf == *edtf).map(|it| it.0.clone())
    }

    /// All who took part, each once. A country goes where another telling names somebody who acts on behalf of it.
    fn participants(&self) -> Vec<Participant> {
        if let [only] = self.tellings {
            return only.event.participants.clone();
        }
        let mut all: Vec<&EntityId> = Vec::new();
        let mut told: BTreeMap<&EntityId, Vec<(&Participant, &ArticleId)>> = BTreeMap::new();
        for (telling, voice) in self.each() {
            for participant in &telling.event.participants {
                let list = told.entry(&participant.entity).or_default();
                if list.is_empty() {
                    all.push(&participant.entity);
                }
                list.push((participant, voice));
            }
        }
        let kept = all.into_iter().filter(|it| !stands_for_somebody(it, self.tellings));
        kept.filter_map(|it| one(told.get(it)?)).collect()
    }

    fn confidence(&self) -> f64 {
        if let [only] = self.tellings {
            return only.event.confidence;
        }
        let mut surest: BTreeMap<&ArticleId, f64> = BTreeMap::new();
        for (telling, voice) in self.each() {
            let known = surest.entry(voice).or_default();
            *known = known.max(telling.event.confidence);
        }
        let one_alone = surest.values().copied().fold(0.0, f64::max);
        if surest.len() == 1 {
            return one_alone;
        }
        let none_right: f64 = surest.values().map(|it| 1.0 - it).product();
        (1.0 - none_right).min(MOST_CONFIDENCE).max(one_alone)
    }
}

/// The item that most voices tell; of equals the first.
fn most_often<'a, T: Ord>(list: &[(&'a T, &ArticleId)]) -> Option<&'a T> {
    let mut voices: BTreeMap<&T, BTreeSet<&ArticleId>> = BTreeMap::new();
    for (item, voice) in list {
        voices.entry(item).or_default().insert(voice);
    }
    let most = voices.values().map(BTreeSet::len).max()?;
    list.iter().map(|it| it.0).find(|it| voices.get(it).is_some_and(|it| it.len() == most))
}

/// All places told, a country only if no place in it is told.
fn places(tellings: &[Arc<Telling>]) -> Vec<EntityId> {
    let all = in_order(tellings.iter().flat_map(|it| &it.event.places));
    if tellings.len() == 1 {
        return all;
    }
    let finer: Vec<&EntityId> = tellings.iter().flat_map(|it| &it.place_countries).collect();
    all.into_iter().filter(|it| !finer.contains(&it)).collect()
}

fn in_order<'a>(ids: impl Iterator<Item = &'a EntityId>) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = Vec::new();
    for id in ids {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

/// Somebody acts on behalf of the country, but nowhere is it named beside them.
fn stands_for_somebody(country: &EntityId, tellings: &[Arc<Telling>]) -> bool {
    let acts = |it: &&Arc<Telling>| {
        it.event.participants.iter().any(|it| it.on_behalf_of.as_ref() == Some(country))
    };
    let named = |it: &&Arc<Telling>| it.event.participants.iter().any(|it| it.entity == *country);
    country.kind() == Some(Kind::Country)
        && tellings.iter().any(|it| acts(&it))
        && !tellings.iter().any(|it| acts(&it) && named(&it))
}

/// One participant as several tell of it: the role told most often, `participant` only if there is no other.
fn one(told: &[(&Participant, &ArticleId)]) -> Option<Participant> {
    let roles: Vec<(&Role, &ArticleId)> = told.iter().map(|it| (&it.0.role, it.1)).collect();
    let special: Vec<_> = roles.iter().copied().filter(|it| *it.0 != Role::Participant).collect();
    let role = most_often(if special.is_empty() { &roles } else { &special })?;
    let behalf: Vec<(&EntityId, &ArticleId)> =
        told.iter().filter_map(|it| Some((it.0.on_behalf_of.as_ref()?, it.1))).collect();
    let entity = told.first().map(|it| it.0.entity.clone())?;
    Some(Participant { entity, role: *role, on_behalf_of: most_often(&behalf).cloned() })
}

/// All ids of several lists; of one list as it stands.
fn union<'a>(lists: impl ExactSizeIterator<Item = &'a Vec<EntityId>>) -> Vec<EntityId> {
    let single = lists.len() == 1;
    let mut all = in_order(lists.flatten());
    if !single {
        all.sort();
    }
    all
}

/// Nobody if one article tells it as a fact; else those of the first telling in article order.
fn said_by(tellings: &[Arc<Telling>]) -> Vec<EntityId> {
    let said = |it: &Arc<Telling>| it.event.said_by.clone();
    let as_fact = tellings.iter().any(|it| it.event.said_by.is_empty());
    if as_fact { Vec::new() } else { tellings.first().map(said).unwrap_or_default() }
}

//! What an article changes in the events.

use crate::graph::Graph;
use crate::graph::fold::fold;
use crate::merge::cluster;
use crate::merge::origin::Origins;
use crate::model::delta::EventRecord;
use crate::model::delta::Redirect;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EventId;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Events that are new or differ, ids of events that are no more, and where to look for those.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    pub put: Vec<EventRecord>,
    pub removed: Vec<EventId>,
    pub redirects: Vec<Redirect>,
}

/// A telling is known by its article and the id that its reading gave to the event.
type Key<'a> = (&'a ArticleId, &'a EventId);

/// The tellings of `article` are now `new`; all events that this touches are parted anew, and those told by articles
/// that were found to be copies, or no more to be, are weighed anew.
pub fn change(
    graph: &Graph,
    article: &ArticleId,
    new: Vec<Arc<Telling>>,
    origins: &Origins<'_>,
) -> Events {
    let told_before: Vec<&EventRecord> = graph.events_told_by(article).collect();
    let gone =
        told_before.iter().flat_map(|it| &it.tellings).filter(|it| it.article == *article).cloned();
    let mut seeds: Vec<Arc<Telling>> = gone.collect();
    seeds.extend(new.iter().cloned());
    let mut touched = cluster::linked(graph, &seeds);
    touched.extend(told_before.into_iter().map(|it| (&it.id, it)));
    let others = touched.values().flat_map(|it| &it.tellings).filter(|it| it.article != *article);
    let tellings = others.cloned().chain(new).collect();
    let parts = cluster::part(tellings);
    let ids = ids(graph, &touched, &parts);
    let places = Places::new(graph, &ids, &parts);
    let removed: Vec<EventId> =
        touched.keys().filter(|it| !ids.contains(*it)).map(|it| (*it).clone()).collect();
    let redirects = redirects(graph, &touched, &removed, &places);
    let origin = |it: &ArticleId| origins.of(it);
    let mut put: Vec<EventRecord> = Vec::new();
    for (id, part) in ids.iter().zip(&parts) {
        put.extend(fold(id.clone(), places.whole_of(id, part), part.clone(), &origin));
    }
    // Parts that stand outside may have lost their whole, or found it under another id.
    for part in
        touched.keys().flat_map(|it| graph.parts_of(it)).filter(|it| !touched.contains_key(&it.id))
    {
        let whole = places.whole_of(&part.id, &part.tellings);
        put.extend(fold(part.id.clone(), whole, part.tellings.clone(), &origin));
    }
    let told_by_moved = origins.moved().flat_map(|it| graph.events_told_by(it));
    for event in told_by_moved.filter(|it| !touched.contains_key(&it.id)) {
        if put.iter().all(|it| it.id != event.id) {
            let whole = event.part_of.clone();
            put.extend(fold(event.id.clone(), whole, event.tellings.clone(), &origin));
        }
    }
    put.sort_by(|a, b| a.id.cmp(&b.id));
    put.dedup_by(|a, b| a.id == b.id);
    put.retain(|it| graph.event(&it.id) != Some(it));
    Events { put, removed, redirects }
}

/// An id for each part: that of the event which most of its tellings come from, else a new one.
fn ids(
    graph: &Graph,
    touched: &BTreeMap<&EventId, &EventRecord>,
    parts: &[Vec<Arc<Telling>>],
) -> Vec<EventId> {
    let mut home: BTreeMap<Key<'_>, &EventId> = BTreeMap::new();
    for (id, event) in touched {
        home.extend(event.tellings.iter().map(|it| ((&it.article, &it.event.id), *id)));
    }
    let mut claims: BTreeMap<(usize, &EventId), usize> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        for id in part.iter().filter_map(|it| home.get(&(&it.article, &it.event.id))) {
            *claims.entry((number, *id)).or_default() += 1;
        }
    }
    let mut claims: Vec<(Reverse<usize>, &EventId, usize)> =
        claims.into_iter().map(|((number, id), count)| (Reverse(count), id, number)).collect();
    claims.sort();
    let mut taken: BTreeMap<usize, EventId> = BTreeMap::new();
    let mut used: BTreeSet<EventId> = BTreeSet::new();
    for (_, id, number) in claims {
        if !taken.contains_key(&number) && used.insert(id.clone()) {
            taken.insert(number, id.clone());
        }
    }
    let mut ids = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let new = || unused(graph, &mut used, part);
        ids.push(taken.remove(&number).unwrap_or_else(new));
    }
    ids
}

/// The id that the first reading gave, with a number behind it if another event has it.
fn unused(graph: &Graph, used: &mut BTreeSet<EventId>, part: &[Arc<Telling>]) -> EventId {
    let base = part.first().map_or("event:", |it| it.event.id.as_str());
    let mut id = EventId::new(base);
    let mut number = 1;
    while used.contains(&id) || graph.event(&id).is_some() || graph.redirect(&id).is_some() {
        number += 1;
        id = EventId::new(format!("{base}-{number}"));
    }
    used.insert(id.clone());
    id
}

/// Where each telling stands now.
struct Places<'a> {
    graph: &'a Graph,
    moved: BTreeMap<Key<'a>, &'a EventId>,
}

impl<'a> Places<'a> {
    fn new(graph: &'a Graph, ids: &'a [EventId], parts: &'a [Vec<Arc<Telling>>]) -> Self {
        let mut moved = BTreeMap::new();
        for (id, part) in ids.iter().zip(parts) {
            moved.extend(part.iter().map(|it| ((&it.article, &it.event.id), id)));
        }
        Places { graph, moved }
    }

    /// The event that these tellings, taken in order, call the whole of `id`.
    fn whole_of(&self, id: &EventId, tellings: &[Arc<Telling>]) -> Option<EventId> {
        let mut wholes =
            tellings.iter().filter_map(|it| self.place(&it.article, it.event.part_of.as_ref()?));
        wholes.find(|it| it != id)
    }

    fn place(&self, article: &ArticleId, told: &EventId) -> Option<EventId> {
        let moved = self.moved.get(&(article, told)).map(|it| (*it).clone());
        let is_it = |it: &Arc<Telling>| it.article == *article && it.event.id == *told;
        let stays = || {
            let mut events = self.graph.events_told_by(article);
            events.find(|it| it.tellings.iter().any(is_it)).map(|it| it.id.clone())
        };
        moved.or_else(stays)
    }
}

/// For each id that is no more, and for those that led to it: where most of what it stood for is now.
fn redirects(
    graph: &Graph,
    touched: &BTreeMap<&EventId, &EventRecord>,
    removed: &[EventId],
    places: &Places<'_>,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (from, event) in removed.iter().filter_map(|it| Some((it, touched.get(it)?))) {
        let now =
            event.tellings.iter().find_map(|it| places.moved.get(&(&it.article, &it.event.id)));
        let Some(to) = now else { continue };
        let earlier = graph.redirects_to(from);
        redirects.extend(
            earlier.chain([from]).map(|it| Redirect { from: it.clone(), to: (*to).clone() }),
        );
    }
    redirects
}

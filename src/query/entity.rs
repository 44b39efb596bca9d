//! What is known of one entity: names, offices, counts, first and last day.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::counterparts;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::known;
use crate::query::names::latest;
use crate::query::names::met;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// One entity. Counts are of what passes the filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile<'g> {
    pub id: &'g EntityId,
    /// None for an entity that events name and of which nothing else is known.
    pub record: Option<&'g EntityRecord>,
    pub articles: usize,
    pub events: usize,
    /// Meetings that took place.
    pub meetings: usize,
    pub types: BTreeMap<EventType, usize>,
    /// Who met it.
    pub counterparts: usize,
    /// Earliest and latest day of its events.
    pub first: Option<&'g str>,
    pub last: Option<&'g str>,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    entity: &EntityId,
    filter: &Filter,
    budget: &mut Budget,
) -> Option<Profile<'g>> {
    let id = known(graph, entity)?;
    let level = Level::of(graph, id);
    let record = graph.entity(id);
    let articles = record.map_or(&[][..], |it| &it.articles);
    let mut profile = Profile {
        id,
        record,
        articles: articles.iter().filter(|it| filter.knows(graph, it)).count(),
        events: 0,
        meetings: 0,
        types: BTreeMap::new(),
        counterparts: 0,
        first: None,
        last: None,
    };
    let mut faced: BTreeSet<&EntityId> = BTreeSet::new();
    let events = graph.events_of(id).take_while(|_| budget.spend(1));
    for event in events.filter(|it| filter.admits(graph, it)) {
        profile.count(event);
        if met(event) {
            faced.extend(counterparts(event, id, level));
        }
    }
    profile.counterparts = faced.len();
    Some(profile)
}

impl<'g> Profile<'g> {
    fn count(&mut self, event: &'g EventRecord) {
        self.events += 1;
        self.meetings += usize::from(met(event));
        *self.types.entry(event.kind).or_default() += 1;
        self.first = [self.first, earliest(event)].into_iter().flatten().min();
        self.last = [self.last, latest(event)].into_iter().flatten().max();
    }
}

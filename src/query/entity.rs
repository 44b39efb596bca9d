//! What is known of one entity: names, offices, counts, first and last day.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::fact::Fact;
use crate::model::code::EventType;
use crate::model::day::Day;
use crate::model::delta::EntityRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;
use std::collections::BTreeMap;

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
    pub first: Day,
    pub last: Day,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    entity: &EntityId,
    filter: &Filter,
    budget: &mut Budget,
) -> Option<Profile<'g>> {
    let id = known(graph, entity)?;
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
        first: Day::NONE,
        last: Day::NONE,
    };
    let of = graph.entity_no(id).unwrap_or(EntityNo::GONE);
    let level = graph.level(of);
    let sieve = Sieve::new(graph, filter);
    let mut faced: Tally<()> = Tally::default();
    for entry in graph.scan(of, sieve.window()).take_while(|_| budget.spend(1)) {
        let Some(fact) = graph.fact(entry.event).filter(|it| sieve.admits(it)) else { continue };
        profile.count(fact);
        if fact.met() {
            graph.counterparts(fact, of, level).into_iter().for_each(|it| faced.count(it, |()| ()));
        }
    }
    profile.counterparts = faced.len();
    Some(profile)
}

impl Profile<'_> {
    fn count(&mut self, fact: &Fact) {
        self.events += 1;
        self.meetings += usize::from(fact.met());
        *self.types.entry(fact.kind).or_default() += 1;
        self.first = self.first.min(fact.first);
        self.last = self.last.later(fact.end());
    }
}

//! What there is, and where to begin: counts, and the busiest person, pair of countries and dispute.

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::actors;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::kind;
use crate::query::names::latest;
use crate::query::names::met;
use crate::query::unmet;
use std::cmp::Reverse;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview<'g> {
    pub articles: usize,
    pub events: usize,
    /// Meetings that took place.
    pub meetings: usize,
    /// Entities by kind.
    pub kinds: BTreeMap<Kind, usize>,
    /// First and last day of the events.
    pub first: Option<&'g str>,
    pub last: Option<&'g str>,
    /// The person with most meetings, and the year of most of them.
    pub person: Option<(&'g EntityId, String)>,
    /// The countries that took part in most events together, in id order.
    pub pair: Option<[&'g EntityId; 2]>,
    /// The dispute that most events concern.
    pub dispute: Option<&'g EntityId>,
    /// Somebody whom the person never met although they share counterparts.
    pub stranger: Option<&'g EntityId>,
}

pub fn ask<'g>(graph: &'g Graph, budget: &mut Budget) -> Overview<'g> {
    let mut overview = Overview { articles: graph.articles().count(), ..Overview::default() };
    for entity in graph.entities() {
        *overview.kinds.entry(entity.kind).or_default() += 1;
    }
    let mut persons: BTreeMap<&EntityId, usize> = BTreeMap::new();
    let mut pairs: BTreeMap<[&EntityId; 2], usize> = BTreeMap::new();
    let mut disputes: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for event in graph.events().take_while(|_| budget.spend(1)) {
        overview.events += 1;
        overview.meetings += usize::from(met(event));
        overview.first = [overview.first, earliest(event)].into_iter().flatten().min();
        overview.last = [overview.last, latest(event)].into_iter().flatten().max();
        if met(event) {
            let is_person = |it: &&EntityId| kind(graph, it) == Kind::Person;
            for person in actors(event, Level::Persons).into_iter().filter(is_person) {
                *persons.entry(person).or_default() += 1;
            }
        }
        for pair in countries(graph, event) {
            *pairs.entry(pair).or_default() += 1;
        }
        for dispute in event.concerns.iter().filter(|it| graph.dispute(it).is_some()) {
            *disputes.entry(dispute).or_default() += 1;
        }
    }
    overview.pair = most(pairs);
    overview.dispute = most(disputes).or_else(|| graph.disputes().next().map(|it| &it.id));
    if let Some(person) = most(persons) {
        overview.stranger = stranger(graph, person, budget);
        overview.person = busiest_year(graph, person).map(|year| (person, year));
    }
    overview
}

/// The key of the greatest number; of equals the first.
fn most<K: Ord>(counts: BTreeMap<K, usize>) -> Option<K> {
    counts.into_iter().min_by_key(|it| Reverse(it.1)).map(|it| it.0)
}

fn countries<'g>(graph: &Graph, event: &'g EventRecord) -> Vec<[&'g EntityId; 2]> {
    let is_country = |it: &&EntityId| kind(graph, it) == Kind::Country;
    let all: Vec<&EntityId> = actors(event, Level::Bodies).into_iter().filter(is_country).collect();
    let pairs = all.iter().enumerate().flat_map(|(i, a)| all.iter().skip(i + 1).map(|b| [*a, *b]));
    pairs.collect()
}

fn busiest_year(graph: &Graph, person: &EntityId) -> Option<String> {
    let mut years: BTreeMap<String, usize> = BTreeMap::new();
    for day in graph.events_of(person).filter(|it| met(it)).filter_map(earliest) {
        *years.entry(day.chars().take(4).collect()).or_default() += 1;
    }
    most(years)
}

fn stranger<'g>(graph: &'g Graph, person: &EntityId, budget: &mut Budget) -> Option<&'g EntityId> {
    let question = unmet::Question {
        entity: person.clone(),
        min_shared: 1,
        filter: Filter::default(),
        page: Page { limit: 1, after: None },
    };
    let found = unmet::ask(graph, &question, budget)?.items.into_iter().next()?;
    crate::query::names::known(graph, &found.entity.clone())
}

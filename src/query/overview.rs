//! What there is, and where to begin: counts, and the busiest person, pair of countries and dispute.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::contact::Level;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::model::code::Kind;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::tally::Tally;
use crate::query::unmet;
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
    pub first: Option<String>,
    pub last: Option<String>,
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
    let mut persons: Tally<usize> = Tally::default();
    let mut pairs: BTreeMap<[EntityNo; 2], usize> = BTreeMap::new();
    let mut disputes: BTreeMap<&EntityId, usize> = BTreeMap::new();
    let (mut first, mut last) = (Day::NONE, Day::NONE);
    for entry in graph.scan_all(Window::ALL).take_while(|_| budget.spend(1)) {
        let Some(fact) = graph.fact(entry.event) else { continue };
        overview.events += 1;
        overview.meetings += usize::from(fact.met());
        (first, last) = (first.min(fact.first), last.later(fact.end()));
        if fact.met() {
            let is_person = |it: &EntityNo| graph.kind_of(*it) == Kind::Person;
            let actors = graph.actors(fact, Level::Persons).into_iter();
            actors.filter(is_person).for_each(|it| persons.count(it, |n| *n += 1));
        }
        for pair in countries(graph, fact) {
            *pairs.entry(pair).or_default() += 1;
        }
        let concerns = fact.told().map_or(&[][..], |it| &it.concerns);
        for dispute in concerns.iter().filter(|it| graph.dispute(it).is_some()) {
            *disputes.entry(dispute).or_default() += 1;
        }
    }
    (overview.first, overview.last) = (first.text(), last.text());
    let ids = |pair: [EntityNo; 2]| -> Option<[&EntityId; 2]> {
        let [a, b] = pair.map(|it| graph.id_of(it));
        let (a, b) = (a?, b?);
        Some([a.min(b), a.max(b)])
    };
    overview.pair = most(pairs.into_iter().filter_map(|(pair, n)| Some((ids(pair)?, n))));
    let dispute = most(disputes.into_iter());
    overview.dispute = dispute.or_else(|| graph.disputes().next().map(|it| &it.id));
    let persons = persons.into_rows().filter_map(|(it, n)| Some((graph.id_of(it)?, n)));
    if let Some(person) = most(persons) {
        overview.stranger = stranger(graph, person, budget);
        overview.person = busiest_year(graph, person).map(|year| (person, year));
    }
    overview
}

/// The key of the greatest number; of equals the first.
fn most<K: Ord>(counts: impl Iterator<Item = (K, usize)>) -> Option<K> {
    counts.min_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))).map(|it| it.0)
}

fn countries(graph: &Graph, fact: &Fact) -> Vec<[EntityNo; 2]> {
    let mut all = graph.actors(fact, Level::Bodies);
    all.retain(|it| graph.kind_of(*it) == Kind::Country);
    let pairs = all.iter().enumerate().flat_map(|(i, a)| all.iter().skip(i + 1).map(|b| [*a, *b]));
    pairs.collect()
}

fn busiest_year(graph: &Graph, person: &EntityId) -> Option<String> {
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    let of = graph.entity_no(person)?;
    for entry in graph.scan(of, Window::ALL).filter(|it| it.met() && it.day().is_known()) {
        *years.entry(entry.day().year()).or_default() += 1;
    }
    most(years.into_iter()).map(|year| format!("{year:04}"))
}

fn stranger<'g>(graph: &'g Graph, person: &EntityId, budget: &mut Budget) -> Option<&'g EntityId> {
    let question = unmet::Question {
        entity: person.clone(),
        min_shared: 1,
        named: 0,
        by_chains: false,
        filter: Filter::default(),
        page: Page { limit: 1, after: None },
    };
    let found = unmet::ask(graph, &question, budget)?.items.into_iter().next()?;
    crate::query::names::known(graph, &found.entity.clone())
}

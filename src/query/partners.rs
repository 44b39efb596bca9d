//! With whom an entity has to do most: its counterparts in all that took place, ranked by number of events.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::counterparts;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::kind;
use crate::query::names::known;
use crate::query::names::latest;
use crate::query::names::took_place;
use std::collections::BTreeMap;

/// The name of the order that partners are listed in: most events first, then id.
pub const ORDER: &str = "partners";

#[derive(Debug, Clone)]
pub struct Question {
    pub entity: EntityId,
    /// Persons or countries and organizations; None takes what the entity itself is.
    pub level: Option<Level>,
    /// Empty takes all.
    pub types: Vec<EventType>,
    pub filter: Filter,
    pub page: Page,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Partner<'g> {
    pub entity: &'g EntityId,
    pub events: usize,
    pub types: BTreeMap<EventType, usize>,
    pub first: Option<&'g str>,
    pub last: Option<&'g str>,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> Option<List<Partner<'g>>> {
    let subject = known(graph, &question.entity)?;
    let level = question.level.unwrap_or_else(|| Level::of(graph, subject));
    let filter = &question.filter;
    let mut partners: BTreeMap<&EntityId, Partner> = BTreeMap::new();
    let events = graph
        .events_of(subject)
        .take_while(|it| !filter.is_past(earliest(it)) && budget.spend(1))
        .filter(|it| question.types.is_empty() || question.types.contains(&it.kind))
        .filter(|it| took_place(it) && filter.admits(graph, it));
    for event in events {
        let ranked = |it: &&EntityId| level == Level::Bodies || kind(graph, it) == Kind::Person;
        for other in counterparts(event, subject, level).into_iter().filter(ranked) {
            partners.entry(other).or_insert_with(|| Partner::new(other)).count(event);
        }
    }
    let key = |it: &Partner| vec![descending(it.events), it.entity.to_string()];
    let rows = partners.into_values().collect();
    Some(List::ranked(rows, &question.page, (ORDER, graph.generation()), key).cut_by(budget))
}

impl<'g> Partner<'g> {
    fn new(entity: &'g EntityId) -> Self {
        Partner { entity, events: 0, types: BTreeMap::new(), first: None, last: None }
    }

    fn count(&mut self, event: &'g EventRecord) {
        self.events += 1;
        *self.types.entry(event.kind).or_default() += 1;
        self.first = [self.first, earliest(event)].into_iter().flatten().min();
        self.last = [self.last, latest(event)].into_iter().flatten().max();
    }
}

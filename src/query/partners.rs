//! With whom an entity has to do most: its counterparts in all that took place, ranked by number of events.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::contact::Level;
use crate::graph::fact::Fact;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;
use std::cmp::Ordering;
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
    pub first: Day,
    pub last: Day,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> Option<List<Partner<'g>>> {
    let subject = known(graph, &question.entity)?;
    let of = graph.entity_no(subject).unwrap_or(EntityNo::GONE);
    let level = question.level.unwrap_or_else(|| graph.level(of));
    let sieve = Sieve::new(graph, &question.filter);
    let mut tally: Tally<Row> = Tally::default();
    let entries = graph.scan(of, sieve.window()).take_while(|_| budget.spend(1));
    let wanted = |it: &EventType| question.types.is_empty() || question.types.contains(it);
    for entry in entries.filter(|it| wanted(&it.kind) && it.took_place() && sieve.admits_entry(it))
    {
        let Some(fact) = graph.fact(entry.event) else { continue };
        for other in graph.counterparts(fact, of, level) {
            if level == Level::Bodies || graph.kind_of(other) == Kind::Person {
                tally.count(other, |it| it.count(fact));
            }
        }
    }
    let partner = |(of, row): (EntityNo, Row)| {
        let entity = graph.id_of(of)?;
        let Row { events, types, first, last } = row;
        Some(Partner { entity, events, types, first: first?, last: last? })
    };
    let rows = tally.into_rows().filter_map(partner).collect();
    let order = (ORDER, graph.generation());
    Some(List::ranked_by(rows, &question.page, order, compare, key).cut_by(budget))
}

fn compare(a: &Partner<'_>, b: &Partner<'_>) -> Ordering {
    b.events.cmp(&a.events).then_with(|| a.entity.cmp(b.entity))
}

fn key(it: &Partner<'_>) -> Vec<String> {
    vec![descending(it.events), it.entity.to_string()]
}

#[derive(Debug, Default)]
struct Row {
    events: usize,
    types: BTreeMap<EventType, usize>,
    first: Option<Day>,
    last: Option<Day>,
}

impl Row {
    fn count(&mut self, fact: &Fact) {
        self.events += 1;
        *self.types.entry(fact.kind).or_default() += 1;
        self.first = Some(self.first.map_or(fact.first, |it| it.min(fact.first)));
        self.last = Some(self.last.map_or(fact.end(), |it| it.later(fact.end())));
    }
}

//! Who met whom: the counterparts of an entity in meetings that took place, and the meetings.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::entry::Entry;
use crate::graph::fact::Fact;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The name of the order that counterparts are listed in: most meetings first, then id.
pub const ORDER: &str = "met";
/// Meetings that one answer tells whole; the rest by id.
pub const MEETINGS: usize = 500;

#[derive(Debug, Clone)]
pub struct Question {
    pub entity: EntityId,
    /// Only meetings that this one took part in, itself or through one who acts on behalf of it.
    pub with: Option<EntityId>,
    pub filter: Filter,
    pub page: Page,
}

/// One counterpart and the meetings with it, in time order.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterpart<'g> {
    pub entity: &'g EntityId,
    pub first: Day,
    pub last: Day,
    pub meetings: Vec<EventNo>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'g> {
    pub counterparts: List<Counterpart<'g>>,
    /// The meetings of the counterparts on this page, each once, in time order; at most `MEETINGS`.
    pub meetings: Vec<EventNo>,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Option<Answer<'g>> {
    let subject = known(graph, &question.entity)?;
    let of = graph.entity_no(subject).unwrap_or(EntityNo::GONE);
    let with = question.with.as_ref().map(|it| graph.entity_no(it).unwrap_or(EntityNo::GONE));
    let level = graph.level(of);
    let sieve = Sieve::new(graph, &question.filter);
    let mut tally: Tally<Row> = Tally::default();
    for entry in meetings(graph, of, &sieve, budget) {
        let Some(fact) = graph.fact(entry.event) else { continue };
        if with.is_some_and(|it| !fact.takes_part(it)) {
            continue;
        }
        for other in graph.counterparts(fact, of, level) {
            if with.is_none_or(|it| acts_for(fact, other, it)) {
                tally.count(other, |it| it.count(entry.event, fact));
            }
        }
    }
    let counterpart = |(of, row): (EntityNo, Row)| {
        let entity = graph.id_of(of)?;
        Some(Counterpart { entity, first: row.first?, last: row.last?, meetings: row.meetings })
    };
    let rows = tally.into_rows().filter_map(counterpart).collect();
    let order = (ORDER, graph.generation());
    let counterparts = List::ranked_by(rows, &question.page, order, compare, key);
    let meetings = told(graph, &counterparts.items, budget);
    Some(Answer { counterparts: counterparts.cut_by(budget), meetings })
}

/// The meetings of an entity that took place and pass, in time order.
pub fn meetings<'a>(
    graph: &'a Graph,
    of: EntityNo,
    sieve: &Sieve<'a>,
    budget: &mut Budget,
) -> impl Iterator<Item = &'a Entry> {
    graph
        .scan(of, sieve.window())
        .take_while(|_| budget.spend(1))
        .filter(|it| it.met() && it.takes_part() && sieve.admits_entry(it))
}

#[derive(Debug, Default)]
struct Row {
    first: Option<Day>,
    last: Option<Day>,
    meetings: Vec<EventNo>,
}

impl Row {
    fn count(&mut self, event: EventNo, fact: &Fact) {
        self.first = Some(self.first.map_or(fact.first, |it| it.min(fact.first)));
        self.last = Some(self.last.map_or(fact.end(), |it| it.later(fact.end())));
        self.meetings.push(event);
    }
}

/// Whether `other` is `with`, or acts on behalf of it in the event.
fn acts_for(fact: &Fact, other: EntityNo, with: EntityNo) -> bool {
    other == with
        || fact.parts().iter().any(|it| {
            (it.entity == other && it.on_behalf_of == with)
                || (it.entity == with && it.on_behalf_of == other)
        })
}

fn compare(a: &Counterpart<'_>, b: &Counterpart<'_>) -> Ordering {
    b.meetings.len().cmp(&a.meetings.len()).then_with(|| a.entity.cmp(b.entity))
}

fn key(it: &Counterpart<'_>) -> Vec<String> {
    vec![descending(it.meetings.len()), it.entity.to_string()]
}

fn told(graph: &Graph, items: &[Counterpart<'_>], budget: &mut Budget) -> Vec<EventNo> {
    let mut all: Vec<EventNo> = items.iter().flat_map(|it| &it.meetings).copied().collect();
    graph.order_in_time(&mut all);
    if all.len() > MEETINGS {
        budget.leave_out_rows();
    }
    all.truncate(MEETINGS);
    all
}

impl Answer<'_> {
    /// What is shown of the meetings.
    pub fn records<'g>(&self, graph: &'g Graph) -> Vec<Cow<'g, EventRecord>> {
        self.meetings.iter().filter_map(|it| graph.record(*it)).collect()
    }
}

impl<'g> Counterpart<'g> {
    /// Where the meetings took place, each place once, in id order.
    pub fn places(&self, graph: &'g Graph) -> BTreeSet<&'g EntityId> {
        let facts = self.meetings.iter().filter_map(|it| graph.fact(*it));
        facts.flat_map(|it| graph.places_of(it)).filter_map(|it| graph.id_of(it)).collect()
    }
}

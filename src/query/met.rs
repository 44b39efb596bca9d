//! Who met whom: the counterparts of an entity in meetings that took place, and the meetings.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::counterparts;
use crate::query::counterpart::takes_part;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::events;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::known;
use crate::query::names::latest;
use crate::query::names::met;
use std::collections::BTreeMap;
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
    pub meetings: Vec<&'g EventRecord>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'g> {
    pub counterparts: List<Counterpart<'g>>,
    /// The meetings of the counterparts on this page, each once, in time order; at most `MEETINGS`.
    pub meetings: Vec<&'g EventRecord>,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Option<Answer<'g>> {
    let subject = known(graph, &question.entity)?;
    let level = Level::of(graph, subject);
    let mut by_entity: BTreeMap<&EntityId, Vec<&EventRecord>> = BTreeMap::new();
    for event in meetings(graph, subject, &question.filter, budget) {
        if question.with.as_ref().is_some_and(|it| !takes_part(event, it)) {
            continue;
        }
        for other in counterparts(event, subject, level) {
            if question.with.as_ref().is_none_or(|it| acts_for(event, other, it)) {
                by_entity.entry(other).or_default().push(event);
            }
        }
    }
    let rows = by_entity.into_iter().map(|(entity, meetings)| Counterpart { entity, meetings });
    let key = |it: &Counterpart| vec![descending(it.meetings.len()), it.entity.to_string()];
    let order = (ORDER, graph.generation());
    let counterparts = List::ranked(rows.collect(), &question.page, order, key);
    let meetings = told(&counterparts.items, budget);
    Some(Answer { counterparts: counterparts.cut_by(budget), meetings })
}

/// The meetings of an entity that took place and pass, in time order.
pub fn meetings<'g>(
    graph: &'g Graph,
    subject: &'g EntityId,
    filter: &Filter,
    budget: &mut Budget,
) -> impl Iterator<Item = &'g EventRecord> {
    graph
        .events_of(subject)
        .take_while(|it| !filter.is_past(earliest(it)) && budget.spend(1))
        .filter(|it| met(it) && takes_part(it, subject) && filter.admits(graph, it))
}

/// Whether `other` is `with`, or acts on behalf of it in the event.
fn acts_for(event: &EventRecord, other: &EntityId, with: &EntityId) -> bool {
    other == with
        || event.participants.iter().any(|it| {
            (it.entity == *other && it.on_behalf_of.as_ref() == Some(with))
                || (it.entity == *with && it.on_behalf_of.as_ref() == Some(other))
        })
}

fn told<'g>(items: &[Counterpart<'g>], budget: &mut Budget) -> Vec<&'g EventRecord> {
    let by_key: BTreeMap<Vec<String>, &EventRecord> =
        items.iter().flat_map(|it| &it.meetings).map(|it| (events::key(it), *it)).collect();
    if by_key.len() > MEETINGS {
        budget.leave_out_rows();
    }
    by_key.into_values().take(MEETINGS).collect()
}

impl<'g> Counterpart<'g> {
    pub fn first(&self) -> Option<&'g str> {
        self.meetings.iter().filter_map(|it| earliest(it)).min()
    }

    pub fn last(&self) -> Option<&'g str> {
        self.meetings.iter().filter_map(|it| latest(it)).max()
    }

    /// Where the meetings took place, each place once, in id order.
    pub fn places(&self) -> BTreeSet<&'g EntityId> {
        self.meetings.iter().flat_map(|it| &it.places).collect()
    }
}

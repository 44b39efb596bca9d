//! Whom an entity has never met although they share counterparts: two meetings away, not one.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::contacts::Contacts;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::names::known;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The name of the order: most shared counterparts first, then id.
pub const ORDER: &str = "unmet";

#[derive(Debug, Clone)]
pub struct Question {
    pub entity: EntityId,
    /// At least so many counterparts are shared.
    pub min_shared: usize,
    pub filter: Filter,
    pub page: Page,
}

/// One whom it never met, and the counterparts that both met, in id order.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet<'g> {
    pub entity: &'g EntityId,
    pub shared: BTreeSet<&'g EntityId>,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Option<List<Unmet<'g>>> {
    let subject = known(graph, &question.entity)?;
    let mut contacts = Contacts::new(graph, &question.filter, &[EventType::Consult], vec![subject]);
    let met = contacts.of(subject, budget);
    let mut shared: BTreeMap<&EntityId, BTreeSet<&EntityId>> = BTreeMap::new();
    for between in met.keys() {
        for other in contacts.of(between, budget).keys() {
            if other != &subject && !met.contains_key(other) {
                shared.entry(other).or_default().insert(between);
            }
        }
    }
    let rows = shared
        .into_iter()
        .filter(|(_, shared)| shared.len() >= question.min_shared)
        .map(|(entity, shared)| Unmet { entity, shared })
        .collect();
    let key = |it: &Unmet| vec![descending(it.shared.len()), it.entity.to_string()];
    Some(List::ranked(rows, &question.page, (ORDER, graph.generation()), key).cut_by(budget))
}

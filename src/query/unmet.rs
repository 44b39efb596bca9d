//! Whom an entity has never met although they share counterparts: two meetings away, not one.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::tally::Tally;
use crate::query::walk::Walk;
use std::cmp::Ordering;

/// The name of the order: most shared counterparts first, then id.
pub const ORDER: &str = "unmet";
/// The name of the order: most chains of two meetings first, then id.
pub const BY_CHAINS: &str = "unmet-chains";

#[derive(Debug, Clone)]
pub struct Question {
    pub entity: EntityId,
    /// At least so many counterparts are shared.
    pub min_shared: usize,
    /// Of the shared counterparts so many are named.
    pub named: usize,
    /// By chains of meetings, not by counterparts.
    pub by_chains: bool,
    pub filter: Filter,
    pub page: Page,
}

/// One whom it never met.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet<'g> {
    pub entity: &'g EntityId,
    /// How many counterparts both met.
    pub shared: usize,
    /// How many pairs of meetings lead there.
    pub chains: u64,
    /// The first of the counterparts in id order.
    pub counterparts: Vec<&'g EntityId>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Row {
    shared: usize,
    chains: u64,
}

/// Nothing when the graph does not know the entity.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Option<List<Unmet<'g>>> {
    let subject = known(graph, &question.entity)?;
    let of = graph.entity_no(subject).unwrap_or(EntityNo::GONE);
    let walk = Walk::new(graph, &question.filter, &[EventType::Consult], &[of], budget);
    let met = walk.of(of, budget);
    let mut near: Tally<u32> = Tally::default();
    met.iter().for_each(|(it, times)| *near.of(*it) = *times);
    let mut found: Tally<Row> = Tally::default();
    for (between, times) in &met {
        for (other, again) in walk.of(*between, budget) {
            if other != of && !near.has(other) {
                let row = found.of(other);
                row.shared += 1;
                row.chains += u64::from(*times) * u64::from(again);
            }
        }
    }
    let rows = found.into_rows().filter(|it| it.1.shared >= question.min_shared);
    let unmet = |(number, row): (EntityNo, Row)| {
        let entity = graph.id_of(number)?;
        Some(Unmet { entity, shared: row.shared, chains: row.chains, counterparts: Vec::new() })
    };
    let rows = rows.filter_map(unmet).collect();
    let order = if question.by_chains { BY_CHAINS } else { ORDER };
    let rank = |a: &Unmet, b: &Unmet| compare(a, b, question.by_chains);
    let key = |it: &Unmet| key(it, question.by_chains);
    let order = (order, graph.generation());
    let list = List::ranked_by(rows, &question.page, order, rank, key).cut_by(budget);
    Some(list.filter_map(|row| Some(named(graph, row, (&walk, &near), question.named))))
}

/// The row with those whom both met; they are few enough to be looked for again.
fn named<'g>(
    graph: &'g Graph,
    row: Unmet<'g>,
    (walk, near): (&Walk<'g>, &Tally<u32>),
    most: usize,
) -> Unmet<'g> {
    let Some(number) = graph.entity_no(row.entity).filter(|_| most > 0) else { return row };
    let faced = walk.of(number, &mut Budget::default()).into_iter();
    let shared = faced.filter(|it| near.has(it.0)).filter_map(|it| graph.id_of(it.0));
    let mut counterparts: Vec<&EntityId> = shared.collect();
    counterparts.sort_unstable();
    counterparts.truncate(most);
    Unmet { counterparts, ..row }
}

fn compare(a: &Unmet<'_>, b: &Unmet<'_>, by_chains: bool) -> Ordering {
    let order = if by_chains { b.chains.cmp(&a.chains) } else { b.shared.cmp(&a.shared) };
    order.then_with(|| a.entity.cmp(b.entity))
}

fn key(row: &Unmet<'_>, by_chains: bool) -> Vec<String> {
    let chains = usize::try_from(row.chains).unwrap_or(usize::MAX);
    let count = if by_chains { chains } else { row.shared };
    vec![descending(count), row.entity.to_string()]
}

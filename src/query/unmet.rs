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
    met.iter().for_each(|(it, times)| near.count(*it, |n| *n = *times));
    let mut found: Tally<Row> = Tally::default();
    // Whom it met has to be known to the end before anybody is said not to have met it.
    let sure = budget.cut().is_none();
    for (between, times) in met.iter().filter(|_| sure) {
        walk.each(*between, budget, |other, again| {
            if other != of && !near.has(other) {
                found.count(other, |row| {
                    row.shared += 1;
                    row.chains += u64::from(*times) * u64::from(again);
                });
            }
        });
    }
    let rows = found.into_rows().filter(|it| it.1.shared >= question.min_shared);
    let rows: Vec<(EntityNo, Row)> = rows.collect();
    let by_chains = question.by_chains;
    let order = (if by_chains { BY_CHAINS } else { ORDER }, graph.generation());
    let count = |it: &Row| if by_chains { it.chains } else { it.shared as u64 };
    let rank = |a: &(EntityNo, Row), b: &(EntityNo, Row)| {
        count(&b.1).cmp(&count(&a.1)).then_with(|| graph.compare_ids(a.0, b.0))
    };
    let key = |it: &(EntityNo, Row)| {
        let id = graph.id_of(it.0).map(ToString::to_string).unwrap_or_default();
        vec![descending(usize::try_from(count(&it.1)).unwrap_or(usize::MAX)), id]
    };
    let list = List::ranked_by(rows, &question.page, order, rank, key).cut_by(budget);
    Some(list.filter_map(|(number, row)| {
        let entity = graph.id_of(number)?;
        let Row { shared, chains } = row;
        let unmet = Unmet { entity, shared, chains, counterparts: Vec::new() };
        Some(named(graph, unmet, (&walk, &near), question.named))
    }))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::query::sample::Meeting;
    use crate::query::sample::PERSONS;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Whom `who` met, as the definition says.
    fn met(meetings: &[Meeting], filter: &Filter, who: &str) -> BTreeSet<&'static str> {
        let both =
            |other: &str| meetings.iter().any(|it| it.passes(filter) && it.is_of(who, other));
        PERSONS.into_iter().filter(|it| *it != who && both(it)).collect()
    }

    proptest! {
        #[test]
        fn are_those_of_the_definition(
            meetings in sample::meetings(), filter in sample::filters(), min_shared in 1..4_usize, limit in 1..4_usize,
        ) {
            let graph = sample::graph(&meetings);
            let own = met(&meetings, &filter, "person:a");
            let shared = |other: &str| &own & &met(&meetings, &filter, other);
            let strangers = PERSONS.into_iter().filter(|it| *it != "person:a" && !own.contains(it));
            let mut expected: Vec<(&str, BTreeSet<&str>)> = strangers.map(|it| (it, shared(it))).collect();
            expected.retain(|it| it.1.len() >= min_shared);
            expected.sort_by_key(|it| (usize::MAX - it.1.len(), it.0));
            let expected: Vec<String> = expected.iter().map(|it| format!("{it:?}")).collect();
            let found = sample::pages(
                limit,
                |page, budget| {
                    let entity = EntityId::new("person:a");
                    let question = Question { entity, min_shared, named: 9, by_chains: false, filter: filter.clone(), page };
                    let list = ask(&graph, &question, budget).unwrap();
                    let told = |it: &Unmet| {
                        let shared: BTreeSet<&str> = it.counterparts.iter().map(|it| it.as_str()).collect();
                        (descending(it.shared), format!("{:?}", (it.entity.as_str(), shared)))
                    };
                    List { items: list.items.iter().map(told).collect(), next: list.next, truncated: list.truncated, generation: 0 }
                },
                |it| it.1.clone(),
            );
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_spent_budget_makes_nobody_a_stranger() {
        let graph = crate::graph::sample::chain();
        let question = |page| Question {
            entity: EntityId::new("person:a"),
            min_shared: 1,
            named: 9,
            by_chains: false,
            filter: Filter::default(),
            page,
        };
        for edges in 0..40 {
            let question = question(Page::default());
            let list = ask(&graph, &question, &mut Budget::new(edges)).unwrap();
            assert!(list.items.iter().all(|it| it.entity.as_str() == "person:c"), "{edges}");
            assert!(list.truncated.is_some() || list.items.len() == 1, "{edges}");
        }
    }
}

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
    // Whom it met has to be known to the end before anybody is said not to have met it.
    let sure = budget.cut().is_none();
    for between in met.keys().take_while(|_| sure) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::query::sample::Meeting;
    use crate::query::sample::PERSONS;
    use proptest::prelude::*;

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
                    let question = Question { entity, min_shared, filter: filter.clone(), page };
                    let list = ask(&graph, &question, budget).unwrap();
                    let told = |it: &Unmet| {
                        let shared: BTreeSet<&str> = it.shared.iter().map(|it| it.as_str()).collect();
                        (descending(shared.len()), format!("{:?}", (it.entity.as_str(), shared)))
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

//! Who stands in the middle: PageRank (Brin and Page 1998, Computer Networks 30:107) over who acts together. The walker
//! takes one of the events of where it is, each as likely, and goes to one of the others there, each as likely.
//!
//! petgraph's `page_rank` is not called: as of 0.8 it looks in each round for an edge from every node to every other
//! one, V times the edges, and would need each meeting of n as n (n - 1) / 2 of them. Here a round is one pass over
//! the rows of actors. Sums run in one order, so that the same graph gives the same digits.

use crate::graph::Graph;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::together::Scope;
use crate::query::together::Together;

/// The name of the order: highest rank first, then id.
pub const ORDER: &str = "centrality";
/// How likely the walker goes on rather than begin anew anywhere.
const DAMPING: f64 = 0.85;
/// What is left of a first guess after so many rounds is less than the last digit shown.
const ROUNDS: usize = 150;
/// Rounds end when ranks change by less in all.
const STILL: f64 = 1e-12;
/// Numbers that one unit of the budget pays for in a round: adding is cheaper than following an edge.
const PER_UNIT: usize = 64;
/// Ten to the number of places shown.
const PLACES: f64 = 1e8;

#[derive(Debug, Clone)]
pub struct Question {
    pub scope: Scope,
    pub page: Page,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Central<'g> {
    pub entity: &'g EntityId,
    /// Part of the walker's time, to eight places; all together are one.
    pub rank: f64,
    /// Events with somebody else that passed.
    pub events: usize,
}

pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> List<Central<'g>> {
    let together = Together::new(graph, &question.scope, budget);
    let degrees = together.degrees();
    let ranks = ranks(&together, &degrees, budget);
    let rows = together.entities.iter().zip(ranks).zip(&degrees);
    let rows = rows.map(|((entity, rank), events)| Central {
        entity,
        rank: (rank * PLACES).round() / PLACES,
        events: *events,
    });
    let key = |it: &Central| vec![format!("{:.8}", 1.0 - it.rank), it.entity.to_string()];
    let order = (ORDER, graph.generation());
    List::ranked(rows.collect(), &question.page, order, key).cut_by(budget)
}

fn ranks(together: &Together, degrees: &[usize], budget: &mut Budget) -> Vec<f64> {
    let n = degrees.len();
    let even = 1.0 / (n.max(1) as f64);
    let mut ranks = vec![even; n];
    let work = together.events.iter().map(|it| it.actors.len()).sum::<usize>() / PER_UNIT + 1;
    for _ in 0..ROUNDS {
        if !budget.spend(u64::try_from(work).unwrap_or(u64::MAX)) {
            break;
        }
        let next = round(together, degrees, &ranks, even);
        let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if change < STILL {
            break;
        }
    }
    ranks
}

/// Where the walker is after one step more.
fn round(together: &Together, degrees: &[usize], ranks: &[f64], even: f64) -> Vec<f64> {
    // What each entity takes to each of its events.
    let shares: Vec<f64> = ranks.iter().zip(degrees).map(|(it, n)| it / (*n as f64)).collect();
    let share = |number: usize| shares.get(number).copied().unwrap_or_default();
    let mut next = vec![(1.0 - DAMPING) * even; ranks.len()];
    for row in &together.events {
        let all: f64 = row.actors.iter().map(|it| share(*it)).sum();
        let others = (row.actors.len() - 1) as f64;
        for number in &row.actors {
            if let Some(rank) = next.get_mut(*number) {
                *rank += DAMPING * (all - share(*number)) / others;
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::contact::Level;
    use crate::graph::sample;
    use crate::model::code::EventType;
    use crate::model::delta::Rows;
    use crate::query::filter::Filter;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    fn question(level: Level) -> Question {
        let types = vec![EventType::Consult];
        Question { scope: Scope { types, level, filter: Filter::default() }, page: Page::default() }
    }

    #[test]
    fn ranks_of_a_chain() {
        let graph = sample::chain();
        let list = ask(&graph, &question(Level::Persons), &mut Budget::default());
        let found: Vec<_> =
            list.items.iter().map(|it| (it.entity.as_str(), it.rank, it.events)).collect();
        // b and c solve b = 0.15 / 6 + 0.85 (a + b / 2) with a = 0.15 / 6 + 0.85 b / 2.
        let (ends, middle) = (0.116_959_06, 0.216_374_27);
        let sixth = 0.166_666_67;
        assert_eq!(
            found,
            [
                ("person:b", middle, 2),
                ("person:c", middle, 2),
                ("person:e", sixth, 1),
                ("person:f", sixth, 1),
                ("person:a", ends, 1),
                ("person:d", ends, 1),
            ]
        );
        assert_eq!(ask(&graph, &question(Level::Bodies), &mut Budget::default()).items, []);
    }

    #[test]
    fn pages_follow_one_another() {
        let graph = sample::chain();
        let mut question = question(Level::Persons);
        let whole = ask(&graph, &question, &mut Budget::default()).items;
        question.page.limit = 4;
        let first = ask(&graph, &question, &mut Budget::default());
        question.page.after = first.next.map(|it| it.key);
        let second = ask(&graph, &question, &mut Budget::default());
        assert_eq!([first.items, second.items].concat(), whole);
        assert!(ask(&graph, &question, &mut Budget::new(3)).truncated.is_some());
    }

    const PERSONS: [&str; 5] = ["person:a", "person:b", "person:c", "person:d", "person:e"];

    /// The walk by a whole matrix of how likely one goes from each to each.
    fn by_matrix(meetings: &[Vec<&str>]) -> Vec<f64> {
        let events_of = |who: &str| meetings.iter().filter(|it| it.contains(&who)).count() as f64;
        let there: Vec<&str> = PERSONS.into_iter().filter(|it| events_of(it) > 0.0).collect();
        let step = |from: &str, to: &str| {
            let both =
                meetings.iter().filter(|it| from != to && it.contains(&from) && it.contains(&to));
            both.map(|it| 1.0 / events_of(from) / (it.len() - 1) as f64).sum::<f64>()
        };
        let n = there.len() as f64;
        let mut ranks = vec![1.0 / n; there.len()];
        for _ in 0..500 {
            let next = there.iter().map(|to| {
                let comes = there.iter().zip(&ranks).map(|(from, it)| it * step(from, to));
                0.15 / n + 0.85 * comes.sum::<f64>()
            });
            ranks = next.collect();
        }
        ranks
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_the_matrix(meetings in vec(subsequence(PERSONS.to_vec(), 2..5), 1..8)) {
            let event = |(number, who): (usize, &Vec<&str>)| {
                let who: Vec<(&str, &str)> = who.iter().map(|it| (*it, "")).collect();
                sample::event(&format!("{number}"), None, &who)
            };
            let graph = Graph::from_rows(Rows {
                entities: PERSONS.iter().map(|it| sample::entity(it)).collect(),
                events: meetings.iter().enumerate().map(event).collect(),
                ..Rows::default()
            });
            let mut found = ask(&graph, &question(Level::Persons), &mut Budget::default()).items;
            prop_assert!((found.iter().map(|it| it.rank).sum::<f64>() - 1.0).abs() < 1e-6);
            found.sort_by_key(|it| it.entity);
            let expected = by_matrix(&meetings);
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                prop_assert!((found.rank - expected).abs() < 1e-7, "{:?} {}", found, expected);
            }
        }
    }
}

//! The whole network: all who took part in events, the strongest first, and all that joins them.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::Level;
use crate::query::counterpart::actors;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::took_place;
use crate::query::network::Joined;
use crate::query::network::Node;
use crate::query::network::Subgraph;
use crate::query::network::edges;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
pub struct Question {
    /// At most so many nodes.
    pub limit: usize,
    pub types: Vec<EventType>,
    pub filter: Filter,
}

/// Persons face persons, and the countries and organizations that they act for face each other. All nodes are of
/// depth 0; the weight is the number of events.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Subgraph<'g> {
    let mut weights: BTreeMap<&EntityId, usize> = BTreeMap::new();
    let mut joined = Joined::new();
    for event in graph.events() {
        if question.filter.is_past(earliest(event)) || !budget.spend(1) {
            break;
        }
        if !question.types.contains(&event.kind)
            || !took_place(event)
            || !question.filter.admits(graph, event)
        {
            continue;
        }
        let sides = [Level::Persons, Level::Bodies].map(|it| actors(event, it));
        for id in sides.iter().flatten().collect::<BTreeSet<_>>() {
            *weights.entry(id).or_default() += 1;
        }
        for (a, b) in sides.iter().flat_map(pairs).collect::<BTreeSet<_>>() {
            if !budget.spend(1) {
                break;
            }
            joined.entry((a, b, event.kind)).or_default().push(event);
        }
    }
    let mut nodes: Vec<Node> =
        weights.into_iter().map(|(id, weight)| Node { id, depth: 0, weight }).collect();
    nodes.sort_by_key(|it| (Reverse(it.weight), it.id));
    if nodes.len() > question.limit {
        budget.leave_out_rows();
    }
    nodes.truncate(question.limit);
    let chosen: BTreeSet<&EntityId> = nodes.iter().map(|it| it.id).collect();
    joined.retain(|(a, b, _), _: &mut Vec<&EventRecord>| chosen.contains(a) && chosen.contains(b));
    let edges = edges(graph, joined);
    Subgraph { nodes, edges, truncated: budget.cut(), generation: graph.generation() }
}

/// All pairs, each in id order.
pub fn pairs<'a, 'g>(
    actors: &'a BTreeSet<&'g EntityId>,
) -> impl Iterator<Item = (&'g EntityId, &'g EntityId)> + 'a {
    let after = |(i, a)| actors.iter().skip(i + 1).map(move |b| (a, *b));
    actors.iter().copied().enumerate().flat_map(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::chain;

    fn drawn(limit: usize) -> (Vec<String>, Vec<String>, bool) {
        let graph = chain();
        let types = vec![EventType::Consult];
        let question = Question { limit, types, filter: Filter::default() };
        let found = ask(&graph, &question, &mut Budget::default());
        let nodes = found.nodes.iter().map(|it| format!("{} {}", it.id, it.weight));
        let edges = found.edges.iter().map(|it| format!("{} {}", it.id(), it.events.len()));
        (nodes.collect(), edges.collect(), found.truncated.is_some())
    }

    #[test]
    fn all_who_took_part_strongest_first() {
        let (nodes, edges, cut) = drawn(100);
        let expected = [
            "country:XXX 2",
            "person:b 2",
            "person:c 2",
            "person:a 1",
            "person:d 1",
            "person:e 1",
            "person:f 1",
        ];
        assert_eq!(nodes, expected);
        let expected = [
            "person:a|MET|person:b 1",
            "person:b|MET|person:c 1",
            "person:c|MET|person:d 1",
            "person:e|MET|person:f 1",
        ];
        assert_eq!(edges, expected);
        assert!(!cut);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        let (nodes, edges, cut) = drawn(3);
        assert_eq!(nodes, ["country:XXX 2", "person:b 2", "person:c 2"]);
        assert_eq!(edges, ["person:b|MET|person:c 1"]);
        assert!(cut);
    }
}

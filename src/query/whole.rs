//! The whole network: all who took part in events, the strongest first, and all that joins them.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::contact::Level;
use crate::model::code::EventType;
use crate::query::budget::Budget;
use crate::query::filter::Filter;
use crate::query::network::Edge;
use crate::query::network::Node;
use crate::query::network::Subgraph;
use crate::query::network::edge;
use crate::query::sieve::Sieve;
use crate::query::tally::Tally;
use std::cmp::Reverse;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub struct Question {
    /// At most so many nodes.
    pub limit: usize,
    pub types: Vec<EventType>,
    /// Of the events that make an edge at most so many are told.
    pub events: usize,
    pub filter: Filter,
}

/// Persons face persons, and the countries and organizations that they act for face each other. All nodes are of
/// depth 0; the weight is the number of events.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Subgraph<'g> {
    let sieve = Sieve::new(graph, &question.filter);
    let mut weights: Tally<usize> = Tally::default();
    let mut joined: Joined = BTreeMap::new();
    for entry in graph.scan_all(sieve.window()) {
        if !budget.spend(1) {
            break;
        }
        let wanted = question.types.contains(&entry.kind) && entry.took_place();
        let Some(fact) = graph.fact(entry.event).filter(|_| wanted && sieve.admits_entry(entry))
        else {
            continue;
        };
        let sides = [Level::Persons, Level::Bodies].map(|it| graph.actors(fact, it));
        let mut all = sides.concat();
        all.sort_unstable();
        all.dedup();
        all.into_iter().for_each(|it| weights.count(it, |n| *n += 1));
        let mut faced: Vec<(EntityNo, EntityNo)> = sides.iter().flat_map(|it| pairs(it)).collect();
        faced.sort_unstable();
        faced.dedup();
        for pair in faced.into_iter().take_while(|_| budget.spend(1)) {
            joined.entry((pair, entry.kind)).or_default().push(entry.event);
        }
    }
    let node = |(number, weight)| Some(Node { id: graph.id_of(number)?, depth: 0, weight });
    let mut nodes: Vec<Node> = weights.into_rows().filter_map(node).collect();
    nodes.sort_unstable_by_key(|it| (Reverse(it.weight), it.id));
    if nodes.len() > question.limit {
        budget.leave_out_rows();
    }
    nodes.truncate(question.limit);
    let edges = edges(graph, joined, &nodes, question.events);
    Subgraph { nodes, edges, truncated: budget.cut(), generation: graph.generation() }
}

/// The events of each type in which two face one another.
type Joined = BTreeMap<((EntityNo, EntityNo), EventType), Vec<EventNo>>;

/// What joins two of the nodes.
fn edges<'g>(graph: &'g Graph, joined: Joined, nodes: &[Node<'g>], told: usize) -> Vec<Edge<'g>> {
    let mut chosen: Tally<bool> = Tally::default();
    nodes
        .iter()
        .filter_map(|it| graph.entity_no(it.id))
        .for_each(|it| chosen.count(it, |it| *it = true));
    let mut edges = Vec::new();
    for (((a, b), kind), events) in joined {
        let ends = [a, b].map(|it| graph.id_of(it).filter(|_| chosen.has(it)));
        if let [Some(a), Some(b)] = ends {
            edges.push(edge(graph, (a.min(b), a.max(b), kind), events, told));
        }
    }
    edges.sort_unstable_by(|a, b| (a.source, a.target, a.kind).cmp(&(b.source, b.target, b.kind)));
    edges
}

/// All pairs, the lower number first.
fn pairs(actors: &[EntityNo]) -> impl Iterator<Item = (EntityNo, EntityNo)> {
    let after = |(i, a): (usize, &EntityNo)| {
        let a = *a;
        actors.iter().skip(i + 1).map(move |b| (a, *b)).collect::<Vec<_>>()
    };
    actors.iter().enumerate().flat_map(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::chain;

    fn drawn(limit: usize) -> (Vec<String>, Vec<String>, bool) {
        let graph = chain();
        let types = vec![EventType::Consult];
        let question = Question { limit, types, events: 9, filter: Filter::default() };
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

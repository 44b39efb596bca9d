//! The network round one or several entities: their contacts, the contacts of these, and all that joins those chosen.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::budget::Cut;
use crate::query::contacts::Contacts;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::known;
use crate::query::names::latest;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
pub struct Question {
    /// Whom it is about: the ring of depth 0.
    pub seeds: Vec<EntityId>,
    /// How many events away from the nearest seed at most.
    pub depth: usize,
    /// At most so many nodes, the seeds included.
    pub limit: usize,
    pub types: Vec<EventType>,
    pub filter: Filter,
}

/// Nodes nearest first, then strongest first, then by id; edges by the ids of their ends, then by type.
#[derive(Debug, Clone, PartialEq)]
pub struct Subgraph<'g> {
    pub nodes: Vec<Node<'g>>,
    pub edges: Vec<Edge<'g>>,
    pub truncated: Option<Cut>,
    pub generation: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node<'g> {
    pub id: &'g EntityId,
    /// How many events away from the nearest seed.
    pub depth: usize,
    /// Number of walks to it from the seeds, one event a step, one step nearer each time.
    pub weight: usize,
}

/// Two nodes and the events of one type that join them, in time order.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge<'g> {
    pub source: &'g EntityId,
    pub target: &'g EntityId,
    pub kind: EventType,
    /// How many independent articles tell the events.
    pub sources: usize,
    pub events: Vec<&'g EventRecord>,
}

impl<'g> Edge<'g> {
    /// The relationship type: MET for meetings, else the event type.
    pub fn label(&self) -> &'static str {
        if self.kind == EventType::Consult { "MET" } else { self.kind.as_str() }
    }

    /// Both ends and the type.
    pub fn id(&self) -> String {
        format!("{}|{}|{}", self.source, self.label(), self.target)
    }

    pub fn first(&self) -> Option<&'g str> {
        self.events.iter().filter_map(|it| earliest(it)).min()
    }

    pub fn last(&self) -> Option<&'g str> {
        self.events.iter().filter_map(|it| latest(it)).max()
    }
}

/// The events of each type that join two nodes, each pair in id order.
pub type Joined<'g> = BTreeMap<(&'g EntityId, &'g EntityId, EventType), Vec<&'g EventRecord>>;

/// An error names the seed that the graph does not know.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Result<Subgraph<'g>, &'g EntityId> {
    let seed = |id: &'g EntityId| known(graph, graph.survivor(id)).ok_or(id);
    let seeds: BTreeSet<&EntityId> = question.seeds.iter().map(seed).collect::<Result<_, _>>()?;
    let ends = seeds.iter().copied().collect();
    let mut contacts = Contacts::new(graph, &question.filter, &question.types, ends);
    let nodes = choose(&seeds, question, &mut contacts, budget);
    let edges = edges(graph, join(&seeds, &nodes, &mut contacts, budget));
    Ok(Subgraph { nodes, edges, truncated: budget.cut(), generation: graph.generation() })
}

/// What was joined, as edges.
pub fn edges<'g>(graph: &Graph, joined: Joined<'g>) -> Vec<Edge<'g>> {
    let sources = |events: &[&EventRecord]| {
        graph.sources(events.iter().flat_map(|it| &it.evidence).map(|it| &it.article))
    };
    let edge = |((source, target, kind), events): ((_, _, _), Vec<&'g EventRecord>)| {
        let sources = sources(&events);
        Edge { source, target, kind, sources, events }
    };
    joined.into_iter().map(edge).collect()
}

/// The strongest nodes of each ring in turn, until there are enough.
fn choose<'g>(
    seeds: &BTreeSet<&'g EntityId>,
    question: &Question,
    contacts: &mut Contacts<'g>,
    budget: &mut Budget,
) -> Vec<Node<'g>> {
    let mut chosen: BTreeMap<&EntityId, Node> = BTreeMap::new();
    let seeds = seeds.iter().map(|id| Node { id, depth: 0, weight: 1 });
    let mut nodes: Vec<Node> = seeds.collect();
    if nodes.len() > question.limit {
        budget.leave_out_rows();
    }
    nodes.truncate(question.limit);
    let mut ring = nodes.clone();
    chosen.extend(ring.iter().map(|it| (it.id, *it)));
    for depth in 1..=question.depth {
        let mut weights: BTreeMap<&EntityId, usize> = BTreeMap::new();
        for from in &ring {
            for (other, events) in contacts.of(from.id, budget).iter() {
                if !chosen.contains_key(other) {
                    let weight = weights.entry(other).or_default();
                    *weight = weight.saturating_add(from.weight.saturating_mul(events.len()));
                }
            }
        }
        let found = weights.into_iter();
        let mut found: Vec<Node> = found.map(|(id, weight)| Node { id, depth, weight }).collect();
        found.sort_by_key(|it| (Reverse(it.weight), it.id));
        let room = question.limit.saturating_sub(nodes.len());
        if found.len() > room {
            budget.leave_out_rows();
        }
        found.truncate(room);
        chosen.extend(found.iter().map(|it| (it.id, *it)));
        nodes.extend(&found);
        ring = found;
    }
    nodes
}

fn join<'g>(
    seeds: &BTreeSet<&'g EntityId>,
    nodes: &[Node<'g>],
    contacts: &mut Contacts<'g>,
    budget: &mut Budget,
) -> Joined<'g> {
    let chosen: BTreeSet<&EntityId> = nodes.iter().map(|it| it.id).collect();
    // Of two nodes the seed, else the first by id, sees what joins them.
    let rank = |id: &'g EntityId| (!seeds.contains(id), id);
    let mut joined = Joined::new();
    for node in nodes {
        for (other, events) in contacts.of(node.id, budget).iter() {
            if rank(node.id) > rank(other) || !chosen.contains(other) {
                continue;
            }
            let (source, target) = (node.id.min(other), node.id.max(other));
            for event in events {
                joined.entry((source, target, event.kind)).or_default().push(event);
            }
        }
    }
    joined
}

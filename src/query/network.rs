//! The network round one or several entities: their contacts, the contacts of these, and all that joins those chosen.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::budget::Cut;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::tally::Tally;
use crate::query::walk;
use crate::query::walk::Walk;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Events that an edge tells of where not all are wanted.
pub const SOME: usize = 20;

#[derive(Debug, Clone)]
pub struct Question {
    /// Whom it is about: the ring of depth 0.
    pub seeds: Vec<EntityId>,
    /// How many events away from the nearest seed at most.
    pub depth: usize,
    /// At most so many nodes, the seeds included.
    pub limit: usize,
    pub types: Vec<EventType>,
    /// Of the events that make an edge at most so many are told.
    pub events: usize,
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

/// Two nodes that events of one type join.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge<'g> {
    pub source: &'g EntityId,
    pub target: &'g EntityId,
    pub kind: EventType,
    /// How many events.
    pub times: usize,
    pub first: Day,
    pub last: Day,
    /// How many independent articles tell the events.
    pub sources: usize,
    /// In time order, as many as are wanted.
    pub events: Vec<EventNo>,
}

impl Edge<'_> {
    /// The relationship type: MET for meetings, else the event type.
    pub fn label(&self) -> &'static str {
        if self.kind == EventType::Consult { "MET" } else { self.kind.as_str() }
    }

    /// Both ends and the type.
    pub fn id(&self) -> String {
        format!("{}|{}|{}", self.source, self.label(), self.target)
    }
}

/// An error names the seed that the graph does not know.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &'g Question,
    budget: &mut Budget,
) -> Result<Subgraph<'g>, &'g EntityId> {
    let seed = |id: &'g EntityId| known(graph, graph.survivor(id)).ok_or(id);
    let seeds: BTreeSet<&EntityId> = question.seeds.iter().map(seed).collect::<Result<_, _>>()?;
    let number = |it: &&EntityId| graph.entity_no(it).unwrap_or(EntityNo::GONE);
    let ends: Vec<EntityNo> = seeds.iter().map(number).collect();
    let walk = Walk::new(graph, &question.filter, &question.types, &ends, budget);
    let nodes = choose(graph, (&seeds, &walk), question, budget);
    let edges = join(graph, (&ends, &walk), (&nodes, question.events), budget);
    Ok(Subgraph { nodes, edges, truncated: budget.cut(), generation: graph.generation() })
}

/// The strongest nodes of each ring in turn, until there are enough.
fn choose<'g>(
    graph: &'g Graph,
    (seeds, walk): (&BTreeSet<&'g EntityId>, &Walk<'g>),
    question: &Question,
    budget: &mut Budget,
) -> Vec<Node<'g>> {
    let mut chosen: Tally<()> = Tally::default();
    let mut nodes: Vec<Node> = seeds.iter().map(|id| Node { id, depth: 0, weight: 1 }).collect();
    if nodes.len() > question.limit {
        budget.leave_out_rows();
    }
    nodes.truncate(question.limit);
    let number = |id: &EntityId| graph.entity_no(id).unwrap_or(EntityNo::GONE);
    let mut ring: Vec<(EntityNo, usize)> = nodes.iter().map(|it| (number(it.id), 1)).collect();
    ring.iter().for_each(|it| chosen.count(it.0, |()| ()));
    for depth in 1..=question.depth {
        let room = question.limit.saturating_sub(nodes.len());
        if room == 0 {
            budget.leave_out_rows();
            break;
        }
        let mut weights: Tally<usize> = Tally::default();
        for (from, strength) in &ring {
            walk.each(*from, budget, |other, times| {
                if !chosen.has(other) {
                    let more = strength.saturating_mul(times as usize);
                    weights.count(other, |it| *it = it.saturating_add(more));
                }
            });
        }
        let found = strongest(graph, weights, room, budget);
        nodes.extend(found.iter().map(|(_, id, weight)| Node { id, depth, weight: *weight }));
        found.iter().for_each(|it| chosen.count(it.0, |()| ()));
        ring = found.into_iter().map(|(number, _, weight)| (number, weight)).collect();
    }
    nodes
}

/// At most `room` of them, the strongest first, then by id.
fn strongest<'g>(
    graph: &'g Graph,
    weights: Tally<usize>,
    room: usize,
    budget: &mut Budget,
) -> Vec<(EntityNo, &'g EntityId, usize)> {
    let mut found: Vec<(EntityNo, usize)> = weights.into_rows().collect();
    let order = |a: &(EntityNo, usize), b: &(EntityNo, usize)| -> Ordering {
        b.1.cmp(&a.1).then_with(|| graph.compare_ids(a.0, b.0))
    };
    if found.len() > room {
        budget.leave_out_rows();
        found.select_nth_unstable_by(room, order);
        found.truncate(room);
    }
    found.sort_unstable_by(order);
    let with_id = |(number, weight)| Some((number, graph.id_of(number)?, weight));
    found.into_iter().filter_map(with_id).collect()
}

fn join<'g>(
    graph: &'g Graph,
    (seeds, walk): (&[EntityNo], &Walk<'g>),
    (nodes, events): (&[Node<'g>], usize),
    budget: &mut Budget,
) -> Vec<Edge<'g>> {
    let mut places: Tally<Option<usize>> = Tally::default();
    let numbers: Vec<EntityNo> = nodes.iter().filter_map(|it| graph.entity_no(it.id)).collect();
    numbers.iter().enumerate().for_each(|(at, it)| places.count(*it, |place| *place = Some(at)));
    let mut edges = Vec::new();
    // Of two nodes the seed, else the lower number, sees what joins them.
    let rank = |it: EntityNo| (!seeds.contains(&it), it);
    for (number, node) in numbers.iter().zip(nodes) {
        walk.each(*number, budget, |other, times| {
            let place = places.get(other).copied().flatten();
            let Some(faced) = place.and_then(|it| nodes.get(it)) else { return };
            if rank(*number) < rank(other) {
                let ends = [(*number, node.id), (other, faced.id)];
                push(graph, walk, (ends, times, events), &mut edges);
            }
        });
    }
    edges.sort_unstable_by(|a, b| (a.source, a.target, a.kind).cmp(&(b.source, b.target, b.kind)));
    edges
}

/// The edges between two, one for each type.
fn push<'g>(
    graph: &'g Graph,
    walk: &Walk<'g>,
    (ends, times, events): ([(EntityNo, &'g EntityId); 2], u32, usize),
    edges: &mut Vec<Edge<'g>>,
) {
    let [(a, a_id), (b, b_id)] = ends;
    let (source, target) = (a_id.min(b_id), a_id.max(b_id));
    if let [kind] = walk.types() {
        let (first, last, sources) = walk.span(a, b);
        let mut told = if events > 0 { walk.events(a, b) } else { Vec::new() };
        told.truncate(events);
        let (kind, times) = (*kind, times as usize);
        edges.push(Edge { source, target, kind, times, first, last, sources, events: told });
        return;
    }
    let mut kinds: BTreeMap<EventType, Vec<EventNo>> = BTreeMap::new();
    for event in walk.events(a, b) {
        let kind = graph.fact(event).map(|it| it.kind);
        kind.into_iter().for_each(|it| kinds.entry(it).or_default().push(event));
    }
    edges.extend(
        kinds.into_iter().map(|(kind, all)| edge(graph, (source, target, kind), all, events)),
    );
}

/// The edge that these events make.
pub fn edge<'g>(
    graph: &'g Graph,
    (source, target, kind): (&'g EntityId, &'g EntityId, EventType),
    mut events: Vec<EventNo>,
    told: usize,
) -> Edge<'g> {
    let ((first, last, sources), times) = (walk::span(graph, &events), events.len());
    events.truncate(told);
    Edge { source, target, kind, times, first, last, sources, events }
}

//! petgraph's visit traits over the graph's own arrays: undirected, entities linked through events.
//! Narrow the view with `petgraph::visit::EdgeFiltered` and `NodeFiltered`.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::LinkKind;
use crate::graph::entry::Scan;
use crate::graph::entry::Window;
use petgraph::Undirected;
use petgraph::graph::NodeIndex;
use petgraph::graph::UnGraph;
use petgraph::visit::Data;
use petgraph::visit::EdgeCount;
use petgraph::visit::EdgeRef;
use petgraph::visit::GraphBase;
use petgraph::visit::GraphProp;
use petgraph::visit::IntoEdgeReferences;
use petgraph::visit::IntoEdges;
use petgraph::visit::IntoNeighbors;
use petgraph::visit::IntoNodeIdentifiers;
use petgraph::visit::NodeCount;
use petgraph::visit::NodeIndexable;
use petgraph::visit::Visitable;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeRef {
    Entity(EntityNo),
    Event(EventNo),
}

/// A link seen from one of its ends. Its weight is how the event names the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    from: NodeIndex,
    to: NodeIndex,
    kind: LinkKind,
    from_event: bool,
}

/// Event, entity, and how the one names the other.
pub type EdgeId = (NodeIndex, NodeIndex, LinkKind);

impl EdgeRef for Edge {
    type NodeId = NodeIndex;
    type EdgeId = EdgeId;
    type Weight = LinkKind;

    fn source(&self) -> NodeIndex {
        self.from
    }

    fn target(&self) -> NodeIndex {
        self.to
    }

    fn weight(&self) -> &LinkKind {
        &self.kind
    }

    fn id(&self) -> EdgeId {
        let (event, entity) =
            if self.from_event { (self.from, self.to) } else { (self.to, self.from) };
        (event, entity, self.kind)
    }
}

impl Graph {
    /// The node of an entity, for petgraph's algorithms.
    pub fn entity_at(&self, entity: EntityNo) -> NodeIndex {
        NodeIndex::new(entity.index())
    }

    /// The node of an event, for petgraph's algorithms: events stand behind all entities.
    pub fn event_at(&self, event: EventNo) -> NodeIndex {
        NodeIndex::new(self.entities.len() + event.index())
    }

    /// What a node stands for.
    pub fn node(&self, node: NodeIndex) -> NodeRef {
        match node.index().checked_sub(self.entities.len()) {
            None => NodeRef::Entity(EntityNo::new(node.index())),
            Some(event) => NodeRef::Event(EventNo::new(event)),
        }
    }

    fn is_live(&self, node: NodeIndex) -> bool {
        match self.node(node) {
            NodeRef::Entity(entity) => self.id_of(entity).is_some(),
            NodeRef::Event(event) => self.fact(event).is_some(),
        }
    }

    fn edges_at(&self, node: NodeIndex) -> Edges<'_> {
        let links = match self.node(node) {
            NodeRef::Entity(entity) => Links::Events(self.scan(entity, Window::ALL), Vec::new()),
            NodeRef::Event(event) => {
                let named = self.fact(event).map(|it| self.named(it)).unwrap_or_default();
                let mut links: Vec<(LinkKind, EntityNo)> = named
                    .into_iter()
                    .flat_map(|(entity, how)| how.kinds().map(move |kind| (kind, entity)))
                    .collect();
                links.sort_unstable_by(|a, b| b.cmp(a));
                Links::Entities(links)
            }
        };
        Edges { graph: self, from: node, links }
    }
}

#[derive(Debug, Clone)]
enum Links<'a> {
    /// Entries yet to come, and what is left of the last one.
    Events(Scan<'a>, Vec<(LinkKind, EventNo)>),
    /// The last comes first.
    Entities(Vec<(LinkKind, EntityNo)>),
}

/// The edges at one node: an entity's in time order, an event's by kind.
#[derive(Debug, Clone)]
pub struct Edges<'a> {
    graph: &'a Graph,
    from: NodeIndex,
    links: Links<'a>,
}

impl Iterator for Edges<'_> {
    type Item = Edge;

    fn next(&mut self) -> Option<Edge> {
        let (to, kind, from_event) = match &mut self.links {
            Links::Entities(left) => {
                let (kind, entity) = left.pop()?;
                (self.graph.entity_at(entity), kind, true)
            }
            Links::Events(scan, left) => {
                while left.is_empty() {
                    let entry = scan.next()?;
                    left.extend(entry.flags.kinds().map(|kind| (kind, entry.event)));
                    left.reverse();
                }
                let (kind, event) = left.pop()?;
                (self.graph.event_at(event), kind, false)
            }
        };
        Some(Edge { from: self.from, to, kind, from_event })
    }
}

/// The nodes at the other end of the edges at one node.
#[derive(Debug, Clone)]
pub struct Neighbors<'a>(Edges<'a>);

impl Iterator for Neighbors<'_> {
    type Item = NodeIndex;

    fn next(&mut self) -> Option<NodeIndex> {
        self.0.next().map(|it| it.to)
    }
}

/// All edges, each once, from its event.
#[derive(Debug, Clone)]
pub struct AllEdges<'a> {
    graph: &'a Graph,
    next: usize,
    current: Option<Edges<'a>>,
}

impl Iterator for AllEdges<'_> {
    type Item = Edge;

    fn next(&mut self) -> Option<Edge> {
        loop {
            if let Some(edge) = self.current.as_mut().and_then(Iterator::next) {
                return Some(edge);
            }
            if self.next >= self.graph.facts.len() {
                return None;
            }
            let event = self.graph.event_at(EventNo::new(self.next));
            self.current = Some(self.graph.edges_at(event));
            self.next += 1;
        }
    }
}

impl GraphBase for Graph {
    type NodeId = NodeIndex;
    type EdgeId = EdgeId;
}

impl GraphProp for Graph {
    type EdgeType = Undirected;
}

impl Data for Graph {
    type NodeWeight = ();
    type EdgeWeight = LinkKind;
}

impl<'a> IntoNeighbors for &'a Graph {
    type Neighbors = Neighbors<'a>;

    fn neighbors(self, node: NodeIndex) -> Neighbors<'a> {
        Neighbors(self.edges_at(node))
    }
}

impl<'a> IntoEdgeReferences for &'a Graph {
    type EdgeRef = Edge;
    type EdgeReferences = AllEdges<'a>;

    fn edge_references(self) -> AllEdges<'a> {
        AllEdges { graph: self, next: 0, current: None }
    }
}

impl<'a> IntoEdges for &'a Graph {
    type Edges = Edges<'a>;

    fn edges(self, node: NodeIndex) -> Edges<'a> {
        self.edges_at(node)
    }
}

impl<'a> IntoNodeIdentifiers for &'a Graph {
    type NodeIdentifiers = Nodes<'a>;

    fn node_identifiers(self) -> Nodes<'a> {
        Nodes { graph: self, next: 0 }
    }
}

/// The nodes that stand for something.
#[derive(Debug, Clone)]
pub struct Nodes<'a> {
    graph: &'a Graph,
    next: usize,
}

impl Iterator for Nodes<'_> {
    type Item = NodeIndex;

    fn next(&mut self) -> Option<NodeIndex> {
        while self.next < self.graph.node_bound() {
            let node = NodeIndex::new(self.next);
            self.next += 1;
            if self.graph.is_live(node) {
                return Some(node);
            }
        }
        None
    }
}

/// Numbers of nothing in between count, so that numbers need not move.
impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        self.entities.len() + self.facts.len()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        self.node_identifiers().count()
    }
}

impl EdgeCount for Graph {
    fn edge_count(&self) -> usize {
        self.edge_references().count()
    }
}

impl Visitable for Graph {
    type Map = <UnGraph<(), ()> as Visitable>::Map;

    fn visit_map(&self) -> Self::Map {
        Self::Map::with_capacity(self.node_bound())
    }

    fn reset_map(&self, map: &mut Self::Map) {
        map.clear();
        map.grow(self.node_bound());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;
    use crate::model::id::EntityId;
    use petgraph::algo::astar;
    use petgraph::algo::dijkstra;
    use petgraph::algo::has_path_connecting;
    use petgraph::visit::EdgeFiltered;

    fn at(graph: &Graph, id: &str) -> NodeIndex {
        graph.entity_at(graph.entity_no(&EntityId::new(id)).unwrap())
    }

    fn name(graph: &Graph, node: NodeIndex) -> String {
        match graph.node(node) {
            NodeRef::Entity(it) => graph.id_of(it).unwrap().to_string(),
            NodeRef::Event(it) => graph.record(it).unwrap().id.to_string(),
        }
    }

    #[test]
    fn counts_and_components() {
        let graph = sample::chain();
        assert_eq!((graph.node_count(), graph.edge_count()), (11, 10));
        let joined =
            |a: &str, b: &str| has_path_connecting(&graph, at(&graph, a), at(&graph, b), None);
        assert!(joined("person:a", "person:d") && !joined("person:a", "person:e"));
    }

    #[test]
    fn distances_of_dijkstra() {
        let graph = sample::chain();
        let people = EdgeFiltered::from_fn(&graph, |edge| *edge.weight() == LinkKind::Participant);
        let start = at(&graph, "person:a");
        let mut all: Vec<(String, u32)> = dijkstra(&graph, start, None, |_| 1)
            .into_iter()
            .map(|(n, d)| (name(&graph, n), d))
            .collect();
        all.sort();
        let all: Vec<(&str, u32)> = all.iter().map(|(n, d)| (n.as_str(), *d)).collect();
        assert_eq!(
            all,
            [
                ("country:XXX", 2),
                ("event:ab", 1),
                ("event:bc", 3),
                ("event:cd", 3),
                ("person:a", 0),
                ("person:b", 2),
                ("person:c", 4),
                ("person:d", 4),
            ]
        );
        let through_people = dijkstra(&people, start, None, |_| 1);
        assert_eq!(through_people.get(&at(&graph, "person:d")), Some(&6));
        assert_eq!(through_people.get(&at(&graph, "country:XXX")), None);
    }

    #[test]
    fn path_of_astar() {
        let graph = sample::chain();
        let (start, goal) = (at(&graph, "person:a"), at(&graph, "person:d"));
        let people = EdgeFiltered::from_fn(&graph, |edge| *edge.weight() == LinkKind::Participant);
        let (cost, path) = astar(&people, start, |n| n == goal, |_| 1, |_| 0).unwrap();
        let path: Vec<String> = path.into_iter().map(|n| name(&graph, n)).collect();
        assert_eq!(cost, 6);
        assert_eq!(
            path,
            ["person:a", "event:ab", "person:b", "event:bc", "person:c", "event:cd", "person:d"]
        );
        assert_eq!(astar(&graph, start, |n| n == at(&graph, "person:e"), |_| 1, |_| 0), None);
    }
}

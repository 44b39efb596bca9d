//! petgraph's visit traits over the graph's own arrays: undirected, entities linked through events.
//! Narrow the view with `petgraph::visit::EdgeFiltered` and `NodeFiltered`.

use crate::graph::Graph;
use crate::graph::Link;
use crate::graph::LinkKind;
use crate::graph::Subject;
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
use petgraph::visit::NodeCompactIndexable;
use petgraph::visit::NodeCount;
use petgraph::visit::NodeIndexable;
use petgraph::visit::Visitable;

/// A link seen from one of its ends. Its weight is how the event names the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge<'a> {
    from: NodeIndex,
    link: &'a Link,
    from_event: bool,
}

/// Event, entity, and how the one names the other.
pub type EdgeId = (NodeIndex, NodeIndex, LinkKind);

impl EdgeRef for Edge<'_> {
    type NodeId = NodeIndex;
    type EdgeId = EdgeId;
    type Weight = LinkKind;

    fn source(&self) -> NodeIndex {
        self.from
    }

    fn target(&self) -> NodeIndex {
        self.link.node
    }

    fn weight(&self) -> &LinkKind {
        &self.link.kind
    }

    fn id(&self) -> EdgeId {
        let (event, entity) =
            if self.from_event { (self.from, self.link.node) } else { (self.link.node, self.from) };
        (event, entity, self.link.kind)
    }
}

impl Graph {
    fn edges_at(&self, node: NodeIndex) -> Edges<'_> {
        Edges {
            from: node,
            from_event: self.event_at(node).is_some(),
            links: self.links(node).iter(),
        }
    }
}

/// The edges at one node: an entity's in time order, an event's by kind and entity id.
#[derive(Debug, Clone)]
pub struct Edges<'a> {
    from: NodeIndex,
    from_event: bool,
    links: std::slice::Iter<'a, Link>,
}

impl<'a> Iterator for Edges<'a> {
    type Item = Edge<'a>;

    fn next(&mut self) -> Option<Edge<'a>> {
        let link = self.links.next()?;
        Some(Edge { from: self.from, link, from_event: self.from_event })
    }
}

/// The nodes at the other end of the edges at one node.
#[derive(Debug, Clone)]
pub struct Neighbors<'a>(Edges<'a>);

impl Iterator for Neighbors<'_> {
    type Item = NodeIndex;

    fn next(&mut self) -> Option<NodeIndex> {
        self.0.next().map(|it| it.target())
    }
}

/// All edges, each once, from its event.
#[derive(Debug, Clone)]
pub struct AllEdges<'a> {
    graph: &'a Graph,
    next: usize,
    current: Option<Edges<'a>>,
}

impl<'a> Iterator for AllEdges<'a> {
    type Item = Edge<'a>;

    fn next(&mut self) -> Option<Edge<'a>> {
        loop {
            if let Some(edge) = self.current.as_mut().and_then(Iterator::next) {
                return Some(edge);
            }
            let node = self.graph.nodes.get(self.next)?;
            let is_event = matches!(node.subject, Subject::Event(_));
            self.current = is_event.then(|| self.graph.edges_at(NodeIndex::new(self.next)));
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
    type EdgeRef = Edge<'a>;
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

impl IntoNodeIdentifiers for &Graph {
    type NodeIdentifiers = std::iter::Map<std::ops::Range<usize>, fn(usize) -> NodeIndex>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        (0..self.nodes.len()).map(NodeIndex::new)
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        self.nodes.len()
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl NodeCompactIndexable for Graph {}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        self.nodes.len()
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
        Self::Map::with_capacity(self.nodes.len())
    }

    fn reset_map(&self, map: &mut Self::Map) {
        map.clear();
        map.grow(self.nodes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::NodeRef;
    use crate::graph::sample;
    use crate::model::id::EntityId;
    use petgraph::algo::astar;
    use petgraph::algo::connected_components;
    use petgraph::algo::dijkstra;
    use petgraph::visit::EdgeFiltered;

    fn at(graph: &Graph, id: &str) -> NodeIndex {
        graph.entity_node(&EntityId::new(id)).unwrap()
    }

    fn name(graph: &Graph, node: NodeIndex) -> String {
        match graph.node(node).unwrap() {
            NodeRef::Entity(it) => it.id.to_string(),
            NodeRef::Event(it) => it.id.to_string(),
            NodeRef::Unknown(id) => id.to_string(),
        }
    }

    #[test]
    fn counts_and_components() {
        let graph = sample::chain();
        assert_eq!((graph.node_count(), graph.edge_count()), (11, 10));
        assert_eq!(connected_components(&graph), 2);
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

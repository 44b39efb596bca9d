//! How the graph changes: whole records are put in place of those with the same id.

use crate::graph::ById;
use crate::graph::Entry;
use crate::graph::Graph;
use crate::graph::InTime;
use crate::graph::Link;
use crate::graph::LinkKind;
use crate::graph::Node;
use crate::graph::Subject;
use crate::graph::moment;
use crate::model::delta::ArticleHead;
use crate::model::delta::Delta;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Rows;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use petgraph::graph::NodeIndex;
use std::sync::Arc;

impl Graph {
    /// The graph of all rows of a store.
    pub fn from_rows(rows: Rows) -> Graph {
        let mut graph = Graph { generation: rows.generation, ..Graph::default() };
        for article in rows.articles {
            graph.articles.insert(ById(Arc::new(article)));
        }
        for entity in rows.entities {
            graph.put_entity(Arc::new(entity));
        }
        for event in rows.events {
            graph.put_event(Arc::new(event));
        }
        for dispute in rows.disputes {
            graph.disputes.insert(ById(Arc::new(dispute)));
        }
        for agreement in rows.agreements {
            graph.agreements.insert(ById(Arc::new(agreement)));
        }
        graph
    }

    /// Takes in what one commit changed. What the Delta removes goes first, then its records come.
    pub fn apply(&mut self, delta: &Delta, generation: u64) {
        self.generation = generation;
        self.articles.insert(ById(Arc::new(ArticleHead::from(delta.article()))));
        self.remove(delta);
        for entity in &delta.entities {
            self.put_entity(Arc::new(entity.clone()));
        }
        for event in &delta.events {
            self.put_event(Arc::new(event.clone()));
        }
        for dispute in &delta.disputes {
            self.disputes.insert(ById(Arc::new(dispute.clone())));
        }
        for agreement in &delta.agreements {
            self.agreements.insert(ById(Arc::new(agreement.clone())));
        }
    }

    fn remove(&mut self, delta: &Delta) {
        let removed = &delta.removed;
        for id in &removed.articles {
            self.articles.remove(|it| it.0.id.cmp(id));
        }
        for id in &removed.events {
            self.remove_event(id);
        }
        for id in &removed.disputes {
            self.disputes.remove(|it| it.0.id.cmp(id));
        }
        for id in &removed.agreements {
            self.agreements.remove(|it| it.0.id.cmp(id));
        }
        for id in &removed.entities {
            self.set_entity(id, None);
            self.sweep(id);
        }
    }

    fn put_entity(&mut self, record: Arc<EntityRecord>) {
        let id = record.id.clone();
        self.ensure_entity(&id);
        self.set_entity(&id, Some(record));
    }

    fn set_entity(&mut self, id: &EntityId, record: Option<Arc<EntityRecord>>) {
        let node = self.entity_node(id);
        if let Some(node) = node.and_then(|it| self.nodes.get_mut(it.index())) {
            node.subject = Subject::Entity(id.clone(), record);
        }
    }

    fn put_event(&mut self, record: Arc<EventRecord>) {
        let before = self.unlink(&record.id);
        let at = match self.event_node(&record.id) {
            Some(at) => at,
            None => self.add_node(Subject::Event(Arc::clone(&record))),
        };
        self.event_nodes.insert(Entry { id: record.id.clone(), node: at });
        if let Some(node) = self.nodes.get_mut(at.index()) {
            node.subject = Subject::Event(Arc::clone(&record));
        }
        self.timeline.insert(InTime(Arc::clone(&record)));
        let mut links = Vec::new();
        for (kind, id) in named(&record) {
            let entity = self.ensure_entity(id);
            links.push(Link { node: entity, kind });
            self.link_in_time(entity, Link { node: at, kind }, &record);
        }
        if let Some(node) = self.nodes.get_mut(at.index()) {
            node.links = Arc::new(links);
        }
        for id in before {
            self.sweep(&id);
        }
    }

    /// Adds to an entity's links, which stand in time order.
    fn link_in_time(&mut self, entity: NodeIndex, link: Link, event: &EventRecord) {
        let key = (moment(event), link.kind);
        let place = self.links(entity).partition_point(|it| {
            self.event_at(it.node).is_some_and(|other| (moment(other), it.kind) < key)
        });
        if let Some(node) = self.nodes.get_mut(entity.index()) {
            Arc::make_mut(&mut node.links).insert(place, link);
        }
    }

    fn remove_event(&mut self, id: &EventId) {
        let before = self.unlink(id);
        if let Some(entry) = self.event_nodes.remove(|it| it.id.cmp(id)) {
            self.drop_node(entry.node);
        }
        for entity in before {
            self.sweep(&entity);
        }
    }

    /// Takes an event out of the timeline and out of the links of its entities, whose ids it returns.
    fn unlink(&mut self, id: &EventId) -> Vec<EntityId> {
        let Some(at) = self.event_node(id) else { return Vec::new() };
        let Some(Node { subject: Subject::Event(record), links }) =
            self.nodes.get(at.index()).cloned()
        else {
            return Vec::new();
        };
        self.timeline.remove(|it| moment(&it.0).cmp(&moment(&record)));
        for link in links.iter() {
            if let Some(entity) = self.nodes.get_mut(link.node.index()) {
                Arc::make_mut(&mut entity.links).retain(|it| it.node != at);
            }
        }
        named(&record).into_iter().map(|(_, id)| id.clone()).collect()
    }

    fn ensure_entity(&mut self, id: &EntityId) -> NodeIndex {
        if let Some(node) = self.entity_node(id) {
            return node;
        }
        let node = self.add_node(Subject::Entity(id.clone(), None));
        self.entity_nodes.insert(Entry { id: id.clone(), node });
        node
    }

    /// Drops the node of an entity that has no record and that no event names.
    fn sweep(&mut self, id: &EntityId) {
        let Some(at) = self.entity_node(id) else { return };
        let bare = self.nodes.get(at.index()).is_some_and(|it| {
            it.links.is_empty() && matches!(it.subject, Subject::Entity(_, None))
        });
        if bare {
            self.entity_nodes.remove(|it| it.id.cmp(id));
            self.drop_node(at);
        }
    }

    fn add_node(&mut self, subject: Subject) -> NodeIndex {
        NodeIndex::new(self.nodes.push(Node { subject, links: Arc::default() }))
    }

    /// Drops a node that nothing links to. The last node takes its number, so that numbers stay without gaps.
    fn drop_node(&mut self, at: NodeIndex) {
        self.nodes.swap_remove(at.index());
        let Some(moved) = self.nodes.get(at.index()).cloned() else { return };
        let old = NodeIndex::new(self.nodes.len());
        match &moved.subject {
            Subject::Entity(id, _) => {
                drop(self.entity_nodes.insert(Entry { id: id.clone(), node: at }))
            }
            Subject::Event(event) => {
                drop(self.event_nodes.insert(Entry { id: event.id.clone(), node: at }))
            }
        }
        for link in moved.links.iter() {
            if let Some(other) = self.nodes.get_mut(link.node.index()) {
                for back in Arc::make_mut(&mut other.links).iter_mut().filter(|it| it.node == old) {
                    back.node = at;
                }
            }
        }
    }
}

/// The entities that an event names, each once in each way, sorted.
fn named(event: &EventRecord) -> Vec<(LinkKind, &EntityId)> {
    let participants = event.participants.iter().map(|it| (LinkKind::Participant, &it.entity));
    let behalf = event.participants.iter().filter_map(|it| it.on_behalf_of.as_ref());
    let mut named: Vec<(LinkKind, &EntityId)> = participants
        .chain(behalf.map(|it| (LinkKind::OnBehalfOf, it)))
        .chain(event.places.iter().map(|it| (LinkKind::Place, it)))
        .chain(event.concerns.iter().map(|it| (LinkKind::Concern, it)))
        .collect();
    named.sort();
    named.dedup();
    named
}

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
use crate::model::code::EventType;
use crate::model::delta::ArticleHead;
use crate::model::delta::Delta;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Redirect;
use crate::model::delta::Rows;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Graph {
    /// The graph of all rows of a store.
    pub fn from_rows(rows: Rows) -> Graph {
        let mut graph = Graph { generation: rows.generation, ..Graph::default() };
        for article in rows.articles {
            graph.articles.insert(ById(Arc::new(article)));
        }
        for print in rows.prints {
            graph.put_print(print);
        }
        for entity in rows.entities {
            graph.put_entity(Arc::new(entity));
        }
        for event in rows.events {
            graph.put_event(&Arc::new(event));
        }
        for dispute in rows.disputes {
            graph.disputes.insert(ById(Arc::new(dispute)));
        }
        for agreement in rows.agreements {
            graph.agreements.insert(ById(Arc::new(agreement)));
        }
        for redirect in rows.redirects {
            graph.put_redirect(redirect);
        }
        for merge in rows.merges {
            graph.merges.insert(merge);
        }
        graph
    }

    /// Takes in what one commit changed. What the Delta removes goes first, then its records come.
    pub fn apply(&mut self, delta: &Delta, generation: u64) {
        self.generation = generation;
        if let Some(article) = delta.article() {
            self.articles.insert(ById(Arc::new(ArticleHead::from(article))));
        }
        self.remove(delta);
        for print in &delta.prints {
            self.put_print(print.clone());
        }
        for entity in &delta.entities {
            self.put_entity(Arc::new(entity.clone()));
        }
        for event in &delta.events {
            self.put_event(&Arc::new(event.clone()));
        }
        for dispute in &delta.disputes {
            self.disputes.insert(ById(Arc::new(dispute.clone())));
        }
        for agreement in &delta.agreements {
            self.agreements.insert(ById(Arc::new(agreement.clone())));
        }
        for redirect in &delta.removed.redirects {
            self.drop_redirect(&redirect.from);
            self.put_redirect(redirect.clone());
        }
        self.apply_merges(delta);
    }

    /// One that would close a circle is left out: there would be no survivor.
    fn apply_merges(&mut self, delta: &Delta) {
        for from in &delta.removed.merges {
            self.merges.remove(|it| it.from.cmp(from));
        }
        for merge in &delta.merges {
            if *self.survivor(&merge.to) != merge.from {
                self.merges.insert(merge.clone());
            }
        }
    }

    fn remove(&mut self, delta: &Delta) {
        let removed = &delta.removed;
        for id in &removed.articles {
            self.articles.remove(|it| it.0.id.cmp(id));
            self.drop_print(id);
        }
        for id in &removed.events {
            self.remove_event(id);
            self.drop_redirects_to(id);
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

    pub(crate) fn put_entity(&mut self, record: Arc<EntityRecord>) {
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

    pub(crate) fn put_event(&mut self, record: &Arc<EventRecord>) {
        let before = self.unlink(&record.id);
        let at = match self.event_node(&record.id) {
            Some(at) => at,
            None => self.add_node(Subject::Event(Arc::clone(record))),
        };
        self.event_nodes.insert(Entry { id: record.id.clone(), node: at });
        if let Some(node) = self.nodes.get_mut(at.index()) {
            node.subject = Subject::Event(Arc::clone(record));
        }
        self.timeline.insert(InTime(Arc::clone(record)));
        self.drop_redirect(&record.id);
        for telling in &record.tellings {
            self.told.insert((telling.article.clone(), record.id.clone()));
        }
        if let Some(whole) = &record.part_of {
            self.parts.insert((whole.clone(), record.id.clone()));
        }
        for entry in undated(record) {
            self.undated.insert(entry);
        }
        let mut links = Vec::new();
        for (kind, id) in named(record) {
            let entity = self.ensure_entity(id);
            links.push(Link { node: entity, kind });
            self.link_in_time(entity, Link { node: at, kind }, record);
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

    fn drop_redirects_to(&mut self, id: &EventId) {
        let to_it: Vec<EventId> = self.redirects_to(id).cloned().collect();
        to_it.iter().for_each(|from| self.drop_redirect(from));
    }

    fn put_redirect(&mut self, redirect: Redirect) {
        self.led.insert((redirect.to.clone(), redirect.from.clone()));
        self.redirects.insert(redirect);
    }

    fn drop_redirect(&mut self, from: &EventId) {
        if let Some(gone) = self.redirects.remove(|it| it.from.cmp(from)) {
            self.led.remove(|it| (&it.0, &it.1).cmp(&(&gone.to, from)));
        }
    }

    /// Takes an event out of the timeline, the indexes and the links of its entities, whose ids it returns.
    fn unlink(&mut self, id: &EventId) -> Vec<EntityId> {
        let Some(at) = self.event_node(id) else { return Vec::new() };
        let Some(Node { subject: Subject::Event(record), links }) =
            self.nodes.get(at.index()).cloned()
        else {
            return Vec::new();
        };
        self.timeline.remove(|it| moment(&it.0).cmp(&moment(&record)));
        for telling in &record.tellings {
            self.told.remove(|it| (&it.0, &it.1).cmp(&(&telling.article, id)));
        }
        if let Some(whole) = &record.part_of {
            self.parts.remove(|it| (&it.0, &it.1).cmp(&(whole, id)));
        }
        for entry in undated(&record) {
            self.undated.remove(|it| it.cmp(&entry));
        }
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

/// Under what a meeting is looked up that is told without a time.
fn undated(event: &EventRecord) -> Vec<(EntityId, String, EventId)> {
    if event.time.is_some() || event.kind != EventType::Consult {
        return Vec::new();
    }
    let who = event.participants.iter().flat_map(|it| [Some(&it.entity), it.on_behalf_of.as_ref()]);
    let days: BTreeSet<&String> = event.tellings.iter().filter_map(|it| it.day.as_ref()).collect();
    let entry = |who: &EntityId, day: &str| (who.clone(), day.to_owned(), event.id.clone());
    who.flatten().flat_map(|who| days.iter().map(move |day| entry(who, day))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;
    use crate::model::delta::Removed;
    use crate::model::delta::Telling;
    use crate::model::id::ArticleId;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// One event put (its number, day, two people and a country) or removed.
    type Step = (u8, Option<(Option<u8>, u8, u8, u8)>);

    fn delta_of(step: &Step, n: usize, known: &mut BTreeMap<EventId, EventRecord>) -> Delta {
        let mut delta = Delta::of_nothing(sample::reading(&format!("{n}")));
        let id = EventId::new(format!("event:{}", step.0));
        let Some((day, a, b, country)) = step.1 else {
            if known.remove(&id).is_some() {
                delta.removed = Removed { events: vec![id], ..Removed::default() };
            }
            return delta;
        };
        let (a, b, country) =
            (format!("person:{a}"), format!("person:{b}"), format!("country:{country}"));
        let day = day.map(|day| format!("2007-10-{:02}", day + 10));
        let mut event =
            sample::event(&step.0.to_string(), day.as_deref(), &[(&a, &country), (&b, "")]);
        event.places = vec![EntityId::new(country.as_str())];
        event.part_of = (step.0 > 5).then(|| EventId::new("event:1"));
        event.tellings = vec![Arc::new(Telling {
            article: ArticleId::new(format!("article:{n}")),
            ..sample::telling()
        })];
        delta.entities = [a, b, country].iter().map(|id| sample::entity(id)).collect();
        known.insert(id, event.clone());
        delta.events = vec![event];
        delta
    }

    proptest! {
        #[test]
        fn replay_equals_load(steps in proptest::collection::vec(
            (0_u8..12, proptest::option::of((proptest::option::of(0_u8..9), 0_u8..4, 0_u8..4, 0_u8..3))), 0..60)
        ) {
            let (mut graph, mut rows) = (Graph::default(), Rows::default());
            let (mut events, mut entities) = (BTreeMap::new(), BTreeMap::new());
            for (n, step) in steps.iter().enumerate() {
                let snapshot = graph.clone();
                let before = Graph::from_rows(rows.clone());
                let delta = delta_of(step, n, &mut events);
                graph.apply(&delta, n as u64);
                entities.extend(delta.entities.iter().map(|it| (it.id.clone(), it.clone())));
                rows.generation = n as u64;
                rows.articles.push(ArticleHead::from(delta.article().unwrap()));
                rows.articles.sort_by(|a, b| a.id.cmp(&b.id));
                rows.entities = entities.values().cloned().collect();
                rows.events = events.values().cloned().collect();
                prop_assert_eq!(&graph, &Graph::from_rows(rows.clone()));
                prop_assert_eq!(&snapshot, &before, "a snapshot changed");
            }
            for id in entities.keys() {
                let mut expected: Vec<&EventRecord> =
                    events.values().filter(|it| named(it).iter().any(|(_, named)| *named == id)).collect();
                expected.sort_by(|a, b| moment(a).cmp(&moment(b)));
                prop_assert!(graph.events_of(id).eq(expected.iter().copied()));
                expected.retain(|it| it.time.as_ref().and_then(|it| it.earliest.as_deref())
                    .is_some_and(|it| ("2007-10-12"..="2007-10-16").contains(&it)));
                prop_assert!(graph.events_of_from(id, "2007-10-12", "2007-10-16").eq(expected));
            }
        }
    }

    #[test]
    fn removal_of_all_leaves_nothing() {
        let mut graph = sample::chain();
        let mut delta = Delta::of_nothing(sample::reading("x"));
        delta.removed.articles = vec![delta.article().unwrap().id.clone()];
        delta.removed.events = graph.events().map(|it| it.id.clone()).collect();
        delta.removed.entities = graph.entities().map(|it| it.id.clone()).collect();
        graph.apply(&delta, 0);
        assert_eq!(graph, Graph::default());
        assert_eq!(graph.nodes.len(), 0);
    }
}

//! How the graph changes: whole records are put in place of those with the same id.

use crate::graph::ById;
use crate::graph::EntityNo;
use crate::graph::EntityNode;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::Numbered;
use crate::graph::fact::Fact;
use crate::graph::names::Names;
use crate::model::code::Kind;
use crate::model::delta::ArticleHead;
use crate::model::delta::Delta;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Redirect;
use crate::model::delta::Rows;
use crate::model::id::EntityId;
use crate::model::id::EventId;
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
            graph.put_record(Arc::new(entity));
        }
        for entity in &rows.coded.entities {
            graph.put_coded_entity(entity);
        }
        graph.put_coded(rows.coded.events.iter());
        for event in rows.events {
            graph.put_event(&Arc::new(event));
        }
        graph.names = Names::anew(&graph);
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
        for entity in &delta.coded.entities {
            self.put_coded_entity(entity);
            self.refresh_names(&entity.id);
        }
        self.put_coded(delta.coded.rows.iter().map(|it| &it.coded));
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
            self.refresh_names(id);
            self.entity_no(id).into_iter().for_each(|it| self.sweep(it));
        }
    }

    pub(crate) fn put_entity(&mut self, record: Arc<EntityRecord>) {
        let id = record.id.clone();
        self.put_record(record);
        self.refresh_names(&id);
    }

    /// The same without its names.
    fn put_record(&mut self, record: Arc<EntityRecord>) {
        let id = record.id.clone();
        self.ensure_entity(&id);
        self.set_entity(&id, Some(record));
    }

    fn set_entity(&mut self, id: &EntityId, record: Option<Arc<EntityRecord>>) {
        let number = self.entity_no(id);
        if let Some(Some(node)) = number.and_then(|it| self.entities.get_mut(it.index())) {
            node.told = record;
        }
    }

    pub(crate) fn put_event(&mut self, record: &Arc<EventRecord>) {
        let known = self.event_numbers.find(|it| it.id.cmp(&record.id)).map(|it| it.number);
        let before = known.map(|it| self.take_out(it)).unwrap_or_default();
        let fact = self.fact_of(record);
        let number = match known {
            Some(number) => self.set_fact(number, fact),
            None => self.add_fact(fact),
        };
        self.event_numbers.insert(Numbered { id: record.id.clone(), number });
        self.drop_redirect(&record.id);
        for telling in &record.tellings {
            self.told.insert((telling.article.clone(), record.id.clone()));
        }
        if let Some(whole) = &record.part_of {
            self.parts.insert((whole.clone(), record.id.clone()));
        }
        self.put_undated(record);
        self.link(number);
        before.into_iter().for_each(|it| self.sweep(it));
    }

    fn set_fact(&mut self, number: EventNo, fact: Fact) -> EventNo {
        if let Some(place) = self.facts.get_mut(number.index()) {
            *place = Some(fact);
        }
        number
    }

    fn add_fact(&mut self, fact: Fact) -> EventNo {
        let free = self.free_events.iter().next().copied();
        match free {
            Some(free) => {
                self.free_events.remove(|it| it.cmp(&free));
                self.set_fact(free, fact)
            }
            None => EventNo::new(self.facts.push(Some(fact))),
        }
    }

    pub(crate) fn remove_event(&mut self, id: &EventId) {
        let Some(Numbered { number, .. }) = self.event_numbers.remove(|it| it.id.cmp(id)) else {
            return;
        };
        let before = self.take_out(number);
        self.facts.get_mut(number.index()).into_iter().for_each(|it| *it = None);
        self.free_events.insert(number);
        before.into_iter().for_each(|it| self.sweep(it));
    }

    /// Takes an event out of the links and indexes; returns the entities that it names.
    fn take_out(&mut self, number: EventNo) -> Vec<EntityNo> {
        let Some(fact) = self.fact(number).cloned() else { return Vec::new() };
        self.unlink(number);
        if let Some(record) = fact.told() {
            let id = &record.id;
            self.drop_undated(record);
            for telling in &record.tellings {
                self.told.remove(|it| (&it.0, &it.1).cmp(&(&telling.article, id)));
            }
            if let Some(whole) = &record.part_of {
                self.parts.remove(|it| (&it.0, &it.1).cmp(&(whole, id)));
            }
        }
        self.named(&fact).into_iter().map(|it| it.0).collect()
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

    pub(crate) fn ensure_entity(&mut self, id: &EntityId) -> EntityNo {
        if let Some(number) = self.entity_no(id) {
            return number;
        }
        let kind = id.kind().unwrap_or(Kind::Organization);
        let node = Some(EntityNode { id: id.clone(), kind, told: None, coded: None, named: 0 });
        let free = self.free_entities.iter().next().copied();
        let number = match free {
            Some(free) => {
                self.free_entities.remove(|it| it.cmp(&free));
                self.entities.get_mut(free.index()).into_iter().for_each(|it| *it = node.clone());
                free
            }
            None => EntityNo::new(self.entities.push(node)),
        };
        self.entity_numbers.insert(Numbered { id: id.clone(), number });
        self.set_id_key(number, id);
        number
    }

    /// Drops an entity that has no record and that no event names.
    fn sweep(&mut self, number: EntityNo) {
        let Some(node) = self.entity_node(number) else { return };
        if node.told.is_some() || node.coded.is_some() || self.uses(number) > 0 {
            return;
        }
        let id = node.id.clone();
        self.entity_numbers.remove(|it| it.id.cmp(&id));
        self.entities.get_mut(number.index()).into_iter().for_each(|it| *it = None);
        self.free_entities.insert(number);
    }
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
                let names = |it: &EventRecord| it.places.contains(id)
                    || it.participants.iter().any(|it| it.entity == *id || it.on_behalf_of.as_ref() == Some(id));
                let mut expected: Vec<&EventRecord> = events.values().filter(|it| names(it)).collect();
                let day = |it: &EventRecord| it.time.as_ref().and_then(|it| it.earliest.clone());
                expected.sort_by_key(|it| (day(it).is_none(), day(it), it.id.clone()));
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
        assert!(graph.entries.is_empty() && graph.contacts.is_empty() && graph.ties.is_empty());
        assert_eq!(
            (graph.free_events.len(), graph.free_entities.len()),
            (graph.facts.len(), graph.entities.len())
        );
    }
}

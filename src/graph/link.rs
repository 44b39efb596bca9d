//! How an event is linked with the entities that it names, and how it is taken out again: entries, contacts and ties
//! follow from its fact alone, so that one undoes the other.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::LinkKind;
use crate::graph::array::Array;
use crate::graph::contact;
use crate::graph::contact::Contact;
use crate::graph::contact::Tie;
use crate::graph::entry;
use crate::graph::entry::Entry;
use crate::graph::entry::Flags;
use crate::graph::fact::Body;
use crate::graph::fact::Fact;
use crate::graph::fact::Id;
use crate::graph::fact::Part;
use crate::graph::fact::Parts;
use crate::model::cameo::Cameo;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

/// Entries that an event makes, as a rule.
const ENTRIES: usize = 6;

/// The id of an event.
fn id(facts: &Array<Option<Fact>>, event: EventNo) -> Option<Id<'_>> {
    facts.get(event.index())?.as_ref().map(Fact::id)
}

impl Graph {
    /// The fact of an event that articles tell. The entities that it names get numbers.
    pub(crate) fn fact_of(&mut self, record: &Arc<EventRecord>) -> Fact {
        let mut parts = Vec::new();
        for participant in &record.participants {
            let entity = self.ensure_entity(&participant.entity);
            let behalf = participant.on_behalf_of.as_ref().map(|it| self.ensure_entity(it));
            let on_behalf_of = behalf.unwrap_or(EntityNo::NONE);
            parts.push(Part { entity, on_behalf_of, role: participant.role });
        }
        for named in record.places.iter().chain(&record.concerns) {
            self.ensure_entity(named);
        }
        let time = record.time.as_ref();
        Fact {
            first: Day::of(time.and_then(|it| it.earliest.as_deref())),
            last: Day::of(time.and_then(|it| it.latest.as_deref())),
            cameo: record.cameo.as_deref().and_then(Cameo::parse).unwrap_or(Cameo::NONE),
            kind: record.kind,
            status: record.status,
            parts: Parts::new(&parts),
            place: EntityNo::NONE,
            body: Body::Told(Arc::clone(record)),
        }
    }

    /// The entities that an event names with the ways in which it does, each entity once, by number.
    pub(crate) fn named(&self, fact: &Fact) -> Vec<(EntityNo, Flags)> {
        let mut named: Vec<(EntityNo, Flags)> = Vec::new();
        for part in fact.parts() {
            named.push((part.entity, LinkKind::Participant.flag()));
            named.push((part.on_behalf_of, LinkKind::OnBehalfOf.flag()));
        }
        named.push((fact.place, LinkKind::Place.flag()));
        if let Some(record) = fact.told() {
            let number = |it| self.entity_no(it).unwrap_or(EntityNo::NONE);
            named.extend(record.places.iter().map(|it| (number(it), LinkKind::Place.flag())));
            named.extend(record.concerns.iter().map(|it| (number(it), LinkKind::Concern.flag())));
        }
        named.retain(|it| it.0.is_some());
        named.sort_by_key(|it| it.0);
        named.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 = first.1.with(later.1);
            }
            same
        });
        named
    }

    /// Its entries: one for each entity that it names, and one among all events.
    pub(crate) fn entries_of(&self, fact: &Fact, event: EventNo) -> Vec<Entry> {
        let flags = Flags::of(fact);
        let all = [(EntityNo::NONE, Flags::default())];
        let named = self.named(fact).into_iter().chain(all);
        let entry = |(of, how): (EntityNo, Flags)| Entry {
            of,
            day: fact.first,
            event,
            cameo: fact.cameo,
            kind: fact.kind,
            flags: flags.with(how),
        };
        named.map(entry).collect()
    }

    pub(crate) fn link(&mut self, event: EventNo) {
        let Some(fact) = self.fact(event).cloned() else { return };
        let (entries, contacts) = (self.entries_of(&fact, event), self.contacts_of(&fact, event));
        let pairs = self.pairs_of(&fact, event);
        let (facts, own) = (&self.facts, Some(fact.id()));
        let by_id = |it: EventNo| id(facts, it).cmp(&own);
        for entry in entries {
            let rank = entry::rank(&entry);
            let order = |it: &Entry| entry::rank(it).cmp(&rank).then_with(|| by_id(it.event));
            self.entries.insert_by(entry, order);
        }
        for (all, new) in [(&mut self.contacts, &contacts), (&mut self.pairs, &pairs)] {
            for contact in new {
                let rank = contact::rank(contact);
                let order =
                    |it: &Contact| contact::rank(it).cmp(&rank).then_with(|| by_id(it.event));
                all.insert_by(*contact, order);
            }
        }
        self.tie(&contacts, &fact);
        self.count_named(&fact, 1);
        self.refresh_all_uses(&[fact]);
    }

    /// Takes an event out of all that leads to it; its fact stays.
    pub(crate) fn unlink(&mut self, event: EventNo) {
        let Some(fact) = self.fact(event).cloned() else { return };
        let (entries, contacts) = (self.entries_of(&fact, event), self.contacts_of(&fact, event));
        let pairs = self.pairs_of(&fact, event);
        let (facts, own) = (&self.facts, Some(fact.id()));
        let by_id = |it: EventNo| id(facts, it).cmp(&own);
        for entry in &entries {
            let rank = entry::rank(entry);
            self.entries.remove(|it| entry::rank(it).cmp(&rank).then_with(|| by_id(it.event)));
        }
        for (all, old) in [(&mut self.contacts, &contacts), (&mut self.pairs, &pairs)] {
            for contact in old {
                let rank = contact::rank(contact);
                all.remove(|it| contact::rank(it).cmp(&rank).then_with(|| by_id(it.event)));
            }
        }
        self.untie(&contacts);
        self.count_named(&fact, -1);
        self.refresh_all_uses(&[fact]);
    }

    fn count_named(&mut self, fact: &Fact, by: i32) {
        let itself = Flags::PARTICIPANT.with(Flags::PLACE).with(Flags::CONCERN);
        for (entity, _) in self.named(fact).into_iter().filter(|it| it.1.has(itself)) {
            if let Some(Some(node)) = self.entities.get_mut(entity.index()) {
                node.named = node.named.saturating_add_signed(by);
            }
        }
    }

    fn refresh_all_uses(&mut self, facts: &[Fact]) {
        let named = facts.iter().flat_map(|it| self.named(it));
        let entities: BTreeSet<EntityNo> = named.map(|it| it.0).collect();
        entities.into_iter().for_each(|it| self.refresh_uses(it));
    }

    fn tie(&mut self, contacts: &[Contact], fact: &Fact) {
        for contact in contacts.iter().filter(|it| it.met()) {
            let mut tie = Tie::of(contact, fact, self);
            let order = |it: &Tie| (it.from, it.to).cmp(&(contact.from, contact.to));
            self.ties.find(order).into_iter().for_each(|it| tie.add(it));
            self.ties.insert_by(tie, order);
        }
    }

    /// What is left of the ties between those who faced one another in these contacts.
    fn untie(&mut self, contacts: &[Contact]) {
        for contact in contacts.iter().filter(|it| it.met()) {
            let order = |it: &Tie| (it.from, it.to).cmp(&(contact.from, contact.to));
            let left: Vec<Contact> =
                self.contacts_between(contact.from, contact.to).copied().collect();
            match ties(&left, self).first() {
                Some(tie) => drop(self.ties.insert_by(*tie, order)),
                None => drop(self.ties.remove(order)),
            }
        }
    }

    /// Takes in events whose facts stand in the arrays already, in the order of their ids and of their numbers.
    pub(crate) fn link_many(&mut self, events: &[EventNo]) {
        let mut entries = Vec::with_capacity(events.len().saturating_mul(ENTRIES));
        let (mut contacts, mut pairs) = (Vec::new(), Vec::new());
        for event in events {
            let Some(fact) = self.fact(*event) else { continue };
            entries.extend(self.entries_of(fact, *event));
            contacts.extend(self.contacts_of(fact, *event));
            pairs.extend(self.pairs_of(fact, *event));
        }
        // New ones of one rank stand in the order of their ids if they stand in that of their numbers.
        thread::scope(|scope| {
            scope.spawn(|| entries.sort_unstable_by_key(|it| (entry::rank(it), it.event)));
            contacts.sort_unstable_by_key(|it| (contact::rank(it), it.event));
            pairs.sort_unstable_by_key(|it| (contact::rank(it), it.event));
        });
        self.count_entries(&entries);
        let ties = ties(&contacts, self);
        let facts = &self.facts;
        let by_id = |a: EventNo, b: EventNo| id(facts, a).cmp(&id(facts, b));
        self.entries.take_in(entries, |a, b| {
            entry::rank(a).cmp(&entry::rank(b)).then_with(|| by_id(a.event, b.event))
        });
        let in_full = |a: &Contact, b: &Contact| {
            contact::rank(a).cmp(&contact::rank(b)).then_with(|| by_id(a.event, b.event))
        };
        self.contacts.take_in(contacts, in_full);
        self.pairs.take_in(pairs, in_full);
        self.add_ties(ties);
    }

    /// Counts new entries, which stand in the order of their entities.
    fn count_entries(&mut self, entries: &[Entry]) {
        for of_one in entries.chunk_by(|a, b| a.of == b.of) {
            let Some(of) = of_one.first().map(|it| it.of).filter(|it| it.is_some()) else {
                continue;
            };
            let new = of_one.iter().filter(|it| it.names_itself()).count();
            if let Some(Some(node)) = self.entities.get_mut(of.index()) {
                node.named = node.named.saturating_add(u32::try_from(new).unwrap_or(u32::MAX));
            }
            self.refresh_uses(of);
        }
    }

    fn add_ties(&mut self, mut new: Vec<Tie>) {
        let order = |a: &Tie, b: &Tie| (a.from, a.to).cmp(&(b.from, b.to));
        new.retain(|tie| {
            let is_it = |it: &Tie| order(it, tie);
            let known = self.ties.find(is_it).is_some();
            if known {
                self.ties.update(is_it, |it| it.add(tie));
            }
            !known
        });
        self.ties.take_in(new, order);
    }

    /// The same events of the same entities, faced by the same.
    pub(crate) fn same_links(&self, other: &Graph) -> bool {
        self.entity_numbers.len() == other.entity_numbers.len()
            && self.entity_numbers.iter().zip(other.entity_numbers.iter()).all(|(a, b)| {
                a.id == b.id
                    && self.shown_entries(a.number) == other.shown_entries(b.number)
                    && self.shown_contacts(a.number) == other.shown_contacts(b.number)
            })
    }

    fn shown_entries(&self, of: EntityNo) -> Vec<(Option<Id<'_>>, Flags, Cameo)> {
        let shown = |it: &Entry| (id(&self.facts, it.event), it.flags, it.cameo);
        self.scan(of, entry::Window::ALL).map(shown).collect()
    }

    /// Ordered by ids, since numbers differ.
    fn shown_contacts(&self, of: EntityNo) -> Vec<(Option<&str>, Day, Option<String>, Numbers)> {
        let mut shown: Vec<_> = self
            .contacts(of)
            .map(|it| {
                let other = self.id_of(it.to).map(|it| it.as_str());
                let event = id(&self.facts, it.event).map(|it| it.text().to_string());
                (other, it.day, event, self.tie_of(of, it.to).map(Tie::numbers))
            })
            .collect();
        shown.sort();
        shown
    }
}

/// All of a tie but whose it is.
type Numbers = Option<(u32, u32, u32, Day, Day)>;

/// How often those met who face one another in these contacts, which stand in order.
fn ties(contacts: &[Contact], graph: &Graph) -> Vec<Tie> {
    let mut ties: Vec<Tie> = Vec::new();
    for contact in contacts.iter().filter(|it| it.met()) {
        let Some(fact) = graph.fact(contact.event) else { continue };
        let tie = Tie::of(contact, fact, graph);
        match ties.last_mut().filter(|it| (it.from, it.to) == (tie.from, tie.to)) {
            Some(last) => last.add(&tie),
            None => ties.push(tie),
        }
    }
    ties
}

//! Events that a machine coded elsewhere, in the graph: taken in many at a time, and shown as records that are made
//! where they are asked for.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::Numbered;
use crate::graph::fact::Body;
use crate::graph::fact::Fact;
use crate::graph::fact::Part;
use crate::graph::fact::Parts;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::coded;
use crate::model::coded::Coded;
use crate::model::coded::CodedActor;
use crate::model::coded::CodedEntity;
use crate::model::coded::Number;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::id::EventId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use std::borrow::Cow;
use std::sync::Arc;

impl Graph {
    /// What answers show of an event.
    pub fn record(&self, event: EventNo) -> Option<Cow<'_, EventRecord>> {
        let fact = self.fact(event)?;
        Some(match &fact.body {
            Body::Told(record) => Cow::Borrowed(record.as_ref()),
            Body::Coded { number, .. } => Cow::Owned(self.coded_record(fact, *number)),
        })
    }

    /// What answers show of the event of an id, told or coded.
    pub fn record_by_id(&self, id: &EventId) -> Option<Cow<'_, EventRecord>> {
        self.record(self.event_no(id)?)
    }

    /// How many sources a coded event has by its own word; none for an event that articles tell.
    pub fn coded_sources(&self, id: &EventId) -> Option<u32> {
        match self.fact(self.event_no(id)?)?.body {
            Body::Told(_) => None,
            Body::Coded { sources, .. } => Some(sources),
        }
    }

    pub(crate) fn put_coded_entity(&mut self, entity: &CodedEntity) {
        let number = self.ensure_entity(&entity.id);
        let record = EntityRecord {
            id: entity.id.clone(),
            kind: entity.kind,
            name: entity.name.clone(),
            country: entity.country.clone(),
            names: entity.names.clone(),
            offices: Vec::new(),
            articles: Vec::new(),
        };
        if let Some(Some(node)) = self.entities.get_mut(number.index()) {
            node.coded = Some(Arc::new(record));
        }
        while self.coded_entities.len() <= entity.number as usize {
            self.coded_entities.push(EntityNo::NONE);
        }
        if let Some(place) = self.coded_entities.get_mut(entity.number as usize) {
            *place = number;
        }
    }

    /// Takes in those that are not known yet.
    pub(crate) fn put_coded<'a>(&mut self, rows: impl Iterator<Item = &'a Coded>) {
        let is_known =
            |it: &&Coded| self.coded_numbers.find(|known| known.id.cmp(&it.number)).is_some();
        let mut rows: Vec<&Coded> = rows.filter(|it| !is_known(it)).collect();
        rows.sort_by_key(|it| it.number);
        rows.dedup_by_key(|it| it.number);
        if rows.is_empty() {
            return;
        }
        let mut numbers = Vec::with_capacity(rows.len());
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            let event = EventNo::new(self.facts.push(Some(self.coded_fact(row))));
            numbers.push(Numbered { id: row.number, number: event });
            events.push(event);
        }
        self.coded_numbers.take_in(numbers, Ord::cmp);
        self.link_many(&events);
    }

    fn coded_fact(&self, row: &Coded) -> Fact {
        let (kind, _) = row.cameo.kind().unwrap_or((EventType::Statement, None));
        let [source, target] = row.actors;
        let roles = if kind == EventType::Consult {
            [Role::Participant, Role::Participant]
        } else {
            [Role::Actor, Role::Recipient]
        };
        let actors = [source, target].into_iter().zip(roles);
        let parts = actors.filter_map(|(actor, role)| actor.map(|it| self.coded_part(it, role)));
        let parts: Vec<Part> = parts.filter(|it| it.entity.is_some()).collect();
        Fact {
            first: row.day,
            last: row.day,
            cameo: row.cameo,
            kind,
            status: Status::Held,
            parts: Parts::new(&parts),
            place: row.place.map_or(EntityNo::NONE, |it| self.coded_entity(it)),
            body: Body::Coded { number: row.number, sources: row.sources, known: row.known },
        }
    }

    fn coded_part(&self, actor: CodedActor, role: Role) -> Part {
        let behalf = actor.on_behalf_of.map_or(EntityNo::NONE, |it| self.coded_entity(it));
        Part { entity: self.coded_entity(actor.entity), on_behalf_of: behalf, role }
    }

    fn coded_entity(&self, number: Number) -> EntityNo {
        self.coded_entities.get(number as usize).copied().unwrap_or(EntityNo::NONE)
    }

    fn coded_record(&self, fact: &Fact, number: u64) -> EventRecord {
        let known = match fact.body {
            Body::Coded { known, .. } => known.text(),
            Body::Told(_) => None,
        };
        let day = fact.first.text();
        let participant = |it: &Part| {
            Some(Participant {
                entity: self.id_of(it.entity)?.clone(),
                role: it.role,
                on_behalf_of: self.id_of(it.on_behalf_of).cloned(),
            })
        };
        EventRecord {
            id: coded::event_id(number),
            kind: fact.kind,
            mode: fact.cameo.kind().and_then(|it| it.1).map(str::to_owned),
            plover: Some(fact.kind.as_str().to_owned()),
            cameo: Some(fact.cameo.to_string()),
            status: fact.status,
            time: day.map(|day| Time {
                edtf: day.clone(),
                earliest: Some(day.clone()),
                latest: Some(day),
                text: None,
            }),
            places: self.id_of(fact.place).into_iter().cloned().collect(),
            participants: fact.parts().iter().filter_map(participant).collect(),
            concerns: Vec::new(),
            said_by: Vec::new(),
            part_of: None,
            known_from: known,
            confidence: coded::CONFIDENCE,
            evidence: Vec::new(),
            tellings: Vec::new(),
        }
    }
}

//! A small invented world: ten articles about four states, merged and stored as real ones are.

use crate::world_articles::ARTICLES;
use crate::world_articles::ENTITIES;
use crate::world_articles::HELD_LATER;
use crate::world_articles::LATE;
use crate::world_articles::Told;
use crate::world_articles::ToldEvent;
use demarche::graph::shared::Shared;
use demarche::ingest::Ingest;
use demarche::ingest::outcome::Outcome;
use demarche::ingest::record;
use demarche::model::article::Article;
use demarche::model::code::AgreementState;
use demarche::model::code::DisputeState;
use demarche::model::code::EventType;
use demarche::model::code::Form;
use demarche::model::code::Kind;
use demarche::model::code::Role;
use demarche::model::code::Status;
use demarche::model::id::EntityId;
use demarche::model::id::EventId;
use demarche::model::reading::Agreement;
use demarche::model::reading::Claim;
use demarche::model::reading::Dispute;
use demarche::model::reading::Entity;
use demarche::model::reading::Event;
use demarche::model::reading::Evidence;
use demarche::model::reading::MentionSpan;
use demarche::model::reading::Office;
use demarche::model::reading::Participant;
use demarche::model::reading::Reading;
use demarche::model::span::Field;
use demarche::model::time::Time;
use demarche::store::readers::Readers;
use demarche::store::writer::Store;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// The world in a database, its graph, and its writer.
pub(crate) struct World {
    pub(crate) graph: Arc<Shared>,
    pub(crate) readers: Readers,
    pub(crate) writer: Ingest,
    pub(crate) path: PathBuf,
    _dir: TempDir,
}

impl World {
    pub(crate) fn new() -> World {
        let world = World::empty();
        for told in ARTICLES.iter().filter(|it| it.id != LATE) {
            let record = record::parse(&told.record(), 1).unwrap();
            let outcome = world.writer.send(record).wait().unwrap();
            assert!(matches!(outcome, Outcome::New(..)), "{outcome:?}");
        }
        world
    }

    pub(crate) fn empty() -> World {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("world.db");
        let graph = Arc::new(Shared::default());
        let store = Store::open(&path).unwrap();
        let writer = Ingest::start(store, Box::new(read), Arc::clone(&graph)).unwrap();
        let readers = Readers::open(&path, 2).unwrap();
        World { graph, readers, writer, path, _dir: dir }
    }
}

/// The record of an article that the world does not hold yet.
pub(crate) fn late_record() -> String {
    ARTICLES.iter().find(|it| it.id == LATE).unwrap().record()
}

/// Reads what the table tells; any other article says nothing.
fn read(article: Article) -> Reading {
    let mut all = ARTICLES.iter().chain([&HELD_LATER]);
    let told = all.find(|it| article.source_id.as_deref() == Some(it.id));
    reading(told.unwrap_or(&NOTHING), article)
}

const NOTHING: Told = Told { id: "", title: "", source: "", published: "", text: "", events: &[] };

impl Told {
    pub(crate) fn record(&self) -> String {
        json!({
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "published": self.published,
            "text": self.text,
        })
        .to_string()
    }
}

fn reading(told: &Told, article: Article) -> Reading {
    let events: Vec<Event> = told.events.iter().map(|it| event(told, it)).collect();
    let quote = told.events.first().map_or("", |it| it.quote);
    let about = |id: &str| told.events.iter().any(|it| it.concerns.contains(&id));
    let dispute = about("dispute:sund-islands").then(|| dispute(told, quote));
    let accord = about("agreement:arland-belmark-fishing-accord-2003");
    Reading {
        article,
        entities: ENTITIES.iter().filter_map(|row| entity(told, &events, row)).collect(),
        disputes: dispute.into_iter().collect(),
        agreements: accord.then(|| agreement(told, quote)).into_iter().collect(),
        events,
        notes: Vec::new(),
        rules_version: "test".to_owned(),
    }
}

fn event(told: &Told, event: &ToldEvent) -> Event {
    let participant = |(id, role, behalf): &(&str, &str, &str)| Participant {
        entity: EntityId::new(*id),
        role: Role::parse(role).unwrap(),
        on_behalf_of: (!behalf.is_empty()).then(|| EntityId::new(*behalf)),
    };
    let (edtf, earliest, latest) = event.time;
    let (plover, cameo) = event.codes;
    Event {
        id: EventId::new(event.id),
        kind: EventType::parse(event.kind).unwrap(),
        mode: event.mode.map(str::to_owned),
        plover: plover.map(str::to_owned),
        cameo: cameo.map(str::to_owned),
        status: Status::parse(event.status).unwrap(),
        time: Some(Time {
            edtf: edtf.to_owned(),
            earliest: Some(earliest.to_owned()),
            latest: Some(latest.to_owned()),
            text: None,
        }),
        places: event.place.into_iter().map(EntityId::new).collect(),
        participants: event.participants.iter().map(participant).collect(),
        concerns: event.concerns.iter().map(|it| EntityId::new(*it)).collect(),
        said_by: Vec::new(),
        part_of: None,
        evidence: vec![evidence(told, event.quote)],
        confidence: 0.9,
    }
}

/// Where a stretch begins, in code points.
fn offset(text: &str, stretch: &str) -> Option<usize> {
    text.split_once(stretch).map(|(before, _)| before.chars().count())
}

fn evidence(told: &Told, quote: &str) -> Evidence {
    let start = offset(told.text, quote).unwrap();
    let end = start + quote.chars().count();
    Evidence {
        field: Field::Text,
        start,
        end,
        quote: quote.to_owned(),
        rule: "test.rule".to_owned(),
    }
}

/// The entity, if an event names it or the text does.
fn entity(told: &Told, events: &[Event], row: &(&str, &str, &str, &str)) -> Option<Entity> {
    let (id, name, country, office) = row;
    let wanted = EntityId::new(*id);
    let named = events.iter().any(|it| {
        it.places.contains(&wanted)
            || it.concerns.contains(&wanted)
            || it
                .participants
                .iter()
                .any(|it| it.entity == wanted || it.on_behalf_of.as_ref() == Some(&wanted))
    });
    let country_of_another = ENTITIES.iter().any(|(other, _, of, _)| {
        of == id
            && events.iter().any(|it| {
                it.participants.iter().any(|it| it.entity.as_str() == *other)
                    || it.places.iter().any(|it| it.as_str() == *other)
            })
    });
    let party = !events.is_empty() && (*id == "country:XAR" || *id == "country:XBE");
    if !named && !country_of_another && !party {
        return None;
    }
    let day: String = told.published.chars().take(10).collect();
    let offices = (!office.is_empty()).then(|| Office {
        title: (*office).to_owned(),
        of: Some(EntityId::new(*country)),
        from: None,
        to: None,
        as_of: Some(day),
    });
    let mention = offset(told.text, name).map(|start| {
        let end = start + name.chars().count();
        MentionSpan { field: Field::Text, start, end, text: (*name).to_owned(), form: Form::Name }
    });
    Some(Entity {
        kind: wanted.kind().unwrap_or(Kind::Person),
        id: wanted,
        name: (*name).to_owned(),
        country: (!country.is_empty()).then(|| EntityId::new(*country)),
        offices: offices.into_iter().collect(),
        mentions: mention.into_iter().collect(),
    })
}

fn dispute(told: &Told, quote: &str) -> Dispute {
    Dispute {
        id: EntityId::new("dispute:sund-islands"),
        name: "Sund Islands dispute".to_owned(),
        parties: vec![EntityId::new("country:XAR"), EntityId::new("country:XBE")],
        subject: Some("Sund Islands".to_owned()),
        state: Some(DisputeState::Open),
        claims: vec![Claim {
            by: EntityId::new("country:XAR"),
            claim: "The islands are Arland's".to_owned(),
            evidence: vec![evidence(told, quote)],
        }],
        evidence: vec![evidence(told, quote)],
    }
}

fn agreement(told: &Told, quote: &str) -> Agreement {
    Agreement {
        id: EntityId::new("agreement:arland-belmark-fishing-accord-2003"),
        name: "Arland-Belmark Fishing Accord".to_owned(),
        subject: Some("fishing".to_owned()),
        parties: vec![EntityId::new("country:XAR"), EntityId::new("country:XBE")],
        signatories: Vec::new(),
        time: Some(Time {
            edtf: "2003-06-12".to_owned(),
            earliest: Some("2003-06-12".to_owned()),
            latest: Some("2003-06-12".to_owned()),
            text: Some("Thursday".to_owned()),
        }),
        state: Some(AgreementState::InForce),
        evidence: vec![evidence(told, quote)],
    }
}

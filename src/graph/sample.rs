//! Small graphs for tests.

use crate::graph::Graph;
use crate::model::article::Article;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Rows;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Event;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use crate::model::time::Time;

/// `event:NAME` on a day between `person: country:` pairs, each acting for the country where one is named.
pub fn event(name: &str, day: Option<&str>, participants: &[(&str, &str)]) -> EventRecord {
    let participant = |(entity, country): &(&str, &str)| Participant {
        entity: EntityId::new(*entity),
        role: Role::Participant,
        on_behalf_of: (!country.is_empty()).then(|| EntityId::new(*country)),
    };
    EventRecord {
        id: EventId::new(format!("event:{name}")),
        kind: EventType::Consult,
        mode: Some("talks".to_owned()),
        plover: Some("CONSULT".to_owned()),
        cameo: Some("042".to_owned()),
        status: Status::Held,
        time: day.map(|day| Time {
            edtf: day.to_owned(),
            earliest: Some(day.to_owned()),
            latest: Some(day.to_owned()),
            text: None,
        }),
        places: Vec::new(),
        participants: participants.iter().map(participant).collect(),
        concerns: Vec::new(),
        said_by: Vec::new(),
        part_of: None,
        known_from: None,
        confidence: 0.9,
        evidence: Vec::new(),
        tellings: Vec::new(),
    }
}

pub fn reading(name: &str) -> Reading {
    Reading {
        article: Article {
            id: ArticleId::new(format!("article:{name}")),
            source_id: None,
            title: Some(name.to_owned()),
            published: Some("2007-10-23".to_owned()),
            source: None,
            url: None,
            language: None,
            dateline: None,
            text: format!("The text of {name}."),
        },
        entities: Vec::new(),
        events: Vec::new(),
        disputes: Vec::new(),
        agreements: Vec::new(),
        notes: Vec::new(),
        rules_version: "1".to_owned(),
    }
}

pub fn telling() -> Telling {
    Telling {
        article: ArticleId::new("article:0"),
        ordinal: 0,
        day: None,
        place_countries: Vec::new(),
        event: Event {
            id: EventId::new("event:0"),
            kind: EventType::Consult,
            mode: None,
            plover: None,
            cameo: None,
            status: Status::Held,
            time: None,
            places: Vec::new(),
            participants: Vec::new(),
            concerns: Vec::new(),
            said_by: Vec::new(),
            part_of: None,
            evidence: Vec::new(),
            confidence: 0.5,
        },
    }
}

pub fn entity(id: &str) -> EntityRecord {
    let id = EntityId::new(id);
    EntityRecord {
        kind: id.kind().unwrap_or(crate::model::code::Kind::Person),
        name: id.local().to_owned(),
        country: None,
        names: Vec::new(),
        offices: Vec::new(),
        articles: Vec::new(),
        id,
    }
}

/// Two groups: a-b-c-d in a chain of three meetings with country X behind a and d, and e-f apart.
pub fn chain() -> Graph {
    let ids =
        ["country:XXX", "person:a", "person:b", "person:c", "person:d", "person:e", "person:f"];
    Graph::from_rows(Rows {
        generation: 3,
        entities: ids.iter().map(|id| entity(id)).collect(),
        events: vec![
            event("ab", Some("2007-03-01"), &[("person:a", "country:XXX"), ("person:b", "")]),
            event("bc", Some("2007-01-01"), &[("person:b", ""), ("person:c", "")]),
            event("cd", None, &[("person:c", ""), ("person:d", "country:XXX")]),
            event("ef", Some("2007-03-01"), &[("person:e", ""), ("person:f", "")]),
        ],
        ..Rows::default()
    })
}

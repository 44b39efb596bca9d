//! A small invented world: ten articles about four states, merged and stored as real ones are.

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

const LATE: &str = "10";

/// Reads what the table tells; any other article says nothing.
fn read(article: Article) -> Reading {
    let told = ARTICLES.iter().find(|it| article.source_id.as_deref() == Some(it.id));
    told.map_or_else(|| reading(&NOTHING, article.clone()), |it| reading(it, article.clone()))
}

/// Who is who: id, name, country, office.
const ENTITIES: &[(&str, &str, &str, &str)] = &[
    ("country:XAR", "Arland", "", ""),
    ("country:XBE", "Belmark", "", ""),
    ("country:XCO", "Corvia", "", ""),
    ("country:XDR", "Dravia", "", ""),
    ("person:ana-duarte", "Ana Duarte", "country:XAR", "president"),
    ("person:mira-holt", "Mira Holt", "country:XAR", "foreign minister"),
    ("person:karl-ostrem", "Karl Østrem", "country:XBE", "foreign minister"),
    ("person:ivo-petran", "Ivo Petran", "country:XBE", "prime minister"),
    ("person:lina-sadeh", "Lina Sadeh", "country:XCO", "president"),
    ("person:omar-vasek", "Omar Vasek", "country:XDR", "foreign minister"),
    ("org:union-of-coasts", "Union of Coasts", "", ""),
    ("place:kesting-xbe", "Kesting", "country:XBE", ""),
    ("place:portavel-xar", "Portavel", "country:XAR", ""),
    ("place:saru-xco", "Saru", "country:XCO", ""),
    ("dispute:sund-islands", "Sund Islands dispute", "", ""),
    ("agreement:arland-belmark-fishing-accord-2003", "Arland-Belmark Fishing Accord", "", ""),
];

struct Told {
    id: &'static str,
    title: &'static str,
    source: &'static str,
    published: &'static str,
    text: &'static str,
    events: &'static [ToldEvent],
}

struct ToldEvent {
    id: &'static str,
    kind: &'static str,
    mode: Option<&'static str>,
    codes: (Option<&'static str>, Option<&'static str>),
    status: &'static str,
    /// EDTF, earliest, latest.
    time: (&'static str, &'static str, &'static str),
    place: Option<&'static str>,
    /// Entity, role, on behalf of.
    participants: &'static [(&'static str, &'static str, &'static str)],
    concerns: &'static [&'static str],
    quote: &'static str,
}

const HELD: ToldEvent = ToldEvent {
    id: "",
    kind: "CONSULT",
    mode: Some("talks"),
    codes: (Some("CONSULT"), Some("046")),
    status: "held",
    time: ("", "", ""),
    place: None,
    participants: &[],
    concerns: &[],
    quote: "",
};

const DUARTE: (&str, &str, &str) = ("person:ana-duarte", "participant", "country:XAR");
const HOLT: (&str, &str, &str) = ("person:mira-holt", "participant", "country:XAR");
const OSTREM: (&str, &str, &str) = ("person:karl-ostrem", "participant", "country:XBE");
const PETRAN: (&str, &str, &str) = ("person:ivo-petran", "participant", "country:XBE");
const SADEH: (&str, &str, &str) = ("person:lina-sadeh", "participant", "country:XCO");
const VASEK: (&str, &str, &str) = ("person:omar-vasek", "participant", "country:XDR");

const ARTICLES: &[Told] = &[
    Told {
        id: "1",
        title: "Arland and Belmark sign fishing accord",
        source: "Harbour News",
        published: "2003-06-13",
        text: "Arland and Belmark signed a fishing accord in Portavel on Thursday. President Ana Duarte called it a start.",
        events: &[ToldEvent {
            id: "event:2003-06-12-xar-xbe-sign-0000000a",
            kind: "AGREE",
            mode: Some("sign"),
            codes: (Some("SUPPORT"), Some("057")),
            time: ("2003-06-12", "2003-06-12", "2003-06-12"),
            place: Some("place:portavel-xar"),
            participants: &[("country:XAR", "signatory", ""), ("country:XBE", "signatory", "")],
            concerns: &["agreement:arland-belmark-fishing-accord-2003"],
            quote: "Arland and Belmark signed a fishing accord in Portavel on Thursday.",
            ..HELD
        }],
    },
    Told {
        id: "2",
        title: "Arland's president in Belmark",
        source: "Harbour News",
        published: "2007-10-23T08:59:00Z",
        text: "President Ana Duarte of Arland met Foreign Minister Karl Østrem and Prime Minister Ivo Petran in Kesting on Tuesday for talks on the Sund Islands. Last week she spoke by telephone with Corvian President Lina Sadeh.",
        events: &[
            ToldEvent {
                id: "event:2007-10-23-xar-xbe-visit-0000000b",
                mode: Some("visit"),
                codes: (Some("CONSULT"), Some("042")),
                time: ("2007-10-23", "2007-10-23", "2007-10-23"),
                place: Some("place:kesting-xbe"),
                participants: &[
                    ("person:ana-duarte", "visitor", "country:XAR"),
                    ("person:karl-ostrem", "host", "country:XBE"),
                    ("person:ivo-petran", "host", "country:XBE"),
                ],
                concerns: &["dispute:sund-islands"],
                quote: "President Ana Duarte of Arland met Foreign Minister Karl Østrem and Prime Minister Ivo Petran in Kesting on Tuesday for talks on the Sund Islands.",
                ..HELD
            },
            ToldEvent {
                id: "event:2007-10-15-xar-xco-phone-0000000c",
                mode: Some("phone_call"),
                codes: (Some("CONSULT"), Some("041")),
                time: ("2007-10-15/2007-10-21", "2007-10-15", "2007-10-21"),
                participants: &[DUARTE, SADEH],
                quote: "Last week she spoke by telephone with Corvian President Lina Sadeh.",
                ..HELD
            },
        ],
    },
    Told {
        id: "3",
        title: "Duarte sees Østrem",
        source: "Coast Agency",
        published: "2007-10-24T06:00:00Z",
        text: "Ana Duarte and Karl Østrem met in Kesting on Tuesday, officials said.",
        events: &[ToldEvent {
            id: "event:2007-10-23-xar-xbe-talks-0000000d",
            time: ("2007-10-23", "2007-10-23", "2007-10-23"),
            place: Some("place:kesting-xbe"),
            participants: &[DUARTE, OSTREM],
            quote: "Ana Duarte and Karl Østrem met in Kesting on Tuesday, officials said.",
            ..HELD
        }],
    },
    Told {
        id: "4",
        title: "Ministers to meet in December",
        source: "Coast Agency",
        published: "2007-11-05T06:00:00Z",
        text: "Mira Holt will meet Karl Østrem in Portavel on 3 December.",
        events: &[ToldEvent {
            id: "event:2007-12-03-xar-xbe-talks-0000000e",
            codes: (Some("AGREE"), Some("036")),
            status: "planned",
            time: ("2007-12-03", "2007-12-03", "2007-12-03"),
            place: Some("place:portavel-xar"),
            participants: &[HOLT, OSTREM],
            quote: "Mira Holt will meet Karl Østrem in Portavel on 3 December.",
            ..HELD
        }],
    },
    Told {
        id: "5",
        title: "Belmark turns Arland down",
        source: "Harbour News",
        published: "2008-02-11T06:00:00Z",
        text: "Belmark refused on Sunday to meet Arland over the Sund Islands.",
        events: &[ToldEvent {
            id: "event:2008-02-10-xar-xbe-talks-0000000f",
            codes: (Some("REJECT"), Some("125")),
            status: "refused",
            time: ("2008-02-10", "2008-02-10", "2008-02-10"),
            participants: &[("country:XBE", "actor", ""), ("country:XAR", "recipient", "")],
            concerns: &["dispute:sund-islands"],
            quote: "Belmark refused on Sunday to meet Arland over the Sund Islands.",
            ..HELD
        }],
    },
    Told {
        id: "6",
        title: "Guests in Saru",
        source: "Corvia Herald",
        published: "2008-02-29T06:00:00Z",
        text: "President Lina Sadeh received Omar Vasek of Dravia in Saru on Thursday. Mira Holt of Arland opened talks with the Union of Coasts there the same day.",
        events: &[
            ToldEvent {
                id: "event:2008-02-28-xco-xdr-visit-00000010",
                mode: Some("visit"),
                codes: (Some("CONSULT"), Some("043")),
                time: ("2008-02-28", "2008-02-28", "2008-02-28"),
                place: Some("place:saru-xco"),
                participants: &[SADEH, VASEK],
                quote: "President Lina Sadeh received Omar Vasek of Dravia in Saru on Thursday.",
                ..HELD
            },
            ToldEvent {
                id: "event:2008-02-28-xar-talks-00000011",
                time: ("2008-02-28", "2008-02-28", "2008-02-28"),
                place: Some("place:saru-xco"),
                participants: &[HOLT, ("org:union-of-coasts", "participant", "")],
                quote: "Mira Holt of Arland opened talks with the Union of Coasts there the same day.",
                ..HELD
            },
        ],
    },
    Told {
        id: "7",
        title: "Summit in Portavel",
        source: "Harbour News",
        published: "2008-04-27T06:00:00Z",
        text: "Ana Duarte and Ivo Petran held a summit in Portavel on Saturday.",
        events: &[ToldEvent {
            id: "event:2008-04-26-xar-xbe-summit-00000012",
            mode: Some("summit"),
            time: ("2008-04-26", "2008-04-26", "2008-04-26"),
            place: Some("place:portavel-xar"),
            participants: &[DUARTE, PETRAN],
            quote: "Ana Duarte and Ivo Petran held a summit in Portavel on Saturday.",
            ..HELD
        }],
    },
    Told {
        id: "8",
        title: "Arland accuses Belmark",
        source: "Harbour News",
        published: "2008-05-10T06:00:00Z",
        text: "Arland accused Belmark on Friday of \"drilling\" off the Sund Islands & <b>lying</b>.",
        events: &[ToldEvent {
            id: "event:2008-05-09-xar-xbe-accuse-00000013",
            kind: "ACCUSE",
            mode: Some("allege"),
            codes: (Some("ACCUSE"), Some("112")),
            time: ("2008-05-09", "2008-05-09", "2008-05-09"),
            participants: &[("country:XAR", "actor", ""), ("country:XBE", "recipient", "")],
            concerns: &["dispute:sund-islands"],
            quote: "Arland accused Belmark on Friday of \"drilling\" off the Sund Islands & <b>lying</b>.",
            ..HELD
        }],
    },
    Told {
        id: "9",
        title: "A look back",
        source: "Coast Agency",
        published: "2009-01-02T06:00:00Z",
        text: "In 1999 Arland and Belmark talked about the border for the first time.",
        events: &[ToldEvent {
            id: "event:1999-xar-xbe-talks-00000014",
            time: ("1999", "1999-01-01", "1999-12-31"),
            participants: &[("country:XAR", "participant", ""), ("country:XBE", "participant", "")],
            quote: "In 1999 Arland and Belmark talked about the border for the first time.",
            ..HELD
        }],
    },
    Told {
        id: LATE,
        title: "Ministers talk",
        source: "Coast Agency",
        published: "2009-03-04T06:00:00Z",
        text: "Mira Holt and Omar Vasek held talks in Portavel on Tuesday.",
        events: &[ToldEvent {
            id: "event:2009-03-03-xar-xdr-talks-00000015",
            time: ("2009-03-03", "2009-03-03", "2009-03-03"),
            place: Some("place:portavel-xar"),
            participants: &[HOLT, VASEK],
            quote: "Mira Holt and Omar Vasek held talks in Portavel on Tuesday.",
            ..HELD
        }],
    },
];

const NOTHING: Told = Told { id: "", title: "", source: "", published: "", text: "", events: &[] };

impl Told {
    fn record(&self) -> String {
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

fn evidence(told: &Told, quote: &str) -> Evidence {
    let start = told.text.find(quote).unwrap();
    let start = told.text[..start].chars().count();
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
    let mention = told.text.find(name).map(|at| {
        let start = told.text[..at].chars().count();
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

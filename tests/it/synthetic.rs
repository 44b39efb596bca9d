//! Readings made up from numbers: a small world in which the same happenings are told by many articles, now with the
//! day, now with the week, by the names of all or of some who took part, or of their countries only.

use demarche::model::article::Article;
use demarche::model::code::AgreementState;
use demarche::model::code::DisputeState;
use demarche::model::code::EventType;
use demarche::model::code::Form;
use demarche::model::code::Role;
use demarche::model::code::Status;
use demarche::model::id::ArticleId;
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
use proptest::prelude::Strategy;
use std::collections::BTreeSet;

const COUNTRIES: [&str; 4] = ["AAA", "BBB", "CCC", "DDD"];
const MODES: [&str; 5] = ["visit", "talks", "summit", "phone_call", "letter"];
const STATUSES: [Status; 4] = [Status::Held, Status::Planned, Status::Cancelled, Status::Refused];

/// What one article tells of one happening. All numbers are taken modulo what there is.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Of 2007.
    pub(crate) month: u8,
    /// Day of the month, and how many days the article leaves open; none where it tells no time.
    pub(crate) day: Option<(u8, u8)>,
    /// Country and person in it; without person the country alone is named.
    pub(crate) who: Vec<(u8, Option<u8>)>,
    pub(crate) mode: u8,
    pub(crate) status: u8,
    pub(crate) place: Option<u8>,
    pub(crate) part: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) number: u16,
    pub(crate) published: Option<u8>,
    pub(crate) events: Vec<Told>,
    /// State and claim of the one dispute.
    pub(crate) dispute: Option<(u8, u8)>,
    pub(crate) agreement: Option<u8>,
}

pub(crate) fn told() -> impl Strategy<Value = Told> {
    use proptest::prelude::*;
    let day =
        proptest::option::weighted(0.75, (1_u8..6, prop_oneof![4 => Just(0_u8), 2 => 1_u8..9]));
    let who = proptest::collection::vec((0_u8..3, proptest::option::weighted(0.8, 0_u8..2)), 1..4);
    let rest = (
        0_u8..5,
        prop_oneof![4 => Just(0_u8), 2 => 0_u8..4],
        proptest::option::of(0_u8..4),
        any::<bool>(),
    );
    (day, who, rest).prop_map(|(day, who, (mode, status, place, part))| Told {
        month: 10,
        day,
        who,
        mode,
        status,
        place,
        part,
    })
}

pub(crate) fn draft(number: u16) -> impl Strategy<Value = Draft> {
    use proptest::option::of;
    (of(1_u8..15), proptest::collection::vec(told(), 0..4), of((0_u8..3, 0_u8..4)), of(0_u8..5))
        .prop_map(move |(published, events, dispute, agreement)| Draft {
            number,
            published,
            events,
            dispute,
            agreement,
        })
}

pub(crate) fn drafts(most: usize) -> impl Strategy<Value = Vec<Draft>> {
    proptest::collection::vec(draft(0), 0..most).prop_map(|mut all| {
        (0_u16..).zip(&mut all).for_each(|(number, draft)| draft.number = number);
        all
    })
}

pub(crate) fn reading(draft: &Draft) -> Reading {
    let id = ArticleId::new(format!("article:{:016x}", u64::from(draft.number) * 7_919 % 65_536));
    let text = format!("Text of {}. It tells of {} events.", draft.number, draft.events.len());
    let mut reading = Reading {
        article: Article {
            id,
            source_id: None,
            title: Some(format!("Title {}", draft.number)),
            published: draft.published.map(|day| format!("2007-10-{day:02}T08:00:00Z")),
            source: Some("AFP".to_owned()),
            url: None,
            language: Some("en".to_owned()),
            dateline: None,
            text,
        },
        entities: Vec::new(),
        events: Vec::new(),
        disputes: Vec::new(),
        agreements: Vec::new(),
        notes: Vec::new(),
        rules_version: "synthetic".to_owned(),
    };
    for (number, told) in draft.events.iter().enumerate() {
        let event = event(draft, number, told, reading.events.last());
        reading.events.push(event);
    }
    reading.disputes.extend(draft.dispute.map(|(state, claim)| dispute(draft, state, claim)));
    reading.agreements.extend(draft.agreement.map(|state| agreement(draft, state)));
    reading.entities = entities(draft, &reading);
    reading
}

fn event(draft: &Draft, number: usize, told: &Told, before: Option<&Event>) -> Event {
    let status = STATUSES[usize::from(told.status) % STATUSES.len()];
    let mut participants: Vec<Participant> = Vec::new();
    for (country, person) in &told.who {
        let country = country_id(*country);
        let participant = match person {
            Some(person) => Participant {
                entity: EntityId::new(format!("person:p{person}-{}", country.local())),
                role: Role::Participant,
                on_behalf_of: Some(country),
            },
            None => Participant { entity: country, role: Role::Participant, on_behalf_of: None },
        };
        if participants.iter().all(|it| it.entity != participant.entity) {
            participants.push(participant);
        }
    }
    let mode = MODES[usize::from(told.mode) % MODES.len()];
    Event {
        id: EventId::new(format!(
            "event:{}-{mode}-{}",
            told.day.map_or(0, |it| it.0),
            participants.len()
        )),
        kind: EventType::Consult,
        mode: Some(mode.to_owned()),
        plover: Some(if status == Status::Refused { "REJECT" } else { "CONSULT" }.to_owned()),
        cameo: Some("042".to_owned()),
        status,
        time: told.day.map(|(day, open)| {
            // A single day may be no more than that of the article.
            let words = (open > 0 || told.mode.is_multiple_of(2)).then(|| "on that day".to_owned());
            Time { text: words, ..time(told.month, day, open) }
        }),
        places: told.place.map(place_id).into_iter().collect(),
        participants,
        concerns: draft.dispute.map(|_| EntityId::new("dispute:islands")).into_iter().collect(),
        said_by: if told.part { vec![country_id(0)] } else { Vec::new() },
        part_of: before.filter(|_| told.part).map(|it| it.id.clone()),
        evidence: vec![evidence(draft, number)],
        confidence: 0.5 + f64::from(told.mode) / 20.0,
    }
}

pub(crate) fn time(month: u8, day: u8, open: u8) -> Time {
    let (earliest, latest) =
        (format!("2007-{month:02}-{day:02}"), format!("2007-{month:02}-{:02}", day + open));
    Time {
        edtf: if open == 0 { earliest.clone() } else { format!("{earliest}/{latest}") },
        earliest: Some(earliest),
        latest: Some(latest),
        text: None,
    }
}

fn evidence(draft: &Draft, number: usize) -> Evidence {
    Evidence {
        field: if number == 0 { Field::Title } else { Field::Text },
        start: number,
        end: number + 4,
        quote: format!("quote {number} of {}", draft.number),
        rule: "consult.synthetic".to_owned(),
    }
}

fn dispute(draft: &Draft, state: u8, claim: u8) -> Dispute {
    let claim = Claim {
        by: country_id(claim),
        claim: format!("claims island {claim}"),
        evidence: if claim == 0 { Vec::new() } else { vec![evidence(draft, 5)] },
    };
    Dispute {
        id: EntityId::new("dispute:islands"),
        name: "Islands".to_owned(),
        parties: vec![country_id(state), country_id(3)],
        subject: Some("islands".to_owned()),
        state: DisputeState::ALL.get(usize::from(state)).copied(),
        claims: vec![claim],
        evidence: vec![evidence(draft, 6)],
    }
}

fn agreement(draft: &Draft, state: u8) -> Agreement {
    Agreement {
        id: EntityId::new("agreement:plan"),
        name: "Plan".to_owned(),
        subject: None,
        parties: vec![country_id(state)],
        signatories: Vec::new(),
        time: Some(time(10, 1 + state, state)),
        state: AgreementState::ALL.get(usize::from(state)).copied(),
        evidence: vec![evidence(draft, 7)],
    }
}

fn entities(draft: &Draft, reading: &Reading) -> Vec<Entity> {
    let mut ids: BTreeSet<EntityId> = BTreeSet::new();
    for event in &reading.events {
        ids.extend(event.participants.iter().map(|it| it.entity.clone()));
        ids.extend(event.places.iter().cloned());
    }
    let mut entities: Vec<Entity> = ids.into_iter().map(|id| entity(draft, id)).collect();
    entities.extend(reading.disputes.iter().map(|it| entity(draft, it.id.clone())));
    entities
}

fn entity(draft: &Draft, id: EntityId) -> Entity {
    let country = match id.as_str().split_once('-') {
        Some((_, country)) if !id.as_str().starts_with("dispute") => {
            Some(EntityId::new(format!("country:{}", country.to_uppercase())))
        }
        _ => None,
    };
    let title = |of: &EntityId| Office {
        title: "minister".to_owned(),
        of: Some(of.clone()),
        from: None,
        to: None,
        as_of: draft.published.map(|day| format!("2007-10-{day:02}")),
    };
    let text = format!("Name {}", draft.number % 3);
    Entity {
        kind: id.kind().unwrap(),
        name: format!("The {}", id.local()),
        offices: country.iter().filter(|_| id.as_str().starts_with("person")).map(title).collect(),
        country,
        mentions: vec![MentionSpan {
            field: Field::Text,
            start: 0,
            end: 6,
            text,
            form: Form::Name,
        }],
        id,
    }
}

fn country_id(number: u8) -> EntityId {
    EntityId::new(format!("country:{}", COUNTRIES[usize::from(number) % COUNTRIES.len()]))
}

/// Two towns, each in its country, or the countries themselves.
fn place_id(number: u8) -> EntityId {
    EntityId::new(
        ["place:town-aaa", "place:town-bbb", "country:AAA", "country:BBB"][usize::from(number) % 4],
    )
}

/// The draft of a number: always the same, and different for most others.
pub(crate) fn numbered(number: u16) -> Draft {
    let mut seed = u32::from(number) + 1;
    // Numerical Recipes' linear congruential generator; its upper bits vary best.
    let mut next = |below: u8| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((seed >> 16) % u32::from(below)).unwrap()
    };
    let events = (0..=next(3))
        .map(|_| Told {
            month: 1 + next(12),
            day: Some((1 + next(20), next(2) * next(4))),
            who: (0..=1 + next(2)).map(|it| (it, Some(next(9)).filter(|it| *it > 0))).collect(),
            mode: next(5),
            status: next(8) / 5,
            place: Some(next(12)).filter(|it| *it < 4),
            part: next(2) == 0,
        })
        .collect();
    let published = Some(1 + next(27));
    Draft {
        number,
        published,
        events,
        dispute: Some((next(3), next(4))),
        agreement: Some(next(5)).filter(|it| *it > 2),
    }
}

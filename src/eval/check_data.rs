//! The examples beside the rules in data/, run: what has to be read is read, what must not is not.

use crate::knowledge::Knowledge;
use crate::knowledge::examples::Example;
use crate::knowledge::examples::Expected;
use crate::knowledge::examples::ExpectedEvent;
use crate::model::article::Article;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::hash;
use crate::model::id::ArticleId;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::pipeline;
use crate::text;

/// The day of publication of an example that gives none: a Tuesday.
const PUBLISHED: &str = "2007-10-23";

/// How many examples there are, and what is wrong, as `place: what: sentence`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    pub examples: usize,
    pub wrong: Vec<String>,
}

/// Runs every example of the event rules, disputes, agreements, dates and exported actors, or those whose place begins with one of
/// `only`.
pub fn check(knowledge: &Knowledge, only: &[String]) -> Checked {
    let mut checked = Checked::default();
    let asked = |place: &str| only.is_empty() || only.iter().any(|it| place.starts_with(it));
    for example in knowledge.examples().into_iter().filter(|it| asked(&it.place)) {
        checked.examples += 1;
        if let Some(what) = problem(&example, &read(&example, knowledge)) {
            checked.wrong.push(format!("{}: {what}: {}", example.place, example.text));
        }
    }
    if !only.is_empty() {
        return checked;
    }
    let (dates, wrong) =
        knowledge.time.check_examples(|it| text::parse(it, None, &knowledge.model));
    checked.examples += dates;
    checked.wrong.extend(wrong);
    let (actors, wrong) = knowledge.export.check_examples(&knowledge.gazetteer);
    checked.examples += actors;
    checked.wrong.extend(wrong);
    checked
}

/// The reading of a sentence that stands for a whole article.
fn read(example: &Example, knowledge: &Knowledge) -> Reading {
    let article = Article {
        id: ArticleId::new(format!("article:{}", hash::hex(example.text.as_bytes(), 16))),
        source_id: None,
        title: None,
        published: Some(example.published.clone().unwrap_or_else(|| PUBLISHED.to_owned())),
        source: None,
        url: None,
        language: Some("en".to_owned()),
        dateline: None,
        text: example.text.clone(),
    };
    pipeline::read_article(article, knowledge)
}

/// The first way in which a reading differs from what the example expects.
fn problem(example: &Example, reading: &Reading) -> Option<String> {
    let mentions = |id: &String| {
        reading.entities.iter().any(|it| it.kind == Kind::Dispute && it.id.as_str() == id)
    };
    match &example.expected {
        Expected::Event(expected) => wrong_event(expected, reading),
        Expected::Any(any) => {
            let told: Vec<String> = reading.events.iter().map(|it| it.kind.to_string()).collect();
            (told.is_empty() == *any).then(|| format!("found {told:?}"))
        }
        Expected::NoEvent(kind, mode) => {
            let found = reading.events.iter().find(|it| it.kind == *kind && it.mode == *mode)?;
            Some(format!("found {}", shown(found)))
        }
        Expected::Dispute(id) => (!mentions(id)).then(|| "not found".to_owned()),
        Expected::NoDispute(id) => mentions(id).then(|| "found".to_owned()),
        Expected::Agreement(name) => {
            let names: Vec<&str> = reading.agreements.iter().map(|it| it.name.as_str()).collect();
            (!names.contains(&name.as_str())).then(|| format!("found {names:?}, not {name}"))
        }
        Expected::Factions(groups) => {
            let found = factions(reading);
            (found != *groups).then(|| format!("groups {found:?}, not {groups:?}"))
        }
        Expected::NoAgreement => {
            let first = reading.agreements.first()?;
            Some(format!("found {}", first.name))
        }
    }
}

/// The organizations of which the text has no name, each as often as it is mentioned.
fn factions(reading: &Reading) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for entity in reading.entities.iter().filter(|it| it.kind == Kind::Organization) {
        let nominal = entity.mentions.iter().filter(|it| it.form == Form::Nominal);
        found.extend(nominal.map(|it| (it.start, entity.id.to_string())));
    }
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

fn wrong_event(expected: &ExpectedEvent, reading: &Reading) -> Option<String> {
    let same = |it: &&Event| it.kind == expected.kind && it.mode == expected.mode;
    let Some(event) = reading.events.iter().find(same) else {
        let all: Vec<String> = reading.events.iter().map(shown).collect();
        return Some(format!("not found, but {all:?}"));
    };
    let mut found: Vec<String> =
        event.participants.iter().map(|it| format!("{}/{}", it.entity, it.role)).collect();
    found.sort();
    if expected.participants != found {
        return Some(format!("participants {found:?}, not {:?}", expected.participants));
    }
    if event.status != expected.status {
        return Some(format!("status {}, not {}", event.status, expected.status));
    }
    let date = event.time.as_ref().map(|it| it.edtf.as_str());
    if expected.date.is_some() && expected.date.as_deref() != date {
        return Some(format!("date {date:?}, not {:?}", expected.date));
    }
    let places: Vec<&str> = event.places.iter().map(|it| it.as_str()).collect();
    match &expected.place {
        Some(place) if places != [place.as_str()] => {
            Some(format!("places {places:?}, not {place}"))
        }
        _ => None,
    }
}

fn shown(event: &Event) -> String {
    let who: Vec<String> =
        event.participants.iter().map(|it| format!("{}/{}", it.entity, it.role)).collect();
    format!(
        "{}/{} {} {}",
        event.kind,
        event.mode.as_deref().unwrap_or("-"),
        event.status,
        who.join(" ")
    )
}

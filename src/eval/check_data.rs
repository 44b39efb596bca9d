//! The examples beside the rules in data/, run: what has to be read is read, what must not is not.

use crate::event::disputes::KnownDispute;
use crate::event::rules::Accept;
use crate::event::rules::Rule;
use crate::knowledge::Knowledge;
use crate::model::article::Article;
use crate::model::code::Kind;
use crate::model::hash;
use crate::model::id::ArticleId;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::pipeline;

/// The day of publication of an example that gives none: a Tuesday.
const PUBLISHED: &str = "2007-10-23";

/// How many examples there are, and what is wrong, as `place: what: sentence`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    pub examples: usize,
    pub wrong: Vec<String>,
}

/// Runs every example of the event rules, disputes and agreements.
pub fn check(knowledge: &Knowledge) -> Checked {
    let mut checked = Checked::default();
    for rule in &knowledge.events.rules.rules {
        check_rule(rule, knowledge, &mut checked);
    }
    for dispute in knowledge.events.disputes.known() {
        check_dispute(dispute, knowledge, &mut checked);
    }
    for one in &knowledge.events.agreements.accepts {
        let reading = read(&one.text, None, knowledge);
        let names: Vec<&str> = reading.agreements.iter().map(|it| it.name.as_str()).collect();
        let right = names.contains(&one.name.as_str());
        checked.note(
            "agreements.toml",
            right,
            || format!("found {names:?}, not {}", one.name),
            &one.text,
        );
    }
    for text in &knowledge.events.agreements.rejects {
        let found = read(text, None, knowledge).agreements.len();
        checked.note("agreements.toml", found == 0, || format!("found {found}"), text);
    }
    checked
}

impl Checked {
    fn note(&mut self, place: &str, right: bool, what: impl FnOnce() -> String, text: &str) {
        self.examples += 1;
        if !right {
            self.wrong.push(format!("{place}: {}: {text}", what()));
        }
    }
}

/// The reading of a sentence that stands for a whole article.
fn read(text: &str, published: Option<&str>, knowledge: &Knowledge) -> Reading {
    let article = Article {
        id: ArticleId::new(format!("article:{}", hash::hex(text.as_bytes(), 16))),
        source_id: None,
        title: None,
        published: Some(published.unwrap_or(PUBLISHED).to_owned()),
        source: None,
        url: None,
        language: Some("en".to_owned()),
        dateline: None,
        text: text.to_owned(),
    };
    pipeline::read_article(article, knowledge)
}

fn check_rule(rule: &Rule, knowledge: &Knowledge, checked: &mut Checked) {
    for accept in &rule.accepts {
        let reading = read(&accept.text, accept.published.as_deref(), knowledge);
        let problem = problem(rule, accept, &reading);
        checked.note(
            &rule.id,
            problem.is_none(),
            || problem.clone().unwrap_or_default(),
            &accept.text,
        );
    }
    for text in &rule.rejects {
        let reading = read(text, None, knowledge);
        let same = |it: &&Event| it.kind == rule.kind && it.mode == rule.mode;
        let found = reading.events.iter().find(same).map(shown);
        checked.note(
            &rule.id,
            found.is_none(),
            || format!("found {}", found.clone().unwrap_or_default()),
            text,
        );
    }
}

/// The first way in which a reading differs from what the example expects.
fn problem(rule: &Rule, accept: &Accept, reading: &Reading) -> Option<String> {
    let same = |it: &&Event| it.kind == rule.kind && it.mode == rule.mode;
    let Some(event) = reading.events.iter().find(same) else {
        let all: Vec<String> = reading.events.iter().map(shown).collect();
        return Some(format!("not found, but {all:?}"));
    };
    let mut wanted: Vec<String> = accept.participants.iter().map(|it| full_id(it)).collect();
    let mut found: Vec<String> =
        event.participants.iter().map(|it| format!("{}/{}", it.entity, it.role)).collect();
    wanted.sort();
    found.sort();
    if wanted != found {
        return Some(format!("participants {found:?}, not {wanted:?}"));
    }
    if event.status != accept.status {
        return Some(format!("status {}, not {}", event.status, accept.status));
    }
    let date = event.time.as_ref().map(|it| it.edtf.as_str());
    if accept.date.is_some() && accept.date.as_deref() != date {
        return Some(format!("date {date:?}, not {:?}", accept.date));
    }
    let places: Vec<&str> = event.places.iter().map(|it| it.as_str()).collect();
    match &accept.place {
        Some(place) if places != [place.as_str()] => {
            Some(format!("places {places:?}, not {place}"))
        }
        _ => None,
    }
}

fn full_id(short: &str) -> String {
    if short.contains(':') { short.to_owned() } else { format!("person:{short}") }
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

fn check_dispute(dispute: &KnownDispute, knowledge: &Knowledge, checked: &mut Checked) {
    let id = format!("dispute:{}", dispute.id);
    let finds = |text: &str| {
        let reading = read(text, None, knowledge);
        reading.entities.iter().any(|it| it.kind == Kind::Dispute && it.id.as_str() == id)
    };
    for text in &dispute.accepts {
        checked.note(&id, finds(text), || "not found".to_owned(), text);
    }
    for text in &dispute.rejects {
        checked.note(&id, !finds(text), || "found".to_owned(), text);
    }
}

//! The examples that stand beside the rules, in one form for whoever runs them.

use crate::knowledge::Knowledge;
use crate::model::code::EventType;
use crate::model::code::Status;

/// A sentence with what has to be read in it, or must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The rule, dispute or file that it stands beside.
    pub place: String,
    pub text: String,
    /// The day of publication, where the example needs one.
    pub published: Option<String>,
    pub expected: Expected,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    Event(ExpectedEvent),
    NoEvent(EventType, Option<String>),
    /// Whether any event is told at all.
    Any(bool),
    /// The id of a dispute that is mentioned.
    Dispute(String),
    NoDispute(String),
    /// The name of an agreement that is found.
    Agreement(String),
    NoAgreement,
    /// The ids of the groups that act, in the order of the text.
    Factions(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedEvent {
    pub kind: EventType,
    pub mode: Option<String>,
    /// `id/role`, sorted.
    pub participants: Vec<String>,
    pub status: Status,
    pub date: Option<String>,
    pub place: Option<String>,
}

impl Knowledge {
    /// All examples beside event rules, disputes and agreements, in the order of the tables.
    pub fn examples(&self) -> Vec<Example> {
        let mut out = self.event_examples();
        for dispute in self.events.disputes.known() {
            let id = format!("dispute:{}", dispute.id);
            let wanted = dispute.accepts.iter().map(|it| (it, Expected::Dispute(id.clone())));
            let unwanted = dispute.rejects.iter().map(|it| (it, Expected::NoDispute(id.clone())));
            out.extend(wanted.chain(unwanted).map(|(text, expected)| plain(&id, text, expected)));
        }
        for one in &self.events.agreements.accepts {
            out.push(plain("agreements.toml", &one.text, Expected::Agreement(one.name.clone())));
        }
        for text in &self.events.agreements.rejects {
            out.push(plain("agreements.toml", text, Expected::NoAgreement));
        }
        for topic in &self.events.other.topics {
            let texts = |all: &[String], any: bool| {
                all.iter().map(|it| plain(&topic.name, it, Expected::Any(any))).collect::<Vec<_>>()
            };
            out.extend(texts(&topic.accepts, false));
            out.extend(texts(&topic.rejects, true));
        }
        let factions = &self.gazetteer.patterns().faction;
        let accepted = factions.accepts.iter().map(|it| (&it.text, it.groups.clone()));
        let rejected = factions.rejects.iter().map(|it| (it, Vec::new()));
        for (text, groups) in accepted.chain(rejected) {
            out.push(plain("patterns.toml", text, Expected::Factions(groups)));
        }
        out
    }

    fn event_examples(&self) -> Vec<Example> {
        let mut out = Vec::new();
        for rule in &self.events.rules.rules {
            for accept in &rule.accepts {
                let mut participants: Vec<String> =
                    accept.participants.iter().map(|it| full_id(it)).collect();
                participants.sort();
                let expected = Expected::Event(ExpectedEvent {
                    kind: rule.kind,
                    mode: rule.mode.clone(),
                    participants,
                    status: accept.status,
                    date: accept.date.clone(),
                    place: accept.place.clone(),
                });
                let published = accept.published.clone();
                out.push(Example { published, ..plain(&rule.id, &accept.text, expected) });
            }
            let none = || Expected::NoEvent(rule.kind, rule.mode.clone());
            out.extend(rule.rejects.iter().map(|text| plain(&rule.id, text, none())));
        }
        out
    }
}

fn plain(place: &str, text: &str, expected: Expected) -> Example {
    Example { place: place.to_owned(), text: text.to_owned(), published: None, expected }
}

/// Examples leave out `person:`.
fn full_id(short: &str) -> String {
    if short.contains(':') { short.to_owned() } else { format!("person:{short}") }
}

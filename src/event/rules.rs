//! The event rules of data/events/*.toml: their form, and the index by trigger lemma that keeps the cost of
//! matching independent of how many rules there are.

use crate::event::slots::Slot;
use crate::model::code::CONSULT_MODES;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// What is wrong with a rule file, with its place.
#[derive(Debug, Error)]
pub enum RuleError {
    #[error("{file}: {message}")]
    Toml { file: String, message: String },
    #[error("{file}: rule {rule}: {what}")]
    Rule { file: String, rule: String, what: String },
}

/// One file: all rules of one event type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(rename = "type")]
    kind: EventType,
    rules: Vec<Rule>,
}

/// One way in which a sentence tells an event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    #[serde(skip, default = "statement")]
    pub kind: EventType,
    #[serde(default)]
    pub mode: Option<String>,
    /// PLOVER type where it differs from the file's.
    #[serde(default)]
    pub plover: Option<String>,
    #[serde(default)]
    pub cameo: Option<String>,
    /// Lemmas of the verbs that trigger the rule.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Lemmas of the nouns that trigger the rule by themselves.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Lemmas of the predicative adjectives that trigger the rule ("is opposed to").
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// One of these has to be the particle or adverb of the verb ("sit" + "down").
    #[serde(default)]
    pub particles: Vec<String>,
    /// A noun that has to stand in one of `complement_slots` of the verb ("hold" + "talks").
    #[serde(default)]
    pub complement: Vec<String>,
    #[serde(default = "object_slot")]
    pub complement_slots: Vec<Slot>,
    pub roles: Vec<RolePattern>,
    /// One of these has to modify the trigger ("phone" + "call").
    #[serde(default)]
    pub modifiers: Vec<String>,
    /// None of these may modify the trigger or the complement noun (a phone call is no talks).
    #[serde(default)]
    pub unless_modifiers: Vec<String>,
    /// Slots of the place of the event, beside "in" and "at".
    #[serde(default)]
    pub place: Vec<Slot>,
    /// How many participants have to be bound.
    #[serde(default = "two")]
    pub min: usize,
    /// Signatures: what was signed, in this slot, becomes an agreement.
    #[serde(default)]
    pub agreement: Option<Slot>,
    /// The status that the words themselves give ("called off the talks"), whatever the tense.
    #[serde(default)]
    pub status: Option<Status>,
    #[serde(default = "usual_confidence")]
    pub confidence: f64,
    pub accepts: Vec<Accept>,
    pub rejects: Vec<String>,
}

/// Who stands in `slot` takes part as `role`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolePattern {
    /// See `slots.rs` for the slots.
    pub slot: Slot,
    pub role: Role,
    #[serde(default)]
    pub required: bool,
}

/// A sentence that the rule has to read, and what it has to find.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    pub text: String,
    /// `id/role`, in any order; the id without `person:`.
    pub participants: Vec<String>,
    #[serde(default = "held")]
    pub status: Status,
    /// The day of publication, for the date.
    #[serde(default)]
    pub published: Option<String>,
    /// Expected EDTF, where the example is about the date.
    #[serde(default)]
    pub date: Option<String>,
    #[serde(default)]
    pub place: Option<String>,
}

fn statement() -> EventType {
    EventType::Statement
}

fn object_slot() -> Vec<Slot> {
    vec![Slot::Object]
}

fn two() -> usize {
    2
}

fn usual_confidence() -> f64 {
    0.9
}

fn held() -> Status {
    Status::Held
}

/// All event rules, with the index over their triggers.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub rules: Vec<Rule>,
    predicates: BTreeMap<String, Vec<usize>>,
    nouns: BTreeMap<String, Vec<usize>>,
}

impl Rules {
    /// `files` are (name, content), in any order; rules keep the order of the sorted names.
    ///
    /// # Errors
    /// A file that is no TOML of this form; a rule without accepts, rejects or trigger, or with an unknown mode.
    pub fn load(files: &[(String, String)]) -> Result<Self, RuleError> {
        let mut sorted: Vec<&(String, String)> = files.iter().collect();
        sorted.sort();
        let mut rules = Rules::default();
        for (name, content) in sorted {
            let file: RuleFile = toml::from_str(content)
                .map_err(|it| RuleError::Toml { file: name.clone(), message: it.to_string() })?;
            for rule in file.rules {
                check(&rule, file.kind).map_err(|what| RuleError::Rule {
                    file: name.clone(),
                    rule: rule.id.clone(),
                    what,
                })?;
                rules.add(Rule { kind: file.kind, ..rule });
            }
        }
        Ok(rules)
    }

    fn add(&mut self, rule: Rule) {
        let number = self.rules.len();
        for lemma in rule.verbs.iter().chain(&rule.adjectives) {
            self.predicates.entry(lemma.clone()).or_default().push(number);
        }
        for lemma in &rule.nouns {
            self.nouns.entry(lemma.clone()).or_default().push(number);
        }
        self.rules.push(rule);
    }

    /// The rules that a verb or predicative adjective of this lemma may trigger.
    pub fn by_predicate(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.predicates.get(lemma).into_iter().flatten().filter_map(|it| self.rules.get(*it))
    }

    /// The rules that a noun of this lemma may trigger.
    pub fn by_noun(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.nouns.get(lemma).into_iter().flatten().filter_map(|it| self.rules.get(*it))
    }
}

fn check(rule: &Rule, kind: EventType) -> Result<(), String> {
    if rule.accepts.is_empty() || rule.rejects.is_empty() {
        return Err("needs at least one of `accepts` and one of `rejects`".to_owned());
    }
    if rule.verbs.is_empty() && rule.nouns.is_empty() && rule.adjectives.is_empty() {
        return Err("needs `verbs`, `nouns` or `adjectives` to be triggered by".to_owned());
    }
    if kind == EventType::Consult {
        let mode = rule.mode.as_deref().unwrap_or_default();
        if !CONSULT_MODES.contains(&mode) {
            return Err(format!("mode `{mode}` is none of {}", CONSULT_MODES.join(", ")));
        }
    }
    Ok(())
}

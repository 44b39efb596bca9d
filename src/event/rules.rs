//! The event rules of data/events/*.toml: their form, and the index by trigger lemma that keeps the cost of
//! matching independent of how many rules there are.

use crate::event::slots::Slot;
use crate::model::code::CONSULT_MODES;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use serde::Deserialize;
use std::cmp::Reverse;
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
    /// Roles of the rules that name none themselves.
    #[serde(default)]
    roles: Vec<RolePattern>,
    /// Lists of this file's own.
    #[serde(default)]
    lists: WordLists,
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
    /// None of these may stand in `complement_slots` ("strike" + "deal" is no attack).
    #[serde(default)]
    pub unless_complement: Vec<String>,
    /// Slots all of which have to be filled, by whatever words ("call" + "for").
    #[serde(default)]
    pub needs: Vec<Slot>,
    /// One of these has to be the verb, or noun, of the clause that completes the trigger ("vow" + "retaliate").
    #[serde(default)]
    pub governs: Vec<String>,
    /// None of these may be.
    #[serde(default)]
    pub unless_governs: Vec<String>,
    /// The completing clause has its own finite verb (`finite`) or an infinitive ("told A to go").
    #[serde(default)]
    pub form: Option<ClauseForm>,
    /// The completing clause has one of these statuses ("told A that it would not come": refused).
    #[serde(default)]
    pub content: Vec<Status>,
    #[serde(default)]
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
    /// Whether the act is told also where nobody is known to whom it is done ("shelled a village").
    #[serde(default = "yes")]
    pub alone: bool,
    /// Whoever is bound joins the meeting that was told before ("A took part as well").
    #[serde(default)]
    pub joins: bool,
    /// The other party of the dispute that its clause is about is the one to whom it is said.
    #[serde(default)]
    pub counterparty: bool,
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

/// The form of a completing clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseForm {
    Finite,
    Infinitive,
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
    /// Takes nobody but entities of this kind ("saw A in Vienna": a person).
    #[serde(default)]
    pub only: Option<Kind>,
    /// Looked at only where nobody has the role yet; it takes the first that fits.
    #[serde(default)]
    pub fallback: bool,
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

fn yes() -> bool {
    true
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

/// Lists of lemmas that rules share, by name.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WordLists(pub BTreeMap<String, Vec<String>>);

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
    pub fn load(files: &[(String, String)], lists: &WordLists) -> Result<Self, RuleError> {
        let mut sorted: Vec<&(String, String)> = files.iter().collect();
        sorted.sort();
        let mut rules: Vec<Rule> = Vec::new();
        for (name, content) in sorted {
            let file: RuleFile = toml::from_str(content)
                .map_err(|it| RuleError::Toml { file: name.clone(), message: it.to_string() })?;
            let mut all = lists.clone();
            all.0.extend(file.lists.0);
            for mut rule in file.rules {
                rule.kind = file.kind;
                if rule.roles.is_empty() {
                    rule.roles.clone_from(&file.roles);
                }
                let twice = rules.iter().any(|it| it.id == rule.id);
                let whole = spell_out(&mut rule, &all).and_then(|()| check(&rule));
                let whole = if twice { Err("stands twice".to_owned()) } else { whole };
                whole.map_err(|what| RuleError::Rule {
                    file: name.clone(),
                    rule: rule.id.clone(),
                    what,
                })?;
                rules.push(rule);
            }
        }
        Ok(Rules::of(rules))
    }

    /// Indexes rules by their triggers.
    pub fn of(all: Vec<Rule>) -> Self {
        let mut rules = Rules::default();
        all.into_iter().for_each(|it| rules.add(it));
        rules.most_specific_first();
        rules
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

    /// A rule that asks for more is tried before one that asks for less; else the order of the files holds.
    fn most_specific_first(&mut self) {
        let rules = &self.rules;
        let key = |it: &usize| rules.get(*it).map(|rule| (Reverse(rule.conditions()), *it));
        for numbers in self.predicates.values_mut().chain(self.nouns.values_mut()) {
            numbers.sort_by_key(key);
            numbers.dedup();
        }
    }

    /// The rules that a verb or predicative adjective of this lemma may trigger, the most specific first.
    pub fn by_predicate(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.predicates.get(lemma).into_iter().flatten().filter_map(|it| self.rules.get(*it))
    }

    /// The rules that a noun of this lemma may trigger.
    pub fn by_noun(&self, lemma: &str) -> impl Iterator<Item = &Rule> {
        self.nouns.get(lemma).into_iter().flatten().filter_map(|it| self.rules.get(*it))
    }
}

impl Rule {
    /// How many kinds of words the rule asks for beside its trigger.
    fn conditions(&self) -> usize {
        let lists = [&self.particles, &self.complement, &self.governs, &self.modifiers];
        lists.iter().filter(|it| !it.is_empty()).count() * 2
            + self.needs.len().min(1)
            + usize::from(!self.content.is_empty())
            + 3 * usize::from(self.particles.iter().any(|it| it == "not"))
            + usize::from(self.form.is_some())
    }
}

/// Puts the words of a list in the place of its name (`@harm`).
fn spell_out(rule: &mut Rule, lists: &WordLists) -> Result<(), String> {
    let fields = [
        &mut rule.verbs,
        &mut rule.nouns,
        &mut rule.adjectives,
        &mut rule.complement,
        &mut rule.unless_complement,
        &mut rule.governs,
        &mut rule.unless_governs,
        &mut rule.modifiers,
        &mut rule.unless_modifiers,
    ];
    for field in fields {
        let mut words = Vec::new();
        for word in field.drain(..) {
            match word.strip_prefix('@') {
                Some(list) => words.extend(
                    lists
                        .0
                        .get(list)
                        .ok_or(format!("list `@{list}` is not in words.toml"))?
                        .clone(),
                ),
                None => words.push(word),
            }
        }
        *field = words;
    }
    Ok(())
}

fn check(rule: &Rule) -> Result<(), String> {
    if rule.accepts.is_empty() || rule.rejects.is_empty() {
        return Err("needs at least one of `accepts` and one of `rejects`".to_owned());
    }
    if rule.verbs.is_empty() && rule.nouns.is_empty() && rule.adjectives.is_empty() {
        return Err("needs `verbs`, `nouns` or `adjectives` to be triggered by".to_owned());
    }
    if rule.roles.is_empty() {
        return Err("needs `roles`, here or at the head of the file".to_owned());
    }
    if rule.kind == EventType::Consult {
        let mode = rule.mode.as_deref().unwrap_or_default();
        if !CONSULT_MODES.contains(&mode) {
            return Err(format!("mode `{mode}` is none of {}", CONSULT_MODES.join(", ")));
        }
    }
    Ok(())
}

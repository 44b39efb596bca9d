//! Whether a happening took place: from tense, auxiliaries, negation, the verbs above and the words around it.
//! The word lists are data (data/events/status.toml).

use crate::event::rules::RuleError;
use crate::event::tree;
use crate::event::tree::is_infinitive;
use crate::model::code::Status;
use crate::text::deprel::Deprel;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::VerbForm;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many governing words are asked for what they do to the status of what they govern.
const CLIMB: usize = 5;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// Lemma of a governing verb, adjective or noun -> status of its complement or object.
    pub governors: BTreeMap<String, Status>,
    /// The same, for an infinitive only ("is going to meet").
    pub infinitive: BTreeMap<String, Status>,
    /// Lemma of an adjective or participle before or after a noun trigger -> status.
    pub modifiers: BTreeMap<String, Status>,
    /// Auxiliaries -> status.
    pub auxiliaries: BTreeMap<String, Status>,
    /// Prepositions before a noun trigger -> status ("ahead of his meeting with").
    pub prepositions: BTreeMap<String, Status>,
    /// Markers of clauses that tell nothing as a fact.
    pub conditional: Vec<String>,
    pub negations: Vec<String>,
}

impl StatusWords {
    /// # Errors
    /// The file is no TOML of this form.
    pub fn load(file: &str, content: &str) -> Result<Self, RuleError> {
        toml::from_str(content)
            .map_err(|it| RuleError::Toml { file: file.to_owned(), message: it.to_string() })
    }

    /// The status of what `at` tells, or none if it is said not to have happened at all ("never signed").
    pub fn of(&self, s: &Sentence, at: usize) -> Option<Status> {
        let mut status = Status::Held;
        let mut negated = lacks_object(s, at);
        let mut conditional = false;
        let mut here = at;
        let mut below = at;
        for step in 0..CLIMB {
            negated |= self.is_negated(s, here);
            conditional |= self.is_conditional(s, here);
            let own = self.own(s, here);
            let governed = if step == 0 { None } else { self.governed(s, here, below) };
            for found in [own, governed].into_iter().flatten() {
                status = stronger(status, found);
            }
            if is_finite(s, here)
                && !matches!(tree::label(s, here).base(), "xcomp" | "advcl" | "acl" | "ccomp")
            {
                break;
            }
            let Some(up) = tree::head(s, here) else { break };
            if !passes_up(s, here, step) {
                break;
            }
            (below, here) = (here, up);
        }
        conditional |= is_question(s, at);
        match (negated, status) {
            _ if conditional => Some(Status::Hypothetical),
            (true, Status::Held | Status::Ongoing) => None,
            (true, Status::Planned | Status::Hypothetical) => Some(Status::Refused),
            (true, Status::Refused | Status::Cancelled | Status::Denied) => Some(Status::Held),
            (_, other) => Some(other),
        }
    }

    /// "if A does not withdraw": neither a withdrawal nor a refusal.
    fn is_conditional(&self, s: &Sentence, at: usize) -> bool {
        s.children_by(at, "mark")
            .any(|c| self.conditional.contains(&tree::lemma(s, c).to_lowercase()))
    }

    pub fn is_negated(&self, s: &Sentence, at: usize) -> bool {
        s.children(at).any(|c| {
            let word = tree::lemma(s, c).to_lowercase();
            self.negations.contains(&word)
                && matches!(tree::label(s, c).base(), "advmod" | "det" | "cc" | "case" | "mark")
        })
    }

    /// What the word's own auxiliaries, modifiers, markers and preposition say.
    fn own(&self, s: &Sentence, at: usize) -> Option<Status> {
        let mut found = None;
        for child in s.children(at) {
            let word = tree::lemma(s, child).to_lowercase();
            let here = match tree::label(s, child).base() {
                "aux" => {
                    self.auxiliaries
                        .get(&written(s, child))
                        .or_else(|| self.auxiliaries.get(&word))
                        .map(|it| {
                            if word == "would" && is_reported(s, at) {
                                Status::Planned
                            } else {
                                *it
                            }
                        })
                }
                "amod" | "acl" | "compound" => self.modifiers.get(&word).copied(),
                "case" => self.prepositions.get(&tree::preposition(s, at)).copied(),
                "mark" | "advmod" if self.conditional.contains(&word) => Some(Status::Hypothetical),
                _ => None,
            };
            found = found.or(here);
        }
        let aspect = tree::head(s, at)
            .and_then(|up| self.infinitive.get(&tree::lemma(s, up).to_lowercase()));
        let begun = tree::label(s, at).base() == "xcomp" && aspect == Some(&Status::Held);
        found.or_else(|| purpose(s, at).filter(|_| !begun)).or_else(|| progressive(s, at))
    }

    /// What a governing word makes of `below`, its complement, object or passive subject.
    fn governed(&self, s: &Sentence, at: usize, below: usize) -> Option<Status> {
        let label = tree::label(s, below);
        let complement = matches!(label.base(), "xcomp" | "ccomp" | "obj" | "csubj" | "acl")
            || matches!(label, Deprel::NsubjPass)
            || (label.base() == "nsubj" && !tree::is_verbal(s, below))
            || (label.base() == "obl"
                && matches!(tree::preposition(s, below).as_str(), "for" | "on" | "to" | "from"))
            || (label.base() == "nmod"
                && matches!(tree::preposition(s, below).as_str(), "for" | "of"))
            || (label.base() == "advcl" && is_infinitive(s, below));
        let particle = s.children_by(at, "compound:prt").next();
        let phrase = match particle {
            Some(it) => format!("{} {}", tree::lemma(s, at), tree::lemma(s, it)),
            None => tree::lemma(s, at).to_owned(),
        };
        let phrase = phrase.to_lowercase();
        let found = match label.base() {
            _ if !complement => None,
            "xcomp" => {
                self.infinitive.get(&phrase).or_else(|| self.governors.get(&phrase)).copied()
            }
            _ => self.governors.get(&phrase).copied(),
        };
        // "confirmed that they had met": a finite clause keeps its own tense.
        let keeps_tense = label == Deprel::Ccomp && is_finite(s, below);
        found.filter(|it| {
            !keeps_tense || !matches!(it, Status::Planned | Status::Postponed | Status::Cancelled)
        })
    }
}

/// "released no prisoners", "no president visited", "neither A nor B came"
fn lacks_object(s: &Sentence, at: usize) -> bool {
    let no =
        |it: usize| s.children_by(it, "det").any(|c| tree::lemma(s, c).eq_ignore_ascii_case("no"));
    let neither = |it: usize| {
        s.children_by(it, "cc").any(|c| tree::lemma(s, c).eq_ignore_ascii_case("neither"))
    };
    s.children_by(at, "obj").any(no) || s.children_by(at, "nsubj").any(|it| no(it) || neither(it))
}

/// A question tells nothing as a fact: the sentence ends with its mark, and no quotation lies between.
fn is_question(s: &Sentence, at: usize) -> bool {
    let mark =
        s.tokens.iter().rposition(|it| it.text == "?").filter(|it| *it + 2 >= s.tokens.len());
    mark.is_some_and(|end| {
        let between = s.tokens.get(at.min(end)..end).unwrap_or_default();
        !between.iter().any(|it| matches!(it.text.as_str(), "\"" | "“" | "”" | ":" | ";"))
    })
}

/// "said it would send": the future of what was said in the past.
fn is_reported(s: &Sentence, at: usize) -> bool {
    let past = |it: usize| tree::token(s, it).is_some_and(|t| t.feats.tense == Some(Tense::Past));
    let conditional = |it: usize| {
        s.children_by(it, "advcl")
            .any(|c| s.children_by(c, "mark").any(|m| matches!(tree::lemma(s, m), "if" | "unless")))
    };
    let up = tree::head(s, at);
    let reported = tree::label(s, at).base() == "ccomp" && up.is_some_and(past)
        || s.children_by(at, "parataxis").any(past);
    reported && !conditional(at)
}

fn written(s: &Sentence, at: usize) -> String {
    tree::token(s, at).map(|it| it.text.to_lowercase()).unwrap_or_default()
}

fn stronger(old: Status, new: Status) -> Status {
    match (old, new) {
        (Status::Held, _) => new,
        (Status::Ongoing, Status::Held) => Status::Ongoing,
        (Status::Ongoing, _) => new,
        (Status::Planned, Status::Held | Status::Ongoing) => Status::Planned,
        (Status::Planned, _) => new,
        (_, Status::Held | Status::Ongoing | Status::Planned) => old,
        (Status::Hypothetical, _) => new,
        _ => old,
    }
}

/// A clause or noun takes the status of what governs it only along these edges.
fn passes_up(s: &Sentence, at: usize, step: usize) -> bool {
    let label = tree::label(s, at);
    match label.base() {
        "xcomp" | "ccomp" | "csubj" | "obj" => true,
        "acl" => label != Deprel::AclRelcl,
        "advcl" => is_infinitive(s, at),
        "conj" => step == 0 || !is_finite(s, at),
        "nsubj" => !tree::is_verbal(s, at),
        "obl" | "nmod" => !tree::is_verbal(s, at),
        _ => false,
    }
}

/// "the first president to visit": one who has done it.
fn is_record(s: &Sentence, at: usize) -> bool {
    const RANKS: &[&str] = &["first", "last", "only", "second", "third", "fourth", "latest"];
    let ranked = |it: usize| {
        s.children(it)
            .chain([it])
            .any(|c| RANKS.contains(&tree::lemma(s, c).to_lowercase().as_str()))
    };
    let mut up = tree::head(s, at);
    for _ in 0..3 {
        match up {
            Some(it) if ranked(it) => return true,
            Some(it) if !tree::is_verbal(s, it) => up = tree::head(s, it),
            _ => return false,
        }
    }
    false
}

/// An infinitive of purpose or a bare "to meet" tells a plan, whatever governs it.
fn purpose(s: &Sentence, at: usize) -> Option<Status> {
    let infinitive = tree::is_verbal(s, at) && is_infinitive(s, at) && !is_record(s, at);
    (infinitive
        && matches!(tree::label(s, at).base(), "advcl" | "acl" | "root" | "parataxis" | "xcomp"))
    .then_some(Status::Planned)
}

/// "is meeting", "are holding talks".
fn progressive(s: &Sentence, at: usize) -> Option<Status> {
    let token = tree::token(s, at)?;
    let participle = token.feats.verb_form == Some(VerbForm::Part)
        && token.feats.tense == Some(Tense::Pres)
        || token.feats.verb_form == Some(VerbForm::Ger);
    let present = s
        .children_by(at, "aux")
        .any(|c| matches!(written(s, c).as_str(), "is" | "are" | "'s" | "'re" | "am"));
    (participle && present).then_some(Status::Ongoing)
}

fn is_finite(s: &Sentence, at: usize) -> bool {
    let own = tree::token(s, at).is_some_and(|it| it.feats.verb_form == Some(VerbForm::Fin));
    own || s
        .children_by(at, "aux")
        .chain(s.children_by(at, "cop"))
        .any(|c| tree::token(s, c).is_some_and(|it| it.feats.verb_form == Some(VerbForm::Fin)))
}

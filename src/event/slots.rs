//! Where in the tree a role is looked for, as rule files write it:
//! `subject`, `object`, `prep:with|between` (obliques and modifiers of the trigger),
//! `noun:with` (the same of the complement noun), `poss` (possessor of the noun trigger or complement),
//! `modifier` (adjectives and compounds of it: "Arvanian-Beskethi talks"), `light:hold|have` (subject of the light
//! verb that the noun trigger is the object of), `goer:for|in` (subject of the verb that a noun trigger hangs on),
//! `subject-owner` (whose the subject is), `clause` (who is to do it: the subject of the clause that completes the trigger), `within` (whoever is named first in
//! what completes the trigger), `itself` (who the noun trigger stands for).

use crate::event::doer;
use crate::event::tree;
use crate::text::deprel::Deprel;
use crate::text::parsed::Sentence;
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Slot {
    Subject,
    Object,
    Prep(Vec<String>),
    Noun(Vec<String>),
    Poss,
    /// Whose the subject is, by its possessor, adjective or agent ("Arvania's decision won praise").
    SubjectOwner,
    /// Whose the object is: its possessor, adjective or agent ("rejected Arvania's claim").
    Owner,
    /// Whose the nominal behind these prepositions is ("opposed to Arvanian plans").
    Pursued(Vec<String>),
    Modifier,
    /// As `prep`, or the object where no words are given; the country of the place that stands there.
    Destination(Vec<String>),
    Light(Vec<String>),
    /// Whom the light verb of a noun trigger has after "with" or "between" ("held a call on Monday with X").
    LightPrep(Vec<String>),
    /// Behind a preposition of the agreement noun that a signing noun governs.
    Agreement(Vec<String>),
    /// The subject of the verb that a noun trigger hangs on by one of these prepositions ("arrived for talks").
    Goer(Vec<String>),
    /// The subject of the completing clause ("demanded that A withdraw", "called for A to withdraw").
    Clause,
    /// Who is with the subject: "accompanied by A".
    Company,
    /// Who the noun itself stands for: "his host, A".
    Itself,
    /// Every nominal in what completes the trigger, the outer ones first ("vowed to send troops to A").
    Within,
}

impl TryFrom<String> for Slot {
    /// What is wrong with the words, for the rule's author.
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (name, rest) = text.split_once(':').unwrap_or((&text, ""));
        let words: Vec<String> =
            rest.split('|').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let needs_words = matches!(
            name,
            "prep" | "noun" | "light" | "light-prep" | "goer" | "agreement" | "pursued"
        );
        if needs_words && words.is_empty() {
            return Err(format!("slot `{text}` needs words after the colon"));
        }
        Ok(match name {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "prep" => Slot::Prep(words),
            "noun" => Slot::Noun(words),
            "poss" => Slot::Poss,
            "pursued" => Slot::Pursued(words),
            "owner" => Slot::Owner,
            "subject-owner" => Slot::SubjectOwner,
            "modifier" => Slot::Modifier,
            "destination" => Slot::Destination(words),
            "light" => Slot::Light(words),
            "light-prep" => Slot::LightPrep(words),
            "agreement" => Slot::Agreement(words),
            "goer" => Slot::Goer(words),
            "clause" => Slot::Clause,
            "within" => Slot::Within,
            "company" => Slot::Company,
            "itself" => Slot::Itself,
            _ => return Err(format!("slot `{text}` is not known")),
        })
    }
}

/// Where a rule has taken hold of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Hold {
    pub trigger: usize,
    /// The complement noun of a verb trigger.
    pub noun: Option<usize>,
}

impl Hold {
    /// The noun that tells the happening, or the trigger where the rule asks for no noun.
    pub fn noun_or_trigger(self) -> usize {
        self.noun.unwrap_or(self.trigger)
    }
}

/// The tokens in a slot, conjuncts included, in order. `stop` tells the nominals below which nothing is looked for.
pub fn tokens(s: &Sentence, slot: &Slot, hold: Hold, stop: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let noun = hold.noun_or_trigger();
    let heads = match slot {
        Slot::Subject => doer::subjects(s, hold.trigger),
        Slot::Object => tree::objects(s, hold.trigger),
        Slot::Prep(words) => prepositional(s, hold.trigger, words, stop),
        Slot::Noun(words) => prepositional(s, noun, words, stop),
        Slot::Destination(words) if words.is_empty() => tree::objects(s, hold.trigger),
        Slot::Destination(words) => destination(s, hold.trigger, words, stop),
        Slot::Poss => s.children_by(noun, "nmod:poss").collect(),
        Slot::Owner => {
            tree::objects(s, hold.trigger).into_iter().flat_map(|it| owners(s, it)).collect()
        }
        Slot::SubjectOwner => doer::subjects(s, hold.trigger)
            .into_iter()
            .filter(|it| !stop(*it))
            .flat_map(|it| owners(s, it))
            .collect(),
        Slot::Pursued(words) => prepositional(s, hold.trigger, words, stop)
            .into_iter()
            .flat_map(|it| owners(s, it).into_iter().chain([it]))
            .collect(),
        Slot::Modifier => premodifiers(s, noun),
        Slot::Light(verbs) => light_subjects(s, noun, verbs),
        Slot::LightPrep(verbs) => light_verb(s, noun, verbs)
            .map(|verb| tree::with_preposition(s, verb, &["with", "between", "to"], stop))
            .unwrap_or_default(),
        Slot::Agreement(words) => {
            let of = tree::with_preposition(s, hold.trigger, &["of"], stop);
            of.into_iter().flat_map(|it| prepositional(s, it, words, stop)).collect()
        }
        Slot::Goer(prepositions) => goers(s, noun, prepositions),
        Slot::Clause => clause_subjects(s, hold.trigger),
        Slot::Company => company(s, hold.trigger),
        Slot::Itself => vec![hold.trigger],
        Slot::Within => return within(s, hold.trigger),
    };
    let mut out: Vec<usize> = heads.into_iter().flat_map(|it| tree::conjuncts(s, it)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What hangs on the trigger by one of these prepositions, else on the verb that a noun trigger hangs on.
fn destination(
    s: &Sentence,
    trigger: usize,
    words: &[String],
    stop: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let found = prepositional(s, trigger, words, stop);
    let verb = tree::head(s, trigger).filter(|_| !tree::is_verbal(s, trigger));
    match verb.filter(|it| found.is_empty() && tree::is_verbal(s, *it)) {
        Some(verb) => direct(s, verb, words),
        None => found,
    }
}

/// Adjectives and compounds of a noun, with what is coordinated with them.
fn premodifiers(s: &Sentence, noun: usize) -> Vec<usize> {
    let before =
        |c: &usize| *c < noun && matches!(tree::label(s, *c).base(), "amod" | "compound" | "nmod");
    let direct: Vec<usize> = s.children(noun).filter(before).collect();
    direct.iter().flat_map(|it| s.children(*it).chain([*it])).filter(|it| *it < noun).collect()
}

/// Who is to do what the completing clauses say.
fn clause_subjects(s: &Sentence, trigger: usize) -> Vec<usize> {
    let clauses = completing(s, trigger);
    let mut found: Vec<usize> = clauses.iter().flat_map(|it| doers(s, *it)).collect();
    // "pressed for A to withdraw": A hangs on the verb.
    let outer = |it: &usize| {
        tree::preposition(s, *it) == "for"
            && clauses.iter().any(|c| it < c && tree::is_infinitive(s, *c))
    };
    found.extend(s.children_by(trigger, "obl").filter(outer));
    found
}

/// The heads of the clauses and nominals that complete a trigger: what is vowed, demanded, refused.
pub fn completing(s: &Sentence, trigger: usize) -> Vec<usize> {
    let completes = |c: &usize| match tree::label(s, *c).base() {
        "xcomp" | "ccomp" => true,
        "advcl" => s.children_by(*c, "mark").any(|m| CLAUSE_MARKS.contains(&tree::lemma(s, m))),
        "acl" => tree::label(s, *c) != Deprel::AclRelcl,
        _ => false,
    };
    let mut out: Vec<usize> = s.children(trigger).filter(completes).collect();
    let coordinated: Vec<usize> =
        out.iter().flat_map(|it| s.children_by(*it, "conj").collect::<Vec<_>>()).collect();
    out.extend(coordinated);
    out
}

/// Words before a clause that completes a verb as an object would: "accused A of bombing", "called for A to go".
const CLAUSE_MARKS: &[&str] =
    &["to", "of", "for", "that", "from", "against", "over", "on", "about", "by", "in"];

fn doers(s: &Sentence, clause: usize) -> Vec<usize> {
    s.children_by(clause, "nsubj")
        .chain(
            s.children_by(clause, "obl")
                .filter(|it| *it < clause && tree::preposition(s, *it) == "for"),
        )
        .collect()
}

/// "A, accompanied by B, met C"; "A met C, accompanied by B".
fn company(s: &Sentence, trigger: usize) -> Vec<usize> {
    let mut anchors = doer::subjects(s, trigger);
    anchors.push(trigger);
    let with = |it: &usize| {
        matches!(tree::lemma(s, *it), "accompany" | "flank" | "assist" | "lead" | "head")
    };
    let children = anchors.iter().flat_map(|it| s.children(*it)).filter(with);
    let by = |it: &usize| tree::preposition(s, *it) == "by";
    children.flat_map(|it| s.children_by(it, "obl").filter(by).collect::<Vec<_>>()).collect()
}

/// All tokens below a trigger but for its subject and for clauses that tell something else, by depth.
fn within(s: &Sentence, trigger: usize) -> Vec<usize> {
    let mut out = below(s, trigger, trigger);
    // "islands off A's coast which B seized": what the relative pronoun stands for is above the verb.
    for object in
        tree::objects(s, trigger).into_iter().filter(|it| !tree::is_under(s, *it, trigger))
    {
        let more: Vec<usize> = [object].into_iter().chain(below(s, object, trigger)).collect();
        let aside =
            more.into_iter().filter(|it| !tree::is_under(s, *it, trigger) && !out.contains(it));
        let aside: Vec<usize> = aside.collect();
        out.extend(aside);
    }
    out
}

/// The tokens below `root` by depth; `trigger` is the verb whose own subject and asides are left out.
fn below(s: &Sentence, root: usize, trigger: usize) -> Vec<usize> {
    let below = |at: usize| {
        s.children(at).filter(move |c| match tree::label(s, *c).base() {
            "nsubj" | "csubj" => at != trigger || tree::label(s, *c) == Deprel::NsubjPass,
            "conj" => at != trigger,
            "parataxis" | "punct" | "cc" | "aux" | "mark" | "cop" | "case" | "det" | "vocative" => {
                false
            }
            "advcl" => at != trigger || completing(s, trigger).contains(c),
            // "according to A", "because of the war in B", "since a visit by C": who says it, why and when.
            "obl" => !is_aside(s, *c),
            _ => at != trigger || tree::label(s, *c) != Deprel::OblAgent,
        })
    };
    let mut out: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = below(root).collect();
    while !row.is_empty() {
        row.sort_unstable();
        out.extend(&row);
        row = row.iter().flat_map(|it| below(*it)).filter(|it| !out.contains(it)).collect();
    }
    out
}

fn is_aside(s: &Sentence, nominal: usize) -> bool {
    let words = tree::preposition(s, nominal);
    let first = words.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "according"
            | "because"
            | "after"
            | "since"
            | "despite"
            | "ahead"
            | "before"
            | "during"
            | "following"
            | "until"
            | "amid"
    )
}

/// The possessor, else the adjective of origin, else who stands behind "by" or "of".
fn owners(s: &Sentence, noun: usize) -> Vec<usize> {
    let mut out: Vec<usize> = s.children_by(noun, "nmod:poss").collect();
    if out.is_empty() {
        let premodifier =
            |c: &usize| *c < noun && matches!(tree::label(s, *c).base(), "amod" | "compound");
        out = s.children(noun).filter(premodifier).collect();
    }
    out.extend(
        s.children_by(noun, "nmod")
            .filter(|it| matches!(tree::preposition(s, *it).as_str(), "by" | "from")),
    );
    out
}

fn prepositional(
    s: &Sentence,
    root: usize,
    words: &[String],
    stop: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    tree::with_preposition(s, root, &words, stop)
}

/// The obliques of a verb itself.
fn direct(s: &Sentence, verb: usize, words: &[String]) -> Vec<usize> {
    s.children_by(verb, "obl").filter(|it| words.contains(&tree::preposition(s, *it))).collect()
}

/// "A held talks", "talks were held by A", "talks held by A": who stands with the light verb.
fn light_subjects(s: &Sentence, noun: usize, verbs: &[String]) -> Vec<usize> {
    light_verb(s, noun, verbs).map(|it| doer::subjects(s, it)).unwrap_or_default()
}

fn light_verb(s: &Sentence, noun: usize, verbs: &[String]) -> Option<usize> {
    let is_light = |it: &usize| verbs.iter().any(|verb| verb == tree::lemma(s, *it));
    let first = match tree::label(s, noun).base() {
        "conj" => tree::head(s, noun)?,
        _ => noun,
    };
    let governed = matches!(tree::label(s, first).as_str(), "obj" | "nsubj:pass");
    tree::head(s, first).filter(|it| governed && is_light(it))
}

fn goers(s: &Sentence, noun: usize, prepositions: &[String]) -> Vec<usize> {
    let measure = tree::head(s, noun)
        .filter(|it| tree::measured(s, *it).len() > 1 && tree::preposition(s, noun) == "of");
    let before = tree::preposition(s, measure.unwrap_or(noun));
    if !prepositions.contains(&before) {
        return Vec::new();
    }
    // "on the second day of a visit", but not "through preparations for a visit".
    let up = tree::head(s, noun).and_then(|it| match tree::label(s, noun).base() {
        "nmod" if tree::measured(s, it).contains(&noun) => tree::head(s, it),
        // "arrived at the palace for talks"
        "nmod"
            if tree::label(s, it).base() == "obl"
                && matches!(tree::preposition(s, it).as_str(), "at" | "in" | "to") =>
        {
            tree::head(s, it)
        }
        _ => Some(it),
    });
    match up.filter(|it| tree::heads_clause(s, *it)) {
        Some(verb) => doer::subjects(s, verb),
        None => Vec::new(),
    }
}

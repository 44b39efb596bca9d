//! Ways through a dependency tree: subjects that are understood rather than written, conjuncts, prepositions.
//! Deliberately absent: who the tokens mean.

use crate::text::deprel::Deprel;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Token;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;

/// How many steps a search up the tree may take; trees are finite, and nothing further away matters.
const STEPS: usize = 8;

pub fn token(s: &Sentence, i: usize) -> Option<&Token> {
    s.tokens.get(i)
}

pub fn lemma(s: &Sentence, i: usize) -> &str {
    token(s, i).map_or("", |it| it.lemma.as_str())
}

pub fn label(s: &Sentence, i: usize) -> Deprel {
    token(s, i).map_or(Deprel::Dep, |it| it.label)
}

pub fn head(s: &Sentence, i: usize) -> Option<usize> {
    token(s, i).and_then(|it| it.head)
}

pub fn is_verbal(s: &Sentence, i: usize) -> bool {
    token(s, i).is_some_and(|it| matches!(it.upos, Upos::Verb | Upos::Aux))
}

/// Whether the token heads a clause: a verb, or a predicate with a copula or a subject of its own.
pub fn heads_clause(s: &Sentence, i: usize) -> bool {
    token(s, i).is_some_and(|it| it.upos == Upos::Verb)
        || s.children(i).any(|c| matches!(label(s, c).base(), "cop" | "nsubj" | "csubj"))
}

/// The preposition before a nominal, its fixed parts joined by spaces ("ahead of"); empty without one.
/// In a name or title it may hang on a word inside of it.
pub fn preposition(s: &Sentence, nominal: usize) -> String {
    let case_of =
        |it: usize| s.children_by(it, "case").find(|c| *c < nominal && lemma(s, *c) != "'s");
    let inner = |it: &usize| {
        *it < nominal
            && matches!(label(s, *it).as_str(), "compound" | "flat" | "nmod:desc" | "amod")
    };
    let found = case_of(nominal).or_else(|| s.children(nominal).filter(inner).find_map(case_of));
    let Some(case) = found else {
        return String::new();
    };
    let mut words = vec![lemma(s, case).to_lowercase()];
    words.extend(s.children_by(case, "fixed").map(|it| lemma(s, it).to_lowercase()));
    words.join(" ")
}

/// The token and all nominals coordinated with it, in order. A conjunct that was hung on an earlier nominal
/// although it follows right behind this one ("a day of talks with A and B") counts as well.
pub fn conjuncts(s: &Sentence, first: usize) -> Vec<usize> {
    let mut out = vec![first];
    let mut next = 0;
    while let Some(&at) = out.get(next) {
        out.extend(s.children_by(at, "conj").filter(|it| !is_verbal(s, *it)));
        if let Some(follower) = misplaced_conjunct(s, at) {
            out.push(follower);
        }
        out.sort_unstable();
        out.dedup();
        next += 1;
    }
    out
}

fn misplaced_conjunct(s: &Sentence, nominal: usize) -> Option<usize> {
    let end = last_below(s, nominal);
    let mut at = end + 1;
    if token(s, at).is_some_and(|it| it.text == ",") {
        at += 1;
    }
    let joined = token(s, at)
        .is_some_and(|it| it.upos == Upos::Cconj && matches!(it.lemma.as_str(), "and" | "or"));
    let conjunct = head(s, at).filter(|it| joined && *it > at)?;
    let elsewhere =
        label(s, conjunct).base() == "conj" && head(s, conjunct).is_some_and(|it| it < nominal);
    (elsewhere && !is_verbal(s, conjunct)).then_some(conjunct)
}

/// The last token of the unbroken stretch below a nominal.
fn last_below(s: &Sentence, nominal: usize) -> usize {
    let mut end = nominal;
    while end + 1 < s.tokens.len() && is_under(s, end + 1, nominal) {
        end += 1;
    }
    end
}

/// The noun itself, or what is measured by it: the talks of "a day of talks", "a series of meetings".
pub fn measured(s: &Sentence, noun: usize) -> Vec<usize> {
    const MEASURES: &[&str] = &[
        "day", "round", "series", "week", "hour", "couple", "set", "number", "string", "session",
        "bout", "minute", "hundred", "thousand", "dozen", "score", "million", "group", "crowd",
        "majority", "some", "many", "several", "lot", "pair", "handful",
    ];
    let mut out = vec![noun];
    if MEASURES.contains(&lemma(s, noun)) {
        out.extend(s.children_by(noun, "nmod").filter(|it| preposition(s, *it) == "of"));
    }
    out
}

/// The first token of a stretch that hangs on something outside of it.
pub fn outer_head(s: &Sentence, first: usize, last: usize) -> Option<usize> {
    (first..=last).find(|it| head(s, *it).is_none_or(|up| up < first || up > last))
}

/// The nearest clause head above (or at) a token.
pub fn clause_of(s: &Sentence, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..STEPS * 4 {
        if heads_clause(s, at) {
            return Some(at);
        }
        at = head(s, at)?;
    }
    None
}

/// Whether `below` hangs somewhere under `above` (or is it).
pub fn is_under(s: &Sentence, below: usize, above: usize) -> bool {
    let mut at = Some(below);
    for _ in 0..s.tokens.len() + 1 {
        match at {
            Some(it) if it == above => return true,
            Some(it) => at = head(s, it),
            None => return false,
        }
    }
    false
}

/// Whether "to" marks the verb.
pub fn is_infinitive(s: &Sentence, at: usize) -> bool {
    s.children_by(at, "mark").any(|c| lemma(s, c) == "to")
}

/// Who undergoes it: objects, or the subject of a passive.
pub fn objects(s: &Sentence, verb: usize) -> Vec<usize> {
    let pattern = if is_passive(s, verb) { "nsubj:pass" } else { "obj" };
    // "talks are to be held"
    let outer = if pattern == "obj" { "obj" } else { "nsubj:outer" };
    let mut found: Vec<usize> = s
        .children_by(verb, pattern)
        .chain(s.children_by(verb, outer).filter(|_| outer != pattern))
        .map(|it| antecedent(s, it))
        .collect();
    if found.is_empty() && pattern == "obj" {
        found.extend(s.children_by(verb, "iobj"));
    }
    // "A landed and was welcomed by B": the subject that the coordination shares.
    if found.is_empty() && pattern != "obj" && matches!(label(s, verb).base(), "conj" | "advcl") {
        let up = head(s, verb).filter(|it| is_verbal(s, *it));
        let shared = up.into_iter().flat_map(|it| s.children_by(it, "nsubj").collect::<Vec<_>>());
        found.extend(shared.map(|it| antecedent(s, it)));
    }
    if found.is_empty() && label(s, verb) == Deprel::Acl && is_participle_passive(s, verb) {
        found.extend(head(s, verb));
    }
    if found.is_empty() && is_relative(s, verb) && !is_passive(s, verb) {
        let has_own_subject = s.children_by(verb, "nsubj").any(|it| antecedent(s, it) == it);
        found.extend(head(s, verb).filter(|_| has_own_subject));
    }
    found
}

pub fn is_passive(s: &Sentence, verb: usize) -> bool {
    s.children(verb).any(|c| matches!(label(s, c), Deprel::NsubjPass | Deprel::AuxPass))
        || (label(s, verb) == Deprel::Acl && is_participle_passive(s, verb))
        || (label(s, verb) == Deprel::Acl
            && s.children(verb).any(|c| label(s, c) == Deprel::OblAgent))
}

/// "the treaty signed by ...": a past participle that hangs on its object.
fn is_participle_passive(s: &Sentence, verb: usize) -> bool {
    token(s, verb).is_some_and(|it| {
        it.feats.verb_form == Some(VerbForm::Part) && it.feats.tense != Some(Tense::Pres)
    })
}

pub fn is_relative(s: &Sentence, verb: usize) -> bool {
    label(s, verb) == Deprel::AclRelcl
}

/// The noun that a relative pronoun stands for; any other token stands for itself.
pub fn antecedent(s: &Sentence, pronoun: usize) -> usize {
    let relative =
        matches!(lemma(s, pronoun).to_lowercase().as_str(), "who" | "whom" | "which" | "that");
    if !relative {
        return pronoun;
    }
    let mut at = pronoun;
    for _ in 0..STEPS {
        if is_relative(s, at) {
            return head(s, at).map_or(pronoun, |it| all_of_whom(s, at, pronoun, it));
        }
        match head(s, at) {
            Some(up) => at = up,
            None => break,
        }
    }
    pronoun
}

/// "A and B, who met there": what two do together is told of both, whatever the clause hangs on.
fn all_of_whom(s: &Sentence, verb: usize, pronoun: usize, noun: usize) -> usize {
    const JOINT: &[&str] = &["together", "jointly", "both", "each"];
    let first = head(s, noun).filter(|_| label(s, noun).base() == "conj");
    let behind_comma =
        pronoun.checked_sub(1).and_then(|it| token(s, it)).is_some_and(|it| it.text == ",");
    let joint = s.children(verb).any(|it| JOINT.contains(&lemma(s, it)));
    first.filter(|_| behind_comma && joint).unwrap_or(noun)
}

/// "the visit of A to B": what is hung on a participant by a preposition that no person or state takes.
fn behind_name(s: &Sentence, name: usize, prepositions: &[&str]) -> Vec<usize> {
    const OUTER: &[&str] = &["to", "with", "between", "by", "against", "on", "for"];
    let outer = |it: &usize| {
        let before = preposition(s, *it);
        OUTER.contains(&before.as_str()) && prepositions.contains(&before.as_str())
    };
    s.children_by(name, "nmod")
        .filter(|it| *it > name)
        .filter(outer)
        .map(|it| antecedent(s, it))
        .collect()
}

/// The nominals with one of `prepositions` that belong to `root`: its own obliques and modifiers, and those that
/// hang on a nominal between ("spoke by telephone last week with X"), but never across another clause or below
/// a nominal that `stop` names.
pub fn with_preposition(
    s: &Sentence,
    root: usize,
    prepositions: &[&str],
    stop: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut queue = vec![root];
    let mut next = 0;
    // "after a group of officers": what "of" says is said of the group.
    let own =
        |at: usize, before: &str| before != "of" || label(s, at).base() != "obl" || at == root;
    while let Some(&at) = queue.get(next) {
        next += 1;
        for child in s.children(at) {
            if !matches!(label(s, child).base(), "obl" | "nmod" | "obj" | "nsubj") {
                continue;
            }
            let before = preposition(s, child);
            if !before.is_empty() && prepositions.contains(&before.as_str()) && own(at, &before) {
                found.push(antecedent(s, child));
            } else if !stop(child)
                && !heads_clause(s, child)
                && (at == root || label(s, child).base() != "nsubj")
            {
                queue.push(child);
            } else if stop(child) {
                found.extend(behind_name(s, child, prepositions));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

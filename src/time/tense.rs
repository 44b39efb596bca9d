//! Whether the verb that a date hangs on speaks of the future: what decides between last Friday and next Friday.
//! Without a tree the nearest verb decides, without tags the helping verbs before the date.

use crate::model::span::Field;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Token;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;
use crate::time::words::TenseWords;

/// Steps up a tree, and from verb to verb.
const MOST_STEPS: usize = 12;
/// Tokens before a date in which a helping verb counts when there are no tags.
const WINDOW: usize = 12;

/// Whether a date with head token `at` and first token `first` is more likely to come than past.
pub fn is_future(sentence: &Sentence, at: usize, first: usize, words: &TenseWords) -> bool {
    let before = first.checked_sub(1).and_then(|it| sentence.tokens.get(it));
    let detached = before.is_some_and(|it| it.text == ",");
    let parsed = sentence.tokens.iter().any(|it| it.head.is_some());
    let verb = match (parsed, first) {
        (false, _) => None,
        // At the head of the sentence a date belongs to its main verb.
        (true, 0) => sentence.tokens.iter().position(|it| it.head.is_none()),
        (true, _) if is_source(sentence, at) => return false,
        (true, _) => governor(sentence, at),
    };
    match verb.or_else(|| nearest_verb(sentence, at)) {
        Some(verb) => Look { sentence, words, detached }.verb(verb, MOST_STEPS),
        None => {
            let start = at.saturating_sub(WINDOW);
            let before = sentence.tokens.get(start..at).unwrap_or_default();
            before.iter().any(|it| has(&words.future, &lower(it)))
        }
    }
}

fn lower(token: &Token) -> String {
    token.text.to_lowercase().replace('\u{2019}', "'")
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|it| it == word)
}

fn is_verb(token: &Token) -> bool {
    matches!(token.upos, Upos::Verb | Upos::Aux)
}

/// The first verb, or word with a helping verb, on the way up the tree.
fn governor(sentence: &Sentence, at: usize) -> Option<usize> {
    let mut here = at;
    for _ in 0..MOST_STEPS {
        here = sentence.tokens.get(here)?.head?;
        let predicate =
            is_verb(sentence.tokens.get(here)?) || helpers(sentence, here).next().is_some();
        if predicate {
            return Some(here);
        }
    }
    None
}

/// Whether it tells when something was said that the clause only reports ("according to a statement on Monday").
fn is_source(sentence: &Sentence, at: usize) -> bool {
    let above = sentence.tokens.get(at).and_then(|it| it.head);
    above.is_some_and(|it| {
        let mut children = sentence.children(it).filter_map(|i| sentence.tokens.get(i));
        children.any(|it| lower(it) == "according")
    })
}

fn nearest_verb(sentence: &Sentence, at: usize) -> Option<usize> {
    let verbs = sentence.tokens.iter().enumerate().filter(|(_, it)| is_verb(it));
    verbs.map(|(i, _)| i).min_by_key(|i| (i.abs_diff(at), *i))
}

/// Helping verbs and copulas of a predicate; the one before it where there is no tree.
fn helpers(sentence: &Sentence, verb: usize) -> impl Iterator<Item = usize> + '_ {
    sentence.children(verb).filter(move |i| {
        sentence.tokens.get(*i).is_some_and(|it| matches!(it.label.base(), "aux" | "cop"))
    })
}

struct Look<'a> {
    sentence: &'a Sentence,
    words: &'a TenseWords,
    /// A comma parts the date from what stands before it.
    detached: bool,
}

impl Look<'_> {
    fn verb(&self, verb: usize, steps: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(verb).filter(|_| steps > 0) else {
            return false;
        };
        let own = lower(token);
        let helpers: Vec<String> = self.helping(verb);
        let helped = |list: &[String]| helpers.iter().any(|it| has(list, it));
        let before = |steps| self.above(verb, steps);
        let participle = token.feats.verb_form != Some(VerbForm::Fin);
        if helped(&self.words.future) || (participle && has(&self.words.expected, &own)) {
            return true;
        }
        let be = helped(&self.words.past) || helped(&self.words.present);
        if be && self.is_infinitive(verb) && !has(&self.words.implicative, &own) {
            return true;
        }
        if helped(&self.words.perfect) || helped(&self.words.past) {
            return false;
        }
        if helped(&self.words.modal) {
            return true;
        }
        if self.is_infinitive(verb) {
            return self.infinitive(verb, steps);
        }
        if helped(&self.words.present) {
            return self.sentence.field == Field::Text;
        }
        match (token.feats.tense, token.feats.verb_form) {
            (Some(Tense::Pres), Some(VerbForm::Fin)) => {
                // Behind the comma that ends a relative clause the date belongs to the clause around it.
                let outside = self.detached && token.label.is("acl:relcl");
                (!outside || before(steps - 1))
                    && !has(&self.words.saying, &own)
                    && self.sentence.field == Field::Text
            }
            (Some(Tense::Past), Some(VerbForm::Part)) => false,
            (_, Some(VerbForm::Part | VerbForm::Ger | VerbForm::Inf)) => before(steps - 1),
            _ => has(&self.words.present, &own) || has(&self.words.future, &own),
        }
    }

    fn helping(&self, verb: usize) -> Vec<String> {
        let token = |i: usize| self.sentence.tokens.get(i);
        let mut found: Vec<String> =
            helpers(self.sentence, verb).filter_map(token).map(lower).collect();
        if found.is_empty() && self.sentence.tokens.iter().all(|it| it.head.is_none()) {
            let before = (verb.saturating_sub(3)..verb).filter_map(token);
            found.extend(before.filter(|it| it.upos == Upos::Aux).map(lower));
        }
        found
    }

    fn is_infinitive(&self, verb: usize) -> bool {
        let marked = |i: usize| self.sentence.tokens.get(i).is_some_and(|it| lower(it) == "to");
        self.sentence.children_by(verb, "mark").any(marked)
            || verb.checked_sub(1).is_some_and(marked)
    }

    /// An infinitive lies ahead of its governor, unless that one implies it, or it only tells the purpose.
    fn infinitive(&self, verb: usize, steps: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(verb) else { return false };
        let Some(head) = token.head.and_then(|it| self.sentence.tokens.get(it)) else {
            return true;
        };
        if has(&self.words.implicative, &lower(head)) || token.label.is("advcl") {
            return self.above(verb, steps - 1);
        }
        true
    }

    fn above(&self, verb: usize, steps: usize) -> bool {
        governor(self.sentence, verb).is_some_and(|it| self.verb(it, steps))
    }
}

//! The shape of personal names: runs of capitalised words with initials, particles, hyphens and suffixes.

use crate::entity::fold::fold;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Seen;
use crate::entity::line::Shape;
use crate::entity::line::Style;
use crate::entity::patterns::singular;
use crate::text::parsed::Upos;

/// A name has at most so many tokens, hyphens counted.
const LONGEST: usize = 9;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a, 's> {
    pub(crate) line: &'a Line<'s>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) seen: &'a Seen,
}

impl Names<'_, '_> {
    /// The last token of the name that starts at `at`.
    pub(crate) fn run(&self, at: usize) -> Option<usize> {
        self.run_from(at, false)
    }

    /// The same right after a title, where a surname may be a town's name, too.
    pub(crate) fn run_after_title(&self, at: usize) -> Option<usize> {
        self.run_from(at, true)
    }

    fn run_from(&self, at: usize, titled: bool) -> Option<usize> {
        let opens = self.is_part(at, titled)
            || (self.is_particle(at)
                && (self.is_part(at + 1, true) || self.line.is_hyphen(at + 1)));
        if !opens {
            return None;
        }
        let mut last = at;
        while last < at + LONGEST {
            match self.next_part(last) {
                Some(next) => last = next,
                None => break,
            }
        }
        let alone = self.line.shape(at) == Shape::Initial || self.is_particle(at);
        (last > at || !alone).then_some(last)
    }

    /// The first token of the name that ends with `at`, as long as can be.
    pub(crate) fn run_ending(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(LONGEST);
        (from..=at).find(|first| {
            let starts = *first == 0 || !self.line.is_hyphen(first - 1);
            starts && self.run(*first) == Some(at)
        })
    }

    fn next_part(&self, last: usize) -> Option<usize> {
        let line = self.line;
        let next = last + 1;
        if line.is_hyphen(next) && (line.is_capital(next + 1) || is_word(line, next + 1)) {
            return self.joins(last, next + 1).then_some(next + 1);
        }
        if self.is_part(next, true) {
            return Some(next);
        }
        let suffix = |i: usize| {
            self.gazetteer.patterns.name.suffix.contains(line.lower(i)) && line.is_capital(i)
        };
        if suffix(next) {
            return Some(next);
        }
        if line.lower(next) == "," && matches!(line.lower(next + 1), "jr" | "sr") {
            return Some(next + 1);
        }
        if !self.is_particle(next) {
            return None;
        }
        let further = next + 1;
        let follows = self.is_part(further, true)
            || line.is_hyphen(further) && line.is_capital(further + 1)
            || self.is_particle(further)
                && (self.is_part(further + 1, true) || line.is_hyphen(further + 1));
        follows.then_some(next)
    }

    /// "Jong-il", "al-Assad", "Jean-Marie", but not "Japan-Russia", "Paris-based".
    fn joins(&self, before: usize, after: usize) -> bool {
        let line = self.line;
        let foreign = line.hit(after).is_some_and(|it| !person_only(it));
        let ordinary = self.seen.lower.contains(line.lower(after)) && !line.is_capital(after);
        let known = matches!(
            line.lower(after),
            "based"
                | "led"
                | "backed"
                | "born"
                | "brokered"
                | "style"
                | "era"
                | "elect"
                | "sponsored"
                | "designate"
        );
        !foreign && !ordinary && !known && (line.is_capital(before) || self.is_particle(before))
    }

    pub(crate) fn is_particle(&self, at: usize) -> bool {
        self.gazetteer.patterns.name.particle.contains(self.line.lower(at))
            && self.line.shape(at) != Shape::Upper
            && self.line.shape(at) != Shape::Mark
    }

    /// Whether a token may belong to a personal name. `inside`: not at its start.
    pub(crate) fn is_part(&self, at: usize, inside: bool) -> bool {
        let line = self.line;
        let word = line.lower(at);
        if line.shape(at) == Shape::Initial {
            return !matches!(word, "a" | "i") || inside && line.text(at).ends_with('.');
        }
        if !matches!(line.shape(at), Shape::Capital | Shape::Upper) || word.starts_with('\'') {
            return false;
        }
        let known = self.is_given(at) || line.hit(at).is_some_and(person_only);
        let patterns = &self.gazetteer.patterns;
        if patterns.name.never.contains(word) && !(known && inside) {
            return false;
        }
        if self.is_title_word(word) && !inside {
            return false;
        }
        if line.hit(at).is_some_and(|it| !self.may_be_person(it, inside)) {
            return false;
        }
        if line.shape(at) == Shape::Upper && line.style == Style::Prose && word.len() <= 3 && !known
        {
            return false;
        }
        self.capital_tells(at) || known
    }

    /// Whether the capital of the token says anything: not in headlines, and not at the start of a sentence.
    fn capital_tells(&self, at: usize) -> bool {
        let line = self.line;
        let word = line.lower(at);
        if self.seen.capital.contains(word) {
            return true;
        }
        let tagged = line.upos(at) == Upos::Propn;
        let first = at == 0 || matches!(line.before(at, 1), "\"" | "\u{201c}" | "\u{2018}" | ":");
        match line.style {
            Style::Prose if first => tagged && !self.seen.lower.contains(word),
            Style::Prose => true,
            Style::Headline | Style::Shouted => {
                !self.seen.lower.contains(word) && (tagged || line.upos(at) == Upos::X)
            }
        }
    }

    pub(crate) fn is_given(&self, at: usize) -> bool {
        self.line.is_capital(at) && self.gazetteer.given.contains_key(self.line.lower(at))
    }

    fn is_title_word(&self, word: &str) -> bool {
        let title = &self.gazetteer.patterns.title;
        let one = singular(word);
        [&title.office, &title.role, &title.honorific, &title.counterpart, &title.portfolio]
            .iter()
            .any(|it| it.contains(word) || it.contains(&one))
    }

    /// A gazetteer name inside a person's: a person's own, a surname such as London, a town after a first name.
    fn may_be_person(&self, hit: &Hit, inside: bool) -> bool {
        if person_only(hit) {
            return true;
        }
        if !inside || hit.first != hit.last {
            return false;
        }
        let town =
            hit.senses.iter().all(|it| matches!(it, Sense::Place { .. } | Sense::Person { .. }));
        let named = hit.first.checked_sub(1).is_some_and(|it| self.is_given(it));
        town || named && !self.line.is_possessive(hit.last + 1)
    }

    /// The parts of a name, folded, without initials' stops and without hyphens.
    pub(crate) fn parts(&self, first: usize, last: usize) -> Vec<String> {
        (first..=last).map(|it| fold(self.line.text(it))).filter(|it| !it.is_empty()).collect()
    }
}

fn is_word(line: &Line, at: usize) -> bool {
    line.shape(at) == Shape::Lower
}

fn person_only(hit: &Hit) -> bool {
    hit.senses.iter().all(|it| matches!(it, Sense::Person { .. }))
}

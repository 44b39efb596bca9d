//! The shape of personal names: runs of capitalised words with initials, particles, hyphens and suffixes.

use crate::entity::fold::fold;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Seen;
use crate::entity::line::Shape;
use crate::entity::line::Style;
use crate::entity::patterns::singular;
use crate::entity::verb::is_one_of;
use crate::text::parsed::Upos;
use crate::text::starter::is_starter;

/// A name has at most so many tokens, hyphens counted.
const LONGEST: usize = 9;

/// What is joined to a name by a hyphen and is no part of it.
const JOINED: &[&str] = &[
    "based",
    "led",
    "backed",
    "born",
    "brokered",
    "style",
    "era",
    "elect",
    "sponsored",
    "designate",
];

/// Where in a name a token stands; a name that a title announces may look less like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    Start,
    Titled,
    Inside,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a, 's> {
    pub(crate) line: &'a Line<'s>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) seen: &'a Seen,
}

impl Names<'_, '_> {
    /// The last token of the name that starts at `at`.
    pub(crate) fn run(&self, at: usize) -> Option<usize> {
        self.run_from(at, Spot::Start)
    }

    /// The same beside a title, where a surname may be a town's name, too.
    pub(crate) fn run_titled(&self, at: usize) -> Option<usize> {
        self.run_from(at, Spot::Titled)
    }

    fn run_from(&self, at: usize, spot: Spot) -> Option<usize> {
        if !self.is_part(at, spot) && !self.particles_lead(at) {
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
    pub(crate) fn run_ending(&self, at: usize, spot: Spot) -> Option<usize> {
        let from = at.saturating_sub(LONGEST);
        (from..=at).find(|first| {
            let starts = *first == 0 || !self.line.is_hyphen(first - 1);
            starts && self.run_from(*first, spot) == Some(at)
        })
    }

    fn next_part(&self, last: usize) -> Option<usize> {
        let line = self.line;
        let next = last + 1;
        if let Some(hit) = line.hit(last).filter(|it| it.last > last && person_only(it)) {
            return Some(hit.last);
        }
        if line.is_hyphen(next)
            && matches!(line.shape(next + 1), Shape::Lower | Shape::Capital | Shape::Upper)
        {
            return self.joins(last, next + 1).then_some(next + 1);
        }
        let suffix =
            self.gazetteer.patterns.name.suffix.contains(line.lower(next)) && line.is_capital(next);
        if self.is_part(next, Spot::Inside) || suffix {
            return Some(next);
        }
        if line.lower(next) == "," && matches!(line.lower(next + 1), "jr" | "sr") {
            return Some(next + 1);
        }
        self.particles_lead(next).then_some(next)
    }

    /// "de la Vega", "al-Assad": particles up to a capitalised word.
    fn particles_lead(&self, at: usize) -> bool {
        let line = self.line;
        let mut next = at;
        while next < at + 3 && self.is_particle(next) {
            next += 1;
            if line.is_hyphen(next) {
                return line.is_capital(next + 1);
            }
        }
        next > at && self.is_part(next, Spot::Inside)
    }

    /// "Jong-il", "al-Assad", "Jean-Marie", but not "Japan-Russia", "Paris-based".
    fn joins(&self, before: usize, after: usize) -> bool {
        let line = self.line;
        let particle = self.is_particle(before);
        let foreign = line.hit(after).is_some_and(|it| !(person_only(it) || particle && towns(it)));
        // "Moon Jae-in" ends like a preposition.
        let ordinary = self.seen.lower.contains(line.lower(after))
            && !line.is_capital(after)
            && line.lower(after).len() > 3;
        let known = JOINED.contains(&line.lower(after));
        !foreign && !ordinary && !known && (line.is_capital(before) || particle)
    }

    pub(crate) fn is_particle(&self, at: usize) -> bool {
        let word = matches!(self.line.shape(at), Shape::Lower | Shape::Capital);
        word && self.gazetteer.patterns.name.particle.contains(self.line.lower(at))
    }

    /// Whether a token may belong to a personal name.
    pub(crate) fn is_part(&self, at: usize, spot: Spot) -> bool {
        let line = self.line;
        let word = line.lower(at);
        if line.shape(at) == Shape::Initial {
            return !matches!(word, "a" | "i")
                || spot == Spot::Inside && line.text(at).ends_with('.');
        }
        if !matches!(line.shape(at), Shape::Capital | Shape::Upper) || word.starts_with('\'') {
            return false;
        }
        let inside = spot == Spot::Inside;
        let known = self.is_given(at) || line.hit(at).is_some_and(person_only);
        let named = known && (inside || self.is_part(at + 1, Spot::Inside));
        if self.gazetteer.patterns.name.never.contains(word) && !named {
            return false;
        }
        if self.is_title_word(word) && !inside {
            return false;
        }
        if line.hit(at).is_some_and(|it| !self.may_be_person(it, spot)) {
            return false;
        }
        if line.shape(at) == Shape::Upper && line.style == Style::Prose && word.len() <= 3 && !known
        {
            return false;
        }
        known || self.capital_tells(at, spot)
    }

    /// Whether the capital of the token says anything: not in headlines, and not at the start of a sentence.
    fn capital_tells(&self, at: usize, spot: Spot) -> bool {
        let line = self.line;
        let word = line.lower(at);
        if self.seen.capital.contains(word) {
            return true;
        }
        if self.seen.lower.contains(word) && (line.style != Style::Prose || self.opens(at)) {
            return false;
        }
        let upos = line.upos(at);
        let tagged = upos == Upos::Propn;
        match line.style {
            Style::Prose if self.opens(at) => {
                let verbal = matches!(upos, Upos::Verb | Upos::Aux | Upos::Det | Upos::Pron);
                let closed = verbal || is_starter(&line.text(at).chars().collect::<Vec<char>>());
                let followed = line.hit(at + 1).is_none() && self.is_part(at + 1, Spot::Inside);
                tagged || !closed && (followed || spot == Spot::Titled)
            }
            Style::Prose => true,
            // "Psaki Briefs Press"
            Style::Headline | Style::Shouted if spot == Spot::Inside && self.is_verb(at) => false,
            Style::Headline | Style::Shouted => {
                tagged || upos == Upos::X || spot == Spot::Titled && upos == Upos::Noun
            }
        }
    }

    fn is_verb(&self, at: usize) -> bool {
        let patterns = &self.gazetteer.patterns;
        let lists = [
            &patterns.speech.verb,
            &patterns.speech.personal,
            &patterns.speech.encounter,
            &patterns.place.reached,
        ];
        lists.iter().any(|it| is_one_of(self.line, at, it))
    }

    /// The first word of a sentence, quotation or turn of a transcript.
    fn opens(&self, at: usize) -> bool {
        at == 0 || matches!(self.line.before(at, 1), "\"" | "\u{201c}" | "\u{2018}" | ":")
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
    fn may_be_person(&self, hit: &Hit, spot: Spot) -> bool {
        if person_only(hit) {
            return true;
        }
        let at = hit.first;
        if at != hit.last {
            return false;
        }
        if spot == Spot::Start {
            // "Vladimir Rusnak", "Victoria Nuland".
            let next =
                self.line.hit(at + 1).is_none_or(person_only) && self.is_part(at + 1, Spot::Inside);
            let marked = hit.senses.iter().all(|it| self.is_marked(it));
            return (marked || self.is_given(at))
                && next
                && self.line.shape(at + 1) != Shape::Initial;
        }
        let named = at.checked_sub(1).is_some_and(|it| self.is_given(it));
        towns(hit) || named && !self.line.is_possessive(at + 1)
    }

    /// A town or country of which the table says that it may be something else.
    fn is_marked(&self, sense: &Sense) -> bool {
        match sense {
            Sense::Place { id } => self.gazetteer.place(id).is_some_and(|it| it.mark.is_some()),
            Sense::Country { mark, .. } => *mark == Some(Mark::Person),
            Sense::Person { .. } => true,
            Sense::Organization { .. } => false,
        }
    }

    /// The parts of a name, folded, without initials' stops and without hyphens.
    pub(crate) fn parts(&self, first: usize, last: usize) -> Vec<String> {
        (first..=last).map(|it| fold(self.line.text(it))).filter(|it| !it.is_empty()).collect()
    }
}

fn person_only(hit: &Hit) -> bool {
    hit.senses.iter().all(|it| matches!(it, Sense::Person { .. }))
}

fn towns(hit: &Hit) -> bool {
    hit.senses.iter().all(|it| matches!(it, Sense::Place { .. } | Sense::Person { .. }))
}

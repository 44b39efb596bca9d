//! Whether a name that is both a seat of government and a place stands for the one or the other here.
//! Decided by the words around it first, so that a wrong parse does little harm; the tree helps where
//! the words leave it open.

use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::patterns::Patterns;
use crate::entity::verb::is_any;
use crate::entity::verb::is_one_of;
use crate::text::parsed::Upos;
use std::collections::BTreeSet;

/// Nouns of which a government is a party as often as a city is the scene.
const SHARED: &[&str] = &[
    "talks",
    "talk",
    "meeting",
    "agreement",
    "treaty",
    "accord",
    "protocol",
    "visit",
    "trip",
    "negotiation",
    "office",
    "part",
    "house",
    "declaration",
    "attack",
    "bombing",
    "process",
    "border",
    "court",
    "round",
    "session",
    "stop",
];

/// "much of Khartoum", "a tour of Pyongyang".
const PARTS: &[&str] = &[
    "much", "most", "half", "rest", "tour", "all", "out", "outside", "inside", "map", "view",
    "parts",
];

/// Words between a preposition and the name that it governs.
const PASSED: &[&str] = &[
    "the", "both", "nearby", "central", "downtown", "and", "or", ",", "capital", "city", "of",
    "north", "south", "east", "west", "northern", "southern", "eastern", "western",
];

const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Place(&'static str),
    Government(&'static str),
}

impl Stand {
    pub(crate) fn is_place(self) -> bool {
        matches!(self, Stand::Place(_))
    }
}

/// What the name at `hit` stands for.
pub(crate) fn stand(line: &Line, hit: &Hit, patterns: &Patterns) -> Stand {
    let view = View { line, hit, patterns };
    view.possessive()
        .or_else(|| view.modifier())
        .or_else(|| view.preposition())
        .or_else(|| view.apposition())
        .or_else(|| view.object())
        .or_else(|| view.subject())
        .unwrap_or(Stand::Government("default"))
}

struct View<'a, 's> {
    line: &'a Line<'s>,
    hit: &'a Hit,
    patterns: &'a Patterns,
}

impl View<'_, '_> {
    /// "Moscow's view" speaks, "Moscow's airport" and "Seoul's main railway station" are a place's.
    fn possessive(&self) -> Option<Stand> {
        let line = self.line;
        if !line.is_possessive(self.hit.last + 1) {
            return None;
        }
        let start = self.hit.last + 2;
        let noun = self.noun_of_phrase(start);
        let shared = is_any(line, noun, SHARED);
        match is_one_of(line, noun, &self.patterns.place.matter) && !shared {
            true => Some(Stand::Place("possessor-of-place")),
            false => Some(Stand::Government("possessor")),
        }
    }

    /// The last noun of the noun phrase that starts at `start`.
    fn noun_of_phrase(&self, start: usize) -> usize {
        let line = self.line;
        let nominal = |at: usize| {
            matches!(line.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X)
                && line.shape(at) != Shape::Mark
                && !is_preposition(line.lower(at))
        };
        (start..start + 5).take_while(|it| nominal(*it)).last().unwrap_or(start)
    }

    /// "Moscow talks", "Moscow-based"; "Tokyo-Moscow ties", "Moscow-backed", "Moscow officials".
    fn modifier(&self) -> Option<Stand> {
        let line = self.line;
        let after = self.hit.last + 1;
        if line.is_hyphen(after) {
            return match line.lower(after + 1) {
                "based" | "born" | "area" | "bound" => Some(Stand::Place("compound")),
                _ => Some(Stand::Government("compound")),
            };
        }
        let noun = matches!(line.upos(after), Upos::Noun | Upos::Propn | Upos::X);
        let matter = noun && is_one_of(line, after, &self.patterns.place.matter);
        matter.then_some(Stand::Place("modifier-of-place"))
    }

    fn preposition(&self) -> Option<Stand> {
        let line = self.line;
        let (at, word) = self.preposition_before()?;
        let places = &self.patterns.place;
        if places.locative.contains(word) {
            // "confidence in Moscow", "at Moscow's request" was a possessive.
            let trust = at > 0 && is_one_of(line, at - 1, &places.trust);
            return Some(if trust { Stand::Government("trust") } else { Stand::Place("locative") });
        }
        match word {
            "to" | "from" | "toward" | "towards" | "for" => Some(self.direction(at, word)),
            "of" => Some(self.of(at)),
            "over" | "between" | "with" | "against" | "by" | "on" | "among" | "without"
            | "under" | "despite" | "like" | "than" | "about" | "as" | "behind" | "beyond"
            | "upon" => {
                let flown = word == "over" && self.governs(at, &places.motion, 4);
                let way = word == "between" && self.governs(at, &places.way, 3);
                let rule = if word == "by" { "agent" } else { "oblique" };
                Some(if flown || way { Stand::Place("motion") } else { Stand::Government(rule) })
            }
            _ => None,
        }
    }

    /// The preposition right before the name, over "the", "the Japanese capital", "both", "and" of a list.
    fn preposition_before(&self) -> Option<(usize, &str)> {
        let line = self.line;
        let mut at = self.hit.first.checked_sub(1)?;
        for _ in 0..8 {
            let word = line.lower(at);
            if line.upos(at) == Upos::Adp || is_preposition(word) {
                return Some((at, word));
            }
            let passes = PASSED.contains(&word) || line.hit(at).is_some();
            let listed = matches!(word, "," | "and" | "or");
            if !passes
                || listed && line.hit(at.checked_sub(1)?).is_none() && line.before(at, 1) != ","
            {
                return None;
            }
            at = at.checked_sub(1)?;
        }
        None
    }

    fn direction(&self, at: usize, word: &str) -> Stand {
        let places = &self.patterns.place;
        let motion = self.nearest(at, &places.motion);
        let heard = if word == "from" { &places.asked } else { &places.addressed };
        let addressed = self.nearest(at, heard);
        match (motion, addressed) {
            (Some(m), Some(a)) if a < m => Stand::Government("addressee"),
            (Some(_), _) => Stand::Place("motion"),
            (None, Some(_)) => Stand::Government("addressee"),
            (None, None) if word == "to" && self.line.before(at, 1).is_empty() => {
                Stand::Place("direction")
            }
            (None, None) => match word {
                "from" if self.line.upos(at.saturating_sub(1)) == Upos::Noun => {
                    Stand::Government("source")
                }
                "from" => Stand::Place("direction"),
                "to" if at > 0 && matches!(self.line.upos(at - 1), Upos::Noun | Upos::Adj) => {
                    Stand::Government("addressee")
                }
                "to" => Stand::Place("direction"),
                _ => Stand::Government("beneficiary"),
            },
        }
    }

    /// "the streets of Moscow" are a place's, "the policy of Moscow" is a government's.
    fn of(&self, at: usize) -> Stand {
        let Some(noun) = at.checked_sub(1) else { return Stand::Government("of") };
        let part = is_any(self.line, noun, PARTS)
            || is_one_of(self.line, noun, &self.patterns.place.matter);
        if part { Stand::Place("of-place") } else { Stand::Government("of") }
    }

    /// "Tokyo, Japan" and "Moscow, the Russian capital".
    fn apposition(&self) -> Option<Stand> {
        let line = self.line;
        let comma = self.hit.last + 1;
        if line.lower(comma) != "," {
            return None;
        }
        let country = line.hit_starting(comma + 1).is_some_and(|it| line.lower(it.last + 1) == ",");
        let capital = (comma + 1..comma + 5).any(|it| matches!(line.lower(it), "capital" | "city"));
        let month = |at: usize| MONTHS.iter().any(|it| line.lower(at).starts_with(it));
        let figure = |at: usize| line.shape(at) == Shape::Figure;
        let dated = month(comma + 1) && figure(comma + 2) || figure(comma + 1) && month(comma + 2);
        let alone = self.hit.first > 0 && !matches!(line.before(self.hit.first, 1), "," | "and");
        (country && alone || capital || dated).then_some(Stand::Place("apposition"))
    }

    /// "visited Moscow", "left Tokyo"; "pressed Tokyo", "urged Moscow".
    fn object(&self) -> Option<Stand> {
        let line = self.line;
        let before = self.hit.first.checked_sub(1)?;
        let mut verb = if line.lower(before) == "the" { before.checked_sub(1)? } else { before };
        // "tour Warsaw and Berlin": the verb stands before the first of the list.
        while matches!(line.lower(verb), "and" | "," | "or") && verb >= 2 {
            let Some(hit) = line.hit_ending(verb - 1) else { break };
            verb = hit.first.checked_sub(1)?;
        }
        if is_one_of(line, verb, &self.patterns.place.reached) {
            return Some(Stand::Place("object"));
        }
        (line.upos(verb) == Upos::Verb).then_some(Stand::Government("object"))
    }

    /// "Moscow said"; "Moscow was shelled".
    fn subject(&self) -> Option<Stand> {
        let line = self.line;
        let mut at = self.hit.last + 1;
        let mut passive = false;
        while matches!(
            line.lower(at),
            "was"
                | "were"
                | "is"
                | "are"
                | "been"
                | "being"
                | "has"
                | "had"
                | "have"
                | "also"
                | "itself"
        ) {
            passive |= matches!(line.lower(at), "was" | "were" | "is" | "are" | "been" | "being");
            at += 1;
        }
        let participle = passive && !line.lower(at).ends_with("ing");
        if participle && is_one_of(line, at, &self.patterns.place.suffered) {
            return Some(Stand::Place("subject"));
        }
        let weather = ["cloudy", "sunny", "rainy", "foggy", "empty", "deserted", "crowded"];
        if passive && weather.contains(&line.lower(at)) {
            return Some(Stand::Place("subject"));
        }
        if passive
            && matches!(line.lower(at), "a" | "the")
            && (at..at + 5).any(|it| matches!(line.lower(it), "city" | "capital"))
        {
            return Some(Stand::Place("subject"));
        }
        None
    }

    /// How far before `at` a word of the list stands, within the clause.
    fn nearest(&self, at: usize, words: &BTreeSet<String>) -> Option<usize> {
        let line = self.line;
        for back in 1..=8 {
            let i = at.checked_sub(back)?;
            let word = line.lower(i);
            if matches!(word, "," | ";" | "that" | "which" | "who" | "while" | "but") && back > 1 {
                return None;
            }
            if is_one_of(line, i, words) {
                return Some(back);
            }
        }
        None
    }

    fn governs(&self, at: usize, words: &BTreeSet<String>, reach: usize) -> bool {
        self.nearest(at, words).is_some_and(|it| it <= reach)
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "to"
            | "from"
            | "with"
            | "between"
            | "by"
            | "on"
            | "of"
            | "for"
            | "against"
            | "near"
            | "through"
            | "via"
            | "into"
            | "across"
            | "outside"
            | "toward"
            | "towards"
            | "around"
            | "within"
            | "inside"
            | "over"
            | "off"
            | "among"
            | "without"
            | "throughout"
    )
}

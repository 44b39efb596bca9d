//! What stands before the noun of a title: portfolio words, country, modifiers, determiner.

use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Hit;
use crate::entity::line::Shape;
use crate::entity::title::Determiner;
use crate::entity::title::Scan;
use crate::entity::title::Tenure;
use crate::entity::title::person_only;
use crate::model::code::Kind;
use crate::model::id::EntityId;

#[derive(Debug, Clone)]
pub(crate) struct Before {
    /// The first token of all.
    pub(crate) first: usize,
    /// The first of the title's own words.
    pub(crate) core: usize,
    pub(crate) of: Vec<EntityId>,
    pub(crate) tenure: Tenure,
    pub(crate) determiner: Determiner,
    /// Words that belong to the title though they stand before the country: "acting ", "the government's ".
    pub(crate) prefix: String,
}

impl Before {
    pub(crate) fn of(scan: &Scan, noun: usize) -> Self {
        let mut at = noun;
        while let Some(previous) = portfolio_before(scan, at, noun) {
            at = previous;
        }
        let tenure = if scan.is_ex(at) { Tenure::Former } else { Tenure::Current };
        let mut before = Before { tenure, ..Before::none(at) };
        while before.first > 0 && before.determiner == Determiner::None && before.step(scan) {}
        before
    }

    /// "U.S. Sen.", "Israeli Maj. Gen.": of a form of address only the country counts.
    pub(crate) fn country_only(scan: &Scan, noun: usize) -> Self {
        let mut before = Before::none(noun);
        if noun > 0 {
            before.country(scan, noun - 1);
        }
        before
    }

    /// Nothing stands before the noun at `first`.
    pub(crate) fn none(first: usize) -> Self {
        Before {
            first,
            core: first,
            of: Vec::new(),
            tenure: Tenure::Current,
            determiner: Determiner::None,
            prefix: String::new(),
        }
    }

    /// Takes one more modifier; false where the title begins.
    fn step(&mut self, scan: &Scan) -> bool {
        let line = scan.line;
        let words = scan.words();
        let previous = self.first - 1;
        let word = line.lower(previous);
        if self.of.is_empty() && self.country(scan, previous) {
            return true;
        }
        if words.then.contains(word) {
            self.tenure = Tenure::Then;
        } else if words.former.contains(word) {
            self.tenure = Tenure::Former;
        } else if words.elect.contains(word) {
            self.tenure = Tenure::Elect;
        } else if words.kept.contains(word) {
            self.prefix = format!("{word} {}", self.prefix);
        } else if matches!(word, "the" | "this" | "that" | "its" | "whose") {
            self.determiner = Determiner::Definite;
        } else if matches!(word, "a" | "an" | "another" | "one" | "any" | "every" | "no") {
            self.determiner = Determiner::Indefinite;
        } else if matches!(word, "his" | "her" | "their" | "my" | "our" | "your") {
            self.determiner = Determiner::Possessive;
        } else if !(line.is_hyphen(previous)
            || words.passed.contains(word) && line.shape(previous) != Shape::Upper)
        {
            return false;
        }
        self.first = previous;
        true
    }

    /// "Russian", "US", "Japan's", "UN", "French and German" before the title.
    fn country(&mut self, scan: &Scan, previous: usize) -> bool {
        let line = scan.line;
        let possessive = line.is_possessive(previous) && previous > 0;
        let end = if possessive { previous - 1 } else { previous };
        if possessive && line.lower(end) == "government" && line.before(end, 1) == "the" {
            self.prefix = format!("the government's {}", self.prefix);
            self.first = end - 1;
            self.determiner = Determiner::Definite;
            return true;
        }
        let Some(hit) = line.hit_ending(end) else { return false };
        let Some(of) = scan.owner(hit, possessive) else { return false };
        match national_body(scan, hit, &of) {
            Some((country, words)) => {
                self.prefix = format!("{words} {}", self.prefix);
                self.of.push(country);
            }
            None => self.of.push(of),
        }
        self.first = hit.first;
        if possessive {
            self.determiner = Determiner::Definite;
        }
        self.more_countries(scan);
        true
    }

    /// "French, German and Italian" to the left of a country just taken.
    fn more_countries(&mut self, scan: &Scan) {
        let line = scan.line;
        while self.first >= 2 {
            let joined = matches!(line.before(self.first, 1), "and" | "," | "&" | "/")
                || line.is_hyphen(self.first - 1);
            let skip = if line.before(self.first, 2) == "," { 3 } else { 2 };
            let end = self.first.checked_sub(skip).filter(|_| joined);
            let hit = end.and_then(|it| line.hit_ending(it)).filter(|it| is_adjective(it));
            let Some((first, of)) = hit.and_then(|it| Some((it.first, scan.owner(it, false)?)))
            else {
                return;
            };
            self.of.insert(0, of);
            self.first = first;
        }
    }
}

fn is_adjective(hit: &Hit) -> bool {
    let fits = |it: &Sense| {
        matches!(it, Sense::Country { kind: NameKind::Adjective | NameKind::Abbreviation, .. })
    };
    hit.senses.iter().any(fits)
}

/// The portfolio word before `at`, over a hyphen or the "and" of "foreign and defence minister".
fn portfolio_before(scan: &Scan, at: usize, noun: usize) -> Option<usize> {
    let line = scan.line;
    let previous = at.checked_sub(1)?;
    let fits = |i: usize| {
        scan.is_portfolio(i) && line.hit(i).is_none_or(person_only) && !line.is_possessive(i)
    };
    if line.is_hyphen(previous) {
        return previous.checked_sub(1).filter(|it| fits(*it));
    }
    if fits(previous) {
        return Some(previous);
    }
    // "Communist Party chief": the name of a body before its noun.
    let body =
        at < noun && scan.words().institution.contains(line.lower(at)) && line.is_capital(at);
    if body && line.is_capital(previous) && line.hit(previous).is_none() && previous > 0 {
        return Some(previous);
    }
    let further = previous.checked_sub(1)?;
    let joined = matches!(line.lower(previous), "and" | "," | "&");
    (joined && at < noun && fits(further) && !scan.is_noun(line.lower(further))).then_some(further)
}

/// "Russian foreign ministry" before "spokesman": the title is a foreign ministry spokesman's, of Russia.
fn national_body(scan: &Scan, hit: &Hit, of: &EntityId) -> Option<(EntityId, String)> {
    let body = scan
        .gazetteer
        .organization(of.local())
        .filter(|_| of.kind() == Some(Kind::Organization))?;
    let adjective = &scan.gazetteer.country(&body.country)?.adjective;
    let words = scan.line.written(hit.first, hit.last);
    let rest = words.strip_prefix(adjective.as_str()).filter(|_| body.kind == "government-body")?;
    Some((country_id(&body.country), rest.trim().to_lowercase()))
}

//! Titles by a small grammar: [then|former|new ..] [country] [portfolio ..] noun [of|for portfolio ..] [of country].
//! A title says what it is of and when it was held; whose it is, the patterns of persons decide.

use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::organization_id;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::patterns::Patterns;
use crate::entity::patterns::singular;
use crate::entity::when::When;
use crate::model::code::Kind;
use crate::model::id::EntityId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Office,
    /// What somebody is without an office: analyst, dissident.
    Role,
    Honorific,
    Counterpart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tenure {
    Current,
    Then,
    Former,
    Elect,
}

/// A title as it stands in a line; all bounds are inclusive token indexes.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// With determiner, modifiers and country.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The noun.
    pub(crate) head: usize,
    /// Canonical, lower case, singular.
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) plural: bool,
    /// Countries and organizations, in order.
    pub(crate) of: Vec<EntityId>,
    pub(crate) tenure: Tenure,
    /// The token of "his", "her", "their" before it.
    pub(crate) possessor: Option<usize>,
    /// "the", a possessive or a possessive pronoun before it.
    pub(crate) definite: bool,
    /// "a", "an", "another", "one" before it.
    pub(crate) indefinite: bool,
    pub(crate) gender: Option<Gender>,
    /// With a capital: "Foreign Minister".
    pub(crate) capital: bool,
}

/// All titles of a line, left to right, none inside another.
pub(crate) fn titles(line: &Line, gazetteer: &Gazetteer, when: &When) -> Vec<Title> {
    let scan = Scan { line, gazetteer, patterns: &gazetteer.patterns, when };
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match scan.title_at(at) {
            Some(title) => {
                at = title.last + 1;
                titles.push(title);
            }
            None => at += 1,
        }
    }
    titles
}

struct Scan<'a, 's> {
    line: &'a Line<'s>,
    gazetteer: &'a Gazetteer,
    patterns: &'a Patterns,
    when: &'a When,
}

/// What stands before the noun.
struct Left {
    first: usize,
    core: usize,
    of: Vec<EntityId>,
    tenure: Tenure,
    possessor: Option<usize>,
    definite: bool,
    indefinite: bool,
    prefix: String,
}

impl Scan<'_, '_> {
    fn title_at(&self, at: usize) -> Option<Title> {
        let (class, head_first, head) = self.head_at(at)?;
        let left = self.left_of(head_first);
        let word = self.line.lower(head).to_owned();
        let plural = singular(&word) != word && !self.is_head(&word);
        let (core_last, last, of) = self.right_of(head, plural);
        let mut of_all = left.of;
        of_all.extend(of);
        let mut name = left.prefix;
        name.push_str(&self.title_text(left.core, core_last, head, plural));
        let name = self.patterns.title.same.get(&name).cloned().unwrap_or(name);
        if of_all.is_empty()
            && let Some(home) = self.patterns.title.home.get(&name)
            && (self.line.is_capital(head) || class == Class::Office && left.core < head)
        {
            of_all.push(country_id(home));
        }
        let title = Title {
            first: left.first,
            last,
            head,
            gender: gender_of(&word),
            capital: self.line.is_capital(head),
            name,
            class,
            plural,
            of: of_all,
            tenure: left.tenure,
            possessor: left.possessor,
            definite: left.definite,
            indefinite: left.indefinite,
        };
        self.plausible(&title, left.core).then_some(title)
    }

    /// Nouns that are titles only in company: "head of", "army chief", "party leader".
    fn plausible(&self, title: &Title, core: usize) -> bool {
        let needs_company = matches!(
            self.line.lower(title.head),
            "head"
                | "chief"
                | "chair"
                | "deputy"
                | "judge"
                | "justice"
                | "boss"
                | "khan"
                | "lama"
                | "duke"
        );
        !needs_company
            || core < title.head
            || !title.of.is_empty()
            || title.last > title.head
            || title.capital
    }

    fn is_head(&self, word: &str) -> bool {
        let title = &self.patterns.title;
        title.office.contains(word) || title.role.contains(word) || title.honorific.contains(word)
    }

    /// Class, first and last token of the noun that starts at `at`.
    fn head_at(&self, at: usize) -> Option<(Class, usize, usize)> {
        let line = self.line;
        let title = &self.patterns.title;
        let word = line.lower(at);
        if line.hit(at).is_some_and(|it| it.last > it.first && !only_person(it)) {
            return None;
        }
        let pair = format!("{word} {}", line.lower(at + 1));
        if title.counterpart.contains(&pair) {
            return Some((Class::Counterpart, at, at + 1));
        }
        if title.office.contains(&pair) {
            return Some((Class::Office, at, at + 1));
        }
        let one = singular(word);
        if title.counterpart.contains(word) || title.counterpart.contains(&one) {
            return Some((Class::Counterpart, at, at));
        }
        let short = matches!(word, "pm" | "fm");
        if short && line.shape(at) != Shape::Upper {
            return None;
        }
        if title.office.contains(&one) || title.office.contains(word) {
            return self.office_head(at);
        }
        if title.honorific.contains(word) && line.is_capital(at) {
            return Some((Class::Honorific, at, at));
        }
        (title.role.contains(&one) || title.role.contains(word)).then_some((Class::Role, at, at))
    }

    /// The noun that ends a chain such as "Secretary-General", "Deputy Chief", "Attorney General".
    fn office_head(&self, at: usize) -> Option<(Class, usize, usize)> {
        let line = self.line;
        let word = singular(line.lower(at));
        let next = if line.is_hyphen(at + 1) { at + 2 } else { at + 1 };
        let after = line.lower(next);
        let general = matches!(
            word.as_str(),
            "secretary"
                | "attorney"
                | "director"
                | "governor"
                | "consul"
                | "inspector"
                | "solicitor"
                | "auditor"
        );
        if after == "general" && general {
            return Some((Class::Office, at, next));
        }
        if self.patterns.title.portfolio.contains(&word)
            && self.is_office(after)
            && after != "general"
        {
            return None;
        }
        if rank(&word) {
            return line.is_capital(at).then_some((Class::Honorific, at, at));
        }
        Some((Class::Office, at, at))
    }

    fn is_office(&self, word: &str) -> bool {
        self.patterns.title.office.contains(word)
            || self.patterns.title.office.contains(&singular(word))
    }

    /// Portfolio words, modifiers, country and determiner before the noun.
    fn left_of(&self, head: usize) -> Left {
        let mut at = head;
        while let Some(previous) = self.portfolio_before(at) {
            at = previous;
        }
        let mut left = Left {
            first: at,
            core: at,
            of: Vec::new(),
            tenure: Tenure::Current,
            possessor: None,
            definite: false,
            indefinite: false,
            prefix: String::new(),
        };
        while left.first > 0 && self.step_left(&mut left) {}
        left
    }

    fn portfolio_before(&self, at: usize) -> Option<usize> {
        let line = self.line;
        let previous = at.checked_sub(1)?;
        let is_portfolio = |i: usize| {
            self.patterns.title.portfolio.contains(line.lower(i))
                && line.hit(i).is_none_or(|it| only_person(it))
                && !line.is_possessive(i)
        };
        if line.is_hyphen(previous) {
            return previous.checked_sub(1).filter(|it| is_portfolio(*it));
        }
        if is_portfolio(previous) {
            return Some(previous);
        }
        let joined = matches!(line.lower(previous), "and" | "," | "&");
        let further = previous.checked_sub(1)?;
        // "foreign and defence minister", not "Russia and foreign ministers".
        (joined
            && is_portfolio(further)
            && self.patterns.title.portfolio.contains(line.lower(at))
            && !self.is_head(line.lower(further)))
        .then_some(further)
    }

    /// Takes one more modifier; false where the title begins.
    fn step_left(&self, left: &mut Left) -> bool {
        let line = self.line;
        let title = &self.patterns.title;
        let previous = left.first - 1;
        let word = line.lower(previous);
        let open = !left.definite && !left.indefinite;
        if !open {
            return false;
        }
        if left.of.is_empty() && self.country_before(left, previous) {
            return true;
        }
        if title.then.contains(word) {
            left.tenure = Tenure::Then;
        } else if title.former.contains(word) {
            left.tenure = Tenure::Former;
        } else if word == "elect" || title.elect.contains(word) {
            left.tenure = Tenure::Elect;
        } else if title.kept.contains(word) {
            left.prefix = format!("{word} {}", left.prefix);
        } else if matches!(word, "the" | "this" | "that" | "its" | "whose") {
            left.definite = true;
        } else if matches!(word, "a" | "an" | "another" | "one" | "any" | "every" | "no") {
            left.indefinite = true;
        } else if matches!(word, "his" | "her" | "their" | "my" | "our" | "your") {
            left.definite = true;
            left.possessor = Some(previous);
        } else if line.is_hyphen(previous) && previous > 0 {
            left.first = previous;
            return self.step_left(left);
        } else if !(title.passed.contains(word) && line.shape(previous) != Shape::Upper) {
            return false;
        }
        left.first = previous;
        true
    }

    /// "Russian", "US", "Japan's", "UN", "French and German" before the title.
    fn country_before(&self, left: &mut Left, previous: usize) -> bool {
        let line = self.line;
        let possessive = line.is_possessive(previous) && previous > 0;
        let end = if possessive { previous - 1 } else { previous };
        if possessive && line.lower(end) == "government" && line.before(end, 1) == "the" {
            left.prefix = format!("the government's {}", left.prefix);
            left.first = end - 1;
            left.definite = true;
            return true;
        }
        let Some(hit) = line.hit_ending(end) else { return false };
        let Some(of) = self.owner(hit, possessive) else { return false };
        if let Some((country, words)) = self.national_body(hit, &of) {
            left.prefix = format!("{words} {}", left.prefix);
            left.of.push(country);
        } else {
            left.of.push(of);
        }
        left.first = hit.first;
        left.definite |= possessive;
        self.more_countries(left);
        true
    }

    /// "Russian foreign ministry" before "spokesman": the title is a foreign ministry spokesman's, of Russia.
    fn national_body(&self, hit: &Hit, of: &EntityId) -> Option<(EntityId, String)> {
        let body = self
            .gazetteer
            .organization(of.local())
            .filter(|_| of.kind() == Some(Kind::Organization))?;
        let adjective = &self.gazetteer.country(&body.country)?.adjective;
        let words = self.line.written(hit.first, hit.last);
        let rest =
            words.strip_prefix(adjective.as_str()).filter(|_| body.kind == "government-body")?;
        Some((country_id(&body.country), rest.trim().to_lowercase()))
    }

    /// "French, German and Italian" to the left of a country just taken.
    fn more_countries(&self, left: &mut Left) {
        let line = self.line;
        while left.first >= 2 {
            let joined = matches!(line.lower(left.first - 1), "and" | "," | "&" | "/")
                || line.is_hyphen(left.first - 1);
            let skip = if line.before(left.first, 2) == "," { 3 } else { 2 };
            let Some(end) = left.first.checked_sub(skip) else { return };
            let found =
                line.hit_ending(end).and_then(|hit| Some((hit.first, self.adjective(hit)?)));
            match (joined, found) {
                (true, Some((first, of))) => {
                    left.of.insert(0, of);
                    left.first = first;
                }
                _ => return,
            }
        }
    }

    fn adjective(&self, hit: &Hit) -> Option<EntityId> {
        let fits = |it: &Sense| {
            matches!(it, Sense::Country { kind: NameKind::Adjective | NameKind::Abbreviation, .. })
        };
        hit.senses.iter().any(fits).then(|| self.owner(hit, false)).flatten()
    }

    /// What a title with this name before it is of.
    fn owner(&self, hit: &Hit, possessive: bool) -> Option<EntityId> {
        if let Some(code) = self.when.country(self.gazetteer, hit) {
            let place_like = hit.senses.iter().all(|it| {
                matches!(
                    it,
                    Sense::Country { kind: NameKind::Capital, .. }
                        | Sense::Place { .. }
                        | Sense::Person { .. }
                )
            });
            return (!place_like || possessive).then(|| country_id(&code));
        }
        hit.senses.iter().find_map(|it| match it {
            Sense::Organization { id, .. } => Some(organization_id(id)),
            Sense::Country { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
        })
    }

    /// Last token of the title's own words, last token of all, and what it is of.
    fn right_of(&self, head: usize, plural: bool) -> (usize, usize, Vec<EntityId>) {
        let line = self.line;
        let mut core = head;
        if line.is_hyphen(head + 1) && self.patterns.title.elect.contains(line.lower(head + 2)) {
            core = head + 2;
        } else if self.patterns.title.elect.contains(line.lower(head + 1))
            && line.lower(head + 1) != "incoming"
        {
            core = head + 1;
        }
        let mut last = core;
        if matches!(line.lower(last + 1), "of" | "for" | "to" | "on") {
            let to = line.lower(last + 1) == "to";
            if let Some(end) = self.institution_end(last + 2) {
                core = end;
                last = end;
            }
            let at = last + 1;
            if matches!(line.lower(at), "of" | "for" | "in" | "to") {
                let (end, of) = self.countries_after(at + 1, plural);
                if !of.is_empty() {
                    let giving = line.lower(at) == "of" || (line.lower(at) == "for" && !to);
                    return (core, end, if giving { of } else { Vec::new() });
                }
            }
        }
        (core, last, Vec::new())
    }

    /// The end of "foreign affairs", "the Supreme National Security Council" from `at` on.
    fn institution_end(&self, at: usize) -> Option<usize> {
        let line = self.line;
        let mut end = None;
        for i in at..(at + 9).min(line.len()) {
            let word = line.lower(i);
            if line.hit(i).is_some_and(|it| {
                !only_person(it) && self.when.country(self.gazetteer, it).is_some()
            }) {
                break;
            }
            let core = self.patterns.title.portfolio.contains(word)
                || self.patterns.title.institution.contains(word);
            if core {
                end = Some(i);
            } else if !matches!(word, "the" | "and" | "of" | "for" | "on" | "," | "&")
                && !(line.is_capital(i) && end != Some(i - 1))
            {
                break;
            }
        }
        end
    }

    /// "Japan", "the Russian Federation", "France, Egypt and Jordan", "the IAEA".
    fn countries_after(&self, at: usize, several: bool) -> (usize, Vec<EntityId>) {
        let line = self.line;
        let mut of = Vec::new();
        let mut end = at;
        let mut i = at;
        loop {
            if line.lower(i) == "the" {
                i += 1;
            }
            let Some(hit) = line.hit_starting(i) else { break };
            let Some(owner) = self.owner(hit, true) else { break };
            of.push(owner);
            end = hit.last;
            i = hit.last + 1;
            if !several {
                break;
            }
            let comma = line.lower(i) == ",";
            i += usize::from(comma);
            let and = matches!(line.lower(i), "and" | "&");
            i += usize::from(and);
            if !comma && !and {
                break;
            }
        }
        (end, of)
    }

    fn title_text(&self, first: usize, last: usize, head: usize, plural: bool) -> String {
        let mut out = String::new();
        for at in first..=last {
            if at > first && !self.line.glued(at) {
                out.push(' ');
            }
            let text = self.line.text(at).to_lowercase();
            match at == head && plural {
                true => out.push_str(&singular(&text)),
                false => out.push_str(&text),
            }
        }
        out.replace("defense", "defence")
    }
}

fn only_person(hit: &Hit) -> bool {
    hit.senses.iter().all(|it| matches!(it, Sense::Person { .. }))
}

fn rank(word: &str) -> bool {
    matches!(
        word,
        "general" | "colonel" | "admiral" | "marshal" | "commander" | "captain" | "major"
    )
}

fn gender_of(word: &str) -> Option<Gender> {
    match word {
        "king" | "prince" | "emperor" | "sultan" | "emir" | "amir" | "sheikh" | "spokesman"
        | "chairman" | "mr" | "sir" | "lord" | "pope" | "congressman" | "businessman"
        | "statesman" | "strongman" | "shah" | "actor" | "cardinal" | "imam" | "ayatollah"
        | "patriarch" | "bishop" | "archbishop" => Some(Gender::Male),
        "queen" | "princess" | "empress" | "sheikha" | "spokeswoman" | "chairwoman" | "mrs"
        | "ms" | "miss" | "madam" | "madame" | "lady" | "dame" | "congresswoman"
        | "businesswoman" | "actress" | "baroness" | "mme" => Some(Gender::Female),
        _ => None,
    }
}

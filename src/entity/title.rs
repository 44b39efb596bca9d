//! Titles by a small grammar: `[then|former|new ..] [country] [portfolio ..] noun [of|for portfolio ..] [of country]`.
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
use crate::entity::patterns::TitleWords;
use crate::entity::patterns::singular;
use crate::entity::title_after::After;
use crate::entity::title_before::Before;
use crate::entity::when::When;
use crate::model::id::EntityId;

/// Nouns that are titles only in company: "head of", "army chief", "party leader".
const NEEDY: &[&str] = &[
    "head",
    "chief",
    "chair",
    "deputy",
    "judge",
    "justice",
    "boss",
    "khan",
    "lama",
    "duke",
    "commander",
];

/// Nouns after which "general" belongs to the title.
const BEFORE_GENERAL: &[&str] = &[
    "secretary",
    "attorney",
    "director",
    "governor",
    "consul",
    "inspector",
    "solicitor",
    "auditor",
    "prosecutor",
    "procurator",
];

/// Military ranks: a form of address before a name unless a portfolio makes them an office.
const RANKS: &[&str] = &["general", "colonel", "admiral", "marshal", "captain", "major"];

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

/// What stands before a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determiner {
    None,
    /// "the", "this", "Japan's"
    Definite,
    /// "his", "her", "their"
    Possessive,
    /// "a", "an", "another", "one"
    Indefinite,
}

/// A title as it stands in a line; all bounds are inclusive token indexes.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// With determiner, modifiers and country.
    pub(crate) first: usize,
    /// The first of the title's own words.
    pub(crate) core: usize,
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
    pub(crate) determiner: Determiner,
    pub(crate) gender: Option<Gender>,
    /// With a capital: "Foreign Minister".
    pub(crate) capital: bool,
}

/// All titles of a line, left to right, none inside another.
pub(crate) fn titles(line: &Line, gazetteer: &Gazetteer, when: &When) -> Vec<Title> {
    let scan = Scan { line, gazetteer, when };
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

/// One line with what the grammar asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan<'a, 's> {
    pub(crate) line: &'a Line<'s>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) when: &'a When,
}

/// The noun of a title.
#[derive(Debug, Clone, Copy)]
struct Noun {
    class: Class,
    first: usize,
    last: usize,
}

impl Title {
    pub(crate) fn is_definite(&self) -> bool {
        matches!(self.determiner, Determiner::Definite | Determiner::Possessive)
    }
}

impl Scan<'_, '_> {
    pub(crate) fn words(&self) -> &TitleWords {
        &self.gazetteer.patterns.title
    }

    fn title_at(&self, at: usize) -> Option<Title> {
        let line = self.line;
        let noun = self.noun_at(at)?;
        let before = match noun.class {
            Class::Honorific => Before::country_only(self, noun.first),
            Class::Office | Class::Role | Class::Counterpart => Before::of(self, noun.first),
        };
        let word = line.lower(noun.last);
        let plural = singular(word) != word && !self.is_noun(word);
        let after = After::of(self, noun.last, plural);
        let mut of = before.of.clone();
        of.extend(after.of.iter().cloned());
        let name = self.name(noun, &before, &after, plural);
        // "Defense Secretary" is American, "Defence Secretary" British: here the spelling tells.
        let spelt = || self.words().home.get(&line.written(before.core, after.core).to_lowercase());
        if of.is_empty()
            && let Some(home) = spelt().or_else(|| self.words().home.get(&name))
        {
            of.push(country_id(home));
        }
        let title = Title {
            first: before.first,
            core: before.core,
            last: after.last,
            head: noun.last,
            name,
            class: noun.class,
            plural,
            of,
            tenure: before.tenure,
            determiner: before.determiner,
            gender: gender_of(word),
            capital: line.is_capital(noun.first),
        };
        let company = title.core < noun.first
            || !title.of.is_empty()
            || title.last > title.head
            || title.capital;
        (company || !NEEDY.contains(&line.lower(noun.last))).then_some(title)
    }

    fn name(&self, noun: Noun, before: &Before, after: &After, plural: bool) -> String {
        let end = if after.words.is_some() { noun.last } else { after.core };
        let own = self.written(before.core, end, noun.last, plural);
        let name = match &after.words {
            // "spokesman for the foreign ministry" is the foreign ministry spokesman.
            Some(words) if self.line.lower(noun.last).starts_with("spokes") => {
                format!("{words} {own}")
            }
            Some(words) => format!("{own} of {words}"),
            None => own,
        };
        let name = self.words().same.get(&name).cloned().unwrap_or(name);
        format!("{}{name}", before.prefix)
    }

    fn written(&self, first: usize, last: usize, noun: usize, plural: bool) -> String {
        let mut out = String::new();
        for at in first..=last {
            if at > first && !self.line.glued(at) {
                out.push(' ');
            }
            let text = self.line.text(at).to_lowercase();
            let text = text.strip_prefix("ex-").unwrap_or(&text);
            match at == noun && plural {
                true => out.push_str(&singular(text)),
                false => out.push_str(text),
            }
        }
        out.replace("defense", "defence").replace("secretary general", "secretary-general")
    }

    pub(crate) fn is_noun(&self, word: &str) -> bool {
        let words = self.words();
        words.office.contains(word) || words.role.contains(word) || words.honorific.contains(word)
    }

    fn noun_at(&self, at: usize) -> Option<Noun> {
        let line = self.line;
        let words = self.words();
        if line.hit(at).is_some_and(|it| it.last > it.first && !person_only(it)) {
            return None;
        }
        let word = self.bare(at);
        let one = singular(word);
        let pair = format!("{word} {}", line.lower(at + 1));
        let noun = |class, last| Some(Noun { class, first: at, last });
        if words.counterpart.contains(&pair) {
            return noun(Class::Counterpart, at + 1);
        }
        if words.office.contains(&pair) {
            return noun(Class::Office, at + 1);
        }
        if words.counterpart.contains(&one) {
            return noun(Class::Counterpart, at);
        }
        if matches!(word, "pm" | "fm") && line.shape(at) != Shape::Upper {
            return None;
        }
        if self.is_office(word) {
            return self.office_noun(at, &one);
        }
        if words.honorific.contains(word) {
            return line.is_capital(at).then_some(Noun {
                class: Class::Honorific,
                first: at,
                last: at,
            });
        }
        (words.role.contains(&one) || words.role.contains(word)).then_some(Noun {
            class: Class::Role,
            first: at,
            last: at,
        })
    }

    /// The word without "ex-".
    fn bare(&self, at: usize) -> &str {
        let word = self.line.lower(at);
        match self.is_ex(at) {
            true => word.strip_prefix("ex").unwrap_or(word),
            false => word,
        }
    }

    /// "ex-president" in one token.
    pub(crate) fn is_ex(&self, at: usize) -> bool {
        let text = self.line.text(at);
        text.starts_with("ex-") || text.starts_with("Ex-")
    }

    /// The noun that ends a chain such as "Secretary-General", "Deputy Chief", "Attorney General".
    fn office_noun(&self, at: usize, word: &str) -> Option<Noun> {
        let line = self.line;
        let next = if line.is_hyphen(at + 1) { at + 2 } else { at + 1 };
        let office = |last| Some(Noun { class: Class::Office, first: at, last });
        if line.lower(next) == "general" && BEFORE_GENERAL.contains(&word) {
            return office(next);
        }
        // "commander-in-chief"
        if line.is_hyphen(at + 1) && line.lower(at + 2) == "in" && line.is_hyphen(at + 3) {
            return office(at + 4);
        }
        let portfolio = &self.words().portfolio;
        if portfolio.contains(word) && self.leads_to_office(next) {
            return None;
        }
        if RANKS.contains(&word) {
            let commands = at > 0
                && portfolio.contains(line.lower(at - 1))
                && !self.is_office(line.lower(at - 1));
            let class = if commands { Class::Office } else { Class::Honorific };
            return line.is_capital(at).then_some(Noun { class, first: at, last: at });
        }
        office(at)
    }

    /// "deputy foreign minister": more portfolio words and then the noun.
    fn leads_to_office(&self, from: usize) -> bool {
        let line = self.line;
        let mut at = from;
        for _ in 0..5 {
            let word = line.lower(at);
            if word != "general" && self.is_office(word) {
                return true;
            }
            if !self.words().portfolio.contains(word) {
                return false;
            }
            at = if line.is_hyphen(at + 1) { at + 2 } else { at + 1 };
        }
        false
    }

    fn is_office(&self, word: &str) -> bool {
        self.words().office.contains(word) || self.words().office.contains(&singular(word))
    }

    pub(crate) fn is_portfolio(&self, at: usize) -> bool {
        self.words().portfolio.contains(self.line.lower(at))
    }

    /// What a title with this name beside it is of. A capital is so only with "'s" or "of".
    pub(crate) fn owner(&self, hit: &Hit, possessive: bool) -> Option<EntityId> {
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
}

pub(crate) fn person_only(hit: &Hit) -> bool {
    hit.senses.iter().all(|it| matches!(it, Sense::Person { .. }))
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

//! What is known of countries, places, organizations and office holders before an article is read.
//! Immutable once loaded. Not here: agreements and disputes, which belong to the event rules.

use crate::entity::lookup::Lookup;
use crate::entity::patterns::Patterns;
use crate::entity::spelling;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    pub(crate) countries: BTreeMap<String, Country>,
    pub(crate) places: BTreeMap<String, Place>,
    pub(crate) organizations: BTreeMap<String, Organization>,
    /// Those of them that report: agencies, papers, stations.
    pub(crate) reporters: BTreeSet<String>,
    /// By slug of the name.
    pub(crate) people: BTreeMap<String, Holder>,
    /// Surname, folded, to people.
    pub(crate) surnames: BTreeMap<String, Vec<String>>,
    /// The keys of all parts of a full name, joined, to people: other transliterations.
    pub(crate) spelt: BTreeMap<String, Vec<String>>,
    /// Country or organization, with its prefix, to those who held an office of it.
    pub(crate) holders: BTreeMap<String, Vec<String>>,
    /// Folded given name to gender; none for names of both.
    pub(crate) given: BTreeMap<String, Option<Gender>>,
    pub(crate) lookup: Lookup<Sense>,
    pub(crate) patterns: Patterns,
}

/// A state of today or of the past.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Country {
    /// ISO 3166-1 alpha-3, or the code that ISO used for a former state.
    pub code: String,
    pub name: String,
    pub official: String,
    pub iso2: String,
    pub cow: String,
    pub cameo: String,
    pub fips: String,
    pub capital: String,
    pub lat: String,
    pub lon: String,
    /// Years; empty is unbounded.
    pub from: String,
    pub to: String,
    pub successors: Vec<String>,
    /// The adjective used to name its ministries ("Latvian").
    pub adjective: String,
}

/// A city, region, island or building.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    pub id: String,
    pub name: String,
    /// Country code, empty for seas and the like.
    pub country: String,
    pub kind: String,
    pub lat: String,
    pub lon: String,
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organization {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub country: String,
}

/// A person whom the offices table knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    pub name: String,
    /// Every way to write the name.
    pub names: Vec<String>,
    pub terms: Vec<Term>,
}

impl Holder {
    /// The parts by which the person is called without a first name. Names of these countries begin with it.
    pub(crate) fn surnames(&self) -> Vec<String> {
        let parts = crate::entity::fold::atoms(&self.name);
        let family_first = ["CHN", "TWN", "KOR", "PRK", "VNM", "KHM"];
        let turned =
            self.terms.iter().any(|it| family_first.iter().any(|code| it.of.ends_with(code)));
        let given = parts.first();
        let mut surnames: Vec<String> = parts.last().cloned().into_iter().collect();
        surnames.extend(given.filter(|_| turned).cloned());
        // Other spellings; "Abe Shinzo" ends with the first name.
        let spelt = self.names.iter().filter_map(|it| crate::entity::fold::atoms(it).pop());
        surnames.extend(spelt.filter(|it| {
            !turned && Some(it) != given && it.len() > 2 && !crate::entity::roster::is_suffix(it)
        }));
        surnames.sort();
        surnames.dedup();
        surnames
    }
}

/// An office held; `from` and `to` are `YYYY`, `YYYY-MM` or days, empty is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub office: String,
    /// A country code or an organization's id, with its prefix.
    pub of: String,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    Female,
    Male,
}

/// How a name stands for a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Name,
    Abbreviation,
    Adjective,
    Demonym,
    /// The seat or palace of the government.
    Metonym,
    Capital,
}

/// What else a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Abbreviation,
    Company,
    Country,
    Office,
    Organization,
    /// The table does not say what else.
    Other,
    People,
    Person,
    Place,
    Region,
    UsState,
    Word,
}

/// One meaning of a name. Sorted: country before organization before person before place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sense {
    Country { code: String, kind: NameKind, mark: Option<Mark> },
    Organization { id: String, metonym: bool },
    Person { id: String },
    Place { id: String },
}

impl Gender {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "f" | "female" => Some(Gender::Female),
            "m" | "male" => Some(Gender::Male),
            _ => None,
        }
    }
}

impl NameKind {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "name" => NameKind::Name,
            "abbreviation" => NameKind::Abbreviation,
            "adjective" => NameKind::Adjective,
            "demonym" => NameKind::Demonym,
            "metonym" => NameKind::Metonym,
            "capital" => NameKind::Capital,
            _ => return None,
        })
    }
}

impl Mark {
    /// `ambiguous:person` and the like.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text.strip_prefix("ambiguous:").unwrap_or(text) {
            "ambiguous" => Mark::Other,
            "abbreviation" => Mark::Abbreviation,
            "company" => Mark::Company,
            "country" => Mark::Country,
            "office" => Mark::Office,
            "organization" => Mark::Organization,
            "people" => Mark::People,
            "person" => Mark::Person,
            "place" => Mark::Place,
            "region" => Mark::Region,
            "us-state" => Mark::UsState,
            "word" => Mark::Word,
            _ => return None,
        })
    }
}

impl Country {
    pub fn id(&self) -> EntityId {
        country_id(&self.code)
    }

    /// Whether the state existed in a year; unknown years fit.
    pub(crate) fn existed(&self, year: &str) -> bool {
        (self.from.is_empty() || self.from.as_str() <= year)
            && (self.to.is_empty() || self.to.as_str() >= year)
    }
}

impl Term {
    /// Whether the office was held on a day, month or year, as far as the table tells.
    pub(crate) fn holds(&self, when: &str) -> bool {
        let not_before =
            self.from.is_empty() || common(&self.from, when) <= common(when, &self.from);
        let not_after = self.to.is_empty() || common(&self.to, when) >= common(when, &self.to);
        not_before && not_after
    }
}

/// `a`, as far as `b` is precise.
fn common<'a>(a: &'a str, b: &str) -> &'a str {
    a.get(..a.len().min(b.len())).unwrap_or(a)
}

impl Gazetteer {
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.get(code)
    }

    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    pub fn organization(&self, id: &str) -> Option<&Organization> {
        self.organizations.get(id)
    }

    /// The countries that a name, adjective, code or demonym may mean, by code.
    pub fn countries_named(&self, name: &str) -> Vec<&Country> {
        let senses = self.lookup.exact(name);
        senses
            .iter()
            .filter_map(|it| match it {
                Sense::Country { code, kind, .. } => {
                    self.country(code).filter(|_| *kind != NameKind::Capital)
                }
                Sense::Organization { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
            })
            .collect()
    }

    /// The canonical name of an entity of the tables.
    /// The people of that surname, under whatever transliteration.
    pub(crate) fn bearers(&self, part: &str) -> Option<&Vec<String>> {
        self.surnames.get(part).or_else(|| self.surnames.get(&spelling::key(&self.patterns, part)))
    }

    /// Whether the offices table has a person of this id.
    pub fn knows(&self, person: &EntityId) -> bool {
        self.people.contains_key(person.local())
    }

    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// Nouns whose country does what they do, by lemma.
    pub fn official(&self) -> &BTreeSet<String> {
        &self.patterns.group.official
    }

    /// Words of the titles of those who lead firms, clubs and museums.
    pub fn private_titles(&self) -> &BTreeSet<String> {
        &self.patterns.title.private
    }

    /// Ids, without their prefix, of the organizations that report what others do.
    pub fn reporters(&self) -> &BTreeSet<String> {
        &self.reporters
    }

    pub fn name_of(&self, id: &EntityId) -> Option<&str> {
        let local = id.local();
        match id.kind()? {
            Kind::Country => self.countries.get(local).map(|it| it.name.as_str()),
            Kind::Place => self.places.get(local).map(|it| it.name.as_str()),
            Kind::Organization => self.organizations.get(local).map(|it| it.name.as_str()),
            Kind::Person => self.people.get(local).map(|it| it.name.as_str()),
            Kind::Dispute | Kind::Agreement => None,
        }
    }
}

pub(crate) fn country_id(code: &str) -> EntityId {
    EntityId::new(format!("country:{code}"))
}

pub(crate) fn organization_id(id: &str) -> EntityId {
    EntityId::new(format!("org:{id}"))
}

pub(crate) fn place_id(id: &str) -> EntityId {
    EntityId::new(format!("place:{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_hold_as_far_as_the_table_tells() {
        let rows: &[(&str, &str, &str, bool)] = &[
            ("2000-05", "2008-05", "2007-10-23", true),
            ("2000-05", "2008-05", "2008-05-30", true),
            ("2000-05", "2008-05", "2008-06-01", false),
            ("2000-05", "2008-05", "2000", true),
            ("2000-05", "", "2020-01-01", true),
            ("2000-05", "2008-05", "1999-12-31", false),
        ];
        for (from, to, when, want) in rows {
            let term = Term {
                office: "president".into(),
                of: "country:RUS".into(),
                from: (*from).into(),
                to: (*to).into(),
            };
            assert_eq!(term.holds(when), *want, "{from} {to} {when}");
        }
    }
}

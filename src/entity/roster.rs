//! The people of one article: which names are one person, with office, country and gender. One person for
//! one surname unless titles tell two apart.

use crate::entity::fold::fold;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Gender;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::model::reading::Office;

/// What a stretch of text says of a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Described {
    /// The name as written, without title.
    pub(crate) name: String,
    /// Its folded parts, in the order of the text.
    pub(crate) parts: Vec<String>,
    pub(crate) office: Option<Office>,
    /// The country that the text gives here.
    pub(crate) country: Option<EntityId>,
    pub(crate) gender: Option<Gender>,
    /// The slug by which the offices table knows the name.
    pub(crate) known: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) parts: Vec<String>,
    pub(crate) offices: Vec<Office>,
    pub(crate) country: Option<EntityId>,
    pub(crate) gender: Option<Gender>,
    pub(crate) known: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    pub(crate) people: Vec<Person>,
}

impl Roster {
    /// The person that a full name (two parts or more) stands for; a new one if none fits.
    pub(crate) fn enter(&mut self, described: &Described, gazetteer: &Gazetteer) -> usize {
        let fits = |it: &Person| {
            same_name(it, described) && !told_apart(it.country.as_ref(), described.country.as_ref())
        };
        match self.people.iter().position(fits) {
            Some(index) => {
                self.learn(index, described, gazetteer);
                index
            }
            None => {
                self.people.push(Person::default());
                self.learn(self.people.len() - 1, described, gazetteer);
                self.people.len() - 1
            }
        }
    }

    /// The one person that a single name may stand for.
    pub(crate) fn by_single(&self, part: &str, country: Option<&EntityId>) -> Option<usize> {
        let fits: Vec<usize> = (0..self.people.len())
            .filter(|it| {
                self.people.get(*it).is_some_and(|person| {
                    person.answers_to(part) && !told_apart(person.country.as_ref(), country)
                })
            })
            .collect();
        let agreeing: Vec<usize> = fits
            .iter()
            .copied()
            .filter(|it| {
                country.is_some()
                    && self.people.get(*it).and_then(|p| p.country.as_ref()) == country
            })
            .collect();
        match (agreeing.as_slice(), fits.as_slice()) {
            ([one], _) | (_, [one]) => Some(*one),
            _ => None,
        }
    }

    /// Adds what a mention says to what is known.
    pub(crate) fn learn(&mut self, index: usize, described: &Described, gazetteer: &Gazetteer) {
        let Some(person) = self.people.get_mut(index) else { return };
        if described.parts.len() > person.parts.len() || person.name.is_empty() {
            person.name.clone_from(&described.name);
            person.parts.clone_from(&described.parts);
        }
        if person.known.is_none() {
            person.known.clone_from(&described.known);
        }
        if person.country.is_none() {
            person.country.clone_from(&described.country);
        }
        if let Some(office) = &described.office
            && !person
                .offices
                .iter()
                .any(|it| it.title == office.title && (it.of == office.of || office.of.is_none()))
        {
            person.offices.push(office.clone());
        }
        person.gender = person.gender.or(described.gender).or_else(|| {
            described.parts.first().and_then(|it| gazetteer.given.get(it).copied().flatten())
        });
    }

    /// The ids, made so that two people of one name and different countries stay two.
    pub(crate) fn ids(&self) -> Vec<EntityId> {
        let mut ids: Vec<EntityId> = Vec::new();
        for person in &self.people {
            let local = person.known.clone().unwrap_or_else(|| slug(&person.name));
            let mut id = EntityId::new(format!("person:{local}"));
            if ids.contains(&id) {
                let country = person.country.as_ref().map_or("other", |it| it.local());
                id = EntityId::new(format!("person:{local}-{}", country.to_lowercase()));
            }
            ids.push(id);
        }
        ids
    }
}

impl Person {
    /// Whether a single name may stand for this person: the surname, or the first part of a name that
    /// begins with the surname.
    pub(crate) fn answers_to(&self, part: &str) -> bool {
        let parts: Vec<&String> = self.parts.iter().filter(|it| !is_suffix(it)).collect();
        match parts.as_slice() {
            [] => false,
            [only] => only.as_str() == part,
            [first, rest @ ..] => {
                rest.last().is_some_and(|it| it.as_str() == part)
                    || first.as_str() == part && part.len() > 1
                    || rest.len() > 1 && rest.iter().any(|it| it.as_str() == part && part.len() > 3)
            }
        }
    }

    pub(crate) fn surname(&self) -> Option<&str> {
        self.parts.iter().rev().find(|it| !is_suffix(it)).map(String::as_str)
    }
}

pub(crate) fn is_suffix(part: &str) -> bool {
    matches!(part, "jr" | "sr")
        || (!part.is_empty() && part.chars().all(|it| matches!(it, 'i' | 'v')))
}

fn told_apart(a: Option<&EntityId>, b: Option<&EntityId>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Equal parts in any order, or one name inside the other ("Donald Trump", "Donald J. Trump").
fn same_name(person: &Person, described: &Described) -> bool {
    if person.known.is_some() && person.known == described.known {
        return true;
    }
    let (short, long) = match person.parts.len() <= described.parts.len() {
        true => (&person.parts, &described.parts),
        false => (&described.parts, &person.parts),
    };
    if short.len() < 2 {
        return short == long;
    }
    short.iter().all(|it| long.contains(it)) || initials_fit(short, long)
}

/// "J. Smith" and "John Smith".
fn initials_fit(short: &[String], long: &[String]) -> bool {
    let (Some(first), Some(other)) = (short.first(), long.first()) else { return false };
    let initial = first.len() == 1 && other.starts_with(first.as_str());
    initial && short.last() == long.last()
}

/// The slug under which the offices table knows a full name in any order of its parts.
pub(crate) fn known_as(gazetteer: &Gazetteer, parts: &[String]) -> Option<String> {
    use crate::entity::gazetteer::Sense;
    let of = |name: &str| {
        let senses = gazetteer.lookup.exact(name);
        let mut people = senses.into_iter().filter_map(|it| match it {
            Sense::Person { id } => Some(id),
            Sense::Country { .. } | Sense::Organization { .. } | Sense::Place { .. } => None,
        });
        match (people.next(), people.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    };
    let straight = parts.join(" ");
    let kept: Vec<&str> = parts.iter().filter(|it| it.len() > 1).map(String::as_str).collect();
    let turned =
        parts.split_first().map(|(first, rest)| format!("{} {}", rest.join(" "), fold(first)));
    of(&straight).or_else(|| of(&kept.join(" "))).or_else(|| turned.and_then(|it| of(&it)))
}

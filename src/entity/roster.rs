//! The people of one article: which names are one person, with office, country and gender. One person for
//! one surname unless titles tell two apart.

use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::Sense;
use crate::entity::spelling;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::model::reading::Office;
use std::collections::BTreeMap;

/// So many people of one name part are compared; a text that has more is no news text.
const MOST: usize = 64;

/// What a stretch of text says of a person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Described {
    /// The name as written, without title.
    pub(crate) name: String,
    /// Its folded parts, in the order of the text.
    pub(crate) parts: Vec<String>,
    pub(crate) offices: Vec<Office>,
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
    /// The parts as they are compared.
    keys: Vec<String>,
    pub(crate) offices: Vec<Office>,
    pub(crate) country: Option<EntityId>,
    pub(crate) gender: Option<Gender>,
    pub(crate) known: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Roster {
    pub(crate) people: Vec<Person>,
    by_part: BTreeMap<String, Vec<usize>>,
}

impl Roster {
    /// The person that a full name (two parts or more) stands for; a new one if none fits.
    pub(crate) fn enter(&mut self, described: &Described, gazetteer: &Gazetteer) -> usize {
        let keys = spelling::keys(&gazetteer.patterns, &described.parts);
        let fits = |index: &usize| {
            self.people.get(*index).is_some_and(|it| {
                same_name(it, (described, &keys))
                    && !told_apart(it.country.as_ref(), described.country.as_ref())
            })
        };
        let found = keys.iter().flat_map(|it| self.sharing(it)).filter(fits).min();
        let index = found.unwrap_or_else(|| {
            self.people.push(Person::default());
            self.people.len() - 1
        });
        self.learn(index, described, gazetteer);
        index
    }

    /// The one person that a single name may stand for; `part` is the key of its spelling.
    pub(crate) fn by_single(&self, part: &str, country: Option<&EntityId>) -> Option<usize> {
        let of = |index: &usize| self.people.get(*index).and_then(|it| it.country.as_ref());
        let fits: Vec<usize> = self
            .sharing(part)
            .filter(|it| self.people.get(*it).is_some_and(|person| person.answers_to(part)))
            .filter(|it| !told_apart(of(it), country))
            .collect();
        let agreeing: Vec<usize> =
            fits.iter().copied().filter(|it| country.is_some() && of(it) == country).collect();
        match (agreeing.as_slice(), fits.as_slice()) {
            ([one], _) | (_, [one]) => Some(*one),
            _ => None,
        }
    }

    fn sharing(&self, part: &str) -> impl Iterator<Item = usize> {
        self.by_part.get(part).into_iter().flatten().copied().take(MOST)
    }

    /// Adds what a mention says to what is known.
    pub(crate) fn learn(&mut self, index: usize, described: &Described, gazetteer: &Gazetteer) {
        let keys = spelling::keys(&gazetteer.patterns, &described.parts);
        let Some(person) = self.people.get_mut(index) else { return };
        if described.parts.len() > person.parts.len() || person.name.is_empty() {
            person.name.clone_from(&described.name);
            person.parts.clone_from(&described.parts);
            person.keys.clone_from(&keys);
        }
        if person.known.is_none() {
            person.known.clone_from(&described.known);
        }
        if person.country.is_none() {
            person.country.clone_from(&described.country);
        }
        for office in &described.offices {
            let same = |it: &Office| {
                it.title == office.title && (it.of == office.of || office.of.is_none())
            };
            let open =
                person.offices.iter().position(|it| it.title == office.title && it.of.is_none());
            if let Some(known) = open.and_then(|it| person.offices.get_mut(it)) {
                known.of.clone_from(&office.of);
            } else if !person.offices.iter().any(same) {
                person.offices.push(office.clone());
            }
        }
        let given =
            || described.parts.iter().find_map(|it| gazetteer.given.get(it).copied().flatten());
        person.gender = person.gender.or(described.gender).or_else(given);
        for part in &keys {
            let sharing = self.by_part.entry(part.clone()).or_default();
            if !sharing.contains(&index) && sharing.len() < MOST {
                sharing.push(index);
            }
        }
    }

    /// The ids, made so that two people of one name and different countries stay two. The plain one goes to whom
    /// the offices table knows, else to the first.
    pub(crate) fn ids(&self, gazetteer: &Gazetteer) -> Vec<EntityId> {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let mut ids = Vec::with_capacity(self.people.len());
        for person in &self.people {
            let local = person.known.clone().unwrap_or_else(|| slug(&spelt_out(&person.name)));
            let stranger = person.known.is_none() && gazetteer.people.contains_key(&local);
            let times = taken.entry(local.clone()).or_insert(usize::from(stranger));
            *times += 1;
            let country = person.country.as_ref().map_or("other", |it| it.local()).to_lowercase();
            ids.push(EntityId::new(match *times {
                1 => format!("person:{local}"),
                2 => format!("person:{local}-{country}"),
                more => format!("person:{local}-{country}-{more}"),
            }));
        }
        ids
    }
}

impl Person {
    /// Whether a single name may stand for this person: the surname, or the first part of a name that
    /// begins with the surname.
    pub(crate) fn answers_to(&self, part: &str) -> bool {
        let parts: Vec<&String> = self.keys.iter().filter(|it| !is_suffix(it)).collect();
        match parts.as_slice() {
            [] => false,
            [only] => only.as_str() == part,
            [first, rest @ ..] => {
                rest.last().is_some_and(|it| it.as_str() == part)
                    || first.as_str() == part && part.len() > 1
                    || rest.len() > 1 && part.len() > 3 && rest.iter().any(|it| it.as_str() == part)
            }
        }
    }
}

/// A name without the initials in its middle, which the next article may leave out.
fn spelt_out(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let initial = |it: &str| it.trim_end_matches('.').chars().count() == 1;
    let kept: Vec<&str> = words.iter().copied().filter(|it| !initial(it)).collect();
    let rest = words.first().is_some_and(|it| !initial(it)) && kept.len() >= 2;
    if rest { kept.join(" ") } else { name.to_owned() }
}

pub(crate) fn is_suffix(part: &str) -> bool {
    matches!(part, "jr" | "sr")
        || (!part.is_empty() && part.chars().all(|it| matches!(it, 'i' | 'v')))
}

fn told_apart(a: Option<&EntityId>, b: Option<&EntityId>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Equal parts in any order, or one name inside the other ("Donald Trump", "Donald J. Trump").
fn same_name(person: &Person, described: (&Described, &Vec<String>)) -> bool {
    let (described, keys) = described;
    if person.known.is_some() && person.known == described.known {
        return true;
    }
    let (short, long) = match person.keys.len() <= keys.len() {
        true => (&person.keys, keys),
        false => (keys, &person.keys),
    };
    if short.len() < 2 {
        return short == long;
    }
    short.iter().all(|it| long.contains(it)) || initials_fit(short, long)
}

/// "J. Smith" and "John Smith".
fn initials_fit(short: &[String], long: &[String]) -> bool {
    let (Some(first), Some(other)) = (short.first(), long.first()) else { return false };
    first.len() == 1 && other.starts_with(first.as_str()) && short.last() == long.last()
}

/// The slug under which the offices table knows a full name in any order of its parts.
pub(crate) fn known_as(
    gazetteer: &Gazetteer,
    parts: &[String],
    day: Option<&str>,
) -> Option<String> {
    let of = |name: &str| {
        let senses = gazetteer.lookup.exact(name);
        let people: Vec<String> = senses
            .into_iter()
            .filter_map(|it| match it {
                Sense::Person { id } => Some(id),
                Sense::Country { .. } | Sense::Organization { .. } | Sense::Place { .. } => None,
            })
            .collect();
        // Of two of one name the one in office.
        let holds = |id: &&String| {
            let terms = gazetteer.people.get(*id).map_or(&[][..], |it| &it.terms);
            day.is_some_and(|day| terms.iter().any(|it| it.holds(day)))
        };
        let mut holding = people.iter().filter(holds);
        match (people.as_slice(), holding.next(), holding.next()) {
            ([one], _, _) | ([_, ..], Some(one), None) => Some(one.clone()),
            _ => None,
        }
    };
    let kept: Vec<&str> =
        parts.iter().filter(|it| it.len() > 1 && !is_suffix(it)).map(String::as_str).collect();
    let turned = parts.split_first().map(|(first, rest)| format!("{} {first}", rest.join(" ")));
    if parts.len() < 2 {
        return of(&parts.join(" "));
    }
    of(&parts.join(" "))
        .or_else(|| of(&kept.join(" ")))
        .or_else(|| turned.and_then(|it| of(&it)))
        .or_else(|| match kept.as_slice() {
            // With a patronymic or a middle name.
            [first, _, .., last] => of(&format!("{first} {last}")),
            _ => None,
        })
        .or_else(|| spelt_so(gazetteer, parts))
        .or_else(|| in_office(gazetteer, &kept, day?))
}

/// The one whose name this is in another transliteration.
fn spelt_so(gazetteer: &Gazetteer, parts: &[String]) -> Option<String> {
    let form = spelling::keys(&gazetteer.patterns, parts).join(" ");
    match gazetteer.spelt.get(&form)?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// "George Bush" in 1989: the one in office that day whose first and last names these are.
fn in_office(gazetteer: &Gazetteer, parts: &[&str], day: &str) -> Option<String> {
    let (first, last) = (*parts.first()?, *parts.last()?);
    let fits = |id: &&String| {
        gazetteer.people.get(*id).is_some_and(|it| {
            let own = crate::entity::fold::atoms(&it.name);
            let same = own.first().is_some_and(|it| it == first)
                && own.last().is_some_and(|it| it == last);
            same && it.terms.iter().any(|term| term.holds(day))
        })
    };
    let mut found = gazetteer.bearers(last)?.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(name: &str, country: Option<&str>) -> Described {
        Described {
            name: name.to_owned(),
            parts: crate::entity::fold::atoms(name),
            country: country.map(|it| EntityId::new(format!("country:{it}"))),
            ..Default::default()
        }
    }

    #[test]
    fn one_person_or_two() {
        type Row<'a> = (&'a [(&'a str, Option<&'a str>)], &'a [&'a str]);
        let rows: &[Row] = &[
            (&[("Donald Trump", None), ("Donald J. Trump", Some("USA"))], &["person:donald-trump"]),
            (&[("Park Jin", None), ("Jin Park", None)], &["person:park-jin"]),
            (&[("J. Smith", None), ("John Smith", None)], &["person:j-smith"]),
            (
                &[("Ivan Novak", Some("CZE")), ("Ivan Novak", Some("SVN"))],
                &["person:ivan-novak", "person:ivan-novak-svn"],
            ),
            (
                &[("Anna Berg", None), ("Anna Bergman", None)],
                &["person:anna-berg", "person:anna-bergman"],
            ),
        ];
        let gazetteer = Gazetteer::default();
        for (names, want) in rows {
            let mut roster = Roster::default();
            for (name, country) in *names {
                roster.enter(&described(name, *country), &gazetteer);
            }
            let ids: Vec<String> = roster.ids(&gazetteer).iter().map(|it| it.to_string()).collect();
            assert_eq!(ids, *want, "{names:?}");
        }
    }

    #[test]
    fn single_names_need_one_bearer() {
        let mut roster = Roster::default();
        let gazetteer = Gazetteer::default();
        roster.enter(&described("Kim Yong-nam", Some("PRK")), &gazetteer);
        roster.enter(&described("Kim Sung-hwan", Some("KOR")), &gazetteer);
        let korea = EntityId::new("country:KOR");
        assert_eq!(roster.by_single("kim", None), None);
        assert_eq!(roster.by_single("kim", Some(&korea)), Some(1));
        assert_eq!(roster.by_single("hwan", None), Some(1));
        assert_eq!(roster.by_single("lee", None), None);
    }
}

//! What the text does not say beside the name: the office of a counterpart, the country of a person.

use crate::entity::cast::Cast;
use crate::entity::cast::Named;
use crate::entity::cast::is_country;
use crate::entity::gazetteer::Term;
use crate::entity::title::Class;
use crate::entity::title::Determiner;
use crate::model::id::EntityId;
use crate::model::reading::Office;
use std::collections::BTreeMap;

/// "his Japanese counterpart X" holds the office of the last office holder named before.
pub(crate) fn counterparts(cast: &mut Cast) {
    let mut given: Vec<(usize, Office)> = Vec::new();
    let mut model: Vec<(usize, Office)> = Vec::new();
    for (line, all) in cast.named.iter().enumerate() {
        for named in all {
            if let Some(title) =
                cast.titles_of(line, named).find(|it| it.class == Class::Counterpart)
            {
                let found = model.iter().rev().find(|(person, _)| *person != named.person);
                if let Some((_, office)) = found {
                    let of = title.of.first().cloned();
                    given.push((named.person, Office { of, ..office.clone() }));
                }
            } else if let Some(office) = office_of(cast, named.person)
                && model.last().is_none_or(|(person, _)| *person != named.person)
            {
                model.push((named.person, office));
            }
        }
    }
    let patterns = &cast.gazetteer.patterns;
    for (person, office) in given {
        if let Some(person) = cast.roster.people.get_mut(person)
            && !person.offices.iter().any(|it| patterns.same_office(&it.title, &office.title))
        {
            person.offices.push(office);
        }
    }
}

/// An office of a country, or one whose owner is still open.
fn office_of(cast: &Cast, person: usize) -> Option<Office> {
    let offices = &cast.roster.people.get(person)?.offices;
    offices.iter().find(|it| it.of.as_ref().is_none_or(is_country)).cloned()
}

/// The country of each person for whom the text gave none where the name stands.
pub(crate) fn countries(cast: &mut Cast) {
    let titled = TitledBefore::of(cast);
    let first = first_named(cast);
    let other_side = other_side(cast);
    for index in 0..cast.roster.people.len() {
        let Some(person) = cast.roster.people.get(index).filter(|it| it.country.is_none()) else {
            continue;
        };
        let place = first.get(&index).copied();
        let own = person.offices.first().filter(|it| it.of.is_none());
        let country = known_country(cast, index)
            .or_else(|| own.and_then(|it| neighbour(cast, it, index, place?)))
            .or_else(|| {
                own.and_then(|it| possessor(cast, place?).or_else(|| listed(cast, it, place?)))
            })
            .or_else(|| own.and_then(|it| titled.last_before(key(cast, &it.title), place?)))
            .or_else(|| own.and_then(|it| at_home(cast, it)))
            .or_else(|| {
                own.and_then(|it| {
                    other_side.clone().filter(|_| !has_office(cast, it, cast.home.as_ref()))
                })
            });
        if let (Some(country), Some(person)) = (country, cast.roster.people.get_mut(index)) {
            for office in person.offices.iter_mut().filter(|it| it.of.is_none()) {
                office.of = Some(country.clone());
            }
            person.country = Some(country);
        }
    }
}

fn key<'a>(cast: &Cast<'a, '_>, title: &'a str) -> &'a str {
    cast.gazetteer.patterns.office_key(title)
}

/// Line and first token.
type At = (usize, usize);

fn first_named(cast: &Cast) -> BTreeMap<usize, At> {
    let mut first = BTreeMap::new();
    for (line, all) in cast.named.iter().enumerate() {
        for named in all {
            first.entry(named.person).or_insert((line, named.first));
        }
    }
    first
}

/// What the offices table says: the office held at the time first.
fn known_country(cast: &Cast, index: usize) -> Option<EntityId> {
    let holder = cast.gazetteer.people.get(cast.roster.people.get(index)?.known.as_deref()?)?;
    let national = |it: &&Term| it.of.starts_with("country:");
    let day = cast.when.day.as_deref().unwrap_or_default();
    let now = holder.terms.iter().filter(national).find(|it| it.holds(day));
    now.or_else(|| holder.terms.iter().find(national)).map(|it| EntityId::new(it.of.clone()))
}

/// "his Japanese counterpart Komura and the government's number two Machimura": whose government, the person
/// named just before tells.
fn neighbour(cast: &Cast, office: &Office, index: usize, place: At) -> Option<EntityId> {
    if !office.title.starts_with("the government's") {
        return None;
    }
    let earlier = |it: &&Named| it.first < place.1 && it.person != index;
    let before = cast.named.get(place.0)?.iter().rfind(earlier)?;
    cast.roster.people.get(before.person)?.country.clone()
}

/// The country of the source or dateline, if it has such an office at all.
fn at_home(cast: &Cast, office: &Office) -> Option<EntityId> {
    cast.home.clone().filter(|it| has_office(cast, office, Some(it)))
}

/// Whether a country may have the office: the table has a holder of it, or nobody of that country.
fn has_office(cast: &Cast, office: &Office, country: Option<&EntityId>) -> bool {
    let Some(country) = country else { return false };
    let Some(held) = cast.gazetteer.holders.get(country.as_str()) else { return true };
    let same = |it: &str| cast.gazetteer.patterns.same_office(it, &office.title);
    let mut terms =
        held.iter().filter_map(|it| cast.gazetteer.people.get(it)).flat_map(|it| &it.terms);
    !first_rank(&office.title) || terms.any(|it| it.of == country.as_str() && same(&it.office))
}

/// The offices that the table has for every country it knows.
fn first_rank(title: &str) -> bool {
    matches!(
        title,
        "president"
            | "prime minister"
            | "foreign minister"
            | "king"
            | "queen"
            | "emperor"
            | "chancellor"
            | "foreign secretary"
            | "secretary of state"
    )
}

/// In a government's own account of a visit: the one other country that the text speaks of most.
fn other_side(cast: &Cast) -> Option<EntityId> {
    let home = cast.home.as_ref()?;
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for hit in cast.lines.iter().flat_map(|it| &it.hits) {
        if let Some(code) = cast.when.country(cast.gazetteer, hit).filter(|it| it != home.local()) {
            *times.entry(code).or_default() += 1;
        }
    }
    let total: usize = times.values().sum();
    let (code, most) = times.into_iter().max_by_key(|(_, times)| *times)?;
    (most * 2 > total).then(|| crate::entity::gazetteer::country_id(&code))
}

/// "His foreign minister, X": the country of the person named last before.
fn possessor(cast: &Cast, place: At) -> Option<EntityId> {
    let named = cast.named.get(place.0)?.iter().find(|it| it.first == place.1)?;
    let title =
        cast.titles_of(place.0, named).find(|it| it.determiner == Determiner::Possessive)?;
    if title.class == Class::Counterpart {
        return None;
    }
    let lines = (place.0.saturating_sub(2)..=place.0).rev();
    let mut before = lines.flat_map(|line| {
        cast.named.get(line).into_iter().flatten().rev().map(move |it| (line, it))
    });
    let owner = before.find(|(line, it)| {
        (*line, it.first) < (place.0, title.first) && it.person != named.person
    })?;
    cast.roster.people.get(owner.1.person)?.country.clone()
}

/// What may stand between the names of a list.
const LINKS: &[&str] = &[
    ",",
    "and",
    "included",
    "including",
    "with",
    "accompanied",
    "by",
    "together",
    "along",
    "flanked",
];

/// "Secretary of State A, national security adviser B and chief of staff C": the country of the one before
/// in a list, unless both hold the same office.
fn listed(cast: &Cast, office: &Office, place: At) -> Option<EntityId> {
    let named = cast.named.get(place.0)?;
    let at = named.iter().position(|it| it.first == place.1)?;
    let own = named.get(at)?;
    let before = named.get(at.checked_sub(1)?)?;
    let start = cast.titles_of(place.0, own).map(|it| it.first).min().unwrap_or(own.first);
    let line = cast.lines.get(place.0)?;
    let link =
        |from: usize, to: usize| to > from && (from..to).all(|it| LINKS.contains(&line.lower(it)));
    let and =
        (before.last + 1..start).any(|it| LINKS.contains(&line.lower(it)) && line.lower(it) != ",");
    let goes_on = named.get(at + 1).is_some_and(|next| {
        let start = cast.titles_of(place.0, next).map(|it| it.first).min().unwrap_or(next.first);
        link(own.last + 1, start)
    });
    let joined = link(before.last + 1, start) && (and || goes_on);
    let person = cast.roster.people.get(before.person)?;
    let rival = person
        .offices
        .iter()
        .any(|it| cast.gazetteer.patterns.same_office(&it.title, &office.title));
    person.country.clone().filter(|_| joined && !rival && !person.offices.is_empty())
}

/// Titles with a country and no name: "Foreign Minister Sergei Lavrov" after "Russia's foreign minister".
struct TitledBefore {
    by_title: BTreeMap<String, Vec<(At, EntityId)>>,
}

impl TitledBefore {
    fn of(cast: &Cast) -> Self {
        let mut by_title: BTreeMap<String, Vec<(At, EntityId)>> = BTreeMap::new();
        for (line, titles) in cast.titles.iter().enumerate() {
            for title in titles.iter().filter(|it| !it.plural && !cast.is_bound(line, it.head)) {
                if let Some(of) = title.of.first().filter(|it| is_country(it)) {
                    by_title
                        .entry(key(cast, &title.name).to_owned())
                        .or_default()
                        .push(((line, title.first), of.clone()));
                }
            }
        }
        TitledBefore { by_title }
    }

    fn last_before(&self, title: &str, place: At) -> Option<EntityId> {
        let all = self.by_title.get(title)?;
        let end = all.partition_point(|(at, _)| *at < place);
        all.get(end.checked_sub(1)?).map(|(_, of)| of.clone())
    }
}

//! What the text does not say beside the name: the office of a counterpart, the country of a person.

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::gazetteer::Term;
use crate::entity::title::Class;
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
            } else if let Some(office) = office_of(cast, named.person) {
                if model.last().is_none_or(|(person, _)| *person != named.person) {
                    model.push((named.person, office));
                }
            }
        }
    }
    for (person, office) in given {
        if let Some(person) = cast.roster.people.get_mut(person)
            && !person.offices.iter().any(|it| it.title == office.title)
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
    for index in 0..cast.roster.people.len() {
        let Some(person) = cast.roster.people.get(index).filter(|it| it.country.is_none()) else {
            continue;
        };
        let place = first.get(&index).copied();
        let own = person.offices.first().filter(|it| it.of.is_none());
        let country = known_country(cast, index)
            .or_else(|| own.and_then(|it| neighbour(cast, it, index, place?)))
            .or_else(|| own.and_then(|it| titled.last_before(&it.title, place?)))
            .or_else(|| own.and_then(|_| cast.home.clone()));
        if let (Some(country), Some(person)) = (country, cast.roster.people.get_mut(index)) {
            for office in person.offices.iter_mut().filter(|it| it.of.is_none()) {
                office.of = Some(country.clone());
            }
            person.country = Some(country);
        }
    }
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
    let before = cast
        .named
        .get(place.0)?
        .iter()
        .filter(|it| it.first < place.1 && it.person != index)
        .last()?;
    cast.roster.people.get(before.person)?.country.clone()
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
                        .entry(title.name.clone())
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

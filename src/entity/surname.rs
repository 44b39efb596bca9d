//! Surnames alone: of the people of the article, else of office holders of the day whose country the article
//! names or who stand beside another such surname.

use crate::entity::cast::Cast;
use crate::entity::cast::Named;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Line;
use crate::entity::line::Style;
use crate::entity::name::Spot;
use crate::entity::nominal;
use crate::entity::roster::Described;
use crate::entity::spelling;
use crate::entity::verb::is_one_of;
use std::collections::BTreeSet;

pub(crate) fn bind(cast: &mut Cast) {
    let countries = countries_named(cast);
    for index in 0..cast.lines.len() {
        let Some(line) = cast.lines.get(index) else { continue };
        let taken = taken(cast, line);
        let mut next = 0;
        for at in 0..line.len() {
            if at < next || taken.get(at).copied().unwrap_or(true) || !stands_alone(cast, line, at)
            {
                continue;
            }
            let key = spelling::key(&cast.gazetteer.patterns, line.lower(at));
            let known = cast.roster.by_single(&key, None);
            let Some((person, rule)) = known.map(|it| (it, "person.surname")).or_else(|| {
                holder(cast, line.lower(at), &countries).map(|it| (it, "person.surname-office"))
            }) else {
                continue;
            };
            let first = with_particles(cast, line, at, person);
            let last = with_rest(cast, line, at, person);
            next = last + 1;
            if let Some(named) = cast.named.get_mut(index) {
                named.push(Named { first, last, person, titles: Vec::new(), rule });
            }
        }
    }
}

fn taken(cast: &Cast, line: &Line) -> Vec<bool> {
    let mut taken = vec![false; line.len()];
    for named in cast.named.get(line.index).into_iter().flatten() {
        for slot in taken.iter_mut().take(named.last + 1).skip(named.first) {
            *slot = true;
        }
    }
    taken
}

/// A capitalised word that is no part of a compound or of a longer name.
fn stands_alone(cast: &Cast, line: &Line, at: usize) -> bool {
    // "Al-Assad" at the start of a sentence.
    let particle = |it: usize| cast.gazetteer.patterns.name.particle.contains(line.lower(it));
    let before = at.saturating_sub(2);
    let hyphened = at > 0 && line.is_hyphen(at - 1) && line.is_capital(before) && !particle(before)
        || line.is_hyphen(at + 1) && line.is_capital(at + 2);
    let word = line.lower(at);
    if hyphened || word.len() < 2 {
        return false;
    }
    // In capitals the name of somebody whom the article knows is told by the name alone.
    let shouted = line.style != Style::Prose
        && line.is_capital(at)
        && line.hit(at).is_none()
        && word.len() > 2;
    let known = || {
        let key = spelling::key(&cast.gazetteer.patterns, word);
        cast.roster.by_single(&key, None).is_some()
    };
    cast.names(line).is_part(at, Spot::Inside) || (shouted || namesake(cast, line, at)) && known()
}

/// "Jordan" after "Michael Jordan", in an article that says nothing else of the country.
fn namesake(cast: &Cast, line: &Line, at: usize) -> bool {
    let Some(hit) = line.hit(at).filter(|it| it.first == it.last) else { return false };
    hit.senses.iter().all(|it| match it {
        Sense::Country { code, mark: Some(Mark::Person), .. } => !cast.when.names(code),
        Sense::Person { .. } => true,
        Sense::Country { .. } | Sense::Organization { .. } | Sense::Place { .. } => false,
    }) && is_one_of(line, at + 1, line.speech)
}

/// The office holder of the day with this surname, or its only bearer, if the article names the country.
fn holder(cast: &mut Cast, part: &str, countries: &BTreeSet<String>) -> Option<usize> {
    let id = cast.holder(part, None, None).or_else(|| only_leader(cast, part))?;
    let supported =
        cast.gazetteer.people.get(&id)?.terms.iter().any(|it| countries.contains(&it.of));
    let ordinary = cast.seen.lower.contains(part) || cast.gazetteer.given.contains_key(part);
    if !supported || ordinary {
        return None;
    }
    let mut described = Described { name: part.to_owned(), ..Default::default() };
    cast.introduce(&mut described, id);
    Some(cast.roster.enter(&described, cast.gazetteer))
}

/// The only one of that surname who ever led a state: whoever is named so bare was or will be known to all.
fn only_leader(cast: &Cast, part: &str) -> Option<String> {
    let bearers = cast.gazetteer.bearers(part)?;
    let mut bearers = bearers.iter();
    let only = bearers.next().filter(|_| bearers.next().is_none())?;
    let terms = &cast.gazetteer.people.get(only)?.terms;
    terms.iter().any(|it| nominal::is_first(&it.office)).then(|| only.clone())
}

/// Ids of the countries that the article names in any way.
fn countries_named(cast: &Cast) -> BTreeSet<String> {
    let hits = cast.lines.iter().flat_map(|it| &it.hits);
    let senses = hits.flat_map(|it| &it.senses);
    senses
        .filter_map(|it| match it {
            Sense::Country { code, .. } => Some(format!("country:{code}")),
            Sense::Organization { id, .. } => Some(format!("org:{id}")),
            Sense::Person { .. } | Sense::Place { .. } => None,
        })
        .collect()
}

/// "Malcolm Fraser" again: the parts of the name that follow its first.
fn with_rest(cast: &Cast, line: &Line, at: usize, person: usize) -> usize {
    let parts: &[String] = cast.roster.people.get(person).map_or(&[], |it| &it.parts);
    let mut last = at;
    loop {
        let next = if line.is_hyphen(last + 1) { last + 2 } else { last + 1 };
        if !line.is_capital(next) || !parts.iter().any(|it| it == line.lower(next)) {
            return last;
        }
        last = next;
    }
}

/// "al-Assad", "de Villepin": the particle before a surname belongs to it if it is part of the full name.
fn with_particles(cast: &Cast, line: &Line, at: usize, person: usize) -> usize {
    let particle = &cast.gazetteer.patterns.name.particle;
    let parts: &[String] = cast.roster.people.get(person).map_or(&[], |it| &it.parts);
    let mut first = at;
    while first > 0 {
        let before = if first >= 2 && line.is_hyphen(first - 1) { first - 2 } else { first - 1 };
        let word = line.lower(before);
        if !particle.contains(word) || !parts.iter().any(|it| it == word) {
            break;
        }
        first = before;
    }
    first
}

//! Pairs and groups: "the two leaders", "both sides", "the two nations", "both".

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::coref::Antecedent;
use crate::entity::coref::Trail;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::patterns::singular;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;

/// Binds a pair that starts at `at`; gives the token after it.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    index: usize,
    at: usize,
) -> Option<usize> {
    let line = cast.lines.get(index)?;
    let group = &cast.gazetteer.patterns.group;
    let noun = noun_after(line, at)?;
    let word = singular(line.lower(noun));
    if line.lower(noun) == word && !matches!(word.as_str(), "pair" | "duo" | "two") {
        return None;
    }
    let people = group.leader.contains(&word) || matches!(word.as_str(), "pair" | "duo" | "two");
    let countries = group.country.contains(&word);
    let found = match (people, countries) {
        (true, _) => two_people(ledger, trail, index)
            .or_else(|| countries.then(|| two_countries(ledger, trail, index)).flatten()),
        (false, true) => two_countries(ledger, trail, index),
        (false, false) => return None,
    };
    match found {
        Some(entities) => {
            let rule = if people { "pair.people" } else { "pair.countries" };
            ledger.note(line, (at, noun), entities, Form::Nominal, rule);
        }
        None => ledger.open(line, at, noun, "unresolved_pair"),
    }
    Some(noun + 1)
}

/// The noun of "the two (foreign) ministers", "both sides", "the two".
fn noun_after(line: &Line, at: usize) -> Option<usize> {
    let start = match (line.lower(at), line.lower(at + 1)) {
        ("the" | "their", "two" | "pair" | "duo") => at + 2,
        ("both", "of") => return None,
        ("both" | "the", _) if line.lower(at) == "both" => at + 1,
        _ => return None,
    };
    if matches!(line.lower(at + 1), "pair" | "duo") {
        return Some(at + 1);
    }
    (start..start + 3).find(|it| {
        let word = line.lower(*it);
        let noun = singular(word);
        line.shape(*it) == crate::entity::line::Shape::Lower && noun != word || noun == "men"
    })
}

/// The last two people who were mentioned, if the lines just before name no third.
pub(crate) fn two_people(_ledger: &Ledger, trail: &Trail, index: usize) -> Option<Vec<EntityId>> {
    for back in 0..=3 {
        let found = distinct(trail.recent(index, back.min(index)), |it| {
            it.entities.iter().filter(|id| id.kind() == Some(Kind::Person)).cloned().collect()
        });
        match found.len() {
            0 | 1 => {}
            2 => return Some(found),
            _ => return None,
        }
    }
    None
}

/// The last two countries that acted or whose people did; else the two of the first lines.
pub(crate) fn two_countries(ledger: &Ledger, trail: &Trail, index: usize) -> Option<Vec<EntityId>> {
    let of = |it: &Antecedent| -> Vec<EntityId> {
        let country = |id: &EntityId| match id.kind() {
            Some(Kind::Country) => Some(id.clone()).filter(|_| !it.as_place),
            Some(Kind::Person) => ledger.entity(id).and_then(|it| it.country.clone()),
            _ => None,
        };
        it.entities.iter().filter_map(country).filter(is_country).collect()
    };
    for back in 0..=3 {
        let found = distinct(trail.recent(index, back.min(index)), of);
        match found.len() {
            0 | 1 => {}
            2 => return Some(found),
            _ => break,
        }
    }
    let opening = distinct(trail.seen.iter().take_while(|it| it.line <= 1), of);
    (opening.len() == 2).then_some(opening)
}

fn distinct<'a>(
    mentions: impl Iterator<Item = &'a Antecedent>,
    of: impl Fn(&Antecedent) -> Vec<EntityId>,
) -> Vec<EntityId> {
    let mut found = Vec::new();
    for mention in mentions {
        for id in of(mention) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found.sort();
    found
}

//! Pairs and groups: "the two leaders", "both sides", "the two nations", "both".

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::coref::Antecedent;
use crate::entity::coref::Stands;
use crate::entity::coref::Trail;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::patterns::singular;
use crate::entity::rejected::Rejections;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// Lines that a pair may look back.
const BACK: usize = 3;

/// Binds a pair that starts at `at`; gives the token after it.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, at) = at;
    let group = &cast.gazetteer.patterns.group;
    if alone(line, at) {
        let found = last_group(ledger, trail, line);
        return finish((ledger, trail), line, (at, at), found.map(|it| (it, "pair.both")));
    }
    let noun = noun_after(line, at)?;
    let word = singular(line.lower(noun));
    let people = group.leader.contains(&word) || matches!(word.as_str(), "pair" | "duo" | "two");
    if people {
        let found = two_people(ledger, trail, line.index, &word);
        return finish((ledger, trail), line, (at, noun), found.map(|it| (it, "pair.people")));
    }
    if !group.country.contains(&word) {
        return None;
    }
    let found = two_countries(ledger, trail, line.index);
    finish((ledger, trail), line, (at, noun), found.map(|it| (it, "pair.countries")))
}

fn finish(
    by: (&mut Ledger, &Trail),
    line: &Line,
    at: (usize, usize),
    found: Option<(Vec<EntityId>, &'static str)>,
) -> Option<usize> {
    let (ledger, trail) = by;
    let why = others(trail, line, found.as_ref().map(|(all, _)| all.as_slice()));
    match found {
        Some((entities, rule)) => {
            ledger.note(line, at, Bound::new(entities, Form::Nominal, rule).rejecting(why));
        }
        None => ledger.open(line, at, "unresolved_pair", why),
    }
    Some(at.1 + 1)
}

/// Who else is mentioned near: those of another kind than the pair, and those farther off.
fn others(trail: &Trail, line: &Line, found: Option<&[EntityId]>) -> Rejections {
    let mut why = Rejections::default();
    let kind = found.and_then(|it| it.first()).and_then(EntityId::kind);
    for antecedent in trail.recent(line.index, BACK.min(line.index)) {
        for id in &antecedent.entities {
            let reason = match kind {
                None => "no two alone",
                Some(_) if antecedent.stands == Stands::Place => "only a place",
                Some(kind) if id.kind() != Some(kind) => "of another kind",
                Some(_) => "farther off",
            };
            why.add(id.as_str(), reason);
        }
    }
    why
}

/// "Both declined": no noun after it, no "both A and B", no "both of".
fn alone(line: &Line, at: usize) -> bool {
    if line.lower(at) != "both" {
        return false;
    }
    let follows = |it: Upos| line.upos(at + 1) == it;
    let verb =
        follows(Upos::Verb) || follows(Upos::Aux) || follows(Upos::Punct) || follows(Upos::Adv);
    verb && line.hit(at + 1).is_none() && !line.is_capital(at + 1)
}

/// The noun of "the two (foreign) ministers", "both sides", "the pair".
fn noun_after(line: &Line, at: usize) -> Option<usize> {
    let start = match (line.lower(at), line.lower(at + 1)) {
        ("the" | "their", "pair" | "duo") => return Some(at + 1),
        ("the", "sides") if line.upos(at + 2) != Upos::Adp => return Some(at + 1),
        ("the" | "their", "two") => at + 2,
        ("both", "of") => return None,
        ("both", _) => at + 1,
        _ => return None,
    };
    let named = |it: &usize| line.hit(*it).is_none() && line.shape(*it) == Shape::Lower;
    let words = (start..start + 3).take_while(named);
    let mut plural = words.filter(|it| singular(line.lower(*it)) != line.lower(*it));
    match plural.next() {
        Some(noun) => Some(noun),
        // "The two had discussed the programme."
        // "a talk between the two, at which ministers joined them"
        None if line.lower(at + 1) == "two"
            && (matches!(line.upos(start), Upos::Verb | Upos::Aux)
                || is_between(line, at) && line.upos(start) == Upos::Punct) =>
        {
            Some(at + 1)
        }
        None => None,
    }
}

fn is_between(line: &Line, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|it| line.lower(it) == "between")
}

/// The last two people who were mentioned, if the lines just before name no third. Ministers, presidents and
/// the like must hold such an office as far as the article tells.
fn two_people(ledger: &Ledger, trail: &Trail, index: usize, noun: &str) -> Option<Vec<EntityId>> {
    let office = !matches!(noun, "man" | "pair" | "duo" | "two" | "politician" | "ally");
    let of = |it: &Antecedent| -> Vec<EntityId> {
        let fits = |id: &&EntityId| {
            id.kind() == Some(Kind::Person)
                && (!office
                    || ledger
                        .entity(id)
                        .is_some_and(|it| !it.offices.is_empty() || it.country.is_some()))
        };
        it.entities.iter().filter(fits).cloned().collect()
    };
    (0..=BACK)
        .map(|back| distinct(trail.recent(index, back.min(index)), of))
        .find(|it| it.len() >= 2)
        .filter(|it| it.len() == 2)
}

/// The last two countries that acted or whose people did, then any two; else the two of the first lines.
fn two_countries(ledger: &Ledger, trail: &Trail, index: usize) -> Option<Vec<EntityId>> {
    for places in [false, true] {
        let of = |it: &Antecedent| -> Vec<EntityId> {
            let country = |id: &EntityId| match id.kind() {
                Some(Kind::Country) => {
                    Some(id.clone()).filter(|_| places || it.stands != Stands::Place)
                }
                // The secretary-general of a body acts for no country.
                Some(Kind::Person) => ledger
                    .entity(id)
                    .filter(|it| {
                        it.offices.first().and_then(|it| it.of.as_ref()).is_none_or(is_country)
                    })
                    .and_then(|it| it.country.clone()),
                _ => None,
            };
            it.entities.iter().filter_map(country).filter(is_country).collect()
        };
        let near = (0..=BACK)
            .map(|back| distinct(trail.recent(index, back.min(index)), of))
            .find(|it| it.len() >= 2);
        let opening = || distinct(trail.seen.iter().take_while(|it| it.line <= 1), of);
        let found =
            near.filter(|it| it.len() == 2).or_else(|| Some(opening()).filter(|it| it.len() == 2));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// "Both": the pair last mentioned as one, else two people, else two countries.
fn last_group(ledger: &Ledger, trail: &Trail, line: &Line) -> Option<Vec<EntityId>> {
    let group = trail
        .recent(line.index, 1.min(line.index))
        .find(|it| it.entities.len() == 2)
        .map(|it| it.entities.clone());
    group
        .or_else(|| two_people(ledger, trail, line.index, "two"))
        .or_else(|| two_countries(ledger, trail, line.index))
}

fn distinct<'a>(
    mentions: impl Iterator<Item = &'a Antecedent>,
    of: impl Fn(&Antecedent) -> Vec<EntityId>,
) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = mentions.flat_map(of).collect();
    found.sort();
    found.dedup();
    found
}

//! Bodies of a state that a text names by their seat or not at all: "a court in Istanbul", "Lagos police", "the court".
//! They are the country itself. Nothing is bound where the sentence names a country that they could be set against.

use crate::entity::acting;
use crate::entity::cast::Cast;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// Most words before the noun: "the Federal High Court", "riot police".
const WORDS: usize = 4;

/// Binds the body whose noun stands at `at`; gives the token after it.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, at) = at;
    let last = noun(cast, line, at)?;
    if ledger.is_taken(line.index, at, last) || !acting::acts(line, last) {
        return None;
    }
    let (first, seat) = before(cast, line, at)?;
    if ledger.is_taken(line.index, first, last) && seat.is_none() {
        return None;
    }
    let code = seat
        .or_else(|| acting::country_behind(cast, ledger, line, last))
        .or_else(|| told_before(cast, ledger, trail, line))?;
    let bound = Bound::new(vec![country_id(&code)], Form::Nominal, "country.body");
    ledger.note(line, (first, last), bound);
    Some(last + 1)
}

/// The last token of the body: "court", "security forces"; not "court case", "police-led".
fn noun(cast: &Cast, line: &Line, at: usize) -> Option<usize> {
    let words = &cast.gazetteer.patterns.group;
    let last = match words.arm.contains(line.lower(at)) && words.band.contains(line.lower(at + 1)) {
        true => at + 1,
        false => words.alone.contains(line.lower(at)).then_some(at)?,
    };
    let goes_on = matches!(line.upos(last + 1), Upos::Noun | Upos::Propn | Upos::Verb)
        && line.sentence.tokens.get(last + 1).is_some_and(|it| it.label.is("compound"))
        || matches!(line.upos(last + 1), Upos::Noun | Upos::Propn)
            && line.shape(last + 1) != Shape::Mark;
    (!goes_on && !line.is_hyphen(last + 1) && !line.is_possessive(last + 1)).then_some(last)
}

/// The first token, and the country of a seat among the words before: "a Moscow court". Nothing if somebody is named
/// whose body it is.
fn before(cast: &Cast, line: &Line, noun: usize) -> Option<(usize, Option<String>)> {
    let mut first = noun;
    let mut seat = None;
    while first > 0 && noun - first < WORDS {
        let at = first - 1;
        if let Some(hit) = line.hit_ending(at) {
            seat = hit.senses.iter().find_map(|it| match it {
                Sense::Place { id } => {
                    acting::country_of(cast, &EntityId::new(format!("place:{id}")))
                }
                Sense::Country { .. } | Sense::Organization { .. } | Sense::Person { .. } => None,
            });
            seat.as_ref()?;
            first = hit.first;
            break;
        }
        if line.is_possessive(at) || line.is_hyphen(at) {
            return None;
        }
        let describes = matches!(line.upos(at), Upos::Adj | Upos::Noun | Upos::Propn)
            && line.shape(at) != Shape::Mark;
        if !describes {
            break;
        }
        first = at;
    }
    let owned = first > 0 && line.upos(first - 1) == Upos::Pron
        || line.is_possessive(first.wrapping_sub(1));
    if owned {
        return None;
    }
    Some((first - usize::from(matches!(line.before(first, 1), "the" | "a" | "an")), seat))
}

/// The only country of what was told before, where this sentence sets none against the body.
fn told_before(cast: &Cast, ledger: &Ledger, trail: &Trail, line: &Line) -> Option<String> {
    let sides = |id: &EntityId| match id.kind() {
        Some(Kind::Country) => true,
        Some(Kind::Place) => false,
        _ => ledger.entity(id).is_some_and(|it| it.country.is_some()),
    };
    let own = ledger.of_line(line.index).iter().filter(|it| !it.as_place);
    if own.flat_map(|it| &it.entities).any(sides) {
        return None;
    }
    acting::only_country(cast, ledger, trail, line)
}

//! "in the Austrian capital": a place that is told by its country.

use crate::entity::cast::Cast;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::ledger::Noted;
use crate::entity::line::Line;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// Prepositions behind which a capital is a place and no government.
const PLACED: &[&str] = &["in", "at", "from", "to", "near", "outside", "into", "around", "through"];
/// Words of the country's adjective.
const ADJECTIVE: usize = 3;

/// Binds the capital whose "the" stands at `at`; gives the token after it.
pub(crate) fn resolve(cast: &Cast, ledger: &mut Ledger, at: (&Line, usize)) -> Option<usize> {
    let (line, at) = at;
    let placed = at.checked_sub(1).is_some_and(|it| PLACED.contains(&line.lower(it)));
    if line.lower(at) != "the" || !placed {
        return None;
    }
    let noun = (at + 2..at + 2 + ADJECTIVE).find(|it| line.lower(*it) == "capital")?;
    if matches!(line.upos(noun + 1), Upos::Noun | Upos::Propn) {
        return None;
    }
    let adjective = |it: &&Noted| it.first == at + 1 && it.last == noun - 1;
    let noted = ledger.of_line(line.index).iter().find(adjective)?;
    let country = noted.entities.first().filter(|it| it.kind() == Some(Kind::Country))?;
    let id = seat(cast, country.local())?;
    let bound = Bound::new(vec![id], Form::Nominal, "place.capital");
    ledger.note(line, (at, noun), Bound { as_place: true, ..bound });
    Some(noun + 1)
}

/// The place that is the capital of a country.
fn seat(cast: &Cast, code: &str) -> Option<EntityId> {
    let capital = cast.gazetteer.country(code).map(|it| it.capital.as_str())?;
    let mut places = cast.gazetteer.places.iter();
    let (id, _) = places.find(|it| it.1.country == code && it.1.name == capital)?;
    Some(EntityId::new(format!("place:{id}")))
}

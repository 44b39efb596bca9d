//! What groups and bodies without a name of their own share: whether they take part in what happens, and which
//! country is theirs.

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::country_id;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// So many lines back they may find their country.
const BACK: usize = 2;

/// Whether the noun is the subject or object of a verb, its agent, or stands behind a preposition that tells of
/// somebody with whom or to whom it is done.
pub(crate) fn acts(line: &Line, noun: usize) -> bool {
    let tokens = &line.sentence.tokens;
    let mut at = noun;
    for _ in 0..4 {
        let Some(token) = tokens.get(at) else { return false };
        let label = token.label;
        if ["nsubj", "obj", "iobj", "obl:agent"].iter().any(|it| label.is(it)) {
            return true;
        }
        if label.is("obl") || label.is("nmod") {
            let before = (0..at).rev().take(6).map(|it| line.lower(it));
            let mut before = before.filter(|it| PREPOSITIONS.contains(it));
            let with = before.next();
            return with
                .is_some_and(|it| ACTING.contains(&it) || label.is("obl") && AIMED.contains(&it));
        }
        match token.head.filter(|_| label.is("conj") || label.is("appos")) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// Whether something is done to the noun: "freed prisoners", "refugees were expelled", "fired at farmers".
pub(crate) fn suffers(line: &Line, noun: usize) -> bool {
    let tokens = &line.sentence.tokens;
    let conjunct =
        |it: usize| tokens.get(it).filter(|it| it.label.is("conj")).and_then(|it| it.head);
    let at = conjunct(noun).unwrap_or(noun);
    let Some(token) = tokens.get(at) else { return false };
    match token.label.base() {
        "obj" | "nsubj:pass" => true,
        "obl" => {
            let mut before = (0..at).rev().take(6).map(|it| line.lower(it));
            let with = before.find(|it| PREPOSITIONS.contains(it));
            with.is_some_and(|it| it == "against" || AIMED.contains(&it))
        }
        _ => false,
    }
}

const PREPOSITIONS: &[&str] =
    &["with", "between", "against", "by", "to", "of", "in", "from", "for", "on", "among", "at"];

const ACTING: &[&str] = &["with", "between", "against", "by"];

/// Of a verb: "fired at protesters", "imposed a curfew on".
const AIMED: &[&str] = &["at", "on"];

/// "rebels in Syria", "the opposition of Besketh", "separatists in eastern Ukraine", "a court in Istanbul".
pub(crate) fn country_behind(
    cast: &Cast,
    ledger: &Ledger,
    line: &Line,
    last: usize,
) -> Option<String> {
    if !matches!(line.lower(last + 1), "in" | "of" | "from") {
        return None;
    }
    let side = |it: usize| line.lower(it) == "the" || line.upos(it) == Upos::Adj;
    let hit = (last + 2..last + 5)
        .take_while(|it| *it == last + 2 || side(it - 1))
        .find_map(|it| line.hit_starting(it))?;
    let place = ledger.of_line(line.index).iter().find(|it| it.last == hit.last)?;
    country_of(cast, place.entities.first()?)
}

/// The code of a country, or of that in which a place lies.
pub(crate) fn country_of(cast: &Cast, id: &EntityId) -> Option<String> {
    match id.kind()? {
        Kind::Country => Some(id.local().to_owned()),
        Kind::Place => cast.gazetteer.place(id.local()).map(|it| it.country.clone()),
        Kind::Person | Kind::Organization | Kind::Dispute | Kind::Agreement => None,
    }
    .filter(|it| !it.is_empty())
}

/// The only country that the sentence and those just before have to do with.
pub(crate) fn only_country(
    cast: &Cast,
    ledger: &Ledger,
    trail: &Trail,
    line: &Line,
) -> Option<String> {
    let own = ledger.of_line(line.index).iter().flat_map(|it| &it.entities);
    let near = trail.recent(line.index, BACK.min(line.index)).flat_map(|it| &it.entities);
    let country = |id: &EntityId| match id.kind() {
        Some(Kind::Place | Kind::Country) => country_of(cast, id).map(|it| country_id(&it)),
        _ => ledger.entity(id).and_then(|it| it.country.clone()),
    };
    let mut found: Vec<EntityId> = own.chain(near).filter_map(country).filter(is_country).collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [one] => Some(one.local().to_owned()),
        _ => None,
    }
}

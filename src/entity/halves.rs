//! Halves of divided countries: "North and South Korea", "the North" where the article names it in full.

use crate::entity::cast::Cast;
use crate::entity::gazetteer::country_id;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::rejected::Rejections;
use crate::model::code::Form;

/// Notes the halves of a line.
pub(crate) fn note(cast: &Cast, ledger: &mut Ledger, line: &Line) {
    for at in 0..line.len() {
        let Some(other) =
            opposite(line.lower(at)).filter(|_| line.is_capital(at) && line.hit(at).is_none())
        else {
            continue;
        };
        if let Some(code) = coordinated(cast, line, at, other) {
            let bound = Bound::new(vec![country_id(&code)], Form::Name, "country.half-of-pair");
            ledger.note(line, (at, at), bound.rejecting(direction(line, at)));
        } else if let Some(code) = named_before(cast, line, at, other) {
            let bound = Bound::new(vec![country_id(&code)], Form::Nominal, "country.half");
            ledger.note(line, (at - 1, at), bound.rejecting(direction(line, at)));
        }
    }
}

fn direction(line: &Line, at: usize) -> Rejections {
    let mut why = Rejections::default();
    why.add(&format!("the direction {}", line.lower(at)), "the article names a divided country");
    why
}

fn opposite(word: &str) -> Option<&'static str> {
    Some(match word {
        "north" => "South",
        "south" => "North",
        "east" => "West",
        "west" => "East",
        _ => return None,
    })
}

/// "North and South Korea", "East and West German".
fn coordinated(cast: &Cast, line: &Line, at: usize, other: &str) -> Option<String> {
    if !matches!(line.lower(at + 1), "and" | "or") {
        return None;
    }
    let hit = line.hit_starting(at + 2).filter(|it| it.last > it.first)?;
    if line.text(hit.first) != other {
        return None;
    }
    let name = format!("{} {}", line.text(at), line.written(hit.first + 1, hit.last));
    cast.gazetteer.countries_named(&name).first().map(|it| it.code.clone())
}

/// "the North" where the article speaks of North Korea or South Korea, and of no other pair.
fn named_before(cast: &Cast, line: &Line, at: usize, other: &str) -> Option<String> {
    let alone = line.before(at, 1) == "the"
        && !line.is_capital(at + 1)
        && !line.is_hyphen(at + 1)
        && line.lower(at + 1) != "of";
    if !alone {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    for country in cast.when.certain().filter_map(|it| cast.gazetteer.country(it)) {
        let (half, rest) = country.name.split_once(' ').unwrap_or_default();
        let own = line.text(at);
        if half != own && half != other {
            continue;
        }
        let code = |half: &str| {
            cast.gazetteer
                .countries_named(&format!("{half} {rest}"))
                .first()
                .map(|it| it.code.clone())
        };
        if let (Some(code), Some(_)) = (code(own), code(other))
            && !found.contains(&code)
        {
            found.push(code);
        }
    }
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

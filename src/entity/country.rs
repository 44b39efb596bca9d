//! Countries, organizations and places named in a line: which sense a gazetteer name has, and whether a
//! seat of government speaks or is only where something happens.

use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::organization_id;
use crate::entity::gazetteer::place_id;
use crate::entity::ledger::Bound;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::line::Style;
use crate::entity::place::Stand;
use crate::entity::place::stand;
use crate::entity::when::When;
use crate::model::code::Form;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::text::parsed::Upos;

/// The meaning of a gazetteer name here; none where it is a word, or part of something else.
pub(crate) fn meant(line: &Line, hit: &Hit, gazetteer: &Gazetteer, when: &When) -> Option<Bound> {
    if inside_name(line, hit, gazetteer) {
        return None;
    }
    let kind = country_kind(hit, gazetteer, when);
    if let Some((code, kind, mark)) = kind {
        if kind == NameKind::Demonym && !people(line, hit) {
            return None;
        }
        if let Some(seated) = seated(line, hit, gazetteer, when) {
            return Some(seated);
        }
        return country(line, hit, gazetteer, &Named { code, kind, mark });
    }
    organization(hit).or_else(|| place(line, hit, gazetteer))
}

/// "University College London", "Moscow Mechanism": a city in a name that no table knows.
fn inside_name(line: &Line, hit: &Hit, gazetteer: &Gazetteer) -> bool {
    let city = hit.senses.iter().all(|it| {
        matches!(it, Sense::Place { .. } | Sense::Country { kind: NameKind::Capital, .. })
    });
    let prose = line.style == Style::Prose;
    let body = |at: usize| {
        let word = line.lower(at);
        line.is_capital(at)
            && (gazetteer.patterns.title.institution.contains(word)
                || gazetteer.patterns.name.never.contains(word))
    };
    let before = hit
        .first
        .checked_sub(1)
        .is_some_and(|it| body(it) && it > 0 && line.upos(it) == Upos::Propn);
    let after = hit.last + 1;
    let matter = gazetteer.patterns.place.matter.contains(line.lower(after));
    let named = !matter
        && line.shape(after) == Shape::Capital
        && line.upos(after) == Upos::Propn
        && line.hit(after).is_none();
    let month = MONTHS_AND_DAYS.iter().any(|it| line.lower(after).starts_with(it));
    city && prose && (before || named && !month)
}

/// What may follow a city without being part of a name: "Moscow Tuesday".
const MONTHS_AND_DAYS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon",
    "tue", "wed", "thu", "fri", "sat", "sun",
];

struct Named {
    code: String,
    kind: NameKind,
    mark: Option<Mark>,
}

/// The country of a hit with the kind of its name; the adjective before the demonym, the name before the capital.
fn country_kind(
    hit: &Hit,
    gazetteer: &Gazetteer,
    when: &When,
) -> Option<(String, NameKind, Option<Mark>)> {
    let code = when.country(gazetteer, hit)?;
    let kinds = hit.senses.iter().filter_map(|it| match it {
        Sense::Country { code: other, kind, mark } if *other == code => Some((*kind, *mark)),
        Sense::Country { .. }
        | Sense::Organization { .. }
        | Sense::Person { .. }
        | Sense::Place { .. } => None,
    });
    kinds.min().map(|(kind, mark)| (code, kind, mark))
}

fn country(line: &Line, hit: &Hit, gazetteer: &Gazetteer, named: &Named) -> Option<Bound> {
    let stand = stand(line, hit, &gazetteer.patterns);
    let id = country_id(&named.code);
    let meant = |form, as_place, rule: &str| {
        Some(Bound { as_place, ..Bound::new(vec![id.clone()], form, rule) })
    };
    match named.kind {
        NameKind::Adjective | NameKind::Demonym => meant(Form::Name, false, "country.adjective"),
        NameKind::Name | NameKind::Abbreviation => {
            if named.mark == Some(Mark::Word) && !line.is_capital(hit.first) {
                return None;
            }
            meant(
                Form::Name,
                stand.is_place(),
                if stand.is_place() { "country.place" } else { "country.name" },
            )
        }
        NameKind::Capital | NameKind::Metonym => match stand {
            Stand::Place(rule) => {
                let entity = seat(hit, gazetteer, named)?;
                let rule = format!("place.{rule}");
                Some(Bound { as_place: true, ..Bound::new(vec![entity], Form::Name, &rule) })
            }
            Stand::Government(rule) => meant(Form::Metonym, false, &format!("metonym.{rule}")),
        },
    }
}

/// The place that a capital or palace is.
fn seat(hit: &Hit, gazetteer: &Gazetteer, named: &Named) -> Option<EntityId> {
    if let Some(place) = own_place(hit, gazetteer, &named.code) {
        return Some(place);
    }
    let country = gazetteer.country(&named.code)?;
    match named.kind {
        NameKind::Capital => {
            let local = format!("{}-{}", slug(&country.capital), country.iso2.to_lowercase());
            Some(place_id(&local))
        }
        NameKind::Name
        | NameKind::Abbreviation
        | NameKind::Adjective
        | NameKind::Demonym
        | NameKind::Metonym => Some(country_id(&named.code)),
    }
}

/// Of several places of one name that of the country meant, else the first.
fn own_place(hit: &Hit, gazetteer: &Gazetteer, code: &str) -> Option<EntityId> {
    let places: Vec<&String> = hit
        .senses
        .iter()
        .filter_map(|it| match it {
            Sense::Place { id } => Some(id),
            Sense::Country { .. } | Sense::Organization { .. } | Sense::Person { .. } => None,
        })
        .collect();
    let own =
        places.iter().find(|it| gazetteer.place(it).is_some_and(|place| place.country == code));
    own.or(places.first()).map(|it| place_id(it))
}

/// "Brussels" that speaks is the union there rather than Belgium, unless the article is about Belgium.
fn seated(line: &Line, hit: &Hit, gazetteer: &Gazetteer, when: &When) -> Option<Bound> {
    let speaks = !stand(line, hit, &gazetteer.patterns).is_place();
    let code = when.country(gazetteer, hit)?;
    let organization = organization(hit).filter(|_| speaks && !when.names(&code))?;
    Some(Bound { rule: "metonym.organization".to_owned(), ..organization })
}

fn organization(hit: &Hit) -> Option<Bound> {
    hit.senses.iter().find_map(|it| match it {
        Sense::Organization { id, metonym } => {
            let form = if *metonym { Form::Metonym } else { Form::Name };
            Some(Bound::new(vec![organization_id(id)], form, "organization.name"))
        }
        Sense::Country { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
    })
}

/// A town or region. One that may be a person or a word needs a preposition of place or a comma and country.
fn place(line: &Line, hit: &Hit, gazetteer: &Gazetteer) -> Option<Bound> {
    let entity = own_place(hit, gazetteer, "")?;
    let marked = gazetteer.place(entity.local()).is_some_and(|it| it.mark.is_some());
    let stand = stand(line, hit, &gazetteer.patterns);
    if marked && !stand.is_place() {
        return None;
    }
    Some(Bound { as_place: true, ..Bound::new(vec![entity], Form::Name, "place.name") })
}

/// "the Russians", "Japanese and Koreans": people, not "a Russian", not the language.
fn people(line: &Line, hit: &Hit) -> bool {
    !matches!(line.before(hit.first, 1), "a" | "an" | "another" | "one" | "in" | "speaks" | "spoke")
}

//! Titles without a name: "the Japanese foreign minister", "the president", "his counterpart".

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::cast::same_office;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::Term;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::mention::Entity;
use crate::entity::roster::Person;
use crate::entity::title::Class;
use crate::entity::title::Tenure;
use crate::entity::title::Title;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Office;

/// Binds the title whose noun stands at `at`; gives the token after it if there was one.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    index: usize,
    at: usize,
) -> Option<usize> {
    let line = cast.lines.get(index)?;
    let title = cast.titles.get(index)?.iter().find(|it| it.head == at)?;
    let named = cast.named.iter().any(|it| {
        it.line == index
            && it.title.and_then(|t| cast.titles.get(index)?.get(t)).is_some_and(|it| it.head == at)
    });
    if named
        || title.indefinite
        || title.tenure != Tenure::Current
        || ledger.is_taken(index, at, at)
    {
        return None;
    }
    let first = title.first;
    let found = match title.class {
        Class::Counterpart => counterpart(cast, ledger, trail, line, title),
        Class::Office if title.plural => return plural(cast, ledger, line, title),
        Class::Office => office(cast, ledger, trail, line, title),
        Class::Role | Class::Honorific => return None,
    };
    match found {
        Some((entity, rule)) => {
            ledger.note(line, (first, title.last), vec![entity], Form::Nominal, rule);
            Some(title.last + 1)
        }
        None => {
            if title.definite {
                ledger.open(line, first, title.last, "unresolved_title");
            }
            None
        }
    }
}

type Found = Option<(EntityId, &'static str)>;

fn office(cast: &Cast, ledger: &mut Ledger, trail: &Trail, line: &Line, title: &Title) -> Found {
    match title.of.first() {
        Some(of) => of_country(cast, ledger, line, title, of),
        None if title.definite && title.possessor.is_none() => {
            bare(cast, ledger, trail, line, title)
        }
        None => None,
    }
}

/// "Russia's foreign minister": the person of the article with that office, else the holder at the time by
/// the table, else the country for which the office acts.
fn of_country(
    cast: &Cast,
    ledger: &mut Ledger,
    line: &Line,
    title: &Title,
    of: &EntityId,
) -> Found {
    let as_of = cast.when.as_of(line, title.tenure);
    let holds = |it: &Person| {
        it.offices.iter().any(|office| {
            office.of.as_ref() == Some(of)
                && same_office(&office.title, &title.name)
                && current(office, as_of.as_deref())
        })
    };
    let people: Vec<usize> = (0..cast.roster.people.len())
        .filter(|it| cast.roster.people.get(*it).is_some_and(holds))
        .collect();
    if let [one] = people.as_slice() {
        return ledger.id_of(*one).cloned().map(|it| (it, "nominal.office-country"));
    }
    if people.is_empty()
        && let Some(id) = by_table(cast, ledger, title, of, as_of)
    {
        return Some((id, "nominal.office-table"));
    }
    let person_like = !title.name.contains("spokes") || people.is_empty();
    (is_country(of) && person_like && acts_for_country(title))
        .then(|| (of.clone(), "nominal.office-open"))
}

/// Offices whose holder acts for the country even where nobody is named.
fn acts_for_country(title: &Title) -> bool {
    [
        "president",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emperor",
        "sultan",
        "emir",
        "leader",
        "secretary",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "prince",
        "representative",
        "chief",
        "negotiator",
    ]
    .iter()
    .any(|it| title.name.split(' ').any(|word| word == *it))
}

/// A person of the article may hold an office today that was somebody else's in the year of the clause.
fn current(office: &Office, as_of: Option<&str>) -> bool {
    match (office.as_of.as_deref(), as_of) {
        (Some(a), Some(b)) => a.get(..4) == b.get(..4),
        _ => true,
    }
}

fn by_table(
    cast: &Cast,
    ledger: &mut Ledger,
    title: &Title,
    of: &EntityId,
    as_of: Option<String>,
) -> Option<EntityId> {
    let when = as_of.clone()?;
    let fits =
        |term: &Term| term.of == of.as_str() && term.office == title.name && term.holds(&when);
    let mut holders = cast.gazetteer.people.iter().filter(|(_, it)| it.terms.iter().any(fits));
    let (local, holder) = holders.next()?;
    if holders.next().is_some() {
        return None;
    }
    let id = EntityId::new(format!("person:{local}"));
    ledger.make(Entity {
        id: id.clone(),
        kind: Kind::Person,
        name: holder.name.clone(),
        country: Some(of.clone()).filter(is_country),
        offices: vec![Office {
            title: title.name.clone(),
            of: Some(of.clone()),
            from: None,
            to: None,
            as_of,
        }],
    });
    Some(id)
}

/// "the minister": the last mentioned holder of such an office, if the lines before name one only.
fn bare(cast: &Cast, ledger: &Ledger, trail: &Trail, line: &Line, title: &Title) -> Found {
    for back in [1, 3, 8, usize::MAX] {
        let mut found: Vec<&EntityId> = Vec::new();
        for antecedent in trail.recent(line.index, back.min(line.index)) {
            if let Some(id) = antecedent.single(Kind::Person)
                && !found.contains(&id)
                && ledger.entity(id).is_some_and(|it| fits_bare(it, title))
            {
                found.push(id);
            }
        }
        match found.as_slice() {
            [] => {}
            [one] => return Some(((*one).clone(), "nominal.title")),
            _ => return None,
        }
    }
    let home = home_holder(cast, ledger, title);
    home.map(|it| (it, "nominal.title"))
}

/// In a text with one holder of the office named only later.
fn home_holder(cast: &Cast, ledger: &Ledger, title: &Title) -> Option<EntityId> {
    let mut found = cast
        .roster
        .people
        .iter()
        .enumerate()
        .filter(|(_, it)| it.offices.iter().any(|office| office.title == title.name));
    let one = found.next().map(|(index, _)| index)?;
    found.next().is_none().then(|| ledger.id_of(one).cloned()).flatten()
}

fn fits_bare(entity: &Entity, title: &Title) -> bool {
    let simple = !title.name.contains(' ');
    entity.offices.iter().any(|office| {
        same_office(&office.title, &title.name)
            || simple && office.title.rsplit(' ').next() == Some(title.name.as_str())
    })
}

/// "his counterpart", "his Japanese counterpart" without a name.
fn counterpart(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    line: &Line,
    title: &Title,
) -> Found {
    let own = trail
        .recent(line.index, 2)
        .find_map(|it| it.single(Kind::Person).filter(|_| it.subject).cloned())
        .or_else(|| trail.recent(line.index, 2).find_map(|it| it.single(Kind::Person).cloned()))?;
    let office = ledger.entity(&own)?.offices.first().cloned()?;
    let country = title.of.first();
    let holds = |it: &Person| {
        it.offices.iter().any(|other| {
            same_office(&other.title, &office.title)
                && other.of != office.of
                && country.is_none_or(|of| other.of.as_ref() == Some(of))
        })
    };
    let people: Vec<usize> = (0..cast.roster.people.len())
        .filter(|it| cast.roster.people.get(*it).is_some_and(holds))
        .collect();
    if let [one] = people.as_slice() {
        return ledger.id_of(*one).cloned().map(|it| (it, "nominal.counterpart"));
    }
    let of = country?;
    let title = Title { name: office.title.clone(), class: Class::Office, ..title.clone() };
    match by_table(cast, ledger, &title, of, office.as_of) {
        Some(id) => Some((id, "nominal.counterpart-table")),
        None => is_country(of).then(|| (of.clone(), "nominal.counterpart-open")),
    }
}

/// "the presidents of France and Egypt": each holder, else each country.
fn plural(cast: &Cast, ledger: &mut Ledger, line: &Line, title: &Title) -> Option<usize> {
    if title.of.is_empty() {
        return None;
    }
    let mut entities = Vec::new();
    for of in title.of.clone() {
        let (entity, _) = of_country(cast, ledger, line, title, &of).unwrap_or((of, ""));
        entities.push(entity);
    }
    ledger.note(line, (title.first, title.last), entities, Form::Nominal, "nominal.office-list");
    Some(title.last + 1)
}

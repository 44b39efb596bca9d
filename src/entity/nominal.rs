//! Titles without a name: "the Japanese foreign minister", "the president", "his counterpart".

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::coref::Trail;
use crate::entity::holder::by_table;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::mention::Entity;
use crate::entity::rejected::Rejections;
use crate::entity::rejected::out_of_office;
use crate::entity::title::Class;
use crate::entity::title::Determiner;
use crate::entity::title::Tenure;
use crate::entity::title::Title;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Office;

/// Words for the first man of a country, whatever the office is called.
const LEADERS: &[&str] =
    &["leader", "ruler", "strongman", "dictator", "monarch", "head of state", "head of government"];

/// Offices whose holder acts for the country even where nobody is named.
const ACTING: &[&str] = &[
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
];

type Found = Option<(EntityId, &'static str)>;

/// Binds the title whose noun stands at `at`; gives the token after it if there was one.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, at) = at;
    let title = cast.titles.get(line.index)?.iter().find(|it| it.head == at)?;
    let open = title.determiner != Determiner::Indefinite && title.tenure == Tenure::Current;
    if !open || cast.is_bound(line.index, at) || ledger.is_taken(line.index, at, at) {
        return None;
    }
    let mut why = Rejections::default();
    let found = match title.class {
        Class::Counterpart => counterpart(cast, ledger, trail, (line, title), &mut why),
        Class::Office if title.plural => return plural(cast, ledger, line, title),
        Class::Office => office(cast, ledger, trail, (line, title), &mut why),
        Class::Role | Class::Honorific => return None,
    };
    match found {
        Some((entity, rule)) => {
            let bound = Bound::new(vec![entity], Form::Nominal, rule).rejecting(why);
            ledger.note(line, (title.first, title.last), bound);
            Some(title.last + 1)
        }
        None => {
            if title.is_definite() {
                ledger.open(line, (title.first, title.last), "unresolved_title", why);
            }
            None
        }
    }
}

fn office(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, &Title),
    why: &mut Rejections,
) -> Found {
    let (line, title) = at;
    match title.of.first() {
        Some(of) => of_country(cast, ledger, at, of, why),
        None if title.determiner == Determiner::Definite => {
            bare(cast, ledger, trail, (line, title), why)
        }
        None => None,
    }
}

/// "Russia's foreign minister": the person of the article with that office, else the holder at the time by
/// the table, else the country for which the office acts.
fn of_country(
    cast: &Cast,
    ledger: &mut Ledger,
    at: (&Line, &Title),
    of: &EntityId,
    why: &mut Rejections,
) -> Found {
    let (line, title) = at;
    let as_of = cast.when.as_of(line, title.tenure);
    let people = people_with(cast, title, of, as_of.as_deref(), why);
    for id in people.iter().filter(|_| people.len() > 1) {
        why.add(id.as_str(), "more than one has that office");
    }
    if let [one] = people.as_slice() {
        return Some((one.clone(), "nominal.office-country"));
    }
    let table =
        people.is_empty().then(|| by_table(cast, ledger, title, (of, as_of), why)).flatten();
    if let Some(id) = table {
        return Some((id, "nominal.office-table"));
    }
    let acting = title.name.split(' ').any(|word| ACTING.contains(&word));
    (acting && is_country(of)).then(|| (of.clone(), "nominal.office-open"))
}

/// The people of the article who hold that office of that country.
fn people_with(
    cast: &Cast,
    title: &Title,
    of: &EntityId,
    as_of: Option<&str>,
    why: &mut Rejections,
) -> Vec<EntityId> {
    let leader = LEADERS.contains(&title.name.as_str());
    // "the Cuban minister" for Cuba's foreign minister.
    let short = |office: &Office| {
        !title.name.contains(' ') && office.title.rsplit(' ').next() == Some(title.name.as_str())
    };
    let holds = |office: &Office| {
        let same = cast.gazetteer.patterns.same_office(&office.title, &title.name)
            || short(office)
            || leader && is_first(&office.title);
        office.of.as_ref() == Some(of) && same && current(office, as_of)
    };
    let mut found = Vec::new();
    for (id, person) in cast.ids.iter().zip(&cast.roster.people) {
        let known = || {
            let holder = person.known.as_ref().and_then(|it| cast.gazetteer.people.get(it))?;
            let day = as_of?;
            Some(holder.terms.iter().any(|it| {
                let same = cast.gazetteer.patterns.same_office(&it.office, &title.name)
                    || leader && is_first(&it.office);
                it.of == of.as_str() && same && it.holds(day)
            }))
        };
        if person.offices.iter().any(holds) || known() == Some(true) {
            found.push(id.clone());
        } else if person.country.as_ref() == Some(of) {
            let once = person
                .offices
                .iter()
                .any(|it| cast.gazetteer.patterns.same_office(&it.title, &title.name));
            let then = as_of.unwrap_or_default();
            why.add(id.as_str(), if once { out_of_office(then) } else { "another office".into() });
        }
    }
    found
}

/// Offices of the first person of a state.
pub(crate) fn is_first(title: &str) -> bool {
    matches!(
        title,
        "president"
            | "prime minister"
            | "king"
            | "queen"
            | "emperor"
            | "general secretary"
            | "supreme leader"
            | "chancellor"
            | "leader"
            | "sultan"
            | "emir"
    )
}

/// A person of the article may hold an office today that was somebody else's in the year of the clause.
fn current(office: &Office, as_of: Option<&str>) -> bool {
    match (office.as_of.as_deref(), as_of) {
        (Some(a), Some(b)) => a.get(..4) == b.get(..4),
        _ => true,
    }
}

/// "the minister": the last mentioned holder of such an office, if the lines before name one only; else the
/// one holder whom the article has.
fn bare(
    cast: &Cast,
    ledger: &Ledger,
    trail: &Trail,
    at: (&Line, &Title),
    why: &mut Rejections,
) -> Found {
    let (line, title) = at;
    for back in [1, 3, 8, usize::MAX] {
        let near =
            trail.recent(line.index, back.min(line.index)).filter_map(|it| it.single(Kind::Person));
        let mut found: Vec<&EntityId> = Vec::new();
        for id in near {
            let fits = ledger.entity(id).is_some_and(|it| fits_bare(cast, it, title));
            if !fits {
                why.add(id.as_str(), "no such office");
            } else if !found.contains(&id) {
                found.push(id);
            }
        }
        // "the chancellor" beside a prime minister.
        let exact = |id: &&EntityId| {
            ledger
                .entity(id)
                .is_some_and(|it| it.offices.iter().any(|office| office.title == title.name))
        };
        if found.len() > 1 && found.iter().any(exact) {
            found.retain(exact);
        }
        match found.as_slice() {
            [] => {}
            [one] => return Some(((*one).clone(), "nominal.title")),
            several => {
                several.iter().for_each(|it| why.add(it.as_str(), "another has the office, too"));
                return None;
            }
        }
    }
    let people = cast.ids.iter().zip(&cast.roster.people);
    let mut holders =
        people.filter(|(_, it)| it.offices.iter().any(|office| office.title == title.name));
    match (holders.next(), holders.next()) {
        (Some((one, _)), None) => Some((one.clone(), "nominal.title")),
        _ => only_person(ledger, trail, line).map(|it| (it, "nominal.only-person")),
    }
}

/// The one person of the lines just before, of whose office the article says nothing.
fn only_person(ledger: &Ledger, trail: &Trail, line: &Line) -> Option<EntityId> {
    let near = trail.recent(line.index, 2.min(line.index)).filter_map(|it| it.single(Kind::Person));
    let mut people: Vec<&EntityId> = near.collect();
    people.sort();
    people.dedup();
    let [one] = people.as_slice() else { return None };
    ledger.entity(one).filter(|it| it.offices.is_empty()).map(|it| it.id.clone())
}

/// "the minister" for a foreign minister, but "the foreign minister" for no other.
fn fits_bare(cast: &Cast, entity: &Entity, title: &Title) -> bool {
    let simple = !title.name.contains(' ');
    let leader = LEADERS.contains(&title.name.as_str());
    entity.offices.iter().any(|office| {
        let last = office.title.rsplit(' ').next() == Some(title.name.as_str());
        cast.gazetteer.patterns.same_office(&office.title, &title.name)
            || simple && last
            || leader && is_first(&office.title)
    })
}

/// "his counterpart", "his Japanese counterpart" without a name.
fn counterpart(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, &Title),
    why: &mut Rejections,
) -> Found {
    let (line, title) = at;
    let back = 2.min(line.index);
    let subject = trail
        .recent(line.index, back)
        .filter(|it| it.subject)
        .find_map(|it| it.single(Kind::Person));
    let own = subject
        .or_else(|| trail.recent(line.index, back).find_map(|it| it.single(Kind::Person)))?;
    why.add(own.as_str(), "the one whose counterpart it is");
    let office = ledger.entity(own)?.offices.first().cloned()?;
    let country = title.of.first();
    let same = |other: &Office| {
        cast.gazetteer.patterns.same_office(&other.title, &office.title)
            && other.of != office.of
            && country.is_none_or(|of| other.of.as_ref() == Some(of))
    };
    let people = cast.ids.iter().zip(&cast.roster.people);
    let mut holders =
        people.filter(|(_, it)| it.offices.iter().any(same)).map(|(id, _)| id.clone());
    if let (Some(one), None) = (holders.next(), holders.next()) {
        return Some((one, "nominal.counterpart"));
    }
    if let Some(one) = other_of_two((cast, ledger, trail), at, (own, &office), why) {
        return Some((one, "nominal.counterpart-other"));
    }
    let of = country?;
    let title = Title { name: office.title.clone(), class: Class::Office, ..title.clone() };
    match by_table(cast, ledger, &title, (of, office.as_of), why) {
        Some(id) => Some((id, "nominal.counterpart-table")),
        None => is_country(of).then(|| (of.clone(), "nominal.counterpart-open")),
    }
}

/// "Bakken told his counterpart": the one other person just before, of another country and no other office.
fn other_of_two(
    within: (&Cast, &Ledger, &Trail),
    at: (&Line, &Title),
    own: (&EntityId, &Office),
    why: &mut Rejections,
) -> Option<EntityId> {
    let (cast, ledger, trail) = within;
    let ((line, title), (own, office)) = (at, own);
    let of = ledger.entity(own)?.country.as_ref();
    let mut found: Vec<&EntityId> = Vec::new();
    let near = trail.recent(line.index, 2.min(line.index));
    for id in near.filter_map(|it| it.single(Kind::Person)).filter(|it| *it != own) {
        let Some(other) = ledger.entity(id) else { continue };
        let foreign = other.country.is_some() && other.country.as_ref() != of;
        let asked = title.of.first().is_none_or(|it| other.country.as_ref() == Some(it));
        let equal = |it: &Office| cast.gazetteer.patterns.same_office(&it.title, &office.title);
        let fits = other.offices.is_empty() || other.offices.iter().any(equal);
        if !(foreign && asked && fits) {
            why.add(id.as_str(), if fits { "not of the other country" } else { "another office" });
        } else if !found.contains(&id) {
            found.push(id);
        }
    }
    match found.as_slice() {
        [one] => Some((*one).clone()),
        several => {
            several.iter().for_each(|it| why.add(it.as_str(), "one of several"));
            None
        }
    }
}

/// "the presidents of France and Egypt": each holder, else each country.
/// "The foreign ministers agreed": those of the article so far who hold the office, of different countries.
fn holders(cast: &Cast, line: &Line, title: &Title) -> Vec<EntityId> {
    let before = cast.named.iter().take(line.index).flatten().map(|it| it.person);
    let mut people: Vec<usize> = before.collect();
    people.sort_unstable();
    people.dedup();
    let mut countries: Vec<&EntityId> = Vec::new();
    let mut out = Vec::new();
    for at in people {
        let Some((person, id)) = cast.roster.people.get(at).zip(cast.ids.get(at)) else { continue };
        let office = person.offices.iter().find(|it| {
            cast.gazetteer.patterns.same_office(&it.title, &title.name) && it.as_of.is_some()
        });
        let Some(of) = office.and_then(|it| it.of.as_ref()) else { continue };
        if countries.contains(&of) {
            return Vec::new();
        }
        countries.push(of);
        out.push(id.clone());
    }
    out
}

fn plural(cast: &Cast, ledger: &mut Ledger, line: &Line, title: &Title) -> Option<usize> {
    // "Iraqi leaders" are no certain people.
    if let [of] = title.of.as_slice() {
        let at = (title.first, title.last);
        ledger.note(line, at, Bound::new(vec![of.clone()], Form::Nominal, "nominal.office-group"));
        return Some(title.last + 1);
    }
    if title.of.is_empty() {
        let holders = holders(cast, line, title);
        let rule = "nominal.office-holders";
        (holders.len() > 1).then_some(())?;
        ledger.note(line, (title.first, title.last), Bound::new(holders, Form::Nominal, rule));
        return Some(title.last + 1);
    }
    let mut why = Rejections::default();
    let mut entities = Vec::new();
    for of in &title.of {
        let found = of_country(cast, ledger, (line, title), of, &mut why);
        entities.push(found.map_or_else(|| of.clone(), |(id, _)| id));
    }
    if entities.is_empty() {
        return None;
    }
    let bound = Bound::new(entities, Form::Nominal, "nominal.office-list").rejecting(why);
    ledger.note(line, (title.first, title.last), bound);
    Some(title.last + 1)
}

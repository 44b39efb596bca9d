//! Bodies that a text names by their country: "the Latvian Defence Ministry" is an organization of its own,
//! "the Japanese government" and "Russian troops" are the country itself.

use crate::entity::cast::Cast;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::organization_id;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::mention::Entity;
use crate::entity::patterns::singular;
use crate::entity::title::Class;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::text::parsed::Upos;

/// Notes the bodies of a line; what a title has taken stays the title's.
pub(crate) fn note(cast: &Cast, ledger: &mut Ledger, line: &Line) {
    for hit in &line.hits {
        if ledger.is_taken(line.index, hit.first, hit.last) {
            continue;
        }
        let Some(code) = cast.when.country(cast.gazetteer, hit) else { continue };
        if in_title(cast, line, hit) {
            continue;
        }
        if let Some((first, last, words)) =
            before_body(cast, line, hit).or_else(|| after_body(cast, line, hit))
        {
            ministry(cast, ledger, line, &Found { first, last, words, code });
        } else if let Some(last) = government(cast, line, hit) {
            let first =
                hit.first - usize::from(hit.first > 0 && line.before(hit.first, 1) == "the");
            ledger.note(
                line,
                (first, last),
                Bound::new(vec![country_id(&code)], Form::Nominal, "country.government"),
            );
        }
    }
}

struct Found {
    first: usize,
    last: usize,
    /// The body without its country, lower case.
    words: String,
    code: String,
}

fn in_title(cast: &Cast, line: &Line, hit: &Hit) -> bool {
    let titles = cast.titles.get(line.index);
    titles
        .into_iter()
        .flatten()
        .filter(|it| it.class != Class::Role || !it.plural || cast.is_bound(line.index, it.head))
        .any(|it| it.first <= hit.first && hit.last <= it.last && it.head > hit.last)
}

/// "Latvian Defence Ministry", "Japan's foreign ministry", "US State Department".
fn before_body(cast: &Cast, line: &Line, hit: &Hit) -> Option<(usize, usize, String)> {
    if !owns(line, hit) {
        return None;
    }
    let patterns = &cast.gazetteer.patterns;
    let start = hit.last + 1 + usize::from(line.is_possessive(hit.last + 1));
    let ministry = |at: &usize| patterns.group.ministry.contains(line.lower(*at));
    let last = (start..start + 4)
        .take_while(|it| {
            patterns.title.portfolio.contains(line.lower(*it))
                || ministry(it)
                || line.lower(*it) == "and"
        })
        .filter(ministry)
        .last()?;
    let goes_on = line.is_capital(last + 1) && line.is_capital(last);
    let plain = matches!(
        line.lower(last),
        "ministry" | "parliament" | "embassy" | "senate" | "congress" | "navy" | "presidency"
    );
    (!goes_on && (plain || line.is_capital(last)))
        .then(|| (hit.first, last, line.written(start, last).to_lowercase()))
}

/// "the Ministry of Defence of Latvia".
fn after_body(cast: &Cast, line: &Line, hit: &Hit) -> Option<(usize, usize, String)> {
    let patterns = &cast.gazetteer.patterns;
    let of = hit.first.checked_sub(if line.before(hit.first, 1) == "the" { 2 } else { 1 })?;
    if line.lower(of) != "of" {
        return None;
    }
    let mut first = of.checked_sub(1)?;
    while first > 0 && of - first < 6 && !patterns.group.ministry.contains(line.lower(first)) {
        let inside = patterns.title.portfolio.contains(line.lower(first))
            || matches!(line.lower(first), "of" | "and" | "for" | "the");
        if !inside {
            return None;
        }
        first -= 1;
    }
    let head = line.lower(first);
    if !patterns.group.ministry.contains(head) || !line.is_capital(first) {
        return None;
    }
    let noun = first;
    // "the Foreign Ministry of Iraq"
    while first > 0
        && patterns.title.portfolio.contains(line.lower(first - 1))
        && line.is_capital(first - 1)
    {
        first -= 1;
    }
    let field = (noun + 1..of).chain(first..noun).map(|it| line.lower(it));
    let field: Vec<&str> = field.filter(|it| !matches!(*it, "of" | "for" | "the")).collect();
    Some((first, hit.last, format!("{} {head}", field.join(" ")).trim().to_owned()))
}

/// "the Japanese government", "Russian troops", "Tehran's nuclear negotiators".
fn government(cast: &Cast, line: &Line, hit: &Hit) -> Option<usize> {
    if !owns(line, hit) {
        return None;
    }
    let group = &cast.gazetteer.patterns.group;
    let start = hit.last + 1 + usize::from(line.is_possessive(hit.last + 1));
    let portfolio = &cast.gazetteer.patterns.title.portfolio;
    let noun = |it: usize| group.government.contains(line.lower(it));
    // "Turkish border guards", "the Syrian air force", "fighter jets".
    let field = |it: usize| {
        let word = line.lower(it);
        let known = portfolio.contains(word) || group.government.contains(&format!("{word}s"));
        line.shape(it) == Shape::Lower && known && noun(it + 1)
    };
    let last = (start..start + 4)
        .take_while(|it| noun(*it) || modifies(line, *it) || field(*it))
        .last()?;
    group.government.contains(line.lower(last)).then_some(last)
}

/// An adjective or noun between the country and the body.
fn modifies(line: &Line, at: usize) -> bool {
    line.shape(at) == Shape::Lower && line.upos(at) == Upos::Adj
}

/// An adjective, an abbreviation used as one, or a possessive.
fn owns(line: &Line, hit: &Hit) -> bool {
    let adjective = hit.senses.iter().any(|it| {
        matches!(it, Sense::Country { kind: NameKind::Adjective | NameKind::Abbreviation, .. })
    });
    adjective || line.is_possessive(hit.last + 1)
}

fn ministry(cast: &Cast, ledger: &mut Ledger, line: &Line, found: &Found) {
    let Some(country) = cast.gazetteer.country(&found.code) else { return };
    let (id, name) = ministry_of(cast.gazetteer, country, &found.words);
    ledger.make(Entity {
        id: id.clone(),
        kind: Kind::Organization,
        name,
        country: Some(country.id()),
        offices: Vec::new(),
    });
    ledger.note(
        line,
        (found.first, found.last),
        Bound::new(vec![id], Form::Name, "organization.of-country"),
    );
}

/// Id and name of a ministry of a country; `words` are those of the ministry alone, in lower case.
pub(crate) fn ministry_of(
    gazetteer: &Gazetteer,
    country: &Country,
    words: &str,
) -> (EntityId, String) {
    let adjective = if country.adjective.is_empty() { &country.name } else { &country.adjective };
    let words = words
        .replace("defense", "defence")
        .replace("affairs ", "")
        .replace("external relations", "foreign");
    let name = format!("{adjective} {}", capitals(&words));
    let known = gazetteer.lookup.exact(&name).into_iter().find_map(|it| match it {
        Sense::Organization { id, .. } => Some(id),
        Sense::Country { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
    });
    let id = organization_id(&known.unwrap_or_else(|| slug(&name)));
    let name = gazetteer.name_of(&id).map_or(name, str::to_owned);
    (id, name)
}

fn capitals(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first: String =
            letters.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
        if singular(word) == "and" { word.to_owned() } else { first + letters.as_str() }
    };
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

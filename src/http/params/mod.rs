//! What each route takes: its table of keys, and the question that checked values make.

pub mod changes;
pub mod disputes;
pub mod entity;
pub mod events;
pub mod network;
pub mod pair;
pub mod search;
pub mod whole;

use crate::http::keys::AS_OF;
use crate::http::keys::FILTER;
use crate::http::keys::KNOWN_AT;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::keys::country;
use crate::http::keys::fraction;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::cursor::Cursor;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::filter::Origin;
use crate::query::filter::days;

/// The keys of a route and what they make.
pub trait Params: Sized {
    const KEYS: &'static [&'static [Key]];

    fn read(values: &Values) -> Result<Self, Problem>;
}

/// Prefixes of those who take part in events.
pub const ACTORS: &[&str] = &["person", "country", "org"];

/// No keys at all.
#[derive(Debug)]
pub struct Nothing;

impl Params for Nothing {
    const KEYS: &'static [&'static [Key]] = &[];

    fn read(_: &Values) -> Result<Self, Problem> {
        Ok(Nothing)
    }
}

/// Only the filter.
#[derive(Debug)]
pub struct Filtered(pub Filter);

impl Params for Filtered {
    const KEYS: &'static [&'static [Key]] = &[FILTER];

    fn read(values: &Values) -> Result<Self, Problem> {
        filter(values).map(Filtered)
    }
}

/// Only the day of the state and the known time.
#[derive(Debug)]
pub struct Known(pub Filter);

impl Params for Known {
    const KEYS: &'static [&'static [Key]] = &[&[AS_OF, KNOWN_AT]];

    fn read(values: &Values) -> Result<Self, Problem> {
        filter(values).map(Known)
    }
}

pub fn filter(values: &Values) -> Result<Filter, Problem> {
    let day = |key| values.get(key).and_then(days);
    let from = day("from").map(|it| it.0);
    let to = day("to").map(|it| it.1);
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return Err(Problem::bad_parameter("from", "must not be after `to`"));
    }
    Ok(Filter {
        from,
        to,
        as_of: day("as_of").map(|it| it.1),
        known_at: day("known_at").map(|it| it.1),
        // One is what every fact has.
        min_sources: Some(values.count("min_sources", &[])).filter(|it| *it > 1).unwrap_or(0),
        min_confidence: values.get("min_confidence").and_then(fraction).unwrap_or(0.0),
        origin: values.get("origin").and_then(Origin::parse),
        in_person: values.get("in_person") == Some("true"),
    })
}

pub fn page(values: &Values, order: &str) -> Result<Page, Problem> {
    let limit = values.count("limit", &[PAGE]);
    let Some(cursor) = values.get("cursor").and_then(Cursor::decode) else {
        return Ok(Page { limit, after: None });
    };
    if cursor.order != order {
        let why = format!("must be {}", Value::Cursor.description());
        return Err(Problem::bad_parameter("cursor", &why));
    }
    Ok(Page { limit, after: Some(cursor.key) })
}

pub fn countries(values: &Values) -> Vec<EntityId> {
    let codes = values.all("country").iter().filter_map(|it| country(it));
    codes.map(|it| EntityId::new(format!("{}:{it}", Kind::Country.prefix()))).collect()
}

pub fn event_types(values: &Values, key: &str) -> Vec<EventType> {
    values.all(key).iter().filter_map(|it| EventType::parse(it)).collect()
}

pub fn types() -> Vec<&'static str> {
    EventType::ALL.iter().map(|it| it.as_str()).collect()
}

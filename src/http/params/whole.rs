//! What questions about the whole graph, or a part of it, take.

use crate::graph::contact::Level;
use crate::http::keys::FILTER;
use crate::http::keys::FILTER_BUT_KNOWN;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::params::event_types;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::params::types;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::query::centrality;
use crate::query::components;
use crate::query::diff;
use crate::query::filter::days;
use crate::query::together::Scope;

/// Which part of the graph.
const SCOPE: &[Key] = &[
    Key::new("types", Value::OneOf(types), "Through events of these types; default CONSULT").many(),
    Key::new(
        "level",
        Value::OneOf(|| vec!["persons", "bodies"]),
        "Between persons (default), or between countries and organizations",
    ),
];

fn scope(values: &Values) -> Result<Scope, Problem> {
    let mut types = event_types(values, "types");
    if types.is_empty() {
        types.push(EventType::Consult);
    }
    let level = match values.get("level") {
        Some("bodies") => Level::Bodies,
        _ => Level::Persons,
    };
    Ok(Scope { types, level, filter: filter(values)? })
}

#[derive(Debug)]
pub struct Centrality(pub centrality::Question);

impl Params for Centrality {
    const KEYS: &'static [&'static [Key]] = &[SCOPE, FILTER, PAGE];

    fn read(values: &Values) -> Result<Self, Problem> {
        let page = page(values, centrality::ORDER)?;
        Ok(Centrality(centrality::Question { scope: scope(values)?, page }))
    }
}

#[derive(Debug)]
pub struct Components(pub components::Question);

impl Params for Components {
    const KEYS: &'static [&'static [Key]] = &[SCOPE, FILTER, PAGE];

    fn read(values: &Values) -> Result<Self, Problem> {
        let page = page(values, components::ORDER)?;
        Ok(Components(components::Question { scope: scope(values)?, page }))
    }
}

#[derive(Debug)]
pub struct Diff(pub diff::Question);

impl Params for Diff {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("from_known", Value::Day, "What was known by then is not told again").needed(),
            Key::new("to_known", Value::Day, "What was known by then is told").needed(),
        ],
        FILTER_BUT_KNOWN,
        PAGE,
    ];

    /// Of a month or a year both days are the last.
    fn read(values: &Values) -> Result<Self, Problem> {
        let day = |key| values.get(key).and_then(days).map(|it| it.1).unwrap_or_default();
        let (from_known, to_known) = (day("from_known"), day("to_known"));
        if from_known > to_known {
            return Err(Problem::bad_parameter("from_known", "must not be after `to_known`"));
        }
        let page = page(values, diff::ORDER)?;
        Ok(Diff(diff::Question { from_known, to_known, filter: filter(values)?, page }))
    }
}

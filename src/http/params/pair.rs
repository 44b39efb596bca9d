//! What questions about two entities take.

use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::keys::flag;
use crate::http::params::ACTORS;
use crate::http::params::Params;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::problem::Problem;
use crate::model::id::EntityId;
use crate::query::copresence;
use crate::query::cursor::Page;
use crate::query::dyad;
use crate::query::dyad::By;
use crate::query::filter::Filter;
use crate::query::paths;

/// Chains in an answer, and meetings in a chain, unless told otherwise.
const DEFAULT_K: usize = 3;
const DEFAULT_LENGTH: usize = 6;

const TIME_RESPECTING: Key = flag(
    "time_respecting",
    "Each meeting begins no earlier than the one before; undated ones lead nowhere",
);

#[derive(Debug)]
pub struct Copresence(pub copresence::Question);

impl Params for Copresence {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("a", Value::Id(ACTORS), "One of the two").needed(),
            Key::new("b", Value::Id(ACTORS), "The other of the two").needed(),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let [a, b] = two(values, ["a", "b"])?;
        let page = page(values, copresence::ORDER)?;
        Ok(Copresence(copresence::Question { a, b, filter: filter(values)?, page }))
    }
}

#[derive(Debug)]
pub struct Paths(pub paths::Question);

impl Params for Paths {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("from_entity", Value::Id(ACTORS), "Where the chain begins").needed(),
            Key::new("to_entity", Value::Id(ACTORS), "Where the chain ends").needed(),
            Key::new(
                "k",
                Value::Count { min: 1, max: 100, default: DEFAULT_K },
                "How many chains, shortest first",
            ),
            Key::new(
                "max_length",
                Value::Count { min: 1, max: 8, default: DEFAULT_LENGTH },
                "Meetings in a chain at most",
            ),
            Key::new("via", Value::Id(ACTORS), "Only chains that pass through all of these").many(),
            flag("all", "All chains up to `max_length` rather than the first `k`"),
            TIME_RESPECTING,
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let [from, to] = two(values, ["from_entity", "to_entity"])?;
        let all = values.says("all");
        if all && values.get("k").is_some() {
            return Err(Problem::bad_parameter("k", "must not be given with `all=true`"));
        }
        Ok(Paths(paths::Question {
            from,
            to,
            k: Some(values.count("k", Self::KEYS)).filter(|_| !all),
            max_length: values.count("max_length", Self::KEYS),
            via: values.all("via").iter().map(EntityId::new).collect(),
            time_respecting: values.says("time_respecting"),
            filter: filter(values)?,
            page: page(values, paths::ORDER)?,
        }))
    }
}

/// As `Paths`, with names or ids for the ends.
#[derive(Debug)]
pub struct Chain {
    pub a: String,
    pub b: String,
    /// The ends of the chain are yet to be found out.
    pub question: paths::Question,
}

impl Params for Chain {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("a", Value::Text, "Where the chain begins").needed(),
            Key::new("b", Value::Text, "Where the chain ends").needed(),
            TIME_RESPECTING,
        ],
        FILTER,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let [a, b] = two(values, ["a", "b"])?;
        let question = paths::Question {
            from: a.clone(),
            to: b.clone(),
            k: Some(DEFAULT_K),
            max_length: DEFAULT_LENGTH,
            via: Vec::new(),
            time_respecting: values.says("time_respecting"),
            filter: filter(values)?,
            page: Page::default(),
        };
        Ok(Chain { a: a.to_string(), b: b.to_string(), question })
    }
}

#[derive(Debug)]
pub struct Dyad {
    pub by: By,
    pub change_points: bool,
    pub filter: Filter,
    pub page: Page,
}

impl Params for Dyad {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new(
                "by",
                Value::OneOf(|| By::ALL.to_vec()),
                "How long a bucket is; default month",
            ),
            Key::new(
                "change_points",
                Value::OneOf(|| vec!["true", "false"]),
                "Whether it is told when the series shifted; default true",
            ),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let by = values.get("by").and_then(By::parse).unwrap_or_default();
        let change_points = values.get("change_points") != Some("false");
        let page = page(values, dyad::ORDER)?;
        Ok(Dyad { by, change_points, filter: filter(values)?, page })
    }
}

fn two(values: &Values, keys: [&str; 2]) -> Result<[EntityId; 2], Problem> {
    let [a, b] = keys.map(|it| EntityId::new(values.get(it).unwrap_or_default()));
    if a == b {
        let [first, second] = keys;
        return Err(Problem::bad_parameter(second, &format!("must differ from `{first}`")));
    }
    Ok([a, b])
}

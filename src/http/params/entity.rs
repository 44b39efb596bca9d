//! What questions about one entity take.

use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::LIMIT;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::ACTORS;
use crate::http::params::Params;
use crate::http::params::event_types;
use crate::http::params::events::TYPE;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::params::types;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::query::counterpart::Level;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::met;
use crate::query::network;
use crate::query::partners;
use crate::query::unmet;

#[derive(Debug)]
pub struct Met {
    pub with: Option<EntityId>,
    pub filter: Filter,
    pub page: Page,
}

impl Params for Met {
    const KEYS: &'static [&'static [Key]] =
        &[&[Key::new("with", Value::Id(ACTORS), "Only meetings with this one")], FILTER, PAGE];

    fn read(values: &Values) -> Result<Self, Problem> {
        let page = page(values, met::ORDER)?;
        Ok(Met { with: values.get("with").map(EntityId::new), filter: filter(values)?, page })
    }
}

#[derive(Debug)]
pub struct Partners {
    pub level: Option<Level>,
    pub types: Vec<EventType>,
    pub filter: Filter,
    pub page: Page,
}

impl Params for Partners {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new(
                "kind",
                Value::OneOf(|| LEVELS.to_vec()),
                "People, or countries and organizations",
            ),
            TYPE,
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let level = values.get("kind").map(|it| match it {
            "person" => Level::Persons,
            _ => Level::Bodies,
        });
        let page = page(values, partners::ORDER)?;
        Ok(Partners { level, types: event_types(values, "type"), filter: filter(values)?, page })
    }
}

const LEVELS: &[&str] = &["person", "country"];

#[derive(Debug)]
pub struct Unmet {
    pub min_shared: usize,
    pub filter: Filter,
    pub page: Page,
}

impl Params for Unmet {
    const KEYS: &'static [&'static [Key]] = &[
        &[Key::new(
            "min_shared",
            Value::Count { min: 1, max: 1000, default: 2 },
            "Share at least so many counterparts",
        )],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let min_shared = values.count("min_shared", Self::KEYS);
        Ok(Unmet { min_shared, filter: filter(values)?, page: page(values, unmet::ORDER)? })
    }
}

#[derive(Debug)]
pub struct Network {
    pub depth: usize,
    pub limit: usize,
    pub types: Vec<EventType>,
    pub format: Option<String>,
    pub filter: Filter,
}

impl Params for Network {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new(
                "depth",
                Value::Count { min: 1, max: 4, default: 2 },
                "How many events away at most",
            ),
            Key::new("limit", LIMIT.value, "At most so many nodes"),
            Key::new(
                "types",
                Value::OneOf(types),
                "Through events of these types; default CONSULT",
            )
            .many(),
            Key::new(
                "format",
                Value::OneOf(crate::export::subgraph_formats),
                "In the form that a front-end eats",
            ),
        ],
        FILTER,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let mut types = event_types(values, "types");
        if types.is_empty() {
            types.push(EventType::Consult);
        }
        Ok(Network {
            depth: values.count("depth", Self::KEYS),
            limit: values.count("limit", Self::KEYS),
            types,
            format: values.get("format").map(str::to_owned),
            filter: filter(values)?,
        })
    }
}

impl Network {
    /// The question about an entity, and the form of its answer.
    pub fn question(self, id: &str) -> (network::Question, Option<String>) {
        let Network { depth, limit, types, format, filter } = self;
        (network::Question { seeds: vec![EntityId::new(id)], depth, limit, types, filter }, format)
    }
}

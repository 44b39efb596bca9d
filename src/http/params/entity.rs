//! What questions about one entity take.

use crate::graph::contact::Level;
use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::ACTORS;
use crate::http::params::Params;
use crate::http::params::event_types;
use crate::http::params::events::TYPE;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::met;
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
    pub named: usize,
    pub by_chains: bool,
    pub filter: Filter,
    pub page: Page,
}

impl Params for Unmet {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new(
                "min_shared",
                Value::Count { min: 1, max: 1000, default: 2 },
                "Share at least so many counterparts",
            ),
            Key::new(
                "named",
                Value::Count { min: 0, max: 100, default: 20 },
                "So many of the shared counterparts are named",
            ),
            Key::new(
                "rank",
                Value::OneOf(|| vec!["shared", "chains"]),
                "By shared counterparts, or by chains of two meetings",
            ),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let min_shared = values.count("min_shared", Self::KEYS);
        let named = values.count("named", Self::KEYS);
        let by_chains = values.get("rank") == Some("chains");
        let order = if by_chains { unmet::BY_CHAINS } else { unmet::ORDER };
        let (filter, page) = (filter(values)?, page(values, order)?);
        Ok(Unmet { min_shared, named, by_chains, filter, page })
    }
}

impl Unmet {
    pub fn question(self, entity: EntityId) -> unmet::Question {
        let Unmet { min_shared, named, by_chains, filter, page } = self;
        unmet::Question { entity, min_shared, named, by_chains, filter, page }
    }
}

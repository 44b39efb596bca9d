//! What questions for a network take: round one entity, whose id stands in the path, or round several.

use crate::export;
use crate::export::Format;
use crate::export::csv::Table;
use crate::http::form::Wanted;
use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::LIMIT;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::ACTORS;
use crate::http::params::Params;
use crate::http::params::event_types;
use crate::http::params::filter;
use crate::http::params::types;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::query::network;
use crate::query::network::Question;

const SHAPE: &[Key] = &[
    Key::new("depth", Value::Count { min: 1, max: 4, default: 2 }, "How many events away at most"),
    Key::new("limit", LIMIT.value, "At most so many nodes"),
    Key::new("types", Value::OneOf(types), "Through events of these types; default CONSULT").many(),
];

/// In what form the answer is wanted.
pub const FORM: &[Key] = &[
    Key::new(
        "format",
        Value::OneOf(export::subgraph_formats),
        "In the form that another program eats; goes before the Accept field",
    ),
    Key::new(
        "table",
        Value::OneOf(export::csv::tables),
        "Which table, where the format is csv; default edges",
    ),
];

#[derive(Debug)]
pub struct Network {
    question: Question,
    pub wanted: Wanted,
}

impl Params for Network {
    const KEYS: &'static [&'static [Key]] = &[SHAPE, FORM, FILTER];

    fn read(values: &Values) -> Result<Self, Problem> {
        let mut types = event_types(values, "types");
        if types.is_empty() {
            types.push(EventType::Consult);
        }
        let question = Question {
            seeds: Vec::new(),
            depth: values.count("depth", Self::KEYS),
            limit: values.count("limit", Self::KEYS),
            types,
            events: network::SOME,
            filter: filter(values)?,
        };
        Ok(Network { question, wanted: wanted(values) })
    }
}

impl Network {
    /// The question about an entity.
    pub fn question(self, id: &str) -> Question {
        Question { seeds: vec![EntityId::new(id)], ..self.question }
    }
}

#[derive(Debug)]
pub struct Subgraph {
    pub question: Question,
    pub wanted: Wanted,
}

impl Params for Subgraph {
    const KEYS: &'static [&'static [Key]] = &[
        &[Key::new("seeds", Value::Id(ACTORS), "Whom it is about").at_least_once()],
        SHAPE,
        FORM,
        FILTER,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let seeds = values.all("seeds").iter().map(EntityId::new).collect();
        let Network { question, wanted } = Network::read(values)?;
        Ok(Subgraph { question: Question { seeds, ..question }, wanted })
    }
}

pub fn wanted(values: &Values) -> Wanted {
    Wanted {
        format: values.get("format").and_then(Format::parse),
        table: values.get("table").and_then(Table::parse),
    }
}

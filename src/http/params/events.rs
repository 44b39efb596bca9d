//! What lists of events take.

use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::ACTORS;
use crate::http::params::Params;
use crate::http::params::countries;
use crate::http::params::event_types;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::params::types;
use crate::http::problem::Problem;
use crate::model::cameo::Cameo;
use crate::model::code::CONSULT_MODES;
use crate::model::code::EventType;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::query::events;

/// The modes of event types other than CONSULT: `sign`, and those of PLOVER.
const OTHER_MODES: &[&str] = &[
    "sign",
    "abduct",
    "access",
    "aerial",
    "allege",
    "arrest",
    "assist",
    "beat",
    "ceasefire",
    "censor",
    "change",
    "convict",
    "crowd-control",
    "curfew",
    "cyber",
    "demo",
    "deport",
    "destroy",
    "disapprove",
    "disarm",
    "discontinue",
    "drone",
    "expel",
    "explosives",
    "firearms",
    "heavy-weapons",
    "hunger",
    "investigate",
    "martial-law",
    "meet",
    "obstruct",
    "police",
    "relations",
    "release",
    "restrict",
    "riot",
    "seize",
    "sexual",
    "strike",
    "suicide-attack",
    "targeted",
    "territory",
    "torture",
    "troops",
    "unconventional",
    "violence",
    "withdraw",
    "yield",
];

pub const TYPE: Key = Key::new("type", Value::OneOf(types), "Only events of these types").many();
const MODE: &str = "Only events in these modes";
const STATUS: Key =
    Key::new("status", Value::OneOf(statuses), "Only events of these statuses").many();

#[derive(Debug)]
pub struct Timeline(pub events::Question);

impl Params for Timeline {
    const KEYS: &'static [&'static [Key]] = &[
        &[TYPE, Key::new("mode", Value::OneOf(modes), MODE).many(), STATUS, CAMEO, DIRECTION],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        events(values).map(Timeline)
    }
}

const CAMEO: Key =
    Key::new("cameo", Value::Cameo, "Its CAMEO code, or one below it; one of them").many();

const DIRECTION: Key =
    Key::new("order", Value::OneOf(|| vec!["oldest", "newest"]), "Which come first; the oldest");

const WHO_AND_WHERE: &[Key] = &[
    Key::new(
        "participant",
        Value::Id(ACTORS),
        "Takes part, itself or through one who acts for it; all of them",
    )
    .many(),
    Key::new(
        "direct",
        Value::OneOf(|| vec!["true", "false"]),
        "Whether they have to take part themselves; false",
    ),
    Key::new("country", Value::Country, "Takes part through its people; all of them").many(),
    Key::new("place", Value::Id(&["place", "country"]), "Where it took place; all of them").many(),
    Key::new(
        "concerns",
        Value::Id(&["dispute", "agreement", "country", "org"]),
        "What it is about; all of them",
    )
    .many(),
];

#[derive(Debug)]
pub struct Events(pub events::Question);

impl Params for Events {
    const KEYS: &'static [&'static [Key]] = &[
        WHO_AND_WHERE,
        &[TYPE, Key::new("mode", Value::OneOf(modes), MODE).many(), STATUS, CAMEO, DIRECTION],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        events(values).map(Events)
    }
}

#[derive(Debug)]
pub struct Meetings(pub events::Question);

impl Params for Meetings {
    const KEYS: &'static [&'static [Key]] = &[
        WHO_AND_WHERE,
        &[
            Key::new("mode", Value::OneOf(|| CONSULT_MODES.to_vec()), MODE).many(),
            STATUS,
            CAMEO,
            DIRECTION,
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let question = events(values)?;
        Ok(Meetings(events::Question { types: vec![EventType::Consult], ..question }))
    }
}

fn events(values: &Values) -> Result<events::Question, Problem> {
    let ids = |key| values.all(key).iter().map(EntityId::new).collect::<Vec<EntityId>>();
    let mut participants = ids("participant");
    participants.extend(countries(values));
    let newest = values.get("order") == Some("newest");
    Ok(events::Question {
        filter: filter(values)?,
        participants,
        direct: values.get("direct") == Some("true"),
        concerns: ids("concerns"),
        places: ids("place"),
        types: event_types(values, "type"),
        modes: values.all("mode").to_vec(),
        statuses: values.all("status").iter().filter_map(|it| Status::parse(it)).collect(),
        cameo: values.all("cameo").iter().filter_map(|it| Cameo::parse(it)).collect(),
        newest,
        page: page(values, if newest { events::NEWEST } else { events::ORDER })?,
    })
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.iter().map(|it| it.as_str()).collect()
}

fn modes() -> Vec<&'static str> {
    CONSULT_MODES.iter().chain(OTHER_MODES).copied().collect()
}

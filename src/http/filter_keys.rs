//! The keys by which every question may narrow its facts.

use crate::http::keys::Key;
use crate::http::keys::Value;
use crate::query::cursor::MAX_LIMIT;
use crate::query::filter;

/// Valid time, known time, support: what every question may narrow its facts by.
pub const FILTER: &[Key] =
    &[FROM, TO, AS_OF, KNOWN_AT, MIN_SOURCES, MIN_CONFIDENCE, ORIGIN, IN_PERSON];

/// The same for a question that has known times of its own.
pub const FILTER_BUT_KNOWN: &[Key] =
    &[FROM, TO, AS_OF, MIN_SOURCES, MIN_CONFIDENCE, ORIGIN, IN_PERSON];

const FROM: Key =
    Key::new("from", Value::Day, "Valid time: only what may have happened on or after this day");

const TO: Key =
    Key::new("to", Value::Day, "Valid time: only what may have happened on or before this day");

const MIN_SOURCES: Key = Key::new(
    "min_sources",
    Value::Count { min: 1, max: MAX_LIMIT, default: 1 },
    "Only what at least so many independent articles tell",
);

const MIN_CONFIDENCE: Key =
    Key::new("min_confidence", Value::Fraction, "Only what is at least so certain");

const ORIGIN: Key = Key::new(
    "origin",
    Value::OneOf(origins),
    "Only events that articles tell (text), or only those that were coded elsewhere (gdelt)",
);

const IN_PERSON: Key = Key::new(
    "in_person",
    Value::OneOf(|| vec!["true", "false"]),
    "Of meetings only those in person: no calls and no letters",
);

fn origins() -> Vec<&'static str> {
    filter::Origin::ALL.iter().map(|it| it.as_str()).collect()
}

pub const AS_OF: Key = Key::new(
    "as_of",
    Value::Day,
    "Valid time: the state of the world on this day; only what had begun by then, offices and states of then",
);

pub const KNOWN_AT: Key =
    Key::new("known_at", Value::Day, "Known time: only what articles published by then told us");

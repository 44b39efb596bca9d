//! Query keys: what a route takes, told once. The same table refuses what is not in it, checks what is, and
//! becomes the parameters of the OpenAPI document.

pub use crate::http::filter_keys::AS_OF;
pub use crate::http::filter_keys::FILTER;
pub use crate::http::filter_keys::FILTER_BUT_KNOWN;
pub use crate::http::filter_keys::KNOWN_AT;
use crate::http::problem::Problem;
use crate::model::cameo::Cameo;
use crate::query::cursor::Cursor;
use crate::query::cursor::MAX_LIMIT;
use crate::query::filter;
use std::collections::BTreeMap;

/// Characters that a text or an id may have.
pub const MAX_TEXT: usize = 200;
/// Values that a repeated key may have.
pub const MAX_VALUES: usize = 20;

/// One query key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub value: Value,
    pub times: Times,
    pub about: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    Once,
    Needed,
    Many,
    AtLeastOnce,
}

impl Times {
    pub fn is_needed(self) -> bool {
        matches!(self, Times::Needed | Times::AtLeastOnce)
    }

    pub fn is_many(self) -> bool {
        matches!(self, Times::Many | Times::AtLeastOnce)
    }
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// Words, without control characters.
    Text,
    /// An id with one of these prefixes.
    Id(&'static [&'static str]),
    /// ISO 3166-1 alpha-3, or the id of a country.
    Country,
    Day,
    Count {
        min: usize,
        max: usize,
        default: usize,
    },
    /// 0 to 1.
    Fraction,
    /// A CAMEO code or the beginning of one.
    Cameo,
    /// One of a closed set; several, where the key may be repeated, may also be joined by commas.
    OneOf(fn() -> Vec<&'static str>),
    Cursor,
}

impl Key {
    pub const fn new(name: &'static str, value: Value, about: &'static str) -> Self {
        Key { name, value, times: Times::Once, about }
    }

    pub const fn needed(self) -> Self {
        Key { times: Times::Needed, ..self }
    }

    pub const fn many(self) -> Self {
        Key { times: Times::Many, ..self }
    }

    pub const fn at_least_once(self) -> Self {
        Key { times: Times::AtLeastOnce, ..self }
    }

    fn split<'v>(&self, value: &'v str) -> Vec<&'v str> {
        let several = self.times.is_many() && matches!(self.value, Value::OneOf(_));
        if several { value.split(',').collect() } else { vec![value] }
    }

    fn check_times(&self, given: usize) -> Result<(), Problem> {
        match self.times.is_many() {
            true if given > MAX_VALUES => {
                let why = format!("may be given at most {MAX_VALUES} times");
                Err(Problem::bad_parameter(self.name, &why))
            }
            false if given > 1 => Err(Problem::bad_parameter(self.name, "may be given only once")),
            _ => Ok(()),
        }
    }

    fn check(&self, text: &str) -> Result<(), Problem> {
        if self.value.allows(text) {
            return Ok(());
        }
        if let Value::OneOf(allowed) = self.value {
            return Err(Problem::not_one_of(self.name, &allowed()));
        }
        Err(Problem::bad_parameter(self.name, &format!("must be {}", self.value.description())))
    }
}

impl Value {
    fn allows(self, text: &str) -> bool {
        match self {
            Value::Text => {
                let length = text.chars().count();
                length <= MAX_TEXT && !text.trim().is_empty() && !text.chars().any(char::is_control)
            }
            Value::Id(prefixes) => is_id(text, prefixes),
            Value::Country => country(text).is_some(),
            Value::Day => filter::days(text).is_some(),
            Value::Count { min, max, .. } => {
                whole(text).is_some_and(|it| (min..=max).contains(&it))
            }
            Value::Fraction => fraction(text).is_some(),
            Value::Cameo => Cameo::parse(text).is_some(),
            Value::OneOf(allowed) => allowed().contains(&text),
            Value::Cursor => Cursor::decode(text).is_some(),
        }
    }

    /// Reads on after "must be".
    pub fn description(self) -> String {
        match self {
            Value::Text => format!("1 to {MAX_TEXT} characters without control characters"),
            Value::Id(prefixes) => format!("an id that begins with {}", prefixes.join(", ")),
            Value::Country => "a country as ISO 3166-1 alpha-3 code, such as JPN".to_owned(),
            Value::Day => filter::DAY_FORMS.to_owned(),
            Value::Count { min, max, .. } => format!("a whole number from {min} to {max}"),
            Value::Fraction => "a number from 0 to 1".to_owned(),
            Value::Cameo => "a CAMEO code of one to four digits, such as 042 or 04".to_owned(),
            Value::OneOf(allowed) => format!("one of {}", allowed().join(", ")),
            Value::Cursor => "the `next` of an answer to the same question".to_owned(),
        }
    }
}

pub const LIMIT: Key = Key::new(
    "limit",
    Value::Count { min: 1, max: MAX_LIMIT, default: crate::query::cursor::LIMIT },
    "At most so many rows",
);

/// How lists are paged.
pub const PAGE: &[Key] =
    &[LIMIT, Key::new("cursor", Value::Cursor, "Go on where the answer with this `next` ended")];

/// A key that says yes or no; no unless it is given.
pub const fn flag(name: &'static str, about: &'static str) -> Key {
    Key::new(name, Value::OneOf(|| vec!["true", "false"]), about)
}

/// The values of a query, each of them checked.
#[derive(Debug, Default)]
pub struct Values(BTreeMap<&'static str, Vec<String>>);

impl Values {
    /// Checks a query against the keys that a route takes.
    pub fn parse(query: &str, keys: &[&[Key]]) -> Result<Self, Problem> {
        let pairs = query.split('&').filter(|it| !it.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        });
        let pairs: Option<Vec<(String, String)>> = pairs.collect();
        Values::of(&pairs.ok_or_else(Problem::bad_query)?, keys)
    }

    /// Checks keys and their values against the keys that a route takes.
    pub fn of(pairs: &[(String, String)], keys: &[&[Key]]) -> Result<Self, Problem> {
        let keys: Vec<&Key> = keys.iter().copied().flatten().collect();
        let mut values: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            let Some(key) = keys.iter().find(|it| it.name == name) else {
                let names: Vec<&str> = keys.iter().map(|it| it.name).collect();
                return Err(Problem::unknown_parameter(name, &names));
            };
            let given = values.entry(key.name).or_default();
            for value in key.split(value) {
                key.check(value)?;
                given.push(value.to_owned());
            }
            key.check_times(given.len())?;
        }
        let missing = keys.iter().find(|it| it.times.is_needed() && !values.contains_key(it.name));
        match missing {
            Some(key) => Err(Problem::bad_parameter(
                key.name,
                &format!("is needed and must be {}", key.value.description()),
            )),
            None => Ok(Values(values)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(String::as_str)
    }

    /// Whether a flag is given and says yes.
    pub fn says(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The number of a key, or the default that its table gives.
    pub fn count(&self, name: &str, keys: &[&[Key]]) -> usize {
        let default = || {
            let key = keys.iter().copied().flatten().find(|it| it.name == name);
            key.map_or(0, |it| match it.value {
                Value::Count { default, .. } => default,
                Value::Text
                | Value::Id(_)
                | Value::Country
                | Value::Day
                | Value::Fraction
                | Value::Cameo
                | Value::OneOf(_)
                | Value::Cursor => 0,
            })
        };
        self.get(name).and_then(whole).unwrap_or_else(default)
    }
}

/// A percent-encoded word of a query (WHATWG URL, application/x-www-form-urlencoded): plus is a space.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|it| char::from(it).to_digit(16));
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn is_id(text: &str, prefixes: &[&str]) -> bool {
    let Some((prefix, local)) = text.split_once(':') else { return false };
    prefixes.contains(&prefix)
        && !local.is_empty()
        && text.chars().count() <= MAX_TEXT
        && !text.chars().any(|it| it.is_control() || it.is_whitespace())
}

/// The alpha-3 code that a text gives, in capitals.
pub fn country(text: &str) -> Option<String> {
    let code = text.strip_prefix("country:").unwrap_or(text);
    let fits = code.len() == 3 && code.chars().all(|it| it.is_ascii_alphabetic());
    fits.then(|| code.to_ascii_uppercase())
}

fn whole(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.len() <= 9 && text.chars().all(|it| it.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A plain decimal from 0 to 1.
pub fn fraction(text: &str) -> Option<f64> {
    let plain = !text.is_empty()
        && text.len() <= 20
        && text.chars().all(|it| it.is_ascii_digit() || it == '.');
    let number: f64 = plain.then(|| text.parse().ok()).flatten()?;
    (0.0..=1.0).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&[Key]] = &[
        &[
            Key::new("q", Value::Text, "").needed(),
            Key::new("id", Value::Id(&["person", "country"]), "").many(),
            Key::new("country", Value::Country, ""),
            Key::new("by", Value::OneOf(|| vec!["month", "year"]), ""),
        ],
        FILTER,
        PAGE,
    ];

    #[test]
    fn what_is_refused_and_why() {
        let rows = [
            ("", Some("`q` is needed and must be 1 to 200 characters without control characters")),
            (
                "q=a&frm=2007",
                Some(
                    "`frm` is no parameter here; known are: q, id, country, by, from, to, as_of, known_at, min_sources, min_confidence, origin, in_person, limit, cursor",
                ),
            ),
            ("q=a&q=b", Some("`q` may be given only once")),
            ("q=", Some("`q` must be 1 to 200 characters without control characters")),
            ("q=%00", Some("`q` must be 1 to 200 characters without control characters")),
            ("q=%ff", Some("the query is not percent-encoded UTF-8")),
            ("q=%4", Some("the query is not percent-encoded UTF-8")),
            ("q=a&limit=0", Some("`limit` must be a whole number from 1 to 1000")),
            ("q=a&limit=100000", Some("`limit` must be a whole number from 1 to 1000")),
            ("q=a&limit=-1", Some("`limit` must be a whole number from 1 to 1000")),
            ("q=a&limit=+5", Some("`limit` must be a whole number from 1 to 1000")),
            (
                "q=a&limit=99999999999999999999",
                Some("`limit` must be a whole number from 1 to 1000"),
            ),
            (
                "q=a&from=2007-02-30",
                Some("`from` must be a day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY"),
            ),
            ("q=a&min_confidence=nan", Some("`min_confidence` must be a number from 0 to 1")),
            ("q=a&min_confidence=1.01", Some("`min_confidence` must be a number from 0 to 1")),
            ("q=a&id=lavrov", Some("`id` must be an id that begins with person, country")),
            ("q=a&id=place:x", Some("`id` must be an id that begins with person, country")),
            ("q=a&id=person:", Some("`id` must be an id that begins with person, country")),
            (
                "q=a&country=Japan",
                Some("`country` must be a country as ISO 3166-1 alpha-3 code, such as JPN"),
            ),
            ("q=a&by=day", Some("`by` must be one of month, year")),
            (
                "q=a&cursor=zzz",
                Some("`cursor` must be the `next` of an answer to the same question"),
            ),
            ("q=a&&from=2007&id=person:a&id=country:b&country=jpn&by=year&limit=1000", None),
            ("q=%3Cscript%3E+%22x%22&min_confidence=.5", None),
        ];
        for (query, expected) in rows {
            let detail = Values::parse(query, KEYS).err().map(|it| it.detail);
            assert_eq!(detail.as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn values_are_decoded() {
        let values = Values::parse("q=%3Cs%3E+%C3%A9&id=person:a&id=person:b", KEYS).unwrap();
        assert_eq!(values.get("q"), Some("<s> é"));
        assert_eq!(values.all("id"), ["person:a", "person:b"]);
        assert_eq!(values.get("by"), None);
        assert_eq!(values.count("limit", KEYS), 100);
    }
}

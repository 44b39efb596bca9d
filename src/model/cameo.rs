//! CAMEO codes (Schrodt 2012, CAMEO Conflict and Mediation Event Observations codebook 1.1b3) as numbers that sort like
//! their digits, and the PLOVER type of each.

use crate::model::code::EventType;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// Columns: code, PLOVER type, mode or nothing.
const TABLE: &str = include_str!("../../data/cameo.tsv");
/// A digit and the end are eleven signs.
const BASE: u16 = 11;
const MOST: usize = 4;

static KINDS: LazyLock<BTreeMap<Cameo, (EventType, Option<&'static str>)>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| {
        let mut columns = row.split('\t');
        let code = Cameo::parse(columns.next()?)?;
        let kind = EventType::parse(columns.next()?)?;
        Some((code, (kind, columns.next().filter(|it| !it.is_empty()))))
    });
    rows.collect()
});

/// One to four digits, or the beginning of such a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cameo(u16);

impl Cameo {
    pub const NONE: Cameo = Cameo(0);

    /// Nothing where it is not one to four digits.
    pub fn parse(text: &str) -> Option<Cameo> {
        if text.is_empty() || text.len() > MOST {
            return None;
        }
        let mut number = 0;
        for at in 0..MOST {
            let sign = match text.as_bytes().get(at) {
                Some(digit @ b'0'..=b'9') => u16::from(digit - b'0') + 1,
                Some(_) => return None,
                None => 0,
            };
            number = number * BASE + sign;
        }
        Some(Cameo(number))
    }

    /// Itself and all codes below it.
    pub fn below(self) -> Range<Cameo> {
        let mut width = 1;
        let mut rest = self.0;
        while rest != 0 && rest.is_multiple_of(BASE) {
            rest /= BASE;
            width *= BASE;
        }
        self..Cameo(self.0.saturating_add(width))
    }

    /// The PLOVER type and mode of the code, or of the nearest one above it that the table knows.
    pub fn kind(self) -> Option<(EventType, Option<&'static str>)> {
        let mut code = self;
        while code != Cameo::NONE {
            if let Some(kind) = KINDS.get(&code) {
                return Some(*kind);
            }
            code = code.above();
        }
        None
    }

    /// Without its last digit.
    pub fn above(self) -> Cameo {
        let mut width = BASE;
        while width <= BASE.pow(3) && self.0.is_multiple_of(width) {
            width *= BASE;
        }
        Cameo(self.0 / width * width)
    }
}

impl fmt::Display for Cameo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..4).rev() {
            match self.0 / BASE.pow(place) % BASE {
                0 => return Ok(()),
                sign => write!(f, "{}", sign - 1)?,
            }
        }
        Ok(())
    }
}

impl Serialize for Cameo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cameo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Cameo::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a CAMEO code has 1 to 4 digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_table_comes_back() {
        assert_eq!(KINDS.len(), TABLE.lines().count() - 1);
        for row in TABLE.lines().skip(1) {
            let text = row.split('\t').next().unwrap();
            let code = Cameo::parse(text).unwrap();
            assert_eq!(code.to_string(), text);
            for shorter in 1..=text.len() {
                assert!(
                    Cameo::parse(text.get(..shorter).unwrap()).unwrap().below().contains(&code),
                    "{text}"
                );
            }
            assert_eq!(code.above().to_string(), text.get(..text.len() - 1).unwrap());
        }
        assert!(!Cameo::parse("04").unwrap().below().contains(&Cameo::parse("05").unwrap()));
        assert!(!Cameo::parse("040").unwrap().below().contains(&Cameo::parse("04").unwrap()));
    }

    #[test]
    fn types_of_codes() {
        let rows = [
            ("042", Some((EventType::Consult, Some("visit")))),
            ("0429", Some((EventType::Consult, Some("visit")))),
            ("010", Some((EventType::Statement, None))),
            ("190", Some((EventType::Assault, None))),
            ("99", None),
        ];
        for (text, expected) in rows {
            let kind = Cameo::parse(text).unwrap().kind();
            assert_eq!(kind.map(|it| it.0), expected.map(|it| it.0), "{text}");
        }
        for text in ["", "04x", "04211", "é"] {
            assert_eq!(Cameo::parse(text), None, "{text}");
        }
    }
}

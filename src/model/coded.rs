//! Events that a machine coded elsewhere, with no sentence to show for them: rows of a GDELT 2.0 event export. They
//! stay apart from what articles tell: they are merged with nothing, and they support no fact but their own.
//! Deliberately absent: reading such files.

use crate::model::cameo::Cameo;
use crate::model::code::Kind;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use serde::Deserialize;
use serde::Serialize;

/// How sure a row is, whatever it says: most such rows are not borne out by the texts they come from.
pub const CONFIDENCE: f64 = 0.3;
/// What the id of a coded event begins with; the number follows with at least `DIGITS` digits.
const PREFIX: &str = "event:gdelt-";
const DIGITS: usize = 12;

/// Number of an entity in the table of coded entities.
pub type Number = u32;

/// One row. Entities by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coded {
    /// GlobalEventID.
    pub number: u64,
    pub day: Day,
    pub cameo: Cameo,
    /// Source and target.
    pub actors: [Option<CodedActor>; 2],
    pub place: Option<Number>,
    /// NumSources.
    pub sources: u32,
    /// The day on which it was added to the export.
    pub known: Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedActor {
    pub entity: Number,
    pub on_behalf_of: Option<Number>,
}

/// An entity that rows name. Where articles name it too, what they say is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedEntity {
    pub number: Number,
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub country: Option<EntityId>,
    /// Further names, sorted.
    pub names: Vec<String>,
}

/// A row with what only the store keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedRow {
    pub coded: Coded,
    pub url: Option<String>,
}

/// What one batch of an import adds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coding {
    /// New ones, or known ones with other names.
    pub entities: Vec<CodedEntity>,
    pub rows: Vec<CodedRow>,
}

impl Coding {
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.rows.is_empty()
    }
}

/// All rows of a store: entities by number, events by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedRows {
    pub entities: Vec<CodedEntity>,
    pub events: Vec<Coded>,
}

/// As an import would bring them, but without what only the store keeps.
impl From<CodedRows> for Coding {
    fn from(all: CodedRows) -> Self {
        let bare = |coded| CodedRow { coded, url: None };
        Coding { entities: all.entities, rows: all.events.into_iter().map(bare).collect() }
    }
}

/// The id of the coded event of this number.
pub fn event_id(number: u64) -> EventId {
    EventId::new(format!("{PREFIX}{number:0DIGITS$}"))
}

/// The number of a coded event of this id.
pub fn number_of(id: &EventId) -> Option<u64> {
    let digits = id.as_str().strip_prefix(PREFIX)?;
    let number = digits.parse().ok()?;
    (event_id(number) == *id).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_numbers() {
        assert_eq!(event_id(1_000_017).as_str(), "event:gdelt-000001000017");
        assert_eq!(number_of(&event_id(u64::MAX)), Some(u64::MAX));
        for id in ["event:gdelt-17", "event:gdelt-+00000000017", "event:2007-10-23-a", ""] {
            assert_eq!(number_of(&EventId::new(id)), None, "{id}");
        }
    }
}

//! When something happened: EDTF (ISO 8601-2) with the earliest and the latest day it allows.

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

/// A time as a reading gives it. Days are `YYYY-MM-DD`; an open end is null.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Time {
    pub edtf: String,
    pub earliest: Option<String>,
    pub latest: Option<String>,
    /// The words of the article that say so; null where the publication date was taken.
    pub text: Option<String>,
}

impl Time {
    /// How many days it leaves open; nothing if one end is open.
    pub fn days(&self) -> Option<i32> {
        if self.earliest == self.latest && self.earliest.is_some() {
            return Some(1);
        }
        let first: Date = self.earliest.as_deref()?.parse().ok()?;
        let last: Date = self.latest.as_deref()?.parse().ok()?;
        first.until(last).ok().map(|it| it.get_days() + 1)
    }

    /// Whether some day lies in both; an open end reaches as far as asked.
    pub fn overlaps(&self, from: Option<&str>, to: Option<&str>) -> bool {
        let starts_in_time = match (self.earliest.as_deref(), to) {
            (Some(earliest), Some(to)) => earliest <= to,
            _ => true,
        };
        let ends_in_time = match (self.latest.as_deref(), from) {
            (Some(latest), Some(from)) => latest >= from,
            _ => true,
        };
        starts_in_time && ends_in_time
    }
}

//! When something happened: EDTF (ISO 8601-2) with the earliest and the latest day it allows.

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

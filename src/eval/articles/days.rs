//! The days that a time covers, and when two times are one.

use crate::eval::articles::gold::Meeting;
use crate::model::time::Time;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// Days that a gold time with a start only covers after it, and one with an end only before it.
const AFTER_START: i64 = 45;
const BEFORE_END: i64 = 400;
/// Days that the time of the reading may be longer.
const LONGER: i32 = 31;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
    pub fn of_gold(meeting: &Meeting) -> Option<Self> {
        match (meeting.start.as_deref(), meeting.end.as_deref()) {
            (Some(start), Some(end)) => Some(Days::new(first(start)?, last(end)?)),
            (Some(start), None) => {
                let last = last(start)?.checked_add(AFTER_START.days()).ok()?;
                Some(Days::new(first(start)?, last))
            }
            (None, Some(end)) => {
                let first = first(end)?.checked_sub(BEFORE_END.days()).ok()?;
                Some(Days::new(first, last(end)?))
            }
            (None, None) => None,
        }
    }

    /// An open end counts as the day that is known.
    pub fn of_time(time: &Time) -> Option<Self> {
        let start = time.earliest.as_deref().or(time.latest.as_deref())?;
        let end = time.latest.as_deref().unwrap_or(start);
        Some(Days::new(first(start)?, last(end)?))
    }

    fn new(a: Date, b: Date) -> Self {
        Days { first: a.min(b), last: a.max(b) }
    }

    fn length(self) -> i32 {
        self.first.until(self.last).map_or(i32::MAX, |it| it.get_days())
    }

    /// A time of the reading fits one of the gold: a day in common, and not much longer.
    pub fn fits(self, gold: Days) -> bool {
        let overlap = self.first <= gold.last && gold.first <= self.last;
        overlap && self.length() <= gold.length().saturating_add(LONGER)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

/// The first day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn first(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |it| it.parse().ok())?;
    let day = parts.next().map_or(Some(1), |it| it.parse().ok())?;
    Date::new(year, month, day).ok()
}

fn last(text: &str) -> Option<Date> {
    let day = first(text)?;
    match text.split('-').count() {
        1 => Some(day.last_of_year()),
        2 => Some(day.last_of_month()),
        _ => Some(day),
    }
}

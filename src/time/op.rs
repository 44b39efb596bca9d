//! What a rule makes of the captures of its pattern. `value = { op = "..." }` in data/time.

use crate::time::dates::Relation;
use crate::time::period::Unit;
use serde::Deserialize;

/// By what the value is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Op {
    Calendar(Calendar),
    Counted(Counted),
    Inner(Inner),
}

/// Names and numbers of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Calendar {
    /// Day and month, with or without year.
    Date,
    /// Two days of one month or two.
    DateRange,
    /// A day of the nearest month.
    DayOfMonth,
    /// A fixed day of every year.
    Holiday {
        month: i8,
        day: i8,
    },
    Weekday {
        which: Which,
    },
    /// Two weekdays in a row.
    WeekdayPair,
    /// A month or season, with or without year.
    Named {
        which: Which,
    },
    /// Two months of one year.
    MonthRange,
    Year,
    YearRange,
    Decade,
    /// Ordinal of a century.
    Century,
}

/// What counts from the reference day or from the date that was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Counted {
    /// Days from the reference day.
    Today { shift: i32 },
    /// The unit that lies `shift` from that of the reference day; the captured unit where none is given.
    Relative { shift: i32, unit: Option<Unit> },
    /// The weekend that the tense says.
    Weekend,
    /// A count of units before the reference day; two to seven without a count.
    Ago,
    /// A count of units after the reference day; only beside a future verb.
    Ahead,
    /// From the reference day to a count of units after it; only beside a future verb.
    Within,
    /// A count of units up to the reference day, or after it; `count` or seven without one in the text.
    Rolling { forward: bool, count: Option<i32> },
    /// From the beginning of the captured unit to the reference day.
    SoFar,
    /// From the reference day to the end of the captured unit.
    Rest,
    /// A count of units before or after the date that was told last.
    Moved { back: bool },
    /// The unit around the date that was told last; the captured one where none is given.
    Same { unit: Option<Unit> },
    /// The unit that "of the year" means: with a future verb that of the reference day, else that of the date told last.
    OfUnit,
    /// A month, season, weekday or day inside a unit: the one that the captured shift leads to, or the one told last.
    Inside {
        unit: Unit,
        #[serde(default)]
        told: bool,
    },
}

/// What is made of inner expressions, or of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Inner {
    /// A time of day: no calendar value of its own.
    Hour,
    /// The value of the inner expression.
    Point,
    /// The first, middle or last third.
    Part { part: Part },
    /// The quarter or half that the ordinal counts, of the inner expression or of the nearest year; the last one with `last`.
    Nth {
        unit: Unit,
        #[serde(default)]
        last: bool,
    },
    /// The first or last units.
    Edge {
        #[serde(default)]
        last: bool,
    },
    /// The same, only roughly.
    Around,
    /// From one inner expression to the other.
    Range,
    /// How the inner expression bounds an event; `future` fixes the direction that it counts in.
    Relation {
        relation: Relation,
        #[serde(default)]
        future: bool,
    },
    /// A length of time from something that is no date.
    Distance,
}

/// Which one of many of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// As the verb's tense says.
    Nearest,
    Last,
    This,
    Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Early,
    Mid,
    Late,
}

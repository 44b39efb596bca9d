//! A day as one number, so that walks compare numbers and not texts.

use serde::Deserialize;
use serde::Serialize;
use std::fmt;

/// A calendar day as `yyyymmdd`; `NONE`, which is later than all others, where none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

impl Day {
    pub const NONE: Day = Day(i32::MAX);
    /// Earlier than all days.
    pub const FIRST: Day = Day(i32::MIN);
    /// Later than all days but `NONE`.
    pub const LAST: Day = Day(i32::MAX - 1);

    /// `yyyymmdd`, taken as it is.
    pub fn new(number: i32) -> Day {
        Day(number)
    }

    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that `YYYY-MM-DD` writes; `NONE` for any other text.
    pub fn parse(text: &str) -> Day {
        let mut digits = 0_i32;
        for (at, byte) in text.bytes().enumerate() {
            match (at, byte) {
                (4 | 7, b'-') => {}
                (0..=9, b'0'..=b'9') if at != 4 && at != 7 => {
                    digits = digits * 10 + i32::from(byte - b'0');
                }
                _ => return Day::NONE,
            }
        }
        if text.len() == 10 { Day(digits) } else { Day::NONE }
    }

    pub fn of(text: Option<&str>) -> Day {
        text.map_or(Day::NONE, Day::parse)
    }

    pub fn is_known(self) -> bool {
        self != Day::NONE
    }

    /// As `YYYY-MM-DD`; none where no day is known.
    pub fn text(self) -> Option<String> {
        self.is_known().then(|| self.to_string())
    }

    /// The later of two days; the other where one is not known.
    pub fn later(self, other: Day) -> Day {
        if self == Day::NONE || (other.is_known() && other > self) { other } else { self }
    }

    /// A number that grows with the days, as if all months had 31.
    pub fn ordinal(self) -> i32 {
        (self.0 / 10_000 * 12 + self.0 / 100 % 100) * 31 + self.0 % 100
    }

    /// The same day a month earlier, whether or not the calendar has it: 31 less by `ordinal`.
    pub fn month_before(self) -> Day {
        let less = if self.0 / 100 % 100 == 1 { 8900 } else { 100 };
        Day(self.0.saturating_sub(less))
    }

    pub fn year(self) -> i32 {
        self.0 / 10_000
    }

    /// Year and month as `yyyymm`.
    pub fn month(self) -> i32 {
        self.0 / 100
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_days() {
        assert_eq!(Day::parse("2007-10-23"), Day::new(20_071_023));
        assert_eq!(Day::new(20_071_023).to_string(), "2007-10-23");
        assert_eq!(Day::parse("0001-01-01").to_string(), "0001-01-01");
        assert_eq!(Day::new(20_071_023).month(), 200_710);
        for text in ["", "2007", "2007-10", "2007-10-2x", "20071023", "2007-10-231", "2007/10/23"] {
            assert_eq!(Day::parse(text), Day::NONE, "{text}");
        }
        assert_eq!(Day::NONE.text(), None);
        for (day, before) in [("2007-10-23", "2007-09-23"), ("2008-01-31", "2007-12-31")] {
            let (day, before) = (Day::parse(day), Day::parse(before));
            assert_eq!(day.month_before(), before);
            assert_eq!(day.ordinal() - before.ordinal(), 31);
        }
        assert!(Day::FIRST < Day::parse("0000-01-01") && Day::parse("9999-12-31") < Day::LAST);
    }
}

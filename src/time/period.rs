//! A stretch of calendar time with the precision in which it was told, and its EDTF form (ISO 8601-2).

use jiff::civil::Date;

/// What a period is one of; parts and shifts depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    /// Any other stretch of days, months or years.
    Span,
}

pub const DAYS_OF_YEAR: i32 = 366;

/// How exact the ends are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Day,
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First and last day.
    pub start: Date,
    pub end: Date,
    pub unit: Unit,
    pub grain: Grain,
    /// Days by which either end may be off; any make it approximate.
    pub slack: i32,
    /// The end of something longer: "before" reaches up to its last day.
    pub tail: bool,
}

impl Period {
    fn new(start: Date, end: Date, unit: Unit, grain: Grain) -> Self {
        Period { start, end, unit, grain, slack: 0, tail: false }
    }

    pub fn day(day: Date) -> Self {
        Period::new(day, day, Unit::Day, Grain::Day)
    }

    pub fn days(start: Date, end: Date) -> Self {
        Period::new(start, end, Unit::Span, Grain::Day)
    }

    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        Some(Period::new(start, start.last_of_month(), Unit::Month, Grain::Month))
    }

    pub fn year(year: i16) -> Option<Self> {
        Period::years(year, year, Unit::Year)
    }

    /// Whole years, the last one included.
    pub fn years(first: i16, last: i16, unit: Unit) -> Option<Self> {
        let start = Date::new(first, 1, 1).ok()?;
        let end = Date::new(last, 12, 31).ok()?;
        Some(Period::new(start, end, unit, Grain::Year))
    }

    /// `count` whole months from the one that `start` lies in.
    pub fn months(start: Date, count: i32, unit: Unit) -> Option<Self> {
        let start = start.first_of_month();
        let last = plus(start, count.checked_sub(1)?, Unit::Month)?;
        Some(Period::new(start, last.last_of_month(), unit, Grain::Month))
    }

    /// The period of a unit that a day lies in.
    pub fn around(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Hour | Unit::Day => Some(Period::day(day)),
            Unit::Week => {
                let monday = monday_of(day)?;
                Some(Period::new(monday, plus(monday, 6, Unit::Day)?, Unit::Week, Grain::Day))
            }
            Unit::Weekend => {
                let saturday = plus(monday_of(day)?, 5, Unit::Day)?;
                let sunday = plus(saturday, 1, Unit::Day)?;
                Some(Period::new(saturday, sunday, Unit::Weekend, Grain::Day))
            }
            Unit::Month => Period::month(year, month),
            Unit::Quarter => {
                Period::months(Date::new(year, (month - 1) / 3 * 3 + 1, 1).ok()?, 3, unit)
            }
            Unit::Half => {
                Period::months(Date::new(year, (month - 1) / 6 * 6 + 1, 1).ok()?, 6, unit)
            }
            Unit::Season => {
                let start = plus(day, -i32::from(month % 3), Unit::Month)?;
                Period::months(start, 3, unit)
            }
            Unit::Year => Period::year(year),
            Unit::Decade => {
                let first = year.div_euclid(10) * 10;
                Period::years(first, first.checked_add(9)?, unit)
            }
            Unit::Century => {
                let first = (year - 1).div_euclid(100) * 100 + 1;
                Period::years(first, first.checked_add(99)?, unit)
            }
            Unit::Span => None,
        }
    }

    /// From the start of one to the end of the other; none when they stand the wrong way round.
    pub fn through(self, last: Period) -> Option<Self> {
        let grain = if self.grain == last.grain { self.grain } else { Grain::Day };
        (self.start <= last.end).then(|| Period::new(self.start, last.end, Unit::Span, grain))
    }

    pub fn edtf(&self) -> String {
        let mark = if self.slack > 0 { "~" } else { "" };
        if matches!(self.unit, Unit::Day | Unit::Month | Unit::Year) || self.start == self.end {
            return format!("{}{mark}", self.first());
        }
        format!("{}{mark}/{}{mark}", self.first(), self.last())
    }

    /// The first and last day that it may reach to.
    pub fn bounds(&self) -> (Date, Date) {
        let start = plus(self.start, -self.slack, Unit::Day).unwrap_or(self.start);
        let end = plus(self.end, self.slack, Unit::Day).unwrap_or(self.end);
        (start, end)
    }

    /// The start, as exact as it was told.
    pub fn first(&self) -> String {
        edge(self.start, self.grain)
    }

    /// The end, as exact as it was told.
    pub fn last(&self) -> String {
        edge(self.end, self.grain)
    }
}

fn edge(day: Date, grain: Grain) -> String {
    match grain {
        Grain::Day => day.to_string(),
        Grain::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Grain::Year => format!("{:04}", day.year()),
    }
}

fn monday_of(day: Date) -> Option<Date> {
    plus(day, -i32::from(day.weekday().to_monday_zero_offset()), Unit::Day)
}

/// A day moved by a number of units; the end of the month holds (31 January plus a month is 28 February).
pub fn plus(day: Date, count: i32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Hour => span.try_days(0),
        Unit::Day | Unit::Span => span.try_days(count),
        Unit::Week | Unit::Weekend => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter | Unit::Season => span.try_months(count.checked_mul(3)?),
        Unit::Half => span.try_months(count.checked_mul(6)?),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count.checked_mul(10)?),
        Unit::Century => span.try_years(count.checked_mul(100)?),
    };
    let moved = day.checked_add(span.ok()?).ok()?;
    (1..=9999).contains(&moved.year()).then_some(moved)
}

#[cfg(test)]
mod tests {
    use crate::time::period::Period;
    use crate::time::period::Unit;
    use jiff::civil::date;

    #[test]
    fn periods_around_a_day() {
        let rows = [
            (Unit::Day, "2007-10-23"),
            (Unit::Week, "2007-10-22/2007-10-28"),
            (Unit::Weekend, "2007-10-27/2007-10-28"),
            (Unit::Month, "2007-10"),
            (Unit::Quarter, "2007-10/2007-12"),
            (Unit::Season, "2007-09/2007-11"),
            (Unit::Half, "2007-07/2007-12"),
            (Unit::Year, "2007"),
            (Unit::Decade, "2000/2009"),
            (Unit::Century, "2001/2100"),
        ];
        for (unit, expected) in rows {
            let found = Period::around(date(2007, 10, 23), unit).map(|it| it.edtf());
            assert_eq!(found.as_deref(), Some(expected), "{unit:?}");
        }
        let winter = Period::around(date(2008, 1, 5), Unit::Season).map(|it| it.edtf());
        assert_eq!(winter.as_deref(), Some("2007-12/2008-02"));
    }
}

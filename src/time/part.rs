//! Parts of periods: thirds, quarters and halves, first and last units, a month inside a year.

use crate::time::calendar::months_of;
use crate::time::calendar::weekday;
use crate::time::calendar::year16;
use crate::time::counted::unit_of;
use crate::time::op::Part;
use crate::time::op::Which;
use crate::time::pattern::Node;
use crate::time::period::Period;
use crate::time::period::Unit;
use crate::time::period::plus;
use crate::time::value::Frame;
use crate::time::words::Class;
use jiff::civil::Date;

/// The early, middle or late third. A day has none: "late on Monday" is Monday.
pub fn third(whole: Period, part: Part) -> Option<Period> {
    let number = match part {
        Part::Early => 0,
        Part::Mid => 1,
        Part::Late => 2,
    };
    let months = |each: i32, unit: Unit| {
        Period::months(plus(whole.start, number * each, Unit::Month)?, each, unit)
    };
    let pick = |early, mid, late| match part {
        Part::Early => early,
        Part::Mid => mid,
        Part::Late => late,
    };
    let found = match whole.unit {
        Unit::Hour | Unit::Day => return Some(whole),
        Unit::Week => days(whole, pick((0, 2), (1, 3), (3, 6))),
        Unit::Month => {
            let last = i32::from(whole.end.day()) - 1;
            days(whole, pick((0, 9), (10, 19), (20, last)))
        }
        Unit::Quarter | Unit::Season => months(1, Unit::Month),
        Unit::Half => months(2, Unit::Span),
        Unit::Year => months(4, Unit::Span),
        Unit::Decade => years(whole, pick((0, 3), (4, 6), (7, 9))),
        Unit::Century => years(whole, pick((0, 32), (33, 65), (66, 99))),
        Unit::Weekend | Unit::Span => None,
    };
    found.map(|it| Period { tail: part == Part::Late, ..it })
}

fn days(whole: Period, (first, last): (i32, i32)) -> Option<Period> {
    let start = plus(whole.start, first, Unit::Day)?;
    Some(Period::days(start, plus(whole.start, last, Unit::Day)?))
}

fn years(whole: Period, (first, last): (i32, i32)) -> Option<Period> {
    let year = i32::from(whole.start.year());
    Period::years(year16(year + first)?, year16(year + last)?, Unit::Span)
}

/// Which quarter or half is meant, if there is such a one.
pub fn ordinal(node: &Node, unit: Unit, last: bool) -> Option<i32> {
    let parts = parts_of_year(unit);
    let ordinal = if last { parts } else { node.get(Class::Ordinal)? };
    (1..=parts).contains(&ordinal).then_some(ordinal)
}

fn parts_of_year(unit: Unit) -> i32 {
    if unit == Unit::Quarter { 4 } else { 2 }
}

/// A quarter or half of the nearest year on the side of the tense.
pub fn nearest(unit: Unit, ordinal: i32, frame: Frame<'_>) -> Option<Period> {
    let today = frame.reference?;
    let year = today.year();
    let found = |year: i16| in_year(year, unit, ordinal);
    if frame.future {
        [year, year + 1].into_iter().filter_map(found).find(|it| it.end >= today)
    } else {
        [year, year - 1].into_iter().filter_map(found).find(|it| it.start <= today)
    }
}

/// A quarter or half of a year, half of a month, decade or century.
pub fn nth(unit: Unit, ordinal: i32, whole: Period) -> Option<Period> {
    let half = |first, second| match (unit, ordinal) {
        (Unit::Half, 1) => Some(first),
        (Unit::Half, 2) => Some(second),
        _ => None,
    };
    match whole.unit {
        Unit::Year => in_year(whole.start.year(), unit, ordinal),
        Unit::Month => days(whole, half((0, 14), (15, i32::from(whole.end.day()) - 1))?),
        Unit::Decade => years(whole, half((0, 4), (5, 9))?),
        Unit::Century => years(whole, half((0, 49), (50, 99))?),
        Unit::Hour | Unit::Day | Unit::Weekend | Unit::Week => None,
        Unit::Quarter | Unit::Season | Unit::Half | Unit::Span => None,
    }
}

fn in_year(year: i16, unit: Unit, ordinal: i32) -> Option<Period> {
    let length = 12 / parts_of_year(unit);
    let start = plus(Date::new(year, 1, 1).ok()?, (ordinal - 1) * length, Unit::Month)?;
    Period::months(start, length, unit)
}

/// "the first five months of the year"
pub fn edge(node: &Node, last: bool, whole: Period) -> Option<Period> {
    let count = node.get(Class::Number).unwrap_or(1);
    let unit = unit_of(node)?;
    let inside = |it: &Period| whole.start <= it.start && it.end <= whole.end && count > 0;
    let day_after = plus(whole.end, 1, Unit::Day)?;
    let start = if last { plus(day_after, count.checked_neg()?, unit)? } else { whole.start };
    let found = match unit {
        Unit::Month => Period::months(start, count, Unit::Span),
        Unit::Day | Unit::Week => {
            let end = plus(plus(start, count, unit)?, -1, Unit::Day)?;
            Some(Period::days(start, end))
        }
        Unit::Year => {
            let first = i32::from(start.year());
            Period::years(start.year(), year16(first + count - 1)?, Unit::Span)
        }
        Unit::Hour | Unit::Weekend | Unit::Quarter | Unit::Season => None,
        Unit::Half | Unit::Decade | Unit::Century | Unit::Span => None,
    };
    found.filter(inside)
}

/// A month, season or date of a year, a day of a month, a weekday of a week.
pub fn inside(node: &Node, whole: Period) -> Option<Period> {
    let year = whole.start.year();
    match (whole.unit, node.small(Class::Month), node.small(Class::Day)) {
        (Unit::Year, Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
        (Unit::Year, Some(month), None) => Period::month(year, month),
        (Unit::Year, None, None) => months_of(year, node.small(Class::Season)?, 3),
        (Unit::Month, None, Some(day)) => {
            Date::new(year, whole.start.month(), day).ok().map(Period::day)
        }
        (Unit::Week, None, None) => {
            let frame =
                Frame { reference: Some(whole.start), future: true, published: None, told: &[] };
            weekday(node.get(Class::Weekday)?, Which::This, frame)
        }
        _ => None,
    }
}

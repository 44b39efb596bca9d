//! Values of the names and numbers of the calendar. What is told without a year is the nearest one on the side of the
//! reference day that the tense says.

use crate::time::op::Calendar;
use crate::time::op::Which;
use crate::time::pattern::Node;
use crate::time::period::DAYS_OF_YEAR;
use crate::time::period::Period;
use crate::time::period::Unit;
use crate::time::period::plus;
use crate::time::value::Frame;
use crate::time::words::Class;
use jiff::civil::Date;

pub fn period(op: Calendar, node: &Node, frame: Frame<'_>) -> Option<Period> {
    match op {
        Calendar::Date => {
            let (month, day) = (month_of(node, 0)?, node.small(Class::Day)?);
            dated(node.year(), month, day, frame).map(Period::day)
        }
        Calendar::DateRange => date_range(node, frame),
        Calendar::DayOfMonth => day_of_month(node.small(Class::Day)?, frame).map(Period::day),
        Calendar::Holiday { month, day } => dated(node.year(), month, day, frame).map(Period::day),
        Calendar::Weekday { which } => weekday(node.get(Class::Weekday)?, which, frame),
        Calendar::WeekdayPair => weekday_pair(node, frame),
        Calendar::Named { which } => named(node, which, frame),
        Calendar::MonthRange => month_range(node, frame),
        Calendar::Year => Period::year(node.year()?),
        Calendar::YearRange => year_range(node),
        Calendar::Decade => {
            Period::around(Date::new(year16(node.get(Class::Decade)?)?, 1, 1).ok()?, Unit::Decade)
        }
        Calendar::Century => {
            let ordinal = node.get(Class::Ordinal).filter(|it| (1..=30).contains(it))?;
            let first = year16(ordinal * 100 - 99)?;
            Period::years(first, first.checked_add(99)?, Unit::Century)
        }
    }
}

pub fn year16(year: i32) -> Option<i16> {
    i16::try_from(year).ok()
}

fn month_of(node: &Node, n: usize) -> Option<i8> {
    let month = node.nth(Class::Month, n).or_else(|| node.nth(Class::MonthNumber, n))?;
    i8::try_from(month).ok()
}

/// A day of the year told, else the nearest such day on the side of the reference day that the tense says.
fn dated(year: Option<i16>, month: i8, day: i8, frame: Frame<'_>) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let today = frame.reference?;
    let coming = on_side(month, day, today, true);
    if frame.future {
        return coming;
    }
    let past = on_side(month, day, today, false);
    match (past, coming) {
        (Some(past), Some(coming)) if is_rather(coming, past, today) => Some(coming),
        _ => past,
    }
}

/// Days after which a past day without its year is rather a coming one: in all cases, and in the year before.
const MOST_DAYS_AGO: i32 = 300;
const MOST_DAYS_AGO_LAST_YEAR: i32 = 180;

/// Newspapers leave out the year where it is the current one, whatever the tense around the date.
fn is_rather(coming: Date, past: Date, today: Date) -> bool {
    let ago = today.since(past).map_or(0, |it| it.get_days());
    let this_year = coming.year() == today.year();
    // Of 29 February the last one may be years ago.
    ago <= DAYS_OF_YEAR && (ago > MOST_DAYS_AGO || (this_year && ago > MOST_DAYS_AGO_LAST_YEAR))
}

/// The nearest such day before or after; eight years reach the next 29 February across any century.
fn on_side(month: i8, day: i8, today: Date, ahead: bool) -> Option<Date> {
    (0..=8).find_map(|distance: i16| {
        let distance = if ahead { distance } else { -distance };
        let found = Date::new(today.year().checked_add(distance)?, month, day).ok()?;
        let fits = if ahead { found >= today } else { found <= today };
        fits.then_some(found)
    })
}

/// The nearest day of that number on the side of the tense; a month without it is passed over.
fn day_of_month(day: i8, frame: Frame<'_>) -> Option<Date> {
    let today = frame.reference?;
    (0..=2).find_map(|distance| {
        let distance = if frame.future { distance } else { -distance };
        let month = plus(today.first_of_month(), distance, Unit::Month)?;
        let found = Date::new(month.year(), month.month(), day).ok()?;
        let fits = if frame.future { found >= today } else { found <= today };
        fits.then_some(found)
    })
}

fn date_range(node: &Node, frame: Frame<'_>) -> Option<Period> {
    let (first, second) = (node.nth(Class::Day, 0)?, node.nth(Class::Day, 1)?);
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let start_month = month_of(node, 0)?;
    let end_month = month_of(node, 1).unwrap_or(start_month);
    let end = dated(node.year(), end_month, second, frame)?;
    let before_year_end = start_month <= end_month;
    let year = if before_year_end { end.year() } else { end.year().checked_sub(1)? };
    let start = Date::new(year, start_month, first).ok()?;
    (start < end).then(|| Period::days(start, end))
}

/// "February and March"
fn month_range(node: &Node, frame: Frame<'_>) -> Option<Period> {
    let (first, second) = (month_of(node, 0)?, month_of(node, 1)?);
    let end = match node.year() {
        Some(year) => Period::month(year, second)?,
        None => nearest_months(second, 1, Which::Nearest, frame)?,
    };
    let year = if first <= second { end.start.year() } else { end.start.year().checked_sub(1)? };
    Period::month(year, first)?.through(end)
}

/// "1998 - 2003", "1941 - 45"
fn year_range(node: &Node) -> Option<Period> {
    let first = node.nth(Class::Year, 0)?;
    let last = match node.nth(Class::Year, 1) {
        Some(year) => year,
        None => first.div_euclid(100) * 100 + node.get(Class::ShortYear)?,
    };
    (first < last).then(|| Period::years(year16(first)?, year16(last)?, Unit::Span)).flatten()
}

pub fn weekday(day: i32, which: Which, frame: Frame<'_>) -> Option<Period> {
    let reaches_publication = which == Which::Nearest && !frame.future;
    let published = frame.published.filter(|_| reaches_publication);
    let reference = published.or(frame.reference)?;
    let today = i32::from(reference.weekday().to_monday_zero_offset());
    let in_week = day - today;
    let back = (today - day).rem_euclid(7);
    let shift = match which {
        Which::Nearest if frame.future => in_week.rem_euclid(7),
        Which::Nearest => -back,
        Which::Last => -(if back == 0 { 7 } else { back }),
        Which::This => in_week,
        Which::Next => in_week + 7,
    };
    plus(reference, shift, Unit::Day).map(Period::day)
}

fn weekday_pair(node: &Node, frame: Frame<'_>) -> Option<Period> {
    let (first, second) = (node.nth(Class::Weekday, 0)?, node.nth(Class::Weekday, 1)?);
    if frame.future {
        let start = weekday(first, Which::Nearest, frame)?.start;
        let end = plus(start, (second - first).rem_euclid(7), Unit::Day)?;
        return Some(Period::days(start, end));
    }
    let end = weekday(second, Which::Nearest, frame)?.start;
    Some(Period::days(plus(end, -(second - first).rem_euclid(7), Unit::Day)?, end))
}

/// A month or a season.
fn named(node: &Node, which: Which, frame: Frame<'_>) -> Option<Period> {
    let (month, count) = match (month_of(node, 0), node.get(Class::Season)) {
        (Some(month), _) => (month, 1),
        (None, Some(season)) => (i8::try_from(season).ok()?, 3),
        (None, None) => return None,
    };
    match node.year() {
        Some(year) => months_of(year, month, count),
        None => nearest_months(month, count, which, frame),
    }
}

pub fn months_of(year: i16, month: i8, count: i32) -> Option<Period> {
    let unit = if count == 1 { Unit::Month } else { Unit::Season };
    Period::months(Date::new(year, month, 1).ok()?, count, unit)
}

fn nearest_months(month: i8, count: i32, which: Which, frame: Frame<'_>) -> Option<Period> {
    let today = frame.reference?;
    let year = today.year();
    let candidates =
        |years: [i16; 3]| years.into_iter().filter_map(move |it| months_of(it, month, count));
    let (down, up) = ([year + 1, year, year - 1], [year - 1, year, year + 1]);
    match which {
        Which::Nearest if frame.future => candidates(up).find(|it| it.end >= today),
        Which::Nearest => candidates(down).find(|it| it.start <= today),
        Which::Last => candidates(down).find(|it| it.end < today),
        Which::Next => candidates(up).find(|it| it.start > today),
        Which::This => months_of(year, month, count),
    }
}

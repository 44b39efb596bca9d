//! Values that count from the reference day, or from the date that was told last.

use crate::time::op::Counted;
use crate::time::part;
use crate::time::pattern::Node;
use crate::time::period::DAYS_OF_YEAR;
use crate::time::period::Period;
use crate::time::period::Unit;
use crate::time::period::plus;
use crate::time::value::Frame;
use crate::time::words::Class;
use crate::time::words::UNITS;
use jiff::civil::Date;

/// What "a few" and "several" reach up to.
const FEW: i32 = 7;

pub fn period(op: Counted, node: &Node, frame: Frame<'_>) -> Option<Period> {
    let unit = unit_of(node);
    match op {
        Counted::Today { shift } => plus(frame.reference?, shift, Unit::Day).map(Period::day),
        Counted::Relative { shift, unit: fixed } => relative(shift, fixed.or(unit)?, frame),
        Counted::Weekend => weekend(frame),
        Counted::Ago => counted(node, true, frame.reference?),
        Counted::Ahead => counted(node, false, frame.reference.filter(|_| frame.future)?),
        Counted::Within => {
            let today = frame.reference.filter(|_| frame.future)?;
            Some(Period::days(today, plus(today, node.get(Class::Number)?, unit?)?))
        }
        Counted::Rolling { forward, count } => rolling(node, forward, count, frame.reference?),
        Counted::SoFar => {
            let today = frame.reference?;
            Some(Period::days(Period::around(today, unit?)?.start, today))
        }
        Counted::Rest => {
            let today = frame.reference?;
            Some(Period::days(today, Period::around(today, unit?)?.end))
        }
        Counted::Moved { back } => moved(node, back, frame),
        Counted::Same { unit: fixed } => {
            let unit = fixed.or(unit)?;
            Period::around(anchor(unit, frame)?, unit)
        }
        Counted::OfUnit => {
            let from = if frame.future { frame.reference } else { anchor(unit?, frame) };
            Period::around(from?, unit?)
        }
        Counted::Inside { unit, told: true } => {
            part::inside(node, Period::around(anchor(unit, frame)?, unit)?)
        }
        Counted::Inside { unit, told: false } => {
            part::inside(node, relative(node.get(Class::Shift)?, unit, frame)?)
        }
    }
}

pub fn unit_of(node: &Node) -> Option<Unit> {
    nth_unit(node, 0)
}

fn nth_unit(node: &Node, n: usize) -> Option<Unit> {
    UNITS.get(usize::try_from(node.nth(Class::Unit, n)?).ok()?).copied()
}

fn relative(shift: i32, unit: Unit, frame: Frame<'_>) -> Option<Period> {
    Period::around(plus(frame.reference?, shift, unit)?, unit)
}

/// The weekend at hand; before it the last one, unless the verb speaks of the future.
fn weekend(frame: Frame<'_>) -> Option<Period> {
    let this = relative(0, Unit::Weekend, frame)?;
    let begun = this.start <= frame.reference?;
    if begun || frame.future { Some(this) } else { relative(-1, Unit::Weekend, frame) }
}

/// A count of units from a day: as exact as the unit. A few of them are a stretch.
fn counted(node: &Node, back: bool, from: Date) -> Option<Period> {
    let unit = unit_of(node)?;
    let sign = if back { -1 } else { 1 };
    let Some(count) = node.get(Class::Number) else {
        let (near, far) = (plus(from, 2 * sign, unit)?, plus(from, FEW * sign, unit)?);
        return if back { few(far, near, unit) } else { few(near, far, unit) };
    };
    let moved = plus(from, count.checked_mul(sign)?, unit)?;
    // "forty years ago this month"
    let told = nth_unit(node, 1);
    let period = Period::around(moved, told.unwrap_or(exactness(unit)))?;
    Some(Period { slack: slack(unit), ..period })
}

fn few(start: Date, end: Date, unit: Unit) -> Option<Period> {
    if matches!(unit, Unit::Day | Unit::Week) {
        return Some(Period::days(start, end));
    }
    let exact = matches!(unit, Unit::Month | Unit::Year);
    exact.then(|| Period::around(start, unit)?.through(Period::around(end, unit)?)).flatten()
}

/// What a length of such units is told to.
fn exactness(unit: Unit) -> Unit {
    if matches!(unit, Unit::Decade | Unit::Century) {
        Unit::Year
    } else if unit == Unit::Quarter {
        Unit::Month
    } else {
        unit
    }
}

/// Days by which "six decades ago" may be off.
fn slack(unit: Unit) -> i32 {
    if unit == Unit::Decade {
        5 * DAYS_OF_YEAR
    } else if unit == Unit::Century {
        50 * DAYS_OF_YEAR
    } else {
        0
    }
}

/// From the date told last; a count of weeks from a day is a day again.
fn moved(node: &Node, back: bool, frame: Frame<'_>) -> Option<Period> {
    let unit = unit_of(node)?;
    let count = node.get(Class::Number).unwrap_or(1);
    let count = if back { count.checked_neg()? } else { count };
    // "three years later" needs something that it is later than; "a day earlier" may count from the article's day.
    let from = if back || !frame.told.is_empty() { anchor(unit, frame)? } else { return None };
    let exact = if unit == Unit::Week { Unit::Day } else { exactness(unit) };
    if node.get(Class::Number).is_none() {
        return Period::around(plus(from, count, unit)?, unit);
    }
    Period::around(plus(from, count, unit)?, exact)
}

/// The last date told that is at least as exact as the unit needs; the reference day where none was told.
fn anchor(unit: Unit, frame: Frame<'_>) -> Option<Date> {
    let Some(last) = frame.told.last() else { return frame.reference };
    is_exact(last, unit).then_some(last.start)
}

fn is_exact(period: &Period, unit: Unit) -> bool {
    if matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend) {
        period.unit == Unit::Day
    } else if matches!(unit, Unit::Month | Unit::Quarter) {
        matches!(period.unit, Unit::Day | Unit::Month)
    } else {
        matches!(period.unit, Unit::Day | Unit::Month | Unit::Year)
    }
}

fn rolling(node: &Node, forward: bool, count: Option<i32>, from: Date) -> Option<Period> {
    let unit = unit_of(node)?;
    let count = node.get(Class::Number).or(count).unwrap_or(FEW);
    if forward {
        return Some(Period::days(plus(from, 1, Unit::Day)?, plus(from, count, unit)?));
    }
    Some(Period::days(plus(from, count.checked_neg()?, unit)?, from))
}

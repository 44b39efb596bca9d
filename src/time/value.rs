//! The value of a match: a period, counted from the reference day, the tense of the verb and the dates told before.

use crate::time::calendar;
use crate::time::counted;
use crate::time::op::Inner;
use crate::time::op::Op;
use crate::time::part;
use crate::time::pattern::Node;
use crate::time::period::DAYS_OF_YEAR;
use crate::time::period::Grain;
use crate::time::period::Period;
use crate::time::rules::TimeRules;
use jiff::civil::Date;

/// What relative expressions count from.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Without one only dates of a full year have a value.
    pub reference: Option<Date>,
    /// The verb speaks of the future.
    pub future: bool,
    /// The day of publication where it comes after the reference day: weekdays may reach up to it.
    pub published: Option<Date>,
    /// Dates told before, the last one at the end.
    pub told: &'a [Period],
}

/// The period that a match means; none when there is no such day, or nothing that it could count from.
pub fn period(node: &Node, rules: &TimeRules, frame: Frame<'_>) -> Option<Period> {
    match rules.rules.get(node.rule)?.told.value {
        Op::Calendar(op) => calendar::period(op, node, frame),
        Op::Counted(op) => counted::period(op, node, frame),
        Op::Inner(op) => composed(op, node, rules, frame),
    }
}

fn composed(op: Inner, node: &Node, rules: &TimeRules, frame: Frame<'_>) -> Option<Period> {
    let inner = || period(node.points.first()?, rules, frame);
    match op {
        Inner::Hour | Inner::Distance => None,
        Inner::Point | Inner::Relation { .. } => inner(),
        Inner::Part { part } => part::third(inner()?, part),
        Inner::Nth { unit, last } => {
            let ordinal = part::ordinal(node, unit, last)?;
            match node.points.is_empty() {
                true => part::nearest(unit, ordinal, frame),
                false => part::nth(unit, ordinal, inner()?),
            }
        }
        Inner::Edge { last } => part::edge(node, last, inner()?),
        Inner::Around => inner().map(roughly),
        Inner::Range => range(node, rules, frame),
    }
}

/// Give or take three days, a month or a year.
fn roughly(period: Period) -> Period {
    let slack = match period.grain {
        Grain::Day => 3,
        Grain::Month => 31,
        Grain::Year => DAYS_OF_YEAR,
    };
    Period { slack, ..period }
}

/// The end that tells its year, or lies on the side of the tense, fixes the other.
fn range(node: &Node, rules: &TimeRules, frame: Frame<'_>) -> Option<Period> {
    let (first, second) = (node.points.first()?, node.points.get(1)?);
    if frame.future && !second.has_year() {
        let start = period(first, rules, frame)?;
        let end = period(second, rules, Frame { reference: Some(start.end), ..frame })?;
        return start.through(end);
    }
    let end = period(second, rules, frame)?;
    let start = period(first, rules, Frame { reference: Some(end.start), future: false, ..frame })?;
    start.through(end)
}

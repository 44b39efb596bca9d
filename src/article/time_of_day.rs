//! The time of day and the zone that stand in the line of a date.

use crate::article::pieces::Kind;
use crate::article::pieces::Piece;
use crate::article::zone;
use jiff::civil::Date;
use jiff::civil::Time;

/// What was found, and which pieces told it.
#[derive(Debug, Default)]
pub struct Clock {
    pub time: Option<Time>,
    pub offset: Option<i32>,
    pub pieces: Vec<usize>,
}

/// The first time of day in the line outside of the date `first..last`, with its zone.
pub fn beside(pieces: &[Piece], first: usize, last: usize, day: Date) -> Clock {
    let outside = (last..pieces.len()).chain(0..first);
    let Some((start, (time, end))) =
        outside.into_iter().find_map(|i| Some((i, time_at(pieces, i, day)?)))
    else {
        return Clock::default();
    };
    let zone = zone_at(pieces, end, day).map(|it| (end, it)).or_else(|| {
        let behind_date = zone_at(pieces, last, day)?;
        Some((last, behind_date))
    });
    let mut told: Vec<usize> = (start..end).collect();
    if let Some((from, (_, to))) = zone {
        told.extend(from..to);
    }
    Clock { time: Some(time), offset: zone.map(|(_, (offset, _))| offset), pieces: told }
}

/// "12:59", "12:59:07.5", "4.59 pm", "5 p.m.", "0859 GMT", "085900" behind a "T".
fn time_at(pieces: &[Piece], i: usize, day: Date) -> Option<(Time, usize)> {
    let first = pieces.get(i)?;
    if let Some(hour) = first.number(1..=2) {
        return with_minutes(pieces, i, hour).or_else(|| on_the_hour(pieces, i, hour));
    }
    let digits: i32 = first.text.parse().ok().filter(|_| first.kind == Kind::Number)?;
    let behind_t = i.checked_sub(1).and_then(|it| pieces.get(it)).is_some_and(|it| it.is("T"));
    match first.text.len() {
        4 if behind_t || zone_at(pieces, i + 1, day).is_some() => {
            Some((clock(digits / 100, digits % 100, 0)?, i + 1))
        }
        6 if behind_t => Some((clock(digits / 10_000, digits / 100 % 100, digits % 100)?, i + 1)),
        _ => None,
    }
}

fn with_minutes(pieces: &[Piece], i: usize, hour: i16) -> Option<(Time, usize)> {
    let separator = pieces.get(i + 1)?;
    let minute = pieces.get(i + 2)?.number(2..=2)?;
    let half = half_at(pieces, i + 3);
    if !(separator.is(":") || (separator.is(".") && half.is_some())) {
        return None;
    }
    if let Some((half, next)) = half {
        return Some((clock(twelve(hour, half)?, i32::from(minute), 0)?, next));
    }
    let second = pieces
        .get(i + 3)
        .filter(|it| it.is(":"))
        .and(pieces.get(i + 4))
        .and_then(|it| it.number(2..=2));
    let Some(second) = second else {
        return Some((clock(i32::from(hour), i32::from(minute), 0)?, i + 3));
    };
    let fraction = pieces.get(i + 5).is_some_and(|it| it.is(".") || it.is(","))
        && pieces.get(i + 6).is_some_and(|it| it.kind == Kind::Number);
    let next = if fraction { i + 7 } else { i + 5 };
    Some((clock(i32::from(hour), i32::from(minute), i32::from(second))?, next))
}

fn on_the_hour(pieces: &[Piece], i: usize, hour: i16) -> Option<(Time, usize)> {
    let (half, next) = half_at(pieces, i + 1)?;
    Some((clock(twelve(hour, half)?, 0, 0)?, next))
}

#[derive(Debug, Clone, Copy)]
enum Half {
    Am,
    Pm,
}

/// "am", "PM", "a.m."
fn half_at(pieces: &[Piece], i: usize) -> Option<(Half, usize)> {
    let half = |text: &str| match text.to_lowercase().as_str() {
        "am" | "a" => Some(Half::Am),
        "pm" | "p" => Some(Half::Pm),
        _ => None,
    };
    let first = pieces.get(i)?;
    let found = half(&first.text)?;
    if first.text.len() == 2 {
        return Some((found, i + 1));
    }
    let letters = [".", "m", "."];
    let spelled = letters.iter().enumerate().all(|(at, text)| {
        pieces.get(i + 1 + at).is_some_and(|it| it.text.eq_ignore_ascii_case(text))
    });
    spelled.then_some((found, i + 4))
}

fn twelve(hour: i16, half: Half) -> Option<i32> {
    let hour = i32::from(hour);
    (1..=12).contains(&hour).then_some(match half {
        Half::Am => hour % 12,
        Half::Pm => hour % 12 + 12,
    })
}

fn clock(hour: i32, minute: i32, second: i32) -> Option<Time> {
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0)
        .ok()
}

/// "Z", "UTC", "(UTC +04:00)", "GMT+4", "+0400", "EST": minutes east, and the index behind.
fn zone_at(pieces: &[Piece], i: usize, day: Date) -> Option<(i32, usize)> {
    let opened = pieces.get(i).is_some_and(|it| it.is("(") || it.is("["));
    let start = if opened { i + 1 } else { i };
    let (offset, next) = match signed_at(pieces, start) {
        Some(found) => found,
        None => {
            let named = zone::offset(&pieces.get(start)?.text, day)?;
            signed_at(pieces, start + 1)
                .map_or((named, start + 1), |(shift, next)| (named + shift, next))
        }
    };
    let closed = opened && pieces.get(next).is_some_and(|it| it.is(")") || it.is("]"));
    Some((offset, if closed { next + 1 } else { next }))
}

/// "+04:00", "-0330", "+4".
fn signed_at(pieces: &[Piece], i: usize) -> Option<(i32, usize)> {
    let sign = match pieces.get(i)?.text.as_str() {
        "+" => 1,
        "-" | "−" | "–" => -1,
        _ => return None,
    };
    let number = pieces.get(i + 1)?;
    let value = i32::from(number.number(1..=4)?);
    let minutes = pieces
        .get(i + 2)
        .filter(|it| it.is(":"))
        .and(pieces.get(i + 3))
        .and_then(|it| it.number(2..=2));
    let (offset, next) = match (number.text.len(), minutes) {
        (1 | 2, Some(minutes)) => (value * 60 + i32::from(minutes), i + 4),
        (1 | 2, None) => (value * 60, i + 2),
        (4, _) => (value / 100 * 60 + value % 100, i + 2),
        _ => return None,
    };
    (offset <= 14 * 60).then_some((sign * offset, next))
}

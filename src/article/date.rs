//! Publication times as records, header lines and publication lines write them.
//! Deliberately absent: guesses. A numeric date that two orders allow, or a time without zone, is left out.

use crate::article::pieces::Kind;
use crate::article::pieces::Piece;
use crate::article::pieces::cut;
use crate::article::time_of_day;
use jiff::civil::Date;
use jiff::civil::Time;

/// A day with, where told, the time of day and the offset in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub day: Date,
    pub time: Option<Time>,
    pub offset: Option<i32>,
}

impl Stamp {
    /// RFC 3339 in UTC when time and zone are known, else the bare day.
    pub fn published(&self) -> String {
        let (Some(time), Some(offset)) = (self.time, self.offset) else {
            return self.day.to_string();
        };
        let shift = jiff::SignedDuration::from_mins(i64::from(offset));
        match self.day.to_datetime(time).checked_sub(shift) {
            Ok(utc) => format!("{}Z", utc.strftime("%Y-%m-%dT%H:%M:%S")),
            Err(_) => self.day.to_string(),
        }
    }
}

/// A date in a line, with the words of the line that tell nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    pub stamp: Stamp,
    /// Pieces before and after the date, weekday names and words such as "published" left out.
    pub before: Vec<Piece>,
    pub after: Vec<Piece>,
}

/// The publication time that a record's field tells.
pub fn published(text: &str) -> Option<String> {
    Some(find(text)?.stamp.published())
}

/// The first full date of a line.
pub fn find(line: &str) -> Option<Dated> {
    let pieces = cut(line);
    let (first, last, day) =
        (0..pieces.len()).find_map(|i| day_at(&pieces, i).map(|(day, next)| (i, next, day)))?;
    let clock = time_of_day::beside(&pieces, first, last, day);
    let told = |i: usize| (first..last).contains(&i) || clock.pieces.contains(&i);
    let rest = |range: std::ops::Range<usize>| -> Vec<Piece> {
        range
            .filter(|i| !told(*i))
            .filter_map(|i| pieces.get(i))
            .filter(|it| !is_filler(it))
            .cloned()
            .collect()
    };
    let stamp = Stamp { day, time: clock.time, offset: clock.offset };
    Some(Dated { stamp, before: rest(0..first), after: rest(last..pieces.len()) })
}

/// Words around a date that say no more than that it is one.
const FILLERS: &[&str] = &[
    "published",
    "posted",
    "updated",
    "last",
    "created",
    "released",
    "issued",
    "filed",
    "first",
    "date",
    "dated",
    "time",
    "on",
    "at",
    "hrs",
    "hours",
    "h",
    "local",
    "t",
    "modified",
];

fn is_filler(piece: &Piece) -> bool {
    let word = piece.text.to_lowercase();
    FILLERS.contains(&word.as_str()) || is_weekday(&word)
}

pub fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] =
        &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_lowercase();
    word.chars().count() >= 3
        && DAYS.iter().any(|day| *day == word || (word.len() <= 5 && day.starts_with(&word)))
}

/// A full date that starts at piece `i`, and the index after it.
pub fn day_at(pieces: &[Piece], i: usize) -> Option<(Date, usize)> {
    let before = i.checked_sub(1).and_then(|it| pieces.get(it));
    if before
        .is_some_and(|it| it.kind != Kind::Mark && it.end == pieces.get(i).map_or(0, |p| p.start))
    {
        return None;
    }
    year_first(pieces, i)
        .or_else(|| compact(pieces, i))
        .or_else(|| numeric(pieces, i))
        .or_else(|| day_and_year(pieces, i))
}

/// A day and month without year that starts at piece `i` ("Oct. 23", "23 October"): month, day, index after it.
pub fn day_of_month_at(pieces: &[Piece], i: usize) -> Option<(i8, i8, usize)> {
    if let Some((month, next)) = month_at(pieces, i) {
        let (day, next) = ordinal_at(pieces, next)?;
        return Some((month, day, next));
    }
    let (day, next) = ordinal_at(pieces, i)?;
    let next = skip(pieces, next, &["of", "-", "/"]);
    let (month, next) = month_at(pieces, next)?;
    Some((month, day, next))
}

/// "2007-10-23", "2007/10/23", "2007.10.23", "2007 October 23".
fn year_first(pieces: &[Piece], i: usize) -> Option<(Date, usize)> {
    let year = year_of(pieces.get(i)?)?;
    let separator = pieces.get(i + 1)?;
    if let Some((month, next)) = month_at(pieces, i + 1) {
        let (day, next) = ordinal_at(pieces, next)?;
        return Some((Date::new(year, month, day).ok()?, next));
    }
    if !matches!(separator.text.as_str(), "-" | "/" | "." | "年") {
        return None;
    }
    let month = small(pieces.get(i + 2)?)?;
    let again = pieces.get(i + 3)?;
    if again.text != separator.text && again.text != "月" {
        return None;
    }
    let day = small(pieces.get(i + 4)?)?;
    Some((Date::new(year, month, day).ok()?, skip(pieces, i + 5, &["日"])))
}

/// "20071023" of ISO 8601.
fn compact(pieces: &[Piece], i: usize) -> Option<(Date, usize)> {
    let piece = pieces.get(i)?;
    if piece.kind != Kind::Number || piece.text.len() != 8 {
        return None;
    }
    let digits: u32 = piece.text.parse().ok()?;
    let year = i16::try_from(digits / 10_000).ok().filter(|it| YEARS.contains(it))?;
    let month = i8::try_from(digits / 100 % 100).ok()?;
    let day = i8::try_from(digits % 100).ok()?;
    Some((Date::new(year, month, day).ok()?, i + 1))
}

/// "23.10.2007", and "23/10/2007" or "10/23/2007" where only one order fits.
fn numeric(pieces: &[Piece], i: usize) -> Option<(Date, usize)> {
    let first = small(pieces.get(i)?)?;
    let separator = pieces.get(i + 1)?;
    let second = small(pieces.get(i + 2)?)?;
    if pieces.get(i + 3)?.text != separator.text {
        return None;
    }
    let year = year_of(pieces.get(i + 4)?)?;
    let day_first = Date::new(year, second, first).ok();
    let month_first = Date::new(year, first, second).ok();
    let day = match separator.text.as_str() {
        "." => day_first,
        "/" | "-" => match (day_first, month_first) {
            (Some(a), Some(b)) if a == b => Some(a),
            (Some(only), None) | (None, Some(only)) => Some(only),
            _ => None,
        },
        _ => None,
    }?;
    Some((day, i + 5))
}

/// "23 October 2007", "October 23rd, 2007", "Oct. 23, 2007", "23-Oct-2007".
fn day_and_year(pieces: &[Piece], i: usize) -> Option<(Date, usize)> {
    let (month, day, next) = day_of_month_at(pieces, i)?;
    let next = skip(pieces, next, &[",", "-", "/"]);
    let year = year_of(pieces.get(next)?)?;
    Some((Date::new(year, month, day).ok()?, next + 1))
}

const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

fn year_of(piece: &Piece) -> Option<i16> {
    piece.number(4..=4).filter(|it| YEARS.contains(it))
}

fn small(piece: &Piece) -> Option<i8> {
    i8::try_from(piece.number(1..=2)?).ok()
}

/// A day number with or without "st", "nd", "rd", "th".
fn ordinal_at(pieces: &[Piece], i: usize) -> Option<(i8, usize)> {
    let day = small(pieces.get(i)?).filter(|it| (1..=31).contains(it))?;
    let suffixed = pieces.get(i + 1).zip(pieces.get(i)).is_some_and(|(suffix, number)| {
        suffix.start == number.end && matches!(suffix.text.as_str(), "st" | "nd" | "rd" | "th")
    });
    Some((day, if suffixed { i + 2 } else { i + 1 }))
}

/// A month's name, whole or cut short, with or without a full stop.
fn month_at(pieces: &[Piece], i: usize) -> Option<(i8, usize)> {
    let month = month_of(&pieces.get(i)?.text)?;
    Some((month, skip(pieces, i + 1, &["."])))
}

pub fn month_of(word: &str) -> Option<i8> {
    const MONTHS: &[(&str, i8)] = &[
        ("january", 1),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
    ];
    let word = word.to_lowercase();
    let cut_short = word.len() == 3 || word == "sept";
    MONTHS
        .iter()
        .find(|(name, _)| *name == word || (cut_short && name.starts_with(&word)))
        .map(|(_, number)| *number)
}

fn skip(pieces: &[Piece], i: usize, marks: &[&str]) -> usize {
    let there = pieces.get(i).is_some_and(|it| marks.contains(&it.text.as_str()));
    if there { i + 1 } else { i }
}

#[cfg(test)]
mod tests {
    use crate::article::date::published;

    #[test]
    fn publication_times() {
        let rows = [
            (
                "Other News Materials 23 October 2007 12:59 (UTC +04:00)",
                Some("2007-10-23T08:59:00Z"),
            ),
            ("2007-10-23T12:59:00+04:00", Some("2007-10-23T08:59:00Z")),
            ("2007-10-23T08:59:00Z", Some("2007-10-23T08:59:00Z")),
            ("2007-10-23T08:59:07.123Z", Some("2007-10-23T08:59:07Z")),
            ("20071023T085900Z", Some("2007-10-23T08:59:00Z")),
            ("2007-10-23 08:59 UTC", Some("2007-10-23T08:59:00Z")),
            ("Tue, 23 Oct 2007 12:59:00 +0400", Some("2007-10-23T08:59:00Z")),
            ("Tue Oct 23, 2007 4:59am EDT", Some("2007-10-23T08:59:00Z")),
            ("October 23rd, 2007, 5:59 p.m. JST", Some("2007-10-23T08:59:00Z")),
            ("Oct. 23, 2007, 04:59 ET", Some("2007-10-23T08:59:00Z")),
            ("Last updated at 08:59 GMT on Tuesday 23 October 2007", Some("2007-10-23T08:59:00Z")),
            ("23 October 2007, 11:59 MSK", Some("2007-10-23T08:59:00Z")),
            ("0859 GMT Oct 23, 2007", Some("2007-10-23T08:59:00Z")),
            ("1 January 2008 02:00 (UTC+09:00)", Some("2007-12-31T17:00:00Z")),
            ("23 October 2007 12:59", Some("2007-10-23")),
            ("23 October 2007", Some("2007-10-23")),
            ("Oct. 23, 2007", Some("2007-10-23")),
            ("23-Oct-2007", Some("2007-10-23")),
            ("23.10.2007", Some("2007-10-23")),
            ("23/10/2007", Some("2007-10-23")),
            ("10/23/2007", Some("2007-10-23")),
            ("2007/10/23", Some("2007-10-23")),
            ("2007年10月23日", Some("2007-10-23")),
            ("04/03/2007", None),
            ("31 February 2007", None),
            ("2007-13-01", None),
            ("October 2007", None),
            ("yesterday", None),
            ("", None),
        ];
        let wrong: Vec<_> = rows
            .iter()
            .filter_map(|(text, expected)| {
                let found = published(text);
                (found.as_deref() != *expected).then(|| format!("{text}: {found:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

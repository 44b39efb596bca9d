//! One row of a GDELT 2.0 event export: 61 columns with tabs between, named as in the codebook of the format.
//! Checked are the columns that are used; the others may hold anything.
//! Deliberately absent: files, and who the actors are.

use crate::model::cameo::Cameo;
use crate::model::day::Day;
use crate::model::exported::Exported;
use crate::model::exported::ExportedActor;
use crate::model::exported::ExportedPlace;
use crate::model::exported::PlaceKind;

const COLUMNS: usize = 61;
/// Most bytes of a row; those of GDELT have a tenth of it.
pub const MOST_ROW_BYTES: usize = 16 * 1024;
const MOST_NAME_BYTES: usize = 400;
const MOST_URL_BYTES: usize = 4 * 1024;
/// Where the columns of the actors and of the place of the action begin.
const ACTORS: [usize; 2] = [5, 15];
const ACTION: usize = 51;

/// Why a line is no row of an event export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    #[error("{0} columns, where a GDELT 2.0 event export has 61")]
    Columns(usize),
    #[error("{column} is no number of its range: {found:?}")]
    Number { column: &'static str, found: String },
    #[error("{column} is no day of the calendar: {found:?}")]
    Day { column: &'static str, found: String },
    #[error("EventCode is no CAMEO code: {0:?}")]
    Cameo(String),
    #[error("{column} is longer than {most} bytes")]
    Long { column: &'static str, most: usize },
    #[error("a control character in {0}")]
    Control(&'static str),
}

/// The columns of a row.
struct Columns<'a>([&'a str; COLUMNS]);

pub fn parse(line: &str) -> Result<Exported<'_>, RowError> {
    let columns = Columns::of(line)?;
    let code = columns.get(26);
    let cameo = Cameo::parse(code).filter(|it| it.kind().is_some());
    let url = columns.text(60, "SOURCEURL", MOST_URL_BYTES)?;
    Ok(Exported {
        number: columns.number()?,
        day: day(columns.get(1)).ok_or_else(|| wrong_day("SQLDATE", columns.get(1)))?,
        cameo: cameo.ok_or_else(|| RowError::Cameo(shown(code)))?,
        actors: [columns.actor(ACTORS[0])?, columns.actor(ACTORS[1])?],
        place: columns.place(ACTION)?,
        sources: columns.sources()?,
        known: moment(columns.get(59)).ok_or_else(|| wrong_day("DATEADDED", columns.get(59)))?,
        url: Some(url).filter(|it| !it.is_empty()),
    })
}

impl<'a> Columns<'a> {
    fn of(line: &'a str) -> Result<Self, RowError> {
        let mut columns = [""; COLUMNS];
        let mut count = 0;
        for cell in line.split('\t') {
            if let Some(column) = columns.get_mut(count) {
                *column = cell;
            }
            count += 1;
        }
        if count == COLUMNS { Ok(Columns(columns)) } else { Err(RowError::Columns(count)) }
    }

    fn get(&self, at: usize) -> &'a str {
        self.0.get(at).copied().unwrap_or_default().trim()
    }

    fn text(&self, at: usize, column: &'static str, most: usize) -> Result<&'a str, RowError> {
        let text = self.get(at);
        if text.len() > most {
            return Err(RowError::Long { column, most });
        }
        if text.chars().any(char::is_control) {
            return Err(RowError::Control(column));
        }
        Ok(text)
    }

    /// SQLite's numbers are signed.
    fn number(&self) -> Result<u64, RowError> {
        let text = self.get(0);
        let number = digits(text).filter(|it| i64::try_from(*it).is_ok());
        number.ok_or_else(|| wrong_number("GlobalEventID", text))
    }

    fn sources(&self) -> Result<u32, RowError> {
        let text = self.get(32);
        let number = digits(text).and_then(|it| u32::try_from(it).ok());
        number.ok_or_else(|| wrong_number("NumSources", text))
    }

    fn actor(&self, first: usize) -> Result<ExportedActor<'a>, RowError> {
        Ok(ExportedActor {
            code: self.text(first, "ActorCode", MOST_NAME_BYTES)?,
            name: self.text(first + 1, "ActorName", MOST_NAME_BYTES)?,
            country: self.get(first + 2),
            group: self.get(first + 3),
            kinds: [self.get(first + 7), self.get(first + 8), self.get(first + 9)],
        })
    }

    fn place(&self, first: usize) -> Result<ExportedPlace<'a>, RowError> {
        let kind = match self.get(first) {
            "" | "0" => return Ok(ExportedPlace::default()),
            "1" => PlaceKind::Country,
            "2" | "5" => PlaceKind::Region,
            "3" | "4" => PlaceKind::Town,
            other => return Err(wrong_number("ActionGeo_Type", other)),
        };
        // Longitudes are counted through from 0 to 360 by some.
        let latitude = degrees(self.get(first + 5), 90.0, "ActionGeo_Lat")?;
        let longitude = degrees(self.get(first + 6), 360.0, "ActionGeo_Long")?;
        Ok(ExportedPlace {
            kind,
            name: self.text(first + 1, "ActionGeo_FullName", MOST_NAME_BYTES)?,
            country: self.get(first + 2),
            region: self.get(first + 3),
            at: latitude.zip(longitude),
        })
    }
}

fn digits(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

fn degrees(text: &str, most: f64, column: &'static str) -> Result<Option<f64>, RowError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<f64>().ok().filter(|it| it.abs() <= most);
    number.map(Some).ok_or_else(|| wrong_number(column, text))
}

/// `yyyymmdd`, a real one.
fn day(text: &str) -> Option<Day> {
    let number = digits(text).filter(|_| text.len() == 8)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let real = year > 0 && (1..=days).contains(&day);
    i32::try_from(number).ok().filter(|_| real).map(Day::new)
}

/// The day of `yyyymmdd` or `yyyymmddhhmmss`.
fn moment(text: &str) -> Option<Day> {
    let Some(time) = text.get(8..).filter(|it| !it.is_empty()) else { return day(text) };
    let number = digits(time).filter(|_| time.len() == 6)?;
    let real = number / 10_000 < 24 && number / 100 % 100 < 60 && number % 100 < 60;
    day(text.get(..8)?).filter(|_| real)
}

fn wrong_day(column: &'static str, found: &str) -> RowError {
    RowError::Day { column, found: shown(found) }
}

fn wrong_number(column: &'static str, found: &str) -> RowError {
    RowError::Number { column, found: shown(found) }
}

/// As much of a cell as a message needs.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(changes: &[(usize, &str)]) -> String {
        let mut cells = vec![String::new(); COLUMNS];
        let plain = [
            (0, "17"),
            (1, "20071023"),
            (5, "ARVGOV"),
            (6, "MIRA OLDEN"),
            (12, "GOV"),
            (26, "042"),
            (32, "3"),
            (51, "4"),
            (52, "Arvansk, Upper Arvania, Arvania"),
            (53, "XA"),
            (54, "XA07"),
            (56, "12.5"),
            (57, "-70"),
            (59, "20071024"),
            (60, "https://example.org/1"),
        ];
        for (at, cell) in plain.iter().chain(changes) {
            cells[*at] = (*cell).to_owned();
        }
        cells.join("\t")
    }

    #[test]
    fn a_row_is_read_by_its_columns() {
        let text = row(&[(59, "20071024134500")]);
        let found = parse(&text).unwrap();
        let actor = ExportedActor {
            code: "ARVGOV",
            name: "MIRA OLDEN",
            kinds: ["GOV", "", ""],
            ..Default::default()
        };
        let expected = Exported {
            number: 17,
            day: Day::new(20_071_023),
            cameo: Cameo::parse("042").unwrap(),
            actors: [actor, ExportedActor::default()],
            place: ExportedPlace {
                kind: PlaceKind::Town,
                name: "Arvansk, Upper Arvania, Arvania",
                country: "XA",
                region: "XA07",
                at: Some((12.5, -70.0)),
            },
            sources: 3,
            known: Day::new(20_071_024),
            url: Some("https://example.org/1"),
        };
        assert_eq!(found, expected);
        assert_eq!(parse(&row(&[(51, "0"), (56, "x")])).unwrap().place, ExportedPlace::default());
        assert_eq!(parse(&row(&[(60, "")])).unwrap().url, None);
    }

    #[test]
    fn what_is_wrong_with_a_row() {
        let long = "X".repeat(401);
        let rows: &[(usize, &str, &str)] = &[
            (0, "", "GlobalEventID is no number of its range: \"\""),
            (0, "+1", "GlobalEventID is no number of its range: \"+1\""),
            (
                0,
                "9223372036854775808",
                "GlobalEventID is no number of its range: \"9223372036854775808\"",
            ),
            (1, "20070229", "SQLDATE is no day of the calendar: \"20070229\""),
            (1, "2007102", "SQLDATE is no day of the calendar: \"2007102\""),
            (1, "20071301", "SQLDATE is no day of the calendar: \"20071301\""),
            (6, &long, "ActorName is longer than 400 bytes"),
            (6, "A\u{1b}[2J", "a control character in ActorName"),
            (26, "---", "EventCode is no CAMEO code: \"---\""),
            (26, "99", "EventCode is no CAMEO code: \"99\""),
            (32, "-1", "NumSources is no number of its range: \"-1\""),
            (51, "9", "ActionGeo_Type is no number of its range: \"9\""),
            (56, "91", "ActionGeo_Lat is no number of its range: \"91\""),
            (57, "NaN", "ActionGeo_Long is no number of its range: \"NaN\""),
            (59, "2007102324", "DATEADDED is no day of the calendar: \"2007102324\""),
            (59, "20071023240000", "DATEADDED is no day of the calendar: \"20071023240000\""),
        ];
        for (at, cell, expected) in rows {
            let text = row(&[(*at, cell)]);
            assert_eq!(parse(&text).unwrap_err().to_string(), *expected, "{at} {cell}");
        }
        assert_eq!(parse("").unwrap_err(), RowError::Columns(1));
        assert_eq!(parse(&"\t".repeat(57)).unwrap_err(), RowError::Columns(58));
    }

    #[test]
    fn days_are_days_of_the_calendar() {
        let rows = [
            ("20000229", true),
            ("19000229", false),
            ("20080229", true),
            ("20070431", false),
            ("00000101", false),
            ("20070100", false),
            ("２0070101", false),
        ];
        for (text, real) in rows {
            assert_eq!(day(text).is_some(), real, "{text}");
        }
    }
}

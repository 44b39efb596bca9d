//! The word classes of patterns: which atoms are a month, a number, a unit, and with what value.

use crate::time::atoms::Atom;
use crate::time::period::Unit;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of data/time/words.toml.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    ambiguous: Vec<String>,
    numbers: Vec<Vec<String>>,
    tens: Vec<String>,
    ordinals: Vec<Vec<String>>,
    decades: Vec<Vec<String>>,
    shifts: Vec<Vec<String>>,
    /// Words that are a date by themselves.
    triggers: Vec<String>,
    /// Lists that rules name as `@name`.
    pub lists: BTreeMap<String, Vec<String>>,
    seasons: BTreeMap<Season, Vec<String>>,
    units: BTreeMap<Unit, Vec<String>>,
    pub tense: TenseWords,
}

/// Words that tell whether a verb speaks of the future, lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenseWords {
    pub future: Vec<String>,
    pub modal: Vec<String>,
    pub perfect: Vec<String>,
    pub past: Vec<String>,
    pub present: Vec<String>,
    pub expected: Vec<String>,
    pub implicative: Vec<String>,
    pub saying: Vec<String>,
}

/// By the first month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    fn first_month(self) -> i32 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// What a class of atoms stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Four figures, 1000 to 2100.
    Year,
    /// The last two figures of a year.
    ShortYear,
    /// 1 to 31, with or without an ending, or spelled as an ordinal.
    Day,
    /// 1 to 31 with an ending or spelled out; captured as a day.
    DayOrdinal,
    /// 13 to 31, which no month has; captured as a day.
    LateDay,
    /// 1 to 12 in figures.
    MonthNumber,
    Month,
    /// 0 is Monday.
    Weekday,
    /// The first month of it.
    Season,
    Unit,
    /// The units below are captured as units: in the singular, in the plural,
    OneUnit,
    Units,
    /// weeks to years in the singular, and the weekend,
    Span,
    /// decade and century.
    Era,
    /// last, this and next: -1, 0 and 1.
    Shift,
    /// A count in figures or words.
    Number,
    Ordinal,
    /// The first year of "the 1990s"; "the nineties" are those of the twentieth century.
    Decade,
    /// "10:30"
    Clock,
    /// An hour of the day, 0 to 24.
    Hour,
}

impl Class {
    /// The class that captures of this one go by.
    pub fn captured(self) -> Self {
        if matches!(self, Class::DayOrdinal | Class::LateDay) {
            Class::Day
        } else if matches!(self, Class::OneUnit | Class::Units | Class::Span | Class::Era) {
            Class::Unit
        } else {
            self
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "year" => Class::Year,
            "short-year" => Class::ShortYear,
            "day" => Class::Day,
            "day-ordinal" => Class::DayOrdinal,
            "late-day" => Class::LateDay,
            "one-unit" => Class::OneUnit,
            "units" => Class::Units,
            "span" => Class::Span,
            "era" => Class::Era,
            "shift" => Class::Shift,
            "month-number" => Class::MonthNumber,
            "month" => Class::Month,
            "weekday" => Class::Weekday,
            "season" => Class::Season,
            "unit" => Class::Unit,
            "number" => Class::Number,
            "ordinal" => Class::Ordinal,
            "decade" => Class::Decade,
            "clock" => Class::Clock,
            "hour-number" => Class::Hour,
            _ => return None,
        })
    }
}

/// The value of an atom or two in a class, and how many atoms it takes. Units are given by their place in `UNITS`.
pub type Reading = (i32, usize);

/// The units by number, as captures hold them.
pub const UNITS: &[Unit] = &[
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Weekend,
];

impl Words {
    /// Whether an atom can be the heart of a date: a figure, a name or unit of the calendar, or a word such as "today".
    pub fn is_trigger(&self, atom: &Atom) -> bool {
        let listed = |lists: &[Vec<String>]| lists.iter().flatten().any(|it| *it == atom.lower);
        atom.lower.chars().any(|it| it.is_ascii_digit())
            || name(&self.months, atom).is_some()
            || name(&self.weekdays, atom).is_some()
            || self.units.values().flatten().any(|it| *it == atom.lower)
            || self.seasons.values().flatten().any(|it| *it == atom.lower)
            || listed(&self.decades)
            || self.triggers.contains(&atom.lower)
    }

    pub fn is_ambiguous(&self, atom: &Atom) -> bool {
        self.ambiguous.iter().any(|it| it.eq_ignore_ascii_case(&atom.written))
    }

    /// Reads the atoms from `i` on as a member of a class.
    pub fn read(&self, class: Class, atoms: &[Atom], i: usize) -> Option<Reading> {
        let atom = atoms.get(i)?;
        let one = |value: Option<i32>| value.map(|it| (it, 1));
        match class {
            Class::Year => one(figures(&atom.lower, 4).filter(|it| (1000..=2100).contains(it))),
            Class::ShortYear => one(figures(&atom.lower, 2)),
            Class::Day => one(day_in_figures(atom)).or_else(|| self.day_ordinal(atoms, i)),
            Class::DayOrdinal => self.day_ordinal(atoms, i),
            Class::MonthNumber => one(plain(atom).filter(|it| (1..=12).contains(it))),
            Class::Month => one(name(&self.months, atom).map(|it| it + 1)),
            Class::Weekday => one(name(&self.weekdays, atom)),
            Class::Season => {
                let season = self.seasons.iter().find(|(_, words)| words.contains(&atom.lower));
                one(season.map(|(it, _)| it.first_month()))
            }
            Class::LateDay => one(day_in_figures(atom).filter(|it| *it > 12)),
            Class::Unit | Class::OneUnit | Class::Units | Class::Span | Class::Era => {
                one(self.unit(class, &atom.lower))
            }
            Class::Shift => one(position(&self.shifts, &atom.lower).map(|it| it - 1)),
            Class::Number => self.number(atoms, i),
            Class::Ordinal => self.ordinal(atoms, i),
            Class::Decade => one(self.decade(atom)),
            Class::Clock => one(is_clock(&atom.lower).then_some(0)),
            Class::Hour => one(plain(atom).filter(|it| (0..=24).contains(it))),
        }
    }

    fn unit(&self, class: Class, word: &str) -> Option<i32> {
        let has = |words: &Vec<String>| words.iter().any(|it| it == word);
        let (unit, _) = self.units.iter().find(|(_, words)| has(words))?;
        let plural = word.ends_with('s');
        let era = matches!(unit, Unit::Decade | Unit::Century);
        let short = matches!(unit, Unit::Hour | Unit::Day);
        let refused = match (class, plural) {
            (Class::OneUnit | Class::Era | Class::Span, true) | (Class::Units, false) => true,
            (Class::Era, false) => !era,
            (Class::Span, false) => era || short,
            _ => false,
        };
        let at = UNITS.iter().position(|it| it == unit).filter(|_| !refused)?;
        i32::try_from(at).ok()
    }

    fn day_ordinal(&self, atoms: &[Atom], i: usize) -> Option<Reading> {
        self.ordinal(atoms, i).filter(|(it, _)| (1..=31).contains(it))
    }

    /// "two", "27", "twenty - seven".
    fn number(&self, atoms: &[Atom], i: usize) -> Option<Reading> {
        let atom = atoms.get(i)?;
        if let Some(value) = plain(atom).filter(|_| atom.lower.len() <= 3) {
            return Some((value, 1));
        }
        if let Some(tens) = self.ten(atom) {
            let unit = atoms.get(i + 2).filter(|_| is_hyphen(atoms.get(i + 1)));
            let below = unit.and_then(|it| position(&self.numbers, &it.lower));
            return Some(match below.filter(|it| (1..10).contains(it)) {
                Some(below) => (tens + below, 3),
                None => (tens, 1),
            });
        }
        position(&self.numbers, &atom.lower).map(|it| (it, 1))
    }

    /// "third", "20th", "twenty - first".
    fn ordinal(&self, atoms: &[Atom], i: usize) -> Option<Reading> {
        let atom = atoms.get(i)?;
        if let Some(tens) = self.ten(atom) {
            let unit = atoms.get(i + 2).filter(|_| is_hyphen(atoms.get(i + 1)))?;
            let below = position(&self.ordinals, &unit.lower)?;
            return (below < 9).then_some((tens + below + 1, 3));
        }
        if let Some(at) = position(&self.ordinals, &atom.lower) {
            return Some((at + 1, 1));
        }
        let number = ["st", "nd", "rd", "th"].iter().find_map(|it| atom.lower.strip_suffix(it))?;
        let digits = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit());
        number.parse().ok().filter(|_| digits && number.len() <= 3).map(|it| (it, 1))
    }

    fn ten(&self, atom: &Atom) -> Option<i32> {
        let at = self.tens.iter().position(|it| *it == atom.lower)?;
        i32::try_from(at).ok().map(|it| (it + 2) * 10)
    }

    /// "1990s", "'90s", "90s", "nineties".
    fn decade(&self, atom: &Atom) -> Option<i32> {
        if let Some(at) = position(&self.decades, &atom.lower) {
            return Some(1920 + at * 10);
        }
        let bare = atom.lower.trim_start_matches(['\'', '\u{2018}']);
        let figures = bare.strip_suffix("'s").or_else(|| bare.strip_suffix('s'))?;
        let value: i32 = figures.parse().ok()?;
        match figures.len() {
            4 if (1000..=2100).contains(&value) && value % 10 == 0 => Some(value),
            2 if value % 10 == 0 => Some(if value >= 30 { 1900 } else { 2000 } + value),
            _ => None,
        }
    }
}

fn is_hyphen(atom: Option<&Atom>) -> bool {
    atom.is_some_and(|it| matches!(it.lower.as_str(), "-" | "\u{2010}" | "\u{2011}"))
}

fn figures(text: &str, length: usize) -> Option<i32> {
    let digits = text.len() == length && text.chars().all(|it| it.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// A number of figures only.
fn plain(atom: &Atom) -> Option<i32> {
    figures(&atom.lower, atom.lower.len()).filter(|_| (1..=4).contains(&atom.lower.len()))
}

fn day_in_figures(atom: &Atom) -> Option<i32> {
    plain(atom).filter(|it| atom.lower.len() <= 2 && (1..=31).contains(it))
}

fn is_clock(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let minute = rest.split(':').next().unwrap_or_default();
    figures(hour, hour.len()).is_some_and(|it| hour.len() <= 2 && it <= 24)
        && figures(minute, 2).is_some_and(|it| it < 60)
}

fn position(words: &[Vec<String>], word: &str) -> Option<i32> {
    let at = words.iter().position(|it| it.iter().any(|known| known == word))?;
    i32::try_from(at).ok()
}

/// A name as listed, or the whole of it in capitals.
fn name(names: &[Vec<String>], atom: &Atom) -> Option<i32> {
    let fits = |known: &String| {
        *known == atom.written || (known.len() > 3 && known.to_uppercase() == atom.written)
    };
    let at = names.iter().position(|it| it.iter().any(fits))?;
    i32::try_from(at).ok()
}

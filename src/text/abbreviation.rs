//! Words whose final full stop belongs to them, from `data/text/abbreviations.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the stop of an abbreviation says about the end of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Stands before a name: never ends a sentence.
    Title,
    /// An abbreviation only before a figure.
    Number,
    /// Ends a sentence before a capitalised function word.
    Inner,
    /// A time of day: ends a sentence before a capitalised word that is no day, month or time zone.
    Clock,
    /// Ends a sentence before any capitalised word.
    End,
}

static TABLE: LazyLock<BTreeMap<&'static str, Kind>> =
    LazyLock::new(|| parse(include_str!("../../data/text/abbreviations.txt")));

/// Longest entry in code points; longer words are not looked up.
const LONGEST: usize = 8;

/// The kind of `word` (written without its stop): listed, or single letters joined by stops ("U.S", "a.m").
pub fn kind(word: &[char]) -> Option<Kind> {
    if word.len() <= LONGEST {
        let text: String = word.iter().collect();
        let capitals = word.len() > 2 && word.iter().all(|it| it.is_uppercase());
        let found = TABLE.get(text.as_str());
        let found =
            found.or_else(|| if capitals { TABLE.get(titled(word).as_str()) } else { None });
        if let Some(kind) = found {
            return Some(*kind);
        }
    }
    dotted(word).then_some(Kind::Inner)
}

/// "GEN" as "Gen".
fn titled(word: &[char]) -> String {
    let lower = word.iter().skip(1).flat_map(|it| it.to_lowercase());
    word.iter().take(1).copied().chain(lower).collect()
}

/// Letters in groups of one or two with stops between them: "U.S", "M.Sc", "e.g".
fn dotted(word: &[char]) -> bool {
    word.len() <= 16
        && word.contains(&'.')
        && word
            .split(|it| *it == '.')
            .all(|part| (1..=2).contains(&part.len()) && part.iter().all(|it| it.is_alphabetic()))
}

/// Lines "word kind"; comments start with `#`, lines of another shape are left out.
fn parse(text: &'static str) -> BTreeMap<&'static str, Kind> {
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    lines
        .filter_map(|line| {
            let (word, kind) = line.split_once(' ')?;
            let kind = match kind {
                "title" => Kind::Title,
                "number" => Kind::Number,
                "inner" => Kind::Inner,
                "clock" => Kind::Clock,
                "end" => Kind::End,
                _ => return None,
            };
            Some((word, kind))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::text::abbreviation::Kind;
    use crate::text::abbreviation::TABLE;
    use crate::text::abbreviation::kind;

    #[test]
    fn every_line_of_the_table_is_read() {
        let text = include_str!("../../data/text/abbreviations.txt");
        let lines: Vec<&str> = text.lines().filter(|it| !it.starts_with('#')).collect();
        assert_eq!(TABLE.len(), lines.len());
    }

    #[test]
    fn kinds() {
        let rows = [
            ("Dr", Some(Kind::Title)),
            ("GEN", Some(Kind::Title)),
            ("No", Some(Kind::Number)),
            ("U.S", Some(Kind::Inner)),
            ("a.m", Some(Kind::Clock)),
            ("etc", Some(Kind::End)),
            ("talks", None),
            ("1.5", None),
            ("x.com", None),
        ];
        for (word, expected) in rows {
            let chars: Vec<char> = word.chars().collect();
            assert_eq!(kind(&chars), expected, "{word}");
        }
    }
}

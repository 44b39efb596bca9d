//! What a single line is by its form: navigation, rule, header line, byline, publication line.

use crate::article::date;
use crate::article::date::Stamp;
use crate::article::pieces::Kind;
use crate::article::pieces::Piece;
use crate::article::pieces::cut;

const BOILERPLATE: &str = include_str!("../../data/article/boilerplate.txt");
const RUBRICS: &str = include_str!("../../data/article/rubrics.txt");
const AGENCIES: &str = include_str!("../../data/article/agencies.txt");

/// Longest publication line or byline, in characters.
const MOST_LINE_CHARS: usize = 120;

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|it| !it.starts_with('#') && !it.is_empty())
}

/// Navigation words and notices of the page, and nothing more.
pub fn is_boilerplate(line: &str) -> bool {
    let line = line
        .trim_matches(|c: char| c.is_whitespace() || ".:!|-–—>»<«*•".contains(c))
        .to_lowercase();
    entries(BOILERPLATE).any(|entry| {
        let entry = entry.to_lowercase();
        match entry.strip_suffix(" *") {
            Some(start) => {
                line.strip_prefix(start).is_some_and(|it| it.is_empty() || it.starts_with(' '))
            }
            None => line == entry,
        }
    })
}

/// Dots, dashes, stars or figures without a letter.
pub fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphabetic)
}

pub fn is_rubric(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-');
    entries(RUBRICS).any(|it| it == bare)
}

pub fn is_agency(text: &str) -> bool {
    entries(AGENCIES).any(|it| it == text)
}

/// What a line `Key: value` before the text sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    Title,
    Published,
    Source,
    Place,
    Url,
    Id,
    /// Told, but nothing that an article keeps: author, section, language.
    Other,
}

const HEADERS: &[(&str, Header)] = &[
    ("title", Header::Title),
    ("headline", Header::Title),
    ("subject", Header::Title),
    ("date", Header::Published),
    ("dated", Header::Published),
    ("published", Header::Published),
    ("published on", Header::Published),
    ("publication date", Header::Published),
    ("pubdate", Header::Published),
    ("posted", Header::Published),
    ("posted on", Header::Published),
    ("issued", Header::Published),
    ("time", Header::Published),
    ("source", Header::Source),
    ("agency", Header::Source),
    ("publisher", Header::Source),
    ("outlet", Header::Source),
    ("place", Header::Place),
    ("location", Header::Place),
    ("url", Header::Url),
    ("link", Header::Url),
    ("id", Header::Id),
    ("updated", Header::Other),
    ("last updated", Header::Other),
    ("modified", Header::Other),
    ("author", Header::Other),
    ("authors", Header::Other),
    ("by", Header::Other),
    ("byline", Header::Other),
    ("category", Header::Other),
    ("section", Header::Other),
    ("tags", Header::Other),
    ("keywords", Header::Other),
    ("language", Header::Other),
];

/// A header line and its value.
pub fn header(line: &str) -> Option<(Header, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().to_lowercase();
    let (_, header) = HEADERS.iter().find(|(name, _)| *name == key)?;
    Some((*header, value.trim()))
}

/// "By Jane Doe", "By Jane Doe and John Roe, Moscow Bureau".
pub fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else {
        return false;
    };
    let words: Vec<&str> = names.split_whitespace().collect();
    let fits = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            || matches!(*word, "and" | "in" | "of" | "de" | "van" | "von" | "al" | "&" | "|")
    };
    words.len() <= 12 && !ends_sentence(line) && words.iter().all(fits)
}

/// Ends like a sentence: full stop, question or exclamation mark, closing quotes aside.
pub fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '。', '！', '？', '।', '؟', '…'])
}

/// A line that tells when an article was published, and perhaps by whom or where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub stamp: Stamp,
    /// The words around the date; empty where there are none.
    pub rest: String,
    /// A mark parts the words from the date.
    pub parted: bool,
}

/// A short line of a full date and at most a few names.
pub fn publication(line: &str) -> Option<Publication> {
    if line.chars().count() > MOST_LINE_CHARS {
        return None;
    }
    let dated = date::find(line)?;
    let around = || dated.before.iter().chain(&dated.after);
    let words: Vec<&Piece> = around().filter(|it| it.kind != Kind::Mark).collect();
    let named = |it: &&Piece| {
        it.starts_upper() || matches!(it.text.as_str(), "of" | "and" | "for" | "de" | "by" | "the")
    };
    if words.len() > 6 || !words.iter().all(named) || (ends_sentence(line) && !words.is_empty()) {
        return None;
    }
    let parted = dated.before.last().is_some_and(|it| it.kind == Kind::Mark)
        || (dated.before.is_empty() && dated.after.first().is_some_and(|it| it.kind == Kind::Mark));
    let side = if dated.before.iter().any(|it| it.kind == Kind::Word) {
        &dated.before
    } else {
        &dated.after
    };
    Some(Publication { stamp: dated.stamp, rest: spelled(line, side), parted })
}

/// The stretch of the line from the first to the last word of the pieces.
fn spelled(line: &str, pieces: &[Piece]) -> String {
    let words = || pieces.iter().filter(|it| it.kind == Kind::Word);
    match (words().next(), words().next_back()) {
        (Some(first), Some(last)) => {
            line.chars().skip(first.start).take(last.end - first.start).collect()
        }
        _ => String::new(),
    }
}

/// Whether all words of a line are in capitals.
pub fn is_capitals(line: &str) -> bool {
    let pieces = cut(line);
    let mut words = pieces.iter().filter(|it| it.kind == Kind::Word).peekable();
    words.peek().is_some() && words.all(Piece::is_capitals)
}

#[cfg(test)]
mod tests {
    use crate::article::lines::Header;
    use crate::article::lines::header;
    use crate::article::lines::is_boilerplate;
    use crate::article::lines::is_byline;
    use crate::article::lines::is_rubric;
    use crate::article::lines::publication;

    #[test]
    fn navigation() {
        for line in [
            "Latest",
            "READ MORE",
            "Related:",
            "Share this",
            "© 2007 AFP",
            "(Reporting by A B; editing by C D)",
        ] {
            assert!(is_boilerplate(line), "{line}");
        }
        for line in ["Latest talks fail", "World leaders meet", "Copyrighted", "", "He wants more."]
        {
            assert!(!is_boilerplate(line), "{line}");
        }
    }

    #[test]
    fn headers() {
        assert_eq!(header("Source: Harbour Press"), Some((Header::Source, "Harbour Press")));
        assert_eq!(header("DATE : 2007-10-23"), Some((Header::Published, "2007-10-23")));
        assert_eq!(header("Lavrov: talks useful"), None);
    }

    #[test]
    fn bylines() {
        for line in ["By Jane Doe", "By Jane Doe and John Roe", "By Karl von Moor, Reuters"] {
            assert!(is_byline(line), "{line}");
        }
        for line in ["By then the talks had failed.", "By train to Moscow", "Bystanders"] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn rubrics() {
        for (text, expected) in
            [("ANALYSIS", true), ("UPDATE 2", true), ("WRAPUP 1-", true), ("TOKYO", false)]
        {
            assert_eq!(is_rubric(text), expected, "{text}");
        }
    }

    #[test]
    fn publication_lines() {
        let rows = [
            (
                "Other News Materials 23 October 2007 12:59 (UTC +04:00)",
                Some(("2007-10-23T08:59:00Z", "Other News Materials", false)),
            ),
            ("Published 23 October 2007", Some(("2007-10-23", "", false))),
            ("Reuters, Oct. 23, 2007", Some(("2007-10-23", "Reuters", true))),
            (
                "Tuesday, October 23, 2007 | The Daily Wire",
                Some(("2007-10-23", "The Daily Wire", true)),
            ),
            ("TOKYO, October 23, 2007", Some(("2007-10-23", "TOKYO", true))),
            ("Summit opens 3 March 1998", None),
            ("They met on 3 March 1998 in Moscow.", None),
            ("Japan and Russia", None),
        ];
        for (line, expected) in rows {
            let found = publication(line);
            let found =
                found.as_ref().map(|it| (it.stamp.published(), it.rest.as_str(), it.parted));
            let expected = expected.map(|(day, rest, parted)| (day.to_owned(), rest, parted));
            assert_eq!(found, expected, "{line}");
        }
    }
}

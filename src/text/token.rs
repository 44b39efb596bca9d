//! Tokens after the conventions of the English UD treebanks (EWT, GUM): punctuation, currency and percent signs apart,
//! "do n't" and "Baker 's" split, hyphenated words split but for prefixes, abbreviations with their stop.
//!
//! One pass from left to right: time and memory are linear in the text, whatever it holds.

use crate::text::abbreviation;
use crate::text::abbreviation::Kind;
use crate::text::starter::is_starter;
use crate::text::word;

/// A token as a stretch of the field's code points, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub start: usize,
    pub end: usize,
}

/// The tokens of `chars[start..end]`, in order.
pub fn pieces(chars: &[char], start: usize, end: usize) -> Vec<Piece> {
    let mut scan = Scan { chars: chars.get(..end).unwrap_or(chars), at: start, out: Vec::new() };
    while let Some(next) = scan.peek(0) {
        if is_space(next) {
            scan.at += 1;
        } else {
            scan.token(next);
        }
    }
    scan.out
}

/// White space and what has no width of its own: controls, zero-width space, byte order mark.
pub fn is_space(it: char) -> bool {
    it.is_whitespace() || it.is_control() || matches!(it, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

pub fn is_apostrophe(it: char) -> bool {
    matches!(it, '\'' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}')
}

/// Letters, digits and the marks that belong to them.
pub fn is_word(it: char) -> bool {
    it.is_alphanumeric()
        || matches!(it, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

pub fn is_hyphen(it: char) -> bool {
    matches!(it, '-' | '\u{2010}' | '\u{2011}')
}

struct Scan<'a> {
    chars: &'a [char],
    at: usize,
    out: Vec<Piece>,
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|it| self.chars.get(it)).copied()
    }

    /// Takes the token that starts here; `next` is its first code point.
    fn token(&mut self, next: char) {
        let joined = self.before().is_some_and(|it| !is_space(it));
        if let Some(length) = self.address() {
            self.push(length);
        } else if let Some(length) = self.clitic(joined) {
            self.push(length);
        } else if is_word(next) || self.begins_word(next, joined) {
            self.word();
        } else {
            let length = self.symbol(next);
            self.push(length);
        }
    }

    fn push(&mut self, length: usize) {
        let end = self.at + length.max(1);
        self.out.push(Piece { start: self.at, end });
        self.at = end;
    }

    /// Length of a web address that starts here, without the punctuation that follows it.
    fn address(&self) -> Option<usize> {
        let rest = self.chars.get(self.at..)?;
        let known = ["http://", "https://", "ftp://", "www.", "mailto:"];
        if !known.iter().any(|it| starts_with(rest, it)) {
            return None;
        }
        let stop = |it: &char| {
            is_space(*it) || matches!(it, '<' | '>' | '"' | '\u{201c}' | '\u{201d}' | '|')
        };
        let mut length = rest.iter().position(stop).unwrap_or(rest.len());
        let opened = rest.iter().take(length).any(|it| *it == '(');
        while let Some(last) = length.checked_sub(1).and_then(|it| rest.get(it)) {
            let trailing = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | ']' | '}')
                || is_apostrophe(*last)
                || (*last == ')' && !opened);
            if !trailing {
                break;
            }
            length -= 1;
        }
        (length > 4).then_some(length)
    }

    /// Length of a clitic that follows a token without a letter at its end: the "'s" of "U.S.'s".
    fn clitic(&self, joined: bool) -> Option<usize> {
        if !joined || !self.peek(0).is_some_and(is_apostrophe) {
            return None;
        }
        let letters = self.chars.get(self.at + 1..)?;
        let length = letters.iter().take(3).take_while(|it| is_word(**it)).count();
        let ending = letters.get(..length)?;
        word::is_clitic(ending).then_some(length + 1)
    }

    /// Whether a sign starts a word here: "#tag", "@name", "+44", "'90s".
    fn begins_word(&self, next: char, joined: bool) -> bool {
        let follows = self.peek(1);
        let letter = follows.is_some_and(char::is_alphabetic);
        let digit = follows.is_some_and(|it| it.is_ascii_digit());
        !joined
            && match next {
                '#' | '@' => letter,
                '+' => digit,
                _ if is_apostrophe(next) => digit && self.decade(),
                _ => false,
            }
    }

    /// Whether two digits and no more follow the apostrophe here.
    fn decade(&self) -> bool {
        self.peek(2).is_some_and(|it| it.is_ascii_digit())
            && !self.peek(3).is_some_and(|it| it.is_ascii_digit())
    }

    /// A run of letters and digits with the joiners inside it, split into its tokens.
    fn word(&mut self) {
        let start = self.at;
        let mut end = start + 1;
        while let Some(it) = self.chars.get(end).copied() {
            let inside = is_word(it) || {
                let next = self.chars.get(end + 1).copied();
                let last = self.chars.get(end - 1).copied();
                word::joins(last, it, next)
            };
            if !inside {
                break;
            }
            end += 1;
        }
        word::split(self.chars, start, end, &mut self.out);
        self.at = end;
        self.attach_stop();
        self.attach_currency();
    }

    /// Adds the full stop here to the last token if that is an abbreviation.
    fn attach_stop(&mut self) {
        if self.peek(0) != Some('.') || self.peek(1) == Some('.') {
            return;
        }
        let previous = self.out.len().checked_sub(2).and_then(|it| self.out.get(it)).copied();
        let Some(last) = self.out.last().copied() else { return };
        let word = self.chars.get(last.start..self.at).unwrap_or_default();
        let follows = Follows::after(self.chars, self.at + 1);
        let attach = match abbreviation::kind(word) {
            Some(Kind::Number) => follows.first.is_some_and(char::is_numeric),
            Some(Kind::Title | Kind::Inner | Kind::Clock | Kind::End) => true,
            None => word.len() == 1 && self.is_initial(word, previous, &follows),
        };
        if attach && let Some(last) = self.out.last_mut() {
            self.at += 1;
            last.end = self.at;
        }
    }

    /// Whether a single letter before a stop is the initial of a name.
    fn is_initial(&self, word: &[char], previous: Option<Piece>, follows: &Follows) -> bool {
        let Some(first) = follows.first else { return false };
        let after_initial = previous
            .is_some_and(|it| it.end - it.start == 2 && self.chars.get(it.start + 1) == Some(&'.'));
        let capital = word.iter().all(|it| it.is_uppercase());
        let goes_on = first.is_lowercase() || matches!(first, ',' | '&');
        let name = first.is_uppercase() && !follows.starter;
        capital && (name || goes_on || (after_initial && !follows.starter))
    }

    /// "US$", "A$": the letters and the sign are one token.
    fn attach_currency(&mut self) {
        if self.peek(0) != Some('$') {
            return;
        }
        let at = self.at;
        if let Some(last) = self.out.last_mut() {
            let letters = self.chars.get(last.start..at).unwrap_or_default();
            if letters.len() <= 3 && letters.iter().all(|it| it.is_ascii_uppercase()) {
                last.end = at + 1;
                self.at = at + 1;
            }
        }
    }

    /// Length of a token of signs: repeated signs, smileys stay together.
    fn symbol(&self, next: char) -> usize {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        for whole in [":-)", ":)", ";)", ";-)", ":(", ":-(", "''", "``", "<<", ">>"] {
            if starts_with(rest, whole) {
                return whole.len();
            }
        }
        let same = |it: char| match next {
            '!' | '?' => matches!(it, '!' | '?'),
            '$' | '.' | '-' | '*' | '=' | '_' | '~' | '+' | '#' | '|' => it == next,
            '\u{2014}' | '\u{2013}' | '\u{2015}' | '\u{2026}' => it == next,
            _ => false,
        };
        let repeated = rest.iter().skip(1).take_while(|it| same(**it)).count();
        let marks = rest.iter().skip(1 + repeated).take_while(|it| is_mark(**it)).count();
        1 + repeated + marks
    }
}

/// What changes the sign before it: variation selectors, joiners with what they join, skin tones.
fn is_mark(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36f}' | '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}')
        || matches!(it, '\u{1f3fb}'..='\u{1f3ff}')
}

/// What stands after a stop: the next visible code point, and whether a word that opens sentences starts there.
struct Follows {
    first: Option<char>,
    starter: bool,
}

impl Follows {
    /// Looks no further than `REACH` code points.
    fn after(chars: &[char], at: usize) -> Self {
        const REACH: usize = 16;
        let window: Vec<char> = chars.iter().skip(at).take(REACH).copied().collect();
        let blank = window.iter().take_while(|it| is_space(**it)).count();
        let rest = window.get(blank..).unwrap_or_default();
        let length = rest.iter().take_while(|it| is_word(**it)).count();
        let starter = is_starter(rest.get(..length).unwrap_or_default());
        Follows { first: rest.first().copied(), starter }
    }
}

fn starts_with(chars: &[char], text: &str) -> bool {
    let mut chars = chars.iter();
    text.chars().all(|it| chars.next().is_some_and(|other| other.eq_ignore_ascii_case(&it)))
}

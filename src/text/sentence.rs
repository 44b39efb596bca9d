//! Paragraphs and the ends of sentences.
//!
//! Blank lines always end a sentence; a single line break only after a heading or between the items of a list.

use crate::text::abbreviation;
use crate::text::abbreviation::Kind;
use crate::text::starter::is_calendar;
use crate::text::starter::is_starter;
use crate::text::token::Piece;
use crate::text::token::is_apostrophe;
use crate::text::token::is_space;

/// Longest sentence in tokens; what goes on is cut there, so that the parser's square tables stay small.
pub const MAX_TOKENS: usize = 320;

/// A stretch between blank lines, with the line breaks in it that end a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub start: usize,
    pub end: usize,
    pub breaks: Vec<usize>,
}

/// The blocks between blank lines, in order.
pub fn blocks(chars: &[char]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for line in lines_of(chars) {
        if line.length > 0 {
            lines.push(line);
        } else if !lines.is_empty() {
            blocks.push(block(chars, &lines));
            lines.clear();
        }
    }
    if !lines.is_empty() {
        blocks.push(block(chars, &lines));
    }
    blocks
}

/// The number of tokens of each sentence of a block, in order; `title` asks for a cut at clear ends only.
pub fn lengths(chars: &[char], block: &Block, pieces: &[Piece], title: bool) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut first = 0;
    let mut breaks = block.breaks.iter().copied().peekable();
    for at in 0..pieces.len() {
        let (Some(piece), next) = (pieces.get(at), pieces.get(at + 1)) else { continue };
        let mut broken = false;
        while let Some(line) = breaks.next_if(|it| next.is_some_and(|next| *it < next.start)) {
            broken |= line >= piece.end;
        }
        let view = View { chars, pieces, title };
        if broken || at + 1 - first >= MAX_TOKENS || view.ends_after(first, at) {
            lengths.push(at + 1 - first);
            first = at + 1;
        }
    }
    if first < pieces.len() {
        lengths.push(pieces.len() - first);
    }
    lengths
}

struct Line {
    start: usize,
    end: usize,
    /// Code points but for space at both ends.
    length: usize,
}

impl Line {
    fn text<'a>(&self, chars: &'a [char]) -> &'a [char] {
        chars.get(self.start..self.end).unwrap_or_default()
    }

    /// The line from its first visible code point.
    fn head<'a>(&self, chars: &'a [char]) -> &'a [char] {
        let text = self.text(chars);
        let lead = text.iter().take_while(|it| is_space(**it)).count();
        text.get(lead..).unwrap_or_default()
    }

    fn opening(&self, chars: &[char]) -> Option<char> {
        self.head(chars).first().copied()
    }
}

fn lines_of(chars: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in chars.split(|it| *it == '\n') {
        let end = start + line.len();
        let lead = line.iter().take_while(|it| is_space(**it)).count();
        let trail = line.iter().rev().take_while(|it| is_space(**it)).count();
        lines.push(Line { start, end, length: line.len().saturating_sub(lead + trail) });
        start = end + 1;
    }
    lines
}

fn block(chars: &[char], lines: &[Line]) -> Block {
    /// Below this many code points a line is short, where all lines of the block look like headings or items.
    const NARROW: usize = 60;
    let longest = lines.iter().map(|it| it.length).max().unwrap_or_default();
    let listed = lines.iter().all(|it| !it.opening(chars).is_some_and(char::is_lowercase));
    let width = if listed { longest.max(NARROW) } else { longest };
    let breaks = lines.windows(2).filter_map(|pair| match pair {
        [line, next] if is_break(chars, line, next, width) => Some(line.end),
        _ => None,
    });
    let (start, end) = (lines.first().map(|it| it.start), lines.last().map(|it| it.end));
    Block {
        start: start.unwrap_or_default(),
        end: end.unwrap_or_default(),
        breaks: breaks.collect(),
    }
}

/// A break ends a sentence before the item of a list, and after a line that is short for its block and does not run on.
fn is_break(chars: &[char], line: &Line, next: &Line, width: usize) -> bool {
    if is_item(next.head(chars)) {
        return true;
    }
    let short = line.length * 10 < width * 6;
    let opens = next.opening(chars).is_some_and(|it| !it.is_lowercase());
    short && opens && !runs_on(line.text(chars))
}

/// A comma, hyphen or open bracket at the end, or a function word: no heading ends so.
fn runs_on(line: &[char]) -> bool {
    const LONGEST: usize = 7;
    let trail = line.iter().rev().take_while(|it| is_space(**it)).count();
    let line = line.get(..line.len() - trail).unwrap_or_default();
    if line.last().is_some_and(|it| matches!(it, ',' | ';' | '-' | '\u{2013}' | '(')) {
        return true;
    }
    let length = line.iter().rev().take_while(|it| !is_space(**it)).take(LONGEST + 1).count();
    let word: String = line.iter().skip(line.len() - length).collect();
    FUNCTION.binary_search(&word.as_str()).is_ok()
}

const FUNCTION: &[&str] = &[
    "a", "after", "an", "and", "as", "at", "because", "before", "but", "by", "for", "from", "has",
    "in", "into", "is", "its", "of", "on", "or", "over", "that", "the", "their", "to", "was",
    "were", "which", "who", "will", "with",
];

/// A bullet, or a number or letter with a bracket or stop: "- item", "2. item", "(a) item".
fn is_item(line: &[char]) -> bool {
    match line {
        [
            '-' | '*' | '\u{2022}' | '\u{2013}' | '\u{25cf}' | '\u{25aa}' | '\u{b7}',
            ' ' | '\t',
            ..,
        ] => true,
        ['(', it, ')', ..] | [it, '.' | ')', ' ', ..] => it.is_ascii_digit() || *it == 'a',
        [a, b, '.' | ')', ' ', ..] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

struct View<'a> {
    chars: &'a [char],
    pieces: &'a [Piece],
    title: bool,
}

/// Closing marks that may follow the mark that ends a sentence.
const MAX_CLOSERS: usize = 4;

impl View<'_> {
    fn text(&self, at: usize) -> &[char] {
        self.pieces.get(at).and_then(|it| self.chars.get(it.start..it.end)).unwrap_or_default()
    }

    fn joined(&self, at: usize) -> bool {
        let start = self.pieces.get(at).map(|it| it.start);
        let before = at.checked_sub(1).and_then(|it| self.pieces.get(it)).map(|it| it.end);
        start.is_some() && start == before
    }

    /// Whether a sentence that starts with token `first` ends after token `at`.
    fn ends_after(&self, first: usize, at: usize) -> bool {
        if at + 1 >= self.pieces.len() || self.closes(at + 1) {
            return false;
        }
        let mut mark = at;
        for _ in 0..MAX_CLOSERS {
            if mark > first && self.closes(mark) {
                mark -= 1;
            }
        }
        let text = self.text(mark);
        if is_terminal(text) {
            let opens = self.opens(at + 1) || (mark == at && self.clear(first, at));
            opens && !self.is_number(first, mark) && !self.reported(mark, at)
        } else {
            let stopped = text.len() > 1 && text.last() == Some(&'.');
            stopped && !self.title && self.abbreviation_ends(text, at + 1)
        }
    }

    /// A quotation mark or bracket that closes what the token before it belongs to.
    fn closes(&self, at: usize) -> bool {
        let closer = match self.text(at) {
            [')' | ']' | '}' | '\u{bb}' | '"' | '\u{201d}' | '\u{201c}'] => true,
            ['\'', '\''] => true,
            [it] => is_apostrophe(*it),
            _ => false,
        };
        closer && self.joined(at)
    }

    /// "1." and "a)" at the head of a line are no sentence.
    fn is_number(&self, first: usize, mark: usize) -> bool {
        let text = self.text(first);
        mark == first + 1
            && text.len() <= 3
            && (text.len() == 1 || text.iter().all(char::is_ascii_digit))
    }

    /// Whether a sentence can open with token `at`: past quotation marks and brackets, no lower-case letter follows.
    fn opens(&self, at: usize) -> bool {
        let opener = |it: &usize| match self.text(*it) {
            [it] => !it.is_alphanumeric() && !is_terminal(&[*it]),
            _ => false,
        };
        let skipped = (at..at + MAX_CLOSERS).take_while(opener).count();
        match self.text(at + skipped).first() {
            Some(it) => !it.is_lowercase() && !matches!(it, ',' | ';' | ':' | '.' | '!' | '?'),
            None => skipped > 0,
        }
    }

    /// A mark that ends the sentence even before a lower-case word: a question mark, or the stop of a plain word.
    fn clear(&self, first: usize, mark: usize) -> bool {
        const PLAIN: usize = 4;
        let next = self.text(mark + 1).first().is_some_and(|it| it.is_alphabetic());
        let spaced = next && !self.joined(mark + 1);
        let word = mark.checked_sub(1).filter(|it| *it >= first).map(|it| self.text(it));
        let word = word.unwrap_or_default();
        match self.text(mark) {
            ['?'] => spaced,
            ['.'] => spaced && word.len() >= PLAIN && word.iter().all(|it| it.is_lowercase()),
            _ => false,
        }
    }

    /// A question or exclamation that a verb of saying follows: "\"Who?\" Duarte asked".
    fn reported(&self, mark: usize, at: usize) -> bool {
        const REACH: usize = 6;
        if mark == at || self.text(mark).last() == Some(&'.') {
            return false;
        }
        let words = (at + 1..at + 1 + REACH).map(|it| self.text(it));
        let pronouns = ["He", "She", "They", "We", "I"];
        for word in words {
            let text: String = word.iter().take(10).collect();
            if SAYING.contains(&text.as_str()) {
                return true;
            }
            let name = word.first().is_some_and(|it| it.is_uppercase()) && !is_starter(word);
            if !name && !pronouns.contains(&text.as_str()) {
                return false;
            }
        }
        false
    }

    fn abbreviation_ends(&self, text: &[char], next: usize) -> bool {
        let word = text.get(..text.len() - 1).unwrap_or_default();
        match abbreviation::kind(word) {
            Some(Kind::End) => self.opens(next),
            Some(Kind::Clock) => self.opens(next) && !is_calendar(self.text(next)),
            Some(Kind::Inner | Kind::Number) => is_starter(self.text(next)),
            Some(Kind::Title) | None => false,
        }
    }
}

const SAYING: &[&str] = &[
    "added",
    "asked",
    "asks",
    "declared",
    "exclaimed",
    "replied",
    "said",
    "says",
    "wondered",
    "wrote",
];

/// Marks that end sentences, also several of them.
fn is_terminal(text: &[char]) -> bool {
    !text.is_empty()
        && text.iter().all(|it| {
            matches!(
                it,
                '.' | '!' | '?' | '\u{2026}' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{61f}'
            )
        })
}

#[cfg(test)]
mod tests {
    use crate::text::sentence::FUNCTION;

    #[test]
    fn the_table_is_sorted() {
        assert!(FUNCTION.is_sorted());
    }
}

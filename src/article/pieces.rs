//! A line cut into numbers, words and marks: what dates, datelines and publication lines are matched over.

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
    /// Code points in the line, end exclusive.
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Word,
    Mark,
}

/// The pieces of a line; spaces only separate.
pub fn cut(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut joined = false;
    for (at, c) in line.chars().enumerate() {
        if c.is_whitespace() {
            joined = false;
            continue;
        }
        let kind = kind_of(c);
        match pieces.last_mut() {
            Some(last) if joined && last.kind == kind && kind != Kind::Mark => {
                last.text.push(c);
                last.end = at + 1;
            }
            _ => pieces.push(Piece { kind, text: c.to_string(), start: at, end: at + 1 }),
        }
        joined = true;
    }
    pieces
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Number
    } else if c.is_alphanumeric() || matches!(c, '\'' | '’') {
        Kind::Word
    } else {
        Kind::Mark
    }
}

impl Piece {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// The value of a number of `digits` digits.
    pub fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        if self.kind == Kind::Number && digits.contains(&self.text.len()) {
            self.text.parse().ok()
        } else {
            None
        }
    }

    pub fn starts_upper(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Two letters or more and no small one.
    pub fn is_capitals(&self) -> bool {
        self.kind == Kind::Word
            && self.text.chars().count() > 1
            && self.text.chars().any(char::is_uppercase)
            && !self.text.chars().any(char::is_lowercase)
    }
}

//! Stretches of an article, counted in Unicode code points.

use serde::Deserialize;
use serde::Serialize;

/// The field of an article that offsets count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    Title,
    Text,
}

impl Field {
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
        }
    }
}

/// A stretch of one field: code points, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub field: Field,
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(field: Field, start: usize, end: usize) -> Self {
        Span { field, start, end }
    }

    pub fn contains(self, other: Span) -> bool {
        self.field == other.field && self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.field == other.field && self.start < other.end && other.start < self.end
    }
}

/// The code points `start..end` of `text`; what lies outside of it is left out.
pub fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

/// A text of which many stretches are taken: each costs only its own length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chars(Vec<char>);

impl Chars {
    pub fn of(text: &str) -> Self {
        Chars(text.chars().collect())
    }

    /// The code points `start..end`; what lies outside of the text is left out.
    pub fn slice(&self, start: usize, end: usize) -> String {
        let end = end.min(self.0.len());
        self.0.get(start..end).unwrap_or_default().iter().collect()
    }
}

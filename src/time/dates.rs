//! Date expressions found in an article: the type that later stages read.

use crate::model::span::Span;
use crate::model::time::Time;

/// In order of sentence and first token.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dates {
    pub dates: Vec<DateMention>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    pub span: Span,
    /// Index into `Parsed::sentences`.
    pub sentence: usize,
    /// First and last token (inclusive) in the sentence.
    pub first: usize,
    pub last: usize,
    /// The token of the expression that the rest of it hangs on.
    pub head: usize,
    pub time: Time,
    /// What the expression says of the event of its clause.
    pub relation: Relation,
    /// The ids of the rules that read it, outermost first, parted by spaces.
    pub rule: String,
}

/// How a date bounds an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// "on Tuesday", "in 2003"
    At,
    /// "since 1945"
    Since,
    /// "until March"
    Until,
    /// "ahead of", "before Friday"
    Before,
    /// "after Monday"
    After,
    /// An age or anniversary ("thirty years after"): never the date of the event of its clause.
    Distance,
}

impl Dates {
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = &DateMention> {
        self.dates.iter().filter(move |it| it.sentence == sentence)
    }
}

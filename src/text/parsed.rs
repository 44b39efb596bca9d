//! What the analysis of a text gives: the type that every later stage reads.

use crate::model::span::Field;
use crate::model::span::Span;
use crate::text::deprel::Deprel;

/// All sentences of an article, those of the title first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    pub sentences: Vec<Sentence>,
}

/// One sentence; offsets count code points in the field.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    pub field: Field,
    /// Number of the paragraph (block between blank lines) within the field, from 0.
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
    pub tokens: Vec<Token>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    /// The word as written.
    pub text: String,
    /// Base form, lower case but for proper nouns.
    pub lemma: String,
    pub upos: Upos,
    pub feats: Feats,
    /// Index of the governing token in the sentence; none for the root.
    pub head: Option<usize>,
    pub label: Deprel,
}

/// Universal part-of-speech tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    pub const ALL: &'static [Upos] = &[
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The tag as treebanks write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Upos::ALL.iter().copied().find(|it| it.as_str() == text)
    }
}

/// The morphology that rules ask for; unknown or not applicable is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Feats {
    pub number: Option<Number>,
    pub person: Option<u8>,
    pub tense: Option<Tense>,
    pub verb_form: Option<VerbForm>,
    /// Past participle of a passive (`Voice=Pass`).
    pub passive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    Sing,
    Plur,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tense {
    Past,
    Pres,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    Fin,
    Inf,
    Part,
    Ger,
}

impl Sentence {
    pub fn span(&self) -> Span {
        Span::new(self.field, self.start, self.end)
    }

    /// From the first code point of token `first` to the last of token `last` (inclusive); empty at 0 when out of range.
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => Span::new(self.field, a.start, b.end),
            _ => Span::new(self.field, self.start, self.start),
        }
    }

    /// The tokens that hang directly on `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, it)| it.head == Some(head)).map(|(i, _)| i)
    }

    /// The children of `head` whose label `pattern` names (see [`Deprel::is`]).
    pub fn children_by<'a>(
        &'a self,
        head: usize,
        pattern: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        self.children(head)
            .filter(move |i| self.tokens.get(*i).is_some_and(|it| it.label.is(pattern)))
    }
}

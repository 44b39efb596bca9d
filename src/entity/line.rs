//! A sentence as the patterns see it: folded words, their shapes, what stands in quotation marks, and the
//! names that the gazetteer knows. Robust against parse errors: nothing here needs the tree.

use crate::entity::fold::fold;
use crate::entity::fold::is_joiner;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Sense;
use crate::entity::lookup::TokenAtoms;
use crate::model::span::Field;
use crate::text::parsed::Parsed;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;
use std::collections::BTreeSet;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    Capital,
    /// Two letters or more, all upper case.
    Upper,
    /// "J" or "J."
    Initial,
    Figure,
    Mark,
}

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Prose,
    /// Headline Style: Every Long Word Has a Capital.
    Headline,
    /// ALL CAPITALS.
    Shouted,
}

#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Folded; a mark as it is, a clitic with its apostrophe ("'s").
    pub(crate) lower: String,
    pub(crate) shape: Shape,
    /// No space before it.
    pub(crate) glued: bool,
    /// Inside quotation marks.
    pub(crate) quoted: bool,
}

/// A name of the gazetteer; `last` is inclusive.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) senses: Vec<Sense>,
}

#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Index into `Parsed::sentences`.
    pub(crate) index: usize,
    pub(crate) sentence: &'a Sentence,
    pub(crate) words: Vec<Word>,
    pub(crate) style: Style,
    pub(crate) hits: Vec<Hit>,
    /// Verbs of speech and meeting, by lemma.
    pub(crate) speech: &'a BTreeSet<String>,
    /// For each token the hit that covers it.
    hit_of: Vec<Option<usize>>,
}

/// Which words the article writes with a capital in mid-sentence, and which without.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub(crate) capital: BTreeSet<String>,
    pub(crate) lower: BTreeSet<String>,
    /// Capitalised words between words without a capital: how news calls a person after the first mention.
    pub(crate) alone: BTreeSet<String>,
}

/// All sentences of an article as lines.
pub(crate) fn lines<'a>(parsed: &'a Parsed, gazetteer: &'a Gazetteer) -> Vec<Line<'a>> {
    let mut quotes = Quotes::default();
    let mut paragraph = None;
    let mut lines = Vec::new();
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        if paragraph != Some((sentence.field, sentence.paragraph)) {
            quotes = Quotes::default();
            paragraph = Some((sentence.field, sentence.paragraph));
        }
        lines.push(Line::new(index, sentence, &mut quotes, gazetteer));
    }
    lines
}

impl<'a> Line<'a> {
    fn new(
        index: usize,
        sentence: &'a Sentence,
        quotes: &mut Quotes,
        gazetteer: &'a Gazetteer,
    ) -> Self {
        let mut words = Vec::with_capacity(sentence.tokens.len());
        let mut end = None;
        for token in &sentence.tokens {
            let shape = shape_of(&token.text);
            let quoted = quotes.pass(&token.text);
            words.push(Word {
                lower: lower_of(&token.text),
                shape,
                glued: end == Some(token.start),
                quoted,
            });
            end = Some(token.end);
        }
        let style = style_of(&words, sentence.field);
        let atoms: Vec<TokenAtoms> =
            sentence.tokens.iter().map(|it| TokenAtoms::new(&it.text)).collect();
        let mut line = Line {
            index,
            sentence,
            hit_of: vec![None; words.len()],
            words,
            style,
            hits: Vec::new(),
            speech: &gazetteer.patterns.speech.verb,
        };
        let mut at = 0;
        while at < atoms.len() {
            match gazetteer.lookup.longest(&atoms, at, style == Style::Shouted) {
                Some(found) => {
                    line.mark(Hit { first: at, last: found.last, senses: found.senses });
                    at = found.last + 1;
                }
                None => at += 1,
            }
        }
        line
    }

    fn mark(&mut self, hit: Hit) {
        for slot in self.hit_of.iter_mut().take(hit.last + 1).skip(hit.first) {
            *slot = Some(self.hits.len());
        }
        self.hits.push(hit);
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The folded word; empty beyond the ends.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.lower.as_str())
    }

    /// The folded word `back` tokens before `at`; empty beyond the start.
    pub(crate) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |it| self.lower(it))
    }

    pub(crate) fn text(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).map_or("", |it| it.text.as_str())
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.words.get(at).map_or(Shape::Mark, |it| it.shape)
    }

    pub(crate) fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|it| it.glued)
    }

    pub(crate) fn quoted(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|it| it.quoted)
    }

    pub(crate) fn upos(&self, at: usize) -> Upos {
        self.sentence.tokens.get(at).map_or(Upos::X, |it| it.upos)
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capital | Shape::Upper | Shape::Initial)
    }

    /// A hyphen without spaces on both sides.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        is_joiner(self.text(at)) && self.glued(at) && self.glued(at + 1)
    }

    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.lower(at), "'s" | "'" | "\u{2019}")
    }

    pub(crate) fn hit(&self, at: usize) -> Option<&Hit> {
        self.hit_of.get(at).copied().flatten().and_then(|it| self.hits.get(it))
    }

    pub(crate) fn hit_ending(&self, at: usize) -> Option<&Hit> {
        self.hit(at).filter(|it| it.last == at)
    }

    pub(crate) fn hit_starting(&self, at: usize) -> Option<&Hit> {
        self.hit(at).filter(|it| it.first == at)
    }

    /// The words `first..=last` as written, spaces as in the text.
    pub(crate) fn written(&self, first: usize, last: usize) -> String {
        let mut out = String::new();
        for at in first..=last {
            if at > first && !self.glued(at) {
                out.push(' ');
            }
            out.push_str(self.text(at));
        }
        out
    }

    /// A four-digit year that the sentence names, the first one.
    pub(crate) fn year(&self) -> Option<&str> {
        self.sentence.tokens.iter().map(|it| it.text.as_str()).find(|it| is_year(it))
    }
}

pub(crate) fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|it| it.is_ascii_digit())
        && (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"))
}

impl Seen {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut seen = Seen::default();
        for line in lines.iter().filter(|it| it.style == Style::Prose) {
            let mut fresh = true;
            for (at, word) in line.words.iter().enumerate() {
                let beside = at.checked_sub(1).is_some_and(|it| line.is_capital(it))
                    || line.is_capital(at + 1);
                if word.shape == Shape::Capital && !beside {
                    seen.alone.insert(word.lower.clone());
                }
                match word.shape {
                    // The second half of "Dong-wook" is no word.
                    Shape::Lower if at > 0 && line.is_hyphen(at - 1) => {}
                    Shape::Lower => {
                        seen.lower.insert(word.lower.clone());
                    }
                    Shape::Capital if !fresh => {
                        seen.capital.insert(word.lower.clone());
                    }
                    Shape::Capital
                    | Shape::Upper
                    | Shape::Initial
                    | Shape::Figure
                    | Shape::Mark => {}
                }
                fresh = matches!(
                    word.lower.as_str(),
                    "\"" | "\u{201c}" | "\u{2018}" | ":" | "." | "``"
                );
            }
        }
        seen
    }
}

/// Open quotation marks; a straight mark opens and closes by turns.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    /// Whether the token stands inside of quotation marks; the marks themselves do not.
    fn pass(&mut self, token: &str) -> bool {
        match token {
            "\"" => {
                self.open = !self.open;
                false
            }
            "\u{201c}" | "``" | "\u{ab}" | "\u{201e}" => {
                self.open = true;
                false
            }
            "\u{201d}" | "''" | "\u{bb}" => {
                self.open = false;
                false
            }
            _ => self.open,
        }
    }
}

fn lower_of(text: &str) -> String {
    let folded = fold(text);
    if folded.is_empty() {
        return text.to_owned();
    }
    match text.starts_with(['\'', '\u{2019}']) {
        true => format!("'{folded}"),
        false => folded,
    }
}

fn shape_of(text: &str) -> Shape {
    let letters: Vec<char> = text.chars().filter(|it| it.is_alphabetic()).collect();
    let Some(first) = letters.first() else {
        return if text.chars().any(char::is_numeric) { Shape::Figure } else { Shape::Mark };
    };
    let upper = letters.iter().filter(|it| it.is_uppercase()).count();
    if text.chars().next().is_some_and(char::is_numeric) {
        Shape::Figure
    } else if upper == letters.len() && letters.len() == 1 {
        Shape::Initial
    } else if upper == letters.len() {
        Shape::Upper
    } else if first.is_uppercase() || (upper > 0 && text.chars().count() > 2) {
        // "al-Assad" and "d'Estaing" in one token count as capitals, too.
        Shape::Capital
    } else {
        Shape::Lower
    }
}

/// A sentence of the text that ends with a stop is no headline, however many names it has.
fn style_of(words: &[Word], field: Field) -> Style {
    let stopped = words
        .last()
        .is_some_and(|it| matches!(it.lower.as_str(), "." | "?" | "!" | "\"" | "\u{201d}"));
    let long = |it: &&Word| {
        it.lower.chars().count() >= 4 && it.shape != Shape::Mark && it.shape != Shape::Figure
    };
    let total = words.iter().filter(long).count();
    let upper = words.iter().filter(long).filter(|it| it.shape == Shape::Upper).count();
    let capital = words.iter().filter(long).filter(|it| it.shape != Shape::Lower).count();
    if total >= 2 && upper * 10 >= total * 9 {
        Style::Shouted
    } else if total >= 4 && capital * 10 >= total * 8 && (field == Field::Title || !stopped) {
        Style::Headline
    } else {
        Style::Prose
    }
}

//! Sentences, tokens, lemmas, tags and dependency trees, after the Universal Dependencies guidelines.

pub mod abbreviation;
pub mod deprel;
pub mod lemma;
pub mod lexicon;
pub mod model;
pub mod net;
pub mod parsed;
pub mod sentence;
pub mod starter;
pub mod token;
pub mod word;

use crate::model::article::Article;
use crate::model::span::Field;
use crate::text::deprel::Deprel;
use crate::text::lexicon::Lexicon;
use crate::text::model::Model;
use crate::text::parsed::Feats;
use crate::text::parsed::Parsed;
use crate::text::parsed::Sentence;
use crate::text::parsed::Token;
use crate::text::parsed::Upos;
use crate::text::token::Piece;

/// The whole analysis: title and text in sentences and tokens, with tags, trees and lemmas.
///
/// `opening` is the code point of the text where its first sentence begins, where a dateline stands before it.
pub fn parse(article: &Article, opening: Option<usize>, model: &Model) -> Parsed {
    let mut sentences = segment(article.field(Field::Title), Field::Title);
    sentences.extend(segment_behind(&article.text, Field::Text, opening));
    model.analyse(&mut sentences);
    lemma::fill(&mut sentences, Lexicon::embedded());
    Parsed { sentences }
}

/// The sentences of one field with their tokens; tags, heads and lemmas are left open (`X`, none, `dep`, empty).
pub fn segment(text: &str, field: Field) -> Vec<Sentence> {
    segment_behind(text, field, None)
}

/// As `segment`; what stands before the code point `opening` is no part of the first sentence.
fn segment_behind(text: &str, field: Field, opening: Option<usize>) -> Vec<Sentence> {
    let chars: Vec<char> = text.chars().collect();
    let title = field == Field::Title;
    let mut sentences = Vec::new();
    let mut blocks = sentence::blocks(&chars);
    if let (Some(first), Some(at)) = (blocks.first_mut(), opening) {
        first.breaks.extend(at.checked_sub(1));
        first.breaks.sort_unstable();
    }
    for (paragraph, block) in blocks.iter().enumerate() {
        let pieces = token::pieces(&chars, block.start, block.end);
        let mut rest = pieces.as_slice();
        for length in sentence::lengths(&chars, block, &pieces, title) {
            let (tokens, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                let tokens = tokens.iter().map(|it| open_token(&chars, *it)).collect();
                let (start, end) = (first.start, last.end);
                sentences.push(Sentence { field, paragraph, start, end, tokens });
            }
        }
    }
    sentences
}

fn open_token(chars: &[char], piece: Piece) -> Token {
    Token {
        start: piece.start,
        end: piece.end,
        text: chars.get(piece.start..piece.end).unwrap_or_default().iter().collect(),
        lemma: String::new(),
        upos: Upos::X,
        feats: Feats::default(),
        head: None,
        label: Deprel::Dep,
    }
}

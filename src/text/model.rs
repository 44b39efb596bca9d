//! The trained analyser: tags and trees for sentences whose tokens are known.

use crate::text::deprel::Deprel;
use crate::text::net::encode::Encoder;
use crate::text::net::encode::Seen;
use crate::text::net::feature;
use crate::text::net::format::ModelError;
use crate::text::net::format::Tag;
use crate::text::net::format::Weights;
use crate::text::net::pack::Pack;
use crate::text::net::score::Scorer;
use crate::text::net::vectors::Index;
use crate::text::parsed::Sentence;
use crate::text::parsed::Token;
use std::ops::Range;

/// Sentences that run through the network together.
const BATCH: usize = 32;

/// Longer sentences are cut into pieces of at most so many tokens, so that time stays linear in the text.
const MAX_PIECE: usize = 150;

/// Tokens before the bound where a cut after a punctuation mark is better than one at the bound.
const CUT_WINDOW: usize = 60;

#[derive(Debug, Clone)]
pub struct Model {
    encoder: Encoder,
    scorer: Scorer,
    vectors: Index,
    tags: Vec<Tag>,
    labels: Vec<Deprel>,
    tag_layer: usize,
    rows: usize,
}

/// Scores of one sentence, a row a token.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    pub tags: Vec<f32>,
    /// The root, then every token as head.
    pub arcs: Vec<f32>,
    pub labels: Vec<f32>,
}

impl Model {
    /// Reads a weights file (`data/model/english.bin`).
    ///
    /// # Errors
    /// Bytes that are no weights file of this version, or a damaged one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Model::new(Weights::from_bytes(bytes)?))
    }

    pub fn new(mut weights: Weights) -> Self {
        Model {
            scorer: Scorer::new(&weights),
            vectors: Index::new(std::mem::take(&mut weights.vectors.keys)),
            tag_layer: weights.shape.tag_layer,
            rows: weights.shape.rows,
            tags: std::mem::take(&mut weights.tags),
            labels: std::mem::take(&mut weights.labels),
            encoder: Encoder::new(weights),
        }
    }

    /// Sets tag, morphology, head and label of all tokens from their `text`. Every sentence becomes one tree.
    pub fn analyse(&self, sentences: &mut [Sentence]) {
        let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
        for (i, sentence) in sentences.iter().enumerate() {
            pieces.extend(cut(&sentence.tokens).into_iter().map(|range| (i, range)));
        }
        pieces.sort_by_key(|(i, range)| (std::cmp::Reverse(range.len()), *i, range.start));
        for batch in pieces.chunks(BATCH) {
            self.analyse_batch(sentences, batch);
        }
        sentences.iter_mut().for_each(join);
    }

    fn analyse_batch(&self, sentences: &mut [Sentence], batch: &[(usize, Range<usize>)]) {
        let lengths: Vec<usize> = batch.iter().map(|(_, range)| range.len()).collect();
        let pack = Pack::new(&lengths);
        let words: Vec<Vec<Seen>> =
            batch.iter().map(|(i, range)| self.see(&sentences[*i].tokens[range.clone()])).collect();
        let seen: Vec<Seen> = (0..pack.steps())
            .flat_map(|step| {
                let running = pack.sentences().take(pack.step(step).len());
                running
                    .filter_map(|(sentence, _)| words[sentence].get(step).copied())
                    .collect::<Vec<_>>()
            })
            .collect();
        let states = self.encoder.encode(&seen, &pack);
        let tags =
            states.get(self.tag_layer - 1).map(|it| self.scorer.tags(it)).unwrap_or_default();
        let trees = states.last().map(|it| self.scorer.trees(it, &pack)).unwrap_or_default();
        for (place, ((number, _), (heads, labels))) in pack.sentences().zip(trees).enumerate() {
            let (sentence, range) = &batch[number];
            let tokens = &mut sentences[*sentence].tokens[range.clone()];
            for (i, token) in tokens.iter_mut().enumerate() {
                (token.upos, token.feats) = self.tags[tags[pack.row(place, i)]];
                token.head = heads[i].map(|head| head + range.start);
                token.label = self.labels[labels[i]];
            }
        }
    }

    /// The scores behind the analysis of one sentence, with labels as they score under the heads that it has; what a
    /// smaller model may be taught with.
    pub fn beliefs(&self, sentence: &Sentence) -> Beliefs {
        let pack = Pack::new(&[sentence.tokens.len()]);
        let states = self.encoder.encode(&self.see(&sentence.tokens), &pack);
        let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|it| it.head).collect();
        let tags = states.get(self.tag_layer - 1).map(|it| self.scorer.tag_scores(it));
        let trees = states.last().map(|it| self.scorer.tree_scores(it, &heads));
        let (arcs, labels) = trees.unwrap_or_default();
        Beliefs { tags: tags.unwrap_or_default(), arcs, labels }
    }

    /// What the columns of [`Beliefs`] stand for: tags and labels.
    pub fn columns(&self) -> (&[Tag], &[Deprel]) {
        (&self.tags, &self.labels)
    }

    fn see(&self, tokens: &[Token]) -> Vec<Seen> {
        let casing = feature::casing(tokens.iter().map(|it| it.text.as_str()));
        let see = |(i, token): (usize, &Token)| Seen {
            features: feature::features(&token.text, i == 0, casing, self.rows),
            vector: self.vectors.find(&token.text),
        };
        tokens.iter().enumerate().map(see).collect()
    }
}

/// Pieces of at most [`MAX_PIECE`] tokens, cut after a punctuation mark where there is one near the bound.
fn cut(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while tokens.len() - start > MAX_PIECE {
        let bound = start + MAX_PIECE;
        let mark = (bound - CUT_WINDOW..bound)
            .rev()
            .find(|i| matches!(tokens[*i].text.as_str(), ";" | "." | ":" | "," | "—" | "–"));
        let end = mark.map_or(bound, |i| i + 1);
        pieces.push(start..end);
        start = end;
    }
    if start < tokens.len() {
        pieces.push(start..tokens.len());
    }
    pieces
}

/// Hangs the roots of all pieces but the first on the first.
fn join(sentence: &mut Sentence) {
    let Some(root) = sentence.tokens.iter().position(|it| it.head.is_none()) else { return };
    for token in sentence.tokens.iter_mut().skip(root + 1).filter(|it| it.head.is_none()) {
        token.head = Some(root);
        token.label = Deprel::Parataxis;
    }
}

//! Scores of tags and trees against a treebank, as in the CoNLL 2018 shared task: gold tokens, predicted tags, labels
//! without subtypes.

use crate::eval::conllu::Gold;
use crate::text::model::Model;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;

/// In percent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    pub upos: f64,
    pub uas: f64,
    pub las: f64,
    /// Without tokens that the treebank tags as punctuation.
    pub uas_np: f64,
    pub las_np: f64,
    /// Words of the text that the tokeniser finds; none without a tokeniser.
    pub token_f1: Option<f64>,
    pub sentence_f1: Option<f64>,
}

/// Analyses the gold tokens and compares.
pub fn score(model: &Model, gold: &[Gold]) -> Scores {
    let mut found: Vec<Sentence> = gold.iter().map(|it| it.sentence.clone()).collect();
    model.analyse(&mut found);
    compare(gold, &found)
}

/// Scores of `found`, which has the tokens of `gold`.
pub fn compare(gold: &[Gold], found: &[Sentence]) -> Scores {
    let (mut all, mut words) = (Counts::default(), Counts::default());
    for (gold, found) in gold.iter().zip(found) {
        for (gold, found) in gold.sentence.tokens.iter().zip(&found.tokens) {
            let upos = gold.upos == found.upos;
            let head = gold.head == found.head;
            let label = head && gold.label.base() == found.label.base();
            all.add(upos, head, label);
            if gold.upos != Upos::Punct {
                words.add(upos, head, label);
            }
        }
    }
    Scores {
        upos: percent(all.upos, all.tokens),
        uas: percent(all.heads, all.tokens),
        las: percent(all.labels, all.tokens),
        uas_np: percent(words.heads, words.tokens),
        las_np: percent(words.labels, words.tokens),
        token_f1: None,
        sentence_f1: None,
    }
}

#[derive(Default)]
struct Counts {
    tokens: usize,
    upos: usize,
    heads: usize,
    labels: usize,
}

impl Counts {
    fn add(&mut self, upos: bool, head: bool, label: bool) {
        self.tokens += 1;
        self.upos += usize::from(upos);
        self.heads += usize::from(head);
        self.labels += usize::from(label);
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

//! Scores of tags and trees against a treebank, as in the CoNLL 2018 shared task: gold tokens, predicted tags, labels
//! without subtypes; and of tokens and sentences found in the raw text.

use crate::eval::conllu;
use crate::eval::conllu::ConlluError;
use crate::eval::conllu::Gold;
use crate::model::span::Field;
use crate::text;
use crate::text::model::Model;
use crate::text::net::format::ModelError;
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
}

/// F1 of stretches of the raw text, in percent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Segmentation {
    /// Words: the parts of a multi-word token count one by one where they divide its letters.
    pub token_f1: f64,
    pub sentence_f1: f64,
}

/// A model from a weights file.
///
/// # Errors
/// Bytes that are no weights.
pub fn model(weights: &[u8]) -> Result<Model, ModelError> {
    Model::from_bytes(weights)
}

/// Scores a model on a treebank in CoNLL-U.
///
/// # Errors
/// Text that is no treebank.
pub fn evaluate(model: &Model, treebank: &str) -> Result<(Scores, Segmentation), ConlluError> {
    let gold = conllu::read(treebank)?;
    Ok((score(model, &gold), segmentation(&gold)))
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

/// Tokenises the raw text of a treebank and compares the stretches of words and sentences.
pub fn segmentation(gold: &[Gold]) -> Segmentation {
    let (text, words, sentences) = raw(gold);
    let found = text::segment(&text, Field::Text);
    let found_words: Vec<(usize, usize)> =
        found.iter().flat_map(|it| &it.tokens).map(|it| (it.start, it.end)).collect();
    let found_sentences: Vec<(usize, usize)> = found.iter().map(|it| (it.start, it.end)).collect();
    Segmentation {
        token_f1: f1(&words, &found_words),
        sentence_f1: f1(&sentences, &found_sentences),
    }
}

type Stretches = Vec<(usize, usize)>;

/// The sentences' texts with a space between, a blank line before each paragraph; stretches of words and sentences.
fn raw(gold: &[Gold]) -> (String, Stretches, Stretches) {
    let mut text = String::new();
    let mut at = 0;
    let (mut words, mut sentences) = (Vec::new(), Vec::new());
    for gold in gold {
        let between = match (text.is_empty(), gold.new_paragraph) {
            (true, _) => "",
            (_, true) => "\n\n",
            (_, false) => " ",
        };
        text.push_str(between);
        at += between.len();
        text.push_str(&gold.text);
        words.extend(gold.spans.iter().map(|(start, end)| (at + start, at + end)));
        let length = gold.text.chars().count();
        sentences.push((at, at + length));
        at += length;
    }
    (text, words, sentences)
}

/// Both in order of their start.
fn f1(gold: &[(usize, usize)], found: &[(usize, usize)]) -> f64 {
    let mut rest = found.iter().peekable();
    let mut right = 0;
    for stretch in gold {
        while rest.next_if(|it| *it < stretch).is_some() {}
        right += usize::from(rest.next_if_eq(&stretch).is_some());
    }
    percent(2 * right, gold.len() + found.len())
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::deprel::Deprel;

    const TREE: &str = "# text = Talks ended.\n\
        1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\
        2\tended\tend\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn subtypes_do_not_count_and_labels_need_their_head() {
        let gold = conllu::read(TREE).unwrap();
        let mut found = vec![gold[0].sentence.clone()];
        found[0].tokens[0].label = Deprel::NsubjPass;
        found[0].tokens[2].head = Some(0);
        found[0].tokens[1].upos = Upos::Noun;
        let scores = compare(&gold, &found);
        let third = 200.0 / 3.0;
        let want = Scores { upos: third, uas: third, las: third, uas_np: 100.0, las_np: 100.0 };
        assert_eq!(scores, want);
    }

    #[test]
    fn f1_counts_equal_stretches() {
        for (gold, found, want) in [
            (&[(0, 5), (6, 11), (11, 12)][..], &[(0, 5), (6, 11), (11, 12)][..], 100.0),
            (&[(0, 5), (6, 11), (11, 12)][..], &[(0, 5), (6, 12)][..], 40.0),
            (&[(0, 3), (0, 3)][..], &[(0, 3)][..], 200.0 / 3.0),
        ] {
            assert_eq!(f1(gold, found), want, "{gold:?} {found:?}");
        }
    }

    #[test]
    fn raw_text_has_blank_lines_before_paragraphs() {
        let twice = format!("{TREE}# newpar\n{TREE}{TREE}");
        let (text, words, sentences) = raw(&conllu::read(&twice).unwrap());
        assert_eq!(text, "Talks ended.\n\nTalks ended. Talks ended.");
        assert_eq!(words[3..6], [(14, 19), (20, 25), (25, 26)]);
        assert_eq!(sentences, [(0, 12), (14, 26), (27, 39)]);
    }
}

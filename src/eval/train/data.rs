//! From treebanks to examples: the sets of tags and labels, features, raw word vectors.

use crate::eval::conllu::Gold;
use crate::eval::train::Material;
use crate::eval::train::Options;
use crate::eval::train::distil::Teach;
use crate::eval::train::export::Inventory;
use crate::eval::train::matrix::Matrix;
use crate::eval::train::network::Example;
use crate::text::deprel::Deprel;
use crate::text::net::feature;
use crate::text::net::format::Tag;
use crate::text::net::shape::Shape;
use crate::text::net::vectors::Index;
use crate::text::parsed::Feats;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;

/// Rows of the feature table.
const ROWS: usize = 1 << 15;

/// Rarer tags of the training text are left out; their tokens get the most frequent tag of the same part of speech.
const MIN_TAG: usize = 5;

/// Longer sentences are left out: a batch is as slow as its longest.
const MAX_SENTENCE: usize = 130;

/// One sentence of so many is learnt once more in the capitals of headlines, if it is about as short as they are.
const CASED: usize = 20;
const MAX_HEADLINE: usize = 20;

/// Word vectors as they were published, before training shortens them.
#[derive(Debug, Clone, Default)]
pub struct RawVectors {
    pub keys: Vec<(u32, u16)>,
    pub rows: Matrix,
}

impl RawVectors {
    /// Little-endian: number of keys, of rows and of columns (32 bits each), sorted keys (32 bits) with their rows
    /// (16 bits), then the rows as 32-bit floats. None for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let number = |i: usize| -> Option<usize> {
            let (four, _) = bytes.get(4 * i..)?.split_first_chunk()?;
            usize::try_from(u32::from_le_bytes(*four)).ok()
        };
        let (keys, rows, cols) = (number(0)?, number(1)?, number(2)?);
        let (table, floats) = bytes.get(12..)?.split_at_checked(keys.checked_mul(6)?)?;
        let keys = table.as_chunks::<6>().0.iter().map(|[a, b, c, d, e, f]| {
            (u32::from_le_bytes([*a, *b, *c, *d]), u16::from_le_bytes([*e, *f]))
        });
        let data: Vec<f32> =
            floats.as_chunks().0.iter().map(|it| f32::from_le_bytes(*it)).collect();
        let whole = data.len() == rows.checked_mul(cols)?;
        whole.then(|| RawVectors { keys: keys.collect(), rows: Matrix { rows, cols, data } })
    }
}

/// Everything a run trains on.
#[derive(Debug)]
pub struct Data {
    pub shape: Shape,
    pub inventory: Inventory,
    pub examples: Vec<Example>,
}

impl Data {
    pub fn new(options: &Options, material: &Material) -> Self {
        let Material { train, vectors, .. } = material;
        let tags = tags(train);
        let mut labels: Vec<Deprel> =
            train.iter().flat_map(|it| &it.sentence.tokens).map(|it| it.label).collect();
        labels.sort_unstable();
        labels.dedup();
        let shape = Shape {
            rows: ROWS,
            embed: 96,
            hidden: options.hidden,
            layers: options.layers,
            tag_layer: options.tag_layer,
            tag_hidden: 64,
            arc: 96,
            label: 96,
            tags: tags.len(),
            labels: labels.len(),
        };
        let inventory = Inventory { tags, labels, keys: vectors.keys.clone() };
        let find = Index::new(vectors.keys.clone());
        let mut examples = Vec::new();
        for gold in train.iter().filter(|it| it.sentence.tokens.len() <= MAX_SENTENCE) {
            let mut example = example(&gold.sentence, &inventory, &find);
            if !material.teachers.is_empty() {
                let teach = Teach { teachers: &material.teachers, inventory: &inventory };
                teach.mix(&gold.sentence, options.trust, &mut example);
            }
            examples.push(example);
        }
        for (i, gold) in train.iter().enumerate().filter(|(i, _)| i % CASED == 0) {
            let title = !(i / CASED).is_multiple_of(3);
            let short = gold.sentence.tokens.len() <= MAX_HEADLINE;
            examples
                .extend(short.then(|| example(&cased(&gold.sentence, title), &inventory, &find)));
        }
        for sentence in material.raw.iter().filter(|it| it.tokens.len() <= MAX_SENTENCE) {
            let mut sentence = sentence.clone();
            let teach = Teach { teachers: &material.teachers, inventory: &inventory };
            teach.annotate(&mut sentence);
            let mut example = example(&sentence, &inventory, &find);
            teach.mix(&sentence, 1.0, &mut example);
            examples.push(example);
        }
        Data { shape, inventory, examples }
    }
}

fn example(sentence: &Sentence, inventory: &Inventory, vectors: &Index) -> Example {
    let tokens = &sentence.tokens;
    let casing = feature::casing(tokens.iter().map(|it| it.text.as_str()));
    let words = tokens.iter().enumerate();
    let certain = |it: usize| vec![(it, 1.0)];
    let heads: Vec<usize> = tokens.iter().map(|it| it.head.map_or(0, |it| it + 1)).collect();
    Example {
        features: words.map(|(i, it)| feature::features(&it.text, i == 0, casing, ROWS)).collect(),
        vectors: tokens.iter().map(|it| vectors.find(&it.text)).collect(),
        tags: tokens.iter().map(|it| certain(number(inventory, it.upos, it.feats))).collect(),
        arcs: heads.iter().map(|it| certain(*it)).collect(),
        heads,
        labels: tokens
            .iter()
            .map(|it| inventory.labels.iter().position(|label| *label == it.label).unwrap_or(0))
            .map(certain)
            .collect(),
    }
}

/// The sentence as a headline has it: capitals at the head of all weighty words (`title`), or throughout.
fn cased(sentence: &Sentence, title: bool) -> Sentence {
    let mut cased = sentence.clone();
    for (i, token) in cased.tokens.iter_mut().enumerate() {
        let light = matches!(token.upos, Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part);
        if !title {
            token.text = token.text.to_uppercase();
        } else if i == 0 || !light || token.text.chars().count() > 4 {
            let mut letters = token.text.chars();
            token.text =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        }
    }
    cased
}

fn number(inventory: &Inventory, upos: Upos, feats: Feats) -> usize {
    let tag = (upos, shown(upos, feats));
    let exact = inventory.tags.iter().position(|it| *it == tag);
    exact.or_else(|| inventory.tags.iter().position(|it| it.0 == upos)).unwrap_or(0)
}

/// The tags of the training text, the most frequent first.
fn tags(train: &[Gold]) -> Vec<Tag> {
    let mut counts: Vec<(usize, Tag)> = Vec::new();
    for token in train.iter().flat_map(|it| &it.sentence.tokens) {
        let tag = (token.upos, shown(token.upos, token.feats));
        match counts.iter_mut().find(|it| it.1 == tag) {
            Some(count) => count.0 += 1,
            None => counts.push((1, tag)),
        }
    }
    counts.sort_by_key(|it| std::cmp::Reverse(it.0));
    counts.into_iter().filter(|it| it.0 >= MIN_TAG).map(|it| it.1).collect()
}

/// The features that English words show by their form: treebanks also mark what only the subject tells
/// (person and number of "met"), which a tagger would have to guess.
fn shown(upos: Upos, feats: Feats) -> Feats {
    let verb = matches!(upos, Upos::Verb | Upos::Aux);
    let third = feats.person == Some(3) && feats.number == Some(Number::Sing);
    let finite = feats.verb_form == Some(VerbForm::Fin);
    let mut shown = feats;
    if verb && (feats.tense == Some(Tense::Past) && finite || !third) {
        shown.person = None;
        shown.number = None;
    }
    if upos == Upos::Pron && feats.person == Some(2) {
        shown.number = None;
    }
    shown
}

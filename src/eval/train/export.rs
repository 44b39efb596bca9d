//! From trained floats to the 8-bit weights of inference.

use crate::eval::train::matrix::Matrix;
use crate::eval::train::matrix::product;
use crate::eval::train::params;
use crate::eval::train::params::Params;
use crate::text::deprel::Deprel;
use crate::text::net::format::Affine;
use crate::text::net::format::Direction;
use crate::text::net::format::Quantised;
use crate::text::net::format::Tag;
use crate::text::net::format::Weights;
use crate::text::net::vectors::Vectors;

/// The sets that numbers stand for.
#[derive(Debug, Clone)]
pub struct Inventory {
    pub tags: Vec<Tag>,
    pub labels: Vec<Deprel>,
    /// Words with vectors.
    pub keys: Vec<(u32, u16)>,
}

/// The weights file's content for trained parameters; `vectors` are the raw word vectors.
pub fn weights(trained: &Params, inventory: &Inventory, vectors: &Matrix) -> Weights {
    let shape = trained.shape;
    let floats = |i: usize| trained.all[i].data.clone();
    let affine = |i: usize, bias: usize| Affine {
        matrix: quantise(&trained.all[i].transposed()),
        bias: trained.all[bias].data.clone(),
    };
    let direction = |layer: usize, direction: usize| {
        let i = params::layer(layer, direction);
        let recurrent = quantise(&trained.all[i + 1].transposed());
        Direction { input: affine(i, i + 2), recurrent }
    };
    let rows = if vectors.cols > 0 {
        quantise(&product(vectors, &trained.all[params::VECTORS]))
    } else {
        Quantised { cols: shape.embed, ..Quantised::default() }
    };
    Weights {
        shape,
        tags: inventory.tags.clone(),
        labels: inventory.labels.clone(),
        table: quantise(&trained.all[params::TABLE]),
        layers: (0..shape.layers).map(|it| [direction(it, 0), direction(it, 1)]).collect(),
        tag_hidden: affine(params::TAG_HIDDEN, params::TAG_HIDDEN + 1),
        tag: affine(params::TAG, params::TAG + 1),
        heads: affine(params::HEADS, params::HEADS + 1),
        arc: quantise(&trained.all[params::ARC].transposed()),
        arc_head: floats(params::ARC_HEAD),
        distance: floats(params::DISTANCE),
        root: floats(params::ROOT),
        root_bias: floats(params::ROOT_BIAS),
        root_label: floats(params::ROOT_LABEL),
        label: affine(params::LABEL, params::LABEL + 1),
        vectors: Vectors { keys: inventory.keys.clone(), rows },
    }
}

/// Each row by its own scale, so that its greatest weight is ±127.
fn quantise(matrix: &Matrix) -> Quantised {
    let mut out = Quantised { cols: matrix.cols, ..Quantised::default() };
    for row in matrix.data.chunks_exact(matrix.cols.max(1)) {
        let greatest = row.iter().fold(0.0f32, |top, it| top.max(it.abs()));
        let scale = greatest / 127.0;
        out.scales.push(scale);
        out.data.extend(row.iter().map(|it| byte(if scale > 0.0 { it / scale } else { 0.0 })));
    }
    out
}

#[expect(clippy::cast_possible_truncation, reason = "the value is between -127 and 127")]
fn byte(value: f32) -> i8 {
    value.round() as i8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::train::random::Random;
    use crate::model::span::Field;
    use crate::text;
    use crate::text::model::Model;
    use crate::text::net::decode;
    use crate::text::net::format::ModelError;
    use crate::text::net::shape::Shape;
    use crate::text::parsed::Feats;
    use crate::text::parsed::Upos;

    const SHAPE: Shape = Shape {
        rows: 64,
        embed: 16,
        hidden: 16,
        layers: 2,
        tag_layer: 1,
        tag_hidden: 16,
        arc: 16,
        label: 16,
        tags: 2,
        labels: 3,
    };

    fn untrained(seed: u64) -> Weights {
        let vectors = Matrix { rows: 2, cols: 3, data: vec![1.0, 0.0, -1.0, 0.5, 0.5, 2.0] };
        let inventory = Inventory {
            tags: vec![(Upos::Noun, Feats::default()), (Upos::Verb, Feats::default())],
            labels: vec![Deprel::Nsubj, Deprel::Root, Deprel::Punct],
            keys: vec![(5, 1), (900, 0)],
        };
        weights(&Params::random(SHAPE, 3, &mut Random::new(seed)), &inventory, &vectors)
    }

    #[test]
    fn a_weights_file_reads_as_it_was_written() {
        let weights = untrained(1);
        let bytes = weights.to_bytes();
        assert_eq!(Weights::from_bytes(&bytes), Ok(weights));
        assert_eq!(Weights::from_bytes(&bytes[..bytes.len() - 1]), Err(ModelError::Short));
        assert_eq!(Weights::from_bytes(b"a text instead of weights"), Err(ModelError::Magic));
    }

    #[test]
    fn every_sentence_becomes_one_tree_and_roots_alone_are_called_root() {
        let long = "talks, ".repeat(400);
        let texts = ["Yes", "Talks ended. They failed!", "((((((", long.as_str()];
        for seed in 0..20 {
            let model = Model::new(untrained(seed));
            let mut sentences: Vec<_> =
                texts.iter().flat_map(|it| text::segment(it, Field::Text)).collect();
            model.analyse(&mut sentences);
            for sentence in &sentences {
                let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|it| it.head).collect();
                assert!(decode::is_tree(&heads), "seed {seed}: {heads:?}");
                for token in &sentence.tokens {
                    assert_eq!(token.head.is_none(), token.label == Deprel::Root);
                }
            }
        }
    }

    #[test]
    fn sentences_are_analysed_alike_alone_and_together() {
        let model = Model::new(untrained(3));
        let text = "Talks ended. They failed, he said! Who knows? No one in Oslo does, it seems.";
        let mut together = text::segment(text, Field::Text);
        let mut alone = together.clone();
        model.analyse(&mut together);
        alone.iter_mut().for_each(|it| model.analyse(std::slice::from_mut(it)));
        assert_eq!(alone, together);
    }
}

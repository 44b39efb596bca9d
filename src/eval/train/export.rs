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

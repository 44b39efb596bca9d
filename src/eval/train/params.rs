//! All trained numbers as a list of matrices, so that optimiser and gradient check treat them alike.

use crate::eval::train::matrix::Matrix;
use crate::eval::train::random::Random;
use crate::text::net::shape::DISTANCES;
use crate::text::net::shape::Shape;

/// Rows are those of the feature table.
pub const TABLE: usize = 0;
/// From raw word vectors to embeddings.
pub const VECTORS: usize = 1;
pub const TAG_HIDDEN: usize = 2;
pub const TAG: usize = 4;
pub const HEADS: usize = 6;
pub const ARC: usize = 8;
pub const ARC_HEAD: usize = 9;
pub const DISTANCE: usize = 10;
pub const ROOT: usize = 11;
pub const ROOT_BIAS: usize = 12;
pub const ROOT_LABEL: usize = 13;
pub const LABEL: usize = 14;
/// Then six for each layer: input, recurrent and bias, forward and backward.
const LAYERS: usize = 16;

/// Input weights of a direction; recurrent weights and bias follow. Biases follow their matrix everywhere.
pub fn layer(layer: usize, direction: usize) -> usize {
    LAYERS + layer * 6 + direction * 3
}

/// Weights, or gradients, or moments: one matrix a number above. Matrices map rows (inputs) to columns (outputs).
#[derive(Debug, Clone)]
pub struct Params {
    pub shape: Shape,
    pub all: Vec<Matrix>,
}

impl Params {
    pub fn zeros(shape: Shape, vector_width: usize) -> Self {
        let top = 2 * shape.hidden;
        let mut sizes = vec![
            (shape.rows, shape.embed),
            (vector_width, shape.embed),
            (top, shape.tag_hidden),
            (1, shape.tag_hidden),
            (shape.tag_hidden, shape.tags),
            (1, shape.tags),
            (top, shape.heads()),
            (1, shape.heads()),
            (shape.arc, shape.arc),
            (1, shape.arc),
            (1, DISTANCES),
            (1, shape.arc),
            (1, 1),
            (1, shape.label),
            (shape.label, shape.labels),
            (1, shape.labels),
        ];
        for layer in 0..shape.layers {
            for _ in 0..2 {
                sizes.push((shape.input(layer), 3 * shape.hidden));
                sizes.push((shape.hidden, 3 * shape.hidden));
                sizes.push((1, 3 * shape.hidden));
            }
        }
        let all = sizes.into_iter().map(|(rows, cols)| Matrix::zeros(rows, cols)).collect();
        Params { shape, all }
    }

    pub fn random(shape: Shape, vector_width: usize, random: &mut Random) -> Self {
        let mut params = Params::zeros(shape, vector_width);
        for (i, matrix) in params.all.iter_mut().enumerate() {
            let bound = match i {
                TABLE => 0.15,
                VECTORS => 0.05,
                ROOT | ROOT_LABEL => 0.3,
                _ if matrix.rows == 1 => 0.0,
                _ => (6.0 / (matrix.rows + matrix.cols) as f32).sqrt(),
            };
            let bound = if i >= LAYERS && matrix.rows > 1 {
                // Each gate is a matrix of its own.
                (6.0 / (matrix.rows + shape.hidden) as f32).sqrt()
            } else {
                bound
            };
            matrix.data.iter_mut().for_each(|it| *it = random.between(-bound, bound));
        }
        params.all[TABLE].row_mut(0).fill(0.0);
        for bias in (0..shape.layers).flat_map(|i| [layer(i, 0) + 2, layer(i, 1) + 2]) {
            params.all[bias].data[..shape.hidden].fill(0.5);
        }
        params
    }
}

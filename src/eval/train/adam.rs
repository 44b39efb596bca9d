//! Adam (Kingma and Ba 2015) with gradient clipping; of the feature table only the rows that a batch touched move.

use crate::eval::train::matrix::Matrix;
use crate::eval::train::params::Params;
use crate::eval::train::params::TABLE;

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
const EPSILON: f32 = 1e-8;
/// Longer gradients are shortened to this length.
const CLIP: f32 = 2.0;

#[derive(Debug)]
pub struct Adam {
    mean: Params,
    square: Params,
    steps: i32,
}

impl Adam {
    pub fn new(params: &Params) -> Self {
        let vector_width = params.all[1].rows;
        let zeros = Params::zeros(params.shape, vector_width);
        Adam { mean: zeros.clone(), square: zeros, steps: 0 }
    }

    /// Moves `params` against `grads` and sets these to zero. `touched`: rows of the table with a gradient. Returns
    /// the length of the gradient.
    pub fn step(
        &mut self,
        params: &mut Params,
        grads: &mut Params,
        touched: &[usize],
        rate: f32,
    ) -> f32 {
        let mut square = 0.0f32;
        for (i, grad) in grads.all.iter().enumerate() {
            if i == TABLE {
                square += touched.iter().map(|row| norm(grad.row(*row))).sum::<f32>();
            } else {
                square += norm(&grad.data);
            }
        }
        let length = square.sqrt();
        let shrink = if length > CLIP { CLIP / length } else { 1.0 };
        self.steps += 1;
        let correction = (1.0 - BETA2.powi(self.steps)).sqrt() / (1.0 - BETA1.powi(self.steps));
        let step = Step { shrink, rate: rate * correction };
        for i in 0..params.all.len() {
            let (param, grad) = (&mut params.all[i], &mut grads.all[i]);
            let (mean, square) = (&mut self.mean.all[i], &mut self.square.all[i]);
            if i == TABLE {
                for row in touched {
                    let cols = param.cols;
                    let cut = |it: &mut Matrix| -> std::ops::Range<usize> {
                        let start = row * it.cols;
                        start..start + cols
                    };
                    let range = cut(param);
                    step.apply(
                        &mut param.data[range.clone()],
                        &mut grad.data[range.clone()],
                        &mut mean.data[range.clone()],
                        &mut square.data[range],
                    );
                }
            } else {
                step.apply(&mut param.data, &mut grad.data, &mut mean.data, &mut square.data);
            }
        }
        length
    }
}

fn norm(values: &[f32]) -> f32 {
    values.iter().map(|it| it * it).sum()
}

struct Step {
    shrink: f32,
    rate: f32,
}

impl Step {
    fn apply(&self, param: &mut [f32], grad: &mut [f32], mean: &mut [f32], square: &mut [f32]) {
        let moments = mean.iter_mut().zip(square);
        for ((param, grad), (mean, square)) in param.iter_mut().zip(grad).zip(moments) {
            let g = *grad * self.shrink;
            *mean = BETA1 * *mean + (1.0 - BETA1) * g;
            *square = BETA2 * *square + (1.0 - BETA2) * g * g;
            *param -= self.rate * *mean / (square.sqrt() + EPSILON);
            *grad = 0.0;
        }
    }
}

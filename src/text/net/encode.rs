//! From features to one vector a token: the feature table, then layers of a coupled-gate LSTM in both directions.

use crate::text::net::dense::Dense;
use crate::text::net::dense::UNIT;
use crate::text::net::dense::quantise;
use crate::text::net::feature::FEATURES;
use crate::text::net::format::Affine;
use crate::text::net::format::Direction;
use crate::text::net::format::Quantised;
use crate::text::net::format::Weights;
use crate::text::net::gate::sigmoid;
use crate::text::net::gate::tanh;
use crate::text::net::pack::Pack;
use fearless_simd::Level;
use fearless_simd::dispatch;

/// Embeddings are cut to ±`EMBED_BOUND`, so that they fit 16 bits.
pub const EMBED_BOUND: f32 = 7.5;
const EMBED_UNIT: f32 = 4096.0;

/// A matrix with a bias, ready for products.
#[derive(Debug, Clone)]
pub struct Linear {
    pub dense: Dense,
    pub bias: Vec<f32>,
}

impl Linear {
    pub fn new(affine: &Affine, unit: f32) -> Self {
        Linear { dense: dense(&affine.matrix, unit), bias: affine.bias.clone() }
    }

    /// The products of all rows of `input`.
    pub fn apply(&self, input: &[i16]) -> Vec<f32> {
        let rows = input.len() / self.dense.ins.max(1);
        let mut out = self.bias.repeat(rows);
        self.dense.add(input, &mut out);
        out
    }
}

pub fn dense(matrix: &Quantised, unit: f32) -> Dense {
    Dense::new(matrix.cols, &matrix.data, &matrix.scales, unit)
}

/// What is known of a token before the network runs.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub features: [u32; FEATURES],
    pub vector: Option<u16>,
}

#[derive(Debug, Clone)]
pub struct Encoder {
    table: Quantised,
    vectors: Quantised,
    layers: Vec<[Lstm; 2]>,
    level: Level,
}

#[derive(Debug, Clone)]
struct Lstm {
    input: Linear,
    recurrent: Dense,
    hidden: usize,
    level: Level,
}

impl Encoder {
    pub fn new(weights: Weights) -> Self {
        let hidden = weights.shape.hidden;
        let lstm = |direction: &Direction, unit| Lstm {
            input: Linear::new(&direction.input, unit),
            recurrent: dense(&direction.recurrent, UNIT),
            hidden,
            level: Level::new(),
        };
        let layers = weights.layers.iter().enumerate().map(|(i, [forward, backward])| {
            let unit = if i == 0 { EMBED_UNIT } else { UNIT };
            [lstm(forward, unit), lstm(backward, unit)]
        });
        let layers = layers.collect();
        Encoder { table: weights.table, vectors: weights.vectors.rows, layers, level: Level::new() }
    }

    /// The outputs of every layer, a row a token in the order of `pack`; `seen` is in that order too.
    pub fn encode(&self, seen: &[Seen], pack: &Pack) -> Vec<Vec<i16>> {
        let reversed = pack.reversed();
        let embedded = self.embed(seen);
        let mut outputs: Vec<Vec<i16>> = Vec::with_capacity(self.layers.len());
        for [forward, backward] in &self.layers {
            let input = outputs.last().unwrap_or(&embedded);
            let width = forward.input.dense.ins;
            let hidden = forward.hidden;
            let mut output = vec![0; seen.len() * 2 * hidden];
            let states = forward.run(input, pack);
            for (out, state) in output.chunks_exact_mut(2 * hidden).zip(states.chunks_exact(hidden))
            {
                out[..hidden].copy_from_slice(state);
            }
            let mut turned = Vec::with_capacity(input.len());
            reversed.iter().for_each(|row| turned.extend(&input[row * width..(row + 1) * width]));
            let states = backward.run(&turned, pack);
            for (row, state) in reversed.iter().zip(states.chunks_exact(hidden)) {
                let start = row * 2 * hidden + hidden;
                output[start..start + hidden].copy_from_slice(state);
            }
            outputs.push(output);
        }
        outputs
    }

    fn embed(&self, seen: &[Seen]) -> Vec<i16> {
        let mut out = vec![0; seen.len() * self.table.cols];
        dispatch!(self.level, _simd => self.embed_all(seen, &mut out));
        out
    }

    #[inline(always)]
    fn embed_all(&self, seen: &[Seen], out: &mut [i16]) {
        let width = self.table.cols;
        let mut sum = vec![0.0f32; width];
        for (token, out) in seen.iter().zip(out.chunks_exact_mut(width)) {
            sum.fill(0.0);
            for row in token.features.iter().filter(|it| **it != 0) {
                add_row(&self.table, usize::try_from(*row).unwrap_or(0), &mut sum);
            }
            if let Some(row) = token.vector {
                add_row(&self.vectors, usize::from(row), &mut sum);
            }
            for (out, sum) in out.iter_mut().zip(&sum) {
                *out = quantise(sum.clamp(-EMBED_BOUND, EMBED_BOUND), EMBED_UNIT);
            }
        }
    }
}

#[inline(always)]
fn add_row(table: &Quantised, row: usize, sum: &mut [f32]) {
    let scale = table.scales.get(row).copied().unwrap_or(0.0);
    let start = row * table.cols;
    if let Some(values) = table.data.get(start..start + table.cols) {
        for (sum, value) in sum.iter_mut().zip(values) {
            *sum += f32::from(*value) * scale;
        }
    }
}

impl Lstm {
    /// The states of all steps, for input rows in the order of the scan.
    fn run(&self, input: &[i16], pack: &Pack) -> Vec<i16> {
        let hidden = self.hidden;
        let mut gates = self.input.apply(input);
        let mut states: Vec<i16> = vec![0; pack.rows() * hidden];
        let mut cells = vec![0.0f32; pack.step(0).len() * hidden];
        for step in 0..pack.steps() {
            let rows = pack.step(step);
            let gates = &mut gates[rows.start * 3 * hidden..rows.end * 3 * hidden];
            let (before, now) = states.split_at_mut(rows.start * hidden);
            if step > 0 {
                let start = pack.step(step - 1).start * hidden;
                self.recurrent.add(&before[start..start + rows.len() * hidden], gates);
            }
            dispatch!(self.level, _simd => turn_all(hidden, gates, &mut cells, now));
        }
        states
    }
}

/// One step of all sentences that still run.
#[inline(always)]
fn turn_all(hidden: usize, gates: &[f32], cells: &mut [f32], states: &mut [i16]) {
    let rows = cells.chunks_exact_mut(hidden).zip(states.chunks_exact_mut(hidden));
    for (gates, (cell, state)) in gates.chunks_exact(3 * hidden).zip(rows) {
        turn(gates, cell, state);
    }
}

/// One step of one sentence: cell and state from the gates before their functions.
#[inline(always)]
fn turn(gates: &[f32], cell: &mut [f32], state: &mut [i16]) {
    let (forget, rest) = gates.split_at(cell.len());
    let (output, update) = rest.split_at(cell.len());
    let gates = forget.iter().zip(output).zip(update);
    for (((forget, output), update), (cell, state)) in gates.zip(cell.iter_mut().zip(state)) {
        let keep = sigmoid(*forget);
        *cell = keep * *cell + (1.0 - keep) * tanh(*update);
        *state = quantise((sigmoid(*output) * *cell).clamp(-1.0, 1.0), UNIT);
    }
}

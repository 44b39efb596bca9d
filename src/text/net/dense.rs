//! Products of integer matrices: weights of 8 bits (widened to 16) by activations of 16, sums of 32.
//!
//! Integer sums are exact, so their order is free, and with it the instructions that a machine has for them.

use fearless_simd::Level;
use fearless_simd::dispatch;
use fearless_simd::i16x16;
use fearless_simd::i32x8;
use fearless_simd::prelude::*;

/// Activations between -1 and 1 stand as integers of this scale.
pub const UNIT: f32 = 16384.0;

/// Widths of inputs are multiples of so many numbers.
pub const LANES: usize = 16;

/// Rows that are worked on together.
const BLOCK: usize = 4;

/// Inputs that are worked on together: they and their products stay in the nearest cache.
const TILE: usize = 16;

/// A weight matrix: `outs` rows of `ins` weights (a multiple of [`LANES`]), each row with a scale of its own.
#[derive(Debug, Clone)]
pub struct Dense {
    pub ins: usize,
    pub outs: usize,
    /// Four rows at a time, [`LANES`] weights of each in turn; missing rows of the last four are zero.
    weights: Vec<Rows>,
    scales: Vec<[f32; BLOCK]>,
    /// The instructions that this machine has.
    level: Level,
}

impl Dense {
    /// `weights` row by row; `scales` gives what one step of a row's weights is worth.
    pub fn new(ins: usize, weights: &[i8], scales: &[f32], input_unit: f32) -> Self {
        let outs = scales.len();
        let mut dense =
            Dense { ins, outs, weights: Vec::new(), scales: Vec::new(), level: Level::new() };
        for start in (0..outs).step_by(BLOCK) {
            for column in (0..ins).step_by(LANES) {
                dense.weights.push(std::array::from_fn(|row| {
                    let first = (start + row) * ins + column;
                    let weights = weights.get(first..first + LANES).unwrap_or_default();
                    std::array::from_fn(|i| weights.get(i).copied().map_or(0, i16::from))
                }));
            }
            let scale = |row| scales.get(start + row).map_or(0.0, |it| it / input_unit);
            dense.scales.push(std::array::from_fn(scale));
        }
        dense
    }

    /// Adds to each row of `out` (`outs` wide) the product with the row of `input` (`ins` wide).
    pub fn add(&self, input: &[i16], out: &mut [f32]) {
        dispatch!(self.level, simd => self.add_with(simd, input, out));
    }

    #[inline(always)]
    fn add_with<S: Simd>(&self, simd: S, input: &[i16], out: &mut [f32]) {
        let tiles = input.chunks(TILE * self.ins).zip(out.chunks_mut(TILE * self.outs));
        for (input, out) in tiles {
            let blocks = self.weights.chunks_exact(self.ins / LANES).zip(&self.scales);
            for (block, (weights, scale)) in blocks.enumerate() {
                let start = block * BLOCK;
                let mut inputs = input.chunks_exact(2 * self.ins);
                let mut outs = out.chunks_exact_mut(2 * self.outs);
                for (input, out) in (&mut inputs).zip(&mut outs) {
                    let (a, b) = input.split_at(self.ins);
                    let (out_a, out_b) = out.split_at_mut(self.outs);
                    let [a, b] = dots2(simd, weights, a.as_chunks().0, b.as_chunks().0);
                    scaled(&mut out_a[start..], a, scale);
                    scaled(&mut out_b[start..], b, scale);
                }
                let out = outs.into_remainder();
                if !out.is_empty() {
                    let sums = dots(simd, weights, inputs.remainder().as_chunks().0);
                    scaled(&mut out[start..], sums, scale);
                }
            }
        }
    }
}

#[inline(always)]
fn scaled(out: &mut [f32], sums: [i32; BLOCK], scale: &[f32; BLOCK]) {
    match out.first_chunk_mut::<BLOCK>() {
        Some(out) => (0..BLOCK).for_each(|i| out[i] += sums[i] as f32 * scale[i]),
        None => (0..out.len()).for_each(|i| out[i] += sums[i] as f32 * scale[i]),
    }
}

type Rows = [[i16; LANES]; BLOCK];

/// The products of four rows with one input.
#[inline(always)]
fn dots<S: Simd>(simd: S, weights: &[Rows], input: &[[i16; LANES]]) -> [i32; BLOCK] {
    let mut sums = [i32x8::splat(simd, 0); BLOCK];
    for (weights, input) in weights.iter().zip(input) {
        let input = i16x16::simd_from(simd, *input);
        for (sum, weights) in sums.iter_mut().zip(weights) {
            let weights = i16x16::simd_from(simd, *weights);
            *sum += simd.pairwise_dot_product_i16x16(weights, input);
        }
    }
    totals(simd, sums)
}

/// The products of four rows with two inputs. Sums have names of their own: in arrays they would leave the registers.
#[inline(always)]
fn dots2<S: Simd>(
    simd: S,
    weights: &[Rows],
    first: &[[i16; LANES]],
    second: &[[i16; LANES]],
) -> [[i32; BLOCK]; 2] {
    let zero = i32x8::splat(simd, 0);
    let (mut a, mut b, mut c, mut d) = (zero, zero, zero, zero);
    let (mut e, mut f, mut g, mut h) = (zero, zero, zero, zero);
    for ((weights, x), y) in weights.iter().zip(first).zip(second) {
        let x = i16x16::simd_from(simd, *x);
        let y = i16x16::simd_from(simd, *y);
        let [first, second, third, fourth] = weights.map(|it| i16x16::simd_from(simd, it));
        a += simd.pairwise_dot_product_i16x16(first, x);
        e += simd.pairwise_dot_product_i16x16(first, y);
        b += simd.pairwise_dot_product_i16x16(second, x);
        f += simd.pairwise_dot_product_i16x16(second, y);
        c += simd.pairwise_dot_product_i16x16(third, x);
        g += simd.pairwise_dot_product_i16x16(third, y);
        d += simd.pairwise_dot_product_i16x16(fourth, x);
        h += simd.pairwise_dot_product_i16x16(fourth, y);
    }
    [totals(simd, [a, b, c, d]), totals(simd, [e, f, g, h])]
}

/// The sum of each vector.
#[inline(always)]
fn totals<S: Simd>(simd: S, sums: [i32x8<S>; BLOCK]) -> [i32; BLOCK] {
    let [a, b, c, d] = sums.map(|it| {
        let (low, high) = simd.split_i32x8(it);
        low + high
    });
    let ab: [i32; 4] = (simd.zip_low_i32x4(a, b) + simd.zip_high_i32x4(a, b)).into();
    let cd: [i32; 4] = (simd.zip_low_i32x4(c, d) + simd.zip_high_i32x4(c, d)).into();
    [ab[0] + ab[2], ab[1] + ab[3], cd[0] + cd[2], cd[1] + cd[3]]
}

/// `x * scale` rounded to the nearest integer; `x * scale` must lie within the range of 16 bits.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the low half of the mantissa is the number")]
pub fn quantise(x: f32, scale: f32) -> i16 {
    // 1.5 * 2^23: adding it leaves the rounded number in the low bits of the mantissa.
    (x * scale + 12_582_912.0).to_bits() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantise_rounds_both_signs() {
        for (x, want) in [(0.0, 0), (1.0, 16384), (-1.0, -16384), (0.00005, 1), (-0.00005, -1)] {
            assert_eq!(quantise(x, UNIT), want, "{x}");
        }
    }

    #[test]
    fn add_is_the_product_for_any_number_of_rows() {
        let weights: Vec<i8> = (0..96).map(|i: i8| (i % 7 - 3) * 18).collect();
        let dense = Dense::new(32, &weights, &[1.0, 0.5, 2.0], 1.0);
        for rows in [1i16, 4, 7] {
            let input: Vec<i16> = (0..32 * rows).map(|i| i % 71 * 13 - 300).collect();
            let mut out = vec![1.0; 3 * input.len() / 32];
            dense.add(&input, &mut out);
            for (i, out) in out.iter().enumerate() {
                let (input, row) = (&input[i / 3 * 32..], i % 3);
                let sum: i32 =
                    (0..32).map(|k| i32::from(weights[row * 32 + k]) * i32::from(input[k])).sum();
                assert_eq!(*out, 1.0 + sum as f32 * [1.0, 0.5, 2.0][row]);
            }
        }
    }
}

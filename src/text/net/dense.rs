//! Products of integer matrices: weights of 8 bits (widened to 16) by activations of 16, sums of 32.
//!
//! Integer sums are exact, so their order, and with it the width of the vectors that the compiler chooses, is free.

/// Activations between -1 and 1 stand as integers of this scale.
pub const UNIT: f32 = 16384.0;

/// A weight matrix: `outs` rows of `ins` weights, each row with a scale of its own.
#[derive(Debug, Clone, Default)]
pub struct Dense {
    pub ins: usize,
    pub outs: usize,
    weights: Vec<i16>,
    scales: Vec<f32>,
}

impl Dense {
    /// `weights` row by row; `scales` gives what one step of a row's weights is worth.
    pub fn new(ins: usize, weights: &[i8], scales: &[f32], input_unit: f32) -> Self {
        Dense {
            ins,
            outs: scales.len(),
            weights: weights.iter().map(|it| i16::from(*it)).collect(),
            scales: scales.iter().map(|it| it / input_unit).collect(),
        }
    }

    /// Adds to each row of `out` (`outs` wide) the product with the row of `input` (`ins` wide).
    pub fn add(&self, input: &[i16], out: &mut [f32]) {
        let ins = self.ins;
        let mut inputs = input.chunks_exact(4 * ins);
        let mut outs = out.chunks_exact_mut(4 * self.outs);
        for (four, out) in (&mut inputs).zip(&mut outs) {
            let (a, rest) = four.split_at(ins);
            let (b, rest) = rest.split_at(ins);
            let (c, d) = rest.split_at(ins);
            let (oa, rest) = out.split_at_mut(self.outs);
            let (ob, rest) = rest.split_at_mut(self.outs);
            let (oc, od) = rest.split_at_mut(self.outs);
            for (r, (row, scale)) in self.weights.chunks_exact(ins).zip(&self.scales).enumerate() {
                let sums = dot4(row, [a, b, c, d]);
                oa[r] += sums[0] as f32 * scale;
                ob[r] += sums[1] as f32 * scale;
                oc[r] += sums[2] as f32 * scale;
                od[r] += sums[3] as f32 * scale;
            }
        }
        let rest = outs.into_remainder().chunks_exact_mut(self.outs);
        for (input, out) in inputs.remainder().chunks_exact(ins).zip(rest) {
            let rows = self.weights.chunks_exact(ins).zip(&self.scales);
            for (out, (row, scale)) in out.iter_mut().zip(rows) {
                *out += dot(row, input) as f32 * scale;
            }
        }
    }
}

#[inline]
fn dot4(row: &[i16], inputs: [&[i16]; 4]) -> [i32; 4] {
    let n = row.len();
    let [a, b, c, d] = inputs.map(|it| &it[..n]);
    let mut sums = [0i32; 4];
    for i in 0..n {
        let w = i32::from(row[i]);
        sums[0] += w * i32::from(a[i]);
        sums[1] += w * i32::from(b[i]);
        sums[2] += w * i32::from(c[i]);
        sums[3] += w * i32::from(d[i]);
    }
    sums
}

#[inline]
pub fn dot(row: &[i16], input: &[i16]) -> i32 {
    row.iter().zip(input).map(|(w, x)| i32::from(*w) * i32::from(*x)).sum()
}

/// `x * scale` rounded to the nearest integer; `x * scale` must lie within the range of 16 bits.
#[inline]
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
        let dense = Dense::new(2, &[1, 2, 3, -4, 0, 5], &[1.0, 0.5, 2.0], 1.0);
        let input: Vec<i16> = (0..10).collect();
        let mut out = vec![1.0; 15];
        dense.add(&input, &mut out);
        assert_eq!(out[..6], [3.0, -1.0, 11.0, 9.0, -2.0, 31.0]);
        assert_eq!(out[12..], [27.0, -5.0, 91.0]);
    }
}

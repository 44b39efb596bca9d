//! Matrices of floats and their products, for training only.

/// Rows stand one after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    pub rows: usize,
    pub cols: usize,
    pub data: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Matrix { rows, cols, data: vec![0.0; rows * cols] }
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..(row + 1) * self.cols]
    }

    pub fn transposed(&self) -> Matrix {
        let mut out = Matrix::zeros(self.cols, self.rows);
        for (r, row) in self.data.chunks_exact(self.cols).enumerate() {
            for (c, value) in row.iter().enumerate() {
                out.data[c * self.rows + r] = *value;
            }
        }
        out
    }

    /// The rows of the given numbers, in that order.
    pub fn gather(&self, rows: &[usize]) -> Matrix {
        let mut data = Vec::with_capacity(rows.len() * self.cols);
        rows.iter().for_each(|row| data.extend(self.row(*row)));
        Matrix { rows: rows.len(), cols: self.cols, data }
    }

    /// Adds `bias` to each row.
    pub fn add_bias(&mut self, bias: &[f32]) {
        self.data.chunks_exact_mut(self.cols).for_each(|row| add(row, bias));
    }

    /// Adds the sum of the rows to `sums`.
    pub fn sum_rows(&self, sums: &mut [f32]) {
        self.data.chunks_exact(self.cols).for_each(|row| add(sums, row));
    }
}

pub fn add(to: &mut [f32], from: &[f32]) {
    to.iter_mut().zip(from).for_each(|(a, b)| *a += b);
}

/// `a` times `b`.
pub fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut out = Matrix::zeros(a.rows, b.cols);
    add_product(&a.data, &b.data, b.cols, &mut out.data);
    out
}

/// Adds `a` times `b` to `out`; `cols` is the width of `b` and `out`.
pub fn add_product(a: &[f32], b: &[f32], cols: usize, out: &mut [f32]) {
    let inner = b.len() / cols;
    if inner > 0 {
        multiply(Left { data: a, row: inner, col: 1 }, b, cols, out);
    }
}

/// Adds the transpose of `a` times `b` to `out`.
pub fn add_transposed_product(a: &Matrix, b: &Matrix, out: &mut Matrix) {
    if a.rows > 0 {
        multiply(Left { data: &a.data, row: 1, col: a.cols }, &b.data, b.cols, &mut out.data);
    }
}

/// The left matrix, and how far its rows and columns lie apart.
#[derive(Clone, Copy)]
struct Left<'a> {
    data: &'a [f32],
    row: usize,
    col: usize,
}

fn multiply(a: Left<'_>, b: &[f32], cols: usize, out: &mut [f32]) {
    let rows = out.len() / cols;
    let mut col = 0;
    while col < cols {
        let width = match cols - col {
            32.. => 32,
            8.. => 8,
            _ => 1,
        };
        let mut row = 0;
        while row < rows {
            let height = if rows - row >= 6 { 6 } else { 1 };
            let at = (row, col);
            match (height, width) {
                (6, 32) => tile::<6, 32>(a, b, cols, at, out),
                (6, 8) => tile::<6, 8>(a, b, cols, at, out),
                (6, _) => tile::<6, 1>(a, b, cols, at, out),
                (_, 32) => tile::<1, 32>(a, b, cols, at, out),
                (_, 8) => tile::<1, 8>(a, b, cols, at, out),
                _ => tile::<1, 1>(a, b, cols, at, out),
            }
            row += height;
        }
        col += width;
    }
}

/// `M` rows and `N` columns of the product, held in registers.
fn tile<const M: usize, const N: usize>(
    a: Left<'_>,
    b: &[f32],
    cols: usize,
    (row, col): (usize, usize),
    out: &mut [f32],
) {
    let inner = b.len() / cols;
    let mut sums = [[0.0f32; N]; M];
    if a.col == 1 {
        let rows: [&[f32]; M] = std::array::from_fn(|i| &a.data[(row + i) * a.row..][..inner]);
        for (k, b) in b.chunks_exact(cols).enumerate().take(inner) {
            let Some(b) = b[col..].first_chunk::<N>() else { return };
            for (sums, a) in sums.iter_mut().zip(rows) {
                let a = a[k];
                sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
            }
        }
    } else {
        for (a, b) in a.data.chunks_exact(a.col).zip(b.chunks_exact(cols)) {
            let (Some(a), Some(b)) = (a[row..].first_chunk::<M>(), b[col..].first_chunk::<N>())
            else {
                return;
            };
            for (sums, a) in sums.iter_mut().zip(a) {
                sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
            }
        }
    }
    for (i, sums) in sums.iter().enumerate() {
        let start = (row + i) * cols + col;
        add(&mut out[start..start + N], sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_odd_sizes_are_those_of_the_definition() {
        for (rows, inner, cols) in [(1, 1, 1), (7, 3, 41), (13, 5, 9), (6, 2, 32)] {
            let a = ramp(rows, inner);
            let b = ramp(inner, cols);
            let mut want = Matrix::zeros(rows, cols);
            for r in 0..rows {
                for c in 0..cols {
                    want.data[r * cols + c] = (0..inner).map(|k| a.row(r)[k] * b.row(k)[c]).sum();
                }
            }
            assert_eq!(product(&a, &b), want);
            let mut out = Matrix::zeros(rows, cols);
            add_transposed_product(&a.transposed(), &b, &mut out);
            assert_eq!(out, want);
        }
    }

    fn ramp(rows: usize, cols: usize) -> Matrix {
        let data = (0..rows * cols).map(|i| (i % 7) as f32 - 3.0).collect();
        Matrix { rows, cols, data }
    }
}

//! One direction of a coupled-gate LSTM layer over a packed batch, forwards and backwards.

use crate::eval::train::matrix::Matrix;
use crate::eval::train::matrix::add_product;
use crate::eval::train::matrix::add_transposed_product;
use crate::eval::train::matrix::product;
use crate::eval::train::params::Params;
use crate::text::net::gate::sigmoid;
use crate::text::net::gate::sigmoid_slope;
use crate::text::net::gate::tanh;
use crate::text::net::gate::tanh_slope;
use crate::text::net::pack::Pack;

/// What the way back needs of the way forth; rows are in the order of the scan.
#[derive(Debug)]
pub struct Scan {
    input: Matrix,
    /// Forget, output and update gates before their functions.
    gates: Matrix,
    cells: Matrix,
    pub states: Matrix,
}

/// Runs over `input`; `weights` is the number of the direction's input matrix in `params`.
pub fn forward(params: &Params, weights: usize, input: Matrix, pack: &Pack) -> Scan {
    let hidden = params.shape.hidden;
    let mut gates = product(&input, &params.all[weights]);
    gates.add_bias(&params.all[weights + 2].data);
    let mut states = Matrix::zeros(pack.rows(), hidden);
    let mut cells = Matrix::zeros(pack.rows(), hidden);
    for step in 0..pack.steps() {
        let rows = pack.step(step);
        let gates = &mut gates.data[rows.start * 3 * hidden..rows.end * 3 * hidden];
        let (states_before, states) = states.data.split_at_mut(rows.start * hidden);
        let (cells_before, cells) = cells.data.split_at_mut(rows.start * hidden);
        let before = (step > 0).then(|| pack.step(step - 1).start * hidden);
        if let Some(start) = before {
            let recurrent = &params.all[weights + 1].data;
            let states = &states_before[start..start + rows.len() * hidden];
            add_product(states, recurrent, 3 * hidden, gates);
        }
        for (row, gates) in gates.chunks_exact(3 * hidden).enumerate() {
            let own = row * hidden..(row + 1) * hidden;
            let before = before.map(|start| &cells_before[start + own.start..start + own.end]);
            turn(gates, before, &mut cells[own.clone()], &mut states[own]);
        }
    }
    Scan { input, gates, cells, states }
}

fn turn(gates: &[f32], before: Option<&[f32]>, cell: &mut [f32], state: &mut [f32]) {
    let hidden = cell.len();
    for i in 0..hidden {
        let keep = sigmoid(gates[i]);
        let old = before.map_or(0.0, |it| it[i]);
        cell[i] = keep * old + (1.0 - keep) * tanh(gates[2 * hidden + i]);
        state[i] = sigmoid(gates[hidden + i]) * cell[i];
    }
}

/// Adds to `grads` and returns the gradient of the input, given that of the states.
pub fn backward(
    (params, grads): (&Params, &mut Params),
    weights: usize,
    scan: &Scan,
    mut slope: Matrix,
    pack: &Pack,
) -> Matrix {
    let hidden = params.shape.hidden;
    let turned = params.all[weights + 1].transposed();
    let mut gates = Matrix::zeros(pack.rows(), 3 * hidden);
    let mut cell_slope = vec![0.0f32; pack.step(0).len() * hidden];
    let mut before = Matrix::zeros(pack.rows(), hidden);
    for step in (0..pack.steps()).rev() {
        for (place, row) in pack.step(step).enumerate() {
            let previous = (step > 0).then(|| pack.step(step - 1).start + place);
            if let Some(previous) = previous {
                before.row_mut(row).copy_from_slice(scan.states.row(previous));
            }
            let saved = Saved {
                gates: scan.gates.row(row),
                cell: scan.cells.row(row),
                before: previous.map(|it| scan.cells.row(it)),
            };
            let cell_slope = &mut cell_slope[place * hidden..(place + 1) * hidden];
            turn_back(&saved, slope.row(row), cell_slope, gates.row_mut(row));
        }
        if step > 0 {
            let rows = pack.step(step);
            let own = &gates.data[rows.start * 3 * hidden..rows.end * 3 * hidden];
            let start = pack.step(step - 1).start * hidden;
            let end = start + rows.len() * hidden;
            add_product(own, &turned.data, hidden, &mut slope.data[start..end]);
        }
    }
    add_transposed_product(&scan.input, &gates, &mut grads.all[weights]);
    add_transposed_product(&before, &gates, &mut grads.all[weights + 1]);
    gates.sum_rows(&mut grads.all[weights + 2].data);
    product(&gates, &params.all[weights].transposed())
}

struct Saved<'a> {
    gates: &'a [f32],
    cell: &'a [f32],
    before: Option<&'a [f32]>,
}

fn turn_back(saved: &Saved<'_>, state_slope: &[f32], cell_slope: &mut [f32], out: &mut [f32]) {
    let hidden = state_slope.len();
    for i in 0..hidden {
        let (forget, output) = (saved.gates[i], saved.gates[hidden + i]);
        let update = saved.gates[2 * hidden + i];
        let keep = sigmoid(forget);
        let old = saved.before.map_or(0.0, |it| it[i]);
        let cell = cell_slope[i] + state_slope[i] * sigmoid(output);
        out[i] = cell * (old - tanh(update)) * sigmoid_slope(forget);
        out[hidden + i] = state_slope[i] * saved.cell[i] * sigmoid_slope(output);
        out[2 * hidden + i] = cell * (1.0 - keep) * tanh_slope(update);
        cell_slope[i] = cell * keep;
    }
}

//! Losses and gradients of the tag head and of arcs and labels.

use crate::eval::train::matrix::Matrix;
use crate::eval::train::matrix::add;
use crate::eval::train::matrix::add_product;
use crate::eval::train::matrix::add_transposed_product;
use crate::eval::train::matrix::product;
use crate::eval::train::network::Example;
use crate::eval::train::network::Target;
use crate::eval::train::network::mask;
use crate::eval::train::params;
use crate::eval::train::params::Params;
use crate::eval::train::random::Random;
use crate::text::net::gate::tanh;
use crate::text::net::gate::tanh_slope;
use crate::text::net::pack::Pack;
use crate::text::net::shape::distance;

/// Loss of the tags; adds to `slope`, that of the states.
pub fn tags(
    (params, grads): (&Params, &mut Params),
    states: &Matrix,
    targets: &[&Target],
    rate: f32,
    slope: &mut Matrix,
) -> f32 {
    let before = affine(params, params::TAG_HIDDEN, states);
    let hidden = map(&before, tanh);
    let mut scores = affine(params, params::TAG, &hidden);
    let rows = targets.iter().enumerate();
    let loss = rows.map(|(i, target)| softmax(scores.row_mut(i), target, rate)).sum();
    let mut hidden_slope = affine_back((params, grads), params::TAG, &hidden, &scores);
    through_tanh(&mut hidden_slope.data, &before.data);
    let back = affine_back((params, grads), params::TAG_HIDDEN, states, &hidden_slope);
    add(&mut slope.data, &back.data);
    loss
}

/// The sentences of a batch, in the order of their places.
#[derive(Debug)]
pub struct Places<'a> {
    pub pack: &'a Pack,
    pub examples: &'a [&'a Example],
    /// Weight of one token.
    pub rate: f32,
}

/// What is hidden of the arc spaces, a row a sentence.
#[derive(Debug)]
pub struct Masks {
    spaces: Matrix,
}

impl Masks {
    pub fn new(params: &Params, sentences: usize, share: f32, random: &mut Random) -> Self {
        Masks { spaces: mask(sentences, 2 * params.shape.arc, share, random) }
    }
}

/// Losses of arcs and labels; adds to `slope`, that of the states.
pub fn trees(
    (params, grads): (&Params, &mut Params),
    places: &Places<'_>,
    masks: &Masks,
    states: &Matrix,
    slope: &mut Matrix,
) -> (f32, f32) {
    let rows: Vec<usize> = (0..places.examples.len())
        .flat_map(|place| {
            (0..places.examples[place].heads.len()).map(move |token| places.pack.row(place, token))
        })
        .collect();
    let states = states.gather(&rows);
    let before = affine(params, params::HEADS, &states);
    let mut before_slope = Matrix::zeros(before.rows, before.cols);
    let arc = arcs((params, grads), places, masks, &before, &mut before_slope);
    let label = labels((params, grads), places, &before, &mut before_slope);
    let back = affine_back((params, grads), params::HEADS, &states, &before_slope);
    for (i, row) in rows.iter().enumerate() {
        add(slope.row_mut(*row), back.row(i));
    }
    (arc, label)
}

fn arcs(
    (params, grads): (&Params, &mut Params),
    places: &Places<'_>,
    masks: &Masks,
    before: &Matrix,
    slope: &mut Matrix,
) -> f32 {
    let width = params.shape.arc;
    let mut dependents = columns(before, 0, width, tanh);
    let mut governors = columns(before, width, width, tanh);
    each_sentence(places, |place, row| {
        let (own, other) = masks.spaces.row(place).split_at(width);
        dependents.row_mut(row).iter_mut().zip(own).for_each(|(a, b)| *a *= b);
        governors.row_mut(row).iter_mut().zip(other).for_each(|(a, b)| *a *= b);
    });
    let mut turned = product(&dependents, &params.all[params::ARC]);
    turned.add_bias(&params.all[params::ARC_HEAD].data);
    let mut turned_slope = Matrix::zeros(turned.rows, width);
    let mut governors_slope = Matrix::zeros(governors.rows, width);
    let mut loss = 0.0;
    let mut start = 0;
    for example in places.examples {
        let rows = start..start + example.heads.len();
        let cut = rows.start * width..rows.end * width;
        let sentence = Arcs {
            turned: &turned.data[cut.clone()],
            governors: &governors.data[cut.clone()],
            targets: &example.arcs,
            rate: places.rate,
        };
        let slopes = (&mut turned_slope.data[cut.clone()], &mut governors_slope.data[cut]);
        loss += sentence.learn((params, grads), slopes);
        start = rows.end;
    }
    turned_slope.sum_rows(&mut grads.all[params::ARC_HEAD].data);
    add_transposed_product(&dependents, &turned_slope, &mut grads.all[params::ARC]);
    let mut dependents_slope = product(&turned_slope, &params.all[params::ARC].transposed());
    each_sentence(places, |place, row| {
        let (own, other) = masks.spaces.row(place).split_at(width);
        dependents_slope.row_mut(row).iter_mut().zip(own).for_each(|(a, b)| *a *= b);
        governors_slope.row_mut(row).iter_mut().zip(other).for_each(|(a, b)| *a *= b);
    });
    for row in 0..slope.rows {
        let (own, rest) = slope.row_mut(row).split_at_mut(width);
        let (before_own, before_rest) = before.row(row).split_at(width);
        own.copy_from_slice(dependents_slope.row(row));
        through_tanh(own, before_own);
        rest[..width].copy_from_slice(governors_slope.row(row));
        through_tanh(&mut rest[..width], &before_rest[..width]);
    }
    loss
}

/// Calls `each` with place and row of every token, sentence by sentence.
fn each_sentence(places: &Places<'_>, mut each: impl FnMut(usize, usize)) {
    let mut row = 0;
    for (place, example) in places.examples.iter().enumerate() {
        for _ in &example.heads {
            each(place, row);
            row += 1;
        }
    }
}

/// The arcs of one sentence.
struct Arcs<'a> {
    turned: &'a [f32],
    governors: &'a [f32],
    targets: &'a [Target],
    rate: f32,
}

impl Arcs<'_> {
    fn learn(
        &self,
        (params, grads): (&Params, &mut Params),
        (turned_slope, governors_slope): (&mut [f32], &mut [f32]),
    ) -> f32 {
        let n = self.targets.len();
        let width = params.shape.arc;
        let root = &params.all[params::ROOT].data;
        let mut all = root.clone();
        all.extend(self.governors);
        let all = Matrix { rows: n + 1, cols: width, data: all };
        let mut scores = Matrix::zeros(n, n + 1);
        add_product(self.turned, &all.transposed().data, n + 1, &mut scores.data);
        let mut loss = 0.0;
        for (dependent, target) in self.targets.iter().enumerate() {
            let row = scores.row_mut(dependent);
            row[0] += params.all[params::ROOT_BIAS].data[0];
            for head in (0..n).filter(|it| *it != dependent) {
                row[head + 1] += params.all[params::DISTANCE].data[distance(head, dependent)];
            }
            row[dependent + 1] = -1e9;
            loss += softmax(row, target, self.rate);
            row[dependent + 1] = 0.0;
            grads.all[params::ROOT_BIAS].data[0] += row[0];
            for head in (0..n).filter(|it| *it != dependent) {
                grads.all[params::DISTANCE].data[distance(head, dependent)] += row[head + 1];
            }
        }
        add_product(&scores.data, &all.data, width, turned_slope);
        let turned = Matrix { rows: n, cols: width, data: self.turned.to_vec() };
        let mut all_slope = Matrix::zeros(n + 1, width);
        add_transposed_product(&scores, &turned, &mut all_slope);
        add(&mut grads.all[params::ROOT].data, all_slope.row(0));
        add(governors_slope, &all_slope.data[width..]);
        loss
    }
}

fn labels(
    (params, grads): (&Params, &mut Params),
    places: &Places<'_>,
    before: &Matrix,
    slope: &mut Matrix,
) -> f32 {
    let width = params.shape.label;
    let own = 2 * params.shape.arc;
    let mut sums = columns(before, own, width, |it| it);
    let mut governors: Vec<Option<usize>> = Vec::with_capacity(before.rows);
    let mut start = 0;
    for example in places.examples {
        governors.extend(example.heads.iter().map(|it| it.checked_sub(1).map(|it| it + start)));
        start += example.heads.len();
    }
    for (i, governor) in governors.iter().enumerate() {
        let space = match governor {
            Some(row) => &before.row(*row)[own + width..],
            None => &params.all[params::ROOT_LABEL].data[..],
        };
        add(sums.row_mut(i), space);
    }
    let hidden = map(&sums, tanh);
    let mut scores = affine(params, params::LABEL, &hidden);
    let targets = places.examples.iter().flat_map(|it| &it.labels);
    let loss = targets.enumerate().map(|(i, it)| softmax(scores.row_mut(i), it, places.rate)).sum();
    let mut hidden_slope = affine_back((params, grads), params::LABEL, &hidden, &scores);
    through_tanh(&mut hidden_slope.data, &sums.data);
    for (i, governor) in governors.iter().enumerate() {
        let from = hidden_slope.row(i);
        add(&mut slope.row_mut(i)[own..own + width], from);
        match governor {
            Some(row) => add(&mut slope.row_mut(*row)[own + width..], from),
            None => add(&mut grads.all[params::ROOT_LABEL].data, from),
        }
    }
    loss
}

fn affine(params: &Params, weights: usize, input: &Matrix) -> Matrix {
    let mut out = product(input, &params.all[weights]);
    out.add_bias(&params.all[weights + 1].data);
    out
}

fn affine_back(
    (params, grads): (&Params, &mut Params),
    weights: usize,
    input: &Matrix,
    slope: &Matrix,
) -> Matrix {
    add_transposed_product(input, slope, &mut grads.all[weights]);
    slope.sum_rows(&mut grads.all[weights + 1].data);
    product(slope, &params.all[weights].transposed())
}

fn columns(from: &Matrix, start: usize, width: usize, f: impl Fn(f32) -> f32) -> Matrix {
    let rows = from.data.chunks_exact(from.cols);
    let data = rows.flat_map(|row| &row[start..start + width]).map(|it| f(*it)).collect();
    Matrix { rows: from.rows, cols: width, data }
}

fn map(from: &Matrix, f: impl Fn(f32) -> f32) -> Matrix {
    Matrix { data: from.data.iter().map(|it| f(*it)).collect(), ..*from }
}

fn through_tanh(slope: &mut [f32], before: &[f32]) {
    slope.iter_mut().zip(before).for_each(|(slope, x)| *slope *= tanh_slope(*x));
}

/// Turns scores into the slope of `rate` times their cross entropy with `target`; returns the cross entropy.
fn softmax(scores: &mut [f32], target: &Target, rate: f32) -> f32 {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|it| *it = (*it - top).exp());
    let sum: f32 = scores.iter().sum();
    let loss = |(i, share): &(usize, f32)| -share * (scores[*i] / sum).max(1e-12).ln();
    let loss = target.iter().map(loss).sum();
    scores.iter_mut().for_each(|it| *it *= rate / sum);
    target.iter().for_each(|(i, share)| scores[*i] -= rate * share);
    loss
}

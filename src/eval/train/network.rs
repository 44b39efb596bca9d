//! Loss and gradients of a batch: embeddings, recurrent layers, then the heads.

use crate::eval::train::heads;
use crate::eval::train::lstm;
use crate::eval::train::lstm::Scan;
use crate::eval::train::matrix::Matrix;
use crate::eval::train::matrix::add;
use crate::eval::train::matrix::add_transposed_product;
use crate::eval::train::matrix::product;
use crate::eval::train::params;
use crate::eval::train::params::Params;
use crate::eval::train::random::Random;
use crate::text::net::feature::FEATURES;
use crate::text::net::feature::WHOLE_WORD;
use crate::text::net::pack::Pack;

/// Shares of what a token may be; they sum to 1.
pub type Target = Vec<(usize, f32)>;

/// A sentence as training sees it.
#[derive(Debug, Clone)]
pub struct Example {
    pub features: Vec<[u32; FEATURES]>,
    pub vectors: Vec<Option<u16>>,
    pub tags: Vec<Target>,
    /// 0 stands for the root, else 1 + the number of the head.
    pub arcs: Vec<Target>,
    /// The heads that labels are learnt with, numbered as in `arcs`.
    pub heads: Vec<usize>,
    pub labels: Vec<Target>,
}

/// Shares that are hidden at random.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Of words, the features that name the whole word.
    pub word: f32,
    /// Of words, the vector.
    pub vector: f32,
    /// Of the outputs of each layer, the same ones throughout a sentence.
    pub layer: f32,
    /// Of the arc spaces.
    pub space: f32,
}

/// Sums over the tokens of a batch.
#[derive(Debug, Clone, Copy, Default)]
pub struct Loss {
    pub tag: f32,
    pub arc: f32,
    pub label: f32,
    pub tokens: usize,
}

/// What stays the same from batch to batch.
#[derive(Debug)]
pub struct Setting<'a> {
    /// Raw word vectors.
    pub vectors: &'a Matrix,
    pub dropout: Dropout,
}

/// Adds the gradients of the mean loss of a token to `grads` and the touched rows of the table to `touched`.
pub fn learn(
    setting: &Setting<'_>,
    (params, grads): (&Params, &mut Params),
    batch: &[&Example],
    random: &mut Random,
    touched: &mut Vec<usize>,
) -> Loss {
    let lengths: Vec<usize> = batch.iter().map(|it| it.heads.len()).collect();
    let pack = Pack::new(&lengths);
    let input = Input::new(setting, batch, &pack, random);
    let tower = Tower::new(setting, params, input.embed(params), (&pack, random));
    let mut slopes: Vec<Matrix> =
        tower.outputs.iter().map(|it| Matrix::zeros(it.rows, it.cols)).collect();
    let tag_layer = params.shape.tag_layer;
    let top = params.shape.layers;
    let examples: Vec<&Example> = pack.sentences().map(|(number, _)| batch[number]).collect();
    let mut loss = Loss { tokens: pack.rows(), ..Loss::default() };
    let rate = 1.0 / pack.rows().max(1) as f32;

    let tags: Vec<&Target> = pack_tokens(&pack, |place, token| &examples[place].tags[token]);
    loss.tag = heads::tags(
        (params, grads),
        &tower.outputs[tag_layer],
        &tags,
        rate,
        &mut slopes[tag_layer],
    );
    let places = heads::Places { pack: &pack, examples: &examples, rate };
    let masks = heads::Masks::new(params, examples.len(), setting.dropout.space, random);
    (loss.arc, loss.label) =
        heads::trees((params, grads), &places, &masks, &tower.outputs[top], &mut slopes[top]);

    let slope = tower.back((params, grads), slopes, &pack);
    input.back(grads, &slope, touched);
    loss
}

/// One value a token, in the order of the rows.
fn pack_tokens<T>(pack: &Pack, mut value: impl FnMut(usize, usize) -> T) -> Vec<T> {
    let mut out = Vec::with_capacity(pack.rows());
    for step in 0..pack.steps() {
        for place in 0..pack.step(step).len() {
            out.push(value(place, step));
        }
    }
    out
}

/// The features that are left after some were hidden, and the raw vectors.
struct Input {
    features: Vec<[u32; FEATURES]>,
    vectors: Matrix,
}

impl Input {
    fn new(setting: &Setting<'_>, batch: &[&Example], pack: &Pack, random: &mut Random) -> Self {
        let examples: Vec<&Example> = pack.sentences().map(|(number, _)| batch[number]).collect();
        let mut vectors = Matrix::zeros(pack.rows(), setting.vectors.cols);
        let mut row = 0;
        let features = pack_tokens(pack, |place, token| {
            let mut features = examples[place].features[token];
            if random.unit() < setting.dropout.word {
                WHOLE_WORD.iter().for_each(|i| features[*i] = 0);
            }
            let vector = examples[place].vectors[token];
            if let Some(vector) = vector.filter(|_| random.unit() >= setting.dropout.vector) {
                vectors.row_mut(row).copy_from_slice(setting.vectors.row(usize::from(vector)));
            }
            row += 1;
            features
        });
        Input { features, vectors }
    }

    fn embed(&self, params: &Params) -> Matrix {
        let table = &params.all[params::TABLE];
        let mut out = if self.vectors.cols > 0 {
            product(&self.vectors, &params.all[params::VECTORS])
        } else {
            Matrix::zeros(self.features.len(), table.cols)
        };
        for (i, features) in self.features.iter().enumerate() {
            rows(features).for_each(|row| add(out.row_mut(i), table.row(row)));
        }
        out
    }

    fn back(&self, grads: &mut Params, slope: &Matrix, touched: &mut Vec<usize>) {
        if self.vectors.cols > 0 {
            add_transposed_product(&self.vectors, slope, &mut grads.all[params::VECTORS]);
        }
        let table = &mut grads.all[params::TABLE];
        for (i, features) in self.features.iter().enumerate() {
            for row in rows(features) {
                add(table.row_mut(row), slope.row(i));
                touched.push(row);
            }
        }
        touched.sort_unstable();
        touched.dedup();
    }
}

fn rows(features: &[u32; FEATURES]) -> impl Iterator<Item = usize> + '_ {
    features.iter().filter(|it| **it != 0).filter_map(|it| usize::try_from(*it).ok())
}

/// The recurrent layers. `outputs[0]` is the embedding; some places of each output are hidden.
struct Tower {
    outputs: Vec<Matrix>,
    masks: Vec<Matrix>,
    scans: Vec<[Scan; 2]>,
    reversed: Vec<usize>,
}

impl Tower {
    fn new(
        setting: &Setting<'_>,
        params: &Params,
        mut embedding: Matrix,
        (pack, random): (&Pack, &mut Random),
    ) -> Self {
        let reversed = pack.reversed();
        let sentences = pack.step(0).len();
        let hidden = params.shape.hidden;
        let mut mask = mask(sentences, embedding.cols, setting.dropout.layer, random);
        apply(&mut embedding, &mask, pack);
        let mut tower =
            Tower { outputs: vec![embedding], masks: vec![mask], scans: Vec::new(), reversed };
        for layer in 0..params.shape.layers {
            let input = &tower.outputs[layer];
            let turned = input.gather(&tower.reversed);
            let forward = lstm::forward(params, params::layer(layer, 0), input.clone(), pack);
            let backward = lstm::forward(params, params::layer(layer, 1), turned, pack);
            let mut output = Matrix::zeros(pack.rows(), 2 * hidden);
            for row in 0..pack.rows() {
                let (left, right) = output.row_mut(row).split_at_mut(hidden);
                left.copy_from_slice(forward.states.row(row));
                right.copy_from_slice(backward.states.row(tower.reversed[row]));
            }
            mask = self::mask(sentences, 2 * hidden, setting.dropout.layer, random);
            apply(&mut output, &mask, pack);
            tower.outputs.push(output);
            tower.masks.push(mask);
            tower.scans.push([forward, backward]);
        }
        tower
    }

    /// The slope of the embedding, from those of the outputs.
    fn back(
        &self,
        (params, grads): (&Params, &mut Params),
        mut slopes: Vec<Matrix>,
        pack: &Pack,
    ) -> Matrix {
        let hidden = params.shape.hidden;
        for layer in (0..params.shape.layers).rev() {
            let mut slope = std::mem::take(&mut slopes[layer + 1]);
            apply(&mut slope, &self.masks[layer + 1], pack);
            let mut sides =
                [Matrix::zeros(pack.rows(), hidden), Matrix::zeros(pack.rows(), hidden)];
            for row in 0..pack.rows() {
                let (left, right) = slope.row(row).split_at(hidden);
                sides[0].row_mut(row).copy_from_slice(left);
                sides[1].row_mut(self.reversed[row]).copy_from_slice(right);
            }
            for (direction, side) in sides.into_iter().enumerate() {
                let scan = &self.scans[layer][direction];
                let weights = params::layer(layer, direction);
                let input = lstm::backward((params, grads), weights, scan, side, pack);
                let input = if direction == 1 { input.gather(&self.reversed) } else { input };
                add(&mut slopes[layer].data, &input.data);
            }
        }
        let mut slope = std::mem::take(&mut slopes[0]);
        apply(&mut slope, &self.masks[0], pack);
        slope
    }
}

/// A row a sentence: 0 for what is hidden, else what makes up for it.
pub fn mask(sentences: usize, width: usize, share: f32, random: &mut Random) -> Matrix {
    let mut mask = Matrix::zeros(sentences, width);
    let kept = 1.0 / (1.0 - share);
    mask.data.iter_mut().for_each(|it| *it = if random.unit() < share { 0.0 } else { kept });
    mask
}

fn apply(matrix: &mut Matrix, mask: &Matrix, pack: &Pack) {
    for step in 0..pack.steps() {
        for (place, row) in pack.step(step).enumerate() {
            matrix.row_mut(row).iter_mut().zip(mask.row(place)).for_each(|(a, b)| *a *= b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::net::shape::Shape;

    const SHAPE: Shape = Shape {
        rows: 32,
        embed: 8,
        hidden: 8,
        layers: 2,
        tag_layer: 1,
        tag_hidden: 8,
        arc: 8,
        label: 8,
        tags: 3,
        labels: 4,
    };

    /// A sentence of `heads.len()` tokens with features, tags and labels that differ.
    fn example(heads: &[usize]) -> Example {
        let sure = |it: usize| vec![(it, 1.0)];
        let mut example = Example {
            features: Vec::new(),
            vectors: Vec::new(),
            tags: Vec::new(),
            arcs: heads.iter().map(|it| sure(*it)).collect(),
            heads: heads.to_vec(),
            labels: Vec::new(),
        };
        for (i, token) in (0u32..).zip(0..heads.len()) {
            let mut features = [0; FEATURES];
            features[..3].copy_from_slice(&[1 + i, 9 + 2 * i, 20]);
            example.features.push(features);
            example.vectors.push((token % 2 == 0).then_some(u16::from(i > 1)));
            example.tags.push(vec![(token % 3, 0.75), ((token + 1) % 3, 0.25)]);
            example.labels.push(sure(token % 4));
        }
        example
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let data = vec![0.5, -1.0, 0.25, 1.0, 0.125, -0.5];
        let vectors = Matrix { rows: 2, cols: 3, data };
        let dropout = Dropout { word: 0.0, vector: 0.0, layer: 0.0, space: 0.0 };
        let setting = Setting { vectors: &vectors, dropout };
        let examples = [example(&[2, 0, 2]), example(&[0, 1, 2, 1, 3]), example(&[0])];
        let batch: Vec<&Example> = examples.iter().collect();
        let mut params = Params::random(SHAPE, 3, &mut Random::new(7));
        let at = |params: &Params| {
            let mut grads = Params::zeros(SHAPE, 3);
            let mut random = Random::new(0);
            let loss = learn(&setting, (params, &mut grads), &batch, &mut random, &mut Vec::new());
            ((loss.tag + loss.arc + loss.label) / loss.tokens as f32, grads)
        };
        let (_, grads) = at(&params);
        for (i, grad) in grads.all.iter().enumerate() {
            let mut steepest: Vec<usize> = (0..grad.data.len()).collect();
            steepest.sort_by(|a, b| grad.data[*b].abs().total_cmp(&grad.data[*a].abs()));
            for place in steepest.into_iter().take(5) {
                let step = 5e-3;
                let kept = params.all[i].data[place];
                params.all[i].data[place] = kept + step;
                let (above, _) = at(&params);
                params.all[i].data[place] = kept - step;
                let (below, _) = at(&params);
                params.all[i].data[place] = kept;
                let (slope, found) = ((above - below) / (2.0 * step), grad.data[place]);
                let close = (slope - found).abs() < 2e-4 + 0.01 * slope.abs();
                assert!(
                    close,
                    "matrix {i}, number {place}: {found}, but the loss rises by {slope}"
                );
            }
        }
        let still: Vec<usize> = (0..grads.all.len())
            .filter(|i| grads.all[*i].data.iter().all(|it| *it == 0.0))
            .collect();
        assert_eq!(still, [0usize; 0], "matrices without any gradient");
    }
}

//! From token vectors to tags, heads and labels.

use crate::text::net::decode;
use crate::text::net::dense::Dense;
use crate::text::net::dense::UNIT;
use crate::text::net::dense::quantise;
use crate::text::net::encode::Linear;
use crate::text::net::encode::dense;
use crate::text::net::format::Weights;
use crate::text::net::gate::tanh;
use crate::text::net::pack::Pack;
use crate::text::net::shape::Shape;
use crate::text::net::shape::distance;

#[derive(Debug, Clone)]
pub struct Scorer {
    shape: Shape,
    tag_hidden: Linear,
    tag: Linear,
    heads: Linear,
    arc: Dense,
    arc_head: Vec<f32>,
    distance: Vec<f32>,
    root: Vec<f32>,
    root_bias: f32,
    root_label: Vec<f32>,
    label: Linear,
    /// Number of the label of roots, if the weights know it.
    root_number: Option<usize>,
}

impl Scorer {
    pub fn new(weights: &Weights) -> Self {
        Scorer {
            shape: weights.shape,
            tag_hidden: Linear::new(&weights.tag_hidden, UNIT),
            tag: Linear::new(&weights.tag, UNIT),
            heads: Linear::new(&weights.heads, UNIT),
            arc: dense(&weights.arc, UNIT),
            arc_head: weights.arc_head.clone(),
            distance: weights.distance.clone(),
            root: weights.root.clone(),
            root_bias: weights.root_bias.first().copied().unwrap_or(0.0),
            root_label: weights.root_label.clone(),
            label: Linear::new(&weights.label, UNIT),
            root_number: weights.labels.iter().position(|it| it.as_str() == "root"),
        }
    }

    /// Numbers of the tags, a token a row of `states`.
    pub fn tags(&self, states: &[i16]) -> Vec<usize> {
        self.tag_scores(states).chunks_exact(self.shape.tags).map(|it| best(it, None)).collect()
    }

    /// Scores of all tags, a token a row of `states`.
    pub fn tag_scores(&self, states: &[i16]) -> Vec<f32> {
        let hidden = self.tag_hidden.apply(states);
        let hidden: Vec<i16> = hidden.iter().map(|it| quantise(tanh(*it), UNIT)).collect();
        self.tag.apply(&hidden)
    }

    /// Heads and numbers of the labels of every sentence at its place in `pack`.
    pub fn trees(&self, states: &[i16], pack: &Pack) -> Vec<(Vec<Option<usize>>, Vec<usize>)> {
        let spaces = self.heads.apply(states);
        let mut label_spaces = Vec::with_capacity(pack.rows() * self.shape.label);
        let mut trees = Vec::with_capacity(pack.sentences().count());
        for (place, (_, length)) in pack.sentences().enumerate() {
            let rows: Vec<&[f32]> =
                (0..length).map(|token| self.row(&spaces, pack.row(place, token))).collect();
            let heads = decode::heads(&self.arcs(&rows), length);
            self.label_spaces(&rows, &heads, &mut label_spaces);
            trees.push(heads);
        }
        let scores = self.label.apply(&label_spaces);
        let mut scores = scores.chunks_exact(self.shape.labels);
        let labelled = trees.into_iter().map(|heads| {
            let labels = heads.iter().zip(&mut scores).map(|(head, scores)| {
                match (head, self.root_number) {
                    (None, Some(root)) => root,
                    (_, root) => best(scores, root),
                }
            });
            let labels = labels.collect();
            (heads, labels)
        });
        labelled.collect()
    }

    /// Scores of arcs (as [`decode::heads`] takes them) and of labels under the given heads, for one sentence.
    pub fn tree_scores(&self, states: &[i16], heads: &[Option<usize>]) -> (Vec<f32>, Vec<f32>) {
        let spaces = self.heads.apply(states);
        let rows: Vec<&[f32]> = (0..heads.len()).map(|it| self.row(&spaces, it)).collect();
        let mut label_spaces = Vec::new();
        self.label_spaces(&rows, heads, &mut label_spaces);
        (self.arcs(&rows), self.label.apply(&label_spaces))
    }

    fn row<'a>(&self, spaces: &'a [f32], row: usize) -> &'a [f32] {
        &spaces[row * self.shape.heads()..(row + 1) * self.shape.heads()]
    }

    /// Appends what the label of each token is read from.
    fn label_spaces(&self, rows: &[&[f32]], heads: &[Option<usize>], out: &mut Vec<i16>) {
        let start = 2 * self.shape.arc;
        let middle = start + self.shape.label;
        for (row, head) in rows.iter().zip(heads) {
            let governor = match head {
                Some(head) => &rows[*head][middle..],
                None => &self.root_label[..],
            };
            let sums = row[start..middle].iter().zip(governor);
            out.extend(sums.map(|(a, b)| quantise(tanh(a + b), UNIT)));
        }
    }

    /// Scores of all arcs: for each dependent the root, then every token as its head.
    fn arcs(&self, rows: &[&[f32]]) -> Vec<f32> {
        let arc = self.shape.arc;
        let dependents: Vec<i16> =
            rows.iter().flat_map(|it| &it[..arc]).map(|it| quantise(tanh(*it), UNIT)).collect();
        let mut turned = self.arc_head.repeat(rows.len());
        self.arc.add(&dependents, &mut turned);
        let governors: Vec<f32> =
            rows.iter().flat_map(|it| &it[arc..2 * arc]).map(|it| tanh(*it)).collect();
        let mut scores = Vec::with_capacity(rows.len() * (rows.len() + 1));
        for (dependent, own) in turned.chunks_exact(arc).enumerate() {
            scores.push(dot(own, &self.root) + self.root_bias);
            for (head, governor) in governors.chunks_exact(arc).enumerate() {
                scores.push(if head == dependent {
                    f32::NEG_INFINITY
                } else {
                    dot(own, governor) + self.distance[distance(head, dependent)]
                });
            }
        }
        scores
    }
}

/// The first of the greatest scores, leaving out number `but`.
fn best(scores: &[f32], but: Option<usize>) -> usize {
    let mut best = (usize::from(but == Some(0)), f32::NEG_INFINITY);
    for (i, score) in scores.iter().enumerate() {
        if *score > best.1 && but != Some(i) {
            best = (i, *score);
        }
    }
    best.0.min(scores.len().saturating_sub(1))
}

/// A sum of products in a fixed order: eight partial sums, then those in pairs.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
}

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

/// The heads of one sentence, and what its labels are read from.
struct Tree {
    heads: Vec<Option<usize>>,
    /// A row of the label space for each token.
    spaces: Vec<i16>,
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
        let hidden = activate(&self.tag_hidden.apply(states));
        self.tag.apply(&hidden).chunks_exact(self.shape.tags).map(|it| best(it, None)).collect()
    }

    /// Heads and numbers of the labels of every sentence at its place in `pack`.
    pub fn trees(&self, states: &[i16], pack: &Pack) -> Vec<(Vec<Option<usize>>, Vec<usize>)> {
        let spaces = self.heads.apply(states);
        let trees: Vec<Tree> = pack
            .sentences()
            .enumerate()
            .map(|(place, (_, length))| {
                let rows: Vec<&[f32]> = (0..length)
                    .map(|token| {
                        let start = pack.row(place, token) * self.shape.heads();
                        &spaces[start..start + self.shape.heads()]
                    })
                    .collect();
                self.tree(&rows)
            })
            .collect();
        let all: Vec<i16> = trees.iter().flat_map(|it| &it.spaces).copied().collect();
        let scores = self.label.apply(&all);
        let mut scores = scores.chunks_exact(self.shape.labels);
        let mut out = Vec::with_capacity(trees.len());
        for tree in trees {
            let labels = tree.heads.iter().zip(&mut scores).map(|(head, scores)| {
                match (head, self.root_number) {
                    (None, Some(root)) => root,
                    (_, root) => best(scores, root),
                }
            });
            let labels = labels.collect();
            out.push((tree.heads, labels));
        }
        out
    }

    fn tree(&self, rows: &[&[f32]]) -> Tree {
        let Shape { arc, label, .. } = self.shape;
        let heads = decode::heads(&self.arcs(rows), rows.len());
        let mut spaces = Vec::with_capacity(rows.len() * label);
        for (row, head) in rows.iter().zip(&heads) {
            let governor = match head {
                Some(head) => &rows[*head][2 * arc + label..],
                None => &self.root_label[..],
            };
            let own = &row[2 * arc..2 * arc + label];
            let sums = own.iter().zip(governor).map(|(a, b)| quantise(tanh(a + b), UNIT));
            spaces.extend(sums);
        }
        Tree { heads, spaces }
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

/// Numbers through the gate function, as integers.
fn activate(values: &[f32]) -> Vec<i16> {
    values.iter().map(|it| quantise(tanh(*it), UNIT)).collect()
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

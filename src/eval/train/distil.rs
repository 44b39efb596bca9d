//! Distillation (Hinton et al. 2015; for parsers Kuncoro et al. 2016): several trained models, the teachers, say how
//! likely each tag, head and label is, and a new one learns these shares instead of one answer.

use crate::eval::train::export::Inventory;
use crate::eval::train::network::Example;
use crate::eval::train::network::Target;
use crate::text::model::Model;
use crate::text::net::decode;
use crate::text::parsed::Sentence;

/// Smaller shares are left out.
const MIN_SHARE: f32 = 0.01;

/// What teachers say of the tokens of a sentence: mean shares, a row a token.
struct Shares {
    tags: Vec<Vec<f32>>,
    arcs: Vec<Vec<f32>>,
    labels: Vec<Vec<f32>>,
}

/// The teachers, and the sets that the new model numbers.
#[derive(Debug)]
pub struct Teach<'a> {
    pub teachers: &'a [Model],
    pub inventory: &'a Inventory,
}

impl Teach<'_> {
    /// Mixes the answers of `example`, made of `sentence`, with the teachers' shares, whose weight is `trust`.
    pub fn mix(&self, sentence: &Sentence, trust: f32, example: &mut Example) {
        let found = self.shares(sentence);
        let targets = [&mut example.tags, &mut example.arcs, &mut example.labels];
        for (targets, shares) in targets.into_iter().zip([found.tags, found.arcs, found.labels]) {
            for (target, shares) in targets.iter_mut().zip(shares) {
                *target = mix(target, &shares, trust);
            }
        }
    }

    /// Sets tags, heads and labels of a sentence to what the teachers find together.
    pub fn annotate(&self, sentence: &mut Sentence) {
        let arcs: Vec<f32> = self.shares(sentence).arcs.concat();
        let arcs: Vec<f32> = arcs.iter().map(|it| it.max(1e-9).ln()).collect();
        let heads = decode::heads(&arcs, sentence.tokens.len());
        for (token, head) in sentence.tokens.iter_mut().zip(heads) {
            token.head = head;
        }
        let found = self.shares(sentence);
        let rows = found.tags.iter().zip(&found.labels);
        for (token, (tags, labels)) in sentence.tokens.iter_mut().zip(rows) {
            (token.upos, token.feats) = self.inventory.tags[best(tags)];
            token.label = self.inventory.labels[best(labels)];
        }
    }

    fn shares(&self, sentence: &Sentence) -> Shares {
        let n = sentence.tokens.len();
        let Inventory { tags: own_tags, labels: own_labels, .. } = self.inventory;
        let mut sums = Shares {
            tags: vec![vec![0.0; own_tags.len()]; n],
            arcs: vec![vec![0.0; n + 1]; n],
            labels: vec![vec![0.0; own_labels.len()]; n],
        };
        let arcs: Vec<Option<usize>> = (0..=n).map(Some).collect();
        let weight = 1.0 / self.teachers.len().max(1) as f32;
        for teacher in self.teachers {
            let (tags, labels) = teacher.columns();
            let beliefs = teacher.beliefs(sentence);
            add(&mut sums.tags, &beliefs.tags, &places(tags, own_tags), weight);
            add(&mut sums.arcs, &beliefs.arcs, &arcs, weight);
            add(&mut sums.labels, &beliefs.labels, &places(labels, own_labels), weight);
        }
        sums
    }
}

/// The place of each of `items` in `all`.
fn places<T: PartialEq>(items: &[T], all: &[T]) -> Vec<Option<usize>> {
    items.iter().map(|item| all.iter().position(|it| it == item)).collect()
}

/// Adds the shares of each row of scores; `columns` gives the place of each column in the sums.
fn add(sums: &mut [Vec<f32>], scores: &[f32], columns: &[Option<usize>], weight: f32) {
    for (sums, scores) in sums.iter_mut().zip(scores.chunks_exact(columns.len())) {
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let shares: Vec<f32> = scores.iter().map(|it| (it - top).exp()).collect();
        let scale = weight / shares.iter().sum::<f32>();
        for (column, share) in columns.iter().zip(shares) {
            if let Some(column) = column {
                sums[*column] += share * scale;
            }
        }
    }
}

fn best(shares: &[f32]) -> usize {
    let mut best = 0;
    for (i, share) in shares.iter().enumerate() {
        if *share > shares[best] {
            best = i;
        }
    }
    best
}

fn mix(target: &[(usize, f32)], shares: &[f32], trust: f32) -> Target {
    let own = |i: usize| target.iter().filter(|it| it.0 == i).map(|it| it.1).sum::<f32>();
    let mixed = shares.iter().enumerate().map(|(i, it)| (i, trust * it + (1.0 - trust) * own(i)));
    let kept: Target = mixed.filter(|it| it.1 >= MIN_SHARE).collect();
    let sum: f32 = kept.iter().map(|it| it.1).sum();
    kept.into_iter().map(|(i, it)| (i, it / sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixed_target_sums_to_one_and_drops_what_is_small() {
        assert_eq!(mix(&[(1, 1.0)], &[0.5, 0.5, 0.0], 0.5), [(0, 0.25), (1, 0.75)]);
        assert_eq!(mix(&[(0, 1.0)], &[0.995, 0.005], 1.0), [(0, 1.0)]);
    }
}

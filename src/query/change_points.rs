//! Where a series shifts: the mean before is another one than the mean after.
//!
//! For each number of change points the places that leave the least squared distance from the means between them are
//! found exactly (segment neighbourhood: Auger and Lawrence 1989, Bulletin of Mathematical Biology 51:39). How many
//! there are is decided by Schwarz' criterion with unknown variance (Yao 1988, Statistics & Probability Letters
//! 6:181), n/2 log(variance) plus a penalty for each, which is 3/2 log n after the modified criterion of Zhang and
//! Siegmund (2007, Biometrics 63:22), because the place of a change is a parameter that counts for more than a mean.
//! Deliberately absent: trends, seasons, and changes of the spread alone.

/// Values that stand on each side of a change at least.
const SHORTEST: usize = 3;
/// Change points at most.
const MOST: usize = 8;
/// Values that are looked at, the last ones: a century of months.
const LONGEST: usize = 1200;

/// The series is one from `at` on and another one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub at: usize,
    /// Means since the change before and until the change after, to two places.
    pub before: f64,
    pub after: f64,
}

/// The changes of a series, in order. A standard deviation less than `least` counts as `least`.
pub fn changes(series: &[f64], least: f64) -> Vec<Change> {
    let skipped = series.len().saturating_sub(LONGEST);
    let series = series.get(skipped..).unwrap_or_default();
    let sums = Sums::of(series);
    let bounds = bounds(&sums, least);
    let mean = |from: usize, to: usize| (sums.mean(from, to) * 100.0).round() / 100.0;
    let inner = bounds.iter().zip(bounds.iter().skip(1)).zip(bounds.iter().skip(2));
    inner
        .map(|((before, at), after)| Change {
            at: at + skipped,
            before: mean(*before, *at),
            after: mean(*at, *after),
        })
        .collect()
}

/// Sums of the first values and of their squares.
struct Sums(Vec<(f64, f64)>);

impl Sums {
    fn of(series: &[f64]) -> Self {
        let mut sums = vec![(0.0, 0.0)];
        let (mut sum, mut squares) = (0.0, 0.0);
        for value in series {
            sum += value;
            squares += value * value;
            sums.push((sum, squares));
        }
        Sums(sums)
    }

    fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    fn between(&self, from: usize, to: usize) -> (f64, f64) {
        let at = |it: usize| self.0.get(it).copied().unwrap_or_default();
        let ((a, squares_a), (b, squares_b)) = (at(from), at(to));
        (b - a, squares_b - squares_a)
    }

    fn mean(&self, from: usize, to: usize) -> f64 {
        self.between(from, to).0 / (to.saturating_sub(from).max(1) as f64)
    }

    /// The squared distances from the mean of a stretch.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let (sum, squares) = self.between(from, to);
        (squares - sum * sum / (to.saturating_sub(from).max(1) as f64)).max(0.0)
    }
}

/// The first and last place and the changes between.
fn bounds(sums: &Sums, least: f64) -> Vec<usize> {
    let n = sums.len();
    let length = n as f64;
    let score = |cost: f64, changes: usize| {
        let variance = (cost / length).max(least * least);
        length / 2.0 * variance.ln() + 1.5 * (changes as f64) * length.ln()
    };
    let mut best = vec![0, n];
    let mut best_score = score(sums.cost(0, n), 0);
    // For every end the least cost of the values before it, and where the last stretch of these begins.
    let mut layers: Vec<Vec<(f64, usize)>> =
        vec![(0..=n).map(|end| (sums.cost(0, end), 0)).collect()];
    for changes in 1..=MOST.min((n / SHORTEST).saturating_sub(1)) {
        let Some(layer) = layers.last() else { break };
        let layer = next_layer(sums, layer, changes);
        let cost = layer.last().map_or(f64::INFINITY, |it| it.0);
        layers.push(layer);
        if score(cost, changes) < best_score {
            best_score = score(cost, changes);
            best = trace(&layers, n);
        }
    }
    best
}

/// One stretch more than in the layer before; of equal costs the first place.
fn next_layer(sums: &Sums, before: &[(f64, usize)], changes: usize) -> Vec<(f64, usize)> {
    let first = changes * SHORTEST;
    let best = |end: usize| {
        let mut best = (f64::INFINITY, 0);
        let ways = before.iter().enumerate().take((end + 1).saturating_sub(SHORTEST)).skip(first);
        for (start, (cost, _)) in ways {
            let cost = cost + sums.cost(start, end);
            if cost < best.0 {
                best = (cost, start);
            }
        }
        best
    };
    (0..=sums.len()).map(best).collect()
}

fn trace(layers: &[Vec<(f64, usize)>], n: usize) -> Vec<usize> {
    let mut bounds = vec![n];
    let mut end = n;
    for layer in layers.iter().rev() {
        end = layer.get(end).map_or(0, |it| it.1);
        bounds.push(end);
    }
    bounds.reverse();
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from 0 to 1 as if by chance, the same each time.
    fn noise(seed: u64) -> impl Iterator<Item = f64> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        std::iter::repeat_with(move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        })
    }

    #[test]
    fn shifts_are_found_where_they_are() {
        type Found = (usize, f64, f64);
        let rows: &[(&[f64], &[Found])] = &[
            (&[], &[]),
            (&[0.5], &[]),
            (&[1.0, 1.0, -1.0, -1.0], &[]),
            (&[0.5; 40], &[]),
            (&[1.0, 1.0, 1.0, -1.0, -1.0, -1.0], &[(3, 1.0, -1.0)]),
            (&[0.9, 1.0, 0.8, 1.0, -0.6, -0.4, -0.5, -0.5, -0.4], &[(4, 0.93, -0.48)]),
            // One month that stands out is no shift.
            (&[0.9, 1.0, 0.8, 1.0, 0.9, -1.0, 0.9, 1.0, 0.8, 1.0], &[]),
            (&[1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0], &[]),
            (
                &[0.1, 0.0, 0.1, 0.0, 0.9, 1.0, 0.9, 1.0, -0.5, -0.6, -0.5, -0.6],
                &[(4, 0.05, 0.95), (8, 0.95, -0.55)],
            ),
        ];
        for (series, expected) in rows {
            let found = changes(series, 0.05);
            let found: Vec<_> = found.iter().map(|it| (it.at, it.before, it.after)).collect();
            assert_eq!(found, *expected, "{series:?}");
        }
    }

    #[test]
    fn mere_noise_has_few_changes_and_a_shift_in_it_is_seen() {
        let (mut false_alarms, mut seen) = (0, 0);
        for seed in 1..=500 {
            let calm: Vec<f64> = noise(seed).take(40).map(|it| it * 2.0 - 1.0).collect();
            false_alarms += usize::from(!changes(&calm, 0.05).is_empty());
            let shift = calm.iter().enumerate().map(|(i, it)| if i < 20 { *it } else { it + 1.2 });
            let found = changes(&shift.collect::<Vec<f64>>(), 0.05);
            seen += usize::from(found.iter().any(|it| it.at.abs_diff(20) <= 3));
        }
        assert!(false_alarms <= 40, "{false_alarms} of 500");
        assert!(seen >= 425, "{seen} of 500");
    }

    #[test]
    fn a_long_series_is_told_by_its_end() {
        let series: Vec<f64> = (0..3000).map(|it| if it < 2500 { 0.0 } else { 1.0 }).collect();
        assert_eq!(changes(&series, 0.05), [Change { at: 2500, before: 0.0, after: 1.0 }]);
    }
}

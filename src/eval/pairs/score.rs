//! Which of several things belong together, and how well one such grouping follows another.

use crate::eval::articles::score::Score;

/// For each thing those that belong to it, itself first.
#[derive(Debug)]
pub struct Links(Vec<Vec<usize>>);

impl Links {
    pub fn new<T>(things: &[T], linked: impl Fn(&T, &T) -> bool) -> Self {
        let of = |(i, a): (usize, &T)| {
            let others = things.iter().enumerate().filter(|(j, b)| i != *j && linked(a, b));
            std::iter::once(i).chain(others.map(|(j, _)| j)).collect()
        };
        Links(things.iter().enumerate().map(of).collect())
    }

    fn has(&self, i: usize, j: usize) -> bool {
        self.0.get(i).is_some_and(|it| it.contains(&j))
    }

    /// Every two things of which both count.
    pub fn score(
        &self,
        gold: &Links,
        name: impl Fn(usize, usize) -> String,
        counts: impl Fn(usize) -> bool,
    ) -> Score {
        let mut score = Score::default();
        let all = (0..self.0.len()).filter(|it| counts(*it));
        for i in all.clone() {
            for j in all.clone().filter(|j| i < *j) {
                let told = || vec![name(i, j)];
                match (self.has(i, j), gold.has(i, j)) {
                    (true, true) => score.add(1, Vec::new(), 1, Vec::new()),
                    (true, false) => score.add(0, told(), 0, Vec::new()),
                    (false, true) => score.add(0, Vec::new(), 0, told()),
                    (false, false) => {}
                }
            }
        }
        score
    }

    /// Precision and recall, each thing weighing the same; 1 where there is nothing.
    pub fn b_cubed(&self, gold: &Links) -> (f64, f64) {
        let share = |all: &Links, other: &Links| {
            let each = all.0.iter().enumerate().map(|(i, group)| {
                let right = group.iter().filter(|j| other.has(i, **j)).count();
                ratio(right, group.len())
            });
            let count = all.0.len();
            if count == 0 { 1.0 } else { each.sum::<f64>() / ratio(count, 1) }
        };
        (share(self, gold), share(gold, self))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn ratio(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

/// The harmonic mean.
pub fn f1((p, r): (f64, f64)) -> f64 {
    2.0 * p * r / (p + r).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted() {
        let rows = [
            // things by group of gold and of system; right, system, found, gold; B-cubed
            (vec![(1, 1), (1, 1), (2, 2)], (1, 1, 1, 1), (1.0, 1.0)),
            (vec![(1, 1), (1, 2), (2, 3)], (0, 0, 0, 1), (1.0, 2.0 / 3.0)),
            (vec![(1, 1), (1, 1), (2, 1)], (1, 3, 1, 1), (5.0 / 9.0, 1.0)),
            (Vec::new(), (0, 0, 0, 0), (1.0, 1.0)),
        ];
        for (things, (right, system, found, all), b_cubed) in rows {
            let gold = Links::new(&things, |a: &(i32, i32), b| a.0 == b.0);
            let told = Links::new(&things, |a: &(i32, i32), b| a.1 == b.1);
            let score = told.score(&gold, |i, j| format!("{i} {j}"), |_| true);
            assert_eq!((score.hits_p, score.system), (right, system), "{things:?}");
            assert_eq!((score.hits_r, score.gold), (found, all), "{things:?}");
            let (p, r) = told.b_cubed(&gold);
            assert!((p - b_cubed.0).abs() < 1e-12 && (r - b_cubed.1).abs() < 1e-12, "{p} {r}");
        }
    }
}

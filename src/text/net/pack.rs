//! The order in which a batch of sentences is laid out for a lock-step recurrence: all first tokens, all second
//! tokens and so on, the longest sentence first, so that the sentences that still run are always a prefix.

use std::ops::Range;

#[derive(Debug, Clone)]
pub struct Pack {
    /// Numbers of the sentences, longest first.
    order: Vec<usize>,
    lengths: Vec<usize>,
    /// First row of each step, and the number of rows at the end.
    steps: Vec<usize>,
}

impl Pack {
    /// A layout for sentences of these lengths.
    pub fn new(lengths: &[usize]) -> Self {
        let mut order: Vec<usize> = (0..lengths.len()).collect();
        order.sort_by_key(|i| (std::cmp::Reverse(lengths[*i]), *i));
        let sorted: Vec<usize> = order.iter().map(|i| lengths[*i]).collect();
        let longest = sorted.first().copied().unwrap_or(0);
        let mut steps = vec![0];
        let mut running = sorted.len();
        let mut rows = 0;
        for step in 0..longest {
            while running > 0 && sorted[running - 1] <= step {
                running -= 1;
            }
            rows += running;
            steps.push(rows);
        }
        Pack { order, lengths: sorted, steps }
    }

    /// Tokens in the batch.
    pub fn rows(&self) -> usize {
        self.steps.last().copied().unwrap_or(0)
    }

    pub fn steps(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }

    /// The rows of one step.
    pub fn step(&self, step: usize) -> Range<usize> {
        self.steps[step]..self.steps[step + 1]
    }

    /// Sentence number and length at each place of a step.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.order.iter().copied().zip(self.lengths.iter().copied())
    }

    /// The row of token `token` of the sentence at `place` (place in [`Pack::sentences`]).
    pub fn row(&self, place: usize, token: usize) -> usize {
        self.steps[token] + place
    }

    /// For each row the row that holds the same sentence's token counted from the end.
    pub fn reversed(&self) -> Vec<usize> {
        let mut rows = Vec::with_capacity(self.rows());
        for step in 0..self.steps() {
            for place in 0..self.step(step).len() {
                rows.push(self.row(place, self.lengths[place] - 1 - step));
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_run_step_by_step_over_the_longest_first() {
        let pack = Pack::new(&[1, 3, 2]);
        assert_eq!(pack.rows(), 6);
        assert_eq!(pack.sentences().collect::<Vec<_>>(), [(1, 3), (2, 2), (0, 1)]);
        assert_eq!((0..pack.steps()).map(|i| pack.step(i)).collect::<Vec<_>>(), [0..3, 3..5, 5..6]);
        assert_eq!(pack.reversed(), [5, 4, 2, 3, 1, 0]);
    }

    #[test]
    fn no_sentence_no_row() {
        assert_eq!(Pack::new(&[]).rows(), 0);
        assert_eq!(Pack::new(&[0]).rows(), 0);
    }
}

//! From arc scores to a tree: the best head of each token where that gives a tree with one root, else the best
//! projective tree (Eisner 1996), which takes cubic time; callers bound the length of sentences.

/// Heads of `n` tokens. `scores` has `n + 1` columns a token: the root, then every token as its head.
pub fn heads(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    let greedy: Vec<Option<usize>> =
        scores.chunks_exact(n + 1).map(|row| argmax(row).checked_sub(1)).collect();
    if is_tree(&greedy) { greedy } else { Chart::new(scores, n).heads() }
}

fn argmax(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in row.iter().enumerate() {
        if *score > row[best] {
            best = i;
        }
    }
    best
}

/// Whether there is one root and every token hangs below it.
pub fn is_tree(heads: &[Option<usize>]) -> bool {
    if heads.iter().filter(|it| it.is_none()).count() != 1 {
        return false;
    }
    // 0: not seen; else the number of the walk that came by.
    let mut seen = vec![0usize; heads.len()];
    for start in 0..heads.len() {
        let mut token = start;
        while seen[token] == 0 {
            seen[token] = start + 1;
            match heads[token] {
                None => break,
                Some(head) if seen[head] == start + 1 => return false,
                Some(head) => token = head,
            }
        }
    }
    true
}

/// Best scores of spans. `left[s][t]`: head `t`, `right[s][t]`: head `s`; complete spans, and those of an open arc.
struct Chart<'a> {
    n: usize,
    scores: &'a [f32],
    left: Vec<Cell>,
    right: Vec<Cell>,
    open_left: Vec<Cell>,
    open_right: Vec<Cell>,
}

/// A score and the place where the span is split.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: f32,
    split: usize,
}

/// A span that is still to be taken apart.
enum Span {
    Left(usize, usize),
    Right(usize, usize),
    OpenLeft(usize, usize),
    OpenRight(usize, usize),
}

impl<'a> Chart<'a> {
    fn new(scores: &'a [f32], n: usize) -> Self {
        let cells = vec![Cell::default(); n * n];
        let mut chart = Chart {
            n,
            scores,
            left: cells.clone(),
            right: cells.clone(),
            open_left: cells.clone(),
            open_right: cells,
        };
        for width in 1..n {
            for s in 0..n - width {
                chart.fill(s, s + width);
            }
        }
        chart
    }

    fn at(&self, s: usize, t: usize) -> usize {
        s * self.n + t
    }

    fn arc(&self, head: usize, dependent: usize) -> f32 {
        self.scores[dependent * (self.n + 1) + head + 1]
    }

    fn fill(&mut self, s: usize, t: usize) {
        let here = self.at(s, t);
        let open =
            best(s..t, |r| self.right[self.at(s, r)].score + self.left[self.at(r + 1, t)].score);
        self.open_left[here] = Cell { score: open.score + self.arc(t, s), ..open };
        self.open_right[here] = Cell { score: open.score + self.arc(s, t), ..open };
        self.left[here] =
            best(s..t, |r| self.left[self.at(s, r)].score + self.open_left[self.at(r, t)].score);
        self.right[here] = best(s + 1..t + 1, |r| {
            self.open_right[self.at(s, r)].score + self.right[self.at(r, t)].score
        });
    }

    fn heads(&self) -> Vec<Option<usize>> {
        let mut heads = vec![None; self.n];
        let Some(last) = self.n.checked_sub(1) else { return heads };
        let root = best(0..self.n, |r| {
            let whole = self.left[self.at(0, r)].score + self.right[self.at(r, last)].score;
            whole + self.scores[r * (self.n + 1)]
        })
        .split;
        let mut todo = vec![Span::Left(0, root), Span::Right(root, last)];
        while let Some(span) = todo.pop() {
            match span {
                Span::Left(s, t) | Span::Right(s, t) if s == t => {}
                Span::Left(s, t) => {
                    let r = self.left[self.at(s, t)].split;
                    todo.extend([Span::Left(s, r), Span::OpenLeft(r, t)]);
                }
                Span::Right(s, t) => {
                    let r = self.right[self.at(s, t)].split;
                    todo.extend([Span::OpenRight(s, r), Span::Right(r, t)]);
                }
                Span::OpenLeft(s, t) => {
                    heads[s] = Some(t);
                    let r = self.open_left[self.at(s, t)].split;
                    todo.extend([Span::Right(s, r), Span::Left(r + 1, t)]);
                }
                Span::OpenRight(s, t) => {
                    heads[t] = Some(s);
                    let r = self.open_right[self.at(s, t)].split;
                    todo.extend([Span::Right(s, r), Span::Left(r + 1, t)]);
                }
            }
        }
        heads
    }
}

/// The first place of the greatest score.
fn best(places: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> Cell {
    let mut best = Cell { score: f32::NEG_INFINITY, split: places.start };
    for split in places {
        let score = score(split);
        if score > best.score {
            best = Cell { score, split };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of scores, root first; `x` is no arc.
    fn check(scores: &[&[f32]], want: &[Option<usize>]) {
        let flat: Vec<f32> = scores.iter().flat_map(|row| row.iter().copied()).collect();
        assert_eq!(heads(&flat, scores.len()), want, "{scores:?}");
    }

    #[test]
    fn the_best_heads_where_they_are_a_tree_else_the_best_projective_tree() {
        let x = f32::NEG_INFINITY;
        check(&[], &[]);
        check(&[&[0.0, x]], &[None]);
        check(&[&[0.0, x, 5.0], &[3.0, 1.0, x]], &[Some(1), None]);
        // Both want the other: the dearer arc stays.
        check(&[&[2.0, x, 5.0], &[1.0, 6.0, x]], &[None, Some(0)]);
        // Both want the root.
        check(&[&[9.0, x, 1.0], &[8.0, 4.0, x]], &[None, Some(0)]);
        // Crossing arcs are kept while they are a tree: 0 <- 2, 1 <- 3, 2 <- 3 root.
        check(
            &[
                &[0., x, 0., 9., 0.],
                &[0., 0., x, 0., 9.],
                &[0., 0., 0., x, 9.],
                &[9., 0., 0., 0., x],
            ],
            &[Some(2), Some(3), Some(3), None],
        );
    }

    #[test]
    fn cycles_and_second_roots_are_no_tree() {
        assert!(is_tree(&[Some(1), None, Some(1)]));
        assert!(!is_tree(&[Some(1), Some(0), None]));
        assert!(!is_tree(&[None, None]));
        assert!(!is_tree(&[]));
    }

    #[test]
    fn eisner_finds_the_best_of_all_projective_trees() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 65536.0
        };
        for n in 1..=4usize {
            for _ in 0..30 {
                let scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
                let value = |heads: &[Option<usize>]| -> f32 {
                    let each = heads.iter().enumerate();
                    each.map(|(i, head)| scores[i * (n + 1) + head.map_or(0, |it| it + 1)]).sum()
                };
                let best = all(n).into_iter().map(|it| value(&it)).fold(0.0, f32::max);
                let found = Chart::new(&scores, n).heads();
                assert!(is_tree(&found) && is_projective(&found));
                assert!((value(&found) - best).abs() < 1e-5, "{scores:?}");
            }
        }
    }

    /// All projective trees of `n` tokens.
    fn all(n: usize) -> Vec<Vec<Option<usize>>> {
        let count = (n + 1).pow(u32::try_from(n).unwrap());
        let heads = |code: usize| -> Vec<Option<usize>> {
            (0..n)
                .map(|i| (code / (n + 1).pow(u32::try_from(i).unwrap()) % (n + 1)).checked_sub(1))
                .collect()
        };
        (0..count).map(heads).filter(|it| is_tree(it) && is_projective(it)).collect()
    }

    fn is_projective(heads: &[Option<usize>]) -> bool {
        let arcs: Vec<(usize, usize)> = heads
            .iter()
            .enumerate()
            .map(|(i, head)| head.map_or((0, i + 1), |it| (i.min(it) + 1, i.max(it) + 1)))
            .collect();
        arcs.iter().all(|(a, b)| !arcs.iter().any(|(c, d)| a < c && c < b && b < d))
    }
}

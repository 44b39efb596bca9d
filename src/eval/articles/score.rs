//! Counting: which answer of the reader stands for what of the gold, and what that comes to.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Right ones of the reader's answers and found ones of the gold's, which differ where several answers fit one; what
/// was missed and what was wrong, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    pub hits_p: usize,
    pub system: usize,
    pub hits_r: usize,
    pub gold: usize,
    pub missed: Vec<String>,
    pub wrong: Vec<String>,
}

impl Score {
    pub fn add(&mut self, right: usize, wrong: Vec<String>, found: usize, missed: Vec<String>) {
        self.hits_p += right;
        self.system += right + wrong.len();
        self.hits_r += found;
        self.gold += found + missed.len();
        self.wrong.extend(wrong);
        self.missed.extend(missed);
    }

    /// Precision, recall and F1; F1 is none where there is neither an answer nor gold.
    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
    pub fn shares(&self) -> (Option<f64>, Option<f64>, Option<f64>) {
        let share = |part: usize, all: usize| (all > 0).then(|| part as f64 / all as f64);
        let (p, r) = (share(self.hits_p, self.system), share(self.hits_r, self.gold));
        let harmonic = |p: f64, r: f64| 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE);
        (p, r, p.or(r).map(|_| harmonic(p.unwrap_or(0.0), r.unwrap_or(0.0))))
    }
}

/// Name, whether it may be said or not, what it is joined by, and what is told of it.
pub type Item<K, V> = (String, bool, K, V);
/// What the gold asks for, all that the gold tells of it, and, if it was found, all that the reader tells.
pub type Joined<V> = (String, Vec<V>, Option<Vec<V>>);

/// Joins gold and answers one to one, the best fit first. An answer that fits by 0, or only what another one stands
/// for already, is neither credit nor cost.
pub fn join<K, V: Clone + PartialEq>(
    gold: impl Iterator<Item = Item<K, V>>,
    system: impl Iterator<Item = Item<K, V>>,
    fit: impl Fn(&K, &K) -> Option<usize>,
) -> (Score, Vec<Joined<V>>) {
    let (gold, system) = (grouped(gold), grouped(system));
    let mut fits = Vec::new();
    for (i, asked) in gold.iter().enumerate() {
        for (j, told) in system.iter().enumerate() {
            fits.extend(fit(&asked.2, &told.2).map(|it| (Reverse(it), asked.1, i, j)));
        }
    }
    fits.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &(Reverse(fit), _, i, j) in &fits {
        if fit > 0 && found.iter().all(|it| it.0 != i && it.1 != j) {
            found.push((i, j));
        }
    }
    let told = |i| system.get(found.iter().find(|it| it.0 == i)?.1).map(|it| it.3.clone());
    let asked = gold.into_iter().enumerate().filter(|(_, it)| !it.1);
    let joined: Vec<_> = asked.map(|(i, it)| (it.0, it.3, told(i))).collect();
    let missed = joined.iter().filter(|it| it.2.is_none()).map(|it| it.0.clone());
    let missed: Vec<String> = missed.collect();
    let wrong = system.iter().enumerate().filter(|(j, _)| fits.iter().all(|it| it.3 != *j));
    let wrong = wrong.map(|(_, it)| it.0.clone()).collect();
    let (mut score, hits) = (Score::default(), joined.len() - missed.len());
    score.add(hits, wrong, hits, missed);
    (score, joined)
}

/// Items of the same name are one, and what is told twice of it counts once.
fn grouped<K, V: PartialEq>(items: impl Iterator<Item = Item<K, V>>) -> Vec<Item<K, Vec<V>>> {
    let mut groups = BTreeMap::new();
    for (name, open, key, value) in items {
        let (_, all) = groups.entry((name, open)).or_insert_with(|| (key, Vec::new()));
        if !all.contains(&value) {
            all.push(value);
        }
    }
    groups.into_iter().map(|((name, open), (key, all))| (name, open, key, all)).collect()
}

/// What is told of the things that were joined, where the gold tells it too.
pub fn told<V: Clone, T: Debug>(
    joined: &[Joined<V>],
    of: impl Fn(V) -> Option<T>,
    same: impl Fn(&T, &T) -> bool,
) -> Score {
    let mut score = Score::default();
    for (name, gold, system) in joined {
        let gold: Vec<T> = gold.iter().cloned().filter_map(&of).collect();
        let system = system.iter().flatten().filter(|_| !gold.is_empty());
        let system: Vec<T> = system.cloned().filter_map(&of).collect();
        let missed = gold.iter().filter(|it| !system.iter().any(|told| same(it, told)));
        let missed: Vec<_> = missed.map(|it| format!("{name}: {it:?}")).collect();
        let wrong = system.iter().filter(|it| !gold.iter().any(|asked| same(asked, it)));
        let wrong: Vec<_> = wrong.map(|it| format!("{name}: {it:?}")).collect();
        score.add(system.len() - wrong.len(), wrong, gold.len() - missed.len(), missed);
    }
    score
}

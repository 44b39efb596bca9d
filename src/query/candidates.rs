//! Who may bear a name, from the index of names: all whose names match, and some whose names do not.

use crate::graph::names::Names;
use crate::query::score::Words;
use std::cmp::Reverse;

/// The fewest letters of a word with typos.
const FEWEST: usize = 4;
/// So many bearers are looked through rather than walked in the order of use.
const FEW: usize = 400;

/// Whoever matches without a typo, sorted.
pub(crate) fn sure(names: &Names, wanted: &Words) -> Vec<u32> {
    let mut found = Vec::new();
    if let Some(word) = rarest(&wanted.plain, |it| names.count_start(it)) {
        found.extend(names.with_start(word));
    }
    folded_or_joined(names, wanted, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// The same, the most used first, in two lists that may share some: the one is as long as the walk goes.
pub(crate) fn by_use<'a>(
    names: &'a Names,
    wanted: &'a Words,
) -> (impl Iterator<Item = u32> + 'a, Vec<u32>) {
    let mut listed = Vec::new();
    let word = rarest(&wanted.plain, |it| names.count_start(it));
    let walked = word.filter(|it| names.count_start(it) > FEW);
    if let (Some(word), None) = (word, walked) {
        listed.extend(names.with_start(word));
    }
    folded_or_joined(names, wanted, &mut listed);
    let walked = walked.into_iter().flat_map(|it| names.most_used(it));
    (walked, in_order_of_use(names, listed))
}

/// Each once, the most used first.
pub(crate) fn in_order_of_use(names: &Names, bearers: Vec<u32>) -> Vec<u32> {
    let uses = |it: u32| Reverse(names.get(it).map_or(0, |it| it.uses()));
    let mut ranked: Vec<_> = bearers.into_iter().map(|it| (uses(it), it)).collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().map(|it| it.1).collect()
}

fn folded_or_joined(names: &Names, wanted: &Words, found: &mut Vec<u32>) {
    if let Some(word) = rarest(&wanted.folded, |it| names.with_folded(it).count()) {
        found.extend(names.with_folded(word));
    }
    found.extend(names.with_joined(&wanted.plain.concat()));
}

/// Whoever may match with typos: each word of some letters is near a word of the name, or the whole is near it.
pub(crate) fn near(names: &Names, wanted: &Words) -> Vec<u32> {
    let mut words: Vec<(&str, &str)> =
        wanted.plain.iter().copied().zip(wanted.folded.iter().copied()).collect();
    words.retain(|it| it.0.len() >= FEWEST);
    words.sort_by_key(|it| Reverse(it.0.len()));
    words.dedup();
    let mut found: Option<Vec<u32>> = None;
    for (plain, folded) in words {
        if found.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
        let mut by_word = Vec::new();
        names.near_plain(plain, &mut by_word);
        names.near_folded(folded, &mut by_word);
        by_word.sort_unstable();
        by_word.dedup();
        if let Some(found) = &found {
            by_word.retain(|it| found.binary_search(it).is_ok());
        }
        found = Some(by_word);
    }
    let mut found = found.unwrap_or_default();
    if wanted.plain.len() > 1 {
        names.near_plain(&wanted.plain.concat(), &mut found);
    }
    found
}

/// The word with the fewest bearers.
fn rarest<'w>(words: &[&'w str], bearers: impl Fn(&'w str) -> usize) -> Option<&'w str> {
    match words {
        [word] => Some(word),
        words => words.iter().copied().min_by_key(|it| bearers(it)),
    }
}

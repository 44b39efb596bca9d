//! Word vectors: a hash of the word names a row; words that mean much the same share one.

use crate::text::net::feature::hash;
use crate::text::net::format::Quantised;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    /// Hash of a word and its row, sorted by hash.
    pub keys: Vec<(u32, u16)>,
    pub rows: Quantised,
}

impl Vectors {
    /// The row of a word: as written, else in lower case.
    pub fn find(&self, word: &str) -> Option<u16> {
        let at = |key: u32| self.keys.binary_search_by_key(&key, |it| it.0).ok();
        let found =
            at(key(word.chars())).or_else(|| at(key(word.chars().flat_map(char::to_lowercase))));
        found.and_then(|i| self.keys.get(i)).map(|it| it.1)
    }
}

/// The 32-bit name of a word in [`Vectors::keys`].
pub fn key(word: impl Iterator<Item = char>) -> u32 {
    u32::try_from(hash(KEY_SEED, word) >> 32).unwrap_or(0)
}

const KEY_SEED: u64 = 1000;

//! Word vectors: a hash of the word names a row; words that mean much the same share one.

use crate::text::net::feature::hash;
use crate::text::net::format::Quantised;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    /// Hash of a word and its row, sorted by hash.
    pub keys: Vec<(u32, u16)>,
    pub rows: Quantised,
}

/// The keys of [`Vectors`], ready to be searched.
#[derive(Debug, Clone)]
pub struct Index {
    keys: Vec<(u32, u16)>,
    /// First key of each of 2^[`BUCKET_BITS`] ranges of hashes, and the number of keys at the end.
    buckets: Vec<usize>,
}

const BUCKET_BITS: u32 = 16;

impl Index {
    /// `keys` must be sorted.
    pub fn new(keys: Vec<(u32, u16)>) -> Self {
        let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
        for (key, _) in &keys {
            buckets[bucket(*key) + 1] += 1;
        }
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        Index { keys, buckets }
    }

    /// The row of a word: as written, else in lower case.
    pub fn find(&self, word: &str) -> Option<u16> {
        self.row(key(word.chars()))
            .or_else(|| self.row(key(word.chars().flat_map(char::to_lowercase))))
    }

    fn row(&self, key: u32) -> Option<u16> {
        let bucket = bucket(key);
        let keys = self.keys.get(self.buckets[bucket]..self.buckets[bucket + 1])?;
        keys.iter().find(|it| it.0 == key).map(|it| it.1)
    }
}

fn bucket(key: u32) -> usize {
    usize::try_from(key >> (32 - BUCKET_BITS)).unwrap_or(0)
}

/// The 32-bit name of a word in [`Vectors::keys`].
pub fn key(word: impl Iterator<Item = char>) -> u32 {
    u32::try_from(hash(KEY_SEED, word) >> 32).unwrap_or(0)
}

const KEY_SEED: u64 = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_falls_back_to_its_lower_case() {
        let mut keys: Vec<(u32, u16)> = [("treaty", 3), ("Oslo", 1), ("oslo", 2)]
            .map(|(word, row)| (key(word.chars()), row))
            .into();
        keys.sort_unstable();
        let index = Index::new(keys);
        for (word, want) in [("Treaty", Some(3)), ("Oslo", Some(1)), ("OSLO", Some(2)), ("x", None)]
        {
            assert_eq!(index.find(word), want, "{word}");
        }
    }
}

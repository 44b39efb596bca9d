//! A sorted sequence in chunks that are copied on write: clones share what has not changed since.

use std::cmp::Ordering;
use std::sync::Arc;

/// A chunk is split in two when it has grown to this many items.
const FULL: usize = 256;
/// Items in the chunks of a sequence that is made at once, so that there is room for more.
const FILLED: usize = 192;

#[derive(Debug, Clone)]
pub struct Sorted<T> {
    /// None of them is empty.
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Sorted { chunks: Vec::new(), len: 0 }
    }
}

impl<T> Sorted<T> {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|it| it.iter())
    }

    /// The items from the first one on that is not before the one sought (`order`: item against it).
    pub fn iter_from(&self, order: impl Fn(&T) -> Ordering) -> impl Iterator<Item = &T> {
        let begins_before = |it: &Arc<Vec<T>>| it.first().is_some_and(|first| order(first).is_lt());
        let at = self.chunks.partition_point(begins_before).saturating_sub(1);
        let skip = self.chunks.get(at).map_or(0, |it| it.partition_point(|it| order(it).is_lt()));
        self.chunks.iter().skip(at).flat_map(|it| it.iter()).skip(skip)
    }

    /// The items for which `order` (item against those sought) is equal, in runs.
    pub fn equal(&self, order: impl Fn(&T) -> Ordering) -> impl Iterator<Item = &[T]> {
        let begins_before = |it: &Arc<Vec<T>>| it.first().is_some_and(|first| order(first).is_lt());
        let at = self.chunks.partition_point(begins_before).saturating_sub(1);
        self.chunks.iter().skip(at).map_while(move |chunk| {
            let reaches = |it: Option<&T>| it.is_some_and(|it| order(it).is_le());
            if !reaches(chunk.first()) {
                return None;
            }
            let from = chunk.partition_point(|it| order(it).is_lt());
            let to = match reaches(chunk.last()) {
                true => chunk.len(),
                false => chunk.partition_point(|it| order(it).is_le()),
            };
            Some(chunk.get(from..to).unwrap_or_default())
        })
    }

    /// The item for which `order` (item against the one sought) is equal.
    pub fn find(&self, order: impl Fn(&T) -> Ordering) -> Option<&T> {
        let chunk = self.chunks.get(self.chunk_for(&order)?)?;
        chunk.binary_search_by(&order).ok().and_then(|i| chunk.get(i))
    }

    /// The last chunk that begins at or before the one sought, or the first.
    fn chunk_for(&self, order: impl Fn(&T) -> Ordering) -> Option<usize> {
        let begins_before = |it: &Arc<Vec<T>>| it.first().is_some_and(|first| order(first).is_le());
        let after = self.chunks.partition_point(begins_before);
        (!self.chunks.is_empty()).then(|| after.saturating_sub(1))
    }
}

impl<T: Ord + Clone> Sorted<T> {
    /// Of items in any order; of equal ones one is kept.
    pub fn of(mut items: Vec<T>) -> Self {
        items.sort_unstable();
        items.dedup();
        let chunks = items.chunks(FILLED).map(|it| Arc::new(it.to_vec())).collect();
        Sorted { chunks, len: items.len() }
    }

    /// Puts an item in its place and returns the equal one that stood there.
    pub fn insert(&mut self, item: T) -> Option<T> {
        let Some(at) = self.chunk_for(|it| it.cmp(&item)) else {
            self.chunks.push(Arc::new(vec![item]));
            self.len = 1;
            return None;
        };
        let chunk = Arc::make_mut(self.chunks.get_mut(at)?);
        match chunk.binary_search(&item) {
            Ok(i) => chunk.get_mut(i).map(|old| std::mem::replace(old, item)),
            Err(i) => {
                chunk.insert(i, item);
                self.len += 1;
                if chunk.len() >= FULL {
                    let upper = chunk.split_off(FULL / 2);
                    self.chunks.insert(at + 1, Arc::new(upper));
                }
                None
            }
        }
    }

    /// Takes out the item for which `order` (item against the one sought) is equal.
    pub fn remove(&mut self, order: impl Fn(&T) -> Ordering) -> Option<T> {
        let at = self.chunk_for(&order)?;
        let i = self.chunks.get(at)?.binary_search_by(&order).ok()?;
        let chunk = Arc::make_mut(self.chunks.get_mut(at)?);
        let item = chunk.remove(i);
        self.len -= 1;
        if chunk.is_empty() {
            self.chunks.remove(at);
        }
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(steps in proptest::collection::vec((any::<bool>(), 0_u16..2000), 0..3000)) {
            let (mut set, mut sorted) = (BTreeSet::new(), Sorted::default());
            for (insert, n) in steps {
                let before = sorted.clone();
                let contents: Vec<u16> = set.iter().copied().collect();
                if insert {
                    prop_assert_eq!(set.insert(n), sorted.insert(n).is_none());
                } else {
                    prop_assert_eq!(set.remove(&n), sorted.remove(|it| it.cmp(&n)).is_some());
                }
                prop_assert_eq!(set.contains(&n), sorted.find(|it| it.cmp(&n)).is_some());
                prop_assert_eq!(set.len(), sorted.len());
                prop_assert!(set.range(n..).take(3).eq(sorted.iter_from(|it| it.cmp(&n)).take(3)));
                if n % 50 == 0 {
                    prop_assert!(before.iter().copied().eq(contents), "a clone changed with its original");
                }
            }
            for n in [0, 7, 1000] {
                let tens: Vec<u16> = sorted.equal(|it| (it / 10).cmp(&n)).flatten().copied().collect();
                prop_assert!(set.range(n * 10..n * 10 + 10).copied().eq(tens));
            }
            let at_once = Sorted::of(set.iter().rev().chain(&set).copied().collect());
            prop_assert!(set.iter().eq(at_once.iter()));
            prop_assert_eq!(set.len(), at_once.len());
            prop_assert!(set.iter().eq(sorted.iter()));
            prop_assert!(set.iter().rev().eq(sorted.iter().rev()));
        }
    }
}

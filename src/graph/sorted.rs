//! A sorted sequence in chunks that are copied on write: clones share what has not changed since.

use std::cmp::Ordering;
use std::sync::Arc;

/// A chunk is split in two when it has grown to this many items.
const FULL: usize = 512;
/// Items of a chunk that is made of many at once: there is room for some to come.
const FILLED: usize = 448;

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

impl<T> Sorted<T> {
    /// The items between the first one that is not before `from` and the last one that is not after `to` (each
    /// orders an item against its bound).
    pub fn range(&self, from: impl Fn(&T) -> Ordering, to: impl Fn(&T) -> Ordering) -> Run<'_, T> {
        let begins_before = |it: &Arc<Vec<T>>| it.first().is_some_and(|first| from(first).is_lt());
        let first = self.chunks.partition_point(begins_before).saturating_sub(1);
        let begins_within = |it: &Arc<Vec<T>>| it.first().is_some_and(|first| to(first).is_le());
        let end = self.chunks.partition_point(begins_within).max(first);
        let chunks = self.chunks.get(first..end).unwrap_or_default();
        let skip = chunks.first().map_or(0, |it| it.partition_point(|it| from(it).is_lt()));
        let last = chunks.last().map_or(0, |it| it.partition_point(|it| to(it).is_le()));
        Run::new(chunks, skip, last)
    }
}

/// Items that stand side by side, from both ends.
#[derive(Debug)]
pub struct Run<'a, T> {
    front: &'a [T],
    middle: &'a [Arc<Vec<T>>],
    back: &'a [T],
}

impl<T> Clone for Run<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Run<'_, T> {}

impl<'a, T> Run<'a, T> {
    /// Of these chunks without the first `skip` items and without those from `last` of the last chunk on.
    fn new(chunks: &'a [Arc<Vec<T>>], skip: usize, last: usize) -> Self {
        match chunks {
            [] => Run { front: &[], middle: &[], back: &[] },
            [only] => {
                Run { front: only.get(skip..last).unwrap_or_default(), middle: &[], back: &[] }
            }
            [first, middle @ .., end] => Run {
                front: first.get(skip..).unwrap_or_default(),
                middle,
                back: end.get(..last).unwrap_or_default(),
            },
        }
    }

    pub fn len(&self) -> usize {
        self.front.len() + self.middle.iter().map(|it| it.len()).sum::<usize>() + self.back.len()
    }

    pub fn is_empty(&self) -> bool {
        self.peek().is_none()
    }

    pub fn peek(&self) -> Option<&'a T> {
        let middle = || self.middle.first().and_then(|it| it.first());
        self.front.first().or_else(middle).or_else(|| self.back.first())
    }

    pub fn peek_back(&self) -> Option<&'a T> {
        let middle = || self.middle.last().and_then(|it| it.last());
        self.back.last().or_else(middle).or_else(|| self.front.last())
    }
}

impl<'a, T> Iterator for Run<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some((first, rest)) = self.front.split_first() {
                self.front = rest;
                return Some(first);
            }
            match self.middle.split_first() {
                Some((chunk, rest)) => (self.front, self.middle) = (chunk, rest),
                None if self.back.is_empty() => return None,
                None => self.front = std::mem::take(&mut self.back),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl<T> DoubleEndedIterator for Run<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((last, rest)) = self.back.split_last() {
                self.back = rest;
                return Some(last);
            }
            match self.middle.split_last() {
                Some((chunk, rest)) => (self.back, self.middle) = (chunk, rest),
                None if self.front.is_empty() => return None,
                None => self.back = std::mem::take(&mut self.front),
            }
        }
    }
}

impl<T: Clone> Sorted<T> {
    /// Of items that stand in order, each once.
    pub fn from_ordered(items: Vec<T>) -> Self {
        let len = items.len();
        let mut chunks = Vec::with_capacity(len / FILLED + 1);
        let mut items = items.into_iter().peekable();
        while items.peek().is_some() {
            chunks.push(Arc::new(items.by_ref().take(FILLED).collect::<Vec<T>>()));
        }
        Sorted { chunks, len }
    }

    /// Takes in many items at once, which stand in order, each once, and of which none is there yet.
    pub fn take_in(&mut self, items: Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
        let old = std::mem::take(self);
        let mut merged = Vec::with_capacity(old.len + items.len());
        let mut new = items.into_iter().peekable();
        for item in old.iter() {
            while let Some(before) = new.next_if(|it| order(it, item).is_lt()) {
                merged.push(before);
            }
            merged.push(item.clone());
        }
        merged.extend(new);
        *self = Sorted::from_ordered(merged);
    }

    /// Puts an item in its place (`order`: another against it) and returns the equal one that stood there.
    pub fn insert_by(&mut self, item: T, order: impl Fn(&T) -> Ordering) -> Option<T> {
        let Some(at) = self.chunk_for(&order) else {
            self.chunks.push(Arc::new(vec![item]));
            self.len = 1;
            return None;
        };
        let chunk = Arc::make_mut(self.chunks.get_mut(at)?);
        match chunk.binary_search_by(&order) {
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

    /// Changes an item in a way that does not move it.
    pub fn update(&mut self, order: impl Fn(&T) -> Ordering, change: impl FnOnce(&mut T)) {
        let Some(at) = self.chunk_for(&order) else { return };
        let Some(chunk) = self.chunks.get_mut(at) else { return };
        if let Ok(i) = chunk.binary_search_by(&order)
            && let Some(item) = Arc::make_mut(chunk).get_mut(i)
        {
            change(item);
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

impl<T: Ord + Clone> Sorted<T> {
    /// Of items in any order; of equal ones one is kept.
    pub fn of(mut items: Vec<T>) -> Self {
        items.sort_unstable();
        items.dedup();
        Sorted::from_ordered(items)
    }

    /// Puts an item in its place and returns the equal one that stood there.
    pub fn insert(&mut self, item: T) -> Option<T> {
        let key = item.clone();
        self.insert_by(item, |it| it.cmp(&key))
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
            let (low, high) = (500, 1200);
            let run = sorted.range(|it| it.cmp(&low), |it| it.cmp(&high));
            prop_assert_eq!(run.len(), set.range(low..=high).count());
            prop_assert_eq!((run.peek(), run.peek_back()), (set.range(low..=high).next(), set.range(low..=high).next_back()));
            prop_assert!(run.eq(set.range(low..=high)));
            prop_assert!(run.rev().eq(set.range(low..=high).rev()));
            let (mut from_both, mut left) = (Vec::new(), run);
            while let Some(first) = left.next() {
                from_both.push(first);
                from_both.extend(left.next_back());
            }
            from_both.sort();
            prop_assert!(from_both.into_iter().eq(set.range(low..=high)));
            let (even, odd): (Vec<u16>, Vec<u16>) = set.iter().copied().partition(|it| it % 2 == 0);
            let mut merged = Sorted::from_ordered(even);
            merged.take_in(odd, Ord::cmp);
            prop_assert!(merged.iter().eq(set.iter()));
            prop_assert_eq!(merged.len(), set.len());
        }
    }
}

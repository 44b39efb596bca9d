//! A growing array in chunks that are copied on write: clones share what has not changed since.

use std::sync::Arc;

const CHUNK: usize = 128;

#[derive(Debug, Clone)]
pub struct Array<T> {
    /// All full but the last, which is not empty.
    chunks: Vec<Arc<Vec<T>>>,
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Array { chunks: Vec::new() }
    }
}

impl<T> Array<T> {
    pub fn len(&self) -> usize {
        let full = self.chunks.len().saturating_sub(1) * CHUNK;
        full + self.chunks.last().map_or(0, |it| it.len())
    }

    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)
    }
}

impl<T: Clone> Array<T> {
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        Arc::make_mut(self.chunks.get_mut(index / CHUNK)?).get_mut(index % CHUNK)
    }

    /// Adds an item at the end and returns its index.
    pub fn push(&mut self, item: T) -> usize {
        let index = self.len();
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => Arc::make_mut(last).push(item),
            _ => self.chunks.push(Arc::new(vec![item])),
        }
        index
    }

    /// Takes out an item; the last one moves into its place.
    pub fn swap_remove(&mut self, index: usize) -> Option<T> {
        let len = self.len();
        if index >= len {
            return None;
        }
        let last = Arc::make_mut(self.chunks.last_mut()?).pop()?;
        if self.chunks.last().is_some_and(|it| it.is_empty()) {
            self.chunks.pop();
        }
        if index + 1 == len {
            return Some(last);
        }
        self.get_mut(index).map(|place| std::mem::replace(place, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaves_as_a_vector() {
        let (mut array, mut vector) = (Array::default(), Vec::new());
        for n in 0..200 {
            assert_eq!(array.push(n), n);
            vector.push(n);
        }
        let before = array.clone();
        for i in [199, 0, 127, 128, 150, 64, 500] {
            let expected = (i < vector.len()).then(|| vector.swap_remove(i));
            assert_eq!(array.swap_remove(i), expected, "index {i}");
        }
        while !vector.is_empty() {
            let contents: Vec<usize> =
                (0..array.len()).filter_map(|i| array.get(i).copied()).collect();
            assert_eq!(contents, vector);
            assert_eq!(array.swap_remove(0), Some(vector.swap_remove(0)));
        }
        assert!(array.is_empty());
        assert_eq!(
            (0..200).filter_map(|i| before.get(i).copied()).collect::<Vec<_>>(),
            (0..200).collect::<Vec<_>>()
        );
    }
}

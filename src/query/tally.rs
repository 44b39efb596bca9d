//! Something counted for each of many entities: a sparse set (Briggs and Torczon 1993, ACM Letters on Programming
//! Languages and Systems 2), whose table of places needs no clearing and is used again by the next question of the
//! thread.

use crate::graph::EntityNo;
use std::cell::RefCell;

/// Tables that a thread keeps.
const KEPT: usize = 8;

thread_local! {
    static TABLES: RefCell<Vec<Vec<u32>>> = const { RefCell::new(Vec::new()) };
}

/// One row for each entity, in the order in which they first came.
#[derive(Debug)]
pub struct Tally<R> {
    /// Where the row of an entity may stand; it does if the row there is its own.
    places: Vec<u32>,
    rows: Vec<(EntityNo, R)>,
}

impl<R> Default for Tally<R> {
    fn default() -> Self {
        let places = TABLES.with_borrow_mut(Vec::pop).unwrap_or_default();
        Tally { places, rows: Vec::new() }
    }
}

impl<R> Drop for Tally<R> {
    fn drop(&mut self) {
        let places = std::mem::take(&mut self.places);
        TABLES.with_borrow_mut(|it| {
            if it.len() < KEPT {
                it.push(places);
            }
        });
    }
}

impl<R> Tally<R> {
    fn place(&self, entity: EntityNo) -> Option<usize> {
        let place = *self.places.get(entity.index())? as usize;
        self.rows.get(place).is_some_and(|it| it.0 == entity).then_some(place)
    }

    /// Changes the row of an entity, which is made where there is none yet.
    pub fn count(&mut self, entity: EntityNo, count: impl FnOnce(&mut R))
    where
        R: Default,
    {
        let place = self.place(entity).unwrap_or_else(|| self.add(entity));
        if let Some(row) = self.rows.get_mut(place) {
            count(&mut row.1);
        }
    }

    fn add(&mut self, entity: EntityNo) -> usize
    where
        R: Default,
    {
        let place = self.rows.len();
        // Of `EntityNo::NONE` and `GONE` nothing is counted.
        if entity.is_entity() {
            if self.places.len() <= entity.index() {
                self.places.resize(entity.index() + 1, 0);
            }
            if let Some(it) = self.places.get_mut(entity.index()) {
                *it = u32::try_from(place).unwrap_or(u32::MAX);
            }
            self.rows.push((entity, R::default()));
        }
        place
    }

    pub fn get(&self, entity: EntityNo) -> Option<&R> {
        self.rows.get(self.place(entity)?).map(|it| &it.1)
    }

    pub fn has(&self, entity: EntityNo) -> bool {
        self.place(entity).is_some()
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn rows(&self) -> impl Iterator<Item = (EntityNo, &R)> {
        self.rows.iter().map(|(entity, row)| (*entity, row))
    }

    pub fn into_rows(mut self) -> impl Iterator<Item = (EntityNo, R)> {
        std::mem::take(&mut self.rows).into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_was_used_before_holds_nothing() {
        let numbers = || [7_usize, 3, 7, 0, 7].map(EntityNo::new);
        for _ in 0..3 {
            let mut tally: Tally<usize> = Tally::default();
            assert!(numbers().iter().all(|it| !tally.has(*it)));
            numbers().iter().for_each(|it| tally.count(*it, |n| *n += 1));
            tally.count(EntityNo::NONE, |n| *n += 1);
            let rows: Vec<(usize, usize)> = tally.rows().map(|(it, n)| (it.index(), *n)).collect();
            assert_eq!(rows, [(7, 3), (3, 1), (0, 1)]);
            assert_eq!(tally.get(EntityNo::new(3)), Some(&1));
            assert_eq!(tally.get(EntityNo::new(1)), None);
        }
    }
}

//! Something counted for each of many entities.

use crate::graph::EntityNo;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::hash::Hasher;

/// Numbers of entities are spread well enough by one multiplication (Knuth 1998, TAOCP 3, section 6.4).
#[derive(Debug, Clone, Copy, Default)]
pub struct ByNumber(u64);

impl Hasher for ByNumber {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// One row for each entity. Whoever takes the rows puts them in an order of his own: here they have none.
#[derive(Debug)]
pub struct Tally<R>(HashMap<EntityNo, R, BuildHasherDefault<ByNumber>>);

impl<R> Default for Tally<R> {
    fn default() -> Self {
        Tally(HashMap::default())
    }
}

impl<R> Tally<R> {
    /// The row of an entity, made where there is none yet.
    pub fn of(&mut self, entity: EntityNo) -> &mut R
    where
        R: Default,
    {
        self.0.entry(entity).or_default()
    }

    pub fn get(&self, entity: EntityNo) -> Option<&R> {
        self.0.get(&entity)
    }

    pub fn has(&self, entity: EntityNo) -> bool {
        self.0.contains_key(&entity)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn rows(&self) -> impl Iterator<Item = (EntityNo, &R)> {
        self.0.iter().map(|(entity, row)| (*entity, row))
    }

    pub fn into_rows(self) -> impl Iterator<Item = (EntityNo, R)> {
        self.0.into_iter()
    }
}

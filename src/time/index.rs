//! Which patterns can begin at an atom: few of the hundreds can, and only those are tried.

use crate::time::atoms::Atom;
use crate::time::pattern::Lower;
use crate::time::pattern::Node;
use crate::time::pattern::Symbol;
use crate::time::rules::Rule;
use crate::time::words::Class;
use crate::time::words::Words;
use std::collections::BTreeMap;

/// Numbers of a rule and of a pattern in it.
pub type Key = (usize, usize);

#[derive(Debug, Clone, Default)]
pub struct Index {
    words: BTreeMap<String, Vec<Key>>,
    classes: BTreeMap<Class, Vec<Key>>,
    points: Vec<Key>,
    hours: Vec<Key>,
}

impl Index {
    pub fn new(rules: &[Rule]) -> Self {
        let mut index = Index::default();
        for (number, rule) in rules.iter().enumerate() {
            for (pattern, it) in rule.patterns.iter().enumerate() {
                for start in it.starts() {
                    index.slot(start).push((number, pattern));
                }
            }
        }
        index
    }

    fn slot(&mut self, start: &Symbol) -> &mut Vec<Key> {
        match start {
            Symbol::Word(word) => self.words.entry(word.clone()).or_default(),
            Symbol::Class(class) => self.classes.entry(*class).or_default(),
            Symbol::Point => &mut self.points,
            Symbol::Hour => &mut self.hours,
        }
    }

    /// The patterns that atom `i` itself can begin.
    pub fn by_atom(&self, words: &Words, atoms: &[Atom], i: usize) -> Vec<Key> {
        let word = atoms.get(i).and_then(|it| self.words.get(&it.lower));
        let classes =
            self.classes.iter().filter(|(class, _)| words.read(**class, atoms, i).is_some());
        word.into_iter().chain(classes.map(|(_, keys)| keys)).flatten().copied().collect()
    }

    /// Those and the ones that what lower rules found at `i` can begin, of the rules `first..end`, in their order.
    pub fn at(&self, by_atom: &[Key], lower: &Lower, i: usize, (first, end): Key) -> Vec<Key> {
        let found = |list: &[Option<Node>]| list.get(i).is_some_and(Option::is_some);
        let points = if found(&lower.points) { self.points.as_slice() } else { &[] };
        let hours = if found(&lower.hours) { self.hours.as_slice() } else { &[] };
        let all = by_atom.iter().chain(points).chain(hours).copied();
        let mut keys: Vec<Key> = all.filter(|(rule, _)| (first..end).contains(rule)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

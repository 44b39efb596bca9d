//! The numbers of coded entities: those that the store knows, then upwards in the order in which entities come, so
//! that the same files in the same order always give the same numbers.

use crate::model::coded::CodedEntity;
use crate::model::coded::Number;
use std::collections::BTreeSet;
use std::collections::HashMap;

/// Most names that are kept of an entity beside its own.
const MOST_NAMES: usize = 20;

#[derive(Debug)]
pub struct Numbers {
    /// By id.
    known: HashMap<String, CodedEntity>,
    next: Number,
    /// Ids of those that are new or got a further name since they were last taken.
    fresh: BTreeSet<(Number, String)>,
}

impl Numbers {
    /// Goes on where a store is.
    pub fn new(stored: Vec<CodedEntity>) -> Self {
        let next = stored.iter().map(|it| it.number).max().map_or(1, |it| it.saturating_add(1));
        let known = stored.into_iter().map(|it| (it.id.as_str().to_owned(), it)).collect();
        Numbers { known, next, fresh: BTreeSet::new() }
    }

    /// The number of an entity, which gets the next one if it is new. `found.number` does not count.
    pub fn of(&mut self, found: CodedEntity) -> Number {
        let id = found.id.as_str();
        let Some(known) = self.known.get_mut(id) else {
            let number = self.next;
            self.next = self.next.saturating_add(1);
            let id = id.to_owned();
            self.fresh.insert((number, id.clone()));
            self.known.insert(id, CodedEntity { number, ..found });
            return number;
        };
        for name in found.names.iter().chain([&found.name]) {
            let is_known = *name == known.name || known.names.contains(name);
            if !is_known && known.names.len() < MOST_NAMES {
                known.names.push(name.clone());
                known.names.sort();
                self.fresh.insert((known.number, id.to_owned()));
            }
        }
        known.number
    }

    /// Those that are new or got further names, by number.
    pub fn fresh(&mut self) -> Vec<CodedEntity> {
        let fresh = std::mem::take(&mut self.fresh);
        fresh.iter().filter_map(|(_, id)| self.known.get(id).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code::Kind;
    use crate::model::id::EntityId;

    fn entity(id: &str, number: Number, name: &str, names: &[&str]) -> CodedEntity {
        CodedEntity {
            number,
            id: EntityId::new(id),
            kind: Kind::Organization,
            name: name.to_owned(),
            country: None,
            names: names.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    #[test]
    fn go_on_where_the_store_is() {
        let mut numbers = Numbers::new(vec![entity("org:a", 7, "A", &["Aa"])]);
        assert_eq!(numbers.of(entity("org:a", 0, "A", &["Aa"])), 7);
        assert_eq!(numbers.fresh(), []);
        assert_eq!(numbers.of(entity("org:b", 0, "B", &[])), 8);
        assert_eq!(numbers.of(entity("org:a", 0, "A", &["AAA"])), 7);
        assert_eq!(numbers.of(entity("org:b", 0, "Bb", &[])), 8);
        let fresh = [entity("org:a", 7, "A", &["AAA", "Aa"]), entity("org:b", 8, "B", &["Bb"])];
        assert_eq!(numbers.fresh(), fresh);
        assert_eq!(numbers.fresh(), []);
    }

    #[test]
    fn names_of_one_are_bounded() {
        let mut numbers = Numbers::new(Vec::new());
        for number in 0..100 {
            numbers.of(entity("org:a", 0, &format!("A{number}"), &[]));
        }
        assert_eq!(numbers.fresh()[0].names.len(), MOST_NAMES);
    }
}

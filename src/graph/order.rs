//! The order of entities by their ids, for rankings of many: most pairs of ids differ in their beginnings, which are
//! kept as numbers.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use std::cmp::Ordering;

/// Of an id that begins otherwise than with a kind.
const UNKNOWN: u64 = 0;
const BYTES: usize = 7;

/// A number that orders ids as their texts do, as far as their first letters go.
fn key(id: &EntityId) -> u64 {
    let rank = match id.kind() {
        Some(Kind::Agreement) => 1,
        Some(Kind::Country) => 2,
        Some(Kind::Dispute) => 3,
        Some(Kind::Organization) => 4,
        Some(Kind::Person) => 5,
        Some(Kind::Place) => 6,
        None => return UNKNOWN,
    };
    let letters = id.local().bytes().chain(std::iter::repeat(0)).take(BYTES);
    letters.fold(rank, |key, letter| key << 8 | u64::from(letter))
}

impl Graph {
    /// As the ids of the two.
    pub fn compare_ids(&self, a: EntityNo, b: EntityNo) -> Ordering {
        let key = |it: EntityNo| self.id_keys.get(it.index()).copied().unwrap_or(UNKNOWN);
        let (first, second) = (key(a), key(b));
        if first == second || first == UNKNOWN || second == UNKNOWN {
            return self.id_of(a).cmp(&self.id_of(b));
        }
        first.cmp(&second)
    }

    pub(crate) fn set_id_key(&mut self, number: EntityNo, id: &EntityId) {
        while self.id_keys.len() <= number.index() {
            self.id_keys.push(UNKNOWN);
        }
        self.id_keys.get_mut(number.index()).into_iter().for_each(|it| *it = key(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::entity;
    use crate::model::delta::Rows;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_that_of_the_texts(ids in proptest::collection::vec("(person|place|org|country|x):[a-cé-]{0,9}", 2..9)) {
            let entities = ids.iter().map(|it| entity(it)).collect();
            let graph = Graph::from_rows(Rows { entities, ..Rows::default() });
            for (a, b) in ids.iter().zip(ids.iter().skip(1)) {
                let [first, second] = [a, b].map(|it| graph.entity_no(&EntityId::new(it.as_str())).unwrap());
                prop_assert_eq!(graph.compare_ids(first, second), a.cmp(b), "{} {}", a, b);
            }
        }
    }
}

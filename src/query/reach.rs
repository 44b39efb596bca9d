//! How many steps entities are from one end of a chain and, where meetings have to follow one another, until which
//! day one may set out from there: what bounds a walk from the other end. Worked out step by step. A bound that was
//! not worked out to the end lets more pass, never less, so that it changes how long a walk takes, not what it finds.

use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::links::Links;
use crate::query::names::earliest;
use std::collections::BTreeMap;

/// After every day.
const ANY_DAY: &str = "~";

#[derive(Debug)]
pub struct Reach<'g> {
    time_respecting: bool,
    /// As far it was worked out.
    radius: usize,
    /// Of an entity the fewest steps to the end with the last day to set out; then more steps that allow a later one.
    ways: BTreeMap<&'g EntityId, Vec<(usize, &'g str)>>,
    /// The entities that have a way of `radius` steps.
    rim: Vec<&'g EntityId>,
}

impl<'g> Reach<'g> {
    pub fn to(end: &'g EntityId, time_respecting: bool) -> Self {
        let ways = BTreeMap::from([(end, vec![(0, ANY_DAY)])]);
        Reach { time_respecting, radius: 0, ways, rim: vec![end] }
    }

    /// Works out one step more; false where the budget does not go so far.
    pub fn widen(&mut self, links: &mut Links<'g>, budget: &mut Budget) -> bool {
        let mut next: BTreeMap<&'g EntityId, &'g str> = BTreeMap::new();
        for id in &self.rim {
            let of = links.of(id, budget);
            if budget.cut().is_some() {
                return false;
            }
            let Some(limit) = self.day(id, self.radius) else { continue };
            for (other, events) in of.iter() {
                let Some(day) = self.last_by(events, limit) else { continue };
                if self.day(other, self.radius).is_none_or(|it| it < day) {
                    let best = next.entry(other).or_insert(day);
                    *best = day.max(best);
                }
            }
        }
        self.radius += 1;
        self.rim = next.keys().copied().collect();
        for (id, day) in next {
            self.ways.entry(id).or_default().push((self.radius, day));
        }
        true
    }

    /// Whether one who is at `id` from `day` on may come to the end in `left` steps or fewer.
    pub fn allows(&self, id: &EntityId, left: usize, day: &str) -> bool {
        left > self.radius || self.day(id, left).is_some_and(|it| day <= it)
    }

    /// At least so many steps lie between an entity and the end.
    pub fn steps(&self, id: &EntityId) -> usize {
        let nearest = self.ways.get(id).and_then(|it| it.first());
        nearest.map_or(self.radius + 1, |it| it.0)
    }

    /// The last day on which to set out from an entity for a way of at most so many steps.
    fn day(&self, id: &EntityId, steps: usize) -> Option<&'g str> {
        let mut ways = self.ways.get(id)?.iter().rev();
        ways.find(|it| it.0 <= steps).map(|it| it.1)
    }

    /// The last day by `limit` on which one of the events, which stand in time order, took place.
    fn last_by(&self, events: &[&'g EventRecord], limit: &str) -> Option<&'g str> {
        if !self.time_respecting {
            return Some(ANY_DAY);
        }
        events.iter().rev().filter_map(|it| earliest(it)).find(|it| *it <= limit)
    }
}

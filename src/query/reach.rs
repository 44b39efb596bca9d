//! How many steps entities are from one end of a chain and, where meetings have to follow one another, until which
//! day one may set out from there: what bounds a walk from the other end. Worked out step by step. A bound that was
//! not worked out to the end lets more pass, never less, so that it changes how long a walk takes, not what it finds.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::day::Day;
use crate::query::budget::Budget;
use crate::query::links::Links;
use crate::query::tally::Tally;

#[derive(Debug)]
pub struct Reach<'g> {
    graph: &'g Graph,
    time_respecting: bool,
    /// As far it was worked out.
    radius: usize,
    ways: Tally<Ways>,
    /// The entities that have a way of `radius` steps.
    rim: Vec<EntityNo>,
}

/// The ways from an entity to the end.
#[derive(Debug)]
struct Ways {
    /// The fewest steps, and the last day to set out for so many.
    nearest: (usize, Day),
    /// More steps that allow a later day.
    more: Vec<(usize, Day)>,
}

impl Default for Ways {
    fn default() -> Self {
        Ways { nearest: (usize::MAX, Day::FIRST), more: Vec::new() }
    }
}

impl Ways {
    fn add(&mut self, steps: usize, day: Day) {
        match self.nearest.0 {
            usize::MAX => self.nearest = (steps, day),
            _ => self.more.push((steps, day)),
        }
    }

    /// The last day on which to set out for at most so many steps.
    fn day(&self, steps: usize) -> Option<Day> {
        let mut ways = self.more.iter().rev().chain([&self.nearest]);
        ways.find(|it| it.0 <= steps).map(|it| it.1)
    }
}

impl<'g> Reach<'g> {
    pub fn to(graph: &'g Graph, end: EntityNo, time_respecting: bool) -> Self {
        let mut ways: Tally<Ways> = Tally::default();
        ways.count(end, |it| it.add(0, Day::LAST));
        Reach { graph, time_respecting, radius: 0, ways, rim: vec![end] }
    }

    /// As far it was worked out.
    pub fn radius(&self) -> usize {
        self.radius
    }

    /// Works out one step more; stops where the budget does not go so far.
    pub fn widen(&mut self, links: &mut Links<'g>, budget: &mut Budget) {
        let mut next: Tally<Option<Day>> = Tally::default();
        for id in &self.rim {
            let Some(limit) = self.day(*id, self.radius) else { continue };
            let is_new = |it| self.time_respecting || !self.ways.has(it);
            let faced = links.faced(*id, budget, is_new);
            if budget.cut().is_some() {
                return;
            }
            for other in faced {
                if !self.time_respecting {
                    next.count(other, |it| *it = Some(Day::LAST));
                    continue;
                }
                let day = self.last_by(&links.events(*id, other), limit);
                if day > self.day(other, self.radius) {
                    next.count(other, |best| *best = day.max(*best));
                }
            }
        }
        self.radius += 1;
        self.rim.clear();
        for (id, day) in next.into_rows().filter_map(|(id, day)| Some((id, day?))) {
            self.rim.push(id);
            let radius = self.radius;
            self.ways.count(id, |it| it.add(radius, day));
        }
    }

    /// Whether one who is at `id` from `day` on may come to the end in `left` steps or fewer.
    pub fn allows(&self, id: EntityNo, left: usize, day: Day) -> bool {
        left > self.radius || self.day(id, left).is_some_and(|it| day <= it)
    }

    /// At least so many steps lie between an entity and the end.
    pub fn steps(&self, id: EntityNo) -> usize {
        self.ways.get(id).map_or(self.radius + 1, |it| it.nearest.0)
    }

    /// The last day on which to set out from an entity for a way of at most so many steps.
    fn day(&self, id: EntityNo, steps: usize) -> Option<Day> {
        self.ways.get(id)?.day(steps)
    }

    /// The last day by `limit` on which one of the events, which stand in time order, took place.
    fn last_by(&self, events: &[EventNo], limit: Day) -> Option<Day> {
        let days = events.iter().rev().filter_map(|it| self.graph.fact(*it)).map(|it| it.first);
        days.filter(|it| it.is_known()).find(|it| *it <= limit)
    }
}

//! A filter made ready for walking: its days as numbers, and events let through without a look at their facts where
//! nothing but time is asked.

use crate::graph::Graph;
use crate::graph::contact::Contact;
use crate::graph::entry::Entry;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::model::code::is_remote;
use crate::model::coded;
use crate::model::day::Day;
use crate::query::filter::Filter;
use crate::query::filter::Origin;

#[derive(Debug, Clone, Copy)]
pub struct Sieve<'g> {
    graph: &'g Graph,
    filter: &'g Filter,
    window: Window,
    known_at: Option<Day>,
    /// Nothing but valid time is bound.
    only_time: bool,
}

impl<'g> Sieve<'g> {
    pub fn new(graph: &'g Graph, filter: &'g Filter) -> Self {
        let bound = |day: Option<&str>, open: Day| day.map_or(open, Day::parse);
        let window = Window {
            from: bound(filter.from.as_deref(), Day::FIRST),
            to: bound(filter.last_day(), Day::NONE),
        };
        let only_time = filter.known_at.is_none()
            && filter.min_sources < 2
            && filter.min_confidence <= 0.0
            && filter.origin.is_none()
            && !filter.in_person;
        let known_at = filter.known_at.as_deref().map(Day::parse);
        Sieve { graph, filter, window, known_at, only_time }
    }

    pub fn window(&self) -> Window {
        self.window
    }

    /// Whether nothing is filtered out.
    pub fn is_open(&self) -> bool {
        self.only_time && self.window == Window::ALL
    }

    /// Whether at most calls and letters are filtered out, so that ties tell all.
    pub fn is_open_but_for_remote(&self) -> bool {
        let in_person = Filter { in_person: true, ..Filter::default() };
        self.is_open() || *self.filter == in_person
    }

    pub fn in_person(&self) -> bool {
        self.filter.in_person
    }

    pub fn admits(&self, fact: &Fact) -> bool {
        let timeless = self.window == Window::ALL;
        (timeless || (fact.is_dated() && fact.overlaps(self.window.from, self.window.to)))
            && (self.only_time || self.is_supported(fact))
    }

    /// Whether an event that the scan of the window gave passes.
    pub fn admits_entry(&self, entry: &Entry) -> bool {
        let surely_within = self.window == Window::ALL
            || (entry.day() >= self.window.from && entry.day() <= Day::LAST);
        if self.only_time && surely_within {
            return true;
        }
        self.graph.fact(entry.event).is_some_and(|it| self.admits(it))
    }

    pub fn admits_contact(&self, contact: &Contact) -> bool {
        if self.is_open() {
            return true;
        }
        if !contact.may_lie_in(self.window) {
            return false;
        }
        let surely_within = contact.day() >= self.window.from && contact.day() <= Day::LAST;
        if self.only_time && surely_within {
            return true;
        }
        self.graph.fact(contact.event).is_some_and(|it| self.admits(it))
    }

    fn is_supported(&self, fact: &Fact) -> bool {
        let filter = self.filter;
        if filter.in_person && fact.mode().is_some_and(is_remote) {
            return false;
        }
        match fact.told() {
            Some(record) => {
                filter.origin != Some(Origin::Gdelt)
                    && record.confidence >= filter.min_confidence
                    && filter.supports(self.graph, &record.evidence)
            }
            None => {
                let (sources, known) = fact.coded().unwrap_or((0, Day::NONE));
                filter.origin != Some(Origin::Text)
                    && coded::CONFIDENCE >= filter.min_confidence
                    && sources as usize >= filter.min_sources
                    && self.known_at.is_none_or(|it| known <= it)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn lets_through_what_the_filter_admits() {
        let graph = sample::chain();
        let day = |it: &str| Some(it.to_owned());
        let filters = [
            Filter::default(),
            Filter { from: day("2007-01-02"), ..Filter::default() },
            Filter { to: day("2007-02-01"), ..Filter::default() },
            Filter { as_of: day("2007-01-01"), from: day("2007-01-01"), ..Filter::default() },
            Filter { min_confidence: 0.95, ..Filter::default() },
            Filter { origin: Some(Origin::Gdelt), ..Filter::default() },
            Filter { in_person: true, ..Filter::default() },
        ];
        for (filter, expected) in filters.iter().zip([4, 2, 1, 1, 0, 0, 4]) {
            let sieve = Sieve::new(&graph, filter);
            let passed = graph.scan_all(sieve.window()).filter(|it| sieve.admits_entry(it)).count();
            assert_eq!(passed, expected, "{filter:?}");
            let alike = |it: &Entry| {
                let fact = graph.fact(it.event).unwrap();
                sieve.admits(fact) == filter.admits(&graph, fact.told().unwrap())
            };
            assert!(graph.scan_all(Window::ALL).all(alike), "{filter:?}");
        }
    }
}

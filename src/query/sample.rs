//! Small graphs by chance for tests, and what the questions need to be asked.

use crate::graph::Graph;
use crate::graph::sample;
use crate::model::code::Status;
use crate::model::delta::EventRecord;
use crate::model::delta::Rows;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

pub const PERSONS: [&str; 6] =
    ["person:a", "person:b", "person:c", "person:d", "person:e", "person:f"];

/// Persons who met from one day of January 2007 to another, or did not.
#[derive(Debug, Clone)]
pub struct Meeting {
    pub who: Vec<&'static str>,
    pub days: Option<(u8, u8)>,
    pub place: usize,
    pub status: Status,
    pub sure: bool,
}

pub fn meetings() -> impl Strategy<Value = Vec<Meeting>> {
    let days = proptest::option::weighted(0.9, (1..6_u8, 0..3_u8))
        .prop_map(|it| it.map(|(a, n)| (a, a + n)));
    let status = prop_oneof![4 => Just(Status::Held), 1 => Just(Status::Planned)];
    let meeting = (subsequence(PERSONS.to_vec(), 1..4), days, 0..2_usize, status, any::<bool>());
    let made = |(who, days, place, status, sure)| Meeting { who, days, place, status, sure };
    vec(meeting.prop_map(made), 1..10)
}

pub fn filters() -> impl Strategy<Value = Filter> {
    let day = || proptest::option::of((1..8_u8).prop_map(|it| format!("2007-01-0{it}")));
    (day(), day(), any::<bool>()).prop_map(|(from, to, sure)| {
        let min_confidence = if sure { 0.8 } else { 0.0 };
        Filter { from, to, min_confidence, ..Filter::default() }
    })
}

impl Meeting {
    /// Whether it took place and a filter on days and confidence lets it pass.
    pub fn passes(&self, filter: &Filter) -> bool {
        let day = |it: u8| format!("2007-01-0{it}");
        let timeless = filter.from.is_none() && filter.to.is_none();
        let in_time = self.days.map_or(timeless, |(first, last)| {
            filter.to.as_ref().is_none_or(|it| day(first) <= *it)
                && filter.from.as_ref().is_none_or(|it| day(last) >= *it)
        });
        self.status == Status::Held && in_time && (self.sure || filter.min_confidence < 0.8)
    }

    pub fn is_of(&self, a: &str, b: &str) -> bool {
        self.who.contains(&a) && self.who.contains(&b)
    }

    fn event(&self, number: usize) -> EventRecord {
        let who: Vec<(&str, &str)> = self.who.iter().map(|it| (*it, "")).collect();
        let day = self.days.map(|it| format!("2007-01-0{}", it.0));
        let mut event = sample::event(&format!("{number}"), day.as_deref(), &who);
        if let (Some(time), Some((_, last))) = (&mut event.time, self.days) {
            time.latest = Some(format!("2007-01-0{last}"));
        }
        event.status = self.status;
        event.confidence = if self.sure { 0.9 } else { 0.5 };
        event.places = vec![EntityId::new(format!("place:{}", self.place))];
        event
    }
}

pub fn graph(meetings: &[Meeting]) -> Graph {
    Graph::from_rows(Rows {
        entities: PERSONS.iter().map(|it| sample::entity(it)).collect(),
        events: meetings.iter().enumerate().map(|(number, it)| it.event(number)).collect(),
        ..Rows::default()
    })
}

/// The rows of all pages, as `shape` tells them.
pub fn pages<T, S>(
    limit: usize,
    ask: impl Fn(Page, &mut Budget) -> List<T>,
    shape: impl Fn(&T) -> S,
) -> Vec<S> {
    let mut page = Page { limit, after: None };
    let mut rows = Vec::new();
    loop {
        let list = ask(page.clone(), &mut Budget::default());
        assert_eq!(list.truncated, None);
        assert!(list.items.len() <= limit);
        rows.extend(list.items.iter().map(&shape));
        let Some(next) = list.next else { return rows };
        page.after = Some(next.key);
    }
}

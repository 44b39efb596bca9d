//! Which events name an entity, in time order: what nearly every question walks. Entries carry what is asked of most
//! events, so that those which are not wanted are passed over where they stand.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::LinkKind;
use crate::graph::fact::Body;
use crate::graph::fact::Fact;
use crate::graph::fact::Id;
use crate::graph::sorted::Run;
use crate::model::cameo::Cameo;
use crate::model::code::EventType;
use crate::model::day::Day;
use crate::model::id::EventId;
use std::cmp::Ordering;

/// How an event names an entity, and what kind of event it is, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flags(u8);

impl Flags {
    pub(crate) const PARTICIPANT: Flags = Flags(1);
    pub(crate) const BEHALF: Flags = Flags(1 << 1);
    pub(crate) const PLACE: Flags = Flags(1 << 2);
    pub(crate) const CONCERN: Flags = Flags(1 << 3);
    /// It took place.
    pub(crate) const HAPPENED: Flags = Flags(1 << 4);
    /// See `Fact::is_long`.
    pub(crate) const LONG: Flags = Flags(1 << 5);
    pub(crate) const CODED: Flags = Flags(1 << 6);
    /// Its first day is its last.
    pub(crate) const ONE_DAY: Flags = Flags(1 << 7);

    pub(crate) fn of(fact: &Fact) -> Flags {
        let bit = |is: bool, flag: Flags| if is { flag.0 } else { 0 };
        let one_day = fact.first == fact.last && fact.first.is_known();
        Flags(
            bit(fact.took_place(), Flags::HAPPENED)
                | bit(fact.is_long(), Flags::LONG)
                | bit(matches!(fact.body, Body::Coded { .. }), Flags::CODED)
                | bit(one_day, Flags::ONE_DAY),
        )
    }

    pub(crate) fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    pub(crate) fn has(self, any_of: Flags) -> bool {
        self.0 & any_of.0 != 0
    }

    pub(crate) fn kinds(self) -> impl Iterator<Item = LinkKind> + Clone {
        let all = [
            (Flags::PARTICIPANT, LinkKind::Participant),
            (Flags::BEHALF, LinkKind::OnBehalfOf),
            (Flags::PLACE, LinkKind::Place),
            (Flags::CONCERN, LinkKind::Concern),
        ];
        all.into_iter().filter(move |it| self.has(it.0)).map(|it| it.1)
    }
}

impl LinkKind {
    pub(crate) fn flag(self) -> Flags {
        match self {
            LinkKind::Participant => Flags::PARTICIPANT,
            LinkKind::OnBehalfOf => Flags::BEHALF,
            LinkKind::Place => Flags::PLACE,
            LinkKind::Concern => Flags::CONCERN,
        }
    }
}

/// One event of one entity; of `EntityNo::NONE` any event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub(crate) of: EntityNo,
    pub(crate) day: Day,
    pub event: EventNo,
    pub(crate) cameo: Cameo,
    pub kind: EventType,
    pub(crate) flags: Flags,
}

impl Entry {
    /// Whether the entity takes part, itself or through one who acts on behalf of it.
    pub fn takes_part(&self) -> bool {
        self.flags.has(Flags::PARTICIPANT.with(Flags::BEHALF))
    }

    /// Whether the entity takes part itself, takes place or is concerned, and is not only acted for.
    pub fn names_itself(&self) -> bool {
        self.flags.has(Flags::PARTICIPANT.with(Flags::PLACE).with(Flags::CONCERN))
    }

    pub fn took_place(&self) -> bool {
        self.flags.has(Flags::HAPPENED)
    }

    pub fn concerns(&self) -> bool {
        self.flags.has(Flags::CONCERN)
    }

    pub fn is_coded(&self) -> bool {
        self.flags.has(Flags::CODED)
    }

    pub fn met(&self) -> bool {
        self.kind == EventType::Consult && self.took_place()
    }

    pub fn cameo(&self) -> Cameo {
        self.cameo
    }

    /// The first day.
    pub fn day(&self) -> Day {
        self.day
    }
}

/// Days that are asked about, both ends included. `to` of `Day::NONE` takes events of no known day, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: Day,
    pub to: Day,
}

impl Window {
    pub const ALL: Window = Window { from: Day::FIRST, to: Day::NONE };
}

pub(crate) type Place<'a> = (Day, Id<'a>);

impl Graph {
    /// The events that name an entity and may lie in the window, in time order: earliest day, then id; undated ones last.
    pub fn scan(&self, of: EntityNo, window: Window) -> Scan<'_> {
        let within = |long: bool, from: Day, to: Day| {
            let order = move |it: &Entry, day: Day| rank(it).cmp(&(of, long, day));
            self.entries.range(move |it| order(it, from), move |it| order(it, to))
        };
        let from = if window.from == Day::FIRST { Day::FIRST } else { window.from.month_before() };
        Scan {
            graph: self,
            short: within(false, from, window.to),
            long: within(true, Day::FIRST, window.to),
            window,
        }
    }

    /// All events that may lie in the window, in time order.
    pub fn scan_all(&self, window: Window) -> Scan<'_> {
        self.scan(EntityNo::NONE, window)
    }

    /// How many events name an entity.
    pub fn uses(&self, of: EntityNo) -> usize {
        let order = move |it: &Entry| it.of.cmp(&of);
        self.entries.range(order, order).len()
    }

    /// The id of an event.
    pub fn event_id(&self, event: EventNo) -> Option<EventId> {
        self.fact(event).map(|it| it.id().text())
    }

    /// Where an event took place.
    pub fn places_of(&self, fact: &Fact) -> Vec<EntityNo> {
        match fact.told() {
            Some(record) => record.places.iter().filter_map(|it| self.entity_no(it)).collect(),
            None => Some(fact.place).into_iter().filter(|it| it.is_some()).collect(),
        }
    }

    /// Puts events in time order, each once.
    pub fn order_in_time(&self, events: &mut Vec<EventNo>) {
        events.sort_unstable_by(|a, b| match (self.place_of(*a), self.place_of(*b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        events.dedup();
    }

    pub(crate) fn place_of(&self, event: EventNo) -> Option<Place<'_>> {
        self.fact(event).map(|it| (it.first, it.id()))
    }
}

/// By what entries are ordered before their ids.
pub(crate) fn rank(it: &Entry) -> (EntityNo, bool, Day) {
    (it.of, it.flags.has(Flags::LONG), it.day)
}

/// Entries in time order, from both ends.
#[derive(Debug, Clone)]
pub struct Scan<'g> {
    graph: &'g Graph,
    short: Run<'g, Entry>,
    long: Run<'g, Entry>,
    window: Window,
}

impl<'g> Scan<'g> {
    /// Without the events whose first day is earlier.
    pub fn not_before(self, day: Day) -> Scan<'g> {
        let late = |of: EntityNo, long: bool, to: Day| {
            let order = move |it: &Entry, day: Day| rank(it).cmp(&(of, long, day));
            self.graph.entries.range(move |it| order(it, day), move |it| order(it, to))
        };
        let Some(of) = self.short.peek().or(self.long.peek()).map(|it| it.of) else {
            return self;
        };
        Scan {
            short: late(of, false, self.window.to),
            long: late(of, true, self.window.to),
            ..self
        }
    }

    /// At most so many are left.
    pub fn most(&self) -> usize {
        self.short.len() + self.long.len()
    }

    fn long_is_before(&self, long: &Entry, short: &Entry) -> bool {
        match long.day.cmp(&short.day) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => self.graph.place_of(long.event) < self.graph.place_of(short.event),
        }
    }

    /// Whether it is known without its fact that it does not reach into the window.
    fn is_before(&self, entry: &Entry) -> bool {
        entry.day < self.window.from && entry.flags.has(Flags::ONE_DAY)
    }
}

impl<'g> Iterator for Scan<'g> {
    type Item = &'g Entry;

    fn next(&mut self) -> Option<&'g Entry> {
        loop {
            let entry = match (self.long.peek(), self.short.peek()) {
                (None, _) => self.short.next()?,
                (Some(_), None) => self.long.next()?,
                (Some(long), Some(short)) if self.long_is_before(long, short) => {
                    self.long.next()?
                }
                (Some(_), Some(_)) => self.short.next()?,
            };
            if !self.is_before(entry) {
                return Some(entry);
            }
        }
    }
}

impl DoubleEndedIterator for Scan<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            let entry = match (self.long.peek_back(), self.short.peek_back()) {
                (None, _) => self.short.next_back()?,
                (Some(_), None) => self.long.next_back()?,
                (Some(long), Some(short)) if self.long_is_before(long, short) => {
                    self.short.next_back()?
                }
                (Some(_), Some(_)) => self.long.next_back()?,
            };
            if !self.is_before(entry) {
                return Some(entry);
            }
        }
    }
}

//! An event as walks see it: numbers only. What answers show of it is its record.

use crate::graph::EntityNo;
use crate::model::cameo::Cameo;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::code::is_remote;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use crate::model::id::EventId;
use std::sync::Arc;

/// An event whose days are known no better than this stands apart from those that a stretch of days is asked for.
const SHORT: i32 = 31;

#[derive(Debug, Clone)]
pub struct Fact {
    /// Earliest day; `Day::NONE` where it is not known.
    pub first: Day,
    /// Latest day; `Day::NONE` where it is open.
    pub last: Day,
    pub cameo: Cameo,
    pub kind: EventType,
    pub status: Status,
    pub(crate) parts: Parts,
    /// Of a coded event; `EntityNo::NONE` where there is none.
    pub(crate) place: EntityNo,
    pub(crate) body: Body,
}

/// One who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub entity: EntityNo,
    /// `EntityNo::NONE` for nobody.
    pub on_behalf_of: EntityNo,
    pub role: Role,
}

/// Most events have two parts at most, which need no place of their own.
#[derive(Debug, Clone)]
pub(crate) enum Parts {
    None,
    One([Part; 1]),
    Two([Part; 2]),
    Many(Arc<[Part]>),
}

/// Where an event is from.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Articles tell it.
    Told(Arc<EventRecord>),
    /// A machine coded it elsewhere.
    Coded { number: u64, sources: u32, known: Day },
}

impl Parts {
    pub(crate) fn new(parts: &[Part]) -> Self {
        match parts {
            [] => Parts::None,
            [one] => Parts::One([*one]),
            [one, two] => Parts::Two([*one, *two]),
            many => Parts::Many(many.into()),
        }
    }
}

impl Fact {
    pub fn parts(&self) -> &[Part] {
        match &self.parts {
            Parts::None => &[],
            Parts::One(parts) => parts,
            Parts::Two(parts) => parts,
            Parts::Many(parts) => parts,
        }
    }

    /// Whether an entity takes part, itself or through one who acts on behalf of it.
    pub fn takes_part(&self, id: EntityNo) -> bool {
        self.parts().iter().any(|it| it.stands_for(id))
    }

    /// The record of an event that articles tell.
    pub fn told(&self) -> Option<&Arc<EventRecord>> {
        match &self.body {
            Body::Told(record) => Some(record),
            Body::Coded { .. } => None,
        }
    }

    pub fn mode(&self) -> Option<&str> {
        match &self.body {
            Body::Told(record) => record.mode.as_deref(),
            Body::Coded { .. } => self.cameo.kind().and_then(|it| it.1),
        }
    }

    /// Whether nobody went anywhere for it.
    pub fn is_remote(&self) -> bool {
        self.mode().is_some_and(is_remote)
    }

    /// What was done: its type where it took place, the refusal where it was refused or called off.
    pub fn plover(&self) -> Option<EventType> {
        match &self.body {
            Body::Told(record) => record.plover.as_deref().and_then(EventType::parse),
            Body::Coded { .. } => Some(self.kind),
        }
    }

    /// Of a coded event its sources and the day from which it was known.
    pub fn coded(&self) -> Option<(u32, Day)> {
        match self.body {
            Body::Told(_) => None,
            Body::Coded { sources, known, .. } => Some((sources, known)),
        }
    }

    /// Whether it took place or is taking place; a plan, a refusal or a denial did not.
    pub fn took_place(&self) -> bool {
        matches!(self.status, Status::Held | Status::Ongoing)
    }

    /// Whether those who took part met: a meeting that took place.
    pub fn met(&self) -> bool {
        self.kind == EventType::Consult && self.took_place()
    }

    /// Whether anything is known of its days.
    pub fn is_dated(&self) -> bool {
        self.first.is_known() || self.last.is_known()
    }

    /// Whether some day of it may lie between two days; an open end reaches as far as asked.
    pub fn overlaps(&self, from: Day, to: Day) -> bool {
        (self.first == Day::NONE || self.first <= to)
            && (self.last == Day::NONE || self.last >= from)
    }

    /// The latest day; the earliest where the end is open.
    pub fn end(&self) -> Day {
        if self.last.is_known() { self.last } else { self.first }
    }

    /// Whether its days are not known well enough to look for it near its first.
    pub(crate) fn is_long(&self) -> bool {
        let open = self.first.is_known() && !self.last.is_known();
        open || (self.first.is_known() && self.last.ordinal() - self.first.ordinal() > SHORT)
    }

    /// The order of events of one day.
    pub(crate) fn id(&self) -> Id<'_> {
        match &self.body {
            Body::Told(record) => Id::Told(&record.id),
            Body::Coded { number, .. } => Id::Coded(*number),
        }
    }
}

/// The id of an event, made only where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id<'a> {
    Told(&'a EventId),
    Coded(u64),
}

impl Ord for Id<'_> {
    /// As the written ids: told ones that begin with a day come before coded ones.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Id::Told(a), Id::Told(b)) => a.cmp(b),
            (Id::Coded(a), Id::Coded(b)) => a.cmp(b),
            (a, b) => a.text().cmp(&b.text()),
        }
    }
}

impl PartialOrd for Id<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Id<'_> {
    pub(crate) fn text(self) -> EventId {
        match self {
            Id::Told(id) => id.clone(),
            Id::Coded(number) => crate::model::coded::event_id(number),
        }
    }
}

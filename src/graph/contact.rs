//! Who faces whom in which event, from either end, and how often they met: what paths and networks walk. A person faces
//! persons, and bodies for which no person is named; a country or organization faces countries and organizations.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::entry::Flags;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::graph::fact::Part;
use crate::graph::sorted::Run;
use crate::model::cameo::Cameo;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::day::Day;

/// Of more actors than this in one event only so many, by their numbers of entry, are kept as facing one another.
const MOST_ACTORS: usize = 64;

/// Who is looked for as counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Persons, and bodies for which no person is named.
    Persons,
    /// Countries and organizations.
    Bodies,
}

/// One event in which `to` faces `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    pub(crate) from: EntityNo,
    pub to: EntityNo,
    pub(crate) day: Day,
    pub event: EventNo,
    pub(crate) cameo: Cameo,
    pub kind: EventType,
    pub(crate) flags: Flags,
}

impl Contact {
    fn new(from: EntityNo, to: EntityNo, fact: &Fact, event: EventNo) -> Self {
        let (day, flags) = (fact.first, Flags::of(fact));
        Contact { from, to, day, event, cameo: fact.cameo, kind: fact.kind, flags }
    }

    pub fn took_place(&self) -> bool {
        self.flags.has(Flags::HAPPENED)
    }

    pub fn met(&self) -> bool {
        self.kind == EventType::Consult && self.took_place()
    }

    pub fn day(&self) -> Day {
        self.day
    }

    /// Whether its days may lie in the window, as far as the contact itself tells.
    pub fn may_lie_in(&self, window: Window) -> bool {
        self.day <= window.to && (self.day >= window.from || !self.flags.has(Flags::ONE_DAY))
    }
}

/// Two who met: how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    pub(crate) from: EntityNo,
    pub to: EntityNo,
    /// Meetings that took place, coded ones included.
    pub count: u32,
    /// Of these the ones in person: no calls and no letters.
    pub in_person: u32,
    /// Of these the ones that articles tell.
    pub told: u32,
    /// Earliest and latest day of all of them.
    pub first: Day,
    pub last: Day,
    /// Whether `to` is a person, and not a body for which none is named.
    pub to_person: bool,
}

impl Tie {
    /// Of one meeting.
    pub(crate) fn of(contact: &Contact, fact: &Fact, graph: &Graph) -> Tie {
        let Contact { from, to, .. } = *contact;
        let (in_person, told) = (u32::from(!fact.is_remote()), u32::from(fact.told().is_some()));
        let (first, last) = (fact.first, fact.end());
        let to_person = graph.kind_of(to) == Kind::Person;
        Tie { from, to, count: 1, in_person, told, first, last, to_person }
    }

    pub(crate) fn numbers(&self) -> (u32, u32, u32, Day, Day) {
        (self.count, self.in_person, self.told, self.first, self.last)
    }

    /// As if all meetings of another tie were in this one.
    pub(crate) fn add(&mut self, other: &Tie) {
        self.count = self.count.saturating_add(other.count);
        self.in_person = self.in_person.saturating_add(other.in_person);
        self.told = self.told.saturating_add(other.told);
        self.first = self.first.min(other.first);
        self.last = self.last.later(other.last);
    }
}

impl Graph {
    /// The events in which an entity faces others: by the other, then in time order (events of days that are known
    /// badly stand by their first day, too).
    pub fn contacts(&self, from: EntityNo) -> Run<'_, Contact> {
        let order = move |it: &Contact| it.from.cmp(&from);
        self.contacts.range(order, order)
    }

    /// The events in which two face one another, in time order.
    pub fn contacts_between(&self, from: EntityNo, to: EntityNo) -> Run<'_, Contact> {
        let order = move |it: &Contact| (it.from, it.to).cmp(&(from, to));
        self.contacts.range(order, order)
    }

    /// Whom an entity met, by number.
    pub fn ties(&self, from: EntityNo) -> Run<'_, Tie> {
        let order = move |it: &Tie| it.from.cmp(&from);
        self.ties.range(order, order)
    }

    /// The events in which two countries take part, themselves or through others, by their first days.
    pub fn dyad(&self, a: EntityNo, b: EntityNo) -> Run<'_, Contact> {
        let (from, to) = (a.min(b), a.max(b));
        let order = move |it: &Contact| (it.from, it.to).cmp(&(from, to));
        self.pairs.range(order, order)
    }

    pub fn tie_of(&self, from: EntityNo, to: EntityNo) -> Option<&Tie> {
        self.ties.find(|it| (it.from, it.to).cmp(&(from, to)))
    }

    /// The level on which an entity has its counterparts.
    pub fn level(&self, of: EntityNo) -> Level {
        match self.kind_of(of) {
            Kind::Country | Kind::Organization => Level::Bodies,
            Kind::Person | Kind::Place | Kind::Dispute | Kind::Agreement => Level::Persons,
        }
    }

    /// Who acts in an event on a level, each once, by number.
    pub fn actors(&self, fact: &Fact, level: Level) -> Vec<EntityNo> {
        let parts = fact.parts();
        let mut actors: Vec<EntityNo> = match level {
            Level::Bodies => parts.iter().filter_map(|it| self.body(it)).collect(),
            Level::Persons => {
                let is_represented =
                    |it: &EntityNo| parts.iter().any(|part| part.on_behalf_of == *it);
                parts.iter().map(|it| it.entity).filter(|it| !is_represented(it)).collect()
            }
        };
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// The counterparts of `subject` in an event that it takes part in, each once, by number.
    pub fn counterparts(&self, fact: &Fact, subject: EntityNo, level: Level) -> Vec<EntityNo> {
        let mut own = fact.parts().iter().filter(|it| it.stands_for(subject)).peekable();
        if own.peek().is_none() {
            return Vec::new();
        }
        let is_own = |it: EntityNo| {
            let mut own = own.clone();
            own.any(|part| part.entity == it || part.on_behalf_of == it)
        };
        let mut faced = self.actors(fact, level);
        faced.retain(|it| !is_own(*it));
        faced
    }

    /// The body that a participant is or acts for.
    fn body(&self, part: &Part) -> Option<EntityNo> {
        if part.on_behalf_of != EntityNo::NONE {
            return Some(part.on_behalf_of);
        }
        (self.level(part.entity) == Level::Bodies).then_some(part.entity)
    }

    /// The pairs of countries that take part in an event.
    pub(crate) fn pairs_of(&self, fact: &Fact, event: EventNo) -> Vec<Contact> {
        let named = fact.parts().iter().flat_map(|it| [it.entity, it.on_behalf_of]);
        let is_country = |it: &EntityNo| it.is_some() && self.kind_of(*it) == Kind::Country;
        let mut countries: Vec<EntityNo> = named.filter(is_country).collect();
        countries.sort_unstable();
        countries.dedup();
        countries.truncate(MOST_ACTORS);
        let mut made = Vec::new();
        for (at, from) in countries.iter().enumerate() {
            let others = countries.iter().skip(at + 1);
            made.extend(others.map(|to| Contact::new(*from, *to, fact, event)));
        }
        made
    }

    /// All contacts that an event makes.
    pub(crate) fn contacts_of(&self, fact: &Fact, event: EventNo) -> Vec<Contact> {
        let mut made = Vec::new();
        for level in [Level::Persons, Level::Bodies] {
            let mut actors = self.actors(fact, level);
            actors.truncate(MOST_ACTORS);
            for from in actors.iter().copied().filter(|it| self.level(*it) == level) {
                let mut faced = self.counterparts(fact, from, level);
                // From either end the same.
                faced.retain(|it| actors.binary_search(it).is_ok());
                made.extend(faced.into_iter().map(|to| Contact::new(from, to, fact, event)));
            }
        }
        made
    }
}

impl Part {
    pub fn stands_for(&self, id: EntityNo) -> bool {
        self.entity == id || self.on_behalf_of == id
    }
}

/// By what contacts are ordered before the ids of their events.
pub(crate) fn rank(it: &Contact) -> (EntityNo, EntityNo, Day) {
    (it.from, it.to, it.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::event;
    use crate::model::delta::Rows;
    use crate::model::id::EntityId;

    #[test]
    fn who_faces_whom() {
        let talks = &[
            ("person:lavrov", "country:RUS"),
            ("person:komura", "country:JPN"),
            ("person:machimura", "country:JPN"),
            ("org:united-nations", ""),
            ("country:IRN", ""),
            ("person:guest", ""),
        ];
        let talks = event("talks", Some("2007-10-23"), talks);
        let graph = Graph::from_rows(Rows { events: vec![talks], ..Rows::default() });
        let entry = graph.scan_all(Window::ALL).next().unwrap();
        let fact = graph.fact(entry.event).unwrap();
        let people = "org:united-nations person:guest person:komura person:machimura";
        let rows = [
            ("person:lavrov", Level::Persons, format!("country:IRN {people}")),
            (
                "person:lavrov",
                Level::Bodies,
                "country:IRN country:JPN org:united-nations".to_owned(),
            ),
            ("country:RUS", Level::Bodies, "country:IRN country:JPN org:united-nations".to_owned()),
            ("country:RUS", Level::Persons, format!("country:IRN {people}")),
            ("country:JPN", Level::Bodies, "country:IRN country:RUS org:united-nations".to_owned()),
            (
                "country:JPN",
                Level::Persons,
                "country:IRN org:united-nations person:guest person:lavrov".to_owned(),
            ),
            (
                "person:guest",
                Level::Bodies,
                "country:IRN country:JPN country:RUS org:united-nations".to_owned(),
            ),
            ("person:absent", Level::Persons, String::new()),
        ];
        for (subject, level, expected) in rows {
            let number = graph.entity_no(&EntityId::new(subject)).unwrap_or(EntityNo::GONE);
            let found = graph.counterparts(fact, number, level).into_iter();
            let mut found: Vec<&str> = found.map(|it| graph.id_of(it).unwrap().as_str()).collect();
            found.sort_unstable();
            assert_eq!(found.join(" "), expected, "{subject} {level:?}");
        }
    }
}

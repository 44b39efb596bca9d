//! Which events were there, in time order, by who, what, where and when. Meetings are the events of type CONSULT.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::entry::Entry;
use crate::graph::entry::Scan;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::graph::fact::Part;
use crate::model::cameo::Cameo;
use crate::model::code::EventType;
use crate::model::code::Status;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::Cursor;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::sieve::Sieve;
use std::cmp::Ordering;
use std::ops::Range;

/// The name of the order that events are listed in.
pub const ORDER: &str = "events";
/// The name of the same order turned round.
pub const NEWEST: &str = "events-newest";
/// The day of undated events in keys.
const UNDATED: &str = "~";

/// Of participants, countries and concerns all must be there; of types, modes and statuses one.
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub filter: Filter,
    /// Take part themselves or through one who acts on behalf of them; countries also.
    pub participants: Vec<EntityId>,
    /// Whether participants have to take part themselves.
    pub direct: bool,
    pub concerns: Vec<EntityId>,
    /// A place, or a country that places lie in.
    pub places: Vec<EntityId>,
    pub types: Vec<EventType>,
    pub modes: Vec<String>,
    /// Codes, with all below them.
    pub cameo: Vec<Cameo>,
    pub statuses: Vec<Status>,
    /// The latest first.
    pub newest: bool,
    pub page: Page,
}

impl Question {
    pub fn order(&self) -> &'static str {
        if self.newest { NEWEST } else { ORDER }
    }
}

/// The events that pass, at most as many as the page holds.
pub fn ask(graph: &Graph, question: &Question, budget: &mut Budget) -> List<EventNo> {
    let named = question.participants.iter().chain(&question.concerns);
    let named = named.map(|it| graph.entity_no(it).unwrap_or(EntityNo::GONE));
    let rarest = named.min_by_key(|it| graph.uses(*it)).unwrap_or(EntityNo::NONE);
    select(graph, rarest, question, budget).cut_by(budget)
}

/// The page of those events of an entity, or of all events, that pass. Where the budget ends the walk, the page ends
/// with the last event that was looked at.
pub fn select(
    graph: &Graph,
    of: EntityNo,
    question: &Question,
    budget: &mut Budget,
) -> List<EventNo> {
    let wanted = Wanted::new(graph, question);
    let scan = wanted.scan(of);
    if question.newest { wanted.page(scan.rev(), budget) } else { wanted.page(scan, budget) }
}

/// The sort key of an event: earliest day, then id; undated ones last.
pub fn key(event: &EventRecord) -> Vec<String> {
    vec![earliest(event).unwrap_or(UNDATED).to_owned(), event.id.as_str().to_owned()]
}

/// What a question wants, in numbers.
struct Wanted<'g, 'q> {
    graph: &'g Graph,
    question: &'q Question,
    sieve: Sieve<'q>,
    participants: Vec<EntityNo>,
    concerns: Vec<EntityNo>,
    places: Vec<EntityNo>,
    /// The codes, each with all below it.
    cameo: Vec<Range<Cameo>>,
    /// Day and id of the last event that was shown.
    after: Option<(Day, String)>,
}

impl<'g: 'q, 'q> Wanted<'g, 'q> {
    fn new(graph: &'g Graph, question: &'q Question) -> Self {
        let number = |it| graph.entity_no(it).unwrap_or(EntityNo::GONE);
        Wanted {
            graph,
            question,
            sieve: Sieve::new(graph, &question.filter),
            participants: question.participants.iter().map(number).collect(),
            concerns: question.concerns.iter().map(number).collect(),
            places: question.places.iter().map(number).collect(),
            cameo: question.cameo.iter().map(|it| it.below()).collect(),
            after: question
                .page
                .after
                .as_ref()
                .and_then(|key| Some((Day::parse(key.first()?), key.get(1)?.clone()))),
        }
    }

    /// The events in the window without those that the pages before have shown.
    fn scan(&self, of: EntityNo) -> Scan<'g> {
        let window = self.sieve.window();
        match &self.after {
            None => self.graph.scan(of, window),
            Some(after) if self.question.newest => {
                self.graph.scan(of, Window { to: window.to.min(after.0), ..window })
            }
            Some(after) => self.graph.scan(of, window).not_before(after.0),
        }
    }

    fn page<'e>(
        &self,
        scan: impl Iterator<Item = &'e Entry>,
        budget: &mut Budget,
    ) -> List<EventNo> {
        let (mut found, mut seen, mut more): (Vec<EventNo>, Option<EventNo>, bool) =
            Default::default();
        for entry in scan.filter(|it| self.is_left(it)) {
            if !budget.spend(1) {
                break;
            }
            if self.passes(entry) {
                if found.len() == self.question.page.limit {
                    more = true;
                    break;
                }
                found.push(entry.event);
            }
            seen = Some(entry.event);
        }
        let last =
            if budget.cut().is_some() { seen } else { found.last().copied().filter(|_| more) };
        let graph = self.graph;
        let key = |it: EventNo| graph.record(it).map(|it| key(&it));
        let next = last.and_then(key).map(|key| Cursor {
            generation: graph.generation(),
            order: self.question.order().to_owned(),
            key,
        });
        List { items: found, next, truncated: None, generation: graph.generation() }
    }

    /// Whether no page before has come as far.
    fn is_left(&self, entry: &Entry) -> bool {
        let Some((day, id)) = &self.after else { return true };
        let by_id = || self.graph.event_id(entry.event).map(|it| it.as_str().cmp(id.as_str()));
        let order = match entry.day().cmp(day) {
            Ordering::Equal => by_id().unwrap_or(Ordering::Less),
            order @ (Ordering::Less | Ordering::Greater) => order,
        };
        if self.question.newest { order.is_lt() } else { order.is_gt() }
    }

    fn passes(&self, entry: &Entry) -> bool {
        let question = self.question;
        let cameo = entry.cameo();
        (question.types.is_empty() || question.types.contains(&entry.kind))
            && (question.cameo.is_empty() || self.cameo.iter().any(|it| it.contains(&cameo)))
            && (!question.direct || self.participants.is_empty() || entry.names_itself())
            && self.sieve.admits_entry(entry)
            && (self.names_nothing()
                || self.graph.fact(entry.event).is_some_and(|it| self.names_all(it)))
    }

    fn names_nothing(&self) -> bool {
        let question = self.question;
        question.statuses.is_empty()
            && question.modes.is_empty()
            && self.participants.is_empty()
            && self.concerns.is_empty()
            && self.places.is_empty()
    }

    fn names_all(&self, fact: &Fact) -> bool {
        let question = self.question;
        let direct = question.direct;
        let takes_part = |it: &EntityNo| {
            let stands = |part: &Part| part.entity == *it || (!direct && part.on_behalf_of == *it);
            fact.parts().iter().any(stands)
        };
        let concern = |it: &EntityId| fact.told().is_some_and(|event| event.concerns.contains(it));
        let is_mode = |mode: Option<&str>| {
            mode.is_some_and(|mode| question.modes.iter().any(|it| it == mode))
        };
        (question.statuses.is_empty() || question.statuses.contains(&fact.status))
            && (question.modes.is_empty() || is_mode(fact.mode()))
            && self.participants.iter().all(takes_part)
            && question.concerns.iter().all(concern)
            && self
                .places
                .iter()
                .zip(&question.places)
                .all(|(number, id)| self.is_at(fact, *number, id))
    }

    fn is_at(&self, fact: &Fact, place: EntityNo, id: &EntityId) -> bool {
        let lies_in = |it: EntityNo| {
            it == place
                || self.graph.record_of(it).is_some_and(|it| it.country.as_ref() == Some(id))
        };
        self.graph.places_of(fact).into_iter().any(lies_in)
    }
}

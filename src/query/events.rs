//! Which events were there, in time order, by who, what, where and when. Meetings are the events of type CONSULT.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::code::Status;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::takes_part;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::names::earliest;

/// The name of the order that events are listed in.
pub const ORDER: &str = "events";

/// Of participants, countries and concerns all must be there; of types, modes and statuses one.
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub filter: Filter,
    /// Take part themselves or through one who acts on behalf of them; countries also.
    pub participants: Vec<EntityId>,
    pub concerns: Vec<EntityId>,
    /// A place, or a country that places lie in.
    pub places: Vec<EntityId>,
    pub types: Vec<EventType>,
    pub modes: Vec<String>,
    pub statuses: Vec<Status>,
    pub page: Page,
}

/// The events that pass, at most as many as the page holds.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> List<&'g EventRecord> {
    let named = question.participants.iter().chain(&question.concerns);
    let list = match named.min_by_key(|it| graph.events_of(it).count()) {
        Some(id) => select(graph, graph.events_of(id), question, budget),
        None => select(graph, graph.events(), question, budget),
    };
    list.cut_by(budget)
}

/// The page of those of `events`, which stand in time order, that pass.
pub fn select<'g>(
    graph: &'g Graph,
    events: impl Iterator<Item = &'g EventRecord>,
    question: &Question,
    budget: &mut Budget,
) -> List<&'g EventRecord> {
    let in_reach = events
        .take_while(|it| !question.filter.is_past(earliest(it)) && budget.spend(1))
        .filter(|it| passes(graph, question, it));
    List::page(in_reach, &question.page, (ORDER, graph.generation()), |it| key(it))
}

/// The sort key of an event: earliest day, then id; undated ones last.
pub fn key(event: &EventRecord) -> Vec<String> {
    vec![earliest(event).unwrap_or("~").to_owned(), event.id.as_str().to_owned()]
}

fn passes(graph: &Graph, question: &Question, event: &EventRecord) -> bool {
    let mode = || event.mode.as_ref().is_some_and(|it| question.modes.contains(it));
    (question.types.is_empty() || question.types.contains(&event.kind))
        && (question.statuses.is_empty() || question.statuses.contains(&event.status))
        && (question.modes.is_empty() || mode())
        && question.participants.iter().all(|it| takes_part(event, it))
        && question.concerns.iter().all(|it| event.concerns.contains(it))
        && question.places.iter().all(|it| is_at(graph, event, it))
        && question.filter.admits(graph, event)
}

fn is_at(graph: &Graph, event: &EventRecord, place: &EntityId) -> bool {
    let lies_in =
        |it: &EntityId| graph.entity(it).is_some_and(|it| it.country.as_ref() == Some(place));
    event.places.iter().any(|it| it == place || lies_in(it))
}

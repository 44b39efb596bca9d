//! Who was in the same place on the same days without a reported meeting.

use crate::graph::EntityNo;
use crate::graph::EventNo;
use crate::graph::Graph;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::model::code::is_remote;
use crate::model::day::Day;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::names::known;
use crate::query::sieve::Sieve;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of the order: first day, then place, then events.
pub const ORDER: &str = "copresence";
/// An event whose days are known no better than this tells nobody's whereabouts.
const LONGEST: i32 = 14;

#[derive(Debug, Clone)]
pub struct Question {
    pub a: EntityId,
    pub b: EntityId,
    pub filter: Filter,
    pub page: Page,
}

/// A place, the days that both may have been there, and the events that say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Copresence<'g> {
    pub place: &'g EntityId,
    pub from: Day,
    pub to: Day,
    pub a: Cow<'g, EventRecord>,
    pub b: Cow<'g, EventRecord>,
}

/// The same before its events are shown.
struct Row<'g> {
    place: &'g EntityId,
    from: Day,
    to: Day,
    events: [EventNo; 2],
}

/// Nothing when the graph does not know one of the two.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> Option<List<Copresence<'g>>> {
    let number = |it| known(graph, it).map(|it| graph.entity_no(it).unwrap_or(EntityNo::GONE));
    let (a, b) = (number(&question.a)?, number(&question.b)?);
    let sieve = Sieve::new(graph, &question.filter);
    let stays_of_a = stays(graph, a, &sieve, budget);
    let mut by_place: BTreeMap<EntityNo, Vec<Stay>> = BTreeMap::new();
    for stay in stays(graph, b, &sieve, budget) {
        by_place.entry(stay.place).or_default().push(stay);
    }
    let meetings = meetings(graph, a, b, budget);
    let shared = stays_of_a.iter().map(|it| it.event);
    let shared = shared.filter_map(|it| graph.fact(it)).filter(|it| it.takes_part(b));
    let meetings: Vec<&Fact> = shared.chain(meetings).collect();
    let mut rows = Vec::new();
    for stay in &stays_of_a {
        let Some(place) = graph.id_of(stay.place) else { continue };
        for other in by_place.get(&stay.place).into_iter().flatten() {
            if !budget.spend(1) {
                break;
            }
            let (from, to) = (stay.from.max(other.from), stay.to.min(other.to));
            if from <= to && !meetings.iter().any(|it| it.is_dated() && it.overlaps(from, to)) {
                rows.push(Row { place, from, to, events: [stay.event, other.event] });
            }
        }
    }
    let order = (ORDER, graph.generation());
    let list = List::ranked(rows, &question.page, order, |it| key(graph, it)).cut_by(budget);
    Some(list.filter_map(|it| it.shown(graph)))
}

fn meetings<'g>(graph: &'g Graph, a: EntityNo, b: EntityNo, budget: &mut Budget) -> Vec<&'g Fact> {
    let rarer = if graph.uses(a) <= graph.uses(b) { a } else { b };
    let entries = graph.scan(rarer, Window::ALL).take_while(|_| budget.spend(1));
    let facts = entries.filter(|it| it.met()).filter_map(|it| graph.fact(it.event));
    facts.filter(|it| it.takes_part(a) && it.takes_part(b)).collect()
}

/// An entity in a place over some days.
struct Stay {
    place: EntityNo,
    from: Day,
    to: Day,
    event: EventNo,
}

fn stays(graph: &Graph, id: EntityNo, sieve: &Sieve<'_>, budget: &mut Budget) -> Vec<Stay> {
    let entries = graph.scan(id, sieve.window()).take_while(|_| budget.spend(1));
    let there = entries.filter(|it| it.takes_part() && it.took_place() && sieve.admits_entry(it));
    let mut stays = Vec::new();
    for event in there.map(|it| it.event) {
        let Some(fact) = graph.fact(event) else { continue };
        let (from, to) = (fact.first, fact.end());
        let is_remote = fact.mode().is_some_and(is_remote);
        if !is_remote && length(from, to).is_some_and(|days| days <= LONGEST) {
            let places = graph.places_of(fact).into_iter();
            stays.extend(places.map(|place| Stay { place, from, to, event }));
        }
    }
    stays
}

fn length(from: Day, to: Day) -> Option<i32> {
    let (from, to): (Date, Date) = (from.text()?.parse().ok()?, to.text()?.parse().ok()?);
    from.until(to).ok().map(|it| it.get_days())
}

impl<'g> Row<'g> {
    fn shown(self, graph: &'g Graph) -> Option<Copresence<'g>> {
        let [a, b] = self.events.map(|it| graph.record(it));
        Some(Copresence { place: self.place, from: self.from, to: self.to, a: a?, b: b? })
    }
}

fn key(graph: &Graph, row: &Row<'_>) -> Vec<String> {
    let id = |it| graph.event_id(it).map(|it| it.to_string()).unwrap_or_default();
    let [a, b] = row.events.map(id);
    vec![row.from.to_string(), row.place.to_string(), a, b]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::query::sample::Meeting;
    use proptest::prelude::*;

    /// First day, place, and the numbers of the two events.
    type Row = (u8, usize, usize, usize);

    fn by_definition(meetings: &[Meeting], filter: &Filter) -> Vec<Row> {
        let of = |who: &'static str| {
            let all = meetings.iter().enumerate();
            all.filter(move |(_, it)| it.passes(filter) && it.who.contains(&who))
        };
        let took_place = |it: &&Meeting| it.passes(&Filter::default());
        let mut rows = Vec::new();
        for ((i, a), (j, b)) in of("person:a").flat_map(|a| of("person:b").map(move |b| (a, b))) {
            let (Some((a1, a2)), Some((b1, b2))) = (a.days, b.days) else { continue };
            let (first, last) = (a1.max(b1), a2.min(b2));
            let met = meetings.iter().filter(took_place).any(|it| {
                // Nobody knows that an undated meeting was not then.
                let then = it.days.is_some_and(|(from, to)| from <= last && to >= first);
                it.is_of("person:a", "person:b") && then
            });
            if a.place == b.place && first <= last && !met {
                rows.push((first, a.place, i, j));
            }
        }
        rows.sort_unstable();
        rows
    }

    proptest! {
        #[test]
        fn are_those_of_the_definition(
            meetings in sample::meetings(), filter in sample::filters(), limit in 1..4_usize,
        ) {
            let graph = sample::graph(&meetings);
            let [a, b] = ["person:a", "person:b"].map(EntityId::new);
            let number = |text: &str| text.rsplit([':', '-']).next().unwrap().parse::<usize>().unwrap();
            let found: Vec<Row> = sample::pages(
                limit,
                |page, budget| {
                    let question = Question { a: a.clone(), b: b.clone(), filter: filter.clone(), page };
                    match ask(&graph, &question, budget) {
                        Some(list) => list,
                        None => List { items: Vec::new(), next: None, truncated: None, generation: 0 },
                    }
                },
                |it| {
                    let day = u8::try_from(number(&it.from.to_string())).unwrap();
                    (day, number(it.place.as_str()), number(it.a.id.as_str()), number(it.b.id.as_str()))
                },
            );
            prop_assert_eq!(found, by_definition(&meetings, &filter));
        }
    }
}

//! Who was in the same place on the same days without a reported meeting.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::counterpart::takes_part;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::names::earliest;
use crate::query::names::known;
use crate::query::names::latest;
use crate::query::names::met;
use crate::query::names::took_place;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The name of the order: first day, then place, then events.
pub const ORDER: &str = "copresence";
/// An event whose days are known no better than this tells nobody's whereabouts.
const LONGEST: i32 = 14;
/// Modes in which nobody goes anywhere.
const REMOTE: &[&str] = &["phone_call", "video_call", "letter"];

#[derive(Debug, Clone)]
pub struct Question {
    pub a: EntityId,
    pub b: EntityId,
    pub filter: Filter,
    pub page: Page,
}

/// A place, the days that both may have been there, and the events that say so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copresence<'g> {
    pub place: &'g EntityId,
    pub from: &'g str,
    pub to: &'g str,
    pub a: &'g EventRecord,
    pub b: &'g EventRecord,
}

/// Nothing when the graph does not know one of the two.
pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> Option<List<Copresence<'g>>> {
    let (a, b) = (known(graph, &question.a)?, known(graph, &question.b)?);
    let stays_of_a = stays(graph, a, &question.filter, budget);
    let mut by_place: BTreeMap<&EntityId, Vec<Stay>> = BTreeMap::new();
    for stay in stays(graph, b, &question.filter, budget) {
        by_place.entry(stay.place).or_default().push(stay);
    }
    let meetings: Vec<&EventRecord> = stays_of_a
        .iter()
        .map(|it| it.event)
        .chain(graph.events_of(a).filter(|it| met(it)))
        .filter(|it| takes_part(it, b))
        .collect();
    let mut rows = Vec::new();
    for stay in &stays_of_a {
        for other in by_place.get(stay.place).into_iter().flatten() {
            if !budget.spend(1) {
                break;
            }
            let (from, to) = (stay.from.max(other.from), stay.to.min(other.to));
            let met = || meetings.iter().any(|it| overlap(it, from, to));
            if from <= to && !met() {
                rows.push(Copresence {
                    place: stay.place,
                    from,
                    to,
                    a: stay.event,
                    b: other.event,
                });
            }
        }
    }
    let order = (ORDER, graph.generation());
    Some(List::ranked(rows, &question.page, order, key).cut_by(budget))
}

/// An entity in a place over some days.
struct Stay<'g> {
    place: &'g EntityId,
    from: &'g str,
    to: &'g str,
    event: &'g EventRecord,
}

fn stays<'g>(
    graph: &'g Graph,
    id: &'g EntityId,
    filter: &Filter,
    budget: &mut Budget,
) -> Vec<Stay<'g>> {
    let events = graph
        .events_of(id)
        .take_while(|it| !filter.is_past(earliest(it)) && budget.spend(1))
        .filter(|it| took_place(it) && takes_part(it, id) && filter.admits(graph, it))
        .filter(|it| !it.mode.as_deref().is_some_and(|mode| REMOTE.contains(&mode)));
    let mut stays = Vec::new();
    for event in events {
        let (Some(from), Some(to)) = (earliest(event), latest(event)) else { continue };
        if length(from, to).is_some_and(|days| days <= LONGEST) {
            stays.extend(event.places.iter().map(|place| Stay { place, from, to, event }));
        }
    }
    stays
}

fn length(from: &str, to: &str) -> Option<i32> {
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    from.until(to).ok().map(|it| it.get_days())
}

fn overlap(event: &EventRecord, from: &str, to: &str) -> bool {
    event.time.as_ref().is_some_and(|it| it.overlaps(Some(from), Some(to)))
}

fn key(row: &Copresence) -> Vec<String> {
    let ids = [row.place.as_str(), row.a.id.as_str(), row.b.id.as_str()];
    [row.from].into_iter().chain(ids).map(str::to_owned).collect()
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
                    let day = u8::try_from(number(it.from)).unwrap();
                    (day, number(it.place.as_str()), number(it.a.id.as_str()), number(it.b.id.as_str()))
                },
            );
            prop_assert_eq!(found, by_definition(&meetings, &filter));
        }
    }
}

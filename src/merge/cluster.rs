//! Which tellings belong together. Tellings that are linked, directly or through others, by being the same are parted
//! into happenings all at once: the best fitting pairs first, and never two that conflict into one. The parts are a
//! function of the set of tellings, so that the order in which articles come does not matter.

use crate::graph::Graph;
use crate::merge::same;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::delta::Telling;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// Most tellings that are parted together; a larger tangle is parted as far as it was seen.
const MOST_TELLINGS: usize = 400;

/// The events that have a telling linked to one of `from`, directly or through others.
pub fn linked<'a>(
    graph: &'a Graph,
    from: &[Arc<Telling>],
) -> BTreeMap<&'a EventId, &'a EventRecord> {
    let mut linked = BTreeMap::new();
    let mut queue: VecDeque<Arc<Telling>> = from.iter().cloned().collect();
    let mut seen = queue.len();
    while let Some(telling) = queue.pop_front() {
        for event in candidates(graph, &telling) {
            let is_same = || event.tellings.iter().any(|it| same::is_same(it, &telling));
            if seen < MOST_TELLINGS && !linked.contains_key(&event.id) && is_same() {
                linked.insert(&event.id, event);
                queue.extend(event.tellings.iter().cloned());
                seen += event.tellings.len();
            }
        }
    }
    linked
}

/// Events that could be the same by time and by one of those who took part. Since two must be the same, the one
/// with the most events need not be looked at.
fn candidates<'a>(graph: &'a Graph, telling: &Telling) -> Vec<&'a EventRecord> {
    let mut found: Vec<&EventRecord> = Vec::new();
    if let Some((from, to)) = window(telling) {
        let of = |id: &EntityId| graph.events_of_from(id, &from, &to).collect::<Vec<_>>();
        let mut sides: Vec<Vec<&EventRecord>> = Vec::new();
        for participant in &telling.event.participants {
            let mut side = of(&participant.entity);
            side.extend(participant.on_behalf_of.iter().flat_map(of));
            sides.push(side);
        }
        sides.sort_by_key(Vec::len);
        sides.pop();
        found.extend(sides.into_iter().flatten());
    }
    let agreements = telling.event.concerns.iter().filter(|it| it.kind() == Some(Kind::Agreement));
    found.extend(agreements.flat_map(|it| graph.events_of(it)));
    found.retain(|it| it.kind == telling.event.kind);
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// The days on which an event begins that has a telling of a time like this one: that telling may be a month off,
/// and the finest of the event another month.
fn window(telling: &Telling) -> Option<(String, String)> {
    let time = telling.event.time.as_ref()?;
    let earliest: Date = time.earliest.as_deref()?.parse().ok()?;
    let latest = time.latest.as_deref().and_then(|it| it.parse().ok()).unwrap_or(earliest);
    let from = earliest.saturating_sub((2 * same::MOST_DAYS).days());
    let to = latest.saturating_add(same::MOST_DAYS.days());
    Some((from.to_string(), to.to_string()))
}

/// Parts tellings into happenings; in article order, and so the tellings in each.
pub fn part(mut tellings: Vec<Arc<Telling>>) -> Vec<Vec<Arc<Telling>>> {
    tellings.sort_by(|a, b| (&a.article, a.ordinal).cmp(&(&b.article, b.ordinal)));
    let mut pairs = Vec::new();
    for (i, a) in tellings.iter().enumerate() {
        for (j, b) in tellings.iter().enumerate().skip(i + 1) {
            if same::is_same(a, b) {
                pairs.push((Reverse(same::fit(a, b)), i, j));
            }
        }
    }
    pairs.sort();
    let mut parts: Vec<Vec<usize>> = (0..tellings.len()).map(|i| vec![i]).collect();
    let mut part_of: Vec<usize> = (0..tellings.len()).collect();
    for (_, i, j) in pairs {
        let (Some(&a), Some(&b)) = (part_of.get(i), part_of.get(j)) else { continue };
        let (Some(left), Some(right)) = (parts.get(a), parts.get(b)) else { continue };
        if a == b || conflicts(&tellings, left, right) {
            continue;
        }
        let (kept, gone) = (a.min(b), a.max(b));
        let moved = parts.get_mut(gone).map(std::mem::take).unwrap_or_default();
        for member in &moved {
            if let Some(place) = part_of.get_mut(*member) {
                *place = kept;
            }
        }
        if let Some(part) = parts.get_mut(kept) {
            part.extend(moved);
            part.sort_unstable();
        }
    }
    let members =
        |part: Vec<usize>| part.iter().filter_map(|it| tellings.get(*it).cloned()).collect();
    parts.into_iter().filter(|it| !it.is_empty()).map(members).collect()
}

fn conflicts(tellings: &[Arc<Telling>], left: &[usize], right: &[usize]) -> bool {
    let at = |i: &usize| tellings.get(*i);
    left.iter().filter_map(at).any(|a| right.iter().filter_map(at).any(|b| same::conflict(a, b)))
}

//! A graph made anew from all articles takes the place of the one before: its events keep leading where the old ids lead.

use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::model::delta::Redirect;
use crate::model::id::EventId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Where events of the old graph, and what led to them, are in the new one.
pub fn redirects(old: &Graph, new: &Graph) -> Vec<Redirect> {
    let now = |id: &EventId| match new.event(id) {
        Some(_) => Some(id.clone()),
        None => new.redirect(id).cloned().or_else(|| likest(new, old.event(id)?)),
    };
    let gone = old.events().map(|it| (&it.id, &it.id));
    let led = old.redirects().map(|it| (&it.from, &it.to));
    let missing = gone.chain(led).filter(|(from, _)| new.event(from).is_none());
    let missing = missing.filter(|(from, _)| new.redirect(from).is_none());
    let mut redirects: Vec<Redirect> = missing
        .filter_map(|(from, to)| Some(Redirect { from: from.clone(), to: now(to)? }))
        .collect();
    redirects.sort();
    redirects
}

/// The event of the same kind that most of the same articles tell, with most of those who took part.
fn likest(new: &Graph, event: &EventRecord) -> Option<EventId> {
    let mut articles: BTreeMap<&EventId, usize> = BTreeMap::new();
    for telling in &event.tellings {
        for told in new.events_told_by(&telling.article).filter(|it| it.kind == event.kind) {
            *articles.entry(&told.id).or_default() += 1;
        }
    }
    let shared = |id: &EventId| {
        let others = new.event(id).map_or(&[][..], |it| &it.participants);
        let took_part = event.participants.iter();
        took_part.filter(|it| others.iter().any(|other| other.entity == it.entity)).count()
    };
    let ranked = articles.into_iter().map(|(id, count)| (Reverse(shared(id)), Reverse(count), id));
    let best = ranked.min()?;
    (best.0.0 > 0).then(|| best.2.clone())
}

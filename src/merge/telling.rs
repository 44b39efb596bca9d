//! The events of a reading as tellings.

use crate::model::article::Article;
use crate::model::delta::Telling;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An id that stands twice gets a number behind it, so that each telling can be told from the others.
pub fn tellings(reading: &Reading) -> Vec<Arc<Telling>> {
    let mut ids: BTreeSet<EventId> = BTreeSet::new();
    let countries: BTreeMap<&EntityId, &EntityId> =
        reading.entities.iter().filter_map(|it| Some((&it.id, it.country.as_ref()?))).collect();
    let telling = |(ordinal, event): (usize, &Event)| {
        let mut event = event.clone();
        while !ids.insert(event.id.clone()) {
            event.id = EventId::new(format!("{}-{ordinal}", event.id));
        }
        event.evidence.sort();
        event.evidence.dedup();
        let mut place_countries: Vec<EntityId> =
            event.places.iter().filter_map(|it| countries.get(it).copied()).cloned().collect();
        place_countries.sort();
        place_countries.dedup();
        let article = reading.article.id.clone();
        Arc::new(Telling { article, ordinal, day: day(&reading.article), place_countries, event })
    };
    reading.events.iter().enumerate().map(telling).collect()
}

/// The day on which an article was published.
pub fn day(article: &Article) -> Option<String> {
    let day: String = article.published.as_deref()?.chars().take(10).collect();
    (day.len() == 10).then_some(day)
}

//! Meetings that are told without a time, by the days on which they were told.

use crate::graph::Graph;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use std::collections::BTreeSet;

impl Graph {
    /// The meetings without a time that name an entity as one who takes part, or whom one acts for, and of which an
    /// article of `from..=to` tells. One may come several times.
    pub fn undated_events_of<'a>(
        &'a self,
        id: &EntityId,
        from: &str,
        to: &str,
    ) -> impl Iterator<Item = &'a EventRecord> {
        let first = self.undated.iter_from(|it| (&it.0, it.1.as_str()).cmp(&(id, from)));
        let inside = first.take_while(move |it| it.0 == *id && it.1.as_str() <= to);
        inside.filter_map(|it| self.event(&it.2))
    }

    pub(crate) fn put_undated(&mut self, event: &EventRecord) {
        for entry in undated(event) {
            self.undated.insert(entry);
        }
    }

    pub(crate) fn drop_undated(&mut self, event: &EventRecord) {
        for entry in undated(event) {
            self.undated.remove(|it| it.cmp(&entry));
        }
    }
}

/// Under what a meeting is looked up that is told without a time.
fn undated(event: &EventRecord) -> Vec<(EntityId, String, EventId)> {
    if event.time.is_some() || event.kind != EventType::Consult {
        return Vec::new();
    }
    let who = event.participants.iter().flat_map(|it| [Some(&it.entity), it.on_behalf_of.as_ref()]);
    let days: BTreeSet<&String> = event.tellings.iter().filter_map(|it| it.day.as_ref()).collect();
    let entry = |who: &EntityId, day: &str| (who.clone(), day.to_owned(), event.id.clone());
    who.flatten().flat_map(|who| days.iter().map(move |day| entry(who, day))).collect()
}

//! Who faces whom in an event. A person faces persons; a country or organization faces countries and
//! organizations, itself or through those who act on behalf of it.

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::query::names::kind;
use std::collections::BTreeSet;

pub use crate::graph::contact::Level;

impl Level {
    /// The level on which an entity has its counterparts.
    pub fn of(graph: &Graph, id: &EntityId) -> Level {
        match kind(graph, id) {
            Kind::Country | Kind::Organization => Level::Bodies,
            Kind::Person | Kind::Place | Kind::Dispute | Kind::Agreement => Level::Persons,
        }
    }
}

/// Whether an entity takes part, itself or through one who acts on behalf of it.
pub fn takes_part(event: &EventRecord, id: &EntityId) -> bool {
    event.participants.iter().any(|it| stands_for(it, id))
}

/// Who acts in an event on a level, each once, in id order.
pub fn actors(event: &EventRecord, level: Level) -> BTreeSet<&EntityId> {
    match level {
        Level::Bodies => event.participants.iter().filter_map(body).collect(),
        Level::Persons => {
            let represented: BTreeSet<&EntityId> =
                event.participants.iter().filter_map(|it| it.on_behalf_of.as_ref()).collect();
            let entities = event.participants.iter().map(|it| &it.entity);
            entities.filter(|it| !represented.contains(it)).collect()
        }
    }
}

/// The counterparts of `subject` in an event that it takes part in, each once, in id order.
pub fn counterparts<'g>(
    event: &'g EventRecord,
    subject: &EntityId,
    level: Level,
) -> BTreeSet<&'g EntityId> {
    let own: BTreeSet<&EntityId> = event
        .participants
        .iter()
        .filter(|it| stands_for(it, subject))
        .flat_map(|it| it.on_behalf_of.iter().chain([&it.entity]))
        .collect();
    if own.is_empty() {
        return BTreeSet::new();
    }
    actors(event, level).into_iter().filter(|it| !own.contains(it)).collect()
}

fn stands_for(participant: &Participant, id: &EntityId) -> bool {
    participant.entity == *id || participant.on_behalf_of.as_ref() == Some(id)
}

/// The body that a participant is or acts for.
fn body(participant: &Participant) -> Option<&EntityId> {
    participant
        .on_behalf_of
        .as_ref()
        .or_else(|| is_body(&participant.entity).then_some(&participant.entity))
}

fn is_body(id: &EntityId) -> bool {
    matches!(id.kind(), Some(Kind::Country | Kind::Organization))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::event;

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
            let found = counterparts(&talks, &EntityId::new(subject), level);
            let found: Vec<&str> = found.into_iter().map(EntityId::as_str).collect();
            assert_eq!(found.join(" "), expected, "{subject} {level:?}");
        }
    }
}

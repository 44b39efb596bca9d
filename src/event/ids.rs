//! Event ids from content: day, countries, mode, and eight hex digits over sorted participants and type.

use crate::model::code::EventType;
use crate::model::hash;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use std::collections::BTreeSet;

/// More countries than these do not make an id more readable.
const COUNTRIES: usize = 4;

pub fn event_id(
    kind: EventType,
    mode: Option<&str>,
    time: Option<&Time>,
    participants: &[Participant],
) -> EventId {
    let ids: BTreeSet<&str> = participants.iter().map(|it| it.entity.as_str()).collect();
    let content = ids.iter().fold(kind.as_str().to_owned(), |all, id| all + "\n" + id);
    let what = mode.map_or_else(|| kind.as_str().to_lowercase(), |it| it.replace('_', "-"));
    let mut parts = vec![day(time)];
    parts.extend(countries(participants).into_iter().take(COUNTRIES));
    parts.push(what);
    parts.push(hash::hex(content.as_bytes(), 8));
    EventId::new(format!("event:{}", parts.join("-")))
}

/// The first day, or the year or month where the text is no finer.
fn day(time: Option<&Time>) -> String {
    let Some(time) = time else { return "undated".to_owned() };
    let plain = time.edtf.len() <= 10 && time.edtf.chars().all(|c| c.is_ascii_digit() || c == '-');
    if plain {
        return time.edtf.clone();
    }
    time.earliest.clone().or_else(|| time.latest.clone()).unwrap_or_else(|| "undated".to_owned())
}

fn countries(participants: &[Participant]) -> BTreeSet<String> {
    let country = |p: &Participant| -> Option<String> {
        let id: &EntityId = p.side();
        id.as_str().strip_prefix("country:").map(str::to_lowercase)
    };
    participants.iter().filter_map(country).collect()
}

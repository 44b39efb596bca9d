//! Meetings that are part of a visit: held by the visitor in the country of the visit, while it lasts.

use crate::entity::mention::Mentions;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::id::EntityId;
use crate::model::reading::Event;

/// Sets `part_of` of the meetings that fit one visit, and one only.
pub fn link(events: &mut [Event], mentions: &Mentions) {
    let visits: Vec<Event> = events.iter().filter(|it| is_visit(it)).cloned().collect();
    for event in events.iter_mut().filter(|it| it.kind == EventType::Consult) {
        let mut fitting = visits.iter().filter(|visit| belongs(event, visit, mentions));
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            event.part_of = Some(one.id.clone());
        }
    }
}

/// A visit to a country, not only to somebody.
fn is_visit(event: &Event) -> bool {
    let host = |kind: Kind| {
        event.participants.iter().any(|it| it.role == Role::Host && it.entity.kind() == Some(kind))
    };
    event.mode.as_deref() == Some("visit") && host(Kind::Country) && !host(Kind::Person)
}

fn belongs(event: &Event, visit: &Event, mentions: &Mentions) -> bool {
    let role = |role: Role, id: &EntityId| {
        visit.participants.iter().any(|it| it.role == role && it.entity == *id)
    };
    let there = |id: &EntityId| role(Role::Host, id);
    let face_to_face =
        !matches!(event.mode.as_deref(), Some("phone_call" | "video_call" | "letter"));
    let others = event.participants.iter().filter(|it| !role(Role::Visitor, &it.entity));
    let hosted = others.filter_map(|it| it.on_behalf_of.as_ref()).any(there);
    let country = |id: &EntityId| mentions.entity(id).and_then(|it| it.country.clone());
    let ground =
        event.places.iter().any(|it| there(it) || country(it).is_some_and(|it| there(&it)));
    let meanwhile = match (&event.time, &visit.time) {
        (Some(a), Some(b)) => a.overlaps(b.earliest.as_deref(), b.latest.as_deref()),
        _ => true,
    };
    event.id != visit.id
        && !is_visit(event)
        && event.status == visit.status
        && face_to_face
        && event.participants.iter().any(|it| role(Role::Visitor, &it.entity))
        && (ground || hosted && event.places.is_empty())
        && meanwhile
}

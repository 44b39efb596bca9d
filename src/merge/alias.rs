//! Entities that are taken for others: a reading with each of its ids replaced by the surviving one. What the store keeps
//! names them as they were read, so that a merge of entities can be undone.

use crate::graph::Graph;
use crate::model::code::Role;
use crate::model::id::EntityId;
use crate::model::reading::Event;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use std::borrow::Cow;

/// A reading as the graph takes it.
pub fn resolved<'r>(graph: &Graph, reading: &'r Reading) -> Cow<'r, Reading> {
    if graph.merges().next().is_none() {
        return Cow::Borrowed(reading);
    }
    let mut resolved = reading.clone();
    let mut renamed = false;
    rename(&mut resolved, &mut |id| {
        let survivor = graph.survivor(id);
        if survivor != id {
            *id = survivor.clone();
            renamed = true;
        }
    });
    if !renamed {
        return Cow::Borrowed(reading);
    }
    resolved.events.iter_mut().for_each(each_once);
    Cow::Owned(resolved)
}

/// Shows every id of an entity in a reading.
pub fn rename(reading: &mut Reading, put: &mut dyn FnMut(&mut EntityId)) {
    for entity in &mut reading.entities {
        put(&mut entity.id);
        entity.country.iter_mut().for_each(&mut *put);
        entity.offices.iter_mut().filter_map(|it| it.of.as_mut()).for_each(&mut *put);
    }
    for event in &mut reading.events {
        for participant in &mut event.participants {
            put(&mut participant.entity);
            participant.on_behalf_of.iter_mut().for_each(&mut *put);
        }
        let lists = [&mut event.places, &mut event.concerns, &mut event.said_by];
        lists.into_iter().flatten().for_each(&mut *put);
    }
    for dispute in &mut reading.disputes {
        put(&mut dispute.id);
        dispute.parties.iter_mut().for_each(&mut *put);
        dispute.claims.iter_mut().for_each(|it| put(&mut it.by));
    }
    for agreement in &mut reading.agreements {
        put(&mut agreement.id);
        agreement.parties.iter_mut().chain(&mut agreement.signatories).for_each(&mut *put);
    }
}

/// Two who are one take part once, in the role that says more.
fn each_once(event: &mut Event) {
    let mut participants: Vec<Participant> = Vec::new();
    for participant in event.participants.drain(..) {
        match participants.iter_mut().find(|it| it.entity == participant.entity) {
            Some(known) => {
                if known.role == Role::Participant {
                    known.role = participant.role;
                }
                known.on_behalf_of = known.on_behalf_of.take().or(participant.on_behalf_of);
            }
            None => participants.push(participant),
        }
    }
    event.participants = participants;
    for list in [&mut event.places, &mut event.concerns, &mut event.said_by] {
        let mut seen: Vec<EntityId> = Vec::new();
        list.retain(|it| {
            let new = !seen.contains(it);
            seen.extend(new.then(|| it.clone()));
            new
        });
    }
}

//! What one sentence leaves to the one before: who joins a meeting ("A took part as well"), and at whom a threat is
//! aimed.

use crate::event::draft::Draft;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use std::collections::BTreeSet;

/// How many sentences back the meeting may stand.
const REACH: usize = 2;

/// Gives an act without addressee the one of the act that the same doer did in the sentence before: "A is opposed to B's
/// plans. A warned that it would retaliate."
pub fn address(drafts: &mut [Draft<'_>]) {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get(at).filter(|it| needs_addressee(it)) else { continue };
        let doers = sides(draft, Role::Actor);
        let same = |it: &&Draft<'_>| {
            it.sentence + 1 == draft.sentence
                && sides(it, Role::Actor) == doers
                && matches!(
                    it.rule.kind,
                    EventType::Reject
                        | EventType::Accuse
                        | EventType::Threaten
                        | EventType::Request
                )
        };
        let before = drafts.iter().rev().find(same).into_iter();
        let found: Vec<Participant> = before
            .flat_map(|it| &it.participants)
            .filter(|it| it.role == Role::Recipient)
            .cloned()
            .collect();
        if let Some(draft) = drafts.get_mut(at) {
            draft.participants.extend(found);
        }
    }
}

fn needs_addressee(draft: &Draft<'_>) -> bool {
    let hostile =
        matches!(draft.rule.kind, EventType::Reject | EventType::Accuse | EventType::Threaten);
    hostile && draft.rule.min == 1 && draft.participants.iter().all(|it| it.role == Role::Actor)
}

fn sides(draft: &Draft<'_>, role: Role) -> BTreeSet<EntityId> {
    let of = draft.participants.iter().filter(|it| it.role == role);
    of.map(|it| it.side().clone()).collect()
}

/// Gives the drafts that join the people, time and place of the meeting before them; without one they go.
pub fn join(drafts: Vec<Draft<'_>>) -> Vec<Draft<'_>> {
    let mut out: Vec<Draft<'_>> = Vec::new();
    for mut draft in drafts {
        if !draft.rule.joins {
            out.push(draft);
            continue;
        }
        let meeting = |it: &&Draft<'_>| {
            it.rule.kind == EventType::Consult
                && it.sentence + REACH >= draft.sentence
                && it.sentence < draft.sentence
                && matches!(it.status, Some(Status::Held | Status::Ongoing | Status::Planned))
        };
        let Some(before) = out.iter().rev().find(meeting) else { continue };
        let known = before
            .participants
            .iter()
            .filter(|it| draft.participants.iter().all(|new| new.entity != it.entity));
        let all = known
            .cloned()
            .collect::<Vec<_>>()
            .into_iter()
            .chain(draft.participants.clone())
            .collect();
        draft.participants = all;
        draft.time = before.time.clone();
        draft.places.clone_from(&before.places);
        draft.status = before.status;
        draft.rule = before.rule;
        out.push(draft);
    }
    out
}

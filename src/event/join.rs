//! Who joins a meeting that was told before: "A took part as well", "B joined the talks as an observer".

use crate::event::draft::Draft;
use crate::model::code::EventType;
use crate::model::code::Status;

/// How many sentences back the meeting may stand.
const REACH: usize = 2;

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

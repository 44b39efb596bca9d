//! Whom a demand is meant for that names nobody but the matter: who says what the settlement of a dispute takes says it
//! to the other party.

use crate::event::context::Context;
use crate::event::dispute_finder::DisputeMention;
use crate::event::draft::Draft;
use crate::event::tree;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::id::EntityId;
use crate::model::reading::Dispute;
use crate::model::reading::Participant;

/// Adds the other party to the drafts of rules that ask for it; those go for which there is none.
pub fn address<'r>(
    ctx: Context<'_>,
    drafts: Vec<Draft<'r>>,
    mentions: &[DisputeMention],
    disputes: &[Dispute],
) -> Vec<Draft<'r>> {
    let mut out = Vec::new();
    for mut draft in drafts {
        if draft.rule.counterparty && draft.participants.iter().all(|it| it.role == Role::Actor) {
            let Some(other) = other_party(ctx, &draft, mentions, disputes) else { continue };
            draft.participants.push(Participant {
                entity: other,
                role: Role::Recipient,
                on_behalf_of: None,
            });
        }
        out.push(draft);
    }
    out
}

fn other_party(
    ctx: Context<'_>,
    draft: &Draft<'_>,
    mentions: &[DisputeMention],
    disputes: &[Dispute],
) -> Option<EntityId> {
    let s = ctx.sentence(draft.sentence)?;
    let own = draft.participants.first()?.side();
    let about = |it: &&DisputeMention| {
        it.sentence == draft.sentence && tree::is_under(s, it.last, draft.hold.trigger)
    };
    let parties = mentions.iter().filter(about).find_map(|mention| {
        let dispute = disputes.iter().find(|it| it.id == mention.dispute)?;
        dispute.parties.contains(own).then_some(&dispute.parties)
    })?;
    let others: Vec<&EntityId> = parties.iter().filter(|it| *it != own).collect();
    match others.as_slice() {
        [one] => Some((*one).clone()),
        several => last_named(ctx, draft.sentence, several),
    }
}

/// Of several the one that the text named last before the end of the sentence.
fn last_named(ctx: Context<'_>, sentence: usize, of: &[&EntityId]) -> Option<EntityId> {
    (0..=sentence).rev().find_map(|number| {
        let length = ctx.sentence(number)?.tokens.len();
        (0..length).rev().find_map(|at| {
            let mention = ctx.mentions.at(number, at)?;
            let sides = ctx.entities(mention).into_iter().filter_map(|it| {
                if it.kind == Kind::Country { Some(&it.id) } else { it.country.as_ref() }
            });
            sides.into_iter().find(|it| of.contains(it)).cloned()
        })
    })
}

//! One happening for one chain of governing words: what somebody demands, threatens with or is accused of has not
//! happened by that, so that an act told in the completing clause of another act adds no event of its own; and a
//! meeting that is agreed on, asked for or refused is told by its own status.

use crate::event::context::Context;
use crate::event::draft::Draft;
use crate::event::tree;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::reading::Participant;
use crate::text::deprel::Deprel;
use crate::text::parsed::Sentence;

/// The drafts of one sentence without those that another one speaks for.
pub fn absorb<'r>(ctx: Context<'_>, number: usize, drafts: Vec<Draft<'r>>) -> Vec<Draft<'r>> {
    let Some(s) = ctx.sentence(number) else { return drafts };
    // A demand that was refused or denied was not made.
    let made = |it: &Draft<'_>| {
        !is_word(it.rule.kind)
            || is_meeting(it)
            || !it.rule.particles.is_empty()
            || !matches!(it.status, Some(Status::Refused | Status::Denied))
    };
    let drafts: Vec<Draft<'r>> = drafts.into_iter().filter(made).collect();
    let mut gone = vec![false; drafts.len()];
    for (i, outer) in drafts.iter().enumerate() {
        for (j, inner) in drafts.iter().enumerate() {
            if i == j || !completes(s, inner.hold.trigger, outer) {
                continue;
            }
            match (is_meeting(outer), is_meeting(inner)) {
                (false, false) if is_word(outer.rule.kind) && !answers(outer, inner) => {
                    mark(&mut gone, j)
                }
                (true, false) if outer.rule.agreement.is_some() => mark(&mut gone, j),
                (false, true)
                    if outer.rule.kind == EventType::Agree
                        && inner.rule.mode.as_deref() == Some("mediation") =>
                {
                    mark(&mut gone, j);
                }
                (false, true)
                    if is_offer(outer) && covers(&inner.participants, &outer.participants) =>
                {
                    mark(&mut gone, i);
                }
                _ => {}
            }
        }
    }
    drafts.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(it, _)| it).collect()
}

fn mark(gone: &mut [bool], at: usize) {
    if let Some(it) = gone.get_mut(at) {
        *it = true;
    }
}

fn is_meeting(draft: &Draft<'_>) -> bool {
    draft.rule.kind == EventType::Consult || draft.rule.agreement.is_some()
}

/// "dismissed A's claim that ...": the answer does not undo what it answers.
fn answers(outer: &Draft<'_>, inner: &Draft<'_>) -> bool {
    let doers = |it: &Draft<'_>| -> Vec<Participant> {
        it.participants.iter().filter(|p| p.role == Role::Actor).cloned().collect()
    };
    let said =
        matches!(inner.rule.kind, EventType::Accuse | EventType::Request | EventType::Threaten);
    outer.rule.kind == EventType::Reject && said && doers(outer) != doers(inner)
}

/// Acts that are done by words about other acts.
fn is_word(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Request
            | EventType::Accuse
            | EventType::Threaten
            | EventType::Agree
            | EventType::Concede
            | EventType::Reject
            | EventType::Support
            | EventType::Protest
            | EventType::Statement
    )
}

/// Words that do no more than give a meeting its status.
fn is_offer(draft: &Draft<'_>) -> bool {
    matches!(draft.rule.kind, EventType::Agree | EventType::Request | EventType::Reject)
}

fn covers(all: &[Participant], some: &[Participant]) -> bool {
    let sides = |it: &Participant| [Some(it.entity.clone()), it.on_behalf_of.clone()];
    let known: Vec<_> = all.iter().flat_map(sides).flatten().collect();
    some.iter().all(|it| sides(it).into_iter().flatten().any(|side| known.contains(&side)))
}

fn is_when(s: &Sentence, at: usize) -> bool {
    let temporal = |it: usize| {
        matches!(
            tree::lemma(s, it),
            "before" | "after" | "during" | "ahead" | "following" | "prior"
        )
    };
    // "ahead of" is an adverb and a preposition to the parser.
    s.children_by(at, "case").any(|it| temporal(it) || it > 0 && temporal(it - 1))
}

/// Whether a trigger stands in what completes another one: below it, but in no clause of its own right.
fn completes(s: &Sentence, inner: usize, outer: &Draft<'_>) -> bool {
    if outer.hold.noun == Some(inner) {
        return true;
    }
    let mut at = inner;
    for _ in 0..s.tokens.len() {
        let Some(up) = tree::head(s, at) else { return false };
        let label = tree::label(s, at);
        let passes = match label.base() {
            // "said ahead of his meeting": when it was said.
            "obl" => !is_when(s, at),
            "xcomp" | "ccomp" | "obj" | "nmod" | "iobj" | "compound" | "amod" | "appos" => true,
            "acl" => label != Deprel::AclRelcl,
            "advcl" => crate::event::slots::completing(s, up).contains(&at),
            "conj" => up != outer.hold.trigger,
            "nsubj" => up != outer.hold.trigger,
            _ => false,
        };
        if !passes {
            return false;
        }
        if up == outer.hold.trigger {
            return true;
        }
        at = up;
    }
    false
}

//! Who says so: the subjects of the speech verbs above a clause, innermost first, and "according to".

use crate::event::context::Context;
use crate::event::doer;
use crate::event::tree;
use crate::model::id::EntityId;
use crate::text::parsed::Sentence;

/// Lemmas of verbs that report what somebody says; kept as data by the caller.
#[derive(Debug, Clone, Default)]
pub struct SpeechVerbs(pub Vec<String>);

/// A chain longer than this is a misreading.
const CHAIN: usize = 4;

pub fn said_by(ctx: Context<'_>, number: usize, at: usize, verbs: &SpeechVerbs) -> Vec<EntityId> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let mut sayers: Vec<EntityId> = Vec::new();
    let mut here = at;
    for _ in 0..CHAIN * 4 {
        for token in reporters(s, here, verbs) {
            for entity in ctx.actors(number, token) {
                if !sayers.contains(&entity.id) {
                    sayers.push(entity.id.clone());
                }
            }
        }
        match tree::head(s, here) {
            Some(up) => here = up,
            None => break,
        }
    }
    sayers.truncate(CHAIN);
    sayers
}

/// Who reports the clause at `here`: the subject of the verb that it is the content of, an inserted "X said",
/// or an oblique of "according to".
fn reporters(s: &Sentence, here: usize, verbs: &SpeechVerbs) -> Vec<usize> {
    let is_speech = |it: usize| verbs.0.iter().any(|v| v == tree::lemma(s, it));
    let mut out = Vec::new();
    if matches!(tree::label(s, here).base(), "ccomp" | "parataxis" | "xcomp") {
        out.extend(
            tree::head(s, here)
                .filter(|it| is_speech(*it))
                .into_iter()
                .flat_map(|it| doer::subjects(s, it)),
        );
    }
    for inserted in s.children_by(here, "parataxis").filter(|it| is_speech(*it)) {
        out.extend(doer::subjects(s, inserted));
    }
    for source in s.children_by(here, "obl") {
        if tree::preposition(s, source) == "accord to"
            || tree::preposition(s, source) == "according to"
        {
            out.push(source);
        }
    }
    out
}

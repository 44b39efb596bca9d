//! Whether the words round a trigger are those that a rule asks for, and if not, why.

use crate::event::context::Context;
use crate::event::rules::ClauseForm;
use crate::event::rules::Rule;
use crate::event::slots;
use crate::event::slots::Hold;
use crate::event::slots::Slot;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::model::code::Status;
use crate::text::parsed::Sentence;

/// Takes hold of the trigger `at`, with the complement noun where the rule asks for one.
///
/// # Errors
/// What the rule asks for and the sentence lacks, in words.
pub fn take(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rule: &Rule,
    words: &StatusWords,
) -> Result<Hold, &'static str> {
    let s = ctx.sentence(number).ok_or("no such sentence")?;
    if !rule.modifiers.is_empty() && !has_modifier(s, at, &rule.modifiers) {
        return Err("lacks the modifier");
    }
    let particle = |c: usize| matches!(tree::label(s, c).as_str(), "compound:prt" | "advmod");
    let has_particle =
        |word: &String| s.children(at).any(|c| particle(c) && tree::lemma(s, c) == word);
    if !rule.particles.is_empty() && !rule.particles.iter().any(has_particle) {
        return Err("lacks the particle");
    }
    let hold = complement(ctx, number, at, rule).ok_or("lacks the complement")?;
    if has_modifier(s, hold.noun_or_trigger(), &rule.unless_modifiers) {
        return Err("has a modifier that rules it out");
    }
    let told = |wanted: &[Status]| {
        let of = |it: usize| words.of(s, it).is_some_and(|status| wanted.contains(&status));
        slots::completing(s, at).into_iter().any(of)
    };
    let formed = |form: ClauseForm| {
        let infinitive = form == ClauseForm::Infinitive;
        slots::completing(s, at).into_iter().any(|it| tree::is_infinitive(s, it) == infinitive)
    };
    if !(rule.content.is_empty() || told(&rule.content)) || !rule.form.is_none_or(formed) {
        return Err("its clause has another form or status");
    }
    if fits(ctx, number, at, rule) { Ok(hold) } else { Err("stands with other words") }
}

fn has_modifier(s: &Sentence, at: usize, words: &[String]) -> bool {
    let modifies = |c: usize| matches!(tree::label(s, c).base(), "amod" | "compound" | "nmod");
    s.children(at)
        .any(|c| modifies(c) && words.iter().any(|it| it.eq_ignore_ascii_case(tree::lemma(s, c))))
}

/// Whether what the rule asks of the words round its trigger holds: filled slots, the completing clause, and what must
/// not stand there.
fn fits(ctx: Context<'_>, number: usize, at: usize, rule: &Rule) -> bool {
    let Some(s) = ctx.sentence(number) else { return false };
    let hold = Hold { trigger: at, noun: None };
    let filled =
        |slot: &Slot| !slots::tokens(s, slot, hold, &|it| ctx.is_actor(number, it)).is_empty();
    let lemma_in = |it: usize, words: &[String]| {
        let lemma = tree::lemma(s, it).to_lowercase();
        words.contains(&lemma)
    };
    let governed = slots::completing(s, at);
    let unwanted = rule.complement_slots.iter().any(|slot| {
        !rule.unless_complement.is_empty()
            && slots::tokens(s, slot, hold, &|_| false)
                .into_iter()
                .any(|it| lemma_in(it, &rule.unless_complement))
    });
    rule.needs.iter().all(filled)
        && (rule.governs.is_empty() || governed.iter().any(|it| lemma_in(*it, &rule.governs)))
        && !governed.iter().any(|it| lemma_in(*it, &rule.unless_governs))
        && !unwanted
}

/// Takes hold of the trigger and, where the rule asks for one, its complement noun.
fn complement(ctx: Context<'_>, number: usize, at: usize, rule: &Rule) -> Option<Hold> {
    let s = ctx.sentence(number)?;
    if rule.complement.is_empty() {
        return Some(Hold { trigger: at, noun: None });
    }
    let hold = Hold { trigger: at, noun: None };
    rule.complement_slots.iter().find_map(|slot| {
        slots::tokens(s, slot, hold, &|it| ctx.is_actor(number, it))
            .into_iter()
            .flat_map(|it| tree::measured(s, it))
            .find(|it| {
                rule.complement.iter().any(|noun| *noun == tree::lemma(s, *it).to_lowercase())
            })
            .map(|noun| Hold { trigger: at, noun: Some(noun) })
    })
}

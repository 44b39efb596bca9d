//! Rules x sentence -> drafts: every trigger is tried with its rules; the first rule that binds enough wins.

use crate::event::bind;
use crate::event::bind::Spot;
use crate::event::context::Context;
use crate::event::draft;
use crate::event::draft::Draft;
use crate::event::draft::Leg;
use crate::event::hold;
use crate::event::rules::Rule;
use crate::event::rules::Rules;
use crate::event::slots::Hold;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::model::code::EventType;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;

/// All drafts of a sentence, in order of their triggers.
pub fn drafts<'r>(
    ctx: Context<'_>,
    number: usize,
    rules: &'r Rules,
    words: &StatusWords,
) -> Vec<Draft<'r>> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let mut out: Vec<Draft<'r>> = Vec::new();
    for at in 0..s.tokens.len() {
        let candidates = candidates(s, at, rules);
        if candidates.is_empty() {
            continue;
        }
        // A noun that a verb took as its complement tells another happening only if it is of another type.
        let taken: Vec<EventType> =
            out.iter().filter(|it| it.hold.noun == Some(at)).map(|it| it.rule.kind).collect();
        out.extend(readings(ctx, (number, at), &candidates, words, &taken));
    }
    if out.is_empty() {
        out.extend((0..s.tokens.len()).find_map(|at| one_sided(ctx, number, at, rules, words)));
    }
    out
}

/// An act upon something or somebody that is no actor ("seized a port"), where the sentence tells nothing else.
fn one_sided<'r>(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rules: &'r Rules,
    words: &StatusWords,
) -> Option<Draft<'r>> {
    let s = ctx.sentence(number)?;
    let candidates = candidates(s, at, rules).into_iter().filter(|it| draft::may_be_one_sided(it));
    let mut drafts = candidates.filter_map(|rule| {
        let hold = hold::take(ctx, number, at, rule, words).ok()?;
        draft::one_sided(spot(ctx, number, hold), rule, words)
    });
    drafts.next()
}

/// The rules that a token may trigger, the most specific first.
fn candidates<'r>(s: &Sentence, at: usize, rules: &'r Rules) -> Vec<&'r Rule> {
    let Some(token) = tree::token(s, at) else { return Vec::new() };
    let lemma = token.lemma.to_lowercase();
    let predicate =
        token.upos == Upos::Verb || token.upos == Upos::Adj && tree::heads_clause(s, at);
    if predicate {
        rules.by_predicate(&lemma).collect()
    } else if matches!(token.upos, Upos::Noun | Upos::Propn) {
        rules.by_noun(&lemma).collect()
    } else {
        Vec::new()
    }
}

/// A rule that was tried and did not hold, for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The trigger's token.
    pub at: usize,
    pub rule: String,
    pub why: &'static str,
}

/// The rules that were tried on a sentence and did not hold, by trigger.
pub fn refused(
    ctx: Context<'_>,
    number: usize,
    rules: &Rules,
    words: &StatusWords,
) -> Vec<Refused> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let mut out = Vec::new();
    for at in 0..s.tokens.len() {
        for rule in candidates(s, at, rules) {
            let tried = hold::take(ctx, number, at, rule, words)
                .and_then(|hold| draft::draft(spot(ctx, number, hold), rule, words, None));
            match tried {
                Ok(_) => break,
                Err(why) => out.push(Refused { at, rule: rule.id.clone(), why }),
            }
        }
    }
    out
}

/// The first rule that fits, and beside an act the first that fits for a meeting ("negotiated a truce").
fn readings<'r>(
    ctx: Context<'_>,
    (number, at): (usize, usize),
    rules: &[&'r Rule],
    words: &StatusWords,
    taken: &[EventType],
) -> Vec<Draft<'r>> {
    let mut out: Vec<Draft<'r>> = Vec::new();
    for rule in rules {
        let meeting = rule.kind == EventType::Consult;
        let wanted = match out.first() {
            None => {
                taken.is_empty()
                    || (meeting || is_answered(rule.kind, taken)) && !taken.contains(&rule.kind)
            }
            Some(first) => meeting && first.rule.kind != EventType::Consult,
        };
        if wanted {
            out.extend(try_rule(ctx, number, at, rule, words));
        }
        if out.iter().any(|it| it.rule.kind == EventType::Consult) {
            break;
        }
    }
    out
}

/// Who rejects an accusation or a demand tells that it was made.
fn is_answered(kind: EventType, taken: &[EventType]) -> bool {
    let said = matches!(kind, EventType::Accuse | EventType::Request | EventType::Threaten);
    said && taken == [EventType::Reject]
}

/// The drafts of one trigger by one rule: none, one, or one for each leg of a journey.
fn try_rule<'r>(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rule: &'r Rule,
    words: &StatusWords,
) -> Vec<Draft<'r>> {
    let Ok(hold) = hold::take(ctx, number, at, rule, words) else { return Vec::new() };
    let spot = spot(ctx, number, hold);
    let legs = bind::legs(spot, rule);
    let whole = || draft::draft(spot, rule, words, None).into_iter().collect();
    if legs.is_empty() {
        return whole();
    }
    let mut out: Vec<Draft<'r>> = Vec::new();
    for (i, leg) in legs.iter().enumerate() {
        let until = legs.get(i + 1).copied();
        out.extend(draft::draft(spot, rule, words, Some(Leg { token: *leg, until })));
    }
    if out.len() == legs.len() { out } else { whole() }
}

fn spot(ctx: Context<'_>, number: usize, hold: Hold) -> Spot<'_> {
    Spot { ctx, number, hold, leg: None }
}

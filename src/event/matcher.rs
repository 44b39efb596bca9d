//! Rules x sentence -> drafts: every trigger is tried with its rules; the first rule that binds enough wins.

use crate::event::agreements::Signing;
use crate::event::bind;
use crate::event::context::Context;
use crate::event::place;
use crate::event::rules::ClauseForm;
use crate::event::rules::Rule;
use crate::event::rules::Rules;
use crate::event::slots;
use crate::event::slots::Hold;
use crate::event::slots::Slot;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::event::when;
use crate::model::code::EventType;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::model::span::Span;
use crate::model::time::Time;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use std::collections::BTreeSet;

/// One happening as one sentence tells it, before the article's sentences are put together.
#[derive(Debug, Clone)]
pub struct Draft<'r> {
    pub rule: &'r Rule,
    pub sentence: usize,
    pub hold: Hold,
    pub span: Span,
    pub participants: Vec<Participant>,
    /// None if the sentence says that it did not happen.
    pub status: Option<Status>,
    pub time: Option<Time>,
    pub places: Vec<EntityId>,
    pub confidence: f64,
    /// What was signed, where the rule tells of a signing; filled in by `read`.
    pub signing: Option<Signing>,
}

/// All drafts of a sentence, in order of their triggers.
pub fn drafts<'r>(
    ctx: Context<'_>,
    number: usize,
    rules: &'r Rules,
    words: &StatusWords,
) -> Vec<Draft<'r>> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let mut out: Vec<Draft<'r>> = Vec::new();
    for (at, token) in s.tokens.iter().enumerate() {
        let lemma = token.lemma.to_lowercase();
        let predicate =
            token.upos == Upos::Verb || token.upos == Upos::Adj && tree::heads_clause(s, at);
        let candidates: Vec<&Rule> = if predicate {
            rules.by_predicate(&lemma).collect()
        } else if matches!(token.upos, Upos::Noun | Upos::Propn) {
            rules.by_noun(&lemma).collect()
        } else {
            continue;
        };
        // A noun that a verb took as its complement tells another happening only if it is of another type.
        let taken: Vec<EventType> =
            out.iter().filter(|it| it.hold.noun == Some(at)).map(|it| it.rule.kind).collect();
        out.extend(readings(ctx, number, at, &candidates, words, &taken));
    }
    out
}

/// The first rule that fits, and beside an act the first that fits for a meeting ("negotiated a truce").
fn readings<'r>(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rules: &[&'r Rule],
    words: &StatusWords,
    taken: &[EventType],
) -> Vec<Draft<'r>> {
    let mut out: Vec<Draft<'r>> = Vec::new();
    for rule in rules {
        let meeting = rule.kind == EventType::Consult;
        let wanted = match out.first() {
            None => taken.is_empty() || meeting && !taken.contains(&rule.kind),
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

/// The drafts of one trigger by one rule: none, one, or one for each leg of a journey.
fn try_rule<'r>(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rule: &'r Rule,
    words: &StatusWords,
) -> Vec<Draft<'r>> {
    let Some(hold) = take_hold(ctx, number, at, rule, words) else { return Vec::new() };
    let legs = bind::legs(ctx, number, hold, rule);
    let whole = || draft(ctx, number, hold, rule, words, None).into_iter().collect();
    if legs.is_empty() {
        return whole();
    }
    let mut out: Vec<Draft<'r>> = Vec::new();
    for (i, leg) in legs.iter().enumerate() {
        let until = legs.get(i + 1).copied();
        out.extend(draft(ctx, number, hold, rule, words, Some(Leg { token: *leg, until })));
    }
    if out.len() == legs.len() { out } else { whole() }
}

fn take_hold(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rule: &Rule,
    words: &StatusWords,
) -> Option<Hold> {
    let s = ctx.sentence(number)?;
    if !rule.modifiers.is_empty() && !has_modifier(s, at, &rule.modifiers) {
        return None;
    }
    let particle = |c: usize| matches!(tree::label(s, c).as_str(), "compound:prt" | "advmod");
    let has_particle =
        |word: &String| s.children(at).any(|c| particle(c) && tree::lemma(s, c) == word);
    if !rule.particles.is_empty() && !rule.particles.iter().any(has_particle) {
        return None;
    }
    let hold = complement(ctx, number, at, rule)?;
    let unwanted = has_modifier(s, hold.noun_or_trigger(), &rule.unless_modifiers);
    let told = |status: Status| {
        slots::completing(s, at).into_iter().any(|it| words.of(s, it) == Some(status))
    };
    let formed = |form: ClauseForm| {
        let infinitive = form == ClauseForm::Infinitive;
        slots::completing(s, at).into_iter().any(|it| tree::is_infinitive(s, it) == infinitive)
    };
    let content = rule.content.is_none_or(told) && rule.form.is_none_or(formed);
    let polar = !rule.negated || words.is_negated(s, at);
    (!unwanted && content && polar && fits(ctx, number, at, rule)).then_some(hold)
}

/// One destination of several, and the token of the next one.
#[derive(Debug, Clone, Copy)]
struct Leg {
    token: usize,
    until: Option<usize>,
}

fn draft<'r>(
    ctx: Context<'_>,
    number: usize,
    hold: Hold,
    rule: &'r Rule,
    words: &StatusWords,
    leg: Option<Leg>,
) -> Option<Draft<'r>> {
    let s = ctx.sentence(number)?;
    let bound = bind::bind(ctx, number, hold, rule, leg.map(|it| it.token))?;
    let distinct = bound.participants.iter().map(|it| &it.entity).collect::<BTreeSet<_>>().len();
    if distinct < rule.min {
        return None;
    }
    let told = words.of(s, hold.trigger).or(rule.negated.then_some(Status::Held));
    let told =
        if rule.negated && told == Some(Status::Refused) { Some(Status::Held) } else { told };
    let status = match (told, rule.status) {
        (Some(Status::Held), Some(fixed)) => Some(fixed),
        (other, _) => other,
    };
    let of_leg = leg.and_then(|it| when::between(ctx, number, it.token, it.until));
    let time =
        of_leg.or_else(|| when::time(ctx, number, hold.trigger, status.unwrap_or(Status::Held)));
    let status = if rule.kind == EventType::Consult && is_ahead(ctx, s, hold, time.as_ref()) {
        status.map(ahead)
    } else {
        status
    };
    let places = match leg {
        Some(it) => place::at(ctx, number, it.token),
        None => place::places(ctx, number, hold, &rule.place),
    };
    Some(Draft {
        rule,
        sentence: number,
        hold,
        span: span(s, hold, &bound.tokens),
        time,
        places,
        status,
        participants: bound.participants,
        confidence: rule.confidence,
        signing: None,
    })
}

/// A date behind the article's own, told without the past tense: a programme, a diary of days to come.
fn is_ahead(ctx: Context<'_>, s: &Sentence, hold: Hold, time: Option<&Time>) -> bool {
    let past = tree::token(s, hold.trigger).is_some_and(|it| it.feats.tense == Some(Tense::Past));
    let first = time.filter(|it| it.text.is_some()).and_then(|it| it.earliest.as_deref());
    !past
        && first
            .zip(ctx.article.reference_day().as_deref())
            .is_some_and(|(first, today)| first > today)
}

fn ahead(status: Status) -> Status {
    if status == Status::Held { Status::Planned } else { status }
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

/// From the first to the last word that the rule used, names with their titles and the clause with its particle,
/// time and place, so that the quote can be read by itself.
fn span(s: &Sentence, hold: Hold, tokens: &[usize]) -> Span {
    let mut used: Vec<usize> = tokens.iter().flat_map(|it| phrase(s, *it)).collect();
    used.push(hold.trigger);
    used.extend(hold.noun);
    let clause = ["aux", "compound:prt", "advmod", "obl"];
    let adjuncts = clause.iter().flat_map(|it| s.children_by(hold.trigger, it).collect::<Vec<_>>());
    used.extend(adjuncts.flat_map(|it| phrase(s, it)));
    let first = used.iter().min().copied().unwrap_or(hold.trigger);
    let last = used.iter().max().copied().unwrap_or(hold.trigger);
    s.span_of(first, last)
}

/// A nominal with its modifiers, but without the clauses and conjuncts that hang on it.
fn phrase(s: &Sentence, head: usize) -> Vec<usize> {
    const PARTS: &[&str] = &[
        "flat", "compound", "amod", "det", "nummod", "nmod", "appos", "case", "fixed", "goeswith",
        "advmod",
    ];
    let mut out = vec![head];
    let mut next = 0;
    while let Some(&at) = out.get(next) {
        out.extend(s.children(at).filter(|it| PARTS.contains(&tree::label(s, *it).base())));
        next += 1;
    }
    out
}

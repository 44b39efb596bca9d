//! Rules x sentence -> drafts: every trigger is tried with its rules; the first rule that binds enough wins.

use crate::entity::mention::Entity;
use crate::event::agreements::Signing;
use crate::event::context::Context;
use crate::event::place;
use crate::event::rules::Rule;
use crate::event::rules::Rules;
use crate::event::slots;
use crate::event::slots::Hold;
use crate::event::slots::Slot;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::event::when;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::model::span::Span;
use crate::model::time::Time;
use crate::text::parsed::Sentence;
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
        if out.iter().any(|it| it.hold.noun == Some(at)) {
            continue;
        }
        out.extend(candidates.into_iter().find_map(|rule| try_rule(ctx, number, at, rule, words)));
    }
    out
}

fn try_rule<'r>(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    rule: &'r Rule,
    words: &StatusWords,
) -> Option<Draft<'r>> {
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
    if has_modifier(s, hold.noun_or_trigger(), &rule.unless_modifiers) {
        return None;
    }
    let bound = bind(ctx, number, hold, rule)?;
    let participants = without_echoes(bound.participants);
    let distinct = participants.iter().map(|it| &it.entity).collect::<BTreeSet<_>>().len();
    if distinct < rule.min {
        return None;
    }
    let told = words.of(s, hold.trigger);
    let status = match (told, rule.status) {
        (Some(Status::Held), Some(fixed)) => Some(fixed),
        (other, _) => other,
    };
    Some(Draft {
        rule,
        sentence: number,
        hold,
        span: span(s, hold, &bound.tokens),
        time: when::time(ctx, number, hold.trigger, status.unwrap_or(Status::Held)),
        places: place::places(ctx, number, hold, &rule.place),
        status,
        participants,
        confidence: rule.confidence,
        signing: None,
    })
}

fn has_modifier(s: &Sentence, at: usize, words: &[String]) -> bool {
    let modifies = |c: usize| matches!(tree::label(s, c).base(), "amod" | "compound" | "nmod");
    s.children(at)
        .any(|c| modifies(c) && words.iter().any(|it| it.eq_ignore_ascii_case(tree::lemma(s, c))))
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

struct Bound {
    participants: Vec<Participant>,
    tokens: Vec<usize>,
}

fn bind(ctx: Context<'_>, number: usize, hold: Hold, rule: &Rule) -> Option<Bound> {
    let s = ctx.sentence(number)?;
    let mut bound = Bound { participants: Vec::new(), tokens: Vec::new() };
    for pattern in &rule.roles {
        let before = bound.participants.len();
        let tokens = slots::tokens(s, &pattern.slot, hold, &|it| ctx.is_actor(number, it));
        if tokens.is_empty() && pattern.slot == Slot::Subject {
            let carried = ctx.carried_subject(number, hold.trigger);
            bound.participants.extend(carried.into_iter().map(|it| participant(it, pattern.role)));
        }
        let as_place = matches!(pattern.slot, Slot::Destination(_));
        for token in tokens {
            let found: Vec<Participant> = if as_place {
                destination(ctx, number, token, pattern.role).into_iter().collect()
            } else {
                let actors = ctx.actors(number, token);
                actors.into_iter().map(|it| participant(it, pattern.role)).collect()
            };
            if !found.is_empty() {
                bound.tokens.push(token);
                bound.tokens.extend(
                    found.iter().filter_map(|it| ctx.named_behind(number, token, &it.entity)),
                );
            }
            let elsewhere = as_place && bound.participants.len() > 1;
            for one in found.into_iter().filter(|_| !elsewhere) {
                if bound.participants.iter().all(|it| it.entity != one.entity) {
                    bound.participants.push(one);
                }
            }
        }
        if pattern.required && bound.participants.len() == before {
            return None;
        }
    }
    Some(bound)
}

fn participant(entity: &Entity, role: Role) -> Participant {
    Participant { entity: entity.id.clone(), role, on_behalf_of: behalf(entity) }
}

fn destination(ctx: Context<'_>, number: usize, token: usize, role: Role) -> Option<Participant> {
    place::country_at(ctx, number, token).map(|entity| Participant {
        entity,
        role,
        on_behalf_of: None,
    })
}

fn behalf(entity: &Entity) -> Option<EntityId> {
    if entity.kind != Kind::Person {
        return None;
    }
    entity.country.clone().or_else(|| entity.offices.first().and_then(|it| it.of.clone()))
}

/// A country beside its own representative adds nobody to a happening.
fn without_echoes(all: Vec<Participant>) -> Vec<Participant> {
    let spoken_for: Vec<EntityId> = all.iter().filter_map(|it| it.on_behalf_of.clone()).collect();
    all.into_iter()
        .filter(|it| it.role == Role::Recipient || !spoken_for.contains(&it.entity))
        .collect()
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

//! A rule's role patterns x a place where it took hold -> participants.

use crate::entity::mention::Entity;
use crate::entity::mention::Mention;
use crate::event::context::Context;
use crate::event::place;
use crate::event::rules::RolePattern;
use crate::event::rules::Rule;
use crate::event::slots;
use crate::event::slots::Hold;
use crate::event::slots::Slot;
use crate::event::tree;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::id::EntityId;
use crate::model::reading::Participant;

/// Who was bound, and by which tokens.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    pub participants: Vec<Participant>,
    pub tokens: Vec<usize>,
}

/// Where a rule took hold: the sentence by its number, and the one destination to look at where there are several.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    pub ctx: Context<'a>,
    pub number: usize,
    pub hold: Hold,
    pub leg: Option<usize>,
}

/// The destinations of a journey of several legs, by token; empty where there are fewer than two.
pub fn legs(spot: Spot<'_>, rule: &Rule) -> Vec<usize> {
    let destination = |it: &&RolePattern| matches!(it.slot, Slot::Destination(_));
    let Some(pattern) = rule.roles.iter().find(destination) else { return Vec::new() };
    let mut countries: Vec<EntityId> = Vec::new();
    let mut legs = Vec::new();
    for token in tokens(spot, &pattern.slot) {
        match place::country_at(spot.ctx, spot.number, token) {
            Some(country) if !countries.contains(&country) => {
                countries.push(country);
                legs.push(token);
            }
            _ => {}
        }
    }
    if legs.len() > 1 { legs } else { Vec::new() }
}

fn tokens(spot: Spot<'_>, slot: &Slot) -> Vec<usize> {
    let Some(s) = spot.ctx.sentence(spot.number) else { return Vec::new() };
    slots::tokens(s, slot, spot.hold, &|it| spot.ctx.is_actor(spot.number, it))
}

/// Whether something that is no actor stands in a slot of a direct object or behind a preposition.
pub fn is_filled(spot: Spot<'_>, slot: &Slot) -> bool {
    let direct = matches!(slot, Slot::Object | Slot::Prep(_));
    let tokens = if direct { tokens(spot, slot) } else { Vec::new() };
    let thing = |it: &usize| spot.ctx.actors(spot.number, *it).is_empty();
    !tokens.is_empty() && tokens.iter().all(thing)
}

/// None if a role that the rule asks for stays empty.
pub fn bind(spot: Spot<'_>, rule: &Rule) -> Option<Bound> {
    let mut bound = Bound::default();
    for pattern in &rule.roles {
        let taken = bound.participants.iter().any(|it| it.role == pattern.role);
        if pattern.fallback && taken {
            continue;
        }
        let before = bound.participants.len();
        fill(spot, pattern, &mut bound);
        if pattern.required && bound.participants.len() == before {
            return None;
        }
    }
    if rule.kind == EventType::Consult {
        let company = RolePattern {
            slot: Slot::Company,
            role: Role::Delegate,
            required: false,
            fallback: false,
            only: Some(Kind::Person),
        };
        fill(spot, &company, &mut bound);
    }
    bound.participants.retain(|it| !is_reporter(spot.ctx, rule.kind, &it.entity));
    bound.participants = without_echoes(bound.participants);
    Some(bound)
}

/// Agencies and papers tell of talks, requests and refusals; they are no side of them. What is done to them counts.
fn is_reporter(ctx: Context<'_>, kind: EventType, who: &EntityId) -> bool {
    let side = match kind {
        EventType::Statement
        | EventType::Accuse
        | EventType::Sanction
        | EventType::Coerce
        | EventType::Assault
        | EventType::Threaten
        | EventType::Protest
        | EventType::Retreat => true,
        EventType::Consult
        | EventType::Agree
        | EventType::Support
        | EventType::Cooperate
        | EventType::Aid
        | EventType::Concede
        | EventType::Request
        | EventType::Reject
        | EventType::Mobilize => false,
    };
    !side && who.kind() == Some(Kind::Organization) && ctx.reporters.contains(who.local())
}

fn fill(spot: Spot<'_>, pattern: &RolePattern, bound: &mut Bound) {
    let Spot { ctx, number, hold, leg } = spot;
    let Some(s) = ctx.sentence(number) else { return };
    let mut tokens = tokens(spot, &pattern.slot);
    if let Some(leg) = leg.filter(|_| matches!(pattern.slot, Slot::Destination(_))) {
        tokens.retain(|it| *it == leg);
    }
    if tokens.is_empty() && pattern.slot == Slot::Subject {
        let carried = ctx.carried_subject(number, hold.trigger);
        bound.participants.extend(carried.into_iter().map(|it| participant(ctx, it, pattern.role)));
    }
    let mut first: Option<Vec<usize>> = None;
    for token in tokens {
        // Of all that completes the trigger one nominal is taken, with what is coordinated with it.
        if first.as_ref().is_some_and(|it| !it.contains(&token)) {
            break;
        }
        let found = candidates(spot, token, pattern, bound);
        if found.is_empty() {
            continue;
        }
        if pattern.slot == Slot::Within {
            first.get_or_insert_with(|| tree::conjuncts(s, token));
        }
        bound.tokens.push(token);
        let names = found.iter().filter_map(|it| ctx.named_behind(number, token, &it.entity));
        bound.tokens.extend(names);
        for one in found {
            if bound.participants.iter().all(|it| it.entity != one.entity) {
                bound.participants.push(one);
            }
        }
    }
}

/// Who a token stands for in this slot. A fallback names another side than those that are bound already.
fn candidates(
    spot: Spot<'_>,
    token: usize,
    pattern: &RolePattern,
    bound: &Bound,
) -> Vec<Participant> {
    let (ctx, number) = (spot.ctx, spot.number);
    let found: Vec<Participant> = if matches!(pattern.slot, Slot::Destination(_)) {
        let elsewhere = !pattern.fallback && bound.participants.len() > 1;
        ground(ctx, number, token, pattern.role).filter(|_| !elsewhere).into_iter().collect()
    } else if pattern.slot == Slot::Within {
        named_or_ground(ctx, number, token, pattern.role)
    } else {
        meant(spot, token, pattern)
    };
    let wanted = |it: &Participant| pattern.only.is_none_or(|kind| it.entity.kind() == Some(kind));
    let found = found.into_iter().filter(wanted);
    if !pattern.fallback {
        return found.collect();
    }
    let another = |it: &Participant| {
        bound.participants.iter().all(|known| {
            known.entity != it.entity
                && (known.side() != it.side() || it.entity.kind() != Some(Kind::Country))
                && known.on_behalf_of.as_ref() != Some(&it.entity)
        })
    };
    found.filter(another).collect()
}

/// The actors that a nominal stands for; behind a preposition also a country that was taken for a place, else the
/// country that an official body sits in.
fn meant(spot: Spot<'_>, token: usize, pattern: &RolePattern) -> Vec<Participant> {
    let (ctx, number) = (spot.ctx, spot.number);
    let actors = ctx.actors(number, token);
    if !actors.is_empty() {
        return actors.into_iter().map(|it| participant(ctx, it, pattern.role)).collect();
    }
    let behind = matches!(pattern.slot, Slot::Prep(_) | Slot::Noun(_) | Slot::LightPrep(_));
    let state = behind
        && is_near(ctx, number, token, spot.hold)
        && ctx.mentions.at(number, token).is_some_and(|it| is_country(ctx, it));
    let country = ground(ctx, number, token, pattern.role).filter(|_| state);
    country.or_else(|| seat(ctx, number, token, pattern.role)).into_iter().collect()
}

/// Whom a token names, or the country of the place that it names.
fn named_or_ground(ctx: Context<'_>, number: usize, token: usize, role: Role) -> Vec<Participant> {
    let named = ctx.named_actors(number, token);
    if named.is_empty() {
        return ground(ctx, number, token, role).into_iter().collect();
    }
    named.into_iter().map(|it| participant(ctx, it, role)).collect()
}

/// "the police in A", "a B court": the country of the place where an official body sits.
fn seat(ctx: Context<'_>, number: usize, token: usize, role: Role) -> Option<Participant> {
    let s = ctx.sentence(number).filter(|it| ctx.is_official(it, token))?;
    let near = |it: &usize| match tree::label(s, *it).base() {
        "compound" | "amod" => true,
        "nmod" => {
            matches!(tree::preposition(s, *it).as_str(), "in" | "of" | "at")
                || tree::label(s, *it).as_str() == "nmod:poss"
        }
        _ => false,
    };
    s.children(token).filter(near).find_map(|it| ground(ctx, number, it, role))
}

/// Whether a nominal, or the one it is coordinated with, hangs on what the rule took hold of.
fn is_near(ctx: Context<'_>, number: usize, token: usize, hold: Hold) -> bool {
    let Some(s) = ctx.sentence(number) else { return false };
    let held = |it: Option<usize>| it == Some(hold.noun_or_trigger()) || it == Some(hold.trigger);
    let up = tree::head(s, token);
    held(up)
        || tree::label(s, token).base() == "conj" && up.is_some_and(|it| held(tree::head(s, it)))
}

fn is_country(ctx: Context<'_>, mention: &Mention) -> bool {
    let named = mention.entities.iter().filter_map(|it| ctx.mentions.entities.get(*it));
    named.into_iter().any(|it| it.kind == Kind::Country)
}

fn ground(ctx: Context<'_>, number: usize, token: usize, role: Role) -> Option<Participant> {
    let entity = place::country_at(ctx, number, token)?;
    Some(Participant { entity, role, on_behalf_of: None })
}

fn participant(ctx: Context<'_>, entity: &Entity, role: Role) -> Participant {
    Participant { entity: entity.id.clone(), role, on_behalf_of: behalf(ctx, entity) }
}

fn behalf(ctx: Context<'_>, entity: &Entity) -> Option<EntityId> {
    if entity.kind != Kind::Person || is_out_of_office(ctx, entity) {
        return None;
    }
    entity.country.clone().or_else(|| entity.offices.first().and_then(|it| it.of.clone()))
}

/// "former prime minister A": who holds no office any more speaks for himself.
fn is_out_of_office(ctx: Context<'_>, entity: &Entity) -> bool {
    ctx.article.reference_day().is_some()
        && !entity.offices.is_empty()
        && entity.offices.iter().all(|it| it.as_of.is_none())
}

/// A country beside its own representative adds nobody to a happening; one that does something to its own people does.
fn without_echoes(all: Vec<Participant>) -> Vec<Participant> {
    let speaks = |it: &&Participant| it.role != Role::Recipient;
    let spoken_for: Vec<EntityId> =
        all.iter().filter(speaks).filter_map(|it| it.on_behalf_of.clone()).collect();
    all.into_iter()
        .filter(|it| it.role == Role::Recipient || !spoken_for.contains(&it.entity))
        .collect()
}

//! The place of an event: what its own clause says after "in", "at" or the rule's own prepositions.

use crate::entity::mention::Mention;
use crate::event::context::Context;
use crate::event::slots;
use crate::event::slots::Hold;
use crate::event::slots::Slot;
use crate::event::tree;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::text::parsed::Sentence;

/// The places (or, where only that is told, countries) of what is held at `hold`.
pub fn places(ctx: Context<'_>, number: usize, hold: Hold, extra: &[Slot]) -> Vec<EntityId> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let mut tokens: Vec<usize> = Vec::new();
    for slot in extra {
        tokens.extend(slots::tokens(s, slot, hold, &|_| false));
    }
    let mut anchors = vec![hold.trigger];
    anchors.extend(hold.noun);
    if let Some(up) = tree::head(s, hold.trigger).filter(|_| !tree::is_verbal(s, hold.trigger)) {
        anchors.extend(tree::clause_of(s, up));
    }
    for anchor in anchors {
        let found = tree::with_preposition(s, anchor, &["in", "at"], &|_| false);
        tokens.extend(found.into_iter().flat_map(|it| together(s, it)));
    }
    let mentions = tokens.into_iter().filter_map(|it| ctx.mentions.at(number, it).map(|m| (it, m)));
    let mut found: Vec<(usize, &EntityId, Kind)> = mentions
        .flat_map(|(token, m)| located(ctx, m).map(move |(id, kind)| (token, id, kind)))
        .collect();
    found.sort();
    let exact = found.iter().any(|it| it.2 == Kind::Place);
    let mut out: Vec<EntityId> = Vec::new();
    for (_, id, kind) in found {
        if (!exact || kind == Kind::Place) && !out.contains(id) {
            out.push(id.clone());
        }
    }
    out
}

/// The place or country that a token stands for.
pub fn at(ctx: Context<'_>, number: usize, token: usize) -> Vec<EntityId> {
    let mention = ctx.mentions.at(number, token);
    mention.into_iter().flat_map(|it| located(ctx, it)).map(|(id, _)| id.clone()).collect()
}

/// A place and those coordinated with it behind the same preposition: "in Yalta and Moscow", but not
/// "in Yalta in May and in Moscow in June", which tells of two occasions.
fn together(s: &Sentence, place: usize) -> Vec<usize> {
    let own =
        |it: &usize| *it != place && s.children_by(*it, "case").any(|c| tree::lemma(s, c) != "'s");
    tree::conjuncts(s, place).into_iter().filter(|it| !own(it)).collect()
}

/// Where the meeting of a clause without place was held: the only place of its sentence, else, for what the lead of a
/// dispatch tells of the day, the place of its dateline.
pub fn beside(ctx: Context<'_>, number: usize, hold: Hold, fresh: bool) -> Vec<EntityId> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let here = |it: &&Mention| {
        it.as_place && matches!(tree::preposition(s, it.head).as_str(), "in" | "at")
    };
    let mut inside: Vec<&EntityId> = Vec::new();
    for mention in
        ctx.mentions.in_sentence(number).filter(here).filter(|it| is_beside(s, it.head, hold))
    {
        inside.extend(located(ctx, mention).filter(|it| it.1 == Kind::Place).map(|it| it.0));
    }
    inside.dedup();
    match (inside.as_slice(), &ctx.mentions.dateline) {
        ([only], _) => vec![(*only).clone()],
        ([], Some(ground)) if fresh => vec![ground.place.clone()],
        _ => Vec::new(),
    }
}

/// Where somebody is a host, only what lies in the country of one.
pub fn of_host(ctx: Context<'_>, places: Vec<EntityId>, who: &[Participant]) -> Vec<EntityId> {
    let hosts = || who.iter().filter(|it| it.role == Role::Host).map(Participant::side);
    let countries = || hosts().filter(|it| it.kind() == Some(Kind::Country));
    let theirs = grounds(ctx, &places).iter().any(|it| countries().any(|host| host == it));
    if theirs || countries().next().is_none() { places } else { Vec::new() }
}

/// Whether a place hangs on the clause of what is held or on the clause above it.
fn is_beside(s: &Sentence, place: usize, hold: Hold) -> bool {
    let Some(clause) = tree::clause_of(s, hold.trigger) else { return false };
    let of_place = tree::head(s, place).and_then(|it| tree::clause_of(s, it));
    let above = tree::head(s, clause).and_then(|it| tree::clause_of(s, it));
    of_place == Some(clause) || of_place.is_some() && of_place == above
}

/// The countries that the places lie in or are.
pub fn grounds(ctx: Context<'_>, places: &[EntityId]) -> Vec<EntityId> {
    let dateline = ctx.mentions.dateline.as_ref();
    let country = |id: &EntityId| match id.kind() {
        Some(Kind::Country) => Some(id.clone()),
        _ => ctx.mentions.entity(id).map_or_else(
            || dateline.filter(|it| it.place == *id).and_then(|it| it.country.clone()),
            |it| it.country.clone(),
        ),
    };
    places.iter().filter_map(country).collect()
}

/// The country that a place or country stands for as the destination of a visit.
pub fn country_at(ctx: Context<'_>, number: usize, token: usize) -> Option<EntityId> {
    let mention = ctx.mentions.at(number, token)?;
    mention.entities.iter().filter_map(|it| ctx.mentions.entities.get(*it)).find_map(|it| match it
        .kind
    {
        Kind::Country => Some(it.id.clone()),
        Kind::Place => it.country.clone(),
        Kind::Person | Kind::Organization | Kind::Dispute | Kind::Agreement => None,
    })
}

fn located<'a>(
    ctx: Context<'a>,
    mention: &'a Mention,
) -> impl Iterator<Item = (&'a EntityId, Kind)> {
    let named = mention.entities.iter().filter_map(move |it| ctx.mentions.entities.get(*it));
    named.filter(|it| matches!(it.kind, Kind::Place | Kind::Country)).map(|it| (&it.id, it.kind))
}

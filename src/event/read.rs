//! The event stage in one walk: drafts of each sentence -> happenings of the article -> events, with the disputes and
//! agreements that they concern.

use crate::event::absorb;
use crate::event::agreement_list;
use crate::event::agreement_list::Listed;
use crate::event::agreement_list::Told;
use crate::event::agreements;
use crate::event::agreements::AgreementMention;
use crate::event::agreements::Outcome;
use crate::event::agreements::Signing;
use crate::event::context::Context;
use crate::event::counterparty;
use crate::event::dispute_finder;
use crate::event::dispute_finder::DisputeMention;
use crate::event::dispute_open;
use crate::event::draft::Draft;
use crate::event::found::Events;
use crate::event::identity;
use crate::event::identity::Happening;
use crate::event::ids;
use crate::event::join;
use crate::event::matcher;
use crate::event::parts;
use crate::event::place;
use crate::event::sayer;
use crate::event::slots;
use crate::event::tables::EventTables;
use crate::event::tree;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Dispute;
use crate::model::reading::Entity;
use crate::model::reading::Event;
use crate::model::reading::Evidence;
use crate::model::reading::MentionSpan;
use crate::model::reading::Participant;
use crate::model::span::Span;
use crate::text::parsed::Sentence;
use std::collections::BTreeSet;

pub fn read(ctx: Context<'_>, tables: &EventTables) -> Events {
    let topics = tables.other.of_article(ctx);
    let mut drafts: Vec<Draft<'_>> = (0..ctx.parsed.sentences.len())
        .flat_map(|it| {
            let found = matcher::drafts(ctx, it, &tables.rules, &tables.status);
            absorb::absorb(ctx, it, found)
        })
        .filter(|it| !tables.other.exclude(ctx, it.sentence, &topics, it.rule.kind))
        .filter(|it| !it.participants.iter().any(|who| is_private(ctx, who)))
        .collect();
    drafts = join::join(drafts);
    join::address(&mut drafts);
    let mut disputes = tables.disputes.find(ctx);
    let known = tables.disputes.disputes(ctx, &disputes);
    let (open, more) = dispute_open::find(ctx, &disputes, &known);
    disputes.extend(more);
    let contested: Vec<Dispute> = known.into_iter().chain(open).collect();
    drafts = counterparty::address(ctx, drafts, &disputes, &contested);
    let named = agreements::mentions(ctx, &tables.agreements, &tables.known_agreements);
    for draft in &mut drafts {
        draft.signing = signing(ctx, draft, tables);
    }
    let signings: Vec<Signing> = drafts.iter().filter_map(|it| it.signing.clone()).collect();

    let told = Told {
        mentions: &named,
        signings: &signings,
        words: &tables.agreements,
        known: &tables.known_agreements,
        status: &tables.status,
    };
    let happenings: Vec<Happening<'_>> = drafts
        .into_iter()
        .filter(|it| it.rule.kind != EventType::Consult || is_diplomatic(ctx, it))
        .filter(|it| it.rule.agreement.is_none() || it.signing.is_some())
        .filter_map(|it| {
            let anew = is_anew(ctx, &it);
            let grounds = place::grounds(ctx, &it.places);
            it.status.map(|status| Happening::new(it, status, grounds, anew))
        })
        .collect();
    let mut out = Events::default();
    for happening in identity::unite(happenings) {
        add(&mut out.events, event(ctx, &happening, &disputes, told, tables));
    }
    parts::link(&mut out.events, ctx.mentions);
    out.disputes = contested;
    for one in &out.disputes {
        let spans = dispute_finder::mention_spans(ctx, &disputes, &one.id);
        out.entities.push(entity(&one.id, Kind::Dispute, &one.name, spans));
    }
    for Listed { agreement, spans, .. } in agreement_list::unite(ctx, told) {
        out.entities.push(entity(&agreement.id, Kind::Agreement, &agreement.name, spans));
        out.agreements.push(agreement);
    }
    out
}

fn entity(id: &EntityId, kind: Kind, name: &str, mentions: Vec<MentionSpan>) -> Entity {
    Entity {
        id: id.clone(),
        kind,
        name: name.to_owned(),
        country: None,
        offices: Vec::new(),
        mentions,
    }
}

/// Who leads a firm, a club or a museum and does something: "its chairman visited A".
fn is_private(ctx: Context<'_>, who: &Participant) -> bool {
    let acts = match who.role {
        Role::Actor | Role::Speaker | Role::Visitor | Role::Participant | Role::Signatory => true,
        Role::Host | Role::Delegate | Role::Mediator | Role::Recipient => false,
    };
    let private = ctx.mentions.entity(&who.entity).is_some_and(|it| {
        it.kind == Kind::Person
            && it.country.is_none()
            && !it.offices.is_empty()
            && it.offices.iter().all(|office| {
                let mut words = office.title.split(' ');
                office.of.is_none() && words.any(|word| ctx.private.contains(word))
            })
    });
    acts && who.on_behalf_of.is_none() && private
}

/// A meeting of states: each side is a country, an organization, or a person with a country or an office, and there are
/// two sides; the ministers of one country among themselves are none.
fn is_diplomatic(ctx: Context<'_>, draft: &Draft<'_>) -> bool {
    let official = |id: &EntityId| match id.kind() {
        Some(Kind::Country | Kind::Organization) => true,
        _ => {
            ctx.mentions.entity(id).is_some_and(|it| it.country.is_some() || !it.offices.is_empty())
        }
    };
    let sides: BTreeSet<&EntityId> = draft.participants.iter().map(Participant::side).collect();
    let enough = draft.participants.iter().filter(|it| official(&it.entity)).count();
    enough >= draft.rule.min.min(2) && (sides.len() > 1 || draft.rule.joins)
}

/// "agreed to meet again": another happening than the one that was held.
fn is_anew(ctx: Context<'_>, draft: &Draft<'_>) -> bool {
    const WORDS: &[&str] = &["again", "next", "another", "further", "future", "return"];
    let Some(s) = ctx.sentence(draft.sentence) else { return false };
    let says = |at: usize| s.children(at).any(|c| WORDS.contains(&tree::lemma(s, c)));
    says(draft.hold.trigger) || draft.hold.noun.is_some_and(says)
}

fn event(
    ctx: Context<'_>,
    happening: &Happening<'_>,
    disputes: &[DisputeMention],
    told: Told<'_>,
    tables: &EventTables,
) -> Event {
    let best = happening.tellings.first();
    let rule = best.map(|it| it.rule);
    let kind = rule.map_or(EventType::Statement, |it| it.kind);
    let mode = rule.and_then(|it| it.mode.clone());
    let mut evidence: Vec<Evidence> =
        happening.tellings.iter().map(|it| ctx.evidence(it.span, &it.rule.id)).collect();
    evidence.sort();
    evidence.dedup();
    let mut concerns: Vec<EntityId> =
        happening.tellings.iter().flat_map(|it| about(ctx, it, disputes)).collect();
    let signings = happening.tellings.iter().filter_map(|it| it.signing.as_ref());
    concerns.extend(signings.filter_map(|it| agreement_list::id_of(ctx, told, it)));
    concerns.sort();
    concerns.dedup();
    let governors = best.map(|it| governors(ctx, it)).unwrap_or_default();
    let (plover, cameo) = tables.codes.of(rule, happening.status, &governors);
    Event {
        id: ids::event_id(kind, mode.as_deref(), happening.time.as_ref(), &happening.participants),
        kind,
        mode,
        plover,
        cameo,
        status: happening.status,
        time: happening.time.clone(),
        places: happening.places.clone(),
        participants: happening.participants.clone(),
        concerns,
        said_by: best
            .map(|it| sayer::said_by(ctx, it.sentence, it.hold.trigger, &tables.speech))
            .unwrap_or_default(),
        part_of: None,
        evidence,
        confidence: confidence(happening),
    }
}

/// The lemmas of the words that a trigger hangs under, nearest first.
fn governors<'a>(ctx: Context<'a>, draft: &Draft<'_>) -> Vec<&'a str> {
    const REACH: usize = 3;
    let Some(s) = ctx.sentence(draft.sentence) else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = draft.hold.trigger;
    while let Some(up) = tree::head(s, at).filter(|_| out.len() < REACH) {
        out.push(tree::lemma(s, up));
        at = up;
    }
    out
}

fn confidence(happening: &Happening<'_>) -> f64 {
    let rule = happening.tellings.iter().map(|it| it.confidence).fold(0.0, f64::max);
    let dated = happening.time.as_ref().is_some_and(|it| it.text.is_some());
    let factor = if dated { 1.0 } else { 0.9 };
    (rule * factor * 100.0).round() / 100.0
}

/// The disputes that the sentence of a telling speaks of.
fn about(ctx: Context<'_>, draft: &Draft<'_>, disputes: &[DisputeMention]) -> Vec<EntityId> {
    let Some(s) = ctx.sentence(draft.sentence) else { return Vec::new() };
    let clause = tree::clause_of(s, draft.hold.trigger).unwrap_or(draft.hold.trigger);
    let near = |it: &&DisputeMention| {
        it.sentence == draft.sentence
            && (tree::is_under(s, it.first, clause) || tree::is_under(s, it.last, clause))
    };
    disputes.iter().filter(near).map(|it| it.dispute.clone()).collect()
}

fn signing(ctx: Context<'_>, draft: &Draft<'_>, tables: &EventTables) -> Option<Signing> {
    let slot = draft.rule.agreement.as_ref()?;
    let s: &Sentence = ctx.sentence(draft.sentence)?;
    let tokens = slots::tokens(s, slot, draft.hold, &|_| false);
    let mention = tokens
        .into_iter()
        .find_map(|it| agreements::mention(ctx, draft.sentence, it, &tables.agreements))?;
    let outcome = match draft.status {
        None => Outcome::Never,
        Some(Status::Held | Status::Ongoing) => Outcome::Signed,
        Some(_) => Outcome::Open,
    };
    let evidence = ctx.evidence(span_with(s, draft, &mention), &draft.rule.id);
    Some(Signing {
        mention,
        participants: draft.participants.clone(),
        time: draft.time.clone(),
        outcome,
        evidence,
    })
}

fn span_with(s: &Sentence, draft: &Draft<'_>, mention: &AgreementMention) -> Span {
    let mut span = draft.span;
    if span.field == s.field && mention.span.field == s.field {
        span.start = span.start.min(mention.span.start);
        span.end = span.end.max(mention.span.end);
    }
    span
}

/// Two happenings with one id tell the same to a reader: their evidence goes together.
fn add(events: &mut Vec<Event>, new: Event) {
    match events.iter_mut().find(|it| it.id == new.id) {
        Some(known) => {
            known.evidence.extend(new.evidence);
            known.evidence.sort();
            known.evidence.dedup();
            known.concerns.extend(new.concerns);
            known.concerns.sort();
            known.concerns.dedup();
        }
        None => events.push(new),
    }
}

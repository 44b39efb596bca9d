//! One happening as one sentence tells it: participants, status, time and place of what a rule took hold of.

use crate::event::agreements::Signing;
use crate::event::bind;
use crate::event::bind::Bound;
use crate::event::bind::Spot;
use crate::event::context::Context;
use crate::event::place;
use crate::event::rules::Rule;
use crate::event::slots::Hold;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::event::when;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::model::span::Span;
use crate::model::time::Time;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
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
    /// Whether the place is no more than that of the dateline.
    pub assumed: bool,
    pub confidence: f64,
    /// What was signed, where the rule tells of a signing; filled in by `read`.
    pub signing: Option<Signing>,
}

/// One destination of several, and the token of the next one.
#[derive(Debug, Clone, Copy)]
pub struct Leg {
    pub token: usize,
    pub until: Option<usize>,
}

/// # Errors
/// Why what the rule took hold of is no happening, in words.
pub fn draft<'r>(
    spot: Spot<'_>,
    rule: &'r Rule,
    words: &StatusWords,
    leg: Option<Leg>,
) -> Result<Draft<'r>, &'static str> {
    let spot = Spot { leg: leg.map(|it| it.token), ..spot };
    let bound = bind::bind(spot, rule).ok_or("nobody stands in a role that it needs")?;
    let distinct = bound.participants.iter().map(|it| &it.entity).collect::<BTreeSet<_>>().len();
    if distinct < rule.min {
        return Err("has too few participants");
    }
    if lacks_addressee(rule, &bound.participants) {
        return Err("has nobody whom it is done to");
    }
    told((spot, leg), rule, words, bound).ok_or("no such sentence")
}

/// Acts that are told also without the one whom they are done to.
pub fn may_be_one_sided(rule: &Rule) -> bool {
    let kind = match rule.kind {
        EventType::Assault
        | EventType::Mobilize
        | EventType::Sanction
        | EventType::Coerce
        | EventType::Request
        | EventType::Reject
        | EventType::Accuse
        | EventType::Threaten
        | EventType::Protest
        | EventType::Aid
        | EventType::Concede
        | EventType::Retreat => true,
        EventType::Agree
        | EventType::Consult
        | EventType::Support
        | EventType::Cooperate
        | EventType::Statement => false,
    };
    // Whom the police arrest is seldom anybody's concern but the court's.
    kind && rule.alone && rule.min > 1 && rule.mode.as_deref() != Some("arrest")
}

/// What one who acts for a state or a body does to a thing, or to people of whom nobody knows whose they are.
pub fn one_sided<'r>(spot: Spot<'_>, rule: &'r Rule, words: &StatusWords) -> Option<Draft<'r>> {
    let bound = bind::bind(spot, rule)?;
    let [only] = bound.participants.as_slice() else { return None };
    let mut receiving = rule.roles.iter().filter(|it| it.role == Role::Recipient);
    let done = receiving.any(|it| bind::is_filled(spot, &it.slot));
    if only.role != Role::Actor || !done || !acts_for_a_body(only) {
        return None;
    }
    let draft = told((spot, None), rule, words, bound)?;
    let real = matches!(draft.status, Some(Status::Held | Status::Ongoing | Status::Planned));
    real.then_some(Draft { confidence: draft.confidence * ONE_SIDED, ..draft })
}

/// What is told without the one whom it is done to is less sure.
const ONE_SIDED: f64 = 0.7;

fn acts_for_a_body(who: &Participant) -> bool {
    match who.entity.kind() {
        Some(Kind::Country | Kind::Organization) => true,
        _ => who.on_behalf_of.is_some(),
    }
}

fn told<'r>(
    (spot, leg): (Spot<'_>, Option<Leg>),
    rule: &'r Rule,
    words: &StatusWords,
    bound: Bound,
) -> Option<Draft<'r>> {
    let Spot { ctx, number, hold, .. } = spot;
    let s = ctx.sentence(number)?;
    let status = status(s, hold, rule, words);
    let of_leg = leg.and_then(|it| when::between(ctx, number, it.token, it.until));
    let time =
        of_leg.or_else(|| when::time(ctx, number, hold.trigger, status.unwrap_or(Status::Held)));
    let status = if rule.kind == EventType::Consult && is_ahead(ctx, s, hold, time.as_ref()) {
        status.map(ahead)
    } else {
        status
    };
    let own = match leg {
        Some(it) => place::at(ctx, number, it.token),
        None => place::places(ctx, number, hold, &rule.place),
    };
    let aside = own.is_empty();
    let places = if aside && is_face_to_face(rule) && leg.is_none() {
        let fresh = matches!(status, Some(Status::Held | Status::Ongoing))
            && when::is_fresh(ctx, number, hold.trigger, time.as_ref());
        let places = place::beside(ctx, number, hold, fresh);
        place::of_host(ctx, places, &bound.participants)
    } else {
        own
    };
    let dateline = ctx.mentions.dateline.as_ref().map(|it| &it.place);
    let assumed = aside && places.first().is_some_and(|it| Some(it) == dateline);
    Some(Draft {
        assumed,
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

/// What tense, modality and negation say, unless the rule's own words say more.
fn status(s: &Sentence, hold: Hold, rule: &Rule, words: &StatusWords) -> Option<Status> {
    match (words.of(s, hold.trigger), rule.status) {
        (Some(Status::Held), Some(fixed)) => Some(fixed),
        (told, _) => told,
    }
}

/// Two who praise and nobody who is praised are no act of one upon another.
fn lacks_addressee(rule: &Rule, bound: &[Participant]) -> bool {
    let asks = rule.min > 1 && rule.roles.iter().any(|it| it.role == Role::Recipient);
    asks && bound.iter().all(|it| it.role == Role::Actor)
}

fn is_face_to_face(rule: &Rule) -> bool {
    rule.kind == EventType::Consult
        && !matches!(rule.mode.as_deref(), Some("phone_call" | "video_call" | "letter" | "other"))
}

/// A date behind the article's own, told without the past tense: a programme, a diary of days to come.
fn is_ahead(ctx: Context<'_>, s: &Sentence, hold: Hold, time: Option<&Time>) -> bool {
    let past = tree::token(s, hold.trigger).is_some_and(|it| it.feats.tense == Some(Tense::Past));
    let first = time.filter(|it| it.text.is_some()).and_then(|it| it.earliest.as_deref());
    let years = |day: &str| day.get(..4).and_then(|it| it.parse::<i32>().ok());
    // No programme looks years ahead; an article that tells of later days is dated wrongly.
    let near = |first: &str, today: &str| {
        years(first).zip(years(today)).is_some_and(|(first, today)| first - today <= YEARS_AHEAD)
    };
    !past
        && first
            .zip(ctx.article.reference_day().as_deref())
            .is_some_and(|(first, today)| first > today && near(first, today))
}

const YEARS_AHEAD: i32 = 3;

fn ahead(status: Status) -> Status {
    if status == Status::Held { Status::Planned } else { status }
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

//! The agreements of an article: what its sentences mention and sign, put together when one sentence describes what
//! another names. A mention by itself makes an agreement only by a name, or by a description with two parties.

use crate::event::agreements::AgreementMention;
use crate::event::agreements::AgreementWords;
use crate::event::agreements::Outcome;
use crate::event::agreements::Signing;
use crate::event::context::Context;
use crate::event::known_agreements::KnownAgreements;
use crate::event::status::StatusWords;
use crate::event::tree;
use crate::model::code::AgreementState;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::code::Status;
use crate::model::id;
use crate::model::id::EntityId;
use crate::model::reading::Agreement;
use crate::model::reading::Evidence;
use crate::model::reading::MentionSpan;
use crate::model::reading::Participant;
use crate::model::time::Time;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::time::dates::Relation;
use std::collections::BTreeSet;

/// What `unite` reads.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub mentions: &'a [AgreementMention],
    pub signings: &'a [Signing],
    pub words: &'a AgreementWords,
    pub known: &'a KnownAgreements,
    pub status: &'a StatusWords,
}

/// An agreement with its mentions and the words that say what it is on.
#[derive(Debug, Clone)]
pub struct Listed {
    pub agreement: Agreement,
    pub spans: Vec<MentionSpan>,
    topic: BTreeSet<String>,
    /// Whether a name, and no description, gave the id.
    named: bool,
}

/// The agreements of the article: those that are signed in it, then those that stand.
pub fn unite(ctx: Context<'_>, told: Told<'_>) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    for signing in told.signings.iter().filter(|it| it.outcome != Outcome::Open) {
        add_signed(ctx, told, signing, &mut out);
    }
    for mention in told.mentions {
        add_standing(ctx, told, mention, &mut out);
    }
    out
}

/// The id that `unite` gives to what a signing is about.
pub fn id_of(ctx: Context<'_>, told: Told<'_>, signing: &Signing) -> Option<EntityId> {
    let mut out = Vec::new();
    if signing.outcome != Outcome::Open {
        add_signed(ctx, told, signing, &mut out);
    }
    out.into_iter().next().map(|it| it.agreement.id)
}

fn add_signed(ctx: Context<'_>, told: Told<'_>, signing: &Signing, out: &mut Vec<Listed>) {
    let signed = signing.outcome == Outcome::Signed;
    let own: Vec<&AgreementMention> =
        told.mentions.iter().filter(|it| same(it, &signing.mention)).collect();
    let known = own.iter().find_map(|it| it.known).and_then(|it| told.known.all.get(it));
    let mut parties = parties(&signing.participants);
    let year = signing.time.as_ref().filter(|_| signed).and_then(year);
    let (id, name) = match known {
        Some(it) => {
            parties.extend(it.parties.iter().cloned());
            (EntityId::new(format!("agreement:{}", it.id)), it.name.clone())
        }
        None => {
            let proper = own.iter().find_map(|it| it.proper.clone());
            let name =
                proper.unwrap_or_else(|| descriptive(ctx, &parties, &signing.mention.phrase));
            (agreement_id(ctx, &name, &parties, year.as_deref()), name)
        }
    };
    parties.sort();
    parties.dedup();
    if let Some(listed) = out.iter_mut().find(|it| it.agreement.id == id) {
        listed.agreement.evidence.push(signing.evidence.clone());
        return;
    }
    let state = if signed { AgreementState::Signed } else { AgreementState::NeverConcluded };
    let agreement = Agreement {
        id,
        name,
        subject: known.and_then(|it| it.subject.clone()),
        parties,
        signatories: signatories(signing),
        time: signing.time.clone().filter(|_| signed),
        state: Some(state),
        evidence: vec![signing.evidence.clone()],
    };
    let spans = own.iter().map(|it| shown(ctx, it)).collect();
    let topic = topic(told.words, &signing.mention);
    let named = known.is_some() || own.iter().any(|it| it.proper.is_some());
    out.push(Listed { agreement, spans, topic, named });
}

/// A mention joins the agreement that it means, or makes one if it names one or describes one with its parties.
fn add_standing(
    ctx: Context<'_>,
    told: Told<'_>,
    mention: &AgreementMention,
    out: &mut Vec<Listed>,
) {
    let span = shown(ctx, mention);
    if out.iter().any(|it| it.spans.contains(&span)) {
        return;
    }
    let topic = topic(told.words, mention);
    if let Some(listed) = meant(told, mention, &topic, out) {
        listed.agreement.evidence.push(evidence(ctx, mention));
        listed.agreement.evidence.sort();
        listed.spans.push(span);
        return;
    }
    let known = mention.known.and_then(|it| told.known.all.get(it));
    if let Some(known) = known {
        let agreement = Agreement {
            id: EntityId::new(format!("agreement:{}", known.id)),
            name: known.name.clone(),
            subject: known.subject.clone(),
            parties: known.parties.clone(),
            signatories: Vec::new(),
            time: known.time(),
            state: known.state_on(ctx.article.reference_day().as_deref()),
            evidence: vec![evidence(ctx, mention)],
        };
        out.push(Listed { agreement, spans: vec![span], topic, named: true });
        return;
    }
    if !stands(ctx, told, mention) {
        return;
    }
    let name = mention
        .proper
        .clone()
        .unwrap_or_else(|| descriptive(ctx, &mention.parties, &mention.phrase));
    let time = own_time(ctx, mention);
    let year = time.as_ref().and_then(year);
    let agreement = Agreement {
        id: agreement_id(ctx, &name, &mention.parties, year.as_deref()),
        name,
        subject: None,
        parties: mention.parties.clone(),
        signatories: Vec::new(),
        time,
        state: None,
        evidence: vec![evidence(ctx, mention)],
    };
    let named = mention.proper.is_some();
    match out.iter_mut().find(|it| it.agreement.id == agreement.id) {
        Some(listed) => listed.spans.push(span),
        None => out.push(Listed { agreement, spans: vec![span], topic, named }),
    }
}

/// The agreement that is listed already and that a mention means.
fn meant<'l>(
    told: Told<'_>,
    mention: &AgreementMention,
    topic: &BTreeSet<String>,
    out: &'l mut [Listed],
) -> Option<&'l mut Listed> {
    if let Some(known) = mention.known.and_then(|it| told.known.all.get(it)) {
        return out.iter_mut().find(|it| it.agreement.id.local() == known.id);
    }
    if let Some(name) = &mention.proper {
        return out.iter_mut().find(|it| it.agreement.name == *name);
    }
    let agree =
        |it: &&mut Listed| it.topic.is_empty() || topic.is_empty() || !it.topic.is_disjoint(topic);
    if mention.parties.len() > 1 {
        let parties = |it: &&mut Listed| {
            it.agreement.parties == mention.parties && (!it.named || !topic.is_empty())
        };
        return out.iter_mut().filter(agree).find(parties);
    }
    let mut fitting = out.iter_mut().filter(|it| mention.definite && agree(it));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Whether a mention that nobody signs tells of an agreement that there is.
fn stands(ctx: Context<'_>, told: Told<'_>, mention: &AgreementMention) -> bool {
    let Some(s) = ctx.sentence(mention.sentence) else { return false };
    let head = tree::lemma(s, mention.head).to_lowercase();
    let dated =
        mention.definite && told.words.dated.contains(&head) && own_time(ctx, mention).is_some();
    if dated {
        return true;
    }
    if !told.words.standing.contains(&head) {
        return false;
    }
    let specific = |it: &String| {
        let words = it.split([' ', '-']).count();
        words > 2 || words > 1 && (!mention.parties.is_empty() || mention.grounded)
    };
    let named = mention.proper.as_ref().is_some_and(specific);
    let there = matches!(told.status.of(s, mention.head), Some(Status::Held | Status::Ongoing));
    let described = match mention.parties.len() {
        0 => false,
        1 => is_presumed(s, mention.head, told.words),
        _ => !is_vague(s, mention),
    };
    !is_to_come(s, mention.head, told.words) && (named || described && there)
}

/// "treaty negotiations", "the draft of a treaty".
fn is_to_come(s: &Sentence, head: usize, words: &AgreementWords) -> bool {
    let opens = |it: usize| words.opening.contains(&tree::lemma(s, it).to_lowercase());
    let label = tree::label(s, head).base();
    matches!(label, "compound" | "nmod") && tree::head(s, head).is_some_and(opens)
}

/// Several ("wartime agreements"), or any ("efforts towards a ceasefire between A and B").
fn is_vague(s: &Sentence, mention: &AgreementMention) -> bool {
    let any = !mention.definite && tree::label(s, mention.head).base() == "nmod";
    let many = tree::token(s, mention.head).is_some_and(|it| it.feats.number == Some(Number::Plur));
    many || any && s.children_by(mention.head, "det").next().is_some()
}

/// Done to an agreement that there is: "withdrew from a treaty with A".
fn is_presumed(s: &Sentence, head: usize, words: &AgreementWords) -> bool {
    let verb = tree::head(s, head).map(|it| tree::lemma(s, it).to_lowercase());
    matches!(tree::label(s, head).base(), "obj" | "obl")
        && verb.is_some_and(|it| words.presuming.contains(&it))
}

/// The words of a phrase that say what the agreement is on.
fn topic(words: &AgreementWords, mention: &AgreementMention) -> BTreeSet<String> {
    let says = |it: &&str| {
        let it = (*it).to_owned();
        !words.heads.contains(&it) && !words.general.contains(&it)
    };
    mention.phrase.split(' ').filter(says).map(str::to_owned).collect()
}

fn evidence(ctx: Context<'_>, mention: &AgreementMention) -> Evidence {
    let rule = match (&mention.known, &mention.proper) {
        (Some(_), _) => "agreement.known",
        (None, Some(_)) => "agreement.name",
        (None, None) => "agreement.description",
    };
    ctx.evidence(mention.span, rule)
}

/// The date that hangs on the mention itself: "the 2003 treaty", "the treaty of 1951".
fn own_time(ctx: Context<'_>, mention: &AgreementMention) -> Option<Time> {
    let s = ctx.sentence(mention.sentence)?;
    let mut dates = ctx.dates.in_sentence(mention.sentence);
    let own = dates
        .find(|it| it.relation == Relation::At && tree::head(s, it.head) == Some(mention.head));
    own.map(|it| it.time.clone())
}

fn same(a: &AgreementMention, b: &AgreementMention) -> bool {
    a.span.overlaps(b.span) && a.sentence == b.sentence
        || (!a.phrase.is_empty() && a.phrase == b.phrase && (a.definite || a.proper.is_some()))
}

fn signatories(signing: &Signing) -> Vec<EntityId> {
    if signing.outcome != Outcome::Signed {
        return Vec::new();
    }
    signing.participants.iter().map(|it| it.entity.clone()).collect()
}

fn parties(participants: &[Participant]) -> Vec<EntityId> {
    let party = |p: &Participant| -> Option<EntityId> {
        let id = p.side().clone();
        matches!(id.kind(), Some(Kind::Country | Kind::Organization)).then_some(id)
    };
    let all: BTreeSet<EntityId> = participants.iter().filter_map(party).collect();
    all.into_iter().collect()
}

fn descriptive(ctx: Context<'_>, parties: &[EntityId], phrase: &str) -> String {
    let mut names: Vec<String> = parties.iter().map(|it| name(ctx, it)).collect();
    names.sort();
    match names.as_slice() {
        [] => phrase.to_owned(),
        [one] => format!("{one} {phrase}"),
        many => format!("{} {phrase}", many.join("-")),
    }
}

fn name(ctx: Context<'_>, id: &EntityId) -> String {
    ctx.mentions.entity(id).map_or_else(|| id.local().to_owned(), |it| it.name.clone())
}

fn agreement_id(
    ctx: Context<'_>,
    name: &str,
    parties: &[EntityId],
    year: Option<&str>,
) -> EntityId {
    let mut slug = id::slug(name);
    if !slug.contains('-') {
        slug = id::slug(&descriptive(ctx, parties, name));
    }
    if let Some(year) = year.filter(|it| !slug.contains(*it)) {
        slug = format!("{slug}-{year}");
    }
    EntityId::new(format!("agreement:{slug}"))
}

fn year(time: &Time) -> Option<String> {
    let first: String = time.earliest.as_deref()?.chars().take(4).collect();
    let last: String = time.latest.as_deref()?.chars().take(4).collect();
    (first == last).then_some(first)
}

fn shown(ctx: Context<'_>, mention: &AgreementMention) -> MentionSpan {
    let span = mention.span;
    let named = mention.known.is_some() || mention.proper.is_some();
    let form = if named { Form::Name } else { Form::Nominal };
    MentionSpan { field: span.field, start: span.start, end: span.end, text: ctx.text(span), form }
}

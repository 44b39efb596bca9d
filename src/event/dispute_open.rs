//! Disputes that no table knows, found by their words: a row between two countries, rival claims to one place.
//! Deliberately absent: anything with fewer than two parties; a dispute that nobody contests is none.

use crate::event::context::Context;
use crate::event::dispute_finder::DisputeMention;
use crate::event::dispute_phrase::description;
use crate::event::dispute_phrase::subtree_end;
use crate::event::doer;
use crate::event::tree;
use crate::model::code::DisputeState;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id;
use crate::model::id::EntityId;
use crate::model::reading::Claim;
use crate::model::reading::Dispute;
use crate::model::reading::Evidence;
use crate::text::parsed::Sentence;
use std::collections::BTreeSet;

/// Nouns that by themselves say that two sides contest something.
const CONTESTS: &[&str] = &[
    "dispute",
    "row",
    "spat",
    "quarrel",
    "standoff",
    "stand-off",
    "feud",
    "disagreement",
    "controversy",
    "wrangle",
];
/// What is contested where nobody says over what: "a border dispute".
const KINDS: &[&str] = &[
    "border",
    "territorial",
    "maritime",
    "trade",
    "fishing",
    "fisheries",
    "water",
    "gas",
    "oil",
    "boundary",
    "diplomatic",
    "sovereignty",
    "nuclear",
    "tariff",
    "airspace",
    "name",
    "naming",
    "visa",
    "pipeline",
    "island",
    "land",
];

/// Verbs whose subjects are the parties of what they govern: "A and B have a dispute", "are locked in a row".
const SHARED: &[&str] = &[
    "have", "be", "remain", "lock", "embroil", "engage", "involve", "entangle", "settle",
    "resolve", "end", "bury",
];

/// One dispute as one sentence tells it.
#[derive(Debug, Clone)]
struct Contest {
    mention: DisputeMention,
    parties: BTreeSet<EntityId>,
    subject: Option<String>,
    claims: Vec<Claim>,
}

/// The disputes of an article that none of the `known` mentions stands for, with their mentions.
///
/// Where the article speaks of a known dispute between the same parties, that is the one that is meant.
pub fn find(
    ctx: Context<'_>,
    known: &[DisputeMention],
    told: &[Dispute],
) -> (Vec<Dispute>, Vec<DisputeMention>) {
    let mut disputes: Vec<Dispute> = Vec::new();
    let mut mentions: Vec<DisputeMention> = Vec::new();
    for number in 0..ctx.parsed.sentences.len() {
        for contest in contests(ctx, number) {
            let it = &contest.mention;
            let taken = known
                .iter()
                .any(|k| k.sentence == number && k.first <= it.last && it.first <= k.last);
            let parties = |it: &Dispute| contest.parties.iter().all(|p| it.parties.contains(p));
            if !taken && !told.iter().any(parties) {
                add(ctx, contest, &mut disputes, &mut mentions);
            }
        }
    }
    mentions.extend(again(ctx, &disputes, &mentions, known));
    (disputes, mentions)
}

/// "the dispute", "the island row" after the only dispute of the article.
fn again(
    ctx: Context<'_>,
    disputes: &[Dispute],
    mentions: &[DisputeMention],
    known: &[DisputeMention],
) -> Vec<DisputeMention> {
    let ([only], [], Some(first)) = (disputes, known, mentions.first()) else { return Vec::new() };
    let mut out = Vec::new();
    for number in first.sentence..ctx.parsed.sentences.len() {
        let Some(s) = ctx.sentence(number) else { break };
        for at in 0..s.tokens.len() {
            let here =
                |it: &&DisputeMention| it.sentence == number && it.first <= at && at <= it.last;
            if !is_reference(s, at, only) || mentions.iter().any(|it| here(&it)) {
                continue;
            }
            let start = s.children(at).filter(|it| *it < at).min().unwrap_or(at);
            let dispute = only.id.clone();
            let form = Form::Nominal;
            out.push(DisputeMention { sentence: number, first: start, last: at, dispute, form });
        }
    }
    out
}

/// A definite noun of contest whose modifiers, if it has any, are what the dispute is about.
fn is_reference(s: &Sentence, at: usize, dispute: &Dispute) -> bool {
    let named = CONTESTS.contains(&tree::lemma(s, at).to_lowercase().as_str());
    let definite =
        s.children_by(at, "det").any(|it| matches!(tree::lemma(s, it), "the" | "this" | "that"));
    let subject = dispute.subject.as_deref().unwrap_or_default().to_lowercase();
    let fits = |it: usize| {
        let word = tree::lemma(s, it).to_lowercase();
        subject.contains(&word) || matches!(word.as_str(), "long-running" | "bitter" | "old")
    };
    let mut modifiers = s.children(at).filter(|it| {
        *it < at && matches!(tree::label(s, *it).base(), "amod" | "compound" | "nmod")
    });
    named && definite && !tree::is_verbal(s, at) && modifiers.all(fits)
}

fn add(
    ctx: Context<'_>,
    contest: Contest,
    disputes: &mut Vec<Dispute>,
    mentions: &mut Vec<DisputeMention>,
) {
    let parties: Vec<EntityId> = contest.parties.iter().cloned().collect();
    let same = |it: &&mut Dispute| {
        it.parties == parties
            && (contest.subject.is_none() || it.subject.is_none() || it.subject == contest.subject)
    };
    let proof = evidence(ctx, &contest.mention);
    let id = match disputes.iter_mut().find(same) {
        Some(known) => {
            known.subject = known.subject.take().or(contest.subject);
            known.evidence.extend(proof);
            known.claims.extend(contest.claims);
            known.id.clone()
        }
        None => {
            let one = dispute(ctx, &contest, parties, proof.into_iter().collect());
            let id = one.id.clone();
            disputes.push(one);
            id
        }
    };
    mentions.push(DisputeMention { dispute: id, ..contest.mention });
}

fn dispute(
    ctx: Context<'_>,
    contest: &Contest,
    parties: Vec<EntityId>,
    evidence: Vec<Evidence>,
) -> Dispute {
    let name = |it: &EntityId| {
        ctx.mentions.entity(it).map_or_else(|| it.local().to_owned(), |e| e.name.clone())
    };
    let mut names: Vec<String> = parties.iter().map(name).collect();
    names.sort();
    let topic = contest.subject.clone().unwrap_or_default();
    let mut slug: Vec<String> = parties.iter().map(|it| id::slug(it.local())).collect();
    slug.push(id::slug(&topic));
    slug.retain(|it| !it.is_empty());
    let title = format!("{} {topic} dispute", names.join("-"));
    Dispute {
        id: EntityId::new(format!("dispute:{}", slug.join("-"))),
        name: title.split_whitespace().collect::<Vec<_>>().join(" "),
        parties,
        subject: contest.subject.clone(),
        state: Some(DisputeState::Open),
        claims: contest.claims.clone(),
        evidence,
    }
}

fn evidence(ctx: Context<'_>, it: &DisputeMention) -> Option<Evidence> {
    let s = ctx.sentence(it.sentence)?;
    Some(ctx.evidence(s.span_of(it.first, it.last), "dispute.open"))
}

fn contests(ctx: Context<'_>, number: usize) -> Vec<Contest> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    (0..s.tokens.len())
        .filter_map(|at| row(ctx, number, s, at).or_else(|| rival_claims(ctx, number, s, at)))
        .collect()
}

/// "a row between A and B over X", "A's border dispute with B", "the A-B trade dispute", "A is in dispute with B".
fn row(ctx: Context<'_>, number: usize, s: &Sentence, at: usize) -> Option<Contest> {
    if !CONTESTS.contains(&tree::lemma(s, at).to_lowercase().as_str()) || tree::is_verbal(s, at) {
        return None;
    }
    let with =
        |it: &usize| matches!(tree::preposition(s, *it).as_str(), "between" | "with" | "among");
    let mut sides: Vec<usize> = s.children_by(at, "nmod").filter(with).collect();
    let whose =
        |it: &usize| *it < at && matches!(tree::label(s, *it).base(), "nmod" | "amod" | "compound");
    let before: Vec<usize> = s.children(at).filter(whose).collect();
    sides.extend(before.iter().flat_map(|it| s.children(*it).filter(|c| *c < at).chain([*it])));
    let mut parties = countries(ctx, number, s, &sides);
    if parties.len() < 2 {
        let verb = tree::head(s, at)
            .and_then(|it| tree::clause_of(s, it))
            .or_else(|| tree::clause_of(s, at));
        let doers: Vec<usize> = verb.map(|it| doer::subjects(s, it)).unwrap_or_default();
        let beside =
            verb.map(|it| tree::with_preposition(s, it, &["with"], &|_| false)).unwrap_or_default();
        let governed = matches!(tree::label(s, at).base(), "obj" | "obl" | "xcomp" | "root");
        let theirs = || verb.is_some_and(|it| SHARED.contains(&tree::lemma(s, it)) || it == at);
        if governed && (parties.len() == 1 || theirs()) {
            parties.extend(countries(ctx, number, s, &doers));
            parties.extend(countries(ctx, number, s, &beside));
        }
    }
    let about = description(s, at);
    let subject = about.first().map(|it| words(ctx, s, *it)).or_else(|| kind(s, at));
    let last = about.iter().chain(&sides).map(|it| subtree_end(s, *it)).max().unwrap_or(at).max(at);
    let first = s.children(at).filter(|it| *it < at).min().unwrap_or(at).min(at);
    let mention = DisputeMention {
        sentence: number,
        first,
        last,
        dispute: EntityId::new(""),
        form: Form::Nominal,
    };
    (parties.len() > 1).then_some(Contest { mention, parties, subject, claims: Vec::new() })
}

/// "the islands, claimed by both A and B", "islands that A and B claim".
fn rival_claims(ctx: Context<'_>, number: usize, s: &Sentence, verb: usize) -> Option<Contest> {
    if !tree::is_verbal(s, verb) || tree::label(s, verb).base() != "acl" || !is_claim(s, verb) {
        return None;
    }
    let thing = tree::head(s, verb)?;
    let doers: Vec<usize> =
        doer::subjects(s, verb).into_iter().flat_map(|it| tree::conjuncts(s, it)).collect();
    let parties = countries(ctx, number, s, &doers);
    let last = subtree_end(s, verb).max(thing);
    let mention = DisputeMention {
        sentence: number,
        first: thing.min(verb),
        last,
        dispute: EntityId::new(""),
        form: Form::Nominal,
    };
    let subject = Some(words(ctx, s, thing));
    let span = s.span_of(mention.first, mention.last);
    let claim = |by: &EntityId| Claim {
        by: by.clone(),
        claim: format!("sovereignty over {}", words(ctx, s, thing)),
        evidence: vec![ctx.evidence(span, "dispute.claim.claim")],
    };
    let claims = parties.iter().map(claim).collect();
    (parties.len() > 1).then_some(Contest { mention, parties, subject, claims })
}

/// "claim", "say is theirs", "regard as their own".
fn is_claim(s: &Sentence, verb: usize) -> bool {
    const VERBS: &[&str] = &["say", "regard", "consider", "see", "insist", "maintain", "view"];
    let word = |i: usize| tree::token(s, i).map(|it| it.text.to_lowercase()).unwrap_or_default();
    let theirs = |i: usize| matches!(word(i).as_str(), "theirs" | "own");
    let says = VERBS.contains(&tree::lemma(s, verb));
    tree::lemma(s, verb) == "claim" || says && (verb + 1..=subtree_end(s, verb)).any(theirs)
}

/// The countries that nominals and their conjuncts name or stand for.
fn countries(
    ctx: Context<'_>,
    number: usize,
    s: &Sentence,
    tokens: &[usize],
) -> BTreeSet<EntityId> {
    let all = tokens.iter().flat_map(|it| tree::conjuncts(s, *it));
    let actors = all.flat_map(|it| {
        let named = ctx.named_actors(number, it);
        if named.is_empty() { ctx.actors(number, it) } else { named }
    });
    let country = |it: &crate::entity::mention::Entity| match it.kind {
        Kind::Country => Some(it.id.clone()),
        Kind::Person => it.country.clone(),
        Kind::Organization | Kind::Place | Kind::Dispute | Kind::Agreement => None,
    };
    actors.filter_map(country).collect()
}

fn kind(s: &Sentence, at: usize) -> Option<String> {
    let before = s.children(at).filter(|it| *it < at);
    before.map(|it| tree::lemma(s, it).to_lowercase()).find(|it| KINDS.contains(&it.as_str()))
}

/// A nominal with its modifiers, without determiner and relative clauses.
fn words(ctx: Context<'_>, s: &Sentence, head: usize) -> String {
    let inside = |it: &usize| {
        *it <= head && !matches!(tree::label(s, *it).base(), "det" | "case" | "punct")
            || *it == head
    };
    let first = s.children(head).filter(inside).min().unwrap_or(head).min(head);
    ctx.text(s.span_of(first, head))
}

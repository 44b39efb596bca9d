//! Finds the known disputes in an article: by name, by generic words and by description.
//! A name counts only in an article that names two of the parties and speaks of a disagreement, so that weather
//! and travel on disputed islands is no dispute.

use crate::event::context::Context;
use crate::event::dispute_phrase::description;
use crate::event::dispute_phrase::is_disagreement;
use crate::event::dispute_phrase::is_word;
use crate::event::dispute_phrase::subtree_end;
use crate::event::dispute_phrase::whole_phrase;
use crate::event::disputes::Disputes;
use crate::event::disputes::KnownDispute;
use crate::event::disputes::party;
use crate::event::doer;
use crate::event::phrases::Phrases;
use crate::event::tree;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Claim;
use crate::model::reading::Dispute;
use crate::model::reading::Evidence;
use crate::model::reading::MentionSpan;
use crate::model::span::Span;
use crate::text::parsed::Sentence;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Words of a disagreement about land, sea or arms, by lemma: one has to stand in the article.
const CUES: &[&str] = &[
    "dispute",
    "disputed",
    "row",
    "claim",
    "sovereignty",
    "territorial",
    "annex",
    "annexation",
    "occupy",
    "occupation",
    "border",
    "boundary",
    "demarcation",
    "standoff",
    "negotiation",
    "treaty",
    "return",
    "seize",
    "ceasefire",
    "withdraw",
    "withdrawal",
    "partition",
    "sanction",
    "arbitration",
    "protest",
    "contested",
    "oppose",
];

/// What is done in a quarrel about arms, by lemma.
const QUARRELS: &[&str] = &[
    "accuse",
    "violate",
    "violation",
    "breach",
    "withdraw",
    "withdrawal",
    "suspend",
    "suspension",
    "oppose",
    "opposition",
    "object",
    "objection",
    "deny",
    "threaten",
    "condemn",
    "criticise",
    "criticize",
    "sanction",
    "deadlock",
    "non-compliance",
    "enrich",
    "enrichment",
    "test",
    "protest",
    "reject",
    "warn",
    "concern",
    "disarm",
    "denuclearisation",
    "denuclearization",
    "talk",
    "negotiation",
    "negotiate",
    "shield",
    "return",
    "seize",
    "destroy",
    "sovereignty",
    "programme",
    "program",
    "inspector",
    "inspection",
];

/// Phrases of all disputes, compiled once.
#[derive(Debug, Clone, Default)]
pub struct DisputeFinder {
    disputes: Disputes,
    /// For each dispute the party that it is about first of all, with the states that came before it.
    principals: Vec<Vec<String>>,
    names: Phrases<usize>,
    generic: Phrases<usize>,
}

/// A dispute in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DisputeMention {
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    pub dispute: EntityId,
    pub form: Form,
}

impl DisputeFinder {
    /// `successors` gives the codes of the states that came after a state.
    pub fn new(disputes: Disputes, successors: &dyn Fn(&str) -> Vec<String>) -> Self {
        let mut finder = DisputeFinder::default();
        for (i, one) in disputes.all.iter().enumerate() {
            let first = one.parties.first().cloned().unwrap_or_default();
            let is_principal = |it: &&String| **it == first || successors(it).contains(&first);
            finder.principals.push(one.parties.iter().filter(is_principal).cloned().collect());
            one.names.iter().for_each(|it| finder.names.add(it, i));
            one.generic.iter().for_each(|it| finder.generic.add(it, i));
        }
        finder.disputes = disputes;
        finder
    }

    pub fn known(&self) -> &[KnownDispute] {
        &self.disputes.all
    }

    /// All mentions, in order; a dispute is mentioned only if the article fits it.
    pub fn find(&self, ctx: Context<'_>) -> Vec<DisputeMention> {
        let countries: BTreeSet<&str> = ctx
            .mentions
            .entities
            .iter()
            .filter(|it| it.kind == Kind::Country)
            .map(|it| it.id.local())
            .collect();
        let fitting: Vec<usize> = self.fitting(ctx, &countries);
        let mut out: Vec<DisputeMention> = Vec::new();
        for (number, s) in ctx.parsed.sentences.iter().enumerate() {
            for found in self.names.find(s) {
                let (first, last) = whole_phrase(s, found.first, found.last);
                // "the dispute over X" needs no party beside it; a name alone does.
                let contested = (first..found.first).any(|it| is_disagreement(tree::lemma(s, it)));
                let fits = fitting.contains(found.value) && self.is_contested(*found.value, s);
                if contested || fits {
                    out.extend(self.mention(number, (first, last), *found.value, Form::Name));
                }
            }
        }
        let named: BTreeSet<EntityId> = out.iter().map(|it| it.dispute.clone()).collect();
        for (number, s) in ctx.parsed.sentences.iter().enumerate() {
            for (first, last, form, candidates) in self.described(s) {
                let candidates: Vec<usize> =
                    candidates.into_iter().filter(|it| fitting.contains(it)).collect();
                if let Some(one) = self.only(&candidates, &named) {
                    out.extend(self.mention(number, (first, last), one, form));
                }
            }
        }
        out.sort();
        out.dedup();
        without_inner(&out)
    }

    /// A treaty on arms is no dispute by its name: the sentence has to speak of a disagreement.
    fn is_contested(&self, which: usize, s: &Sentence) -> bool {
        let arms = self.disputes.all.get(which).is_some_and(|it| it.kind == "arms");
        let quarrel = |lemma: &str| {
            is_disagreement(lemma) || QUARRELS.contains(&lemma.to_lowercase().as_str())
        };
        !arms || s.tokens.iter().any(|t| quarrel(&t.lemma))
    }

    fn fitting(&self, ctx: Context<'_>, countries: &BTreeSet<&str>) -> Vec<usize> {
        let cue =
            |s: &Sentence| s.tokens.iter().any(|t| CUES.contains(&t.lemma.to_lowercase().as_str()));
        if !ctx.parsed.sentences.iter().any(cue) {
            return Vec::new();
        }
        let present = |it: &String| countries.contains(it.as_str());
        let fits = |(i, it): &(usize, &KnownDispute)| {
            let principal = self.principals.get(*i).is_some_and(|all| all.iter().any(present));
            principal && it.parties.iter().filter(|p| present(p)).count() >= 2
        };
        self.disputes.all.iter().enumerate().filter(fits).map(|(i, _)| i).collect()
    }

    fn mention(
        &self,
        sentence: usize,
        (first, last): (usize, usize),
        which: usize,
        form: Form,
    ) -> Option<DisputeMention> {
        let known = self.disputes.all.get(which)?;
        let dispute = EntityId::new(format!("dispute:{}", known.id));
        Some(DisputeMention { sentence, first, last, dispute, form })
    }

    /// The one dispute that is meant: the only candidate, or the only one that the article names.
    fn only(&self, candidates: &[usize], named: &BTreeSet<EntityId>) -> Option<usize> {
        if let [one] = candidates {
            return Some(*one);
        }
        let id = |i: &usize| {
            self.disputes.all.get(*i).map(|it| EntityId::new(format!("dispute:{}", it.id)))
        };
        let mut known = candidates.iter().filter(|it| id(it).is_some_and(|it| named.contains(&it)));
        match (known.next(), known.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// "the island row", "a dispute over four islands": stretches with the disputes that they may mean.
    fn described(&self, s: &Sentence) -> Vec<(usize, usize, Form, Vec<usize>)> {
        let mut by_place: BTreeMap<(usize, usize), (Form, Vec<usize>)> = BTreeMap::new();
        for found in self.generic.find(s) {
            let (first, last) = whole_phrase(s, found.first, found.last);
            by_place
                .entry((first, last))
                .or_insert((Form::Nominal, Vec::new()))
                .1
                .push(*found.value);
        }
        for (at, token) in s.tokens.iter().enumerate() {
            let subjects = description(s, at);
            if !is_disagreement(&token.lemma) || subjects.is_empty() {
                continue;
            }
            let told = |it: &KnownDispute| {
                it.features.iter().any(|f| subjects.iter().any(|i| is_word(s, *i, f)))
            };
            let all = self.disputes.all.iter().enumerate();
            let fitting: Vec<usize> = all.filter(|(_, it)| told(it)).map(|(i, _)| i).collect();
            let last = subtree_end(s, subjects.iter().copied().max().unwrap_or(at));
            let (first, _) = whole_phrase(s, at, at);
            if !fitting.is_empty() {
                by_place.entry((first, last)).or_insert((Form::Name, fitting));
            }
        }
        by_place.into_iter().map(|((first, last), (form, all))| (first, last, form, all)).collect()
    }

    /// The disputes of the mentions, with the claims of the table and those that the article tells.
    pub fn disputes(&self, ctx: Context<'_>, found: &[DisputeMention]) -> Vec<Dispute> {
        let present: BTreeSet<&str> =
            ctx.mentions.entities.iter().map(|it| it.id.local()).collect();
        let mut out = Vec::new();
        for known in &self.disputes.all {
            let id = EntityId::new(format!("dispute:{}", known.id));
            let mine: Vec<&DisputeMention> = found.iter().filter(|it| it.dispute == id).collect();
            if mine.is_empty() {
                continue;
            }
            let evidence =
                mine.iter().filter_map(|it| {
                    let s = ctx.sentence(it.sentence)?;
                    Some(ctx.evidence(
                        s.span_of(it.first, it.last),
                        &format!("dispute.known.{}", it.form),
                    ))
                });
            out.push(Dispute {
                name: known.name.clone(),
                parties: parties(known, &present),
                subject: Some(known.subject.clone()),
                state: Some(known.state),
                claims: claims(ctx, known, &mine),
                evidence: evidence.collect(),
                id,
            });
        }
        out
    }
}

/// The parties that the article names, in id order; all of today's where it names fewer than two.
fn parties(known: &KnownDispute, present: &BTreeSet<&str>) -> Vec<EntityId> {
    let all: Vec<EntityId> = known.parties.iter().map(|it| party(it)).collect();
    let named: Vec<EntityId> =
        all.iter().filter(|it| present.contains(it.local())).cloned().collect();
    let mut out = if named.len() < 2 { all } else { named };
    out.sort();
    out
}

/// What the table says that each party claims, with the sentence where the article says so.
fn claims(ctx: Context<'_>, known: &KnownDispute, mentions: &[&DisputeMention]) -> Vec<Claim> {
    let told: Vec<(EntityId, Evidence)> =
        mentions.iter().flat_map(|it| told_claims(ctx, it)).collect();
    let mut out: Vec<Claim> = Vec::new();
    for one in &known.claims {
        let by = party(&one.by);
        let evidence = told.iter().filter(|it| it.0 == by).map(|it| it.1.clone()).collect();
        out.push(Claim { by, claim: one.claim.clone(), evidence });
    }
    out
}

/// "Tokyo claims the islands": the clause of a verb or noun of claiming in a sentence of the dispute.
fn told_claims(ctx: Context<'_>, mention: &DisputeMention) -> Vec<(EntityId, Evidence)> {
    let Some(s) = ctx.sentence(mention.sentence) else { return Vec::new() };
    let claiming = |i: &usize| tree::is_verbal(s, *i) && tree::lemma(s, *i) == "claim";
    let mut out = Vec::new();
    for verb in (0..s.tokens.len()).filter(claiming) {
        for subject in doer::subjects(s, verb) {
            for actor in ctx.actors(mention.sentence, subject) {
                let by = actor.country.clone().unwrap_or_else(|| actor.id.clone());
                let first = mention.first.min(subject).min(verb);
                let last = mention.last.max(subject).max(subtree_end(s, verb));
                out.push((by, ctx.evidence(s.span_of(first, last), "dispute.claim.claim")));
            }
        }
    }
    out
}

fn without_inner(sorted: &[DisputeMention]) -> Vec<DisputeMention> {
    let inside = |a: &DisputeMention, b: &DisputeMention| {
        a != b
            && a.sentence == b.sentence
            && b.first <= a.first
            && a.last <= b.last
            && (b.last - b.first > a.last - a.first || b.form < a.form)
    };
    sorted.iter().filter(|a| !sorted.iter().any(|b| inside(a, b))).cloned().collect()
}

/// The mentions of one dispute as the Reading shows them.
pub fn mention_spans(
    ctx: Context<'_>,
    found: &[DisputeMention],
    id: &EntityId,
) -> Vec<MentionSpan> {
    let mine = found.iter().filter(|it| it.dispute == *id);
    mine.filter_map(|it| {
        let span: Span = ctx.sentence(it.sentence)?.span_of(it.first, it.last);
        let text = ctx.text(span);
        Some(MentionSpan {
            field: span.field,
            start: span.start,
            end: span.end,
            text,
            form: it.form,
        })
    })
    .collect()
}

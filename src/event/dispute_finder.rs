//! Finds the known disputes in an article: by name, by generic words and by description.
//! A name counts only in an article that names two of the parties and speaks of a disagreement, so that weather
//! and travel on disputed islands is no dispute.

use crate::event::context::Context;
use crate::event::disputes::Disputes;
use crate::event::disputes::KnownDispute;
use crate::event::phrases::Phrases;
use crate::event::tree;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Claim;
use crate::model::reading::Dispute;
use crate::model::reading::Evidence;
use crate::model::reading::MentionSpan;
use crate::model::span;
use crate::model::span::Span;
use crate::text::parsed::Sentence;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Nouns for a disagreement; a description or a generic phrase has one as its head.
const HEADS: &[&str] = &[
    "dispute",
    "row",
    "issue",
    "problem",
    "question",
    "conflict",
    "controversy",
    "spat",
    "quarrel",
    "standoff",
    "stand-off",
    "disagreement",
    "feud",
    "claim",
    "crisis",
];
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
            for found in self.names.find(s).into_iter().filter(|it| fitting.contains(it.value)) {
                let (first, last) = whole_phrase(s, found.first, found.last);
                out.extend(self.mention(number, (first, last), *found.value, Form::Name));
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
        without_inner(&out)
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
            if !HEADS.contains(&token.lemma.to_lowercase().as_str()) || subjects.is_empty() {
                continue;
            }
            let has = |it: &&(usize, &KnownDispute)| {
                it.1.features.iter().any(|f| subjects.iter().any(|i| is_word(s, *i, f)))
            };
            let fitting: Vec<usize> = self
                .disputes
                .all
                .iter()
                .enumerate()
                .collect::<Vec<_>>()
                .iter()
                .filter(has)
                .map(|it| it.0)
                .collect();
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

fn country(code: &str) -> EntityId {
    EntityId::new(if code.contains(':') { code.to_owned() } else { format!("country:{code}") })
}

/// The parties that the article names, in id order.
fn parties(known: &KnownDispute, present: &BTreeSet<&str>) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = known
        .parties
        .iter()
        .filter(|it| present.contains(country(it).local()))
        .map(|it| country(it))
        .collect();
    out.sort();
    out
}

/// What the table says that each party claims, with the sentence where the article says so.
fn claims(ctx: Context<'_>, known: &KnownDispute, mentions: &[&DisputeMention]) -> Vec<Claim> {
    let told: Vec<(EntityId, Evidence)> =
        mentions.iter().flat_map(|it| told_claims(ctx, it)).collect();
    let mut out: Vec<Claim> = Vec::new();
    for one in &known.claims {
        let by = country(&one.by);
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
        for subject in tree::subjects(s, verb) {
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

/// The nominals that say what a dispute is about: after "over", "about", "on", "of".
fn description(s: &Sentence, head: usize) -> Vec<usize> {
    let about = |it: &usize| {
        matches!(tree::preposition(s, *it).as_str(), "over" | "about" | "on" | "of" | "regarding")
    };
    s.children_by(head, "nmod").filter(about).flat_map(|it| tree::conjuncts(s, it)).collect()
}

fn is_word(s: &Sentence, at: usize, feature: &str) -> bool {
    let same = |i: usize| {
        tree::token(s, i).is_some_and(|it| {
            it.text.eq_ignore_ascii_case(feature) || it.lemma.eq_ignore_ascii_case(feature)
        })
    };
    same(at)
        || s.children(at)
            .any(|c| same(c) && matches!(tree::label(s, c).base(), "amod" | "compound"))
}

/// The phrase with the determiners and adjectives right before it, and with the disagreement that it is the
/// subject of ("the dispute over the four southern Kuril islands").
fn whole_phrase(s: &Sentence, first: usize, last: usize) -> (usize, usize) {
    let head = (first..=last)
        .find(|i| tree::head(s, *i).is_none_or(|up| up < first || up > last))
        .unwrap_or(last);
    let mut start = extend_left(s, first, head);
    let mut end = last.max(head);
    if let Some(up) = tree::head(s, head) {
        let is_head = HEADS.contains(&tree::lemma(s, up).to_lowercase().as_str());
        if is_head && up < start && description(s, up).contains(&head) {
            start = extend_left(s, up, up);
        }
    }
    end = end.max(last);
    (start, end)
}

fn extend_left(s: &Sentence, first: usize, head: usize) -> usize {
    let mut start = first;
    while start > 0 {
        let before = start - 1;
        let modifies = tree::head(s, before)
            .is_some_and(|up| up == head || (up >= start && up <= head))
            && matches!(tree::label(s, before).base(), "det" | "amod" | "nummod" | "compound");
        if !modifies {
            break;
        }
        start = before;
    }
    start
}

/// Whether a token stands in a relative clause below `root`: no part of a name or description.
fn in_relative_clause(s: &Sentence, at: usize, root: usize) -> bool {
    let mut here = at;
    while here != root {
        if tree::label(s, here).as_str() == "acl:relcl" {
            return true;
        }
        match tree::head(s, here) {
            Some(up) => here = up,
            None => break,
        }
    }
    false
}

fn subtree_end(s: &Sentence, root: usize) -> usize {
    let mut end = root;
    for i in root + 1..s.tokens.len() {
        if i == end + 1 && tree::is_under(s, i, root) && !in_relative_clause(s, i, root) {
            end = i;
        }
    }
    while end > root && tree::label(s, end).base() == "punct" {
        end -= 1;
    }
    end
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
        let text = span::slice(ctx.article.field(span.field), span.start, span.end);
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

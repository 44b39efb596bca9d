//! Agreements: treaties, plans, accords by name ("the Japan-Russia Action Plan") and by description ("a peace treaty"),
//! put together when one sentence describes what another names.

use crate::event::context::Context;
use crate::event::rules::RuleError;
use crate::event::tree;
use crate::model::code::AgreementState;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id;
use crate::model::id::EntityId;
use crate::model::reading::Agreement;
use crate::model::reading::Evidence;
use crate::model::reading::MentionSpan;
use crate::model::reading::Participant;
use crate::model::span::Span;
use crate::model::time::Time;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The nouns that an agreement may be headed by, and their examples.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWords {
    pub heads: Vec<String>,
    /// Sentence -> the name that is found in it.
    pub accepts: Vec<NameExample>,
    /// Sentences without an agreement.
    pub rejects: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameExample {
    pub text: String,
    pub name: String,
}

impl AgreementWords {
    /// # Errors
    /// The file is no TOML of this form, or has no examples.
    pub fn load(file: &str, content: &str) -> Result<Self, RuleError> {
        let words: Self = toml::from_str(content)
            .map_err(|it| RuleError::Toml { file: file.to_owned(), message: it.to_string() })?;
        if words.accepts.is_empty() || words.rejects.is_empty() {
            let what = "needs `accepts` and `rejects`".to_owned();
            return Err(RuleError::Rule {
                file: file.to_owned(),
                rule: "agreements".to_owned(),
                what,
            });
        }
        Ok(words)
    }
}

/// A stretch that stands for an agreement.
#[derive(Debug, Clone)]
pub struct AgreementMention {
    pub sentence: usize,
    pub head: usize,
    pub span: Span,
    /// Lower case words of the head phrase without what names parties: "action plan", "peace treaty".
    pub phrase: String,
    /// The proper name, where it is one.
    pub proper: Option<String>,
    pub definite: bool,
}

/// What one sentence says was done with an agreement.
#[derive(Debug, Clone)]
pub struct Signing {
    pub mention: AgreementMention,
    pub participants: Vec<Participant>,
    pub time: Option<Time>,
    pub outcome: Outcome,
    pub evidence: Evidence,
}

/// What became of a signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Signed,
    /// Said never to have been signed.
    Never,
    /// Planned, proposed, refused: no agreement yet.
    Open,
}

/// All stretches headed by an agreement noun, in order.
pub fn mentions(ctx: Context<'_>, words: &AgreementWords) -> Vec<AgreementMention> {
    let mut out = Vec::new();
    for (number, s) in ctx.parsed.sentences.iter().enumerate() {
        for at in 0..s.tokens.len() {
            out.extend(mention(ctx, number, at, words));
        }
    }
    out
}

/// The agreement that token `at` heads, if it heads one.
pub fn mention(
    ctx: Context<'_>,
    number: usize,
    at: usize,
    words: &AgreementWords,
) -> Option<AgreementMention> {
    let s = ctx.sentence(number)?;
    let token = tree::token(s, at)?;
    let nominal = matches!(token.upos, Upos::Noun | Upos::Propn);
    if !nominal || !words.heads.contains(&token.lemma.to_lowercase()) {
        return None;
    }
    let first = phrase_start(s, at);
    let named = |i: &usize| {
        tree::token(s, *i).is_some_and(|it| it.text.chars().next().is_some_and(char::is_uppercase))
    };
    let name_first = (first..=at).rev().take_while(|i| named(i) || is_joint(s, *i, at)).last();
    let proper =
        name_first.filter(|it| *it < at && named(&at)).map(|it| ctx.text(s.span_of(it, at)));
    let countries: BTreeSet<usize> = (first..at)
        .filter(|i| ctx.mentions.at(number, *i).is_some_and(|m| m.first >= first))
        .collect();
    let content = (first..=at).filter(|i| !countries.contains(i) && is_content(s, *i));
    let phrase: Vec<String> = content.map(|i| tree::lemma(s, i).to_lowercase()).collect();
    let definite = s.children_by(at, "det").any(|c| tree::lemma(s, c) == "the");
    Some(AgreementMention {
        sentence: number,
        head: at,
        span: s.span_of(first, closing_quote(s, at)),
        phrase: phrase.join(" "),
        proper,
        definite,
    })
}

fn is_joint(s: &Sentence, at: usize, head: usize) -> bool {
    at < head
        && tree::token(s, at).is_some_and(|it| matches!(it.text.as_str(), "-" | "–" | "of" | "and"))
}

fn is_content(s: &Sentence, at: usize) -> bool {
    tree::token(s, at).is_some_and(|it| {
        matches!(it.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb)
            && it.text.chars().any(char::is_alphabetic)
    })
}

/// From the first determiner or modifier right before the head on.
fn phrase_start(s: &Sentence, at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let before = first - 1;
        let inside = tree::is_under(s, before, at)
            && !matches!(tree::label(s, before).base(), "case" | "mark" | "cc" | "appos" | "acl");
        let quote = tree::token(s, before)
            .is_some_and(|it| matches!(it.text.as_str(), "\"" | "“" | "'" | "‘"));
        if !inside && !quote {
            break;
        }
        first = before;
    }
    first
}

fn closing_quote(s: &Sentence, at: usize) -> usize {
    let quote =
        tree::token(s, at + 1).is_some_and(|it| matches!(it.text.as_str(), "\"" | "”" | "’" | "'"));
    if quote { at + 1 } else { at }
}

/// The agreements of the article, each with the entities' mentions.
pub fn unite(
    ctx: Context<'_>,
    all: &[AgreementMention],
    signings: &[Signing],
) -> Vec<(Agreement, Vec<MentionSpan>)> {
    let mut out: Vec<(Agreement, Vec<MentionSpan>)> = Vec::new();
    for signing in signings.iter().filter(|it| it.outcome != Outcome::Open) {
        let signed = signing.outcome == Outcome::Signed;
        let parties = parties(&signing.participants);
        let same: Vec<&AgreementMention> =
            all.iter().filter(|it| same(it, &signing.mention)).collect();
        let proper = same.iter().find_map(|it| it.proper.clone());
        let name = proper.unwrap_or_else(|| descriptive(ctx, &parties, &signing.mention.phrase));
        let year = signing.time.as_ref().filter(|_| signed).and_then(year);
        let id = agreement_id(ctx, &name, &parties, year.as_deref());
        let spans: Vec<MentionSpan> = same.iter().map(|it| shown(ctx, it)).collect();
        let state = if signed { AgreementState::Signed } else { AgreementState::NeverConcluded };
        match out.iter_mut().find(|it| it.0.id == id) {
            Some((known, _)) => known.evidence.push(signing.evidence.clone()),
            None => {
                let agreement = Agreement {
                    id,
                    name,
                    subject: None,
                    parties,
                    signatories: signatories(signing),
                    time: signing.time.clone().filter(|_| signed),
                    state: Some(state),
                    evidence: vec![signing.evidence.clone()],
                };
                out.push((agreement, spans));
            }
        }
    }
    out
}

/// The id that `unite` gives to what a signing is about.
pub fn id_of(ctx: Context<'_>, all: &[AgreementMention], signing: &Signing) -> Option<EntityId> {
    unite(ctx, all, std::slice::from_ref(signing)).into_iter().next().map(|it| it.0.id)
}

fn same(a: &AgreementMention, b: &AgreementMention) -> bool {
    a.span == b.span || (a.phrase == b.phrase && (a.definite || a.proper.is_some()))
}

fn signatories(signing: &Signing) -> Vec<EntityId> {
    if signing.outcome != Outcome::Signed {
        return Vec::new();
    }
    signing.participants.iter().map(|it| it.entity.clone()).collect()
}

fn parties(participants: &[Participant]) -> Vec<EntityId> {
    let party = |p: &Participant| -> Option<EntityId> {
        let id = p.on_behalf_of.clone().unwrap_or_else(|| p.entity.clone());
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
    let form = if mention.proper.is_some() { Form::Name } else { Form::Nominal };
    MentionSpan { field: span.field, start: span.start, end: span.end, text: ctx.text(span), form }
}

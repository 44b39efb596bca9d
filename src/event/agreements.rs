//! Agreements as a text mentions them: by a name that a table knows ("New START"), by a proper name ("the Japan-Russia
//! Action Plan") and by description ("a peace treaty"). `agreement_list` puts the mentions together.

use crate::entity::mention::Entity;
use crate::event::context::Context;
use crate::event::known_agreements::KnownAgreements;
use crate::event::rules::RuleError;
use crate::event::tree;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Evidence;
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
    /// Those that stand for an agreement also where nobody is said to sign it.
    pub standing: Vec<String>,
    /// Those that do with a definite article and a date of their own ("the declaration of 1956").
    pub dated: Vec<String>,
    /// Words that say nothing about what an agreement is on.
    pub general: Vec<String>,
    /// Nouns before which an agreement is still to come ("treaty negotiations").
    pub opening: Vec<String>,
    /// Verbs that one does to an agreement that there is ("withdrew from a treaty with A").
    pub presuming: Vec<String>,
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
    /// The countries and organizations that its own words name: "a treaty between A and B", "the A-B treaty".
    pub parties: Vec<EntityId>,
    /// Whether its words name a place ("the Vienna Protocol").
    pub grounded: bool,
    /// Index into the known agreements.
    pub known: Option<usize>,
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

/// All stretches that a table knows or that an agreement noun heads, in order.
pub fn mentions(
    ctx: Context<'_>,
    words: &AgreementWords,
    known: &KnownAgreements,
) -> Vec<AgreementMention> {
    let mut out: Vec<AgreementMention> = Vec::new();
    for (number, s) in ctx.parsed.sentences.iter().enumerate() {
        let mut named: Vec<AgreementMention> = known.find(ctx, number);
        named.retain(|it| !is_of_others(ctx, it, known));
        let free = |it: &AgreementMention| !named.iter().any(|n| n.span.overlaps(it.span));
        out.extend(
            (0..s.tokens.len()).filter_map(|at| mention(ctx, number, at, words)).filter(free),
        );
        out.extend(named.clone());
    }
    out
}

/// "a nonproliferation treaty with A": whoever describes it so, by its one partner, means none of many parties.
fn is_of_others(ctx: Context<'_>, it: &AgreementMention, known: &KnownAgreements) -> bool {
    let parties = it.known.and_then(|it| known.all.get(it)).map_or(&[][..], |it| &it.parties);
    let Some(s) = ctx.sentence(it.sentence) else { return false };
    let indefinite = s.children_by(it.head, "det").any(|c| matches!(tree::lemma(s, c), "a" | "an"));
    let partners = partners(ctx, it.sentence, it.head);
    indefinite
        && !partners.is_empty()
        && (parties.len() != 2 || partners.iter().any(|it| !parties.contains(it)))
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
    let name_first = (first..=at)
        .rev()
        .take_while(|i| named(i) || is_joint(s, *i, at))
        .filter(|i| named(i) && tree::token(s, *i).is_some_and(|it| it.upos != Upos::Det))
        .last();
    let last = name_end(s, at);
    let whole = |it: &usize| (*it < at || last > at) && named(&at);
    let proper = name_first.filter(whole).map(|it| ctx.text(s.span_of(it, last)));
    let countries: BTreeSet<usize> = (first..at)
        .filter(|i| ctx.mentions.at(number, *i).is_some_and(|m| m.first >= first))
        .collect();
    let content = (first..=at).filter(|i| !countries.contains(i) && is_content(s, *i));
    let phrase: Vec<String> = content.map(|i| tree::lemma(s, i).to_lowercase()).collect();
    let definite = s.children_by(at, "det").any(|c| tree::lemma(s, c) == "the");
    Some(AgreementMention {
        sentence: number,
        head: at,
        span: s.span_of(first, closing_quote(s, last)),
        phrase: phrase.join(" "),
        proper,
        definite,
        parties: own_parties(ctx, number, first, at),
        grounded: (first..at).any(|it| is_place(ctx, number, it)),
        known: None,
    })
}

/// The end of a name that goes on behind its head: "Treaty of Shimoda", "Agreement on Navigation on the Tessel".
fn name_end(s: &Sentence, head: usize) -> usize {
    let capital = |i: usize| {
        tree::token(s, i).is_some_and(|it| {
            it.upos != Upos::Det && it.text.chars().next().is_some_and(char::is_uppercase)
        })
    };
    let joint = |i: usize| {
        tree::token(s, i).is_some_and(|it| {
            matches!(it.text.as_str(), "of" | "on" | "for" | "the" | "and" | "-" | "–" | "against")
        })
    };
    let starts = tree::token(s, head + 1)
        .is_some_and(|it| matches!(it.text.as_str(), "of" | "on" | "for" | "against"));
    let month = |i: usize| s.children(i).any(|c| tree::label(s, c).base() == "nummod");
    let mut end = head;
    if !capital(head) || !starts {
        return head;
    }
    for i in head + 1..s.tokens.len() {
        let inside = tree::is_under(s, i, head);
        if inside && capital(i) && !month(i) {
            end = i;
        } else if !inside || !joint(i) {
            break;
        }
    }
    end
}

fn is_place(ctx: Context<'_>, number: usize, at: usize) -> bool {
    let entities = ctx.mentions.at(number, at).map(|it| it.entities.as_slice()).unwrap_or_default();
    let place = |it: &usize| ctx.mentions.entities.get(*it).is_some_and(|e| e.kind == Kind::Place);
    entities.iter().any(place)
}

/// Countries and organizations in the phrase itself and behind "between", "with", "of", "among".
fn own_parties(ctx: Context<'_>, number: usize, first: usize, at: usize) -> Vec<EntityId> {
    let mut all: BTreeSet<EntityId> =
        (first..at).flat_map(|it| named_parties(ctx, number, it)).collect();
    all.extend(partners(ctx, number, at));
    all.into_iter().collect()
}

/// Who stands behind "between", "with", "among".
fn partners(ctx: Context<'_>, number: usize, at: usize) -> Vec<EntityId> {
    let Some(s) = ctx.sentence(number) else { return Vec::new() };
    let among =
        |it: &usize| matches!(tree::preposition(s, *it).as_str(), "between" | "with" | "among");
    let tokens = s.children_by(at, "nmod").filter(among).flat_map(|it| tree::conjuncts(s, it));
    tokens.flat_map(|it| named_parties(ctx, number, it)).collect()
}

fn named_parties(ctx: Context<'_>, number: usize, token: usize) -> Vec<EntityId> {
    let party = |it: &Entity| match it.kind {
        Kind::Person => it.country.clone(),
        Kind::Country | Kind::Organization => Some(it.id.clone()),
        Kind::Place | Kind::Dispute | Kind::Agreement => None,
    };
    let named = ctx.mentions.at(number, token).into_iter().flat_map(|m| ctx.entities(m));
    named.filter_map(party).collect()
}

fn is_joint(s: &Sentence, at: usize, head: usize) -> bool {
    at < head
        && tree::token(s, at)
            .is_some_and(|it| matches!(it.text.as_str(), "-" | "–" | "of" | "and" | "the"))
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

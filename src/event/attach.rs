//! Trees put right where grammar leaves no choice: an infinitive belongs to the plan or invitation before it, a country
//! is never coordinated with a date, and what stands behind the comma that closes an apposition or relative clause
//! belongs to the clause outside of it.

use crate::entity::mention::Mentions;
use crate::event::tree;
use crate::model::code::Kind;
use crate::text::deprel::Deprel;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;
use crate::time::dates::Dates;

/// Nouns whose content an infinitive tells.
const CONTENT: &[&str] = &[
    "plan",
    "invitation",
    "decision",
    "offer",
    "proposal",
    "intention",
    "request",
    "agreement",
    "threat",
    "promise",
    "pledge",
    "refusal",
    "desire",
    "wish",
    "attempt",
    "readiness",
    "willingness",
    "commitment",
    "demand",
    "appeal",
    "call",
    "order",
    "permission",
    "bid",
    "vow",
    "resolution",
    "right",
    "mandate",
];

/// Whether a noun is one whose content an infinitive tells.
pub fn tells_content(lemma: &str) -> bool {
    CONTENT.contains(&lemma)
}

/// Puts right the sentence `number`.
pub fn attach(s: &mut Sentence, number: usize, mentions: &Mentions, dates: &Dates) {
    let moves: Vec<Move> = (0..s.tokens.len())
        .filter_map(|at| {
            infinitive(s, at)
                .or_else(|| adverbial(s, at))
                .or_else(|| out_of_name(s, number, at, mentions))
                .or_else(|| content_clause(s, at))
                .or_else(|| origin(s, number, at, mentions))
                .or_else(|| out_of_date(s, number, at, mentions, dates))
                .or_else(|| name_behind_date(s, number, at, mentions, dates))
                .or_else(|| between_two(s, at))
                .or_else(|| company(s, at))
                .or_else(|| behind_comma(s, number, at, mentions, dates))
        })
        .collect();
    for one in moves {
        if let Some(token) = s.tokens.get_mut(one.token) {
            (token.head, token.label) = (Some(one.head), one.label);
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Move {
    token: usize,
    head: usize,
    label: Deprel,
}

/// "welcomed A's plan to visit": the infinitive hangs on the verb, but tells the plan.
fn infinitive(s: &Sentence, at: usize) -> Option<Move> {
    let loose =
        matches!(tree::label(s, at).base(), "advcl" | "xcomp") && tree::is_infinitive(s, at);
    let verb = tree::head(s, at).filter(|_| loose)?;
    let noun = s.children_by(verb, "obj").find(|it| *it < at)?;
    let content = CONTENT.contains(&tree::lemma(s, noun));
    let between = (noun + 1..at).all(|it| !tree::is_verbal(s, it));
    (content && between).then_some(Move { token: at, head: noun, label: Deprel::Acl })
}

/// "its demand that A leave": a clause with its own subject and object after a noun of saying is no relative clause.
fn content_clause(s: &Sentence, at: usize) -> Option<Move> {
    const SAYINGS: &[&str] = &[
        "demand",
        "claim",
        "allegation",
        "accusation",
        "charge",
        "warning",
        "statement",
        "announcement",
        "hope",
        "fear",
        "belief",
        "promise",
        "threat",
        "insistence",
        "assertion",
        "denial",
        "report",
        "suggestion",
        "condition",
        "call",
        "proposal",
        "assurance",
        "complaint",
        "concern",
        "request",
        "decision",
        "agreement",
        "pledge",
    ];
    let noun = tree::head(s, at).filter(|_| tree::label(s, at) == Deprel::AclRelcl)?;
    let that = |it: usize| tree::lemma(s, it) == "that";
    let own_subject = s.children_by(at, "nsubj").any(|it| !that(it));
    let that_object = s.children_by(at, "obj").find(|it| that(*it));
    let says = SAYINGS.contains(&tree::lemma(s, noun).to_lowercase().as_str());
    let marked = that_object.is_some() || s.children_by(at, "mark").any(that);
    (says && own_subject && marked).then_some(Move { token: at, head: noun, label: Deprel::Acl })
}

/// "offered to mediate while he received A": no clause of time or reason completes a verb.
fn adverbial(s: &Sentence, at: usize) -> Option<Move> {
    const MARKS: &[&str] = &["while", "after", "before", "until", "because", "although", "though"];
    let marked = s.children_by(at, "mark").any(|c| MARKS.contains(&tree::lemma(s, c)));
    let completes = matches!(tree::label(s, at).base(), "ccomp" | "xcomp");
    let head = tree::head(s, at).filter(|_| marked && completes)?;
    Some(Move { token: at, head, label: Deprel::Advcl })
}

/// What is coordinated with a word inside of a name is coordinated with the name.
fn out_of_name(s: &Sentence, number: usize, at: usize, mentions: &Mentions) -> Option<Move> {
    let inner = tree::head(s, at).filter(|_| tree::label(s, at).base() == "conj")?;
    let name = mentions
        .at(number, inner)
        .filter(|it| it.last > it.first && (at < it.first || at > it.last))?;
    let head = tree::outer_head(s, name.first, name.last).filter(|it| *it != inner)?;
    Some(Move { token: at, head, label: Deprel::Conj })
}

/// "met her counterparts from A": the origin hangs on the verb, but tells whose they are.
fn origin(s: &Sentence, number: usize, at: usize, mentions: &Mentions) -> Option<Move> {
    const OFFICIALS: &[&str] = &[
        "counterpart",
        "colleague",
        "minister",
        "official",
        "leader",
        "delegation",
        "envoy",
        "negotiator",
        "diplomat",
        "representative",
        "delegate",
        "ambassador",
        "general",
        "commander",
        "team",
    ];
    let case =
        s.children_by(at, "case").next().filter(|it| *it < at && tree::lemma(s, *it) == "from")?;
    let noun = case.checked_sub(1)?;
    let verbal = tree::label(s, at).base() == "obl" && is_ground(number, at, mentions);
    let official = OFFICIALS.contains(&tree::lemma(s, noun).to_lowercase().as_str());
    (verbal && official).then_some(Move { token: at, head: noun, label: Deprel::Nmod })
}

/// "visited A on 4 April and B": B is coordinated with A, not with the day.
fn out_of_date(
    s: &Sentence,
    number: usize,
    at: usize,
    mentions: &Mentions,
    dates: &Dates,
) -> Option<Move> {
    if tree::label(s, at).base() != "conj" || !is_ground(number, at, mentions) {
        return None;
    }
    let up = tree::head(s, at)?;
    let date = dates.in_sentence(number).find(|it| it.first <= up && up <= it.last)?;
    let verb = tree::head(s, date.head)?;
    let other = s
        .children(verb)
        .filter(|it| *it < date.first && is_ground(number, *it, mentions))
        .last()?;
    Some(Move { token: at, head: other, label: Deprel::Conj })
}

/// "On Thursday A is to see B": the name behind a date at the beginning is no part of the date.
fn name_behind_date(
    s: &Sentence,
    number: usize,
    at: usize,
    mentions: &Mentions,
    dates: &Dates,
) -> Option<Move> {
    let up = tree::head(s, at)?;
    let date = dates.in_sentence(number).find(|it| it.first <= up && up <= it.last)?;
    let name = mentions.at(number, at).filter(|it| it.first == at && at == date.last + 1)?;
    let mut named = name.entities.iter().filter_map(|it| mentions.entities.get(*it));
    let verb = tree::head(s, date.head).filter(|it| *it > name.last && tree::is_verbal(s, *it))?;
    let free = s.children(verb).all(|it| !tree::label(s, it).is("nsubj"));
    (named.any(|it| it.kind == Kind::Person) && free).then_some(Move {
        token: at,
        head: verb,
        label: Deprel::Nsubj,
    })
}

/// "the dinner that followed his talks with A": with whom the talks were.
fn company(s: &Sentence, at: usize) -> Option<Move> {
    const MEETINGS: &[&str] =
        &["talk", "meeting", "summit", "conversation", "discussion", "encounter", "negotiation"];
    let verb = tree::head(s, at).filter(|_| tree::label(s, at).base() == "obl")?;
    let case = s.children_by(at, "case").next().filter(|it| *it < at)?;
    let noun = case.checked_sub(1).filter(|_| tree::lemma(s, case) == "with")?;
    let object = tree::head(s, noun) == Some(verb) && tree::label(s, noun).base() == "obj";
    let owned = s.children_by(noun, "nmod:poss").next().is_some();
    (object && owned && MEETINGS.contains(&tree::lemma(s, noun))).then_some(Move {
        token: at,
        head: noun,
        label: Deprel::Nmod,
    })
}

/// "the meeting between the president of A and the leader of B": there is nothing between one.
fn between_two(s: &Sentence, at: usize) -> Option<Move> {
    let noun = tree::head(s, at).filter(|_| tree::label(s, at).base() == "conj")?;
    let inside = s.children_by(noun, "nmod").filter(|it| noun < *it && *it < at);
    let one = inside.filter(|it| tree::preposition(s, *it) == "between").last()?;
    let alone = s.children_by(one, "conj").next().is_none();
    let several = tree::token(s, one).is_some_and(|it| it.feats.number == Some(Number::Plur));
    (alone && !several).then_some(Move { token: at, head: one, label: Deprel::Conj })
}

/// "received A, the foreign minister, in B in May".
fn behind_comma(
    s: &Sentence,
    number: usize,
    at: usize,
    mentions: &Mentions,
    dates: &Dates,
) -> Option<Move> {
    let case = s.children_by(at, "case").next().filter(|it| *it < at)?;
    let comma =
        case.checked_sub(1).filter(|it| tree::token(s, *it).is_some_and(|t| t.text == ","))?;
    let dated = dates.in_sentence(number).any(|it| it.first <= at && at <= it.last);
    if !dated && !is_ground(number, at, mentions) {
        return None;
    }
    let mut inside = tree::head(s, at).filter(|it| *it < comma)?;
    for _ in 0..s.tokens.len() {
        let up = tree::head(s, inside)?;
        let aside = matches!(tree::label(s, inside), Deprel::Appos | Deprel::AclRelcl);
        if aside && up < inside {
            let verb = clause_above(s, up).filter(|it| *it < comma)?;
            return Some(Move { token: at, head: verb, label: Deprel::Obl });
        }
        inside = up;
    }
    None
}

fn clause_above(s: &Sentence, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..s.tokens.len() {
        if tree::token(s, at).is_some_and(|it| it.upos == Upos::Verb) {
            return Some(at);
        }
        at = tree::head(s, at)?;
    }
    None
}

/// Whether a token names a place or country.
fn is_ground(number: usize, at: usize, mentions: &Mentions) -> bool {
    mentions.at(number, at).is_some_and(|mention| {
        let named = mention.entities.iter().filter_map(|it| mentions.entities.get(*it));
        named.into_iter().any(|it| matches!(it.kind, Kind::Place | Kind::Country))
    })
}

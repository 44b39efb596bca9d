//! The time of an event: from its own clause, then its sentence, then the paragraph, then the article.

use crate::event::context::Context;
use crate::event::tree;
use crate::model::code::Status;
use crate::model::span::Field;
use crate::model::time::Time;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use crate::time::dates::DateMention;
use crate::time::dates::Relation;

/// Sentences of the text that may take the day of the article itself.
const LEAD: usize = 3;
/// Sentences that an entry of a chronicle may have.
const ENTRY: usize = 8;
/// Years that make an era.
const ERA: i32 = 20;

/// The time of what token `at` of sentence `number` tells, and whether the text itself gives it.
pub fn time(ctx: Context<'_>, number: usize, at: usize, status: Status) -> Option<Time> {
    let s = ctx.sentence(number)?;
    let usable: Vec<&DateMention> = ctx
        .dates
        .in_sentence(number)
        .filter(|it| it.relation != Relation::Distance && !is_era(&it.time))
        .collect();
    let own = nearest(s, &usable, at).or_else(|| single(s, &usable, at));
    if let Some(date) = own {
        return bounded(date);
    }
    if let Some(date) = heading(ctx, number).filter(|_| usable.is_empty()) {
        return bounded(date);
    }
    if let Some(date) = running(ctx, number, at) {
        return bounded(date);
    }
    let happened = matches!(status, Status::Held | Status::Ongoing);
    if let Some(word) = earlier(s, at).filter(|_| happened) {
        return ctx.article.reference_day().map(|day| Time {
            edtf: format!("../{day}"),
            earliest: None,
            latest: Some(day),
            text: tree::token(s, word).map(|it| it.text.clone()),
        });
    }
    let lead = s.field == Field::Title || lead_position(ctx, number) < LEAD;
    if happened && lead && usable.is_empty() && !is_background(ctx, number, at) {
        return ctx.article.reference_day().map(|day| Time {
            edtf: day.clone(),
            earliest: Some(day.clone()),
            latest: Some(day),
            text: None,
        });
    }
    None
}

/// The date at the head of a chronicle's entry or of a programme's day: nothing but a date in its sentence, or a date at
/// the beginning of the paragraph with a colon or dash behind it.
fn heading<'a>(ctx: Context<'a>, number: usize) -> Option<&'a DateMention> {
    let s = ctx.sentence(number)?;
    (number.saturating_sub(ENTRY)..=number).rev().find_map(|at| {
        let head = ctx.sentence(at).filter(|it| it.field == s.field)?;
        let date =
            ctx.dates.in_sentence(at).find(|it| it.relation == Relation::At && opens(head, it))?;
        let rest = head.tokens.get(date.last + 1..).unwrap_or_default();
        let alone = rest.iter().all(|it| it.upos == Upos::Punct);
        let marked =
            rest.first().is_some_and(|it| matches!(it.text.as_str(), ":" | "–" | "—" | "-" | "."));
        (alone && at < number || marked && head.paragraph == s.paragraph).then_some(date)
    })
}

/// "A landed on Saturday. B met him at the steps.": the story goes on, on the day of the sentence before.
fn running<'a>(ctx: Context<'a>, number: usize, at: usize) -> Option<&'a DateMention> {
    let s = ctx.sentence(number)?;
    let before = number.checked_sub(1)?;
    let told =
        ctx.sentence(before).filter(|it| it.field == s.field && it.paragraph == s.paragraph)?;
    let root = |s: &Sentence| (0..s.tokens.len()).find(|it| tree::head(s, *it).is_none());
    let (this, that) = (root(s)?, root(told)?);
    let main = tree::clause_of(s, at).is_some_and(|it| {
        it == this || tree::label(s, it).base() == "conj" && tree::head(s, it) == Some(this)
    });
    let mut dates = ctx.dates.in_sentence(before).filter(|it| it.relation != Relation::Distance);
    let (first, None) = (dates.next()?, dates.next()) else { return None };
    let day = first.relation == Relation::At && first.time.earliest == first.time.latest;
    let of_root = own_clause(told, first.head) == Some(that);
    (main && day && of_root && is_narrated(s, this) && is_narrated(told, that)).then_some(first)
}

/// "at their previous meeting", "first met as students", "met several times": what is no news was at some time before.
fn earlier(s: &Sentence, at: usize) -> Option<usize> {
    const MEETINGS: &[&str] = &["previous", "earlier", "prior", "former", "last"];
    const OCCASIONS: &[&str] =
        &["first", "previously", "once", "often", "repeatedly", "regularly", "frequently", "twice"];
    let told = |label: &str, words: &[&str]| {
        s.children_by(at, label).find(|it| words.contains(&tree::lemma(s, *it)))
    };
    let times = || {
        let several = |it: &usize| {
            tree::lemma(s, *it) == "time"
                && tree::token(s, *it).is_some_and(|it| it.feats.number == Some(Number::Plur))
        };
        s.children_by(at, "obl").chain(s.children_by(at, "obj")).find(several)
    };
    if tree::is_verbal(s, at) {
        told("advmod", OCCASIONS).or_else(times)
    } else {
        told("amod", MEETINGS)
    }
}

/// What a lead tells besides its news: what was before it, or is spoken of in it.
pub fn is_background(ctx: Context<'_>, number: usize, at: usize) -> bool {
    let Some(s) = ctx.sentence(number) else { return false };
    is_answered(s, at)
        || is_owned(s, at)
        || is_before_it(s, at)
        || is_occasion(s, at)
        || is_distant(ctx, number, at)
}

/// "A defended his meeting with B", but not "A held his first meeting with B".
fn is_owned(s: &Sentence, at: usize) -> bool {
    const LIGHT: &[&str] =
        &["hold", "have", "begin", "start", "open", "end", "conclude", "continue"];
    let own = s
        .children_by(at, "nmod:poss")
        .any(|it| tree::token(s, it).is_some_and(|it| it.upos == Upos::Pron));
    let governor = tree::head(s, at).filter(|_| tree::label(s, at).base() == "obj");
    own && governor.is_none_or(|it| !LIGHT.contains(&tree::lemma(s, it)))
}

/// "the quotas that A had discussed with B".
fn is_before_it(s: &Sentence, at: usize) -> bool {
    let had = |it: usize| {
        tree::lemma(s, it) == "have"
            && tree::token(s, it).is_some_and(|it| it.feats.tense == Some(Tense::Past))
    };
    let root = s.field == Field::Text && tree::is_verbal(s, at);
    root && s.children_by(at, "aux").any(had)
}

/// "When A met B, he had no mandate."
fn is_occasion(s: &Sentence, at: usize) -> bool {
    let clause = tree::clause_of(s, at).filter(|it| tree::label(s, *it).base() == "advcl");
    clause.is_some_and(|it| s.children(it).any(|c| c < at && tree::lemma(s, c) == "when"))
}

/// "A, who met B, said".
fn is_aside(s: &Sentence, at: usize) -> bool {
    tree::clause_of(s, at).is_some_and(|it| tree::is_relative(s, it))
}

/// "A day after A met B, C resigned."
fn is_distant(ctx: Context<'_>, number: usize, at: usize) -> bool {
    let Some(s) = ctx.sentence(number) else { return false };
    let mut distances =
        ctx.dates.in_sentence(number).filter(|it| it.relation == Relation::Distance);
    distances.any(|it| {
        it.last < at && (tree::is_under(s, it.head, at) || tree::is_under(s, at, it.head))
    })
}

/// "welcomed the meeting of A and B": what is spoken of was before.
fn is_answered(s: &Sentence, at: usize) -> bool {
    const ANSWERS: &[&str] = &[
        "welcome",
        "hail",
        "praise",
        "condemn",
        "criticise",
        "criticize",
        "recall",
        "regret",
        "applaud",
        "deplore",
        "denounce",
        "commend",
    ];
    let verb = tree::head(s, at).filter(|_| tree::label(s, at).base() == "obj");
    verb.is_some_and(|it| ANSWERS.contains(&tree::lemma(s, it)))
}

/// In the simple past, not "had met", "has met".
fn is_narrated(s: &Sentence, verb: usize) -> bool {
    let past = tree::token(s, verb).is_some_and(|it| it.feats.tense == Some(Tense::Past));
    let passive = tree::is_passive(s, verb);
    let auxiliary = |it: usize| tree::lemma(s, it) != "be" || !passive;
    past && !s.children_by(verb, "aux").any(auxiliary)
}

/// Whether nothing but punctuation and numbering stands before a date.
fn opens(s: &Sentence, date: &DateMention) -> bool {
    let before = s.tokens.get(..date.first).unwrap_or_default();
    before.len() <= 2
        && before.iter().all(|it| matches!(it.upos, Upos::Punct | Upos::Num | Upos::Sym | Upos::X))
}

/// Whether the lead of an article tells this of the days before it, as news.
pub fn is_fresh(ctx: Context<'_>, number: usize, at: usize, time: Option<&Time>) -> bool {
    let Some(s) = ctx.sentence(number) else { return false };
    let lead = s.field == Field::Title || lead_position(ctx, number) < LEAD;
    let today = ctx.article.reference_day();
    let month = |day: &str| day.chars().take(7).collect::<String>();
    let same = |it: &Time| it.latest.as_deref().map(month) == today.as_deref().map(month);
    lead && time.is_none_or(same) && !is_background(ctx, number, at) && !is_aside(s, at)
}

/// A century or an age ("an 18th-century villa") dates no event.
fn is_era(time: &Time) -> bool {
    let year = |day: &Option<String>| {
        day.as_deref().and_then(|it| it.get(..4)).and_then(|it| it.parse::<i32>().ok())
    };
    match (year(&time.earliest), year(&time.latest)) {
        (Some(first), Some(last)) => last - first >= ERA,
        _ => false,
    }
}

fn lead_position(ctx: Context<'_>, number: usize) -> usize {
    let before = ctx.parsed.sentences.iter().take(number);
    before.filter(|it| it.field == Field::Text).count()
}

/// The date between a place and the next one, where each leg of a journey has its own.
pub fn between(ctx: Context<'_>, number: usize, from: usize, until: Option<usize>) -> Option<Time> {
    let end = until.unwrap_or(usize::MAX);
    let mut inside = ctx
        .dates
        .in_sentence(number)
        .filter(|it| it.relation != Relation::Distance && it.first > from && it.last < end);
    inside.next().and_then(bounded)
}

/// The date of the clause: one that hangs below the event itself before others, the nearest of them.
fn nearest<'a>(s: &Sentence, dates: &[&'a DateMention], at: usize) -> Option<&'a DateMention> {
    let clause = tree::clause_of(s, at)?;
    let same_clause = dates.iter().filter(|it| own_clause(s, it.head) == Some(clause));
    same_clause
        .min_by_key(|it| (u8::from(!tree::is_under(s, it.head, at)), it.head.abs_diff(at)))
        .copied()
}

fn own_clause(s: &Sentence, date_head: usize) -> Option<usize> {
    tree::head(s, date_head).and_then(|it| tree::clause_of(s, it))
}

/// Where the clause has no date, one that stands in a clause above it or in a coordinated one, if it is the only one.
fn single<'a>(s: &Sentence, dates: &[&'a DateMention], at: usize) -> Option<&'a DateMention> {
    let [only] = dates else { return None };
    let date_clause = own_clause(s, only.head)?;
    let reaches = tree::is_under(s, at, date_clause);
    let subordinate = matches!(tree::label(s, date_clause).base(), "advcl" | "acl");
    (reaches && !subordinate).then_some(*only)
}

fn bounded(date: &DateMention) -> Option<Time> {
    let time = date.time.clone();
    match date.relation {
        Relation::At => Some(time),
        Relation::Since | Relation::After => {
            let from = time.earliest.clone()?;
            Some(Time {
                edtf: format!("{from}/.."),
                earliest: Some(from),
                latest: None,
                text: time.text,
            })
        }
        Relation::Until | Relation::Before => {
            let to = time.latest.clone()?;
            Some(Time {
                edtf: format!("../{to}"),
                earliest: None,
                latest: Some(to),
                text: time.text,
            })
        }
        Relation::Distance => None,
    }
}

//! The time of an event: from its own clause, then its sentence, then the paragraph, then the article.

use crate::event::context::Context;
use crate::event::tree;
use crate::model::code::Status;
use crate::model::span::Field;
use crate::model::time::Time;
use crate::text::parsed::Sentence;
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
    let happened = matches!(status, Status::Held | Status::Ongoing);
    let lead = s.field == Field::Title || lead_position(ctx, number) < LEAD;
    if happened && lead && usable.is_empty() {
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

/// Whether nothing but punctuation and numbering stands before a date.
fn opens(s: &Sentence, date: &DateMention) -> bool {
    let before = s.tokens.get(..date.first).unwrap_or_default();
    before.len() <= 2
        && before.iter().all(|it| matches!(it.upos, Upos::Punct | Upos::Num | Upos::Sym | Upos::X))
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

//! When is meant: date expressions, anchored to the dateline or the publication day.
//!
//! The rules of data/time are patterns over tokens in levels: times of day, points of the calendar, parts of them, ranges,
//! and the prepositions that say how a date bounds an event. Deliberately absent: which event a date belongs to.

pub mod dates;

pub mod examples;
pub mod rules;

pub mod scan;

pub mod atoms;
pub mod calendar;
pub mod counted;
pub mod index;
pub mod op;
pub mod part;
pub mod pattern;
pub mod period;
pub mod tense;
pub mod value;
pub mod words;

use crate::model::article::Article;
use crate::model::span::Field;
use crate::text::parsed::Parsed;
use crate::text::parsed::Sentence;
use crate::time::dates::DateMention;
use crate::time::dates::Dates;
use crate::time::period::Period;
use crate::time::period::Unit;
use crate::time::period::plus;
use crate::time::rules::TimeRules;
use crate::time::scan::Scene;
use crate::time::scan::scan;
use jiff::civil::Date;

/// Sentences back to which "the day before" may refer.
const MEMORY: usize = 5;
/// Days by which a publication may follow its dateline.
const MOST_DELAY: i32 = 2;

/// All date expressions of an article. Where it tells no day of its own, only full dates have a value.
pub fn find(article: &Article, parsed: &Parsed, rules: &TimeRules) -> Dates {
    let reference = article.reference_day().and_then(|it| it.parse().ok());
    let published = published(article, reference);
    let chars = |field| -> Vec<char> { article.field(field).chars().collect() };
    let (title, text) = (chars(Field::Title), chars(Field::Text));
    let scene = Scene { field: &text, rules, reference, published, chronicle: false };
    let mut here = scene;
    let mut paragraph = None;
    let mut dates = Dates::default();
    let mut told: Vec<(usize, Field, Period)> = Vec::new();
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        told.retain(|(at, field, _)| *field == sentence.field && number - at <= MEMORY);
        let mut before: Vec<Period> = told.iter().map(|(_, _, it)| *it).collect();
        let known = before.len();
        let begins = paragraph != Some((sentence.field, sentence.paragraph));
        paragraph = Some((sentence.field, sentence.paragraph));
        if begins {
            let field = if sentence.field == Field::Title { &title } else { &text };
            here = Scene { field, ..scene };
        }
        let found = scan(here, number, sentence, &mut before);
        let new = before.get(known..).unwrap_or_default();
        if let (true, Some(first), Some(day)) = (begins, found.first(), new.first())
            && is_heading(sentence, first)
        {
            here = Scene { reference: Some(day.start), published: None, chronicle: true, ..here };
            let rest = scan(here, number, sentence, &mut vec![*day]);
            dates.dates.push(first.clone());
            dates.dates.extend(rest.into_iter().skip(1));
        } else {
            dates.dates.extend(found);
        }
        told.extend(new.iter().map(|it| (number, sentence.field, *it)));
    }
    dates
}

/// The day of publication, when it follows the reference day closely.
fn published(article: &Article, reference: Option<Date>) -> Option<Date> {
    let day: String = article.published.as_deref()?.chars().take(10).collect();
    let (day, reference): (Date, Date) = (day.parse().ok()?, reference?);
    let latest = plus(reference, MOST_DELAY, Unit::Day)?;
    (reference < day && day <= latest).then_some(day)
}

/// A date at the beginning of a paragraph, parted from what follows: an entry of a chronicle.
fn is_heading(sentence: &Sentence, date: &DateMention) -> bool {
    let behind = sentence.tokens.get(date.last + 1).map(|it| it.text.as_str());
    date.first == 0 && matches!(behind, None | Some(":" | "-" | "–" | "—" | "."))
}

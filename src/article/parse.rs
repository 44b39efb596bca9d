//! A record to an Article: the only way that one comes to be.
//!
//! The text of a plain dispatch loses headline, publication line, dateline, byline and navigation. The text of a record
//! is kept as it came (see `clean` for the characters), its dateline is only read.

use crate::article::clean::clean;
use crate::article::date;
use crate::article::dateline;
use crate::article::dateline::Lead;
use crate::article::dateline::LeadDay;
use crate::article::dispatch;
use crate::article::dispatch::Dispatch;
use crate::article::error::ArticleError;
use crate::article::error::MOST_FIELD_BYTES;
use crate::article::error::MOST_TEXT_BYTES;
use crate::article::error::Problem;
use crate::article::key;
use crate::article::language;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use crate::model::article::Article;
use crate::model::article::Dateline;
use jiff::civil::Date;

/// The article that a record holds. Fails when there is no text, or more than the bounds allow.
pub fn parse(raw: &RawArticle) -> Result<Article, ArticleError> {
    article(raw).map_err(|problem| problem.at(&raw.origin))
}

fn article(raw: &RawArticle) -> Result<Article, Problem> {
    check_bounds(raw)?;
    if raw.layout == Layout::Notice {
        return Err(Problem::Notice);
    }
    let body = clean(&raw.body);
    let parts = match raw.layout {
        Layout::Dispatch => dispatch::read(&body),
        Layout::Text | Layout::Notice => text_alone(&body),
    };
    if !parts.text.chars().any(char::is_alphabetic) {
        return Err(Problem::NoText);
    }
    let published = raw.published.as_deref().map(clean).and_then(|it| date::published(&it));
    let published = published.or(parts.published);
    let agency = parts.lead.as_ref().and_then(|it| it.agency.clone());
    let source = line(&raw.source).or(parts.source).or(agency);
    let source_id = line(&raw.source_id).or(parts.source_id);
    let url = line(&raw.url).or(parts.url);
    let dateline = dateline_of(parts.lead.as_ref(), parts.place, published.as_deref());
    let key = key::key(url.as_deref(), source.as_deref(), source_id.as_deref(), &parts.text);
    Ok(Article {
        id: key::id(&key),
        source_id,
        title: line(&raw.title).or(parts.title),
        published,
        source,
        url,
        language: language::of(&parts.text).map(str::to_owned),
        dateline,
        text: parts.text,
    })
}

fn check_bounds(raw: &RawArticle) -> Result<(), Problem> {
    let fields = [
        ("the text", Some(&raw.body), MOST_TEXT_BYTES),
        ("the title", raw.title.as_ref(), MOST_FIELD_BYTES),
        ("the source", raw.source.as_ref(), MOST_FIELD_BYTES),
        ("the id", raw.source_id.as_ref(), MOST_FIELD_BYTES),
        ("the url", raw.url.as_ref(), MOST_FIELD_BYTES),
        ("the publication date", raw.published.as_ref(), MOST_FIELD_BYTES),
    ];
    let beyond =
        |(_, text, limit): &(_, Option<&String>, usize)| text.is_some_and(|it| it.len() > *limit);
    match fields.into_iter().find(beyond) {
        Some((what, _, limit)) => Err(Problem::TooLarge { what, limit }),
        None => Ok(()),
    }
}

fn text_alone(body: &str) -> Dispatch {
    let lead = body.split('\n').find(|it| !it.trim().is_empty()).and_then(dateline::take);
    Dispatch { lead, text: body.trim_end().to_owned(), ..Dispatch::default() }
}

/// A field on one line; none when nothing is left of it.
fn line(field: &Option<String>) -> Option<String> {
    let cleaned = clean(field.as_deref()?);
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn dateline_of(
    lead: Option<&Lead>,
    place: Option<String>,
    published: Option<&str>,
) -> Option<Dateline> {
    let place = lead.and_then(|it| it.place.clone()).or(place);
    let date = lead.and_then(|it| it.day).and_then(|it| day_of(it, published));
    (place.is_some() || date.is_some())
        .then(|| Dateline { place, date: date.map(|it| it.to_string()) })
}

/// The year that brings the day nearest to the publication.
fn day_of(day: LeadDay, published: Option<&str>) -> Option<Date> {
    if let Some(year) = day.year {
        return Date::new(year, day.month, day.day).ok();
    }
    let published: String = published?.chars().take(10).collect();
    let published: Date = published.parse().ok()?;
    let year = published.year();
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, day.month, day.day).ok())
        .min_by_key(|it| it.until(published).map_or(i32::MAX, |span| span.get_days().abs()))
}

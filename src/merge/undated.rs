//! What is told without a time, or with none but the article's own day, is told as news: it was in the days before the
//! article, or is in the days after it. Where just one meeting of those days fits, it is that one; where several do, it
//! stays by itself.
//! Deliberately absent: acts, of which one is much like another, and what was only supposed or refused.

use crate::merge::same;
use crate::merge::same::Objection;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Status;
use crate::model::delta::Telling;
use crate::model::id::EntityId;
use crate::model::time::Time;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// So many days before the article lies what it tells as past.
const DAYS_BEFORE: i32 = 7;
/// So many where its lead tells it, which tells of the newest.
const DAYS_BEFORE_LEAD: i32 = 4;
/// So many days after it lies what it tells as planned.
const DAYS_AFTER: i32 = 14;
/// A meeting that is told more vaguely than this holds no other.
const VAGUEST: i32 = 7;

/// First and last day on which a meeting was, or is to be, that is told without a time of its own.
pub fn days(telling: &Telling) -> Option<(String, String)> {
    let event = &telling.event;
    let assumed = event.time.as_ref().map(|it| it.text.is_none());
    if assumed == Some(false) || event.kind != EventType::Consult {
        return None;
    }
    let told: Date = telling.day.as_deref()?.parse().ok()?;
    let (from, to) = match (event.status, assumed) {
        (Status::Held | Status::Ongoing, None) => (told.saturating_sub(DAYS_BEFORE.days()), told),
        (Status::Held | Status::Ongoing, Some(_)) => {
            (told.saturating_sub(DAYS_BEFORE_LEAD.days()), told)
        }
        (Status::Planned, None) => (told, told.saturating_add(DAYS_AFTER.days())),
        _ => return None,
    };
    Some((from.to_string(), to.to_string()))
}

/// One is told without a time, and the other is a meeting of those days that it can be.
pub fn is_near(a: &Telling, b: &Telling) -> bool {
    fits(a, b) || fits(b, a)
}

/// The same are named in both, or more in one of them, and nothing but the time is missing.
pub fn fits(undated: &Telling, dated: &Telling) -> bool {
    let Some((from, to)) = days(undated) else { return false };
    let in_time = |it: &Time| {
        let short = it.days().is_some_and(|it| it <= VAGUEST);
        short && it.text.is_some() && it.overlaps(Some(&from), Some(&to))
    };
    dated.event.time.as_ref().is_some_and(in_time)
        && took_place(undated.event.status, dated.event.status)
        && may_be_one(undated, dated)
        && has_its_principals(undated, dated)
}

/// Whether nothing but the time keeps two tellings apart.
pub fn may_be_one(a: &Telling, b: &Telling) -> bool {
    same::objections(a, b).iter().all(|it| *it == Objection::Time)
}

/// What was held was not called off.
fn took_place(undated: Status, dated: Status) -> bool {
    let off = matches!(dated, Status::Cancelled | Status::Postponed);
    undated == Status::Planned || !off
}

fn has_its_principals(undated: &Telling, dated: &Telling) -> bool {
    let (told, known) = (people(undated), people(dated));
    // Countries alone meet at many levels, and every day.
    let placed = !told.is_empty() || same::is_same_place(undated, dated);
    let same = told.is_subset(&known) || known.len() >= same::SHARED && known.is_subset(&told);
    placed && same && same::shared(undated, dated).len() >= same::SHARED
}

fn people(telling: &Telling) -> BTreeSet<&EntityId> {
    let all = telling.event.participants.iter().map(|it| &it.entity);
    all.filter(|it| it.kind() == Some(Kind::Person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;
    use crate::model::code::Role;
    use crate::model::id::ArticleId;
    use crate::model::reading::Participant;

    /// `PUBLISHED DAY STATUS WHO... [@PLACE]`; days of October 2007, `-` for no time, `12?` for that of the article.
    fn telling(article: &str, text: &str) -> Telling {
        let mut words = text.split(' ');
        let mut telling = Telling { article: ArticleId::new(article), ..sample::telling() };
        telling.day = words.next().map(day);
        telling.event.time = words.next().filter(|it| *it != "-").map(|it| {
            let words = (!it.ends_with('?')).then(|| "then".to_owned());
            let day = day(it.trim_end_matches('?'));
            let (edtf, earliest, latest) = (day.clone(), Some(day.clone()), Some(day));
            Time { edtf, earliest, latest, text: words }
        });
        telling.event.status = Status::parse(words.next().unwrap()).unwrap();
        for word in words {
            match word.strip_prefix('@') {
                Some(place) => telling.event.places.push(EntityId::new(place)),
                None => telling.event.participants.push(participant(word)),
            }
        }
        telling
    }

    fn day(day: &str) -> String {
        format!("2007-10-{day}")
    }

    fn participant(word: &str) -> Participant {
        let country = |it: &str| EntityId::new(format!("country:{it}"));
        let (entity, on_behalf_of) = match word.split_once('/') {
            Some((person, of)) => (EntityId::new(format!("person:{person}")), Some(country(of))),
            None => (country(word), None),
        };
        Participant { entity, role: Role::Participant, on_behalf_of }
    }

    #[test]
    fn what_is_told_without_a_time_was_in_the_days_before() {
        let rows = [
            ("25 - held a/A b/B", "24 23 held a/A b/B", true),
            ("30 - held a/A b/B", "24 23 held a/A b/B", true),
            ("31 - held a/A b/B", "24 23 held a/A b/B", false),
            ("22 - held a/A b/B", "24 23 held a/A b/B", false),
            ("25 25? held a/A b/B", "24 23 held a/A b/B", true),
            ("28 28? held a/A b/B", "24 23 held a/A b/B", false),
            ("25 25 held a/A b/B", "24 23 held a/A b/B", false),
            ("25 - held a/A b/B", "24 23? held a/A b/B", false),
            ("25 - held a/A b/B", "24 - held a/A b/B", false),
            ("25 - held a/A b/B", "20 23 planned a/A b/B", true),
            ("25 - held a/A b/B", "20 23 cancelled a/A b/B", false),
            ("20 - planned a/A b/B", "24 23 held a/A b/B", true),
            ("10 - planned a/A b/B", "11 23 planned a/A b/B", true),
            ("25 - planned a/A b/B", "24 23 held a/A b/B", false),
            ("25 - hypothetical a/A b/B", "24 23 held a/A b/B", false),
            ("25 - held a/A b/B", "24 23 held a/A b/B c/C", true),
            ("25 - held a/A b/B c/C", "24 23 held a/A b/B", true),
            ("25 - held a/A c/C b/B", "24 23 held a/A b/B d/D", false),
            ("25 - held a/A B", "24 23 held a/A b/B", true),
            ("25 - held A B", "24 23 held a/A b/B", false),
            ("25 - held A B @place:x", "24 23 held a/A b/B @place:x", true),
            ("25 - held a/A b/B @place:x", "24 23 held a/A b/B @place:y", false),
        ];
        for (undated, dated, expected) in rows {
            let (a, b) = (telling("article:1", undated), telling("article:2", dated));
            assert_eq!(fits(&a, &b), expected, "{undated} | {dated}");
            assert_eq!(same::is_same(&b, &a), expected, "{undated} | {dated}");
        }
    }

    #[test]
    fn it_stays_by_itself_where_two_fit() {
        let tellings = |all: &[&str]| {
            let number =
                |(number, text): (usize, &&str)| telling(&format!("article:{number}"), text);
            all.iter().enumerate().map(number).map(std::sync::Arc::new).collect::<Vec<_>>()
        };
        let parts = |all: &[&str]| crate::merge::cluster::part(tellings(all)).len();
        assert_eq!(parts(&["25 - held a/A b/B", "24 23 held a/A b/B"]), 1);
        assert_eq!(parts(&["25 - held a/A b/B", "24 23 held a/A b/B", "24 23 held b/B a/A"]), 1);
        assert_eq!(parts(&["25 - held a/A b/B", "24 23 held a/A b/B", "22 21 held a/A b/B"]), 3);
        assert_eq!(parts(&["25 - held a/A b/B", "26 - held a/A b/B", "24 23 held a/A b/B"]), 1);
        assert_eq!(parts(&["25 - held a/A b/B", "26 26? held a/A b/B"]), 2);
    }
}

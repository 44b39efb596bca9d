//! By what every question may narrow its facts.

use crate::graph::Graph;
use crate::model::code::closed;
use crate::model::code::is_remote;
use crate::model::delta::ArticleHead;
use crate::model::delta::EventRecord;
use crate::model::delta::Source;
use crate::model::id::ArticleId;
use crate::model::reading::Office;
use crate::model::time::Time;
use jiff::civil::Date;
use std::sync::Arc;

/// Facts that pass all of it. Days are `YYYY-MM-DD`, both ends count.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Valid time: what may have happened on or after this day.
    pub from: Option<String>,
    /// Valid time: what may have happened on or before this day.
    pub to: Option<String>,
    /// Valid time: the state of the world on this day; only what had begun by then.
    pub as_of: Option<String>,
    /// Known time: only what articles published on or before this day told.
    pub known_at: Option<String>,
    /// At least so many independent articles tell it.
    pub min_sources: usize,
    /// 0 to 1.
    pub min_confidence: f64,
    /// Only events from there.
    pub origin: Option<Origin>,
    /// Of meetings only those in person: no calls and no letters.
    pub in_person: bool,
}

closed!(
    /// Where events are from.
    Origin {
        Text = "text",
        Gdelt = "gdelt",
    }
);

impl Filter {
    /// Whether nothing is filtered out.
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether an event passes. One without a date passes no bound on valid time.
    pub fn admits(&self, graph: &Graph, event: &EventRecord) -> bool {
        self.in_time(event)
            && self.origin != Some(Origin::Gdelt)
            && !(self.in_person && event.mode.as_deref().is_some_and(is_remote))
            && event.confidence >= self.min_confidence
            && (self.known_at.is_none() || self.sources(graph, &event.evidence) > 0)
            && (self.min_sources < 2 || self.sources(graph, &event.evidence) >= self.min_sources)
    }

    /// Whether a fact with this evidence was known in time and is told by enough articles.
    pub fn supports(&self, graph: &Graph, evidence: &[Arc<Source>]) -> bool {
        let known = self.known_at.is_none() || self.sources(graph, evidence) > 0;
        known && (self.min_sources < 2 || self.sources(graph, evidence) >= self.min_sources)
    }

    /// The pieces of evidence that were known in time.
    pub fn evidence<'a>(
        &'a self,
        graph: &'a Graph,
        evidence: &'a [Arc<Source>],
    ) -> impl Iterator<Item = &'a Source> {
        evidence.iter().map(AsRef::as_ref).filter(|it: &&Source| self.knows(graph, &it.article))
    }

    /// How many independent articles known in time tell it.
    pub fn sources(&self, graph: &Graph, evidence: &[Arc<Source>]) -> usize {
        graph.sources(self.evidence(graph, evidence).map(|it| &it.article))
    }

    /// Whether an article was published by the known time. One without a date was known at no given day.
    pub fn knows(&self, graph: &Graph, article: &ArticleId) -> bool {
        let Some(known_at) = &self.known_at else { return true };
        graph.article(article).and_then(ArticleHead::day).is_some_and(|day| day <= *known_at)
    }

    fn in_time(&self, event: &EventRecord) -> bool {
        self.is_timeless() || event.time.as_ref().is_some_and(|it| self.covers(it))
    }

    /// Whether valid time is not bound.
    pub fn is_timeless(&self) -> bool {
        self.from.is_none() && self.last_day().is_none()
    }

    /// Whether a time may lie in the bounds of valid time.
    pub fn covers(&self, time: &Time) -> bool {
        time.overlaps(self.from.as_deref(), self.last_day())
    }

    /// The last day on which something may have begun.
    pub fn last_day(&self) -> Option<&str> {
        self.to.as_deref().into_iter().chain(self.as_of.as_deref()).min()
    }

    /// Whether an office was held on the day that is asked about, as far as is told.
    pub fn is_held(&self, office: &Office) -> bool {
        let Some(day) = self.as_of.as_deref() else { return true };
        let begun = |from: &String| from.as_str() <= day;
        // A year or a month goes on to its end.
        let ended = |to: &String| *to < day.chars().take(to.chars().count()).collect::<String>();
        let told = office.from.as_ref().or(office.as_of.as_ref().filter(|_| office.to.is_none()));
        told.is_none_or(begun) && !office.to.as_ref().is_some_and(ended)
    }
}

/// What a day may be written as.
pub const DAY_FORMS: &str = "a day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY";

/// The first and the last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nothing for any other text or a day that is none.
pub fn days(text: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|it| it.len()).collect();
    let digits = parts.iter().all(|it| it.chars().all(|c| c.is_ascii_digit()));
    if !digits || ![&[4][..], &[4, 2], &[4, 2, 2]].contains(&widths.as_slice()) {
        return None;
    }
    let year: i16 = parts.first()?.parse().ok()?;
    let month: Option<i8> = parts.get(1).and_then(|it| it.parse().ok());
    let day: Option<i8> = parts.get(2).and_then(|it| it.parse().ok());
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first.to_string(), last.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_text() {
        let rows = [
            ("2007", Some(("2007-01-01", "2007-12-31"))),
            ("2008-02", Some(("2008-02-01", "2008-02-29"))),
            ("2007-10-23", Some(("2007-10-23", "2007-10-23"))),
            ("0001", Some(("0001-01-01", "0001-12-31"))),
            ("2007-02-30", None),
            ("2007-13", None),
            ("2007-1-1", None),
            ("07", None),
            ("-2007", None),
            ("+200", None),
            ("2007-10-23-01", None),
            ("20071023", None),
            ("２００７", None),
            ("2007-", None),
            ("", None),
            ("today", None),
        ];
        for (text, expected) in rows {
            let found = days(text);
            let found = found.as_ref().map(|(a, b)| (a.as_str(), b.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! What lies between two entities: series, chains of meetings, co-presence.

use crate::http::view::Envelope;
use crate::http::view::PlaceRef;
use crate::http::view::Shown;
use crate::http::view::Truncated;
use crate::http::view::entity::counts;
use crate::http::view::event::Event;
use crate::http::view::event::Held;
use crate::http::view::next;
use crate::http::view::truncated;
use crate::model::id::EntityId;
use crate::query::chain;
use crate::query::copresence;
use crate::query::cursor::List;
use crate::query::dyad;
use crate::query::dyad::By;
use crate::query::tone::DEEDS;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use utoipa::ToSchema;

/// How relations between two countries ran.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dyad<'a> {
    pub pair: [&'a str; 2],
    pub by: &'static str,
    /// Buckets in which something was done, in time order.
    pub items: Vec<Bucket<'a>>,
    pub next: Option<String>,
    pub truncated: Option<Truncated>,
    pub generation: u64,
    /// Deeds whose time is not known well enough to stand in one bucket.
    pub unplaced: usize,
    /// Where a series shifts, of all buckets whatever the page; in time order.
    pub change_points: Vec<ChangePoint<'a>>,
}

/// From this bucket on a series has another mean than before.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangePoint<'a> {
    pub bucket: &'a str,
    /// `balance` or `tone`.
    pub series: &'static str,
    /// The mean since the change before.
    pub before: f64,
    /// The mean until the change after.
    pub after: f64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Bucket<'a> {
    /// `YYYY-MM` or `YYYY`.
    pub bucket: &'a str,
    /// What took place by its type; what was refused or called off as REJECT.
    pub counts: BTreeMap<&'static str, usize>,
    pub cooperation: usize,
    pub conflict: usize,
    /// Cooperation minus conflict over their sum, -1 to 1; null where there is neither.
    pub balance: Option<f64>,
    /// Mean Goldstein weight of the CAMEO codes, -10 to 10; null where no code has one.
    pub tone: Option<f64>,
    /// The sum of the weights, and of how many codes.
    pub weight: f64,
    pub weighed: i32,
    pub open_disputes: Vec<&'a str>,
    pub agreements_in_force: Vec<&'a str>,
    /// Where the events are.
    pub events: String,
}

/// A chain of meetings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Path<'a> {
    pub length: usize,
    pub valid: Valid<'a>,
    /// When all of it was known as it is shown here; `to` is null while it is.
    pub known: Held,
    pub hops: Vec<Hop<'a>>,
}

/// First and last day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Valid<'a> {
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Hop<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub event: Event<'a>,
}

/// Two in the same place over the same days, without a reported meeting.
#[derive(Debug, Serialize, ToSchema)]
pub struct Copresence<'a> {
    pub place: PlaceRef<'a>,
    pub from: String,
    pub to: String,
    /// What brought the first of the two there.
    pub a: Event<'a>,
    /// What brought the second there.
    pub b: Event<'a>,
}

impl<'a> Shown<'a> {
    pub fn dyad(self, answer: &'a dyad::Answer<'a>, by: By) -> Dyad<'a> {
        let list = &answer.buckets;
        let pair = answer.pair.map(EntityId::as_str);
        let items = list.items.iter().map(|it| Bucket {
            bucket: &it.name,
            counts: counts(&it.types),
            cooperation: it.cooperation,
            conflict: it.conflict,
            balance: it.balance,
            tone: it.tone,
            weight: f64::from(it.weights.0) / 10.0,
            weighed: it.weights.1,
            open_disputes: it.open_disputes.iter().map(|it| it.as_str()).collect(),
            agreements_in_force: it.agreements_in_force.iter().map(|it| it.as_str()).collect(),
            events: events(answer.pair, it),
        });
        Dyad {
            pair,
            by: by.as_str(),
            items: items.collect(),
            next: next(list.next.as_ref()),
            truncated: truncated(list.truncated),
            generation: list.generation,
            unplaced: answer.unplaced,
            change_points: answer.change_points.iter().map(change_point).collect(),
        }
    }

    pub fn paths(self, list: &'a List<chain::Told<'a>>) -> Envelope<Path<'a>> {
        Envelope::new(list, |it| {
            let (from, to) = it.valid();
            let hops: Vec<Hop> = it
                .hops
                .iter()
                .map(|it| Hop {
                    from: it.from.as_str(),
                    to: it.to.as_str(),
                    event: self.event(&it.event),
                })
                .collect();
            let periods = || hops.iter().map(|it| &it.event.known);
            let known = Held {
                from: periods().filter_map(|it| it.from.clone()).max(),
                to: periods().filter_map(|it| it.to.clone()).min(),
            };
            Path { length: hops.len(), valid: Valid { from, to }, known, hops }
        })
    }

    pub fn copresence(
        self,
        list: &'a List<copresence::Copresence<'a>>,
    ) -> Envelope<Copresence<'a>> {
        Envelope::new(list, |it| Copresence {
            place: self.place(it.place),
            from: it.from.to_string(),
            to: it.to.to_string(),
            a: self.event(&it.a),
            b: self.event(&it.b),
        })
    }
}

fn change_point(it: &dyad::ChangePoint) -> ChangePoint<'_> {
    ChangePoint {
        bucket: &it.bucket,
        series: it.series.as_str(),
        before: it.before,
        after: it.after,
    }
}

fn events(pair: [&EntityId; 2], bucket: &dyad::Bucket) -> String {
    let [a, b] = pair.map(EntityId::local);
    let (from, to) = (&bucket.from, &bucket.to);
    let mut link = format!("/v1/events?country={a}&country={b}&from={from}&to={to}");
    for status in DEEDS {
        // Writing to a String cannot fail.
        write!(link, "&status={status}").unwrap_or_default();
    }
    link
}

//! How relations between two countries ran, month by month or year by year: deeds by type, cooperation and
//! conflict, tone, open disputes, agreements in force; and when they shifted.

use crate::graph::Graph;
use crate::model::code::AgreementState;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::EntityId;
use crate::model::time::Time;
use crate::query::budget::Budget;
use crate::query::change_points::changes;
use crate::query::counterpart::takes_part;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::disputes::is_open;
use crate::query::disputes::state_on;
use crate::query::filter::Filter;
use crate::query::filter::days;
use crate::query::names::known;
use crate::query::tone::Stance;
use crate::query::tone::deed;
use crate::query::tone::stance;
use crate::query::tone::weight;
use std::collections::BTreeMap;

/// The name of the order: by time.
pub const ORDER: &str = "dyad";

/// How long a bucket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    #[default]
    Month,
    Year,
}

impl By {
    pub const ALL: &[&str] = &["month", "year"];

    pub fn as_str(self) -> &'static str {
        match self {
            By::Month => "month",
            By::Year => "year",
        }
    }

    pub fn parse(text: &str) -> Option<By> {
        [By::Month, By::Year].into_iter().find(|it| it.as_str() == text)
    }

    /// Characters of a day that name its bucket.
    fn width(self) -> usize {
        match self {
            By::Month => 7,
            By::Year => 4,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Question {
    /// Two different countries.
    pub pair: [EntityId; 2],
    pub by: By,
    pub filter: Filter,
    pub page: Page,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'g> {
    /// In id order.
    pub pair: [&'g EntityId; 2],
    /// Buckets with deeds, in time order.
    pub buckets: List<Bucket<'g>>,
    /// Deeds whose time is not known well enough to stand in one bucket.
    pub unplaced: usize,
    /// Of all buckets, whatever the page; in time order.
    pub change_points: Vec<ChangePoint>,
}

/// The bucket from which on a series is another one.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangePoint {
    pub bucket: String,
    pub series: Series,
    /// Means since the change before and until the change after.
    pub before: f64,
    pub after: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    Balance,
    Tone,
}

impl Series {
    pub fn as_str(self) -> &'static str {
        match self {
            Series::Balance => "balance",
            Series::Tone => "tone",
        }
    }

    fn of(self, bucket: &Bucket) -> Option<f64> {
        match self {
            Series::Balance => bucket.balance,
            Series::Tone => bucket.tone,
        }
    }

    /// A fortieth of the whole scale: a series that is steadier is not looked at any closer.
    fn least_spread(self) -> f64 {
        match self {
            Series::Balance => 0.05,
            Series::Tone => 0.5,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bucket<'g> {
    /// `YYYY-MM` or `YYYY`.
    pub name: String,
    /// First and last day.
    pub from: String,
    pub to: String,
    pub types: BTreeMap<EventType, usize>,
    pub cooperation: usize,
    pub conflict: usize,
    /// Cooperation minus conflict over their sum, -1 to 1, to two places; none where there is neither.
    pub balance: Option<f64>,
    /// Mean Goldstein weight of the deeds that have a CAMEO code; -10 to 10, to two places.
    pub tone: Option<f64>,
    /// At the end of the bucket, in id order.
    pub open_disputes: Vec<&'g EntityId>,
    pub agreements_in_force: Vec<&'g EntityId>,
}

/// Nothing when the graph does not know one of the two.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Option<Answer<'g>> {
    let [a, b] = &question.pair;
    let mut pair = [known(graph, a)?, known(graph, b)?];
    pair.sort();
    let [a, b] = pair;
    let rarer = if graph.events_of(a).count() <= graph.events_of(b).count() { a } else { b };
    let mut unplaced = 0;
    let mut deeds: BTreeMap<String, Vec<(EventType, &EventRecord)>> = BTreeMap::new();
    let events = graph.events_of(rarer).take_while(|_| budget.spend(1));
    for event in events.filter(|it| takes_part(it, a) && takes_part(it, b)) {
        let Some(deed) = deed(event).filter(|_| question.filter.admits(graph, event)) else {
            continue;
        };
        match event.time.as_ref().and_then(|it| bucket(it, question.by)) {
            Some(bucket) => deeds.entry(bucket).or_default().push((deed, event)),
            None => unplaced += 1,
        }
    }
    let filled = deeds.into_iter().filter_map(|(name, deeds)| Bucket::fill(name, &deeds));
    let filled: Vec<Bucket> = filled.collect();
    let change_points = change_points(&filled);
    let order = (ORDER, graph.generation());
    let mut buckets =
        List::page(filled.into_iter(), &question.page, order, |it| vec![it.name.clone()]);
    let items = std::mem::take(&mut buckets.items).into_iter();
    buckets.items = items.map(|it| it.with_states(graph, pair, &question.filter)).collect();
    Some(Answer { pair, buckets: buckets.cut_by(budget), unplaced, change_points })
}

fn change_points(buckets: &[Bucket]) -> Vec<ChangePoint> {
    let mut found = Vec::new();
    for series in [Series::Balance, Series::Tone] {
        let told = buckets.iter().filter_map(|it| Some((it.name.as_str(), series.of(it)?)));
        let (names, values): (Vec<&str>, Vec<f64>) = told.unzip();
        for change in changes(&values, series.least_spread()) {
            let Some(bucket) = names.get(change.at).map(|it| (*it).to_owned()) else { continue };
            let (before, after) = (change.before, change.after);
            found.push(ChangePoint { bucket, series, before, after });
        }
    }
    found.sort_by(|a, b| (&a.bucket, a.series).cmp(&(&b.bucket, b.series)));
    found
}

/// To two places.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The bucket of a time: that of all its days, or that of its first where the first is known as well as that.
fn bucket(time: &Time, by: By) -> Option<String> {
    let prefix = |day: &str| day.chars().take(by.width()).collect::<String>();
    let first = time.earliest.as_deref().map(prefix)?;
    let one = time.latest.as_deref().map(prefix).as_ref() == Some(&first);
    let known_start = time.edtf.contains('/') && time.edtf.starts_with(&first);
    (one || known_start).then_some(first)
}

impl<'g> Bucket<'g> {
    fn fill(name: String, deeds: &[(EventType, &EventRecord)]) -> Option<Self> {
        let (from, to) = days(&name)?;
        let mut types = BTreeMap::new();
        let (mut cooperation, mut conflict) = (0_usize, 0_usize);
        let (mut sum, mut weighed) = (0, 0);
        for (deed, event) in deeds {
            *types.entry(*deed).or_default() += 1;
            match stance(*deed) {
                Stance::Cooperation => cooperation += 1,
                Stance::Conflict => conflict += 1,
                Stance::Neither => {}
            }
            if let Some(weight) = event.cameo.as_deref().and_then(weight) {
                sum += weight;
                weighed += 1;
            }
        }
        let tone =
            (weighed > 0).then(|| (f64::from(sum * 10) / f64::from(weighed)).round() / 100.0);
        let balance = (cooperation + conflict > 0).then(|| {
            let (for_it, against) = (cooperation as f64, conflict as f64);
            rounded((for_it - against) / (for_it + against))
        });
        let (open_disputes, agreements_in_force) = (Vec::new(), Vec::new());
        Some(Bucket {
            name,
            from,
            to,
            types,
            cooperation,
            conflict,
            balance,
            tone,
            open_disputes,
            agreements_in_force,
        })
    }

    fn with_states(mut self, graph: &'g Graph, pair: [&EntityId; 2], filter: &Filter) -> Self {
        let between = |parties: &[EntityId]| pair.iter().all(|it| parties.contains(it));
        self.open_disputes = graph
            .disputes()
            .filter(|it| between(&it.parties) && filter.supports(graph, &it.evidence))
            .filter(|it| state_on(it, &self.to).is_some_and(is_open))
            .map(|it| &it.id)
            .collect();
        self.agreements_in_force = graph
            .agreements()
            .filter(|it| between(&it.parties) && filter.supports(graph, &it.evidence))
            .filter(|it| it.state == Some(AgreementState::InForce))
            .filter(|it| {
                let since = it.time.as_ref().and_then(|it| it.earliest.as_deref());
                since.is_some_and(|since| since <= self.to.as_str())
            })
            .map(|it| &it.id)
            .collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::event;
    use crate::model::delta::Rows;

    #[test]
    fn a_time_stands_in_the_bucket_it_is_known_to() {
        let rows = [
            ("2007-10-23", "2007-10-23", "2007-10-23", Some("2007-10"), Some("2007")),
            ("2007-10", "2007-10-01", "2007-10-31", Some("2007-10"), Some("2007")),
            ("2007", "2007-01-01", "2007-12-31", None, Some("2007")),
            ("2007-10-30/2007-11-02", "2007-10-30", "2007-11-02", Some("2007-10"), Some("2007")),
            ("2007/2008", "2007-01-01", "2008-12-31", None, Some("2007")),
            ("200X", "2000-01-01", "2009-12-31", None, None),
            ("2007-12-30/2008-01-02", "2007-12-30", "2008-01-02", Some("2007-12"), Some("2007")),
        ];
        for (edtf, earliest, latest, month, year) in rows {
            let time = Time {
                edtf: edtf.to_owned(),
                earliest: Some(earliest.to_owned()),
                latest: Some(latest.to_owned()),
                text: None,
            };
            assert_eq!(bucket(&time, By::Month).as_deref(), month, "{edtf} by month");
            assert_eq!(bucket(&time, By::Year).as_deref(), year, "{edtf} by year");
        }
    }

    #[test]
    fn a_shift_is_told_on_every_page() {
        let month = |n: usize| format!("2007-{:02}-10", n + 1);
        let deed = |(n, kind, cameo): (usize, EventType, &str)| {
            let who = [("country:XXX", ""), ("country:YYY", "")];
            let mut event = event(&format!("{n}-{kind}"), Some(&month(n)), &who);
            event.kind = kind;
            event.cameo = Some(cameo.to_owned());
            event
        };
        let good = (0..5).map(|n| (n, EventType::Consult, "057"));
        let bad = (5..10).map(|n| (n, EventType::Accuse, "1125"));
        let both = [(4, EventType::Accuse, "1125"), (10, EventType::Statement, "010")];
        let events = good.chain(bad).chain(both).map(deed).collect();
        let graph = Graph::from_rows(Rows { events, ..Rows::default() });
        let mut question = Question {
            pair: ["country:YYY", "country:XXX"].map(EntityId::new),
            by: By::Month,
            filter: Filter::default(),
            page: Page { limit: 6, after: None },
        };
        let first = ask(&graph, &question, &mut Budget::default()).unwrap();
        question.page.after = first.buckets.next.clone().map(|it| it.key);
        let second = ask(&graph, &question, &mut Budget::default()).unwrap();
        let told = |it: &Answer| {
            it.buckets.items.iter().map(|it| (it.balance, it.tone)).collect::<Vec<_>>()
        };
        let (good, bad) = ((Some(1.0), Some(8.0)), (Some(-1.0), Some(-2.0)));
        assert_eq!(told(&first), [good, good, good, good, (Some(0.0), Some(3.0)), bad]);
        assert_eq!(told(&second), [bad, bad, bad, bad, (None, Some(0.0))]);
        let change = |bucket: &str, series, before, after| ChangePoint {
            bucket: bucket.to_owned(),
            series,
            before,
            after,
        };
        // The statement has a tone but is neither cooperation nor conflict, and weighs on the tone alone.
        let expected = [
            change("2007-05", Series::Tone, 8.0, -1.0),
            change("2007-06", Series::Balance, 0.8, -1.0),
        ];
        assert_eq!(first.change_points, expected);
        assert_eq!(second.change_points, expected);
    }
}

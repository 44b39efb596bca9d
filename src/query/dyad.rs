//! How relations between two countries ran, month by month or year by year: deeds by type, cooperation and
//! conflict, tone, open disputes, agreements in force; and when they shifted.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::fact::Fact;
use crate::model::cameo::Cameo;
use crate::model::code::AgreementState;
use crate::model::code::EventType;
use crate::model::day::Day;
use crate::model::delta::AgreementRecord;
use crate::model::delta::DisputeRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::change_points::changes;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::disputes::is_open;
use crate::query::disputes::state_on;
use crate::query::filter::Filter;
use crate::query::filter::days;
use crate::query::names::known;
use crate::query::sieve::Sieve;
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

    /// The number of the bucket of a day: `yyyymm` or `yyyy`.
    fn bucket(self, day: Day) -> i32 {
        match self {
            By::Month => day.month(),
            By::Year => day.year(),
        }
    }

    fn name(self, bucket: i32) -> String {
        match self {
            By::Month => format!("{:04}-{:02}", bucket / 100, bucket % 100),
            By::Year => format!("{bucket:04}"),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Question {
    /// Two different countries.
    pub pair: [EntityId; 2],
    pub by: By,
    /// Whether it is wanted when the series shifted.
    pub change_points: bool,
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
    /// Of all buckets, whatever the page, where they are wanted; in time order.
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

    fn of(self, deeds: &Deeds) -> Option<f64> {
        match self {
            Series::Balance => deeds.balance(),
            Series::Tone => deeds.tone(),
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
    /// The sum that it is the mean of, in tenths, and of how many deeds.
    pub weights: (i32, i32),
    /// At the end of the bucket, in id order.
    pub open_disputes: Vec<&'g EntityId>,
    pub agreements_in_force: Vec<&'g EntityId>,
}

/// Nothing when the graph does not know one of the two.
pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Option<Answer<'g>> {
    let [a, b] = &question.pair;
    let mut pair = [known(graph, a)?, known(graph, b)?];
    pair.sort();
    let sieve = Sieve::new(graph, &question.filter);
    let [one, other] = pair.map(|it| graph.entity_no(it).unwrap_or(EntityNo::GONE));
    let mut unplaced = 0;
    let mut deeds: BTreeMap<i32, Deeds> = BTreeMap::new();
    for entry in graph.dyad(one, other).take_while(|_| budget.spend(1)) {
        let Some(fact) = graph.fact(entry.event).filter(|it| sieve.admits(it)) else { continue };
        let Some(deed) = deed(fact) else { continue };
        match bucket(fact, question.by) {
            Some(bucket) => deeds.entry(bucket).or_default().count(deed, fact.cameo),
            None => unplaced += 1,
        }
    }
    let all: Vec<(i32, Deeds)> = deeds.into_iter().collect();
    let change_points =
        if question.change_points { change_points(&all, question.by) } else { Vec::new() };
    let rows = all.into_iter().map(|(bucket, deeds)| (question.by.name(bucket), deeds));
    let order = (ORDER, graph.generation());
    let list = List::page(rows, &question.page, order, |it| vec![it.0.clone()]);
    let states = States::between(graph, pair, &question.filter);
    let buckets = list.filter_map(|(name, deeds)| Bucket::new(name, deeds, &states));
    Some(Answer { pair, buckets: buckets.cut_by(budget), unplaced, change_points })
}

fn change_points(buckets: &[(i32, Deeds)], by: By) -> Vec<ChangePoint> {
    let mut found = Vec::new();
    for series in [Series::Balance, Series::Tone] {
        let told = buckets.iter().filter_map(|(bucket, deeds)| Some((*bucket, series.of(deeds)?)));
        let (names, values): (Vec<i32>, Vec<f64>) = told.unzip();
        for change in changes(&values, series.least_spread()) {
            let Some(bucket) = names.get(change.at).map(|it| by.name(*it)) else { continue };
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

/// The bucket of an event: that of all its days, or that of its first where the first is known as well as that.
fn bucket(fact: &Fact, by: By) -> Option<i32> {
    if !fact.first.is_known() {
        return None;
    }
    let first = by.bucket(fact.first);
    let ends_in_it = fact.last.is_known() && by.bucket(fact.last) == first;
    let known_start = || {
        let edtf = fact.told().and_then(|it| it.time.as_ref()).map_or("", |it| it.edtf.as_str());
        edtf.contains('/') && edtf.starts_with(&by.name(first))
    };
    (ends_in_it || known_start()).then_some(first)
}

/// What was done in one bucket.
#[derive(Debug, Default)]
struct Deeds {
    types: BTreeMap<EventType, usize>,
    cooperation: usize,
    conflict: usize,
    /// Tenths.
    sum: i32,
    weighed: i32,
}

impl Deeds {
    fn count(&mut self, deed: EventType, code: Cameo) {
        *self.types.entry(deed).or_default() += 1;
        match stance(deed) {
            Stance::Cooperation => self.cooperation += 1,
            Stance::Conflict => self.conflict += 1,
            Stance::Neither => {}
        }
        if let Some(weight) = weight(code) {
            self.sum = self.sum.saturating_add(weight);
            self.weighed += 1;
        }
    }

    fn balance(&self) -> Option<f64> {
        let (for_it, against) = (self.cooperation as f64, self.conflict as f64);
        (self.cooperation + self.conflict > 0)
            .then(|| rounded((for_it - against) / (for_it + against)))
    }

    fn tone(&self) -> Option<f64> {
        let mean = || (f64::from(self.sum) * 10.0 / f64::from(self.weighed)).round() / 100.0;
        (self.weighed > 0).then(mean)
    }
}

/// What stands between two countries.
struct States<'g> {
    disputes: Vec<&'g DisputeRecord>,
    agreements: Vec<&'g AgreementRecord>,
}

impl<'g> States<'g> {
    fn between(graph: &'g Graph, pair: [&EntityId; 2], filter: &Filter) -> Self {
        let between = |parties: &[EntityId]| pair.iter().all(|it| parties.contains(it));
        let disputes = graph.disputes().filter(|it| between(&it.parties));
        let agreements = graph.agreements().filter(|it| between(&it.parties));
        States {
            disputes: disputes.filter(|it| filter.supports(graph, &it.evidence)).collect(),
            agreements: agreements
                .filter(|it| filter.supports(graph, &it.evidence))
                .filter(|it| it.state == Some(AgreementState::InForce))
                .collect(),
        }
    }

    fn open_on(&self, day: &str) -> Vec<&'g EntityId> {
        let open = self.disputes.iter().filter(|it| state_on(it, day).is_some_and(is_open));
        open.map(|it| &it.id).collect()
    }

    fn in_force_on(&self, day: &str) -> Vec<&'g EntityId> {
        let since = |it: &AgreementRecord| it.time.as_ref().and_then(|it| it.earliest.clone());
        let begun = |it: &&&AgreementRecord| since(it).is_some_and(|since| since.as_str() <= day);
        self.agreements.iter().filter(begun).map(|it| &it.id).collect()
    }
}

impl<'g> Bucket<'g> {
    fn new(name: String, deeds: Deeds, states: &States<'g>) -> Option<Self> {
        let (from, to) = days(&name)?;
        Some(Bucket {
            open_disputes: states.open_on(&to),
            agreements_in_force: states.in_force_on(&to),
            balance: deeds.balance(),
            tone: deeds.tone(),
            weights: (deeds.sum, deeds.weighed),
            types: deeds.types,
            cooperation: deeds.cooperation,
            conflict: deeds.conflict,
            name,
            from,
            to,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::entry::Window;
    use crate::graph::sample::event;
    use crate::model::delta::Rows;
    use crate::model::time::Time;

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
            let mut event = event("a", Some(earliest), &[]);
            event.time = Some(Time {
                edtf: edtf.to_owned(),
                earliest: Some(earliest.to_owned()),
                latest: Some(latest.to_owned()),
                text: None,
            });
            let graph = Graph::from_rows(Rows { events: vec![event], ..Rows::default() });
            let fact = graph.scan_all(Window::ALL).find_map(|it| graph.fact(it.event)).unwrap();
            assert_eq!(
                bucket(fact, By::Month).map(|it| By::Month.name(it)).as_deref(),
                month,
                "{edtf} by month"
            );
            assert_eq!(
                bucket(fact, By::Year).map(|it| By::Year.name(it)).as_deref(),
                year,
                "{edtf} by year"
            );
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
            change_points: true,
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

//! Scores of event identity: texts that tell one meeting should come to tell one event of the graph, and others
//! not. All texts go into one graph, so that a meeting can also be taken for one of another pair.
//! Beside it stands the rule of the Phoenix event data, by which two are one if date, source, target and code are the
//! same, and no other.

pub mod gold;
pub mod score;

use crate::eval::articles::gold::EvalError;
use crate::eval::articles::score::Score;
use crate::eval::pairs::gold::Item;
use crate::eval::pairs::score::Links;
use crate::graph::Graph;
use crate::knowledge::Knowledge;
use crate::merge;
use crate::merge::namesake;
use crate::model::code::EventType;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::pipeline;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Over every two texts: one meeting or two.
    pub pairs: Score,
    /// The same, of those texts alone in which the meeting was read.
    pub pairs_read: Score,
    /// Over the texts (Bagga and Baldwin 1998): precision and recall of the group that each one is in.
    pub b_cubed: (f64, f64),
    /// `pairs` by the rule of Phoenix.
    pub exact_tuple: Score,
    pub b_cubed_exact: (f64, f64),
    pub texts: usize,
    /// Texts in which no telling of their meeting was read.
    pub unread: Vec<String>,
}

/// Date, source, target, code.
type Tuple = (Option<String>, EntityId, EntityId, Option<String>);

/// What became of one text.
#[derive(Debug)]
struct Told {
    name: String,
    meeting: String,
    events: BTreeSet<EventId>,
    tuples: BTreeSet<Tuple>,
}

/// Reads and merges all texts of a folder of pairs.
///
/// # Errors
/// A file that is no gold, an article that cannot be read.
pub fn evaluate(folder: &Path, knowledge: &Knowledge) -> Result<Report, EvalError> {
    let mut graph = Graph::default();
    let mut read = Vec::new();
    for item in gold::load(folder)? {
        let mut reading = pipeline::read(&item.raw, knowledge)?;
        namesake::open(&mut reading, &|it| knowledge.gazetteer.knows(it));
        namesake::settle(&graph, &mut reading);
        if graph.article(&reading.article.id).is_none() {
            let delta = merge::merge(&graph, reading.clone());
            graph.apply(&delta, graph.generation() + 1);
        }
        read.push((item, reading));
    }
    let told: Vec<Told> = read.iter().map(|(item, reading)| told(&graph, item, reading)).collect();
    Ok(report(&told))
}

fn told(graph: &Graph, item: &Item, reading: &Reading) -> Told {
    let meant: BTreeSet<usize> = reading
        .events
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind == EventType::Consult && item.means(reading, it))
        .map(|(ordinal, _)| ordinal)
        .collect();
    let article = &reading.article.id;
    let tells = |ordinal: usize| meant.contains(&ordinal);
    let events = graph.events_told_by(article).filter(|event| {
        event.tellings.iter().any(|it| it.article == *article && tells(it.ordinal))
    });
    let tuples = meant.iter().filter_map(|it| reading.events.get(*it)).flat_map(tuples);
    Told {
        name: item.name.clone(),
        meeting: item.meeting.clone(),
        events: events.map(|it| it.id.clone()).collect(),
        tuples: tuples.collect(),
    }
}

/// An event as the rule of Phoenix sees it: every two sides, in both directions.
fn tuples(event: &Event) -> Vec<Tuple> {
    let date = event.time.as_ref().map(|it| it.edtf.clone());
    let mut tuples = Vec::new();
    for a in &event.participants {
        for b in event.participants.iter().filter(|it| it.entity != a.entity) {
            let (source, target) = (a.side().clone(), b.side().clone());
            tuples.push((date.clone(), source, target, event.cameo.clone()));
        }
    }
    tuples
}

fn report(told: &[Told]) -> Report {
    let meet = |a: &BTreeSet<EventId>, b: &BTreeSet<EventId>| !a.is_disjoint(b);
    let gold = Links::new(told, |a, b| a.meeting == b.meeting);
    let merged = Links::new(told, |a, b| meet(&a.events, &b.events));
    let exact = Links::new(told, |a, b| !a.tuples.is_disjoint(&b.tuples));
    let name = |i: usize, j: usize| {
        let name = |it: usize| told.get(it).map_or("", |it| it.name.as_str());
        format!("{} | {}", name(i), name(j))
    };
    let is_read = |it: usize| told.get(it).is_some_and(|it| !it.events.is_empty());
    let unread = told.iter().filter(|it| it.events.is_empty()).map(|it| it.name.clone());
    Report {
        pairs: merged.score(&gold, name, |_| true),
        pairs_read: merged.score(&gold, name, is_read),
        b_cubed: merged.b_cubed(&gold),
        exact_tuple: exact.score(&gold, name, |_| true),
        b_cubed_exact: exact.b_cubed(&gold),
        texts: told.len(),
        unread: unread.collect(),
    }
}

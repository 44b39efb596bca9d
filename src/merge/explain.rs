//! Why an event is what it is: which tellings it is made of and what ties each of them to the others, what they tell
//! differently, how its status moved, and which events that are near were kept apart, and by what.

use crate::graph::Graph;
use crate::merge::cluster;
use crate::merge::same;
use crate::merge::same::Objection;
use crate::merge::same::SHARED;
use crate::merge::undated;
use crate::model::delta::EventRecord;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Events kept apart that are told of.
const NEAR: usize = 10;

#[derive(Debug, Serialize)]
pub struct Explanation<'g> {
    pub id: &'g str,
    pub sources: usize,
    pub tellings: Vec<Told<'g>>,
    /// What is not told by all alike; shown is what is best supported.
    pub details: Vec<Detail>,
    /// The states it went through.
    pub history: Vec<Step>,
    /// The nearest first.
    pub apart: Vec<Apart<'g>>,
}

/// What one article tells of it.
#[derive(Debug, Serialize)]
pub struct Told<'g> {
    pub article: &'g str,
    pub published: Option<&'g str>,
    /// The article whose text this one's is a copy of.
    pub copy_of: Option<&'g str>,
    pub quote: Option<&'g str>,
    /// The telling that it fits best; null where it is the only one.
    pub tie: Option<Tie<'g>>,
}

#[derive(Debug, Serialize)]
pub struct Tie<'g> {
    pub to: &'g str,
    pub score: usize,
    pub reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Detail {
    pub what: &'static str,
    pub shown: String,
    pub told: Vec<Voice>,
}

/// Who tells it so.
#[derive(Debug, Serialize)]
pub struct Voice {
    pub value: String,
    pub articles: Vec<String>,
    /// How many of them are independent.
    pub sources: usize,
}

#[derive(Debug, Serialize)]
pub struct Step {
    pub known_from: String,
    pub status: &'static str,
}

/// An event that is near.
#[derive(Debug, Serialize)]
pub struct Apart<'g> {
    pub id: &'g str,
    pub score: usize,
    pub shared: Vec<&'g str>,
    /// What keeps the two nearest tellings apart.
    pub reasons: Vec<String>,
}

pub fn explain<'g>(graph: &'g Graph, event: &'g EventRecord) -> Explanation<'g> {
    let step =
        |(day, then): (String, EventRecord)| Step { known_from: day, status: then.status.as_str() };
    Explanation {
        id: event.id.as_str(),
        sources: graph.sources(event.evidence.iter().map(|it| &it.article)),
        tellings: event.tellings.iter().map(|it| told(graph, event, it)).collect(),
        details: details(graph, event),
        history: graph.status_history(event).into_iter().map(step).collect(),
        apart: apart(graph, event),
    }
}

fn told<'g>(graph: &'g Graph, event: &'g EventRecord, telling: &'g Telling) -> Told<'g> {
    let origin = graph.origin(&telling.article);
    let others = event.tellings.iter().filter(|it| same::is_same(it, telling));
    let best = others.max_by_key(|it| (same::score(it, telling), Reverse(&it.article)));
    Told {
        article: telling.article.as_str(),
        published: telling.day.as_deref(),
        copy_of: (*origin != telling.article).then(|| origin.as_str()),
        quote: telling.event.evidence.first().map(|it| it.quote.as_str()),
        tie: best.map(|it| Tie {
            to: it.article.as_str(),
            score: same::score(it, telling),
            reasons: reasons(it, telling),
        }),
    }
}

/// What speaks for one happening; `a` stands for the other telling.
fn reasons(a: &Telling, b: &Telling) -> Vec<String> {
    let (x, y) = (&a.event, &b.event);
    let who: Vec<&str> = same::shared(a, b).into_iter().map(EntityId::as_str).collect();
    let mut reasons = vec![format!("took part in both: {}", who.join(", "))];
    let edtf = |it: &Telling| it.event.time.as_ref().map_or("none", |it| &it.edtf).to_owned();
    reasons.push(match (undated::is_near(a, b), same::is_same_time(a, b)) {
        (true, _) => undated_reason(a, b),
        (false, true) => format!("the same time: {}", edtf(a)),
        (false, false) => format!("times have days in common: {} and {}", edtf(b), edtf(a)),
    });
    if same::is_same_place(a, b) {
        let both = x.places.iter().filter(|it| y.places.contains(it));
        let both: Vec<&str> = both.map(EntityId::as_str).collect();
        reasons.push(format!("the same place: {}", both.join(", ")));
    } else if !x.places.is_empty() && !y.places.is_empty() {
        reasons.push("the place of one lies in the country that the other names".to_owned());
    }
    let mode = |it: &Telling| it.event.mode.clone().unwrap_or_else(|| "no mode".to_owned());
    reasons.push(match x.mode == y.mode {
        true => format!("the same mode: {}", mode(a)),
        false => format!("one kind of contact: {} and {}", mode(b), mode(a)),
    });
    if x.status != y.status {
        reasons.push(format!("statuses of one course: {} and {}", y.status, x.status));
    }
    reasons
}

fn undated_reason(a: &Telling, b: &Telling) -> String {
    let (told, other) = if undated::fits(a, b) { (a, b) } else { (b, a) };
    let (from, to) = undated::days(told).unwrap_or_default();
    let time = other.event.time.as_ref().map_or("none", |it| &it.edtf);
    format!(
        "told without a time of its own, of the days from {from} to {to}: {time} is the only one that fits"
    )
}

fn details(graph: &Graph, event: &EventRecord) -> Vec<Detail> {
    let mode = |it: &Telling| it.event.mode.clone();
    let time = |it: &Telling| it.event.time.as_ref().map(|it| it.edtf.clone());
    let places = |it: &Telling| list(it.event.places.iter().map(EntityId::as_str));
    let who = |it: &Telling| participants(&it.event.participants);
    let status = |it: &Telling| Some(it.event.status.to_string());
    let shown_time = event.time.as_ref().map(|it| it.edtf.clone());
    let shown_places = list(event.places.iter().map(EntityId::as_str));
    let all = [
        detail(graph, event, ("status", Some(event.status.to_string())), &status),
        detail(graph, event, ("time", shown_time), &time),
        detail(graph, event, ("places", shown_places), &places),
        detail(graph, event, ("mode", event.mode.clone()), &mode),
        detail(graph, event, ("participants", participants(&event.participants)), &who),
    ];
    all.into_iter().flatten().collect()
}

/// Nothing where all who tell it tell it alike.
fn detail(
    graph: &Graph,
    event: &EventRecord,
    (what, shown): (&'static str, Option<String>),
    value: &dyn Fn(&Telling) -> Option<String>,
) -> Option<Detail> {
    let mut told: BTreeMap<String, BTreeSet<&ArticleId>> = BTreeMap::new();
    for telling in &event.tellings {
        if let Some(value) = value(telling) {
            told.entry(value).or_default().insert(&telling.article);
        }
    }
    if told.len() < 2 {
        return None;
    }
    let voice = |(value, articles): (String, BTreeSet<&ArticleId>)| Voice {
        value,
        sources: graph.sources(articles.iter().copied()),
        articles: articles.into_iter().map(ToString::to_string).collect(),
    };
    let mut told: Vec<Voice> = told.into_iter().map(voice).collect();
    told.sort_by_key(|it| Reverse(it.sources));
    Some(Detail { what, shown: shown.unwrap_or_default(), told })
}

fn participants(all: &[Participant]) -> Option<String> {
    let mut all: Vec<String> = all.iter().map(|it| format!("{} {}", it.entity, it.role)).collect();
    all.sort();
    list(all.iter().map(String::as_str))
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> Option<String> {
    let items: Vec<&str> = items.collect();
    (!items.is_empty()).then(|| items.join(", "))
}

/// Events that could have been the same by time and by those who took part, and are not.
fn apart<'g>(graph: &'g Graph, event: &'g EventRecord) -> Vec<Apart<'g>> {
    let mut near: BTreeMap<&str, (usize, Reverse<usize>, Apart<'g>)> = BTreeMap::new();
    for telling in &event.tellings {
        for other in cluster::candidates(graph, telling).into_iter().filter(|it| it.id != event.id)
        {
            for theirs in &other.tellings {
                let found = against(telling, theirs, other);
                let nearer =
                    |it: &(usize, Reverse<usize>, Apart)| (found.0, found.1) < (it.0, it.1);
                if !found.2.shared.is_empty() && near.get(other.id.as_str()).is_none_or(nearer) {
                    near.insert(other.id.as_str(), found);
                }
            }
        }
    }
    let mut near: Vec<_> = near.into_values().collect();
    near.sort_by(|a, b| (a.0, a.1, a.2.id).cmp(&(b.0, b.1, b.2.id)));
    near.into_iter().take(NEAR).map(|it| it.2).collect()
}

/// How many reasons keep two tellings apart, their score, and what is said of it.
fn against<'g>(
    ours: &'g Arc<Telling>,
    theirs: &'g Arc<Telling>,
    other: &'g EventRecord,
) -> (usize, Reverse<usize>, Apart<'g>) {
    let shared = same::shared(ours, theirs);
    let near = undated::is_near(ours, theirs);
    let mut objections = same::objections(ours, theirs);
    objections.retain(|it| !near || *it != Objection::Time);
    let mut reasons: Vec<String> = objections.iter().map(ToString::to_string).collect();
    if shared.len() < SHARED {
        reasons.push(format!("fewer than {SHARED} took part in both"));
    }
    if ours.article == theirs.article {
        reasons.push("one article tells both, as two".to_owned());
    }
    if reasons.is_empty() && near {
        reasons.push("one is told without a time of its own, and fits more than one".to_owned());
    }
    if reasons.is_empty() {
        reasons.push("another telling of one of them does not go with the other".to_owned());
    }
    let score = same::score(ours, theirs);
    let shared = shared.into_iter().map(EntityId::as_str).collect();
    (reasons.len(), Reverse(score), Apart { id: other.id.as_str(), score, shared, reasons })
}

//! Which tellings belong together. Tellings that are linked, directly or through others, by being the same are parted
//! into happenings all at once: the best fitting pairs first, and never two that conflict into one. The parts are a
//! function of the set of tellings, so that the order in which articles come does not matter.

use crate::graph::Graph;
use crate::merge::same;
use crate::merge::undated;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::delta::EventRecord;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::sync::Arc;

/// Most different tellings that are followed; a larger tangle is parted as far as it was seen.
const MOST_CONTENTS: usize = 400;

/// The events that have a telling linked to one of `from`, directly or through others.
pub fn linked<'a>(
    graph: &'a Graph,
    from: &[Arc<Telling>],
) -> BTreeMap<&'a EventId, &'a EventRecord> {
    let mut linked = BTreeMap::new();
    let mut queue: VecDeque<Arc<Telling>> = from.iter().cloned().collect();
    let mut seen: BTreeMap<Content, BTreeSet<ArticleId>> = BTreeMap::new();
    while let Some(telling) = queue.pop_front() {
        // Tellings that say the same are linked to the same, but for what is in their own articles: two are enough.
        let known = seen.len();
        let articles = seen.entry(Content::of(&telling)).or_default();
        if articles.len() > 1 || !articles.insert(telling.article.clone()) || known >= MOST_CONTENTS
        {
            continue;
        }
        for event in candidates(graph, &telling) {
            let is_linked = || event.tellings.iter().any(|it| same::is_linked(it, &telling));
            if !linked.contains_key(&event.id) && is_linked() {
                linked.insert(&event.id, event);
                queue.extend(event.tellings.iter().cloned());
            }
        }
    }
    linked
}

/// Events that could be the same by time and by one of those who took part. Since two must be the same, the one
/// with the most events need not be looked at.
pub fn candidates<'a>(graph: &'a Graph, telling: &Telling) -> Vec<&'a EventRecord> {
    let mut found: Vec<&EventRecord> = Vec::new();
    if let Some((from, to)) = window(telling) {
        let of = |id: &EntityId| {
            let dated = graph.events_of_from(id, &from, &to);
            dated.chain(graph.undated_events_of(id, &from, &to)).collect::<Vec<_>>()
        };
        let mut sides: Vec<Vec<&EventRecord>> = Vec::new();
        for participant in &telling.event.participants {
            let mut side = of(&participant.entity);
            side.extend(participant.on_behalf_of.iter().flat_map(of));
            sides.push(side);
        }
        sides.sort_by_key(Vec::len);
        sides.pop();
        found.extend(sides.into_iter().flatten());
    }
    let agreements = telling.event.concerns.iter().filter(|it| it.kind() == Some(Kind::Agreement));
    found.extend(agreements.flat_map(|it| graph.events_of(it)));
    found.retain(|it| it.kind == telling.event.kind);
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// The days on which an event begins that has a telling of a time like this one: that telling may be a month off,
/// and the finest of the event another month.
fn window(telling: &Telling) -> Option<(String, String)> {
    let time = telling.event.time.as_ref();
    let told = time.map(|it| (it.earliest.clone(), it.latest.clone()));
    let (earliest, latest) =
        told.or_else(|| undated::days(telling).map(|it| (Some(it.0), Some(it.1))))?;
    let earliest: Date = earliest?.parse().ok()?;
    let latest = latest.and_then(|it| it.parse().ok()).unwrap_or(earliest);
    let from = earliest.saturating_sub((2 * same::MOST_DAYS).days());
    let to = latest.saturating_add(same::MOST_DAYS.days());
    Some((from.to_string(), to.to_string()))
}

/// All of a telling that decides whether it is the same as others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    kind: EventType,
    mode: Option<String>,
    outcome: u8,
    time: Option<[Option<String>; 3]>,
    /// In which days it is, if it is told without a time.
    near: Option<(String, String)>,
    participants: Vec<Participant>,
    places: Vec<EntityId>,
    concerns: Vec<EntityId>,
}

impl Content {
    fn of(telling: &Telling) -> Self {
        let event = &telling.event;
        let time = |it: &Time| [Some(it.edtf.clone()), it.earliest.clone(), it.latest.clone()];
        let mut content = Content {
            kind: event.kind,
            mode: event.mode.clone(),
            outcome: same::outcome(event.status),
            time: event.time.as_ref().map(time),
            near: undated::days(telling),
            participants: event.participants.clone(),
            places: event.places.clone(),
            concerns: event.concerns.clone(),
        };
        content.participants.sort();
        content.places.sort();
        content.concerns.sort();
        content
    }
}

/// Tellings of one happening.
#[derive(Debug, Clone, Default)]
struct Part {
    tellings: Vec<Arc<Telling>>,
    articles: BTreeSet<ArticleId>,
    /// One of each content.
    samples: Vec<Arc<Telling>>,
}

impl Part {
    fn of(telling: Arc<Telling>) -> Self {
        let mut part = Part::default();
        part.add(telling);
        part
    }

    /// Whether no telling gives it a time of its own.
    fn is_loose(&self) -> bool {
        self.samples.iter().all(|it| undated::days(it).is_some())
    }

    /// Whether a loose part goes with all that this one is made of.
    fn takes(&self, loose: &Part) -> bool {
        let goes = |a: &Arc<Telling>| self.samples.iter().all(|b| undated::may_be_one(a, b));
        self.articles.is_disjoint(&loose.articles) && loose.samples.iter().all(goes)
    }

    fn first(&self) -> Option<&Arc<Telling>> {
        self.tellings.iter().min_by(|a, b| key(Some(a)).cmp(&key(Some(b))))
    }

    fn add(&mut self, telling: Arc<Telling>) {
        if self.samples.is_empty() {
            self.samples.push(Arc::clone(&telling));
        }
        self.articles.insert(telling.article.clone());
        self.tellings.push(telling);
    }

    fn join(&mut self, other: Part) {
        self.tellings.extend(other.tellings);
        self.articles.extend(other.articles);
        self.samples.extend(other.samples);
    }

    /// Two events of one article, or two contents that contradict, are never one happening.
    fn conflicts(&self, other: &Part) -> bool {
        let contradicts = |a: &Arc<Telling>| other.samples.iter().any(|b| same::contradict(a, b));
        !self.articles.is_disjoint(&other.articles) || self.samples.iter().any(contradicts)
    }
}

/// Parts tellings into happenings; in article order, and so the tellings in each. What says the same is one from the
/// start, unless one article says it twice.
pub fn part(tellings: Vec<Arc<Telling>>) -> Vec<Vec<Arc<Telling>>> {
    let mut times: BTreeMap<(ArticleId, Content), usize> = BTreeMap::new();
    let mut alike: BTreeMap<(Content, usize), Part> = BTreeMap::new();
    let (undated, dated): (Vec<_>, Vec<_>) =
        sorted(tellings).into_iter().partition(|it| it.event.time.is_none());
    for telling in dated {
        let content = Content::of(&telling);
        let time = times.entry((telling.article.clone(), content.clone())).or_default();
        *time += 1;
        alike.entry((content, *time)).or_default().add(telling);
    }
    let mut parts: Vec<Part> = alike.into_values().collect();
    let mut joined: Vec<usize> = (0..parts.len()).collect();
    for (i, j) in pairs(&parts) {
        let (Some(&a), Some(&b)) = (joined.get(i), joined.get(j)) else { continue };
        let (Some(left), Some(right)) = (parts.get(a), parts.get(b)) else { continue };
        if a != b && !left.conflicts(right) {
            let moved = parts.get_mut(b).map(std::mem::take).unwrap_or_default();
            joined.iter_mut().filter(|it| **it == b).for_each(|it| *it = a);
            parts.get_mut(a).into_iter().for_each(|it| it.join(moved.clone()));
        }
    }
    parts.retain(|it| !it.tellings.is_empty());
    parts.extend(undated.into_iter().map(Part::of));
    parts = settle(parts);
    let mut parts: Vec<Vec<Arc<Telling>>> =
        parts.into_iter().map(|it| sorted(it.tellings)).collect();
    parts.sort_by(|a, b| key(a.first()).cmp(&key(b.first())));
    parts
}

/// Each part that no telling gives a time of its own goes to the one that it fits, the best fitting first.
fn settle(parts: Vec<Part>) -> Vec<Part> {
    let (loose, mut firm): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(Part::is_loose);
    let mut known: Vec<(Reverse<usize>, usize, Part)> = Vec::new();
    let mut alone: Vec<Part> = Vec::new();
    for part in loose {
        match only_fitting(&firm, &part) {
            Some((at, score)) => known.push((Reverse(score), at, part)),
            None => alone.push(part),
        }
    }
    known.sort_by(|a, b| (a.0, a.1, key(a.2.first())).cmp(&(b.0, b.1, key(b.2.first()))));
    for (_, at, part) in known {
        match firm.get_mut(at).filter(|it| it.takes(&part)) {
            Some(whole) => whole.join(part),
            None => alone.push(part),
        }
    }
    firm.extend(alone);
    firm
}

/// The one part that a loose one fits, and how well.
fn only_fitting(firm: &[Part], loose: &Part) -> Option<(usize, usize)> {
    let score = |part: &Part| {
        let both = loose.samples.iter().flat_map(|a| part.samples.iter().map(move |b| (a, b)));
        both.filter(|(a, b)| undated::fits(a, b)).map(|(a, b)| same::score(a, b)).max()
    };
    let mut fitting = firm.iter().enumerate().filter_map(|(at, it)| Some((at, score(it)?)));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The pairs of parts that say what can be said of one happening, those that fit best first.
fn pairs(parts: &[Part]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, left) in parts.iter().enumerate() {
        for (j, right) in parts.iter().enumerate().skip(i + 1) {
            let samples = left.samples.first().zip(right.samples.first());
            if let Some((a, b)) = samples.filter(|(a, b)| same::agree(a, b)) {
                pairs.push((Reverse(same::score(a, b)), i, j));
            }
        }
    }
    pairs.sort();
    pairs.into_iter().map(|(_, i, j)| (i, j)).collect()
}

fn sorted(mut tellings: Vec<Arc<Telling>>) -> Vec<Arc<Telling>> {
    tellings.sort_by(|a, b| key(Some(a)).cmp(&key(Some(b))));
    tellings
}

fn key(telling: Option<&Arc<Telling>>) -> Option<(&ArticleId, usize)> {
    telling.map(|it| (&it.article, it.ordinal))
}

//! Disputes and agreements: each of the reading stands for one of the gold at most, the best first.

use crate::eval::articles::Judged;
use crate::eval::articles::gold;
use crate::eval::articles::gold::Gold;
use crate::eval::articles::share;
use crate::eval::articles::who::key;
use crate::model::code::AgreementState;
use crate::model::id::EntityId;
use crate::model::reading::Agreement;
use crate::model::reading::Dispute;
use crate::model::reading::Reading;
use std::collections::BTreeSet;

/// Share of common parties from which on nameless disputes are one, and agreements that have a word in common.
const SAME_PARTIES: f64 = 0.5;
/// Share of common words from which on agreements are one, and those of the same parties.
const SAME_NAME: f64 = 0.6;
const LIKE_NAME: f64 = 0.25;
/// Prefers what has to be found to what may be.
const ASKED: f64 = 0.01;
const PREFIX: usize = 5;
const STOP: &[&str] = &[
    "the",
    "and",
    "over",
    "for",
    "with",
    "its",
    "between",
    "dispute",
    "disputes",
    "issue",
    "question",
    "conflict",
    "crisis",
    "status",
    "future",
    "problem",
    "international",
    "border",
];

pub fn disputes(gold: &Gold, reading: &Reading) -> Judged {
    let fit = |gold: &gold::Dispute, system: &Dispute| match &gold.id {
        Some(id) if *id == system.id => Some(2.0),
        Some(_) => None,
        None => Some(common(&gold.parties, &system.parties)).filter(|it| *it >= SAME_PARTIES),
    };
    let asked = gold
        .disputes
        .iter()
        .map(|it| (it, it.id.as_ref().map_or(it.name.as_str(), EntityId::as_str), it.optional));
    let system = reading.disputes.iter().map(|it| (it, it.id.as_str()));
    judge(&asked.collect::<Vec<_>>(), &system.collect::<Vec<_>>(), fit)
}

pub fn agreements(gold: &Gold, reading: &Reading) -> Judged {
    let fit = |gold: &gold::Agreement, system: &Agreement| {
        let (name, parties) =
            (alike(&gold.name, &system.name), common(&gold.parties, &system.parties));
        let one = name >= SAME_NAME || (name >= LIKE_NAME && parties >= SAME_PARTIES);
        one.then_some(name + parties)
    };
    let never = |it: Option<AgreementState>| it == Some(AgreementState::NeverConcluded);
    let asked =
        gold.agreements.iter().map(|it| (it, it.name.as_str(), it.optional || never(it.state)));
    let system = reading.agreements.iter().filter(|it| !never(it.state));
    let system = system.map(|it| (it, it.name.as_str()));
    judge(&asked.collect::<Vec<_>>(), &system.collect::<Vec<_>>(), fit)
}

/// Joins the two sides one to one. What fits something of the gold but stands for none of it costs nothing.
fn judge<G, S>(
    gold: &[(&G, &str, bool)],
    system: &[(&S, &str)],
    fit: impl Fn(&G, &S) -> Option<f64>,
) -> Judged {
    let mut joins: Vec<(f64, usize, usize)> = Vec::new();
    for (i, (asked, _, optional)) in gold.iter().enumerate() {
        for (j, (told, _)) in system.iter().enumerate() {
            let rank = if *optional { 0.0 } else { ASKED };
            joins.extend(fit(asked, told).map(|it| (it + rank, i, j)));
        }
    }
    joins.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut found, mut used) = (BTreeSet::new(), BTreeSet::new());
    for (_, i, j) in &joins {
        if !found.contains(i) && !used.contains(j) {
            found.insert(*i);
            used.insert(*j);
        }
    }
    let fitting: BTreeSet<usize> = joins.iter().map(|it| it.2).collect();
    let asked: Vec<(usize, &str)> =
        gold.iter().enumerate().filter(|(_, it)| !it.2).map(|(i, it)| (i, it.1)).collect();
    let missed = asked.iter().filter(|it| !found.contains(&it.0)).map(|it| it.1.to_owned());
    let missed: Vec<String> = missed.collect();
    let wrong = system.iter().enumerate().filter(|it| !fitting.contains(&it.0));
    let wrong: Vec<String> = wrong.map(|(_, it)| it.1.to_owned()).collect();
    Judged::of(asked.len() - missed.len(), missed, wrong)
}

/// The share of parties that both name.
fn common(a: &[EntityId], b: &[EntityId]) -> f64 {
    let a: BTreeSet<&str> = a.iter().map(key).collect();
    let b: BTreeSet<&str> = b.iter().map(key).collect();
    share(a.intersection(&b).count(), a.union(&b).count()).unwrap_or(0.0)
}

/// The share of the gold's content words that the other name has, by the name with fewer of them.
fn alike(gold: &str, system: &str) -> f64 {
    let (gold, system) = (words(gold), words(system));
    let like = |a: &String, b: &String| {
        let long = a.len() >= PREFIX && b.len() >= PREFIX;
        a == b || (long && a.bytes().take(PREFIX).eq(b.bytes().take(PREFIX)))
    };
    let hits = gold.iter().filter(|a| system.iter().any(|b| like(a, b))).count();
    share(hits, gold.len().min(system.len())).unwrap_or(0.0)
}

fn words(name: &str) -> BTreeSet<String> {
    let plain = deunicode::deunicode(name).to_lowercase().replace("'s ", " ");
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|it| it.len() > 2 && !STOP.contains(it)).map(str::to_owned).collect()
}

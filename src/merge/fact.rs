//! What an article changes in disputes and agreements: they are the same if their ids are.

use crate::graph::Graph;
use crate::merge::change::Change;
use crate::merge::entity::least;
use crate::merge::entity::preferred;
use crate::merge::telling;
use crate::model::code::AgreementState;
use crate::model::delta::AgreementRecord;
use crate::model::delta::ClaimRecord;
use crate::model::delta::DisputeRecord;
use crate::model::delta::Source;
use crate::model::delta::StateRecord;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Agreement;
use crate::model::reading::Dispute;
use crate::model::reading::Evidence;
use crate::model::time::Time;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records that are new or differ, and ids of those that go.
#[derive(Debug, Clone, PartialEq)]
pub struct Records<R> {
    pub put: Vec<R>,
    pub removed: Vec<EntityId>,
}

pub fn disputes(graph: &Graph, change: Change<'_>) -> Records<DisputeRecord> {
    let mut records: BTreeMap<EntityId, DisputeRecord> = BTreeMap::new();
    for told in change.before.iter().flat_map(|it| &it.disputes) {
        if let Some(known) = graph.dispute(&told.id) {
            records.insert(told.id.clone(), without(known.clone(), change.article));
        }
    }
    let unsupported = |it: &DisputeRecord| {
        it.evidence.is_empty() && it.claims.iter().all(|it| it.evidence.is_empty())
    };
    let mut removed: Vec<EntityId> =
        records.values().filter(|it| unsupported(it)).map(|it| it.id.clone()).collect();
    records.retain(|id, _| !removed.contains(id));
    let day = change.after.and_then(|it| telling::day(&it.article));
    for told in change.after.iter().flat_map(|it| &it.disputes) {
        let known = match records.remove(&told.id) {
            Some(record) => Some(record),
            None => graph.dispute(&told.id).filter(|it| !removed.contains(&it.id)).cloned(),
        };
        records.insert(told.id.clone(), with_dispute(known, told, change.article, day.as_ref()));
    }
    removed.retain(|id| !records.contains_key(id));
    records.retain(|id, it| graph.dispute(id) != Some(it));
    Records { put: records.into_values().collect(), removed }
}

fn without(mut record: DisputeRecord, article: &ArticleId) -> DisputeRecord {
    withdraw(&mut record.evidence, article);
    // What a table says stands without evidence, and stays.
    let emptied = |list: &mut Vec<Arc<Source>>| withdraw(list, article) && list.is_empty();
    record.claims.retain_mut(|it| !emptied(&mut it.evidence));
    record.states.retain_mut(|it| !emptied(&mut it.evidence));
    record.state = record.states.last().map(|it| it.state);
    record
}

/// Whether something was taken away.
fn withdraw(list: &mut Vec<Arc<Source>>, article: &ArticleId) -> bool {
    let before = list.len();
    list.retain(|it| it.article != *article);
    list.len() < before
}

fn with_dispute(
    known: Option<DisputeRecord>,
    told: &Dispute,
    article: &ArticleId,
    day: Option<&String>,
) -> DisputeRecord {
    let mut record = known.unwrap_or_else(|| DisputeRecord {
        id: told.id.clone(),
        name: told.name.clone(),
        parties: Vec::new(),
        subject: None,
        state: None,
        claims: Vec::new(),
        states: Vec::new(),
        evidence: Vec::new(),
    });
    record.name = preferred(&record.id, &record.name, &told.name);
    record.subject = least(record.subject.take(), told.subject.clone());
    join(&mut record.parties, &told.parties);
    add(&mut record.evidence, article, &told.evidence);
    for claim in &told.claims {
        let key = (&claim.by, &claim.claim);
        let at = record.claims.binary_search_by(|it| (&it.by, &it.claim).cmp(&key)).unwrap_or_else(
            |at| {
                let new = ClaimRecord {
                    by: claim.by.clone(),
                    claim: claim.claim.clone(),
                    evidence: Vec::new(),
                };
                record.claims.insert(at, new);
                at
            },
        );
        if let Some(known) = record.claims.get_mut(at) {
            add(&mut known.evidence, article, &claim.evidence);
        }
    }
    if let Some(state) = told.state {
        let first: Vec<Evidence> = told.evidence.iter().min().cloned().into_iter().collect();
        let from = day.filter(|_| !first.is_empty()).cloned();
        let key = (&from, state);
        let at = record
            .states
            .binary_search_by(|it| (&it.from, it.state).cmp(&key))
            .unwrap_or_else(|at| {
                record
                    .states
                    .insert(at, StateRecord { from: from.clone(), state, evidence: Vec::new() });
                at
            });
        if let Some(known) = record.states.get_mut(at) {
            add(&mut known.evidence, article, &first);
        }
    }
    record.state = record.states.last().map(|it| it.state);
    record
}

pub fn agreements(graph: &Graph, change: Change<'_>) -> Records<AgreementRecord> {
    let mut records: BTreeMap<EntityId, AgreementRecord> = BTreeMap::new();
    for known in
        change.before.iter().flat_map(|it| &it.agreements).filter_map(|it| graph.agreement(&it.id))
    {
        let mut record = known.clone();
        withdraw(&mut record.evidence, change.article);
        records.insert(record.id.clone(), record);
    }
    let unsupported = |it: &&AgreementRecord| it.evidence.is_empty();
    let mut removed: Vec<EntityId> =
        records.values().filter(unsupported).map(|it| it.id.clone()).collect();
    records.retain(|id, _| !removed.contains(id));
    for told in change.after.iter().flat_map(|it| &it.agreements) {
        let known = match records.remove(&told.id) {
            Some(record) => Some(record),
            None => graph.agreement(&told.id).filter(|it| !removed.contains(&it.id)).cloned(),
        };
        records.insert(told.id.clone(), with_agreement(known, told, change.article));
    }
    removed.retain(|id| !records.contains_key(id));
    records.retain(|id, it| graph.agreement(id) != Some(it));
    Records { put: records.into_values().collect(), removed }
}

fn with_agreement(
    known: Option<AgreementRecord>,
    told: &Agreement,
    article: &ArticleId,
) -> AgreementRecord {
    let mut record = known.unwrap_or_else(|| AgreementRecord {
        id: told.id.clone(),
        name: told.name.clone(),
        subject: None,
        parties: Vec::new(),
        signatories: Vec::new(),
        time: None,
        state: None,
        evidence: Vec::new(),
    });
    record.name = preferred(&record.id, &record.name, &told.name);
    record.subject = least(record.subject.take(), told.subject.clone());
    join(&mut record.parties, &told.parties);
    join(&mut record.signatories, &told.signatories);
    record.time = finer(record.time.take(), told.time.clone());
    record.state = record.state.into_iter().chain(told.state).max_by_key(|it| progress(*it));
    add(&mut record.evidence, article, &told.evidence);
    record
}

/// How far an agreement has come: the furthest that any article tells counts.
fn progress(state: AgreementState) -> u8 {
    match state {
        AgreementState::Negotiated => 0,
        AgreementState::NeverConcluded => 1,
        AgreementState::Signed => 2,
        AgreementState::InForce => 3,
        AgreementState::Ended => 4,
    }
}

/// The time that leaves fewer days open; of equals the first in the order of EDTF and words.
fn finer(a: Option<Time>, b: Option<Time>) -> Option<Time> {
    let rank = |it: &Time| (it.days().unwrap_or(i32::MAX), it.clone());
    a.into_iter().chain(b).min_by_key(rank)
}

fn join(known: &mut Vec<EntityId>, told: &[EntityId]) {
    known.extend(told.iter().cloned());
    known.sort();
    known.dedup();
}

/// Adds an article's evidence to a sorted list.
fn add(list: &mut Vec<Arc<Source>>, article: &ArticleId, evidence: &[Evidence]) {
    for piece in evidence {
        let source = Arc::new(Source { article: article.clone(), evidence: piece.clone() });
        if let Err(place) = list.binary_search(&source) {
            list.insert(place, source);
        }
    }
}

//! Disputes and agreements: they are the same if their ids are.

use crate::graph::Graph;
use crate::merge::record::Joined;
use crate::merge::record::join_sorted;
use crate::merge::record::least;
use crate::merge::record::preferred;
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
use crate::model::reading::Reading;
use crate::model::time::Time;
use std::collections::BTreeMap;
use std::sync::Arc;

type Sources = Vec<Arc<Source>>;

impl Joined for DisputeRecord {
    fn known<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g Self> {
        graph.dispute(id)
    }

    fn said(reading: &Reading) -> BTreeMap<EntityId, Self> {
        let day = telling::day(&reading.article);
        let records =
            reading.disputes.iter().map(|it| dispute(it, &reading.article.id, day.as_ref()));
        by_id(records.map(|it| (it.id.clone(), it)))
    }

    fn join(mut self, other: &Self) -> Self {
        self.name = preferred(&self.id, &self.name, &other.name);
        self.subject = least(self.subject.take(), other.subject.clone());
        join_sorted(&mut self.parties, &other.parties);
        join_sorted(&mut self.evidence, &other.evidence);
        for claim in &other.claims {
            let place = self.claims.binary_search_by(|it| key(it).cmp(&key(claim)));
            match place.map(|it| self.claims.get_mut(it)) {
                Ok(Some(known)) => join_sorted(&mut known.evidence, &claim.evidence),
                Ok(None) => {}
                Err(place) => self.claims.insert(place, claim.clone()),
            }
        }
        for state in &other.states {
            let order = |it: &StateRecord| (&it.from, it.state).cmp(&(&state.from, state.state));
            let place = self.states.binary_search_by(order);
            match place.map(|it| self.states.get_mut(it)) {
                Ok(Some(known)) => join_sorted(&mut known.evidence, &state.evidence),
                Ok(None) => {}
                Err(place) => self.states.insert(place, state.clone()),
            }
        }
        self.state = self.states.last().map(|it| it.state);
        self
    }

    fn bare(&self) -> Self {
        let claim = |it: &ClaimRecord| ClaimRecord { evidence: Vec::new(), ..it.clone() };
        let state = |it: &StateRecord| StateRecord { evidence: Vec::new(), ..it.clone() };
        DisputeRecord {
            claims: self.claims.iter().map(claim).collect(),
            states: self.states.iter().map(state).collect(),
            evidence: Vec::new(),
            ..self.clone()
        }
    }

    fn dressed(mut rest: Self, known: &Self, article: &ArticleId) -> Self {
        rest.evidence = others(&known.evidence, article);
        for claim in &mut rest.claims {
            let same = known.claims.iter().find(|it| key(it) == key(claim));
            claim.evidence = same.map(|it| others(&it.evidence, article)).unwrap_or_default();
        }
        for state in &mut rest.states {
            let is_it = |it: &&StateRecord| it.from == state.from && it.state == state.state;
            let same = known.states.iter().find(is_it);
            state.evidence = same.map(|it| others(&it.evidence, article)).unwrap_or_default();
        }
        rest
    }
}

fn key(claim: &ClaimRecord) -> (&EntityId, &str) {
    (&claim.by, &claim.claim)
}

/// A claim without evidence comes from the table of disputes; a state without evidence has no day.
fn dispute(told: &Dispute, article: &ArticleId, day: Option<&String>) -> DisputeRecord {
    let claim = |it: &crate::model::reading::Claim| DisputeRecord {
        claims: vec![ClaimRecord {
            by: it.by.clone(),
            claim: it.claim.clone(),
            evidence: sources(&it.evidence, article),
        }],
        ..empty(told)
    };
    let first: Vec<Evidence> = told.evidence.iter().min().cloned().into_iter().collect();
    let state = |state| StateRecord {
        from: day.filter(|_| !first.is_empty()).cloned(),
        state,
        evidence: sources(&first, article),
    };
    let record = DisputeRecord {
        subject: told.subject.clone(),
        parties: sorted(&told.parties),
        states: told.state.map(state).into_iter().collect(),
        state: told.state,
        evidence: sources(&told.evidence, article),
        ..empty(told)
    };
    told.claims.iter().map(claim).fold(record, |all, it| all.join(&it))
}

fn empty(told: &Dispute) -> DisputeRecord {
    DisputeRecord {
        id: told.id.clone(),
        name: told.name.clone(),
        parties: Vec::new(),
        subject: None,
        state: None,
        claims: Vec::new(),
        states: Vec::new(),
        evidence: Vec::new(),
    }
}

impl Joined for AgreementRecord {
    fn known<'g>(graph: &'g Graph, id: &EntityId) -> Option<&'g Self> {
        graph.agreement(id)
    }

    fn said(reading: &Reading) -> BTreeMap<EntityId, Self> {
        let records = reading.agreements.iter().map(|it| agreement(it, &reading.article.id));
        by_id(records.map(|it| (it.id.clone(), it)))
    }

    fn join(mut self, other: &Self) -> Self {
        self.name = preferred(&self.id, &self.name, &other.name);
        self.subject = least(self.subject.take(), other.subject.clone());
        join_sorted(&mut self.parties, &other.parties);
        join_sorted(&mut self.signatories, &other.signatories);
        self.time = finer(self.time.take(), other.time.clone());
        self.state = self.state.into_iter().chain(other.state).max_by_key(|it| progress(*it));
        join_sorted(&mut self.evidence, &other.evidence);
        self
    }

    fn bare(&self) -> Self {
        AgreementRecord { evidence: Vec::new(), ..self.clone() }
    }

    fn dressed(rest: Self, known: &Self, article: &ArticleId) -> Self {
        AgreementRecord { evidence: others(&known.evidence, article), ..rest }
    }
}

fn agreement(told: &Agreement, article: &ArticleId) -> AgreementRecord {
    AgreementRecord {
        id: told.id.clone(),
        name: told.name.clone(),
        subject: told.subject.clone(),
        parties: sorted(&told.parties),
        signatories: sorted(&told.signatories),
        time: told.time.clone(),
        state: told.state,
        evidence: sources(&told.evidence, article),
    }
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

/// One record of each id.
fn by_id<R: Joined>(records: impl Iterator<Item = (EntityId, R)>) -> BTreeMap<EntityId, R> {
    let mut all: BTreeMap<EntityId, R> = BTreeMap::new();
    for (id, record) in records {
        let record = match all.remove(&id) {
            Some(known) => known.join(&record),
            None => record,
        };
        all.insert(id, record);
    }
    all
}

fn sorted(ids: &[EntityId]) -> Vec<EntityId> {
    let mut sorted = ids.to_vec();
    sorted.sort();
    sorted.dedup();
    sorted
}

fn sources(evidence: &[Evidence], article: &ArticleId) -> Sources {
    let source =
        |it: &Evidence| Arc::new(Source { article: article.clone(), evidence: it.clone() });
    let mut sources: Sources = evidence.iter().map(source).collect();
    sources.sort();
    sources.dedup();
    sources
}

fn others(known: &[Arc<Source>], article: &ArticleId) -> Sources {
    known.iter().filter(|it| it.article != *article).cloned().collect()
}

//! Disputes and agreements.

use crate::http::view::Shown;
use crate::http::view::event::Evidence;
use crate::http::view::event::Time;
use crate::http::view::ids;
use crate::model::code::AgreementState;
use crate::model::code::DisputeState;
use crate::model::delta::AgreementRecord;
use crate::model::delta::DisputeRecord;
use crate::model::delta::StateRecord;
use crate::query::disputes::first_day;
use crate::query::disputes::state_then;
use serde::Serialize;
use utoipa::ToSchema;

/// A lasting disagreement.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dispute<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub parties: Vec<&'a str>,
    pub subject: Option<&'a str>,
    pub state: Option<&'static str>,
    pub claims: Vec<Claim<'a>>,
    /// The changes of its state.
    pub states: Vec<State<'a>>,
    /// Where the meetings and statements that concern it are.
    pub events: String,
}

/// What one party claims; without evidence where it is from the table of disputes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Claim<'a> {
    pub by: &'a str,
    pub claim: &'a str,
    pub evidence: Vec<Evidence<'a>>,
}

/// From when on it was in a state, and when the next one began; both are EDTF.
#[derive(Debug, Serialize, ToSchema)]
pub struct State<'a> {
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    pub state: &'static str,
    pub evidence: Vec<Evidence<'a>>,
}

/// A treaty, plan, accord or communique.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agreement<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub subject: Option<&'a str>,
    pub parties: Vec<&'a str>,
    pub signatories: Vec<&'a str>,
    pub time: Option<Time<'a>>,
    pub state: Option<&'static str>,
    pub evidence: Vec<Evidence<'a>>,
    /// Where the events that concern it are.
    pub events: String,
}

impl<'a> Shown<'a> {
    /// Claims and states that only later articles tell are left out.
    pub fn dispute(self, dispute: &'a DisputeRecord) -> Dispute<'a> {
        let told =
            |evidence: &[_]| evidence.is_empty() || self.filter.sources(self.graph, evidence) > 0;
        let claims = dispute.claims.iter().filter(|it| told(&it.evidence)).map(|it| Claim {
            by: it.by.as_str(),
            claim: &it.claim,
            evidence: self.evidence(&it.evidence),
        });
        let begun = |from: Option<&String>| match (&self.filter.as_of, from) {
            (Some(day), Some(from)) => first_day(from) <= *day,
            _ => true,
        };
        let history = dispute.history().into_iter().filter(|it| told(&it.evidence));
        let history: Vec<&StateRecord> = history.collect();
        let next = history.iter().skip(1).map(|it| it.from.as_deref()).chain([None]);
        let states = history.iter().zip(next).filter(|(it, _)| begun(it.from.as_ref()));
        let states: Vec<State> = states
            .map(|(it, to)| State {
                from: it.from.as_deref(),
                to,
                state: it.state.as_str(),
                evidence: self.evidence(&it.evidence),
            })
            .collect();
        let state = state_then(dispute, self.filter);
        Dispute {
            id: dispute.id.as_str(),
            name: &dispute.name,
            parties: ids(&dispute.parties),
            subject: dispute.subject.as_deref(),
            state: states.last().map(|it| it.state).or(state.map(DisputeState::as_str)),
            claims: claims.collect(),
            states,
            events: format!("/v1/events?concerns={}", dispute.id),
        }
    }

    pub fn agreement(self, agreement: &'a AgreementRecord) -> Agreement<'a> {
        let begun = agreement.time.as_ref().is_none_or(|it| self.filter.covers(it));
        Agreement {
            id: agreement.id.as_str(),
            name: &agreement.name,
            subject: agreement.subject.as_deref(),
            parties: ids(&agreement.parties),
            signatories: ids(&agreement.signatories),
            time: agreement.time.as_ref().map(Time::from),
            state: agreement.state.filter(|_| begun).map(AgreementState::as_str),
            evidence: self.evidence(&agreement.evidence),
            events: format!("/v1/events?concerns={}", agreement.id),
        }
    }
}

//! Lasting disagreements: which there are, and in what state one was on a day.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::model::code::DisputeState;
use crate::model::delta::DisputeRecord;
use crate::model::delta::Source;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::filter::Filter;
use crate::query::sieve::Sieve;
use std::sync::Arc;

/// The name of the order: by id.
pub const ORDER: &str = "disputes";

#[derive(Debug, Clone, Default)]
pub struct Question {
    /// All of them are parties.
    pub parties: Vec<EntityId>,
    /// Any of them.
    pub states: Vec<DisputeState>,
    pub filter: Filter,
    pub page: Page,
}

pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> List<&'g DisputeRecord> {
    let rows = graph
        .disputes()
        .filter(|it| question.parties.iter().all(|party| it.parties.contains(party)))
        .filter(|it| {
            let state = state_then(it, &question.filter);
            question.states.is_empty() || state.is_some_and(|it| question.states.contains(&it))
        })
        .filter(|it| passes(graph, it, &question.filter, budget));
    let order = (ORDER, graph.generation());
    List::page(rows, &question.page, order, |it| vec![it.id.to_string()]).cut_by(budget)
}

/// On a day that is asked about a dispute is there that had a state by then.
fn passes(graph: &Graph, dispute: &DisputeRecord, filter: &Filter, budget: &mut Budget) -> bool {
    let had_state = !dispute.states.is_empty()
        && filter.as_of.is_some()
        && state_then(dispute, filter).is_some();
    let rest = Filter { as_of: filter.as_of.clone().filter(|_| !had_state), ..filter.clone() };
    told(graph, &dispute.id, &dispute.evidence, &rest, budget)
}

/// The state on the day that is asked about, or the present one.
pub fn state_then(dispute: &DisputeRecord, filter: &Filter) -> Option<DisputeState> {
    match &filter.as_of {
        Some(day) => state_on(dispute, day),
        None => dispute.state,
    }
}

/// Whether a dispute or agreement passes: its own evidence was known in time and is told by enough articles,
/// and where valid time or confidence is bound, an event that concerns it passes.
pub fn told(
    graph: &Graph,
    id: &EntityId,
    evidence: &[Arc<Source>],
    filter: &Filter,
    budget: &mut Budget,
) -> bool {
    if !filter.supports(graph, evidence) {
        return false;
    }
    if filter.is_timeless() && filter.min_confidence <= 0.0 {
        return true;
    }
    let events = Filter { known_at: None, min_sources: 0, ..filter.clone() };
    let sieve = Sieve::new(graph, &events);
    let of = graph.entity_no(id).unwrap_or(EntityNo::GONE);
    graph
        .scan(of, sieve.window())
        .take_while(|_| budget.spend(1))
        .any(|it| it.concerns() && sieve.admits_entry(it))
}

/// The state of a dispute on a day: the last that began by then. Where no beginning is known, the present state.
pub fn state_on(dispute: &DisputeRecord, day: &str) -> Option<DisputeState> {
    let since = |it: &Option<String>| it.as_deref().map(first_day).unwrap_or_default();
    let began = dispute.states.iter().map(|it| (since(&it.from), it.state));
    let last = began.filter(|(from, _)| from.as_str() <= day).max_by(|a, b| a.0.cmp(&b.0));
    match last {
        Some((_, state)) => Some(state),
        None if dispute.states.is_empty() => dispute.state,
        None => None,
    }
}

/// Whether a dispute in this state is one still: not settled and not asleep.
pub fn is_open(state: DisputeState) -> bool {
    match state {
        DisputeState::Open | DisputeState::Negotiated | DisputeState::Frozen => true,
        DisputeState::Settled | DisputeState::Dormant => false,
    }
}

/// The first day that an EDTF text allows (ISO 8601-2): of an interval its start, of a year its first of January.
pub fn first_day(edtf: &str) -> String {
    let start = edtf.split('/').next().unwrap_or_default();
    let kept = start.chars().filter(|it| it.is_ascii_digit() || matches!(it, '-' | 'X'));
    let digits: String = kept.map(|it| if it == 'X' { '0' } else { it }).collect();
    match digits.len() {
        4 => format!("{digits}-01-01"),
        7 => format!("{digits}-01"),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::delta::StateRecord;

    #[test]
    fn states_follow_one_another() {
        let state = |from: Option<&str>, state| StateRecord {
            from: from.map(str::to_owned),
            state,
            evidence: Vec::new(),
        };
        let dispute = |states| DisputeRecord {
            id: EntityId::new("dispute:a"),
            name: "a".to_owned(),
            parties: Vec::new(),
            subject: None,
            state: Some(DisputeState::Settled),
            claims: Vec::new(),
            states,
            evidence: Vec::new(),
        };
        let history = dispute(vec![
            state(Some("1945"), DisputeState::Open),
            state(Some("1956-10-19"), DisputeState::Negotiated),
            state(Some("199X"), DisputeState::Frozen),
            state(Some("2004-02?/2005"), DisputeState::Settled),
        ]);
        let rows = [
            (&history, "1944-12-31", None),
            (&history, "1945-01-01", Some(DisputeState::Open)),
            (&history, "1956-10-18", Some(DisputeState::Open)),
            (&history, "1956-10-19", Some(DisputeState::Negotiated)),
            (&history, "1990-01-01", Some(DisputeState::Frozen)),
            (&history, "2004-01-31", Some(DisputeState::Frozen)),
            (&history, "2004-02-01", Some(DisputeState::Settled)),
            (
                &dispute(vec![state(None, DisputeState::Open)]),
                "1900-01-01",
                Some(DisputeState::Open),
            ),
            (&dispute(Vec::new()), "1900-01-01", Some(DisputeState::Settled)),
        ];
        for (dispute, day, expected) in rows {
            assert_eq!(state_on(dispute, day), expected, "{day}");
        }
    }
}

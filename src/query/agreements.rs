//! Treaties, plans, accords, communiques: which there are between whom, and in what state.

use crate::graph::Graph;
use crate::model::code::AgreementState;
use crate::model::delta::AgreementRecord;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::disputes::told;
use crate::query::filter::Filter;

/// The name of the order: by id.
pub const ORDER: &str = "agreements";

#[derive(Debug, Clone, Default)]
pub struct Question {
    /// All of them are parties or signatories.
    pub parties: Vec<EntityId>,
    /// Any of them.
    pub states: Vec<AgreementState>,
    pub filter: Filter,
    pub page: Page,
}

pub fn ask<'g>(
    graph: &'g Graph,
    question: &Question,
    budget: &mut Budget,
) -> List<&'g AgreementRecord> {
    let rows = graph
        .agreements()
        .filter(|it| question.parties.iter().all(|party| is_party(it, party)))
        .filter(|it| {
            question.states.is_empty() || it.state.is_some_and(|it| question.states.contains(&it))
        })
        .filter(|it| passes(graph, it, &question.filter, budget));
    let order = (ORDER, graph.generation());
    List::page(rows, &question.page, order, |it| vec![it.id.to_string()]).cut_by(budget)
}

fn is_party(agreement: &AgreementRecord, id: &EntityId) -> bool {
    agreement.parties.contains(id) || agreement.signatories.contains(id)
}

/// Valid time is the agreement's own where it has one, else that of the events which concern it.
fn passes(
    graph: &Graph,
    agreement: &AgreementRecord,
    filter: &Filter,
    budget: &mut Budget,
) -> bool {
    let Some(time) = &agreement.time else {
        return told(graph, &agreement.id, &agreement.evidence, filter, budget);
    };
    let rest = Filter { from: None, to: None, as_of: None, ..filter.clone() };
    filter.covers(time) && told(graph, &agreement.id, &agreement.evidence, &rest, budget)
}

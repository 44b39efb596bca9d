//! What came to be known between two days: events, disputes and agreements that are new or told otherwise.
//! Only what an article of the days between tells is looked at, and of that each fact is folded as of either day; no
//! graph of then is built. Deliberately absent: names, offices and entities, which stand without the day on which
//! they were told, and what is only told by more articles than before; and coded events, which no article tells.

use crate::graph::Graph;
use crate::model::delta::AgreementRecord;
use crate::model::delta::ClaimRecord;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Source;
use crate::model::delta::StateRecord;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::events;
use crate::query::filter::Filter;
use std::sync::Arc;

/// The name of the order: events in time order, then disputes, then agreements by id.
pub const ORDER: &str = "diff";

#[derive(Debug, Clone)]
pub struct Question {
    /// What was known on this day is not told again.
    pub from_known: String,
    /// The last day of what is told.
    pub to_known: String,
    /// Of facts as they were known on one of the two days.
    pub filter: Filter,
    pub page: Page,
}

impl Question {
    /// The filter as of the day before, and as of the day after.
    pub fn filters(&self) -> [Filter; 2] {
        let days = [&self.from_known, &self.to_known];
        days.map(|day| Filter { known_at: Some(day.clone()), ..self.filter.clone() })
    }
}

/// A fact that is new, or in which fields it is told otherwise; names are those of the answers about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub fact: Fact,
    pub fields: Vec<&'static str>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    Event(Sides<EventRecord>),
    Dispute(Sides<DisputeRecord>),
    Agreement(Sides<AgreementRecord>),
}

/// A record as it was known on either day; none before is new.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides<R> {
    pub before: Option<Box<R>>,
    pub after: Box<R>,
}

pub fn ask(graph: &Graph, question: &Question, budget: &mut Budget) -> List<Difference> {
    let between = Between { graph, question, filters: question.filters() };
    let mut rows = between.events(budget);
    rows.extend(graph.disputes().filter_map(|it| between.dispute(it, budget)));
    rows.extend(graph.agreements().filter_map(|it| between.agreement(it, budget)));
    let order = (ORDER, graph.generation());
    List::ranked(rows, &question.page, order, Difference::key).cut_by(budget)
}

impl Difference {
    fn key(&self) -> Vec<String> {
        let section = |number: &str, key: Vec<String>| [vec![number.to_owned()], key].concat();
        match &self.fact {
            Fact::Event(it) => section("1", events::key(&it.after)),
            Fact::Dispute(it) => section("2", vec![it.after.id.to_string()]),
            Fact::Agreement(it) => section("3", vec![it.after.id.to_string()]),
        }
    }

    pub fn is_new(&self) -> bool {
        match &self.fact {
            Fact::Event(it) => it.before.is_none(),
            Fact::Dispute(it) => it.before.is_none(),
            Fact::Agreement(it) => it.before.is_none(),
        }
    }
}

struct Between<'a> {
    graph: &'a Graph,
    question: &'a Question,
    filters: [Filter; 2],
}

impl Between<'_> {
    fn events(&self, budget: &mut Budget) -> Vec<Difference> {
        let mut rows = Vec::new();
        for event in self.graph.events() {
            let tellings = u64::try_from(event.tellings.len()).unwrap_or(u64::MAX);
            if !budget.spend(1 + tellings) {
                break;
            }
            rows.extend(self.event(event));
        }
        rows
    }

    fn event(&self, event: &EventRecord) -> Option<Difference> {
        let mut days = event.tellings.iter().filter_map(|it| it.day.as_deref());
        let told_between = days.any(|it| self.lies_between(it))
            || (event.tellings.is_empty() && self.tells(&event.evidence));
        if !told_between {
            return None;
        }
        let known = |day: &str| self.graph.event_known_at(event, day);
        let sides = self.sides(known)?;
        let [then, now] = &self.filters;
        let admitted_then = || sides.before.as_ref().is_some_and(|it| then.admits(self.graph, it));
        if !now.admits(self.graph, &sides.after) && !admitted_then() {
            return None;
        }
        difference(sides, event_fields, Fact::Event)
    }

    fn dispute(&self, dispute: &DisputeRecord, budget: &mut Budget) -> Option<Difference> {
        let own = dispute.evidence.iter();
        let of_claims = dispute.claims.iter().flat_map(|it| &it.evidence);
        let of_states = dispute.states.iter().flat_map(|it| &it.evidence);
        let mut told_by = own.chain(of_claims).chain(of_states);
        if !budget.spend(1) || !told_by.any(|it| self.is_between(&it.article)) {
            return None;
        }
        let sides = self.sides(|day| self.graph.dispute_known_at(dispute, day))?;
        let [_, now] = &self.filters;
        let passes = now.supports(self.graph, &sides.after.evidence)
            && self.concerns_what_passes(&dispute.id, now, budget);
        passes.then(|| difference(sides, dispute_fields, Fact::Dispute))?
    }

    fn agreement(&self, agreement: &AgreementRecord, budget: &mut Budget) -> Option<Difference> {
        if !budget.spend(1) || !self.tells(&agreement.evidence) {
            return None;
        }
        let sides = self.sides(|day| self.graph.agreement_known_at(agreement, day))?;
        let [_, now] = &self.filters;
        let rest = Filter { from: None, to: None, as_of: None, ..now.clone() };
        let rest = if sides.after.time.is_some() { &rest } else { now };
        let passes = now.supports(self.graph, &sides.after.evidence)
            && sides.after.time.as_ref().is_none_or(|it| now.covers(it))
            && self.concerns_what_passes(&agreement.id, rest, budget);
        passes.then(|| difference(sides, agreement_fields, Fact::Agreement))?
    }

    /// Where valid time or confidence is bound, an event that was known and concerns it has to pass.
    fn concerns_what_passes(&self, id: &EntityId, filter: &Filter, budget: &mut Budget) -> bool {
        if filter.is_timeless() && filter.min_confidence <= 0.0 {
            return true;
        }
        let filter = Filter { min_sources: 0, ..filter.clone() };
        let mut events = self.graph.events_of(id).take_while(|_| budget.spend(1));
        let known = |it: &EventRecord| self.graph.event_known_at(it, &self.question.to_known);
        let passes = |it: &EventRecord| it.concerns.contains(id) && filter.admits(self.graph, it);
        events.any(|it| known(it).is_some_and(|it| passes(&it)))
    }

    fn sides<R>(&self, known: impl Fn(&str) -> Option<R>) -> Option<Sides<R>> {
        let after = Box::new(known(&self.question.to_known)?);
        Some(Sides { before: known(&self.question.from_known).map(Box::new), after })
    }

    fn tells(&self, evidence: &[Arc<Source>]) -> bool {
        evidence.iter().any(|it| self.is_between(&it.article))
    }

    fn is_between(&self, article: &ArticleId) -> bool {
        let day = self.graph.article(article).and_then(|it| it.day());
        day.is_some_and(|it| self.lies_between(&it))
    }

    fn lies_between(&self, day: &str) -> bool {
        day > self.question.from_known.as_str() && day <= self.question.to_known.as_str()
    }
}

/// Nothing where the record is told as before.
fn difference<R>(
    sides: Sides<R>,
    fields: fn(Option<&R>, &R) -> Vec<&'static str>,
    fact: fn(Sides<R>) -> Fact,
) -> Option<Difference> {
    let fields = fields(sides.before.as_deref(), &sides.after);
    (!fields.is_empty()).then(|| Difference { fact: fact(sides), fields })
}

fn event_fields(before: Option<&EventRecord>, after: &EventRecord) -> Vec<&'static str> {
    let edtf = |it: &EventRecord| it.time.as_ref().map(|it| it.edtf.clone());
    told_otherwise([
        ("type", before.is_none_or(|it| it.kind != after.kind)),
        ("mode", before.is_none_or(|it| it.mode != after.mode)),
        ("status", before.is_none_or(|it| it.status != after.status)),
        ("time", before.is_none_or(|it| edtf(it) != edtf(after))),
        ("places", before.is_none_or(|it| it.places != after.places)),
        ("participants", before.is_none_or(|it| it.participants != after.participants)),
        ("concerns", before.is_none_or(|it| it.concerns != after.concerns)),
    ])
}

fn dispute_fields(before: Option<&DisputeRecord>, after: &DisputeRecord) -> Vec<&'static str> {
    let claim = |it: &ClaimRecord| (it.by.clone(), it.claim.clone());
    let claims = |it: &DisputeRecord| it.claims.iter().map(claim).collect::<Vec<_>>();
    let state = |it: &StateRecord| (it.from.clone(), it.state);
    let states = |it: &DisputeRecord| it.history().into_iter().map(state).collect::<Vec<_>>();
    told_otherwise([
        ("name", before.is_none()),
        ("parties", before.is_none_or(|it| it.parties != after.parties)),
        ("subject", before.is_none_or(|it| it.subject != after.subject)),
        ("state", before.is_none_or(|it| it.state != after.state)),
        ("claims", before.is_none_or(|it| claims(it) != claims(after))),
        ("states", before.is_none_or(|it| states(it) != states(after))),
    ])
}

fn agreement_fields(
    before: Option<&AgreementRecord>,
    after: &AgreementRecord,
) -> Vec<&'static str> {
    told_otherwise([
        ("name", before.is_none()),
        ("subject", before.is_none_or(|it| it.subject != after.subject)),
        ("parties", before.is_none_or(|it| it.parties != after.parties)),
        ("signatories", before.is_none_or(|it| it.signatories != after.signatories)),
        ("time", before.is_none_or(|it| it.time != after.time)),
        ("state", before.is_none_or(|it| it.state != after.state)),
    ])
}

fn told_otherwise<const N: usize>(fields: [(&'static str, bool); N]) -> Vec<&'static str> {
    fields.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

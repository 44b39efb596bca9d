//! Answers about the whole graph: who stands in the middle, into which parts it falls, what came to be known.

use crate::graph::Graph;
use crate::http::view::EntityRef;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::http::view::event::Evidence;
use crate::model::delta::Source;
use crate::query::centrality;
use crate::query::components;
use crate::query::cursor::List;
use crate::query::diff;
use crate::query::diff::Fact;
use crate::query::diff::Sides;
use crate::query::filter::Filter;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;

/// Members that a component names at most.
const MEMBERS: usize = 100;
/// Pieces of evidence that a difference shows at most.
const QUOTES: usize = 20;

#[derive(Debug, Serialize, ToSchema)]
pub struct Central<'a> {
    pub entity: EntityRef<'a>,
    /// PageRank, to eight places; all together are one.
    pub rank: f64,
    /// Events with somebody else that passed.
    pub events: usize,
    /// Where the events are.
    pub timeline: String,
}

/// Those who are linked through whomever, and through nobody with anybody else.
#[derive(Debug, Serialize, ToSchema)]
pub struct Component<'a> {
    pub size: usize,
    pub events: usize,
    /// First and last day of the events.
    pub first: Option<String>,
    pub last: Option<String>,
    /// Those with most events first, at most 100.
    pub members: Vec<EntityRef<'a>>,
}

/// What came to be known of one fact.
#[derive(Debug, Serialize, ToSchema)]
pub struct Difference<'a> {
    /// `event`, `dispute` or `agreement`.
    pub kind: &'static str,
    pub id: &'a str,
    /// `new` or `changed`.
    pub change: &'static str,
    pub fields: Vec<Field>,
    /// What articles between the two days say of it, at most 20 pieces.
    pub evidence: Vec<Evidence<'a>>,
    /// Where all of it is, as it was known on the second day.
    pub fact: String,
}

/// A field of the fact as answers about it show it on either day; null before where the fact is new.
#[derive(Debug, Serialize, ToSchema)]
pub struct Field {
    pub field: &'static str,
    pub before: Value,
    pub after: Value,
}

impl<'a> Shown<'a> {
    pub fn centrality(self, list: &List<centrality::Central<'a>>) -> Envelope<Central<'a>> {
        Envelope::new(list, |it| Central {
            entity: self.entity(it.entity),
            rank: it.rank,
            events: it.events,
            timeline: format!("/v1/entities/{}/timeline", it.entity),
        })
    }

    pub fn components(self, list: &List<components::Component<'a>>) -> Envelope<Component<'a>> {
        Envelope::new(list, |it| Component {
            size: it.members.len(),
            events: it.events,
            first: it.first.text(),
            last: it.last.text(),
            members: it.members.iter().take(MEMBERS).map(|it| self.entity(it.0)).collect(),
        })
    }
}

/// The filters are those of the day before and the day after.
pub fn diff<'a>(
    graph: &'a Graph,
    [then, now]: &'a [Filter; 2],
    list: &'a List<diff::Difference>,
) -> Envelope<Difference<'a>> {
    let sides = Days { then: Shown { graph, filter: then }, now: Shown { graph, filter: now } };
    Envelope {
        items: list.items.iter().map(|it| sides.difference(it)).collect(),
        next: crate::http::view::next(list.next.as_ref()),
        truncated: crate::http::view::truncated(list.truncated),
        generation: list.generation,
    }
}

#[derive(Clone, Copy)]
struct Days<'a> {
    then: Shown<'a>,
    now: Shown<'a>,
}

impl<'a> Days<'a> {
    fn difference(self, difference: &'a diff::Difference) -> Difference<'a> {
        let (kind, id, [before, after], evidence) = match &difference.fact {
            Fact::Event(it) => {
                let whole = self.whole(it, |shown, it| json(&shown.event(it)));
                ("event", it.after.id.as_str(), whole, &it.after.evidence)
            }
            Fact::Dispute(it) => {
                let whole = self.whole(it, |shown, it| json(&shown.dispute(it)));
                ("dispute", it.after.id.as_str(), whole, &it.after.evidence)
            }
            Fact::Agreement(it) => {
                let whole = self.whole(it, |shown, it| json(&shown.agreement(it)));
                ("agreement", it.after.id.as_str(), whole, &it.after.evidence)
            }
        };
        let of = |whole: &Value, field: &str| whole.get(field).cloned().unwrap_or_default();
        let fields = difference.fields.iter().map(|field| Field {
            field,
            before: of(&before, field),
            after: of(&after, field),
        });
        let known_at = self.now.filter.known_at.as_deref().unwrap_or_default();
        Difference {
            kind,
            id,
            change: if difference.is_new() { "new" } else { "changed" },
            fields: fields.collect(),
            evidence: self.told_between(evidence),
            fact: format!("/v1/{kind}s/{id}?known_at={known_at}"),
        }
    }

    /// The record on either day as its own answer shows it, without the evidence.
    fn whole<R>(self, sides: &'a Sides<R>, shape: fn(Shown<'a>, &'a R) -> Value) -> [Value; 2] {
        let before = sides.before.as_deref().map(|it| shape(self.then, it)).unwrap_or_default();
        [before, shape(self.now, &sides.after)].map(without_evidence)
    }

    fn told_between(self, evidence: &'a [Arc<Source>]) -> Vec<Evidence<'a>> {
        let shown = self.now.filter.evidence(self.now.graph, evidence);
        let new = shown.filter(|it| !self.then.filter.knows(self.then.graph, &it.article));
        new.take(QUOTES).map(|it| self.now.source(it)).collect()
    }
}

/// Shapes that are made of texts and numbers are always JSON.
fn json(shape: &impl Serialize) -> Value {
    serde_json::to_value(shape).unwrap_or_default()
}

fn without_evidence(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.into_iter().filter(|it| it.0 != "evidence");
            Value::Object(kept.map(|(key, it)| (key, without_evidence(it))).collect())
        }
        Value::Array(items) => items.into_iter().map(without_evidence).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

//! What one article says, and nothing more. The JSON form is an outer contract (schema/reading.schema.json);
//! the order of the fields here is the order of the keys there.

use crate::model::article::Article;
use crate::model::code::AgreementState;
use crate::model::code::DisputeState;
use crate::model::code::EventType;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::span::Field;
use crate::model::span::Span;
use crate::model::time::Time;
use serde::Deserialize;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub article: Article,
    pub entities: Vec<Entity>,
    pub events: Vec<Event>,
    pub disputes: Vec<Dispute>,
    pub agreements: Vec<Agreement>,
    pub notes: Vec<Note>,
    pub rules_version: String,
}

/// One entity of the article with all its mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub country: Option<EntityId>,
    pub offices: Vec<Office>,
    pub mentions: Vec<MentionSpan>,
}

/// A position held; `from` and `to` are EDTF, `as_of` is the day or year of which the article speaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Office {
    pub title: String,
    pub of: Option<EntityId>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub as_of: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionSpan {
    #[serde(rename = "in")]
    pub field: Field,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub form: Form,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    #[serde(rename = "type")]
    pub kind: EventType,
    pub mode: Option<String>,
    /// PLOVER type with the status considered.
    pub plover: Option<String>,
    /// CAMEO code with the status considered.
    pub cameo: Option<String>,
    pub status: Status,
    pub time: Option<Time>,
    /// `place:` ids, or a `country:` id where only the country is told.
    pub places: Vec<EntityId>,
    pub participants: Vec<Participant>,
    /// Disputes, agreements, countries and organizations that the event is about.
    pub concerns: Vec<EntityId>,
    /// Who says so, innermost sayer first.
    pub said_by: Vec<EntityId>,
    pub part_of: Option<EventId>,
    pub evidence: Vec<Evidence>,
    /// 0 to 1.
    pub confidence: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Participant {
    pub entity: EntityId,
    pub role: Role,
    pub on_behalf_of: Option<EntityId>,
}

impl Participant {
    /// Whom it stands for: the country or organization, or itself.
    pub fn side(&self) -> &EntityId {
        self.on_behalf_of.as_ref().unwrap_or(&self.entity)
    }
}

/// A stretch of the article that says so, and the rule that read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "text")]
pub struct Evidence {
    #[serde(rename = "in")]
    pub field: Field,
    pub start: usize,
    pub end: usize,
    pub quote: String,
    pub rule: String,
}

impl Evidence {
    pub fn span(&self) -> Span {
        Span::new(self.field, self.start, self.end)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    pub id: EntityId,
    pub name: String,
    pub parties: Vec<EntityId>,
    pub subject: Option<String>,
    pub state: Option<DisputeState>,
    pub claims: Vec<Claim>,
    pub evidence: Vec<Evidence>,
}

/// What one party claims; without evidence where the claim is from the dispute table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Claim {
    pub by: EntityId,
    pub claim: String,
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub id: EntityId,
    pub name: String,
    pub subject: Option<String>,
    pub parties: Vec<EntityId>,
    pub signatories: Vec<EntityId>,
    pub time: Option<Time>,
    pub state: Option<AgreementState>,
    pub evidence: Vec<Evidence>,
}

/// What the reading left open, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    pub kind: String,
    #[serde(rename = "in")]
    pub field: Field,
    pub start: usize,
    pub end: usize,
    pub text: String,
}

//! What one reading changes in the graph. A record in a Delta is the whole new value of the row of its id:
//! store and graph put it in place of the old one, so that replaying Deltas and loading rows agree.

use crate::model::article::Article;
use crate::model::code::AgreementState;
use crate::model::code::DisputeState;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Status;
use crate::model::coded::CodedRows;
use crate::model::coded::Coding;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Event;
use crate::model::reading::Evidence;
use crate::model::reading::Office;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use crate::model::sketch::Sketch;
use crate::model::time::Time;
use serde::Deserialize;
use serde::Serialize;
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Delta {
    /// The reading that the changes come from; the store keeps it whole. Of a retraction it is the one taken back,
    /// and `removed` names its article. None where what is known was only put together anew.
    pub reading: Option<Reading>,
    /// The input record as intake took it, for reading it again under other rules; empty where it is not kept.
    #[serde(default)]
    pub raw: String,
    pub entities: Vec<EntityRecord>,
    pub events: Vec<EventRecord>,
    pub disputes: Vec<DisputeRecord>,
    pub agreements: Vec<AgreementRecord>,
    /// Of the article itself where its text is new, and of others that have another origin now.
    #[serde(default)]
    pub prints: Vec<TextPrint>,
    #[serde(default)]
    pub removed: Removed,
    /// Entities that are taken for others from now on.
    #[serde(default)]
    pub merges: Vec<Merge>,
    /// Events that a machine coded elsewhere, with the entities that they name.
    #[serde(default)]
    pub coded: Coding,
}

impl Delta {
    /// No change but that the reading is there.
    pub fn of_nothing(reading: Reading) -> Self {
        Delta { reading: Some(reading), ..Delta::default() }
    }

    pub fn article(&self) -> Option<&Article> {
        self.reading.as_ref().map(|it| &it.article)
    }
}

/// Ids whose rows go, because nothing supports them any longer. A Delta removes before it puts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Removed {
    pub articles: Vec<ArticleId>,
    pub entities: Vec<EntityId>,
    pub events: Vec<EventId>,
    pub disputes: Vec<EntityId>,
    pub agreements: Vec<EntityId>,
    /// Where to look for events that were found to be the same as others.
    pub redirects: Vec<Redirect>,
    /// Entities that are not taken for others any longer.
    #[serde(default)]
    pub merges: Vec<EntityId>,
}

/// Somebody said that the entity `from` is the entity `to`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Merge {
    pub from: EntityId,
    pub to: EntityId,
}

/// The event `from` became a part of the event `to`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Redirect {
    pub from: EventId,
    pub to: EventId,
}

/// An entity with what all articles told of it. `names` and `offices` are sorted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub country: Option<EntityId>,
    /// All forms that stood for it by name, the main one included.
    pub names: Vec<String>,
    pub offices: Vec<Office>,
    /// Articles that name it, sorted.
    pub articles: Vec<ArticleId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRecord {
    pub id: EventId,
    pub kind: EventType,
    pub mode: Option<String>,
    pub plover: Option<String>,
    pub cameo: Option<String>,
    pub status: Status,
    pub time: Option<Time>,
    pub places: Vec<EntityId>,
    pub participants: Vec<Participant>,
    pub concerns: Vec<EntityId>,
    pub said_by: Vec<EntityId>,
    pub part_of: Option<EventId>,
    /// Publication day of the first article that told it.
    pub known_from: Option<String>,
    pub confidence: f64,
    /// Sorted by article, field and start.
    #[serde(with = "crate::model::shared")]
    pub evidence: Vec<Arc<Source>>,
    /// What each article says of it, in article order. All else in the record but its id follows from these.
    #[serde(with = "crate::model::shared")]
    pub tellings: Vec<Arc<Telling>>,
}

/// One event as one article tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    pub article: ArticleId,
    /// Its place among the events of the reading.
    pub ordinal: usize,
    /// Publication day of the article.
    pub day: Option<String>,
    /// The countries that the places lie in, sorted.
    pub place_countries: Vec<EntityId>,
    /// As it stands in the reading; its ids of other events are the reading's.
    pub event: Event,
}

impl EventRecord {
    /// A meeting is an event of type CONSULT.
    pub fn is_meeting(&self) -> bool {
        self.kind == EventType::Consult
    }

    /// What an article says of it.
    pub fn telling_of(&self, article: &str) -> Option<&Telling> {
        let at = self.tellings.binary_search_by(|it| it.article.as_str().cmp(article)).ok()?;
        self.tellings.get(at).map(AsRef::as_ref)
    }
}

/// A piece of evidence with the article that it stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    pub article: ArticleId,
    #[serde(flatten)]
    pub evidence: Evidence,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisputeRecord {
    pub id: EntityId,
    pub name: String,
    pub parties: Vec<EntityId>,
    pub subject: Option<String>,
    /// The last of `states`.
    pub state: Option<DisputeState>,
    pub claims: Vec<ClaimRecord>,
    /// Sorted; runs of one state are not joined.
    pub states: Vec<StateRecord>,
    #[serde(with = "crate::model::shared")]
    pub evidence: Vec<Arc<Source>>,
}

impl DisputeRecord {
    /// The changes of state: of each run of one state only the first.
    pub fn history(&self) -> Vec<&StateRecord> {
        let mut history: Vec<&StateRecord> = self.states.iter().collect();
        history.dedup_by_key(|it| it.state);
        history
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimRecord {
    pub by: EntityId,
    pub claim: String,
    #[serde(with = "crate::model::shared")]
    pub evidence: Vec<Arc<Source>>,
}

/// From when on a dispute was in a state, as one or more articles of that day say; `from` is EDTF.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StateRecord {
    pub from: Option<String>,
    pub state: DisputeState,
    #[serde(with = "crate::model::shared")]
    pub evidence: Vec<Arc<Source>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreementRecord {
    pub id: EntityId,
    pub name: String,
    pub subject: Option<String>,
    pub parties: Vec<EntityId>,
    pub signatories: Vec<EntityId>,
    pub time: Option<Time>,
    pub state: Option<AgreementState>,
    #[serde(with = "crate::model::shared")]
    pub evidence: Vec<Arc<Source>>,
}

/// What of an article's text is kept to find its copies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPrint {
    pub article: ArticleId,
    /// The first of the articles that are copies of one text, in the order of ids; itself if it has no copy.
    pub origin: ArticleId,
    pub sketch: Sketch,
}

/// What answers show of an article beside a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHead {
    pub id: ArticleId,
    pub title: Option<String>,
    pub source: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
}

impl ArticleHead {
    /// The day on which it was published, as `YYYY-MM-DD` in UTC.
    pub fn day(&self) -> Option<String> {
        self.published.as_ref().map(|it| it.chars().take(10).collect())
    }
}

impl From<&Article> for ArticleHead {
    fn from(article: &Article) -> Self {
        ArticleHead {
            id: article.id.clone(),
            title: article.title.clone(),
            source: article.source.clone(),
            published: article.published.clone(),
            url: article.url.clone(),
        }
    }
}

/// All live rows of a store, each list in id order: what a graph is built from at the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// Number of the last commit.
    pub generation: u64,
    pub articles: Vec<ArticleHead>,
    pub entities: Vec<EntityRecord>,
    pub events: Vec<EventRecord>,
    pub disputes: Vec<DisputeRecord>,
    pub agreements: Vec<AgreementRecord>,
    pub prints: Vec<TextPrint>,
    pub redirects: Vec<Redirect>,
    pub merges: Vec<Merge>,
    pub coded: CodedRows,
}

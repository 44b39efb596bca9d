//! Events with their evidence.

use crate::graph::known::Period;
use crate::http::view::EntityRef;
use crate::http::view::PlaceRef;
use crate::http::view::Shown;
use crate::http::view::ids;
use crate::model;
use crate::model::code::Role;
use crate::model::coded;
use crate::model::delta::EventRecord;
use crate::model::delta::Source;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Something that actors did at a time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event<'a> {
    pub id: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub mode: Option<&'a str>,
    /// PLOVER type with the status considered.
    pub plover: Option<&'a str>,
    /// CAMEO code with the status considered.
    pub cameo: Option<&'a str>,
    pub status: &'static str,
    pub time: Option<Time<'a>>,
    pub places: Vec<PlaceRef<'a>>,
    pub participants: Vec<Participant<'a>>,
    /// Ids of the disputes, agreements, countries and organizations that it is about.
    pub concerns: Vec<&'a str>,
    /// How many independent articles tell it; copies of one text are one. Of a coded event its NumSources.
    pub sources: usize,
    /// Publication day of the first article that told it.
    pub known_from: Option<&'a str>,
    /// When it held in the world.
    pub valid: Held,
    /// When it was known as it is shown here; `to` is null while it is.
    pub known: Held,
    /// 0 to 1.
    pub confidence: f64,
    pub evidence: Vec<Evidence<'a>>,
    /// Where it is from if no article tells it: there is no sentence to show for it then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coded: Option<Coded>,
}

/// A row of an event export: what a machine coded elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct Coded {
    pub origin: &'static str,
    /// GlobalEventID of the export.
    pub number: u64,
}

/// A period; an open end is null. What was known until a day was known otherwise from that day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Held {
    pub from: Option<String>,
    pub to: Option<String>,
}

impl From<Period> for Held {
    fn from((from, to): Period) -> Self {
        Held { from, to }
    }
}

fn valid(event: &EventRecord) -> Period {
    let time = event.time.as_ref();
    (time.and_then(|it| it.earliest.clone()), time.and_then(|it| it.latest.clone()))
}

/// When it happened: EDTF (ISO 8601-2) with the first and the last day that it allows; an open end is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct Time<'a> {
    pub edtf: &'a str,
    pub earliest: Option<&'a str>,
    pub latest: Option<&'a str>,
    /// The words of the article.
    pub text: Option<&'a str>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Participant<'a> {
    pub entity: EntityRef<'a>,
    pub role: &'static str,
    pub on_behalf_of: Option<&'a str>,
}

/// The sentence that says so. Offsets count Unicode code points in the field that `in` names, end exclusive.
#[derive(Debug, Serialize, ToSchema)]
pub struct Evidence<'a> {
    pub kind: &'static str,
    pub article: &'a str,
    pub title: Option<&'a str>,
    pub source: Option<&'a str>,
    pub published: Option<&'a str>,
    pub url: Option<&'a str>,
    #[serde(rename = "in")]
    pub field: &'static str,
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    pub rule: &'a str,
}

impl Event<'_> {
    /// What kind of happening it is, in words.
    pub fn what(&self) -> String {
        let mode = self.mode.map(|it| it.replace('_', " "));
        match (self.kind, mode) {
            ("CONSULT", mode) => mode.unwrap_or_else(|| "meeting".to_owned()),
            (kind, Some(mode)) => format!("{} ({mode})", kind.to_lowercase()),
            (kind, None) => kind.to_lowercase(),
        }
    }

    /// Of an act those who did it and those to whom; of all else those who took part, and nobody.
    pub fn sides(&self) -> [Vec<&Participant<'_>>; 2] {
        let to = Role::Recipient.as_str();
        let (recipients, others) = self.participants.iter().partition(|it| it.role == to);
        [others, recipients]
    }
}

impl<'a> Shown<'a> {
    pub fn event(self, event: &'a EventRecord) -> Event<'a> {
        let participants = event.participants.iter().map(|it| Participant {
            entity: self.entity(&it.entity),
            role: it.role.as_str(),
            on_behalf_of: it.on_behalf_of.as_ref().map(|it| it.as_str()),
        });
        Event {
            id: event.id.as_str(),
            kind: event.kind.as_str(),
            mode: event.mode.as_deref(),
            plover: event.plover.as_deref(),
            cameo: event.cameo.as_deref(),
            status: event.status.as_str(),
            time: event.time.as_ref().map(Time::from),
            places: event.places.iter().map(|it| self.place(it)).collect(),
            participants: participants.collect(),
            concerns: ids(&event.concerns),
            sources: match self.graph.coded_sources(&event.id) {
                Some(sources) => sources as usize,
                None => self.filter.sources(self.graph, &event.evidence),
            },
            known_from: event.known_from.as_deref(),
            valid: Held::from(valid(event)),
            known: Held::from(self.graph.known_period(event)),
            confidence: event.confidence,
            evidence: self.evidence(&event.evidence),
            coded: coded::number_of(&event.id).map(|number| Coded { origin: "gdelt", number }),
        }
    }

    /// The pieces of evidence that the filter lets count.
    pub fn evidence(self, evidence: &'a [Arc<Source>]) -> Vec<Evidence<'a>> {
        self.filter.evidence(self.graph, evidence).map(|it| self.source(it)).collect()
    }

    pub fn source(self, source: &'a Source) -> Evidence<'a> {
        let article = self.graph.article(&source.article);
        Evidence {
            kind: "text",
            article: source.article.as_str(),
            title: article.and_then(|it| it.title.as_deref()),
            source: article.and_then(|it| it.source.as_deref()),
            published: article.and_then(|it| it.published.as_deref()),
            url: article.and_then(|it| it.url.as_deref()),
            field: source.evidence.field.as_str(),
            start: source.evidence.start,
            end: source.evidence.end,
            quote: &source.evidence.quote,
            rule: &source.evidence.rule,
        }
    }
}

impl<'a> From<&'a model::time::Time> for Time<'a> {
    fn from(time: &'a model::time::Time) -> Self {
        Time {
            edtf: &time.edtf,
            earliest: time.earliest.as_deref(),
            latest: time.latest.as_deref(),
            text: time.text.as_deref(),
        }
    }
}

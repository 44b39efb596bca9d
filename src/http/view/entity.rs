//! An entity and those it has to do with.

use crate::http::view::EntityRef;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::http::view::Truncated;
use crate::http::view::event::Event;
use crate::http::view::next;
use crate::http::view::truncated;
use crate::model::code::EventType;
use crate::model::delta::EventRecord;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading;
use crate::query::cursor::List;
use crate::query::entity::Profile;
use crate::query::met;
use crate::query::names::kind;
use crate::query::names::name;
use crate::query::partners;
use crate::query::unmet;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Articles and counterparts that an item names at most.
const SOME: usize = 20;

/// What is known of one entity.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entity<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
    pub country: Option<&'a str>,
    /// All names that stood for it.
    pub names: Vec<&'a str>,
    pub offices: Vec<Office<'a>>,
    pub counts: Counts,
    /// First and last day of its events.
    pub first_seen: Option<String>,
    pub last_seen: Option<String>,
    /// Ids of articles that name it, at most 20.
    pub articles: Vec<&'a str>,
    pub links: Links,
}

/// A position held; `from` and `to` are EDTF, `as_of` is the day or year of which an article speaks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Office<'a> {
    pub title: &'a str,
    pub of: Option<&'a str>,
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    pub as_of: Option<&'a str>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    pub articles: usize,
    pub events: usize,
    /// Meetings that took place.
    pub meetings: usize,
    pub counterparts: usize,
    /// Events by type.
    pub types: BTreeMap<&'static str, usize>,
}

/// Where the evidence is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Links {
    pub timeline: String,
    pub met: String,
    pub partners: String,
    pub network: String,
}

/// Who met an entity, and the meetings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Met<'a> {
    pub items: Vec<Counterpart<'a>>,
    pub next: Option<String>,
    pub truncated: Option<Truncated>,
    pub generation: u64,
    /// The meetings that the items name, in time order; at most 500.
    pub meetings: Vec<Event<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Counterpart<'a> {
    pub entity: EntityRef<'a>,
    pub times: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    /// Ids of the places of the meetings.
    pub places: Vec<&'a str>,
    /// Ids of the meetings, in time order.
    #[schema(value_type = Vec<String>)]
    pub meetings: Vec<EventId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Partner<'a> {
    pub entity: EntityRef<'a>,
    pub times: usize,
    /// Events by type.
    pub counts: BTreeMap<&'static str, usize>,
    pub first: Option<String>,
    pub last: Option<String>,
    /// Where the events are.
    pub events: String,
}

/// One whom the entity never met.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unmet<'a> {
    pub entity: EntityRef<'a>,
    pub shared: usize,
    /// Pairs of meetings that lead there.
    pub chains: u64,
    /// The first of those whom both met, at most 20 unless asked otherwise.
    pub counterparts: Vec<EntityRef<'a>>,
    /// Where the meetings that link them are.
    pub paths: String,
}

impl<'a> Shown<'a> {
    pub fn profile(self, profile: &Profile<'a>) -> Entity<'a> {
        let record = profile.record;
        let articles = record.map_or(&[][..], |it| &it.articles);
        let known = articles.iter().filter(|it| self.filter.knows(self.graph, it));
        let offices = record.map_or(&[][..], |it| &it.offices).iter();
        let offices = offices.filter(|it| self.filter.is_held(it));
        let path = format!("/v1/entities/{}", profile.id);
        Entity {
            id: profile.id.as_str(),
            kind: kind(self.graph, profile.id).as_str(),
            name: name(self.graph, profile.id),
            country: record.and_then(|it| it.country.as_ref()).map(EntityId::as_str),
            names: record.map_or(&[][..], |it| &it.names).iter().map(String::as_str).collect(),
            offices: offices.map(office).collect(),
            counts: Counts {
                articles: profile.articles,
                events: profile.events,
                meetings: profile.meetings,
                counterparts: profile.counterparts,
                types: counts(&profile.types),
            },
            first_seen: profile.first.text(),
            last_seen: profile.last.text(),
            articles: known.take(SOME).map(ArticleId::as_str).collect(),
            links: Links {
                timeline: format!("{path}/timeline"),
                met: format!("{path}/met"),
                partners: format!("{path}/partners"),
                network: format!("{path}/network"),
            },
        }
    }

    /// `meetings` are the records of those of the answer.
    pub fn met(self, answer: &met::Answer<'a>, meetings: &'a [Cow<'a, EventRecord>]) -> Met<'a> {
        let list = &answer.counterparts;
        let items = list.items.iter().map(|it| Counterpart {
            entity: self.entity(it.entity),
            times: it.meetings.len(),
            first: it.first.text(),
            last: it.last.text(),
            places: it.places(self.graph).into_iter().map(EntityId::as_str).collect(),
            meetings: it.meetings.iter().filter_map(|it| self.graph.event_id(*it)).collect(),
        });
        Met {
            items: items.collect(),
            next: next(list.next.as_ref()),
            truncated: truncated(list.truncated),
            generation: list.generation,
            meetings: meetings.iter().map(|it| self.event(it)).collect(),
        }
    }

    pub fn partners(
        self,
        of: &EntityId,
        list: &List<partners::Partner<'a>>,
    ) -> Envelope<Partner<'a>> {
        Envelope::new(list, |it| Partner {
            entity: self.entity(it.entity),
            times: it.events,
            counts: counts(&it.types),
            first: it.first.text(),
            last: it.last.text(),
            events: format!("/v1/events?participant={of}&participant={}", it.entity),
        })
    }

    pub fn unmet(self, of: &EntityId, list: &List<unmet::Unmet<'a>>) -> Envelope<Unmet<'a>> {
        Envelope::new(list, |it| Unmet {
            entity: self.entity(it.entity),
            shared: it.shared,
            chains: it.chains,
            counterparts: it.counterparts.iter().map(|it| self.entity(it)).collect(),
            paths: format!(
                "/v1/paths?from_entity={of}&to_entity={}&max_length=2&k={}",
                it.entity,
                it.shared.min(100)
            ),
        })
    }
}

fn office(office: &reading::Office) -> Office<'_> {
    Office {
        title: &office.title,
        of: office.of.as_ref().map(EntityId::as_str),
        from: office.from.as_deref(),
        to: office.to.as_deref(),
        as_of: office.as_of.as_deref(),
    }
}

/// Counts by the name of the type.
pub fn counts(types: &BTreeMap<EventType, usize>) -> BTreeMap<&'static str, usize> {
    types.iter().map(|(kind, count)| (kind.as_str(), *count)).collect()
}

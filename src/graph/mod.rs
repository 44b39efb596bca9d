//! The in-memory graph: a cache of the store that can always be rebuilt from it. Entities and events are numbers in
//! compact arrays; what walks ask of an event stands in its fact, what answers show of it in its record. The arrays
//! are copied on write in chunks, so that a clone for readers costs little and shares what did not change.
//! Deliberately absent: SQL, questions, formats.

pub mod apply;
pub mod array;
pub mod coded;
pub mod contact;
pub mod entry;
pub mod fact;
pub mod fold;
pub mod known;
pub mod link;
pub mod names;
pub mod number;
pub mod order;
pub mod print;
#[cfg(test)]
pub mod sample;
pub mod shared;
pub mod sorted;
mod spellings;
pub mod undated;
pub mod visit;

pub use crate::graph::number::EntityNo;
pub use crate::graph::number::EventNo;

use crate::graph::array::Array;
use crate::graph::contact::Contact;
use crate::graph::contact::Tie;
use crate::graph::entry::Entry;
use crate::graph::entry::Window;
use crate::graph::fact::Fact;
use crate::graph::names::Names;
use crate::graph::sorted::Sorted;
use crate::model::code::Kind;
use crate::model::day::Day;
use crate::model::delta::AgreementRecord;
use crate::model::delta::ArticleHead;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Merge;
use crate::model::delta::Redirect;
use crate::model::delta::TextPrint;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Entities and events, linked where an event names an entity; disputes, agreements and articles beside.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    generation: u64,
    entities: Array<Option<EntityNode>>,
    entity_numbers: Sorted<Numbered<EntityId, EntityNo>>,
    /// What orders most ids of entities without a look at them.
    id_keys: Array<u64>,
    facts: Array<Option<Fact>>,
    /// Of the events that articles tell.
    event_numbers: Sorted<Numbered<EventId, EventNo>>,
    /// Of the events that a machine coded elsewhere.
    coded_numbers: Sorted<Numbered<u64, EventNo>>,
    /// Entities by their number among the coded ones.
    coded_entities: Array<EntityNo>,
    /// Numbers that stand for nothing now.
    free_entities: Sorted<EntityNo>,
    free_events: Sorted<EventNo>,
    entries: Sorted<Entry>,
    contacts: Sorted<Contact>,
    ties: Sorted<Tie>,
    /// Countries that take part in one event, the lower number first.
    pairs: Sorted<Contact>,
    names: Names,
    /// Meetings that are told without a time: who takes part, a day on which one was told, and which.
    undated: Sorted<(EntityId, String, EventId)>,
    disputes: Sorted<ById<DisputeRecord>>,
    agreements: Sorted<ById<AgreementRecord>>,
    articles: Sorted<ById<ArticleHead>>,
    prints: Sorted<ById<TextPrint>>,
    /// The hashes by which copies are looked up.
    shingles: Sorted<(u32, ArticleId)>,
    /// Origin and another article of the same text.
    copies: Sorted<(ArticleId, ArticleId)>,
    /// Which article tells of which event.
    told: Sorted<(ArticleId, EventId)>,
    /// Whole and part.
    parts: Sorted<(EventId, EventId)>,
    /// Sorted by the id that is no more.
    redirects: Sorted<Redirect>,
    /// The same the other way round: where it leads, and from where.
    led: Sorted<(EventId, EventId)>,
    /// Sorted by the entity that is taken for another.
    merges: Sorted<Merge>,
    /// Of a graph as it was known on a day: the day from which an event was known otherwise.
    until: Arc<BTreeMap<EventId, String>>,
}

/// How an event names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    Participant,
    OnBehalfOf,
    Place,
    Concern,
}

/// Without a record while only events name it.
#[derive(Debug, Clone)]
struct EntityNode {
    id: EntityId,
    /// What the id names.
    kind: Kind,
    /// What articles say of it.
    told: Option<Arc<EntityRecord>>,
    /// What coded events say of it.
    coded: Option<Arc<EntityRecord>>,
    /// Events that name it itself, and not only somebody who acts for it.
    named: u32,
}

impl EntityNode {
    /// What articles say of it goes before what coded events say.
    fn record(&self) -> Option<&Arc<EntityRecord>> {
        self.told.as_ref().or(self.coded.as_ref())
    }
}

impl Graph {
    /// Number of the last commit that is in the graph.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What articles say of an entity, or else what coded events say of it.
    pub fn entity(&self, id: &EntityId) -> Option<&EntityRecord> {
        self.record_of(self.entity_no(id)?)
    }

    /// What articles say of an entity.
    pub fn told_entity(&self, id: &EntityId) -> Option<&EntityRecord> {
        self.entity_node(self.entity_no(id)?)?.told.as_deref()
    }

    /// What articles say of all entities, in id order.
    pub fn told_entities(&self) -> impl Iterator<Item = &EntityRecord> {
        let nodes = self.entity_numbers.iter().filter_map(|it| self.entity_node(it.number));
        nodes.filter_map(|it| it.told.as_deref())
    }

    /// All entities of which anything is known, in id order.
    pub fn entities(&self) -> impl Iterator<Item = &EntityRecord> {
        self.entity_numbers.iter().filter_map(|it| self.record_of(it.number))
    }

    /// The event that articles tell under this id.
    pub fn event(&self, id: &EventId) -> Option<&EventRecord> {
        let number = self.event_numbers.find(|it| it.id.cmp(id))?.number;
        self.fact(number)?.told().map(AsRef::as_ref)
    }

    /// All events that articles tell, in time order: earliest day, then id; undated ones last.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = &EventRecord> {
        self.told_in(self.scan_all(Window::ALL))
    }

    /// The events that articles tell and that name an entity as participant, as the one acted for, as place or as
    /// concern, in time order. A person's country counts only where the person acts on behalf of it.
    pub fn events_of(&self, id: &EntityId) -> impl DoubleEndedIterator<Item = &EventRecord> {
        self.told_in(self.scan(self.entity_no(id).unwrap_or(EntityNo::GONE), Window::ALL))
    }

    /// Of `events_of` those whose earliest day is in `from..=to`.
    pub fn events_of_from(
        &self,
        id: &EntityId,
        from: &str,
        to: &str,
    ) -> impl DoubleEndedIterator<Item = &EventRecord> {
        let window = Window { from: Day::parse(from), to: Day::parse(to) };
        let of = self.entity_no(id).unwrap_or(EntityNo::GONE);
        let begin_within = move |it: &&Entry| it.day >= window.from;
        let entries = self.scan(of, window).filter(begin_within).filter(|it| !it.is_coded());
        entries.filter_map(|it| self.fact(it.event)?.told().map(AsRef::as_ref))
    }

    fn told_in<'a>(
        &'a self,
        entries: impl DoubleEndedIterator<Item = &'a Entry>,
    ) -> impl DoubleEndedIterator<Item = &'a EventRecord> {
        let told = entries.filter(|it| !it.is_coded());
        told.filter_map(|it| self.fact(it.event)?.told().map(AsRef::as_ref))
    }

    /// The events that an article tells of, in id order.
    pub fn events_told_by<'a>(
        &'a self,
        id: &'a ArticleId,
    ) -> impl Iterator<Item = &'a EventRecord> {
        let told = self.told.iter_from(move |it| it.0.cmp(id)).take_while(move |it| it.0 == *id);
        told.filter_map(|it| self.event(&it.1))
    }

    /// The events that are part of an event, in id order.
    pub fn parts_of<'a>(&'a self, id: &'a EventId) -> impl Iterator<Item = &'a EventRecord> {
        let parts = self.parts.iter_from(move |it| it.0.cmp(id)).take_while(move |it| it.0 == *id);
        parts.filter_map(|it| self.event(&it.1))
    }

    /// The event that one of this id became a part of.
    pub fn redirect(&self, id: &EventId) -> Option<&EventId> {
        self.redirects.find(|it| it.from.cmp(id)).map(|it| &it.to)
    }

    /// The ids that lead to an event, in order.
    pub fn redirects_to<'a>(&'a self, id: &'a EventId) -> impl Iterator<Item = &'a EventId> {
        let led = self.led.iter_from(move |it| it.0.cmp(id)).take_while(move |it| it.0 == *id);
        led.map(|it| &it.1)
    }

    /// All redirects in the order of the ids that are no more.
    pub fn redirects(&self) -> impl DoubleEndedIterator<Item = &Redirect> {
        self.redirects.iter()
    }

    /// The entity that one of this id is taken for: itself, unless somebody said otherwise.
    pub fn survivor<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        let mut survivor = id;
        while let Some(merge) = self.merges.find(|it| it.from.cmp(survivor)) {
            survivor = &merge.to;
        }
        survivor
    }

    /// All entities that are taken for others, in id order.
    pub fn merges(&self) -> impl Iterator<Item = &Merge> {
        self.merges.iter()
    }

    pub fn dispute(&self, id: &EntityId) -> Option<&DisputeRecord> {
        self.disputes.find(|it| it.0.id.cmp(id)).map(|it| it.0.as_ref())
    }

    /// All disputes in id order.
    pub fn disputes(&self) -> impl DoubleEndedIterator<Item = &DisputeRecord> {
        self.disputes.iter().map(|it| it.0.as_ref())
    }

    pub fn agreement(&self, id: &EntityId) -> Option<&AgreementRecord> {
        self.agreements.find(|it| it.0.id.cmp(id)).map(|it| it.0.as_ref())
    }

    /// All agreements in id order.
    pub fn agreements(&self) -> impl DoubleEndedIterator<Item = &AgreementRecord> {
        self.agreements.iter().map(|it| it.0.as_ref())
    }

    pub fn article(&self, id: &ArticleId) -> Option<&ArticleHead> {
        self.articles.find(|it| it.0.id.cmp(id)).map(|it| it.0.as_ref())
    }

    /// The heads of all articles in id order.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = &ArticleHead> {
        self.articles.iter().map(|it| it.0.as_ref())
    }

    pub fn entity_no(&self, id: &EntityId) -> Option<EntityNo> {
        self.entity_numbers.find(|it| it.id.cmp(id)).map(|it| it.number)
    }

    /// The id of an entity that anything is known of.
    pub fn id_of(&self, number: EntityNo) -> Option<&EntityId> {
        self.entity_node(number).map(|it| &it.id)
    }

    /// How many events name an entity itself, and not only somebody who acts for it.
    pub fn times_named(&self, number: EntityNo) -> usize {
        self.entity_node(number).map_or(0, |it| it.named as usize)
    }

    /// What its id names.
    pub fn kind_of(&self, number: EntityNo) -> Kind {
        self.entity_node(number).map_or(Kind::Organization, |it| it.kind)
    }

    pub fn record_of(&self, number: EntityNo) -> Option<&EntityRecord> {
        self.entity_node(number)?.record().map(AsRef::as_ref)
    }

    /// The number of an event, told or coded.
    pub fn event_no(&self, id: &EventId) -> Option<EventNo> {
        let told = self.event_numbers.find(|it| it.id.cmp(id)).map(|it| it.number);
        let coded = || {
            let number = crate::model::coded::number_of(id)?;
            self.coded_numbers.find(|it| it.id.cmp(&number)).map(|it| it.number)
        };
        told.or_else(coded)
    }

    pub fn fact(&self, number: EventNo) -> Option<&Fact> {
        self.facts.get(number.index())?.as_ref()
    }

    fn entity_node(&self, number: EntityNo) -> Option<&EntityNode> {
        self.entities.get(number.index())?.as_ref()
    }

    /// Records in the order of their ids.
    fn sorted<R>(records: Vec<R>) -> Sorted<ById<R>>
    where
        ById<R>: Ord + Clone,
    {
        let mut sorted = Sorted::default();
        for record in records {
            sorted.insert(ById(Arc::new(record)));
        }
        sorted
    }
}

/// Equal in all that can be asked; the numbers of nodes do not count.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
            && self.entities().eq(other.entities())
            && self.events().eq(other.events())
            && self.disputes().eq(other.disputes())
            && self.agreements().eq(other.agreements())
            && self.articles().eq(other.articles())
            && self.prints().eq(other.prints())
            && self.told.iter().eq(other.told.iter())
            && self.parts.iter().eq(other.parts.iter())
            && self.redirects().eq(other.redirects())
            && self.merges().eq(other.merges())
            && self.same_links(other)
    }
}

/// Where what bears an id stands in the arrays.
#[derive(Debug, Clone)]
struct Numbered<I, N> {
    id: I,
    number: N,
}

impl<I: Ord, N> Ord for Numbered<I, N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }
}

#[derive(Debug, Clone)]
struct ById<R>(Arc<R>);

macro_rules! ordered_by_id {
    ($($record:ty),+) => {
        $(impl Ord for ById<$record> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.0.id.cmp(&other.0.id)
            }
        })+
    };
}

macro_rules! order_decides_equality {
    ($([$($generics:tt)*] $name:ty),+ $(,)?) => {
        $(impl<$($generics)*> PartialOrd for $name where $name: Ord {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl<$($generics)*> PartialEq for $name where $name: Ord {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }
        impl<$($generics)*> Eq for $name where $name: Ord {})+
    };
}

impl Ord for ById<TextPrint> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.article.cmp(&other.0.article)
    }
}

ordered_by_id!(DisputeRecord, AgreementRecord, ArticleHead);
order_decides_equality!([I: Ord, N] Numbered<I, N>, [] ById<DisputeRecord>, [] ById<AgreementRecord>, [] ById<ArticleHead>, [] ById<TextPrint>);

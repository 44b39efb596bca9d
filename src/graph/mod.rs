//! The in-memory graph: a cache of the store that can always be rebuilt from it. Records are shared, the
//! arrays are copied on write in chunks, so that a clone for readers costs little.
//! Deliberately absent: SQL, questions, formats.

pub mod apply;
pub mod array;
pub mod fold;
pub mod known;
pub mod print;
#[cfg(test)]
pub mod sample;
pub mod shared;
pub mod sorted;
pub mod visit;

use crate::graph::array::Array;
use crate::graph::sorted::Sorted;
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
use petgraph::graph::NodeIndex;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Entities and events as nodes, linked where an event names an entity; disputes, agreements and articles beside.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    generation: u64,
    nodes: Array<Node>,
    entity_nodes: Sorted<Entry<EntityId>>,
    event_nodes: Sorted<Entry<EventId>>,
    timeline: Sorted<InTime>,
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

/// One end of a link between an entity and an event, as the other end keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    node: NodeIndex,
    kind: LinkKind,
}

/// A node and its links: an entity's in time order, an event's in the order of kind and entity id.
#[derive(Debug, Clone)]
struct Node {
    subject: Subject,
    links: Arc<Vec<Link>>,
}

#[derive(Debug, Clone)]
enum Subject {
    /// Without a record while only events name it.
    Entity(EntityId, Option<Arc<EntityRecord>>),
    Event(Arc<EventRecord>),
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NodeRef<'a> {
    Entity(&'a EntityRecord),
    Event(&'a EventRecord),
    /// An entity that events name and of which nothing else is known.
    Unknown(&'a EntityId),
}

impl Graph {
    /// Number of the last commit that is in the graph.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    pub fn entity(&self, id: &EntityId) -> Option<&EntityRecord> {
        match &self.nodes.get(self.entity_node(id)?.index())?.subject {
            Subject::Entity(_, record) => record.as_deref(),
            Subject::Event(_) => None,
        }
    }

    /// All entities in id order.
    pub fn entities(&self) -> impl Iterator<Item = &EntityRecord> {
        self.entity_nodes.iter().filter_map(|entry| self.entity(&entry.id))
    }

    pub fn event(&self, id: &EventId) -> Option<&EventRecord> {
        match &self.nodes.get(self.event_node(id)?.index())?.subject {
            Subject::Event(record) => Some(record),
            Subject::Entity(..) => None,
        }
    }

    /// All events in time order: earliest day, then id; undated ones last.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = &EventRecord> {
        self.timeline.iter().map(|it| it.0.as_ref())
    }

    /// The events that name an entity as participant, as the one acted for, as place or as concern, in time order.
    /// A person's country counts only where the person acts on behalf of it.
    pub fn events_of(&self, id: &EntityId) -> impl DoubleEndedIterator<Item = &EventRecord> {
        let links = self.entity_node(id).map_or(&[][..], |node| self.links(node));
        self.distinct(links)
    }

    /// Of `events_of` those whose earliest day is in `from..=to`.
    pub fn events_of_from(
        &self,
        id: &EntityId,
        from: &str,
        to: &str,
    ) -> impl DoubleEndedIterator<Item = &EventRecord> {
        let links = self.entity_node(id).map_or(&[][..], |node| self.links(node));
        let before = |it: &Link, reached: fn(&str, &str) -> bool, day: &str| {
            self.event_at(it.node).and_then(earliest).is_some_and(|it| reached(it, day))
        };
        let start = links.partition_point(|it| before(it, |a, b| a < b, from));
        let end = links.partition_point(|it| before(it, |a, b| a <= b, to));
        self.distinct(links.get(start..end).unwrap_or_default())
    }

    /// The meetings without a time that name an entity as one who takes part, or whom one acts for, and of which an
    /// article of `from..=to` tells. One may come several times.
    pub fn undated_events_of<'a>(
        &'a self,
        id: &EntityId,
        from: &str,
        to: &str,
    ) -> impl Iterator<Item = &'a EventRecord> {
        let first = self.undated.iter_from(|it| (&it.0, it.1.as_str()).cmp(&(id, from)));
        let inside = first.take_while(move |it| it.0 == *id && it.1.as_str() <= to);
        inside.filter_map(|it| self.event(&it.2))
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

    /// The node of an entity, for petgraph's algorithms. Numbers hold for this snapshot only.
    pub fn entity_node(&self, id: &EntityId) -> Option<NodeIndex> {
        self.entity_nodes.find(|it| it.id.cmp(id)).map(|it| it.node)
    }

    /// The node of an event, for petgraph's algorithms. Numbers hold for this snapshot only.
    pub fn event_node(&self, id: &EventId) -> Option<NodeIndex> {
        self.event_nodes.find(|it| it.id.cmp(id)).map(|it| it.node)
    }

    /// What a node stands for.
    pub fn node(&self, node: NodeIndex) -> Option<NodeRef<'_>> {
        Some(match &self.nodes.get(node.index())?.subject {
            Subject::Entity(_, Some(record)) => NodeRef::Entity(record),
            Subject::Entity(id, None) => NodeRef::Unknown(id),
            Subject::Event(record) => NodeRef::Event(record),
        })
    }

    fn event_at(&self, node: NodeIndex) -> Option<&EventRecord> {
        match &self.nodes.get(node.index())?.subject {
            Subject::Event(record) => Some(record),
            Subject::Entity(..) => None,
        }
    }

    /// The events of an entity's links, each once: links to one event stand side by side.
    fn distinct<'a>(
        &'a self,
        links: &'a [Link],
    ) -> impl DoubleEndedIterator<Item = &'a EventRecord> {
        let runs = links.chunk_by(|a, b| a.node == b.node);
        runs.filter_map(|it| it.first()).filter_map(|it| self.event_at(it.node))
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

    fn links(&self, node: NodeIndex) -> &[Link] {
        self.nodes.get(node.index()).map_or(&[], |it| it.links.as_slice())
    }
}

/// Equal in all that can be asked; the numbers of nodes do not count.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        let same_events_of = || {
            let same = |a: &Entry<EntityId>, b: &Entry<EntityId>| {
                a.id == b.id && self.events_of(&a.id).eq(other.events_of(&b.id))
            };
            self.entity_nodes.len() == other.entity_nodes.len()
                && self.entity_nodes.iter().zip(other.entity_nodes.iter()).all(|(a, b)| same(a, b))
        };
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
            && same_events_of()
    }
}

/// Where the node of an id stands.
#[derive(Debug, Clone)]
struct Entry<I> {
    id: I,
    node: NodeIndex,
}

impl<I: Ord> Ord for Entry<I> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }
}

/// An event in time order.
#[derive(Debug, Clone)]
struct InTime(Arc<EventRecord>);

impl Ord for InTime {
    fn cmp(&self, other: &Self) -> Ordering {
        moment(&self.0).cmp(&moment(&other.0))
    }
}

/// The key of time order: undated events last.
fn moment(event: &EventRecord) -> (bool, Option<&str>, &EventId) {
    let day = earliest(event);
    (day.is_none(), day, &event.id)
}

fn earliest(event: &EventRecord) -> Option<&str> {
    event.time.as_ref().and_then(|it| it.earliest.as_deref())
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
order_decides_equality!([I: Ord] Entry<I>, [] InTime, [] ById<DisputeRecord>, [] ById<AgreementRecord>, [] ById<ArticleHead>, [] ById<TextPrint>);

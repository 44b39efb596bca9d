//! Every JSON shape of the API but readings and exports. The order of the fields is the order of the keys; every
//! key is always there, unknown is null. The command line prints the same shapes.

pub mod article;
pub mod change;
pub mod dispute;
pub mod entity;
pub mod event;
pub mod network;
pub mod pair;
pub mod search;
pub mod taken;
pub mod whole;

use crate::graph::Graph;
use crate::model::id::EntityId;
use crate::query::budget::Cut;
use crate::query::cursor::Cursor;
use crate::query::cursor::List;
use crate::query::filter::Filter;
use crate::query::names::kind;
use crate::query::names::name;
use serde::Serialize;
use utoipa::ToSchema;

/// What a shape is made from: the graph for names and articles, the filter for the evidence that counts.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub graph: &'a Graph,
    pub filter: &'a Filter,
}

/// A list of facts with the way to go on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Envelope<T> {
    pub items: Vec<T>,
    /// The `cursor` of the next page; null on the last one.
    pub next: Option<String>,
    /// What was left out because the question ran out of its budget; null when nothing was.
    pub truncated: Option<Truncated>,
    /// Number of the last commit that the answer knows.
    pub generation: u64,
}

/// Why an answer is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Truncated {
    /// `edges`: too many would have had to be walked; `time`: it took too long; `rows`: there were too many.
    pub reason: &'static str,
}

/// An entity by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntityRef<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
}

/// A place, or the country where only that is told.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceRef<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

impl<'a> Shown<'a> {
    pub fn entity(self, id: &'a EntityId) -> EntityRef<'a> {
        EntityRef {
            id: id.as_str(),
            kind: kind(self.graph, id).as_str(),
            name: name(self.graph, id),
        }
    }

    pub fn place(self, id: &'a EntityId) -> PlaceRef<'a> {
        PlaceRef { id: id.as_str(), name: name(self.graph, id) }
    }
}

impl<T> Envelope<T> {
    pub fn new<'l, R>(list: &'l List<R>, shape: impl Fn(&'l R) -> T) -> Self {
        Envelope {
            items: list.items.iter().map(shape).collect(),
            next: next(list.next.as_ref()),
            truncated: truncated(list.truncated),
            generation: list.generation,
        }
    }
}

pub fn next(cursor: Option<&Cursor>) -> Option<String> {
    cursor.map(Cursor::encode)
}

pub fn truncated(cut: Option<Cut>) -> Option<Truncated> {
    cut.map(|it| Truncated { reason: it.as_str() })
}

/// The ids of a list.
pub fn ids(list: &[EntityId]) -> Vec<&str> {
    list.iter().map(EntityId::as_str).collect()
}

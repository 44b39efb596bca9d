//! Who and where the columns of an exported row mean. The same columns always mean the same entity, whatever other rows
//! there are: ids are made of nothing but the row and the tables.
//! Deliberately absent: the numbers that a store gives to entities.

pub mod examples;
pub mod tables;

mod actor;
mod body;
mod place;

use crate::model::code::Kind;
use crate::model::id::EntityId;

/// An entity that a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub country: Option<EntityId>,
    /// How the row writes it, where that is another name.
    pub further: Option<String>,
}

/// An actor and the country that it acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    pub who: Meant,
    /// None where it is that country itself.
    pub on_behalf_of: Option<EntityId>,
}

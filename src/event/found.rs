//! What the event stage hands over to the Reading.

use crate::model::reading::Agreement;
use crate::model::reading::Dispute;
use crate::model::reading::Entity;
use crate::model::reading::Event;
use crate::model::reading::Note;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    pub events: Vec<Event>,
    pub disputes: Vec<Dispute>,
    pub agreements: Vec<Agreement>,
    /// Entities of the disputes and agreements, with their mentions.
    pub entities: Vec<Entity>,
    pub notes: Vec<Note>,
}

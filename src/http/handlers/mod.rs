//! Handlers of at most 20 lines: extract, ask, view.

pub mod articles;
pub mod changes;
pub mod disputes;
pub mod docs;
pub mod entities;
pub mod events;
pub mod health;
pub mod pages;
pub mod pairs;
pub mod search;
pub mod whole;

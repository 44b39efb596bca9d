//! One question a file: pure functions of the graph, bounded and ordered. CLI, HTTP and explorer call the same.
//! Deliberately absent: IO, the clock, JSON. An answer points into the graph; what it looks like is the caller's.

pub mod budget;
mod candidates;
pub mod cursor;
pub mod filter;
pub mod names;
pub mod score;
pub mod sieve;
pub mod tally;
pub mod walk;

pub mod contacts;
pub mod counterpart;

pub mod agreements;
pub mod copresence;
pub mod disputes;
pub mod dyad;
pub mod entity;
pub mod events;
pub mod met;
pub mod network;
pub mod overview;
pub mod partners;
pub mod paths;
pub mod resolve;
pub mod search;
pub mod suggest;
pub mod timeline;
pub mod tone;
pub mod unmet;
pub mod whole;

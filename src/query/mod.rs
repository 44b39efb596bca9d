//! One question a file: pure functions of the graph, bounded and ordered. CLI, HTTP and explorer call the same.
//! Deliberately absent: IO, the clock, JSON. An answer points into the graph; what it looks like is the caller's.

pub mod budget;
mod candidates;
pub mod cursor;
pub mod filter;
pub mod names;
#[cfg(test)]
pub mod sample;
pub mod score;
pub mod sieve;
pub mod tally;
pub mod walk;

pub mod chain;
pub mod change_points;
pub mod links;
pub mod reach;
pub mod together;

pub mod agreements;
pub mod centrality;
pub mod components;
pub mod copresence;
pub mod diff;
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

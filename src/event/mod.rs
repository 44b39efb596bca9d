//! What happened: events, disputes and agreements, by rules over the dependency tree.
//! Deliberately absent: proper names; they come with the mentions.

pub mod absorb;
pub mod agreement_list;
pub mod agreements;
pub mod attach;
pub mod bind;
pub mod codes;
pub mod context;
pub mod counterparty;
pub mod dispute_finder;
pub mod dispute_open;
pub mod dispute_phrase;
pub mod disputes;
pub mod doer;
pub mod draft;
pub mod found;
pub mod hold;
pub mod identity;
pub mod ids;
pub mod join;
pub mod known_agreements;
pub mod matcher;
pub mod parts;
pub mod phrases;
pub mod place;
pub mod read;
pub mod repair;
pub mod rules;
pub mod sayer;
pub mod slots;
pub mod status;
pub mod tables;
pub mod topics;
pub mod tree;
pub mod when;

//! What happened: events, disputes and agreements, by rules over the dependency tree.

pub mod found;

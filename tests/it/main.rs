//! The integration tests: one binary, a module per theme.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod ingest;
mod intake;
mod merge;
mod store;
mod synthetic;
mod text;
mod tidy;
mod treebank;

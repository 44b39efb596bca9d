//! The integration tests: one binary, a module per theme.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crash;
mod dates;
mod entity_gold;
mod entity_people;
mod http_routes;
mod ingest;
mod intake;
mod merge;
mod served;
mod store;
mod synthetic;
mod text;
mod tidy;
mod treebank;
mod world;

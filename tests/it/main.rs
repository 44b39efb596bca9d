//! The integration tests: one binary, a module per theme.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crash;
mod dates;
mod doors;
mod entity_gold;
mod entity_people;
mod entity_small;
mod gold;
mod http_hostile;
mod http_pairs;
mod http_routes;
mod http_server;
mod identity;
mod ingest;
mod intake;
mod interleaved;
mod merge;
mod namesakes;
mod openapi;
mod reading_schema;
mod readme;
mod reference;
mod reindex;
mod rejected;
mod search;
mod served;
mod shuffled;
mod store;
mod synthetic;
mod taken_back;
mod text;
mod tidy;
mod treebank;
mod world;
mod world_articles;

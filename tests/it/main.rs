//! The integration tests: one binary, a module per theme.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod entity_gold;
mod entity_people;
mod tidy;

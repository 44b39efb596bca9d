//! SQLite: the truth. Accepts Deltas and nothing else. Deliberately absent: how facts are merged, and questions.

pub mod writer;

pub mod anew;
pub mod rewrite;

pub mod reader;
pub mod readers;

pub mod rows;
pub mod search;

pub mod coded;
pub mod coded_index;

pub mod print;
pub mod put;
pub mod put_fact;

pub mod lock;
pub mod migrate;
pub mod open;

pub mod error;
pub mod sql;

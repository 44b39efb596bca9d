//! The nouns of the project: ids, spans, times, codes, Readings and Deltas. No IO, no clock, no tables.

pub mod article;
pub mod cameo;
pub mod change;
pub mod code;
pub mod coded;
pub mod day;
pub mod delta;
pub mod exported;
pub mod hash;
pub mod id;
pub mod reading;
pub mod shared;
pub mod sketch;
pub mod span;
pub mod spelling;
pub mod time;

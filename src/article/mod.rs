//! Intake: bytes of any kind to Articles. Deliberately absent: IO (the caller reads files) and what the text means.

pub mod error;
pub mod raw;

pub mod format;
pub mod split;

pub mod parse;

pub mod clean;
pub mod date;
pub mod dateline;
pub mod decode;
pub mod dispatch;
pub mod gdelt;
pub mod headline;
pub mod key;
pub mod language;
pub mod lines;
pub mod notice;
pub mod paragraph;
pub mod pieces;
pub mod record;
pub mod time_of_day;
pub mod zone;

//! When is meant: date expressions, anchored to the dateline or the publication day.

pub mod dates;

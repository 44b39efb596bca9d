//! The in-memory graph: a cache of the store that can always be rebuilt from it.
//! Deliberately absent: SQL, questions, formats.

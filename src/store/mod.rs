//! SQLite: the truth. Accepts Deltas and nothing else. Deliberately absent: how facts are merged, and questions.

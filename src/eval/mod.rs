//! Scoring against gold, and the examples that stand beside the rules in data/.
pub mod check_data;

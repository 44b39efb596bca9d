//! Scoring against gold, and the examples that stand beside the rules in data/.

pub mod conllu;
pub mod parse;
pub mod train;

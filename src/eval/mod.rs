//! Scoring against gold, the examples that stand beside the rules in data/, and the training of the analyser.

pub mod articles;
pub mod check_data;
pub mod conllu;
pub mod pairs;
pub mod parse;
pub mod train;

//! Sentences, tokens, lemmas, tags and dependency trees, after the Universal Dependencies guidelines.

pub mod deprel;
pub mod parsed;

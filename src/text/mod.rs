//! Sentences, tokens, lemmas, tags and dependency trees, after the Universal Dependencies guidelines.

pub mod deprel;
pub mod model;
pub mod net;
pub mod parsed;

//! Who is meant: gazetteer, mentions, co-reference within the article.

pub mod mention;

//! Who is meant: gazetteer, mentions, co-reference within the article.

pub mod find;
pub mod gazetteer;
pub mod mention;
pub mod patterns;
pub mod rejected;
pub mod table;

mod body;
mod cast;
mod coref;
mod country;
mod faction;
mod fold;
mod halves;
mod holder;
mod latter;
mod ledger;
mod line;
mod load;
mod lookup;
mod name;
mod nominal;
mod origin;
mod pair;
mod person;
mod place;
mod pronoun;
mod roster;
mod speaker;
mod spelling;
mod surname;
mod title;
mod title_after;
mod title_before;
mod untitled;
mod verb;
mod when;

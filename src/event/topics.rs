//! Texts that use the words of diplomacy for something else ("Japan met Russia in the semi-final", "police arrested five
//! suspects over a robbery"): which types of event a sentence cannot tell by the words around it.

use crate::event::context::Context;
use crate::event::rules::RuleError;
use crate::model::code::EventType;
use crate::text::parsed::Sentence;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherTopics {
    /// Lemmas of texts on states: an article with more of them than of a topic is not on that topic.
    pub state: BTreeSet<String>,
    pub topics: Vec<Topic>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub name: String,
    /// Lemmas.
    pub words: BTreeSet<String>,
    /// One of these in the sentence is enough.
    #[serde(default)]
    pub certain: BTreeSet<String>,
    /// So many different words in a sentence and its neighbours, and one more for each word of states there.
    pub near: usize,
    /// So many different words in the article; 0 asks nothing of it.
    #[serde(default)]
    pub article: usize,
    /// The types of event that are meant; all where none is named.
    #[serde(default)]
    pub types: Vec<EventType>,
    /// Texts that tell no event.
    pub accepts: Vec<String>,
    /// Texts that tell one nevertheless.
    pub rejects: Vec<String>,
}

impl OtherTopics {
    /// # Errors
    /// The file is no TOML of this form.
    pub fn load(file: &str, content: &str) -> Result<Self, RuleError> {
        toml::from_str(content)
            .map_err(|it| RuleError::Toml { file: file.to_owned(), message: it.to_string() })
    }

    /// The topics that the whole article is on.
    pub fn of_article(&self, ctx: Context<'_>) -> Vec<bool> {
        let all = || ctx.parsed.sentences.iter();
        let states = found(all(), &self.state);
        let is_on = |it: &Topic| {
            let count = found(all(), &it.words);
            it.article > 0 && count >= it.article && count > states
        };
        self.topics.iter().map(is_on).collect()
    }

    /// Whether a sentence cannot tell an event of a type; `article` is what `of_article` says.
    pub fn exclude(
        &self,
        ctx: Context<'_>,
        number: usize,
        article: &[bool],
        kind: EventType,
    ) -> bool {
        let own = ctx.parsed.sentences.iter().skip(number).take(1);
        let first = number.saturating_sub(1);
        let around = || ctx.parsed.sentences.iter().skip(first).take(number + 2 - first);
        let states = found(around(), &self.state);
        self.topics.iter().zip(article).any(|(topic, article)| {
            (topic.types.is_empty() || topic.types.contains(&kind))
                && (*article
                    || found(own.clone(), &topic.certain) > 0
                    || found(around(), &topic.words) >= topic.near + states)
        })
    }
}

/// How many different words of a list stand in some sentences.
fn found<'a>(sentences: impl Iterator<Item = &'a Sentence>, words: &BTreeSet<String>) -> usize {
    if words.is_empty() {
        return 0;
    }
    let lemmas = sentences.flat_map(|it| it.tokens.iter()).map(|it| it.lemma.to_lowercase());
    let found: BTreeSet<String> = lemmas.filter(|it| words.contains(it)).collect();
    found.len()
}

//! Fixed phrases looked up in a sentence word by word: no regular expression, one pass, longest match.

use crate::text::parsed::Sentence;
use std::collections::BTreeMap;

/// Phrases with what each stands for.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: BTreeMap<String, Vec<(Vec<String>, T)>>,
}

/// A phrase found: its tokens (first and last, inclusive) and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a, T> {
    pub first: usize,
    pub last: usize,
    pub value: &'a T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: BTreeMap::new() }
    }
}

impl<T> Phrases<T> {
    pub fn add(&mut self, phrase: &str, value: T) {
        let parts: Vec<String> = parts(phrase).collect();
        if let Some(first) = parts.first() {
            self.by_first.entry(first.to_lowercase()).or_default().push((parts, value));
        }
    }

    /// All phrases of the sentence from left to right; of several at one word all of the longest.
    pub fn find(&self, s: &Sentence) -> Vec<Found<'_, T>> {
        let words: Vec<(String, usize)> = s
            .tokens
            .iter()
            .enumerate()
            .flat_map(|(i, token)| parts(&token.text).map(move |it| (it, i)).collect::<Vec<_>>())
            .collect();
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = self.at(&words, at);
            at += here.first().map_or(1, |(length, _)| *length);
            out.extend(here.into_iter().map(|(_, it)| it));
        }
        out
    }

    fn at(&self, words: &[(String, usize)], at: usize) -> Vec<(usize, Found<'_, T>)> {
        let Some((word, first)) = words.get(at) else { return Vec::new() };
        let candidates =
            self.by_first.get(&word.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let mut out: Vec<(usize, Found<'_, T>)> = Vec::new();
        for (phrase, value) in candidates {
            let Some(stretch) = words.get(at..at + phrase.len()) else { continue };
            let equal = phrase.iter().zip(stretch).all(|(want, (have, _))| same_word(want, have));
            if let (true, Some((_, last))) = (equal, stretch.last()) {
                out.push((phrase.len(), Found { first: *first, last: *last, value }));
            }
        }
        let longest = out.iter().map(|it| it.0).max().unwrap_or(0);
        out.retain(|it| it.0 == longest);
        out
    }
}

/// A capital in the phrase has to be one in the text ("Northern Territories" is not "northern territories").
fn same_word(want: &str, have: &str) -> bool {
    let capital = |it: &str| it.chars().next().is_some_and(char::is_uppercase);
    want.to_lowercase() == have.to_lowercase() && (!capital(want) || capital(have))
}

/// Words without the hyphens and apostrophes that tokenisers treat in different ways.
fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‑' | '\'' | '’'))
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
}

//! The rules of data/time: loaded and checked once. A rule without an accepting or a rejecting example is refused.

use crate::time::index::Index;
use crate::time::op::Op;
use crate::time::pattern::Pattern;
use crate::time::words::Words;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum TimeError {
    #[error("data/time/{file}: {reason}")]
    Toml { file: String, reason: String },
    #[error("data/time/{file}: rule {id} has no {what}")]
    Lacks { file: String, id: String, what: &'static str },
    #[error("data/time/{file}: rule {id}: pattern \"{pattern}\" cannot be read")]
    Pattern { file: String, id: String, pattern: String },
    #[error("data/time/{file}: two rules are called {id}")]
    Twice { file: String, id: String },
}

/// Words and rules, the rules in order of their levels.
#[derive(Debug, Clone)]
pub struct TimeRules {
    pub words: Words,
    pub rules: Vec<Rule>,
    pub index: Index,
    /// First rule of each level, and the number of rules.
    pub levels: Vec<usize>,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub patterns: Vec<Pattern>,
    pub told: Told,
}

/// A rule as its file tells it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub id: String,
    #[serde(rename = "patterns")]
    written: Vec<String>,
    pub value: Op,
    /// Whether it is a date without a preposition or another rule around it.
    #[serde(default = "yes")]
    pub bare: bool,
    /// Words one of which must stand before it; `^` is the beginning of the sentence.
    #[serde(default)]
    pub after: Vec<String>,
    /// Words one of which must stand behind it.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words that must not stand before it.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words that must not stand before it in the sentence without a helping verb of the future between.
    #[serde(default)]
    pub not_with: Vec<String>,
    /// Words that must not stand behind it.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Rules whose finds it must not hold directly.
    #[serde(default)]
    pub not_of: Vec<String>,
    /// Refused when it holds nothing but an ambiguous name of a month.
    #[serde(default)]
    pub clear: bool,
    /// Two captures of one class must follow each other in the calendar.
    #[serde(default)]
    pub consecutive: bool,
    pub accepts: Vec<Accept>,
    pub rejects: Vec<String>,
}

/// A text in which the rule finds a date of value `edtf`; the reference day is its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    pub text: String,
    pub reference: String,
    pub edtf: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rules: Vec<Told>,
}

fn yes() -> bool {
    true
}

impl TimeRules {
    /// The word list of data/time.
    pub const WORDS: &str = "words.toml";
    /// The rule files, lowest level first: a pattern sees what the files above its own found.
    pub const FILES: &[&str] =
        &["hours.toml", "points.toml", "parts.toml", "times.toml", "ranges.toml", "relations.toml"];

    /// Words and rule files as (name, content), lowest level first.
    ///
    /// # Errors
    /// A file is no TOML of the expected form, or a rule is incomplete.
    pub fn load(words: (&str, &str), files: &[(&str, &str)]) -> Result<Self, TimeError> {
        let words: Words = toml::from_str(words.1)
            .map_err(|it| TimeError::Toml { file: words.0.to_owned(), reason: it.to_string() })?;
        let mut rules = Vec::new();
        let mut ids = BTreeSet::new();
        let mut levels = vec![0];
        for (file, content) in files {
            let parsed: File = toml::from_str(content).map_err(|it| TimeError::Toml {
                file: (*file).to_owned(),
                reason: it.to_string(),
            })?;
            for told in parsed.rules {
                if !ids.insert(told.id.clone()) {
                    return Err(TimeError::Twice { file: (*file).to_owned(), id: told.id });
                }
                rules.push(checked(file, spelled_out(told, &words.lists))?);
            }
            levels.push(rules.len());
        }
        let index = Index::new(&rules);
        Ok(TimeRules { words, rules, index, levels })
    }
}

/// Puts the words of a list in the place of its name.
fn spelled_out(told: Told, lists: &BTreeMap<String, Vec<String>>) -> Told {
    let all = |words: Vec<String>| -> Vec<String> {
        let list = |word: &String| word.strip_prefix('@').and_then(|it| lists.get(it));
        words.iter().flat_map(|it| list(it).cloned().unwrap_or_else(|| vec![it.clone()])).collect()
    };
    Told {
        after: all(told.after),
        before: all(told.before),
        not_after: all(told.not_after),
        not_before: all(told.not_before),
        not_with: all(told.not_with),
        ..told
    }
}

fn checked(file: &str, told: Told) -> Result<Rule, TimeError> {
    let lacks = |what| TimeError::Lacks { file: file.to_owned(), id: told.id.clone(), what };
    if told.accepts.is_empty() {
        return Err(lacks("accepts"));
    }
    if told.rejects.is_empty() {
        return Err(lacks("rejects"));
    }
    if told.written.is_empty() {
        return Err(lacks("patterns"));
    }
    let mut patterns = Vec::new();
    for pattern in &told.written {
        patterns.push(Pattern::parse(pattern).ok_or_else(|| TimeError::Pattern {
            file: file.to_owned(),
            id: told.id.clone(),
            pattern: pattern.clone(),
        })?);
    }
    Ok(Rule { patterns, told })
}

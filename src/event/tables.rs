//! All tables of the event stage, loaded once.

use crate::event::agreements::AgreementWords;
use crate::event::codes::StatusCodes;
use crate::event::dispute_finder::DisputeFinder;
use crate::event::known_agreements::KnownAgreements;
use crate::event::rules::RuleError;
use crate::event::rules::Rules;
use crate::event::rules::WordLists;
use crate::event::sayer::SpeechVerbs;
use crate::event::status::StatusWords;
use crate::event::topics::OtherTopics;
use serde::Deserialize;

#[derive(Debug, Clone)]
pub struct EventTables {
    pub codes: StatusCodes,
    pub rules: Rules,
    pub status: StatusWords,
    pub speech: SpeechVerbs,
    pub agreements: AgreementWords,
    pub known_agreements: KnownAgreements,
    pub disputes: DisputeFinder,
    pub other: OtherTopics,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speech {
    verbs: Vec<String>,
}

/// # Errors
/// The file is no TOML of this form.
pub fn word_lists(file: &str, content: &str) -> Result<WordLists, RuleError> {
    parse(file, content)
}

/// # Errors
/// The file is no TOML of this form.
pub fn speech(file: &str, content: &str) -> Result<SpeechVerbs, RuleError> {
    parse::<Speech>(file, content).map(|it| SpeechVerbs(it.verbs))
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, content: &str) -> Result<T, RuleError> {
    toml::from_str(content)
        .map_err(|it| RuleError::Toml { file: file.to_owned(), message: it.to_string() })
}

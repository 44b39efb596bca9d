//! All tables of data/, loaded and checked once, and the version that their content makes.

pub mod examples;
pub mod source;

use crate::entity::exported::tables::ExportTables;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::table::TableError;
use crate::event::agreements::AgreementWords;
use crate::event::codes::StatusCodes;
use crate::event::dispute_finder::DisputeFinder;
use crate::event::disputes::Disputes;
use crate::event::known_agreements::KnownAgreements;
use crate::event::rules::RuleError;
use crate::event::rules::Rules;
use crate::event::status::StatusWords;
use crate::event::tables;
use crate::event::tables::EventTables;
use crate::event::topics::OtherTopics;
use crate::knowledge::source::Source;
use crate::model::hash;
use crate::text::model::Model;
use crate::text::net::format::ModelError;
use crate::time::rules::TimeRules;
use std::thread;
use thiserror::Error;

/// The event files that hold word lists instead of rules.
const WORD_LISTS: &[&str] = &[
    "status.toml",
    "speech.toml",
    "agreements.toml",
    "other_topics.toml",
    "codes.toml",
    "words.toml",
];

#[derive(Debug, Error)]
pub enum KnowledgeError {
    #[error("data/{0} is missing")]
    Missing(String),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("data/events or data/disputes: {0}")]
    Rule(#[from] RuleError),
    #[error("data/time: {0}")]
    Time(String),
    #[error("data/model/english.bin: {0}")]
    Model(#[from] ModelError),
}

/// Everything that reading an article needs.
#[derive(Debug)]
pub struct Knowledge {
    pub model: Model,
    pub gazetteer: Gazetteer,
    pub time: TimeRules,
    pub events: EventTables,
    /// Who the actors of exported rows are.
    pub export: ExportTables,
    /// 16 hex digits over the content of all tables and the version of the program.
    pub version: String,
}

impl Knowledge {
    /// The tables that the binary carries.
    ///
    /// # Errors
    /// The first table that is missing or breaks its rules.
    pub fn load() -> Result<Self, KnowledgeError> {
        Knowledge::from(&Source::Embedded, false)
    }

    /// The same with the invented countries of data/entities/examples, for the examples beside the rules.
    ///
    /// # Errors
    /// The first table that is missing or breaks its rules.
    pub fn load_with_examples() -> Result<Self, KnowledgeError> {
        Knowledge::from(&Source::Embedded, true)
    }

    /// The tables of `source`, with the invented countries where `examples` asks for them.
    ///
    /// # Errors
    /// The first table that is missing or breaks its rules.
    pub fn from(source: &Source, examples: bool) -> Result<Self, KnowledgeError> {
        let model = source
            .bytes("model/english.bin")
            .ok_or(KnowledgeError::Missing("model/english.bin".to_owned()))?;
        // The tables and the weights are loaded side by side, since a command has to answer at once.
        let (beside, gazetteer) = thread::scope(|scope| {
            let beside = scope.spawn(|| -> Result<_, KnowledgeError> {
                Ok((Model::from_bytes(&model)?, Disputes::load(&source.files("disputes/"))?))
            });
            let gazetteer = Gazetteer::load(|name| table(source, name, examples));
            (beside.join(), gazetteer)
        });
        let (model, disputes) = match beside {
            Ok(loaded) => loaded?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        let gazetteer = gazetteer?;
        let time = time_rules(source)?;
        let events = event_tables(source, &gazetteer, disputes)?;
        let export = ExportTables::load(|name| source.text(&format!("gdelt/{name}")), &gazetteer)?;
        Ok(Knowledge { model, gazetteer, time, events, export, version: version(source) })
    }
}

fn time_rules(source: &Source) -> Result<TimeRules, KnowledgeError> {
    let named = |file: &str| {
        let name = format!("time/{file}");
        source.text(&name).ok_or(KnowledgeError::Missing(name))
    };
    let words = named(TimeRules::WORDS)?;
    let mut files = Vec::new();
    for file in TimeRules::FILES {
        files.push((*file, named(file)?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, it)| (*name, it.as_str())).collect();
    TimeRules::load((TimeRules::WORDS, &words), &files)
        .map_err(|it| KnowledgeError::Time(it.to_string()))
}

fn event_tables(
    source: &Source,
    gazetteer: &Gazetteer,
    known: Disputes,
) -> Result<EventTables, KnowledgeError> {
    let rules = source
        .files("events/")
        .into_iter()
        .filter(|(name, _)| !WORD_LISTS.iter().any(|it| name.ends_with(it)));
    let named =
        |name: &str| source.text(name).ok_or_else(|| KnowledgeError::Missing(name.to_owned()));
    let successors =
        |code: &str| gazetteer.country(code).map(|it| it.successors.clone()).unwrap_or_default();
    let lists = tables::word_lists("events/words.toml", &named("events/words.toml")?)?;
    Ok(EventTables {
        codes: StatusCodes::load("events/codes.toml", &named("events/codes.toml")?)?,
        rules: Rules::load(&rules.collect::<Vec<_>>(), &lists)?,
        status: StatusWords::load("events/status.toml", &named("events/status.toml")?)?,
        speech: tables::speech("events/speech.toml", &named("events/speech.toml")?)?,
        agreements: AgreementWords::load(
            "events/agreements.toml",
            &named("events/agreements.toml")?,
        )?,
        known_agreements: KnownAgreements::load(
            "agreements/known.tsv",
            &named("agreements/known.tsv")?,
        )?,
        disputes: DisputeFinder::new(known, &successors),
        other: OtherTopics::load("events/other_topics.toml", &named("events/other_topics.toml")?)?,
    })
}

/// A table of data/entities, with the invented rows behind it where they are asked for.
fn table(source: &Source, name: &str, examples: bool) -> Option<String> {
    let own = source.text(&format!("entities/{name}"))?;
    let more = source.text(&format!("entities/examples/{name}")).filter(|_| examples);
    match more {
        Some(more) => {
            let rows: Vec<&str> = more.lines().skip(1).collect();
            Some(format!("{}\n{}\n", own.trim_end(), rows.join("\n")))
        }
        None => Some(own),
    }
}

fn version(source: &Source) -> String {
    let mut all = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    all.extend(source.fingerprint());
    hash::hex(&all, 16)
}

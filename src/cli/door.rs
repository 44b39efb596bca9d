//! The door of the command line to the questions: opens the graph, finds out who is meant, prints the answer.
//! `--json` prints what HTTP would answer.

use crate::cli::Common;
use crate::cli::NOT_FOUND;
use crate::cli::USAGE;
use crate::graph::Graph;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::problem::Problem;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::filter::days;
use crate::query::resolve;
use crate::query::resolve::Resolved;
use crate::query::search::Hit;
use crate::store::reader::Reader;
use serde::Serialize;
use std::fmt;
use std::io::ErrorKind;
use std::io::Write;
use std::process::ExitCode;

/// Candidates that are named when a name means several.
const CANDIDATES: usize = 10;

/// The graph of a database, and the way out.
#[derive(Debug)]
pub struct Door {
    pub reader: Reader,
    pub graph: Graph,
    json: bool,
}

/// Why there is no answer, and the exit code that says so.
#[derive(Debug)]
pub struct Refusal {
    reason: String,
    pub code: u8,
}

impl Refusal {
    pub fn not_found(what: &str) -> Self {
        Refusal { reason: format!("nothing is known of {what}"), code: NOT_FOUND }
    }

    pub fn usage(reason: String) -> Self {
        Refusal { reason, code: USAGE }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Refusal {}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Refusal::usage(problem.detail)
    }
}

/// Checks the keys of a question as HTTP does.
pub fn params<P: Params>(pairs: &[(String, String)]) -> Result<P, Refusal> {
    Ok(P::read(&Values::of(pairs, P::KEYS)?)?)
}

impl Door {
    pub fn open(common: &Common) -> anyhow::Result<Door> {
        let reader = Reader::open(&common.db)?;
        let graph = Graph::from_rows(reader.rows()?);
        Ok(Door { reader, graph, json: common.json })
    }

    /// Only what was known on a day; that it is a day is checked with the other flags.
    pub fn known_at(self, day: Option<&str>) -> Door {
        match day.and_then(days) {
            Some((_, day)) => Door { graph: self.graph.known_at(&day), ..self },
            None => self,
        }
    }

    /// The entity of one of these kinds (any when empty) that an id or a name means.
    pub fn entity(&self, text: &str, kinds: &[Kind]) -> Result<&EntityId, Refusal> {
        match resolve::ask(&self.graph, text, kinds) {
            Resolved::One(id) => Ok(id),
            Resolved::None => Err(Refusal::not_found(text)),
            Resolved::Several(hits) => {
                let line = |it: &Hit| format!("\n  {}  {}", it.entity.id, it.entity.name);
                let lines: String = hits.iter().take(CANDIDATES).map(line).collect();
                let reason = format!("{text} may be any of these; name one by its id:{lines}");
                Err(Refusal::usage(reason))
            }
        }
    }

    /// Prints an answer: as JSON, or as `text` makes it.
    pub fn answer(
        &self,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> anyhow::Result<ExitCode> {
        let out = if self.json { serde_json::to_string(value)? } else { text() };
        self.print(out.trim_end())
    }

    pub fn print(&self, out: &str) -> anyhow::Result<ExitCode> {
        shown(writeln!(anstream::stdout().lock(), "{out}"))
    }

    /// Writes a file as it is; a last line that is open is ended.
    pub fn write(&self, file: &[u8]) -> anyhow::Result<ExitCode> {
        let end: &[u8] = if file.ends_with(b"\n") { b"" } else { b"\n" };
        let mut out = std::io::stdout().lock();
        shown(out.write_all(file).and_then(|()| out.write_all(end)).and_then(|()| out.flush()))
    }
}

fn shown(printed: std::io::Result<()>) -> anyhow::Result<ExitCode> {
    match printed {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        printed => {
            printed?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

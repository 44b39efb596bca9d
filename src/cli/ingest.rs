//! `demarche ingest`: reads, merges and stores articles, and stores the coded events of exports. A line is printed when
//! its article, or the batch of events that it tells of, is on the disk.

use crate::article::error::ArticleError;
use crate::cli::Common;
use crate::cli::PARTLY_FAILED;
use crate::cli::coded;
use crate::cli::input::Input;
use crate::cli::input::Sources;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::Ticket;
use crate::ingest::outcome::Outcome;
use crate::store::writer::Quarantined;
use crate::store::writer::Store;
use anyhow::bail;
use indicatif::ProgressBar;
use indicatif::ProgressStyle;
use serde_json::json;
use std::io;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

/// Answers that may wait to be printed.
const WAITING: usize = 4096;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche ingest article.txt
  demarche ingest --db relations.db dispatches/ 'archive/**/*.jsonl'
  demarche ingest --format gdelt 20240616.export.CSV.zip")]
pub struct Args {
    #[command(flatten)]
    input: Input,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let knowledge = Arc::new(common.knowledge(false)?);
    let store = Store::open(&common.db)?;
    let ingest =
        Ingest::start(store, ingest::by_knowledge(Arc::clone(&knowledge)), Arc::default())?;
    let mut sources = args.input.sources();
    let exports = std::mem::take(&mut sources.exports);
    let mut report = ingest_all(&ingest, sources, common.json)?;
    if !exports.is_empty() {
        coded::import(common, &ingest, &knowledge, &exports, &mut report)?;
    }
    report.print(common.json)?;
    match (report.stored(), report.failed) {
        (0, 0) => bail!("no article and no event in the input"),
        (0, _) => Ok(ExitCode::FAILURE),
        (_, 0) => Ok(ExitCode::SUCCESS),
        _ => Ok(ExitCode::from(PARTLY_FAILED)),
    }
}

/// Ingests all that the arguments name; tells of each article when it is stored.
fn ingest_all(ingest: &Ingest, sources: Sources, json: bool) -> anyhow::Result<Report> {
    let (sender, tickets) = mpsc::sync_channel::<(String, Ticket)>(WAITING);
    thread::scope(|scope| {
        let printing = scope.spawn(move || Printer::new(json).all(tickets));
        for raw in sources.articles() {
            let handed_in = match raw {
                Ok(raw) => (raw.origin.to_string(), ingest.send(raw)),
                Err(error) => (error.origin.to_string(), ingest.refuse(refused(&error))),
            };
            if sender.send(handed_in).is_err() {
                break;
            }
        }
        drop(sender);
        match printing.join() {
            Ok(report) => report,
            Err(_panic) => bail!("telling of the articles failed inside the program"),
        }
    })
}

fn refused(error: &ArticleError) -> Quarantined {
    Quarantined {
        name: error.origin.to_string(),
        reason: error.problem.to_string(),
        raw: Vec::new(),
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Report {
    pub(crate) new: usize,
    pub(crate) duplicate: usize,
    changed: usize,
    /// Notices that took an article back, or would have.
    withdrawn: usize,
    pub(crate) failed: usize,
}

impl Report {
    fn stored(self) -> usize {
        self.new + self.duplicate + self.changed + self.withdrawn
    }

    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::New(..) => self.new += 1,
            Outcome::Duplicate(_) => self.duplicate += 1,
            Outcome::Changed(..) => self.changed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Retracted(..) | Outcome::Unknown(_) => self.withdrawn += 1,
            Outcome::Rearranged(_) | Outcome::Refused(_) | Outcome::Coded { .. } => {}
        }
    }

    fn print(self, json: bool) -> io::Result<()> {
        let Report { new, duplicate, changed, withdrawn, failed } = self;
        let read = self.stored() + failed;
        let text = if json {
            json!({"read": read, "new": new, "duplicate": duplicate, "changed": changed, "withdrawn": withdrawn, "failed": failed}).to_string()
        } else {
            format!(
                "read {read}, new {new}, duplicate {duplicate}, changed {changed}, withdrawn {withdrawn}, failed {failed}"
            )
        };
        ignore_broken_pipe(writeln!(io::stdout(), "{text}"))
    }
}

/// Tells of each article in the order of the input.
struct Printer {
    json: bool,
    report: Report,
    bar: ProgressBar,
}

impl Printer {
    fn new(json: bool) -> Self {
        let style = ProgressStyle::with_template("{spinner} {pos} articles, {per_sec}");
        let bar = ProgressBar::new_spinner();
        Printer {
            json,
            report: Report::default(),
            bar: style.map_or(bar.clone(), |it| bar.with_style(it)),
        }
    }

    fn all(mut self, tickets: mpsc::Receiver<(String, Ticket)>) -> anyhow::Result<Report> {
        for (name, ticket) in tickets {
            let outcome = ticket.wait()?;
            self.report.count(&outcome);
            if let Outcome::Failed(reason) = &outcome {
                self.bar.suspend(|| anstream::eprintln!("demarche: {name}: {reason}"));
            }
            if let Some(line) = line(&outcome, &name, self.json) {
                self.bar.suspend(|| ignore_broken_pipe(writeln!(io::stdout(), "{line}")))?;
            }
            self.bar.inc(1);
        }
        self.bar.finish_and_clear();
        Ok(self.report)
    }
}

fn line(outcome: &Outcome, name: &str, json: bool) -> Option<String> {
    let (word, id) = match outcome {
        Outcome::New(id, _) => ("new", Some(id)),
        Outcome::Changed(id, _) => ("changed", Some(id)),
        Outcome::Duplicate(id) => ("duplicate", Some(id)),
        Outcome::Failed(_) => ("failed", None),
        Outcome::Retracted(id, _) => ("withdrawn", Some(id)),
        Outcome::Unknown(id) => ("unknown", Some(id)),
        Outcome::Rearranged(_) | Outcome::Refused(_) | Outcome::Coded { .. } => return None,
    };
    if json {
        let reason = if let Outcome::Failed(reason) = outcome { Some(reason) } else { None };
        let id = id.map(|it| it.as_str());
        return Some(
            json!({"outcome": word, "article": id, "file": name, "reason": reason}).to_string(),
        );
    }
    let word = if word == "new" { "stored" } else { word };
    id.map(|id| format!("{word} {id} {name}"))
}

/// Whoever reads the lines may have gone; the articles are to be stored all the same.
pub(crate) fn ignore_broken_pipe(result: io::Result<()>) -> io::Result<()> {
    result.or_else(
        |error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) },
    )
}

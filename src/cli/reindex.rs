//! `demarche reindex`: reads all stored articles with the rules of today and swaps the result in.

use crate::cli::Common;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::Read;
use crate::ingest::outcome::Outcome;
use crate::ingest::reindex;
use crate::store::anew::Anew;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::writer::Store;
use anyhow::bail;
use indicatif::ProgressBar;
use indicatif::ProgressStyle;
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often it is looked whether a server has taken the result.
const LOOK: Duration = Duration::from_millis(200);

#[derive(Debug, Clone, Copy, clap::Args)]
#[command(
    after_help = "Articles are read on all cores; whoever reads or serves the database goes on meanwhile. A run that
was broken off is gone on with. Where a server has the database, the server swaps the result in.

Examples:
  demarche reindex
  demarche reindex --db news.db
  demarche reindex --db news.db --data my-rules --json"
)]
pub struct Args {}

pub fn run(common: &Common, _: Args) -> anyhow::Result<ExitCode> {
    drop(Reader::open(&common.db)?);
    let knowledge = Arc::new(common.knowledge(false)?);
    let version = knowledge.version.clone();
    let read = ingest::by_knowledge(Arc::clone(&knowledge));
    let bar = bar();
    let told = |done: usize, all: usize| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    };
    let articles = reindex::read_all(&common.db, &version, &read, &told)?;
    bar.set_message("swapping it in");
    let generation = swapped_in(&common.db, read)?;
    bar.finish_and_clear();
    let out = if common.json {
        json!({ "articles": articles, "generation": generation }).to_string()
    } else {
        format!("read {articles} articles anew, generation {generation}")
    };
    writeln!(std::io::stdout(), "{out}")?;
    Ok(ExitCode::SUCCESS)
}

/// Swaps in what was read, or waits until the process that has the database does it or ends. Returns the generation.
fn swapped_in(database: &Path, read: Read) -> anyhow::Result<u64> {
    let mut told = false;
    loop {
        match Store::open(database) {
            Ok(store) if Anew::is_there(database) => return swap(store, read),
            Err(StoreError::Locked { .. }) if Anew::is_there(database) => {
                if !told {
                    anstream::eprintln!(
                        "another process has the database; if it serves, it will swap it in"
                    );
                    told = true;
                }
                thread::sleep(LOOK);
            }
            Ok(_) | Err(StoreError::Locked { .. }) => {
                return Ok(Reader::open(database)?.generation()?);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn swap(store: Store, read: Read) -> anyhow::Result<u64> {
    let ingest = Ingest::start(store, read, Arc::default())?;
    let outcome = ingest.swap().wait()?;
    let Outcome::Rearranged(generation) = outcome else {
        bail!("it was not swapped in: {outcome:?}");
    };
    Ok(generation)
}

fn bar() -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} articles, {per_sec}, {eta} {msg}");
    let bar = ProgressBar::new(0);
    style.map_or(bar.clone(), |it| bar.with_style(it))
}

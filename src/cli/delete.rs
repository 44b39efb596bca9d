//! `demarche delete`: takes articles back, with all that only they supported.

use crate::cli::Common;
use crate::cli::NOT_FOUND;
use crate::cli::door::Refusal;
use crate::http::view::taken::Taken;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::outcome::Outcome;
use crate::model::id::ArticleId;
use crate::store::reader::Reader;
use crate::store::writer::Store;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche delete article:9c1f0b7e55d2a310
  demarche delete --db news.db article:9c1f0b7e55d2a310 article:00aa11bb22cc33dd
  demarche delete --json article:9c1f0b7e55d2a310")]
pub struct Args {
    /// Ids of articles
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    // A database that is not there is not made.
    drop(Reader::open(&common.db)?);
    let knowledge = Arc::new(common.knowledge(false)?);
    let store = Store::open(&common.db)?;
    let ingest = Ingest::start(store, ingest::by_knowledge(knowledge), Arc::default())?;
    let mut missing = Vec::new();
    for id in &args.ids {
        let outcome = ingest.take_back(ArticleId::new(id.as_str())).wait()?;
        if let Outcome::Unknown(id) = &outcome {
            missing.push(id.to_string());
        } else if common.json {
            writeln!(std::io::stdout(), "{}", serde_json::to_string(&Taken::new(None, &outcome))?)?;
        } else {
            writeln!(std::io::stdout(), "taken back {id}")?;
        }
    }
    match missing.as_slice() {
        [] => Ok(ExitCode::SUCCESS),
        [only] => Err(Refusal::not_found(only).into()),
        several => {
            anstream::eprintln!("demarche: nothing is known of {}", several.join(", "));
            Ok(ExitCode::from(NOT_FOUND))
        }
    }
}

//! `demarche demo`: ingests the sample corpus into a fresh database and serves it.

use crate::article::error::Origin;
use crate::article::raw::RawArticle;
use crate::cli::Common;
use crate::cli::serve;
use crate::cli::serve::Listen;
use crate::graph::shared::Shared;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::outcome::Outcome;
use crate::store::writer::Store;
use anyhow::Context;
use rust_embed::RustEmbed;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// The sample articles, which the binary carries.
#[derive(RustEmbed)]
#[folder = "data/articles/"]
struct Corpus;

const QUESTIONS: &[(&str, &str)] = &[
    (
        "Who met Lavrov in 2007?",
        "/v1/entities/person:sergei-lavrov/met?from=2007-01-01&to=2007-12-31",
    ),
    ("How did relations between Japan and Russia run?", "/v1/dyads/JPN/RUS?by=year"),
    ("What is the state of the Kuril Islands dispute?", "/v1/disputes/dispute:kuril-islands"),
];

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche demo
  demarche demo --listen 127.0.0.1:9000
  demarche demo --db demo.db")]
pub struct Args {
    #[command(flatten)]
    listen: Listen,
    /// Ingest and print the questions, but do not serve
    #[arg(long)]
    no_serve: bool,
}

pub fn run(common: &Common, args: &Args, db_given: bool) -> anyhow::Result<ExitCode> {
    let folder = tempdir(db_given)?;
    let db = folder.as_ref().map_or_else(|| common.db.clone(), |it| it.0.join("demo.db"));
    let shared = Arc::new(Shared::default());
    let knowledge = Arc::new(common.knowledge(false)?);
    let ingest =
        Ingest::start(Store::open(&db)?, ingest::by_knowledge(knowledge), Arc::clone(&shared))?;
    let stored = ingest_corpus(&ingest)?;
    anstream::eprintln!("{stored} sample articles in {}", db.display());
    anstream::eprintln!("explorer: http://{}/", args.listen.listen);
    for (question, path) in QUESTIONS {
        anstream::eprintln!("{question}\n  curl 'http://{}{path}'", args.listen.listen);
    }
    if args.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    serve::serve(&db, shared, Some(ingest), args.listen.listen)
}

/// How many of the sample articles the database holds now.
fn ingest_corpus(ingest: &Ingest) -> anyhow::Result<usize> {
    let mut names: Vec<String> = Corpus::iter().map(|it| it.to_string()).collect();
    names.sort();
    let mut tickets = Vec::new();
    for name in names {
        let file = Corpus::get(&name).with_context(|| format!("{name} is not there"))?;
        let body = String::from_utf8(file.data.into_owned())
            .with_context(|| format!("{name} is no UTF-8"))?;
        tickets.push((name.clone(), ingest.send(RawArticle::dispatch(Origin::file(&name), body))));
    }
    let mut stored = 0;
    for (name, ticket) in tickets {
        match ticket.wait().with_context(|| name.clone())? {
            Outcome::Failed(reason) => anyhow::bail!("{name}: {reason}"),
            Outcome::Unknown(_)
            | Outcome::Retracted(..)
            | Outcome::Rearranged(_)
            | Outcome::Coded { .. }
            | Outcome::Refused(_) => {}
            Outcome::New(..) | Outcome::Duplicate(_) | Outcome::Changed(..) => stored += 1,
        }
    }
    Ok(stored)
}

/// A folder of our own that goes when the program ends, unless a database was named.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!("{} stays: {error}", self.0.display());
        }
    }
}

fn tempdir(db_given: bool) -> anyhow::Result<Option<Folder>> {
    if db_given {
        return Ok(None);
    }
    let folder = std::env::temp_dir().join(format!("demarche-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(Some(Folder(folder)))
}

//! `demarche demo`: ingests the sample corpus into a fresh database and serves it.

use crate::article::format::Format;
use crate::article::split;
use crate::cli::Common;
use crate::cli::serve;
use crate::cli::serve::Listen;
use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::Ticket;
use crate::knowledge::Knowledge;
use crate::query::budget::Budget;
use crate::query::overview;
use crate::store::writer::Store;
use anyhow::Context;
use rust_embed::RustEmbed;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(RustEmbed)]
#[folder = "data/articles/"]
struct Corpus;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche demo
  demarche demo --listen 127.0.0.1:9000
  demarche demo --db relations.db")]
pub struct Args {
    #[command(flatten)]
    listen: Listen,
}

/// The database is a new one that goes when the program ends, unless one is named.
pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let place = Place::new(common.db.clone())?;
    let graph = Arc::new(Shared::default());
    let knowledge = Arc::new(Knowledge::load()?);
    let store = Store::open(&place.db)?;
    let writer = Ingest::start(store, ingest::by_knowledge(knowledge), Arc::clone(&graph))?;
    let articles = ingest_corpus(&writer)?;
    anstream::eprintln!("{articles} articles are in {}", place.db.display());
    suggest(&graph.load(), args.listen);
    serve::serve(&place.db, graph, writer, args.listen.listen)
}

fn ingest_corpus(writer: &Ingest) -> anyhow::Result<usize> {
    let mut names: Vec<_> = Corpus::iter().filter(|it| it.ends_with(".txt")).collect();
    names.sort();
    let mut tickets: Vec<Ticket> = Vec::new();
    for name in names {
        let file = Corpus::get(&name).with_context(|| format!("{name} is missing"))?;
        for record in split::split(&file.data, Some(Format::Plain), &name) {
            tickets.push(writer.send(record?));
        }
    }
    let articles = tickets.len();
    for ticket in tickets {
        ticket.wait()?;
    }
    Ok(articles)
}

/// Questions to try.
fn suggest(graph: &Graph, listen: Listen) {
    let overview = overview::ask(graph, &mut Budget::default());
    let Some((person, year)) = overview.person else { return };
    let at = listen.listen;
    anstream::eprintln!("try\n  curl '{at}/v1/entities/{person}/met?from={year}&to={year}'");
    if let Some([a, b]) = overview.pair {
        anstream::eprintln!("  curl '{at}/v1/dyads/{}/{}?by=year'", a.local(), b.local());
    }
    if let Some(dispute) = overview.dispute {
        anstream::eprintln!("  curl '{at}/v1/disputes/{dispute}'");
    }
}

/// Where the database is; a folder of its own goes with the program.
struct Place {
    db: PathBuf,
    own: Option<PathBuf>,
}

impl Place {
    fn new(named: Option<PathBuf>) -> anyhow::Result<Place> {
        if let Some(db) = named {
            return Ok(Place { db, own: None });
        }
        let folder = std::env::temp_dir().join(format!("demarche-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Place { db: folder.join("demo.db"), own: Some(folder) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.own
            && let Err(error) = fs::remove_dir_all(folder)
        {
            anstream::eprintln!("demarche: {} stays: {error}", folder.display());
        }
    }
}

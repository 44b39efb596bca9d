//! `demarche serve`: serves the HTTP API and the explorer.

use crate::cli::Common;
use crate::config;
use crate::graph::shared::Shared;
use crate::http::app::App;
use crate::http::routes;
use crate::http::server;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::reindex::Watch;
use crate::store::readers::Readers;
use crate::store::writer::Store;
use anyhow::Context;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;

/// Threads that read the database.
const READERS: usize = 2;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche serve
  demarche serve --db news.db --listen 127.0.0.1:9000
  DEMARCHE_KEYS=$(printf %s \"$KEY\" | sha256sum | cut -d' ' -f1) demarche serve --listen 0.0.0.0:8080")]
pub struct Args {
    #[command(flatten)]
    pub listen: Listen,
}

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Listen {
    /// Where to listen; anywhere but on this machine itself writing needs a key
    #[arg(long, value_name = "ADDRESS:PORT", default_value = config::LISTEN)]
    pub listen: SocketAddr,
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let knowledge = Arc::new(common.knowledge(false)?);
    let graph = Arc::new(Shared::default());
    let store = Store::open(&common.db)?;
    let writer = Ingest::start(store, ingest::by_knowledge(knowledge), Arc::clone(&graph))?;
    serve(&common.db, graph, Some(writer), args.listen.listen)
}

/// Serves until the process is told to end.
pub fn serve(
    db: &Path,
    graph: Arc<Shared>,
    writer: Option<Ingest>,
    listen: SocketAddr,
) -> anyhow::Result<ExitCode> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let bounds = config::Http::on(listen);
    let readers = Readers::open(db, READERS)?;
    let watch = writer.clone().map(|it| Watch::start(it, db.to_owned()));
    let app = App::new(graph, readers, writer, bounds.clone());
    let runtime = tokio::runtime::Runtime::new().context("cannot start threads")?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen).await;
        let listener = listener.with_context(|| format!("cannot listen on {listen}"))?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        anstream::eprintln!("listening on http://{}", listener.local_addr()?);
        let stop = async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        server::serve(listener, routes::router(app), &bounds, stop).await;
        anyhow::Ok(())
    })?;
    runtime.shutdown_timeout(bounds.drain);
    drop(watch);
    Ok(ExitCode::SUCCESS)
}

//! What handlers share: the graph, the way to ask it without blocking others, and the bounds.

use crate::config;
use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::http::asked::Here;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::views::Views;
use crate::ingest::Ingest;
use crate::query::budget::Budget;
use crate::store::reader::Reader;
use crate::store::readers::Readers;
use axum::response::Response;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long a question waits for its turn.
const TURN: Duration = Duration::from_secs(5);

/// A cloneable handle on what handlers share.
#[derive(Debug, Clone)]
pub struct App {
    shared: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    graph: Arc<Shared>,
    readers: Readers,
    writer: Option<Ingest>,
    turns: Arc<Semaphore>,
    bounds: config::Http,
    views: Views,
}

impl App {
    /// Without a writer the server only reads.
    pub fn new(
        graph: Arc<Shared>,
        readers: Readers,
        writer: Option<Ingest>,
        bounds: config::Http,
    ) -> Self {
        let turns = Arc::new(Semaphore::new(bounds.questions));
        App {
            shared: Arc::new(Inner {
                graph,
                readers,
                writer,
                turns,
                bounds,
                views: Views::default(),
            }),
        }
    }

    pub fn writer(&self) -> Option<Ingest> {
        self.shared.writer.clone()
    }

    pub fn bounds(&self) -> &config::Http {
        &self.shared.bounds
    }

    /// The graph as of the last commit.
    pub fn graph(&self) -> Arc<Graph> {
        self.shared.graph.load()
    }

    /// The graph as of the last commit, or what of it was known on the day that is asked about.
    pub fn seen(&self, here: &Here) -> Arc<Graph> {
        self.shared.views.of(self.graph(), here.known_at())
    }

    /// Answers at once: for what is looked up, not walked.
    pub fn look(
        &self,
        here: &Here,
        question: impl FnOnce(&Graph) -> Result<Reply, Problem>,
    ) -> Result<Response, Problem> {
        Ok(question(&self.seen(here))?.respond(here))
    }

    /// Answers on a thread of its own, one of few at a time. When the time is up, or nobody waits any more, the
    /// question is told to stop and answers with what it has.
    pub async fn ask<F>(&self, here: &Here, question: F) -> Result<Response, Problem>
    where
        F: FnOnce(&Graph, &mut Budget) -> Result<Reply, Problem> + Send + 'static,
    {
        let turn = timeout(TURN, Arc::clone(&self.shared.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Problem::unavailable("too many questions at a time; try again"));
        };
        let (app, asked) = (self.clone(), here.clone());
        let (stop, mut budget) = Stop::budget();
        let answer = tokio::task::spawn_blocking(move || {
            let reply = question(&app.seen(&asked), &mut budget);
            drop(turn);
            reply
        });
        let reply = stop.after(self.bounds().question, answer).await;
        let reply = reply.unwrap_or_else(|error| {
            tracing::error!(%error, "a question failed");
            Err(Problem::internal())
        });
        Ok(reply?.respond(here))
    }

    /// As `ask`, on a thread that reads the database.
    pub async fn ask_store<F>(&self, here: &Here, question: F) -> Result<Response, Problem>
    where
        F: FnOnce(&Graph, &Reader, &mut Budget) -> Result<Reply, Problem> + Send + 'static,
    {
        let (app, asked) = (self.clone(), here.clone());
        let (stop, mut budget) = Stop::budget();
        let answer = self.shared.readers.run(move |reader| {
            let reply = question(&app.seen(&asked), reader, &mut budget);
            Ok(reply)
        });
        let reply = stop.after(self.bounds().question, pin!(answer)).await;
        Ok(reply??.respond(here))
    }
}

/// Tells a question to stop when its asker is dropped.
#[derive(Debug, Default)]
struct Stop(Arc<AtomicBool>);

impl Stop {
    fn budget() -> (Stop, Budget) {
        let stop = Stop::default();
        let budget = Budget::default().with_stop(Arc::clone(&stop.0));
        (stop, budget)
    }

    /// The answer; past its time it is made to come at once.
    async fn after<T>(&self, time: Duration, mut answer: impl Future<Output = T> + Unpin) -> T {
        match timeout(time, &mut answer).await {
            Ok(answer) => answer,
            Err(_) => {
                self.0.store(true, Ordering::Relaxed);
                answer.await
            }
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

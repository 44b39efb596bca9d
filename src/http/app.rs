//! What handlers share: the graph, the way to ask it without blocking others, and the bounds.

use crate::config;
use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::http::asked::Here;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::query::budget::Budget;
use axum::response::Response;
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
    turns: Arc<Semaphore>,
    bounds: config::Http,
}

impl App {
    pub fn new(graph: Arc<Shared>, bounds: config::Http) -> Self {
        let turns = Arc::new(Semaphore::new(bounds.questions));
        App { shared: Arc::new(Inner { graph, turns, bounds }) }
    }

    pub fn bounds(&self) -> &config::Http {
        &self.shared.bounds
    }

    /// The graph as of the last commit.
    pub fn graph(&self) -> Arc<Graph> {
        self.shared.graph.load()
    }

    /// Answers at once: for what is looked up, not walked.
    pub fn look(
        &self,
        here: &Here,
        question: impl FnOnce(&Graph) -> Result<Reply, Problem>,
    ) -> Result<Response, Problem> {
        Ok(question(&self.graph())?.respond(here))
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
        let graph = self.graph();
        let stop = Stop::default();
        let mut budget = Budget::default().with_stop(Arc::clone(&stop.0));
        let mut answer = tokio::task::spawn_blocking(move || {
            let reply = question(&graph, &mut budget);
            drop(turn);
            reply
        });
        let reply = match timeout(self.bounds().question, &mut answer).await {
            Ok(reply) => reply,
            Err(_) => {
                stop.0.store(true, Ordering::Relaxed);
                answer.await
            }
        };
        match reply {
            Ok(reply) => Ok(reply?.respond(here)),
            Err(error) => {
                tracing::error!(%error, "a question failed");
                Err(Problem::internal())
            }
        }
    }
}

/// Tells a question to stop when its asker is dropped.
#[derive(Debug, Default)]
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

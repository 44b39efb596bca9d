//! What the writing thread does with batches of coded events: a transaction for each, and the graph now and then, since
//! publishing it after each batch of many would cost more than storing them.

use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::ingest::error::IngestError;
use crate::ingest::outcome::Answer;
use crate::ingest::outcome::Outcome;
use crate::model::coded::Coding;
use crate::model::delta::Delta;
use crate::store::error::StoreError;
use crate::store::writer::Store;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

/// Between two publications while batches come.
const PAUSE: Duration = Duration::from_millis(300);

/// An import under way.
#[derive(Debug, Default)]
pub struct Coder {
    begun: bool,
    /// What is stored and not published yet.
    graph: Option<Graph>,
    published: Option<Instant>,
}

impl Coder {
    /// An answer, and whether the writer can go on.
    pub fn take(&mut self, store: &mut Store, shared: &Shared, coding: Coding) -> (Answer, bool) {
        or_failure(self.store(store, shared, coding))
    }

    /// The database is made ready for questions again, and all is published.
    pub fn end(&mut self, store: &Store, shared: &Shared) -> (Answer, bool) {
        self.publish(shared);
        let generation = shared.load().generation();
        let ended = if std::mem::take(&mut self.begun) { store.end_import() } else { Ok(()) };
        or_failure(ended.map(|()| Outcome::Coded { new: 0, duplicate: 0, generation }))
    }

    /// Shows readers all that is stored.
    pub fn publish(&mut self, shared: &Shared) {
        if let Some(graph) = self.graph.take() {
            shared.publish(graph);
        }
    }

    fn store(
        &mut self,
        store: &mut Store,
        shared: &Shared,
        mut coding: Coding,
    ) -> Result<Outcome, StoreError> {
        if !self.begun {
            store.begin_import()?;
            self.begun = true;
        }
        let count = coding.rows.len();
        store.keep_new(&mut coding.rows)?;
        let new = coding.rows.len();
        let duplicate = count - new;
        if coding.is_empty() {
            let generation = shared.load().generation();
            return Ok(Outcome::Coded { new, duplicate, generation });
        }
        let delta = Delta { coded: coding, ..Delta::default() };
        let generation = store.commit(std::slice::from_ref(&delta))?;
        let mut graph = self.graph.take().unwrap_or_else(|| Graph::clone(&shared.load()));
        graph.apply(&delta, generation);
        self.graph = Some(graph);
        if self.published.is_none_or(|it| it.elapsed() >= PAUSE) {
            self.publish(shared);
            self.published = Some(Instant::now());
        }
        Ok(Outcome::Coded { new, duplicate, generation })
    }
}

fn or_failure(result: Result<Outcome, StoreError>) -> (Answer, bool) {
    match result {
        Ok(outcome) => (Ok(outcome), true),
        Err(error) => {
            tracing::error!("{error}");
            let goes_on = error.is_full() || error.is_constraint();
            (Err(IngestError::Store(Arc::new(error))), goes_on)
        }
    }
}

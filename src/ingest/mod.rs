//! The only writer. Articles are read on several threads and merged and stored on one, in the order in which they
//! were handed in, so that the same articles in the same order always give the same graph. An answer is given when
//! the article is on the disk.
//! Deliberately absent: where articles come from, and what they say.

pub mod error;
pub mod outcome;

pub mod coding;
pub mod gdelt;
pub mod queue;
pub mod raw;
pub mod record;
pub mod reindex;
pub mod work;
pub mod writer;

use crate::article::raw::RawArticle;
use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::ingest::error::IngestError;
use crate::ingest::outcome::Answer;
use crate::ingest::queue::Job;
use crate::ingest::queue::Queue;
use crate::ingest::queue::Task;
use crate::ingest::writer::Writer;
use crate::knowledge::Knowledge;
use crate::merge::identity::Identity;
use crate::merge::namesake;
use crate::model::article::Article;
use crate::model::coded::Coding;
use crate::model::delta::Merge;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Reading;
use crate::pipeline;
use crate::store::error::StoreError;
use crate::store::writer::Quarantined;
use crate::store::writer::Store;
use std::fmt;
use std::sync::Arc;
use std::thread;
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// What reads an article; it need not be safe against panics.
pub type Read = Box<dyn Fn(Article) -> Reading + Send + Sync>;

/// Reads with the tables of the program.
pub fn by_knowledge(knowledge: Arc<Knowledge>) -> Read {
    Box::new(move |article| {
        let mut reading = pipeline::read_article(article, &knowledge);
        namesake::open(&mut reading, &|it| knowledge.gazetteer.knows(it));
        reading
    })
}

/// A handle to hand in articles; clones hand in to the same writer. With the last of them the writer ends, after it
/// has answered all that was handed in.
#[derive(Debug, Clone)]
pub struct Ingest {
    inner: Arc<Inner>,
}

struct Inner {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

/// The answer to come.
#[derive(Debug)]
pub struct Ticket(oneshot::Receiver<Answer>);

impl Ticket {
    /// Waits for the answer; not for async code.
    pub fn wait(self) -> Answer {
        self.0.blocking_recv().unwrap_or(Err(IngestError::Ended))
    }
}

impl Ingest {
    /// Publishes the graph of the store and starts the threads.
    pub fn start(store: Store, read: Read, shared: Arc<Shared>) -> Result<Ingest, StoreError> {
        shared.publish(Graph::from_rows(store.rows()?));
        let queue = Arc::new(Queue::default());
        let mut inner = Inner { queue: Arc::clone(&queue), threads: Vec::new() };
        let read = Arc::new(read);
        let workers = thread::available_parallelism().map_or(1, usize::from);
        for number in 0..workers {
            let (queue, read) = (Arc::clone(&queue), Arc::clone(&read));
            let reader = crate::store::reader::Reader::open(store.path())?;
            inner.spawn(format!("reading-{number}"), move || work::run(&queue, &reader, &read))?;
        }
        let mut writer = Writer::new(store, shared, read);
        inner.spawn("writing".to_owned(), move || writer.run(&queue))?;
        Ok(Ingest { inner: Arc::new(inner) })
    }

    /// Hands in an article; waits while too many are under way.
    pub fn send(&self, raw: RawArticle) -> Ticket {
        self.hand_in(Task::Article(raw))
    }

    /// Hands in what could not even be taken out of its file, to be kept with its reason.
    pub fn refuse(&self, refused: Quarantined) -> Ticket {
        self.hand_in(Task::Refused(refused))
    }

    /// Takes an article back, with all that only it supported; waits while too many are under way.
    pub fn take_back(&self, id: ArticleId) -> Ticket {
        self.hand_in(Task::Retract(id))
    }

    /// Takes an entity for another, whose id stays; waits while too many are under way.
    pub fn merge(&self, merge: Merge) -> Ticket {
        self.hand_in(Task::Identify(Identity::Same(merge)))
    }

    /// Takes an entity for another no longer; waits while too many are under way.
    pub fn split(&self, id: EntityId) -> Ticket {
        self.hand_in(Task::Identify(Identity::Apart(id)))
    }

    /// Swaps in what was read anew beside the database; waits while too many are under way.
    pub fn swap(&self) -> Ticket {
        self.hand_in(Task::Swap)
    }

    /// Hands in coded events; waits while too many jobs are under way.
    pub fn code(&self, coding: Coding) -> Ticket {
        self.hand_in(Task::Code(coding))
    }

    /// Says that no more coded events come for now.
    pub fn coded_end(&self) -> Ticket {
        self.hand_in(Task::CodedEnd)
    }

    /// Hands in an article and waits for the answer without blocking the thread.
    ///
    /// # Errors
    /// `Full` at once if too many are under way.
    pub async fn submit(&self, raw: RawArticle) -> Answer {
        self.ask(Task::Article(raw)).await
    }

    /// Takes an article back, with all that only it supported.
    ///
    /// # Errors
    /// `Full` at once if too many are under way.
    pub async fn retract(&self, id: ArticleId) -> Answer {
        self.ask(Task::Retract(id)).await
    }

    fn hand_in(&self, task: Task) -> Ticket {
        let (reply, answer) = oneshot::channel();
        self.inner.queue.put(Job { task, reply });
        Ticket(answer)
    }

    async fn ask(&self, task: Task) -> Answer {
        let (reply, answer) = oneshot::channel();
        self.inner.queue.try_put(Job { task, reply })?;
        answer.await.unwrap_or(Err(IngestError::Ended))
    }
}

impl Inner {
    fn spawn(
        &mut self,
        name: String,
        run: impl FnOnce() + Send + 'static,
    ) -> Result<(), StoreError> {
        let thread = thread::Builder::new().name(name).spawn(run);
        self.threads.push(thread.map_err(|source| StoreError::Thread { source })?);
        Ok(())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.queue.close();
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to do; its callers have been told.
            drop(thread.join());
        }
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inner").field("threads", &self.threads.len()).finish_non_exhaustive()
    }
}

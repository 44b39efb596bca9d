//! A few threads with one reading connection each, for callers that must not block.

use crate::store::error::StoreError;
use crate::store::reader::Reader;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;
use tokio::sync::oneshot;

/// Questions that wait for a thread; beyond that callers are told that all are busy.
const WAITING: usize = 1024;

type Question = Box<dyn FnOnce(&Reader) + Send>;

/// A cloneable handle; the threads end with the last of them.
#[derive(Debug, Clone)]
pub struct Readers {
    questions: mpsc::SyncSender<Question>,
}

impl Readers {
    /// Opens `threads` connections; fails if one of them cannot be opened.
    pub fn open(path: &Path, threads: usize) -> Result<Readers, StoreError> {
        let (questions, waiting) = mpsc::sync_channel::<Question>(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for number in 0..threads.max(1) {
            let reader = Reader::open(path)?;
            let waiting = Arc::clone(&waiting);
            let answer_all = move || while answer_one(&reader, &waiting) {};
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(answer_all)
                .map_err(|source| StoreError::Thread { source })?;
        }
        Ok(Readers { questions })
    }

    /// Asks on one of the threads.
    pub async fn run<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, answer) = oneshot::channel();
        let ask: Question = Box::new(move |reader| {
            // Nobody waits any longer for the answer to a dropped request.
            if !sender.is_closed() {
                drop(sender.send(question(reader)));
            }
        });
        match self.questions.try_send(ask) {
            Ok(()) => answer.await.unwrap_or(Err(StoreError::Unanswered)),
            Err(mpsc::TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(mpsc::TrySendError::Disconnected(_)) => Err(StoreError::Ended),
        }
    }
}

/// False when there is nobody left to ask. A question that panics gets no answer, and the thread goes on.
fn answer_one(reader: &Reader, waiting: &Mutex<mpsc::Receiver<Question>>) -> bool {
    let next = match waiting.lock() {
        Ok(waiting) => waiting.recv(),
        Err(poisoned) => poisoned.into_inner().recv(),
    };
    let Ok(question) = next else { return false };
    drop(catch_unwind(AssertUnwindSafe(|| question(reader))));
    true
}

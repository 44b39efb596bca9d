//! Jobs on their way: handed in, being read, read. The readers take them as they come, the writer gets them in the
//! order in which they were handed in. Bounded: whoever hands in waits or is sent away.

use crate::article::raw::RawArticle;
use crate::ingest::error::IngestError;
use crate::ingest::outcome::Answer;
use crate::ingest::work::Work;
use crate::merge::identity::Identity;
use crate::model::coded::Coding;
use crate::model::id::ArticleId;
use crate::store::writer::Quarantined;
use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use tokio::sync::oneshot;

/// Most jobs that are under way.
const MOST: usize = 1024;

#[derive(Debug)]
pub enum Task {
    Article(RawArticle),
    Refused(Quarantined),
    Retract(ArticleId),
    Identify(Identity),
    Swap,
    Code(Coding),
    CodedEnd,
}

#[derive(Debug)]
pub struct Job {
    pub task: Task,
    pub reply: oneshot::Sender<Answer>,
}

/// A job that has been read, and who waits for the answer.
#[derive(Debug)]
pub struct Done {
    pub work: Work,
    pub reply: oneshot::Sender<Answer>,
}

#[derive(Debug, Default)]
pub struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    closed: bool,
    /// Number of the next job to come in, and of the next to go out.
    next_in: u64,
    next_out: u64,
    waiting: VecDeque<(u64, Job)>,
    done: BTreeMap<u64, Done>,
}

impl State {
    fn is_full(&self) -> bool {
        self.next_in - self.next_out >= u64::try_from(MOST).unwrap_or(u64::MAX)
    }

    fn put(&mut self, job: Job) {
        self.waiting.push_back((self.next_in, job));
        self.next_in += 1;
    }
}

impl Queue {
    /// Waits while the queue is full. A closed queue drops the job, and so the hope for an answer.
    pub fn put(&self, job: Job) {
        let mut state = self.lock();
        while state.is_full() && !state.closed {
            state = self.wait(state);
        }
        if !state.closed {
            state.put(job);
            self.changed.notify_all();
        }
    }

    /// # Errors
    /// `Full`, or `Ended` if the queue is closed.
    pub fn try_put(&self, job: Job) -> Result<(), IngestError> {
        let mut state = self.lock();
        if state.closed {
            return Err(IngestError::Ended);
        }
        if state.is_full() {
            return Err(IngestError::Full);
        }
        state.put(job);
        self.changed.notify_all();
        Ok(())
    }

    /// The next job to be read; waits for one. None when the queue is closed and empty.
    pub fn take(&self) -> Option<(u64, Job)> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                return Some(job);
            }
            if state.closed {
                return None;
            }
            state = self.wait(state);
        }
    }

    pub fn done(&self, number: u64, done: Done) {
        self.lock().done.insert(number, done);
        self.changed.notify_all();
    }

    /// The next jobs in order that have been read, at least one and at most `most`; waits for the first.
    /// None when the queue is closed and all jobs have gone out.
    pub fn next(&self, most: usize) -> Option<Vec<Done>> {
        let mut state = self.lock();
        loop {
            let mut ready = Vec::new();
            while ready.len() < most {
                let next = state.next_out;
                let Some(done) = state.done.remove(&next) else { break };
                state.next_out += 1;
                ready.push(done);
            }
            if !ready.is_empty() {
                self.changed.notify_all();
                return Some(ready);
            }
            if state.closed && state.next_in == state.next_out {
                return None;
            }
            state = self.wait(state);
        }
    }

    /// No more jobs are taken in; those under way go on.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Closes, and drops all jobs under way: nobody is left to do them.
    pub fn abandon(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.waiting.clear();
        state.done.clear();
        state.next_out = state.next_in;
        drop(state);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

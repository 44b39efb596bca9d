//! What the reading threads do: a record to its Reading, and a panic to a reason.

use crate::article::notice;
use crate::article::parse;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use crate::ingest::Read;
use crate::ingest::queue::Done;
use crate::ingest::queue::Queue;
use crate::ingest::queue::Task;
use crate::ingest::raw;
use crate::merge::identity::Identity;
use crate::model::article::Article;
use crate::model::coded::Coding;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::put::digest;
use crate::store::reader::Reader;
use crate::store::writer::Quarantined;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

/// What is left to be merged and stored.
#[derive(Debug)]
pub enum Work {
    Read(Box<Found>),
    /// The store held this very article when it was looked at; nothing was read.
    Known(Box<Article>, RawArticle),
    Failed(Quarantined),
    Retract(ArticleId),
    Identify(Identity),
    /// What was read anew is to be swapped in.
    Swap,
    Code(Coding),
    CodedEnd,
}

impl Work {
    /// Whether it shares no transaction with others.
    pub fn stands_alone(&self) -> bool {
        matches!(self, Work::Swap | Work::Code(_) | Work::CodedEnd)
    }
}

/// A reading and what it was made of.
#[derive(Debug)]
pub struct Found {
    pub reading: Reading,
    pub digest: String,
    /// Where the record came from, for complaints.
    pub name: String,
    pub raw: String,
}

/// Works until the queue is closed and empty.
pub fn run(queue: &Queue, reader: &Reader, read: &Read) {
    while let Some((number, job)) = queue.take() {
        let work = match job.task {
            Task::Article(raw) => article(raw, reader, read),
            Task::Refused(refused) => Work::Failed(refused),
            Task::Retract(id) => Work::Retract(id),
            Task::Identify(said) => Work::Identify(said),
            Task::Swap => Work::Swap,
            Task::Code(coding) => Work::Code(coding),
            Task::CodedEnd => Work::CodedEnd,
        };
        queue.done(number, Done { work, reply: job.reply });
    }
}

fn article(raw: RawArticle, reader: &Reader, read: &Read) -> Work {
    if let Some(id) = notice::named(&raw).filter(|_| raw.layout == Layout::Notice) {
        return Work::Retract(id);
    }
    let parsed = match guarded(|| parse::parse(&raw)) {
        Ok(Ok(article)) => article,
        Ok(Err(error)) => return Work::Failed(quarantined(&raw, error.problem.to_string())),
        Err(panic) => return Work::Failed(quarantined(&raw, panic)),
    };
    if notice::is_notice(&parsed) {
        return Work::Retract(parsed.id);
    }
    // Whether it cannot be looked up or is not there: it is read, and the writer decides.
    let known = reader.digest(&parsed.id).unwrap_or_default();
    if known.is_some_and(|it| it == digest(&parsed)) {
        return Work::Known(Box::new(parsed), raw);
    }
    read_anew(parsed, &raw, read)
}

/// Reads whatever the store holds.
pub fn read_anew(article: Article, raw: &RawArticle, read: &Read) -> Work {
    let digest = digest(&article);
    match guarded(|| read(article)) {
        Ok(reading) => {
            let name = raw.origin.to_string();
            Work::Read(Box::new(Found { reading, digest, name, raw: raw::to_json(raw) }))
        }
        Err(panic) => Work::Failed(quarantined(raw, panic)),
    }
}

fn quarantined(raw: &RawArticle, reason: String) -> Quarantined {
    Quarantined { name: raw.origin.to_string(), reason, raw: raw::to_json(raw).into_bytes() }
}

/// The result, or the message of the panic that came instead.
pub fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let message = |panic: Box<dyn Any + Send>| {
        let text = panic.downcast_ref::<&str>().map(|it| (*it).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        format!("reading it failed inside the program: {text}")
    };
    catch_unwind(AssertUnwindSafe(run)).map_err(message)
}

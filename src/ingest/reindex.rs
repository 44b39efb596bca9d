//! Reading all stored articles with the rules of today. They are read on all cores beside the database, which can be
//! used and written to meanwhile; then the writer swaps all of it in at once.

use crate::article::parse;
use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::ingest::Ingest;
use crate::ingest::Read;
use crate::ingest::outcome::Outcome;
use crate::ingest::raw;
use crate::ingest::work::guarded;
use crate::merge;
use crate::merge::difference;
use crate::merge::namesake;
use crate::merge::reindex;
use crate::model::article::Article;
use crate::model::coded::Coding;
use crate::model::delta::Delta;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::anew::Anew;
use crate::store::anew::Made;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::rewrite::Rewrite;
use crate::store::writer::Store;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

/// Readings that are kept in one go.
const BATCH: usize = 8;
/// How often a server looks whether there is something to be swapped in.
const LOOK: Duration = Duration::from_millis(500);

/// Reads what was not read yet by the rules of this version; tells how many of how many are done.
pub fn read_all(
    database: &Path,
    version: &str,
    read: &Read,
    told: &dyn Fn(usize, usize),
) -> Result<usize, StoreError> {
    let mut anew = Anew::begin(database, version)?;
    let done = anew.done()?;
    let all = Reader::open(database)?.articles()?;
    let due: Vec<&(ArticleId, String)> =
        all.iter().filter(|(id, digest)| done.get(id) != Some(digest)).collect();
    let mut count = all.len() - due.len();
    told(count, all.len());
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (sender, made) = mpsc::sync_channel::<Result<Option<Made>, StoreError>>(BATCH);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, due) = (sender.clone(), &next, &due);
            scope.spawn(move || work(database, due, next, read, &sender));
        }
        drop(sender);
        let mut batch = Vec::new();
        for item in made {
            count += 1;
            told(count, all.len());
            batch.extend(item?);
            if batch.len() == BATCH {
                anew.put(&batch)?;
                batch.clear();
            }
        }
        anew.put(&batch)?;
        anew.finish()
    })?;
    Ok(all.len())
}

fn work(
    database: &Path,
    due: &[&(ArticleId, String)],
    next: &AtomicUsize,
    read: &Read,
    sender: &mpsc::SyncSender<Result<Option<Made>, StoreError>>,
) {
    let made = |reader: &Reader, id: &ArticleId, digest: &String| {
        let reading = of_today(reader.raw(id)?.as_ref(), reader.reading(id)?, read);
        Ok(reading.map(|reading| Made { reading, digest: digest.clone() }))
    };
    let reader = Reader::open(database);
    while let Some((id, digest)) = due.get(next.fetch_add(1, Ordering::Relaxed)) {
        let item = match &reader {
            Ok(reader) => made(reader, id, digest),
            Err(_) => Reader::open(database).map(|_| None),
        };
        // Whoever collects has stopped at an error.
        if sender.send(item).is_err() {
            return;
        }
    }
}

/// What is read today in an article, of its input record where there is one. What cannot be read stays as it was;
/// nothing where the article is not there any more.
fn of_today(record: Option<&String>, stored: Option<Reading>, read: &Read) -> Option<Reading> {
    let stored = stored?;
    let taken_in =
        |record: &String| guarded(|| parse::parse(&raw::from_json(record)?).ok()).ok()?;
    let article = match record.and_then(taken_in) {
        Some(article) => Article { id: stored.article.id.clone(), ..article },
        None => stored.article.clone(),
    };
    guarded(|| read(article)).ok().or(Some(stored))
}

/// Puts a graph of the readings made anew in the place of that of the store, in one transaction.
pub fn swap(store: &mut Store, shared: &Shared, read: &Read) -> Result<Outcome, StoreError> {
    let path = store.path().to_owned();
    let Some(anew) = Anew::whole(&path)? else {
        return Ok(Outcome::Refused("nothing was read anew".to_owned()));
    };
    let old = shared.load();
    let rewrite = store.rewrite()?;
    let mut new = Graph::default();
    let coded = Coding::from(rewrite.coded()?);
    let said = Delta { merges: old.merges().cloned().collect(), coded, ..Delta::default() };
    new.apply(&said, old.generation());
    for (id, digest) in rewrite.articles()? {
        let Some(mut reading) = reading(&rewrite, &anew, &id, &digest, read)? else { continue };
        namesake::settle(&new, &mut reading);
        let delta = merge::merge(&new, reading);
        new.apply(&delta, old.generation());
        delta.reading.iter().try_for_each(|it| rewrite.put(it, &digest))?;
    }
    let mut led = Delta::default();
    led.removed.redirects = reindex::redirects(&old, &new);
    new.apply(&led, old.generation());
    let generation = rewrite.finish(&difference::between(&old, &new))?;
    new.apply(&Delta::default(), generation);
    shared.publish(new);
    if let Err(error) = anew.remove(&path) {
        tracing::warn!("{error}");
    }
    Ok(Outcome::Rearranged(generation))
}

/// What was read anew; of an article that came since, what was read then, if it was by the same rules.
fn reading(
    rewrite: &Rewrite<'_>,
    anew: &Anew,
    id: &ArticleId,
    digest: &str,
    read: &Read,
) -> Result<Option<Reading>, StoreError> {
    if let Some(reading) = anew.reading(id, digest)? {
        return Ok(Some(reading));
    }
    let stored = rewrite.reading(id)?;
    if stored.as_ref().is_some_and(|it| it.rules_version == anew.version) {
        return Ok(stored);
    }
    Ok(of_today(rewrite.raw(id)?.as_ref(), stored, read))
}

/// Looks now and then whether another process has read all articles anew, and has them swapped in.
#[derive(Debug)]
pub struct Watch {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub fn start(ingest: Ingest, database: PathBuf) -> Watch {
        let (stop, stopped) = mpsc::channel::<()>();
        let look = move || {
            while stopped.recv_timeout(LOOK) == Err(mpsc::RecvTimeoutError::Timeout) {
                take_in(&ingest, &database);
            }
        };
        Watch { stop: Some(stop), thread: Some(thread::spawn(look)) }
    }
}

fn take_in(ingest: &Ingest, database: &Path) {
    let is_whole = || Anew::whole(database).is_ok_and(|it| it.is_some());
    if Anew::is_there(database) && is_whole() {
        let outcome = ingest.swap().wait();
        tracing::info!(?outcome, "read anew and swapped in");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stop.take());
        // A thread that panicked has nothing left to do.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

//! What the writing thread does: merges readings in order, stores them in groups, publishes the graph, answers.

use crate::graph::Graph;
use crate::graph::shared::Shared;
use crate::ingest::Read;
use crate::ingest::coding::Coder;
use crate::ingest::error::IngestError;
use crate::ingest::outcome::Answer;
use crate::ingest::outcome::Outcome;
use crate::ingest::queue::Done;
use crate::ingest::queue::Queue;
use crate::ingest::reindex;
use crate::ingest::work;
use crate::ingest::work::Found;
use crate::ingest::work::Work;
use crate::ingest::work::guarded;
use crate::merge;
use crate::merge::identity;
use crate::merge::identity::Identity;
use crate::merge::namesake;
use crate::model::delta::Delta;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::error::StoreError;
use crate::store::put::digest;
use crate::store::writer::Quarantined;
use crate::store::writer::Store;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tokio::sync::oneshot;

/// Most articles in one transaction: what is lost by waiting for the disk is shared.
const GROUP: usize = 128;

pub struct Writer {
    store: Store,
    shared: Arc<Shared>,
    read: Arc<Read>,
    coder: Coder,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("store", &self.store).finish_non_exhaustive()
    }
}

/// A transaction in the making: what was merged so far and is not on the disk yet.
struct Group {
    graph: Graph,
    deltas: Vec<Delta>,
    /// Where the record of each Delta came from.
    names: Vec<String>,
    quarantined: Vec<Quarantined>,
    /// Articles that the group changes, with the place of their last Delta; none where it was taken back.
    changed: BTreeMap<ArticleId, Option<usize>>,
}

/// What an answer rests on.
enum Slot {
    /// Nothing is to be stored but for the quarantine.
    Settled(Outcome),
    /// The Delta of this place.
    Stored(usize, Outcome),
}

impl Writer {
    pub fn new(store: Store, shared: Arc<Shared>, read: Arc<Read>) -> Self {
        Writer { store, shared, read, coder: Coder::default() }
    }

    /// Works until the queue is closed and empty, or until it is not sure any more that graph and store agree.
    pub fn run(&mut self, queue: &Queue) {
        while let Some(done) = queue.next(GROUP) {
            let (works, replies): (Vec<Work>, Vec<oneshot::Sender<Answer>>) =
                done.into_iter().map(|Done { work, reply }| (work, reply)).unzip();
            let Ok((answers, goes_on)) = guarded(|| self.answer_all(works)) else {
                return queue.abandon();
            };
            for (reply, answer) in replies.into_iter().zip(answers) {
                // Whoever asked may have gone.
                drop(reply.send(answer));
            }
            if !goes_on {
                return queue.abandon();
            }
        }
        // An import whose caller has gone has logged what went wrong.
        drop(self.coder.end(&self.store, &self.shared));
        if let Err(error) = self.store.checkpoint() {
            tracing::warn!("{error}");
        }
    }

    /// As `answer`; what stands alone has a transaction of its own.
    fn answer_all(&mut self, works: Vec<Work>) -> (Vec<Answer>, bool) {
        let (mut answers, mut group) = (Vec::new(), Vec::new());
        for work in works {
            if !work.stands_alone() {
                group.push(work);
                continue;
            }
            let (before, goes_on) = self.answer(std::mem::take(&mut group));
            answers.extend(before);
            if !goes_on {
                return (answers, false);
            }
            let (answer, goes_on) = self.answer_alone(work);
            answers.push(answer);
            if !goes_on {
                return (answers, false);
            }
        }
        let (rest, goes_on) = self.answer(group);
        answers.extend(rest);
        (answers, goes_on)
    }

    fn answer_alone(&mut self, work: Work) -> (Answer, bool) {
        match work {
            Work::Code(coding) => self.coder.take(&mut self.store, &self.shared, coding),
            Work::CodedEnd => self.coder.end(&self.store, &self.shared),
            Work::Swap => {
                self.coder.publish(&self.shared);
                let swapped = reindex::swap(&mut self.store, &self.shared, &self.read);
                (swapped.map_err(|it| IngestError::Store(Arc::new(it))), true)
            }
            Work::Read(_)
            | Work::Known(..)
            | Work::Failed(_)
            | Work::Retract(_)
            | Work::Identify(_) => (Ok(Outcome::Refused("not alone".to_owned())), true),
        }
    }

    /// An answer to each, and whether the writer can go on.
    fn answer(&mut self, works: Vec<Work>) -> (Vec<Answer>, bool) {
        let count = works.len();
        if count == 0 {
            return (Vec::new(), true);
        }
        self.coder.publish(&self.shared);
        let mut group = Group::new(&self.shared);
        let merged = works
            .into_iter()
            .map(|it| self.slot(&mut group, it))
            .collect::<Result<Vec<Slot>, StoreError>>();
        let failure = match merged.map(|slots| (self.commit(&group), slots)) {
            Ok((Ok(()), slots)) => {
                self.shared.publish(group.graph);
                return (slots.into_iter().map(|it| Ok(it.outcome())).collect(), true);
            }
            Ok((Err(error), slots)) if error.is_constraint() => {
                return (self.one_by_one(group, slots), true);
            }
            Ok((Err(error), _)) | Err(error) => error,
        };
        tracing::error!("{failure}");
        let goes_on = failure.is_full();
        let failure = Arc::new(failure);
        (vec![Err(IngestError::Store(failure)); count], goes_on)
    }

    fn commit(&mut self, group: &Group) -> Result<(), StoreError> {
        if !group.quarantined.is_empty() {
            self.store.quarantine(&group.quarantined)?;
        }
        if !group.deltas.is_empty() {
            self.store.commit(&group.deltas)?;
        }
        Ok(())
    }

    /// One of the group contradicts the schema: each gets a transaction of its own, and that one its reason.
    fn one_by_one(&mut self, group: Group, slots: Vec<Slot>) -> Vec<Answer> {
        let mut deltas: Vec<Option<(Delta, String)>> =
            group.deltas.into_iter().zip(group.names).map(Some).collect();
        let mut answers = Vec::new();
        for slot in slots {
            let answer = match slot {
                Slot::Settled(outcome) => Ok(outcome),
                Slot::Stored(place, _) => match deltas.get_mut(place).and_then(Option::take) {
                    Some((delta, name)) => self.alone(delta, &name),
                    None => Err(IngestError::Ended),
                },
            };
            answers.push(answer);
        }
        answers
    }

    fn alone(&mut self, delta: Delta, name: &str) -> Answer {
        let raw = delta.raw.clone().into_bytes();
        let failed = |reason: String| Quarantined { name: name.to_owned(), reason, raw };
        let Some(reading) = delta.reading else {
            return Ok(Outcome::Refused("it contradicts the schema".to_owned()));
        };
        let work = if delta.removed.articles.is_empty() {
            let digest = digest(&reading.article);
            Work::Read(Box::new(Found { reading, digest, name: name.to_owned(), raw: delta.raw }))
        } else {
            Work::Retract(reading.article.id)
        };
        let mut group = Group::new(&self.shared);
        let stored =
            self.slot(&mut group, work).and_then(|slot| self.commit(&group).map(|()| slot));
        match stored {
            Ok(slot) => {
                self.shared.publish(group.graph);
                Ok(slot.outcome())
            }
            Err(error) if error.is_constraint() => {
                let reason = format!("what was read contradicts the schema: {error}");
                let kept = self.store.quarantine(&[failed(reason.clone())]);
                kept.map(|()| Outcome::Failed(reason))
                    .map_err(|it| IngestError::Store(Arc::new(it)))
            }
            Err(error) => Err(IngestError::Store(Arc::new(error))),
        }
    }

    fn slot(&self, group: &mut Group, work: Work) -> Result<Slot, StoreError> {
        match work {
            Work::Failed(item) => Ok(group.fail(item)),
            Work::Read(found) => self.merge(group, *found),
            Work::Retract(id) => self.retract(group, id),
            Work::Identify(said) => self.identify(group, &said),
            Work::Swap | Work::Code(_) | Work::CodedEnd => {
                Ok(Slot::Settled(Outcome::Refused("not in a group".to_owned())))
            }
            Work::Known(article, raw) => {
                if self.digest(group, &article.id)? == Some(digest(&article)) {
                    return Ok(Slot::Settled(Outcome::Duplicate(article.id)));
                }
                self.slot(group, work::read_anew(*article, &raw, &self.read))
            }
        }
    }

    fn merge(&self, group: &mut Group, found: Found) -> Result<Slot, StoreError> {
        let Found { mut reading, digest, name, raw } = found;
        let id = reading.article.id.clone();
        let before = match self.digest(group, &id)? {
            Some(known) if known == digest => return Ok(Slot::Settled(Outcome::Duplicate(id))),
            Some(_) => self.reading(group, &id)?,
            None => None,
        };
        namesake::settle(&group.graph, &mut reading);
        let library = Library::new(self, group);
        let merged = guarded(|| match &before {
            Some(before) => merge::replace(&group.graph, before, reading, &|it| library.get(it)),
            None => merge::merge(&group.graph, reading),
        });
        library.end()?;
        let delta = match merged {
            Ok(delta) => Delta { raw, ..delta },
            Err(panic) => {
                return Ok(group.fail(Quarantined { name, reason: panic, raw: raw.into_bytes() }));
            }
        };
        let new = before.is_none();
        Ok(group.add(delta, name, |generation| match new {
            true => Outcome::New(id, generation),
            false => Outcome::Changed(id, generation),
        }))
    }

    fn retract(&self, group: &mut Group, id: ArticleId) -> Result<Slot, StoreError> {
        let Some(reading) = self.reading(group, &id)? else {
            return Ok(Slot::Settled(Outcome::Unknown(id)));
        };
        let library = Library::new(self, group);
        let delta = merge::retract(&group.graph, reading, &|it| library.get(it));
        library.end()?;
        Ok(group.add(delta, id.to_string(), |generation| Outcome::Retracted(id, generation)))
    }

    fn identify(&self, group: &mut Group, said: &Identity) -> Result<Slot, StoreError> {
        let library = Library::new(self, group);
        let delta = identity::change(&group.graph, said, &|it| library.get(it));
        library.end()?;
        Ok(match delta {
            Ok(delta) => group.add(delta, String::new(), Outcome::Rearranged),
            Err(reason) => Slot::Settled(Outcome::Refused(reason)),
        })
    }

    /// The digest of an article as the group would leave it.
    fn digest(&self, group: &Group, id: &ArticleId) -> Result<Option<String>, StoreError> {
        match group.changed.get(id) {
            Some(place) => Ok(group.delta(*place).and_then(Delta::article).map(digest)),
            None => self.store.digest(id),
        }
    }

    /// The reading of an article as the group would leave it.
    fn reading(&self, group: &Group, id: &ArticleId) -> Result<Option<Reading>, StoreError> {
        match group.changed.get(id) {
            Some(place) => Ok(group.delta(*place).and_then(|it| it.reading.clone())),
            None => self.store.reading(id),
        }
    }
}

/// The readings of a store and of the group over it, for one merge; it ends with the error that came on the way.
struct Library<'a> {
    writer: &'a Writer,
    group: &'a Group,
    failed: RefCell<Option<StoreError>>,
}

impl<'a> Library<'a> {
    fn new(writer: &'a Writer, group: &'a Group) -> Self {
        Library { writer, group, failed: RefCell::new(None) }
    }

    fn get(&self, id: &ArticleId) -> Option<Reading> {
        let reading = self.writer.reading(self.group, id);
        reading.unwrap_or_else(|error| {
            self.failed.replace(Some(error));
            None
        })
    }

    fn end(self) -> Result<(), StoreError> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }
}

impl Group {
    fn new(shared: &Shared) -> Self {
        Group {
            graph: Graph::clone(&shared.load()),
            deltas: Vec::new(),
            names: Vec::new(),
            quarantined: Vec::new(),
            changed: BTreeMap::new(),
        }
    }

    fn add(&mut self, delta: Delta, name: String, outcome: impl FnOnce(u64) -> Outcome) -> Slot {
        let generation = self.graph.generation() + 1;
        self.graph.apply(&delta, generation);
        let place = self.deltas.len();
        let left = delta.removed.articles.is_empty().then_some(place);
        if let Some(article) = delta.article() {
            self.changed.insert(article.id.clone(), left);
        }
        self.deltas.push(delta);
        self.names.push(name);
        Slot::Stored(place, outcome(generation))
    }

    fn fail(&mut self, item: Quarantined) -> Slot {
        let reason = item.reason.clone();
        self.quarantined.push(item);
        Slot::Settled(Outcome::Failed(reason))
    }

    fn delta(&self, place: Option<usize>) -> Option<&Delta> {
        self.deltas.get(place?)
    }
}

impl Slot {
    fn outcome(self) -> Outcome {
        match self {
            Slot::Settled(outcome) | Slot::Stored(_, outcome) => outcome,
        }
    }
}

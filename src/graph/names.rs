//! Who bears a name: an index of the words of all names, of names written as one word, and of whom most events name
//! among those with a word that begins so. It follows from the records and the events, and changes with them.

use crate::graph::EntityNo;
use crate::graph::Graph;
use crate::graph::array::Array;
use crate::graph::sorted::Sorted;
use crate::graph::spellings::Spellings;
use crate::model::code::Kind;
use crate::model::delta::EntityRecord;
use crate::model::id::EntityId;
use crate::model::spelling;
use crate::model::spelling::HYPHEN;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Beginnings of words of up to so many letters have their bearers kept in order of use: of more letters there are
/// few bearers.
pub const SHORT: usize = 3;
/// Stands between the forms of a name, and between names.
const TAB: char = '\t';
const LINE: char = '\n';

type Start = [u8; SHORT];

#[derive(Debug, Clone, Default)]
pub struct Names {
    bearers: Array<Option<Bearer>>,
    /// Numbers of bearers that are no more.
    free: Vec<u32>,
    by_id: Sorted<(EntityId, u32)>,
    plain: Spellings,
    folded: Spellings,
    in_use: Sorted<InUse>,
}

/// An entity with the forms of its names.
#[derive(Debug, Clone)]
pub struct Bearer {
    record: Arc<EntityRecord>,
    /// A line of each name, that of the record first: as plain words, and folded.
    forms: Arc<str>,
    uses: u32,
}

impl Bearer {
    pub fn record(&self) -> &EntityRecord {
        &self.record
    }

    pub fn kind(&self) -> Kind {
        self.record.kind
    }

    /// How many events name it.
    pub fn uses(&self) -> usize {
        usize::try_from(self.uses).unwrap_or(usize::MAX)
    }

    /// Each name with its words, plain and folded.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let names = all_names(&self.record).map(String::as_str);
        let forms = self.forms.split(LINE).filter_map(|it| it.split_once(TAB));
        names.zip(forms).map(|(name, (plain, folded))| (name, plain, folded))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct InUse {
    start: Start,
    uses: Reverse<u32>,
    bearer: u32,
}

/// What is looked up for a bearer.
#[derive(Debug, Default)]
struct Keys<'a> {
    plain: BTreeSet<&'a str>,
    joined: BTreeSet<String>,
    folded: BTreeSet<&'a str>,
}

impl<'a> Keys<'a> {
    fn of(forms: &'a str) -> Self {
        let mut keys = Keys::default();
        for (plain, folded) in forms.split(LINE).filter_map(|it| it.split_once(TAB)) {
            keys.plain.extend(plain.split(HYPHEN).filter(|it| !it.is_empty()));
            keys.folded.extend(folded.split(HYPHEN).filter(|it| !it.is_empty()));
            if plain.contains(HYPHEN) {
                keys.joined.insert(plain.split(HYPHEN).collect());
            }
        }
        keys
    }
}

fn all_names(record: &EntityRecord) -> impl Iterator<Item = &String> {
    let others = record.names.iter().filter(|it| **it != record.name);
    [&record.name].into_iter().chain(others)
}

fn forms(record: &EntityRecord) -> Arc<str> {
    let lines = all_names(record).map(|name| {
        let plain = spelling::plain(name);
        let folded = spelling::folded(&plain);
        format!("{plain}{TAB}{folded}")
    });
    lines.collect::<Vec<_>>().join("\n").into()
}

/// The beginnings of words by which bearers are kept in order of use.
fn starts(forms: &str) -> BTreeSet<Start> {
    let mut starts = BTreeSet::new();
    for word in Keys::of(forms).plain {
        starts.extend((1..=SHORT.min(word.len())).filter_map(|n| start(word.as_bytes().get(..n)?)));
    }
    starts
}

fn start(letters: &[u8]) -> Option<Start> {
    let mut start = Start::default();
    start.get_mut(..letters.len())?.copy_from_slice(letters);
    Some(start)
}

impl Names {
    /// The index of a graph from nothing; the one that the graph keeps is equal to it.
    pub fn anew(graph: &Graph) -> Names {
        let mut names = Names::default();
        let mut ids = Vec::new();
        for node in graph.entity_numbers.iter().filter_map(|it| graph.entity_node(it.number)) {
            let Some(record) = node.record() else { continue };
            let record = Arc::clone(record);
            let bearer = Bearer { forms: forms(&record), record, uses: node.named };
            ids.extend(names.place(bearer).map(|it| (node.id.clone(), it)));
        }
        names.by_id = Sorted::of(ids);
        let bearers = || (0..).map_while(|it| Some((it, names.get(it)?)));
        let plain = Spellings::of(|add| {
            for (number, bearer) in bearers() {
                let keys = Keys::of(&bearer.forms);
                keys.plain.iter().for_each(|it| add(it, false, number));
                keys.joined.iter().for_each(|it| add(it, true, number));
            }
        });
        let folded = Spellings::of(|add| {
            for (number, bearer) in bearers() {
                Keys::of(&bearer.forms).folded.iter().for_each(|it| add(it, false, number));
            }
        });
        let in_use = bearers().flat_map(|(bearer, it)| {
            let uses = Reverse(it.uses);
            starts(&it.forms).into_iter().map(move |start| InUse { start, uses, bearer })
        });
        let in_use = Sorted::of(in_use.collect());
        Names { plain, folded, in_use, ..names }
    }

    fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    pub fn get(&self, bearer: u32) -> Option<&Bearer> {
        self.bearers.get(usize::try_from(bearer).ok()?)?.as_ref()
    }

    /// Bearers of words that begin so, in the order of the words; some more than once. Of words of more than 18
    /// letters that is not sure.
    pub fn with_start<'a>(&'a self, start: &'a str) -> impl Iterator<Item = u32> {
        let entries = self.plain.starting(start.as_bytes()).flatten();
        entries.filter(|it| !it.joined).map(|it| it.bearer)
    }

    /// At least so many words that begin so are borne, names written as one word included.
    pub fn count_start(&self, start: &str) -> usize {
        self.plain.starting(start.as_bytes()).map(<[_]>::len).sum()
    }

    /// Bearers of words that are folded to this one.
    pub fn with_folded(&self, word: &str) -> impl Iterator<Item = u32> {
        self.folded.exactly(word.as_bytes()).map(|it| it.bearer)
    }

    /// Bearers of this word and of names that are this when written as one word.
    pub fn with_joined(&self, word: &str) -> impl Iterator<Item = u32> {
        self.plain.exactly(word.as_bytes()).map(|it| it.bearer)
    }

    /// Bearers of words, or of names written as one word, that may be this one with typos; some that are not, too.
    pub fn near_plain(&self, word: &str, found: &mut Vec<u32>) {
        self.plain.near(word, found);
    }

    pub fn near_folded(&self, word: &str, found: &mut Vec<u32>) {
        self.folded.near(word, found);
    }

    /// Bearers of words that begin with the first `SHORT` letters of `start`, the most used first.
    pub fn most_used(&self, start: &str) -> impl Iterator<Item = u32> {
        let letters = start.as_bytes();
        let start = self::start(letters.get(..SHORT).unwrap_or(letters)).unwrap_or_default();
        let from = self.in_use.iter_from(move |it| it.start.cmp(&start));
        from.take_while(move |it| it.start == start).map(|it| it.bearer)
    }

    /// All that is in the index, bearers by their ids.
    #[cfg(test)]
    pub(crate) fn contents(&self) -> Vec<String> {
        let id = |it: u32| match self.get(it) {
            Some(bearer) => bearer.record.id.to_string(),
            None => it.to_string(),
        };
        let mut all = Vec::new();
        for (id, number) in self.by_id.iter() {
            let bearer = self.get(*number).unwrap();
            all.push(format!("{id} {:?} {} {}", bearer.record, bearer.forms, bearer.uses));
        }
        for entries in [self.plain.entries(), self.folded.entries()].concat() {
            let shown = entries.iter().map(|it| format!("{:?} {}", (&it.0, it.1, it.2), id(it.3)));
            all.extend(shown);
        }
        let shown = |it: &InUse| format!("{:?} {:?} {}", it.start, it.uses, id(it.bearer));
        all.extend(self.in_use.iter().map(shown));
        all.sort();
        all
    }

    fn number(&self, id: &EntityId) -> Option<u32> {
        self.by_id.find(|it| it.0.cmp(id)).map(|it| it.1)
    }

    fn get_mut(&mut self, bearer: u32) -> Option<&mut Bearer> {
        self.bearers.get_mut(usize::try_from(bearer).ok()?)?.as_mut()
    }

    /// Takes in a record that so many events name.
    fn put(&mut self, record: Arc<EntityRecord>, uses: u32) {
        let number = self.number(&record.id);
        if let Some(known) = number.and_then(|it| self.get_mut(it))
            && all_names(&known.record).eq(all_names(&record))
        {
            known.record = record;
            return;
        }
        self.remove(&record.id);
        let forms = forms(&record);
        let id = record.id.clone();
        let bearer = Bearer { record, forms: Arc::clone(&forms), uses };
        let Some(number) = self.place(bearer) else { return };
        self.by_id.insert((id, number));
        let keys = Keys::of(&forms);
        keys.plain.iter().for_each(|it| self.plain.insert(it, false, number));
        keys.joined.iter().for_each(|it| self.plain.insert(it, true, number));
        keys.folded.iter().for_each(|it| self.folded.insert(it, false, number));
        for start in starts(&forms) {
            self.in_use.insert(InUse { start, uses: Reverse(uses), bearer: number });
        }
    }

    fn place(&mut self, bearer: Bearer) -> Option<u32> {
        match self.free.pop() {
            Some(number) => {
                *self.bearers.get_mut(usize::try_from(number).ok()?)? = Some(bearer);
                Some(number)
            }
            None => u32::try_from(self.bearers.push(Some(bearer))).ok(),
        }
    }

    fn remove(&mut self, id: &EntityId) {
        let Some((_, number)) = self.by_id.remove(|it| it.0.cmp(id)) else { return };
        let place = usize::try_from(number).ok().and_then(|it| self.bearers.get_mut(it));
        let Some(Bearer { forms, uses, .. }) = place.and_then(Option::take) else { return };
        self.free.push(number);
        let keys = Keys::of(&forms);
        keys.plain.iter().for_each(|it| self.plain.remove(it, false, number));
        keys.joined.iter().for_each(|it| self.plain.remove(it, true, number));
        keys.folded.iter().for_each(|it| self.folded.remove(it, false, number));
        for start in starts(&forms) {
            let gone = InUse { start, uses: Reverse(uses), bearer: number };
            self.in_use.remove(|it| it.cmp(&gone));
        }
    }

    fn set_uses(&mut self, id: &EntityId, uses: u32) {
        let Some(number) = self.number(id) else { return };
        let Some(bearer) = self.get_mut(number) else { return };
        let before = bearer.uses;
        bearer.uses = uses;
        let (now, forms) = (bearer.uses, Arc::clone(&bearer.forms));
        if now == before {
            return;
        }
        for start in starts(&forms) {
            let gone = InUse { start, uses: Reverse(before), bearer: number };
            self.in_use.remove(|it| it.cmp(&gone));
            self.in_use.insert(InUse { uses: Reverse(now), ..gone });
        }
    }
}

impl Graph {
    /// Who bears which name.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What is known of an entity decides what it is found by.
    pub(crate) fn refresh_names(&mut self, id: &EntityId) {
        let node = self.entity_no(id).and_then(|it| self.entity_node(it));
        let known = node.and_then(|it| Some((Arc::clone(it.record()?), it.named)));
        match known {
            Some((record, uses)) => self.names.put(record, uses),
            None => self.names.remove(id),
        }
    }

    /// As many events name an entity now as its node counts.
    pub(crate) fn refresh_uses(&mut self, entity: EntityNo) {
        if self.names.is_empty() {
            return;
        }
        let node = self.entity_node(entity).map(|it| (it.id.clone(), it.named));
        if let Some((id, named)) = node {
            self.names.set_uses(&id, named);
        }
    }
}

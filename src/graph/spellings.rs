//! Words that names are made of, sorted from their first and from their last letter on, each with the number of
//! what bears it. A word that is altered in few letters has a half with at most half of the typos, which is found by
//! its possible beginnings or endings; so no list of misspelt words is kept.

use crate::graph::array::Array;
use crate::graph::sorted::Sorted;
use crate::model::spelling::Pattern;
use crate::model::spelling::typos_allowed;
use std::cmp::Ordering;

/// Letters that are kept of a word.
const KEPT: usize = 18;
/// A word of fewer letters is never two typos away from another.
const TWO_TYPOS: usize = 8;
/// So many first letters tell how many words begin with them.
const HEAD: usize = 3;
/// The bearer of a word kept from its last letter on: to be looked up from its first.
const ANY: u32 = u32::MAX;
const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A word and who bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// As many as are kept, then zeros.
    letters: [u8; KEPT],
    /// Of all letters, 255 at most.
    len: u8,
    /// Several words of a name written as one.
    pub(crate) joined: bool,
    pub(crate) bearer: u32,
}

impl Entry {
    fn of<'a>(letters: impl ExactSizeIterator<Item = &'a u8>, joined: bool, bearer: u32) -> Self {
        let len = u8::try_from(letters.len()).unwrap_or(u8::MAX);
        let mut kept = [0; KEPT];
        kept.iter_mut().zip(letters).for_each(|(place, letter)| *place = *letter);
        Entry { letters: kept, len, joined, bearer }
    }

    /// All letters, unless they are more than are kept.
    fn whole(&self) -> Option<&[u8]> {
        self.letters.get(..usize::from(self.len))
    }

    fn starts(&self, start: &[u8]) -> Ordering {
        self.letters.get(..start.len()).unwrap_or(&self.letters).cmp(start)
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Spellings {
    forward: Sorted<Entry>,
    /// How many words begin with which letters.
    heads: Array<u32>,
    /// Words of at least `TWO_TYPOS` letters from the last letter on; each once where all its letters are kept.
    backward: Sorted<Entry>,
}

impl Spellings {
    /// Of all words that are added, each with whether it is joined and its bearer.
    pub(crate) fn of(add_all: impl FnOnce(&mut dyn FnMut(&str, bool, u32))) -> Self {
        let (mut forward, mut backward) = (Vec::new(), Vec::new());
        add_all(&mut |word, joined, bearer| {
            forward.push(Entry::of(word.as_bytes().iter(), joined, bearer));
            if word.len() >= TWO_TYPOS {
                backward.push(self::backward(word, joined, bearer));
            }
        });
        let mut words = Spellings::default();
        forward.iter().for_each(|it| words.count(&it.letters, |it| it.saturating_add(1)));
        (words.forward, words.backward) = (Sorted::of(forward), Sorted::of(backward));
        words
    }

    fn count(&mut self, word: &[u8], change: impl Fn(u32) -> u32) {
        let head = head(word);
        while self.heads.len() <= head {
            self.heads.push(0);
        }
        if let Some(count) = self.heads.get_mut(head) {
            *count = change(*count);
        }
    }

    /// Whether words begin as this one does, or are it.
    fn is_begun(&self, word: &[u8]) -> bool {
        self.heads.get(head(word)).is_some_and(|it| *it > 0)
    }

    pub(crate) fn insert(&mut self, word: &str, joined: bool, bearer: u32) {
        if self.forward.insert(Entry::of(word.as_bytes().iter(), joined, bearer)).is_none() {
            self.count(word.as_bytes(), |it| it.saturating_add(1));
        }
        if word.len() >= TWO_TYPOS {
            self.backward.insert(backward(word, joined, bearer));
        }
    }

    pub(crate) fn remove(&mut self, word: &str, joined: bool, bearer: u32) {
        let gone = Entry::of(word.as_bytes().iter(), joined, bearer);
        if self.forward.remove(|it| it.cmp(&gone)).is_some() {
            self.count(word.as_bytes(), |it| it.saturating_sub(1));
        }
        let of_one = word.len() > KEPT || self.exactly(word.as_bytes()).next().is_none();
        if word.len() >= TWO_TYPOS && of_one {
            let gone = backward(word, joined, bearer);
            self.backward.remove(|it| it.cmp(&gone));
        }
    }

    /// Words that begin so, in order and in runs; of letters beyond those kept nothing is asked.
    pub(crate) fn starting<'a>(&'a self, start: &'a [u8]) -> impl Iterator<Item = &'a [Entry]> {
        starting(&self.forward, start)
    }

    /// Entries of a word; of letters beyond those kept nothing is asked.
    pub(crate) fn exactly(&self, word: &[u8]) -> impl Iterator<Item = &Entry> {
        let sought = Entry::of(word.iter(), false, 0);
        let same = move |it: &Entry| (it.letters, it.len).cmp(&(sought.letters, sought.len));
        self.forward.equal(same).flatten()
    }

    /// Adds the bearers of all words that may be this one with as many typos as are allowed, the word itself included.
    pub(crate) fn near(&self, word: &str, found: &mut Vec<u32>) {
        let word = word.as_bytes();
        let typos = typos_allowed(word.len());
        if typos == 0 {
            found.extend(self.exactly(word).map(|it| it.bearer));
            return;
        }
        let alike = Alike { pattern: Pattern::of(word), letters: word.len(), typos };
        if typos == 1 {
            let start = word.get(..HEAD).unwrap_or(word);
            alike.among(self.starting(start), |it| found.push(it.bearer));
            altered(word, HEAD, |it| {
                if self.is_begun(it) {
                    found.extend(self.exactly(it).map(|it| it.bearer));
                }
            });
            return;
        }
        // Of head and tail with a letter between them one has at most half of the typos, wherever letters are
        // swapped.
        let half = (word.len() / 2).min(KEPT);
        self.headed(word.get(..half).unwrap_or_default(), &alike, found);
        let tail = word.len().saturating_sub(half + 1).min(KEPT);
        let reversed: Vec<u8> = word.iter().rev().copied().collect();
        let alike = Alike { pattern: Pattern::of(&reversed), ..alike };
        self.tailed(reversed.get(..tail).unwrap_or_default(), &alike, found);
    }

    /// Words with at most one typo in the head, among them all that begin as it does but for its last letter.
    fn headed(&self, head: &[u8], alike: &Alike, found: &mut Vec<u32>) {
        let all_but_last = head.get(..head.len().saturating_sub(1)).unwrap_or_default();
        alike.among(self.starting(all_but_last), |it| found.push(it.bearer));
        altered(head, all_but_last.len(), |it| {
            if self.is_begun(it) {
                alike.among(self.starting(it), |it| found.push(it.bearer));
            }
        });
    }

    /// Words with as many typos in the tail as are left when two are in the head; all letters are given reversed.
    fn tailed(&self, tail: &[u8], alike: &Alike, found: &mut Vec<u32>) {
        let mut ending = |tail: &[u8]| {
            alike.among(starting(&self.backward, tail), |entry| match entry.whole() {
                Some(letters) => {
                    let letters: Vec<u8> = letters.iter().rev().copied().collect();
                    found.extend(self.exactly(&letters).map(|it| it.bearer));
                }
                None => found.push(entry.bearer),
            });
        };
        ending(tail);
        if alike.typos > 2 {
            altered(tail, tail.len(), ending);
        }
    }

    #[cfg(test)]
    pub(crate) fn entries(&self) -> [Vec<(String, u8, bool, u32)>; 2] {
        let shown = |it: &Entry| {
            let letters = String::from_utf8_lossy(&it.letters).trim_end_matches('\0').to_owned();
            (letters, it.len, it.joined, it.bearer)
        };
        [&self.forward, &self.backward].map(|it| it.iter().map(shown).collect())
    }
}

fn starting<'a>(words: &'a Sorted<Entry>, start: &'a [u8]) -> impl Iterator<Item = &'a [Entry]> {
    let start = start.get(..KEPT).unwrap_or(start);
    words.equal(move |it| it.starts(start))
}

/// The first letters of a word as a number; letters and digits are 36.
fn head(word: &[u8]) -> usize {
    let number = |it: &u8| match it {
        b'a'..=b'z' => usize::from(it - b'a') + 1,
        b'0'..=b'9' => usize::from(it - b'0') + 27,
        _ => 0,
    };
    (0..HEAD).fold(0, |sum, at| sum * 37 + word.get(at).map_or(0, number))
}

fn backward(word: &str, joined: bool, bearer: u32) -> Entry {
    let reversed = word.as_bytes().iter().rev();
    if word.len() <= KEPT {
        Entry::of(reversed, false, ANY)
    } else {
        Entry::of(reversed, joined, bearer)
    }
}

/// What words are compared with.
struct Alike {
    /// None for a word that is too long to compare: then the number of letters decides.
    pattern: Option<Pattern>,
    letters: usize,
    typos: usize,
}

impl Alike {
    fn among<'a>(&self, runs: impl Iterator<Item = &'a [Entry]>, mut found: impl FnMut(&Entry)) {
        let mut before: Option<(&Entry, bool)> = None;
        for entry in runs.flatten() {
            let same = before.filter(|(it, _)| it.letters == entry.letters && it.len == entry.len);
            let alike = match same {
                Some((_, alike)) => alike,
                None => self.admits(entry),
            };
            before = Some((entry, alike));
            if alike {
                found(entry);
            }
        }
    }

    fn admits(&self, entry: &Entry) -> bool {
        let len = usize::from(entry.len);
        if len < usize::from(u8::MAX) && len.abs_diff(self.letters) > self.typos {
            return false;
        }
        match (&self.pattern, entry.whole()) {
            (Some(pattern), Some(letters)) => pattern.distance(letters) <= self.typos,
            _ => true,
        }
    }
}

/// All words that differ from a word by one typo before its letter `end`, some more than once.
fn altered(word: &[u8], end: usize, mut found: impl FnMut(&[u8])) {
    let mut other = Vec::with_capacity(word.len() + 1);
    for (i, letter) in word.iter().enumerate().take(end) {
        let (before, after) = (word.get(..i).unwrap_or_default(), word.get(i + 1..));
        let after = after.unwrap_or_default();
        let mut put = |middle: &[u8], rest: &[u8]| {
            other.clear();
            other.extend_from_slice(before);
            other.extend_from_slice(middle);
            other.extend_from_slice(rest);
            found(&other);
        };
        put(&[], after);
        if let [next, rest @ ..] = after {
            put(&[*next, *letter], rest);
        }
        for new in ALPHABET {
            put(&[*new], after);
            put(&[*new, *letter], after);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::spelling::distance;
    use proptest::prelude::*;

    proptest! {
        /// Words are made from one another, so that there are typos among them.
        #[test]
        fn all_near_words_are_found(
            words in proptest::collection::vec("[a-d]{1,9}|[a-d]{8,26}|[ab]{60,70}", 1..9),
            edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..30, 0_usize..4, any::<bool>()), 0..30),
        ) {
            let mut all = words;
            for (from, at, how, anew) in edits {
                let mut word: Vec<char> = from.get(&all).chars().collect();
                let at = at % word.len();
                match how {
                    0 if word.len() > 1 => drop(word.remove(at)),
                    1 => word.insert(at, 'b'),
                    2 => word[at] = 'c',
                    _ if at > 0 => word.swap(at - 1, at),
                    _ => word.push('a'),
                }
                let word: String = word.into_iter().collect();
                if anew { all.push(word) } else { *from.get_mut(&mut all) = word }
            }
            let mut spellings = Spellings::default();
            (0..).zip(&all).for_each(|(n, it)| spellings.insert(it, n % 2 == 0, n));
            for word in &all {
                let mut found = Vec::new();
                spellings.near(word, &mut found);
                for (n, other) in (0..).zip(&all) {
                    prop_assert!(distance(word, other).is_none() || found.contains(&n), "{} {}", word, other);
                }
            }
        }
    }
}

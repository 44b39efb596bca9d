//! Where a list goes on: the key of the last row given, so that rows which come or go meanwhile shift nothing.
//! To the outside it is an opaque word: base64url (RFC 4648, without padding) of generation, order and key.

use crate::graph::EventNo;
use crate::graph::Graph;
use crate::model::delta::EventRecord;
use crate::query::budget::Budget;
use crate::query::budget::Cut;
use std::borrow::Cow;

/// Rows in an answer when the question names no limit.
pub const LIMIT: usize = 100;
/// Rows that an answer may have at most.
pub const MAX_LIMIT: usize = 1000;
/// Separates the parts of a key; stands in no id, day or number.
const SEPARATOR: char = '\u{1f}';

/// A place in a list of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The generation of the graph that gave it.
    pub generation: u64,
    /// Which list it belongs to: a cursor of another one is refused.
    pub order: String,
    /// The sort key of the last row, in parts.
    pub key: Vec<String>,
}

/// Which rows of a list are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub limit: usize,
    /// Only rows after this key.
    pub after: Option<Vec<String>>,
}

impl Default for Page {
    fn default() -> Self {
        Page { limit: LIMIT, after: None }
    }
}

/// Rows of a list with the way to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T> {
    pub items: Vec<T>,
    pub next: Option<Cursor>,
    pub truncated: Option<Cut>,
    pub generation: u64,
}

impl<T> List<T> {
    /// A page of rows that come in the order of their keys. Rows are taken only as far as the page needs.
    pub fn page(
        rows: impl Iterator<Item = T>,
        page: &Page,
        order: (&str, u64),
        key: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        let rows = rows.filter(|it| page.after.as_ref().is_none_or(|after| key(it) > *after));
        let mut items: Vec<T> = rows.take(page.limit.saturating_add(1)).collect();
        let more = items.len() > page.limit;
        items.truncate(page.limit);
        let (name, generation) = order;
        let next = items.last().filter(|_| more).map(|it| Cursor {
            generation,
            order: name.to_owned(),
            key: key(it),
        });
        List { items, next, truncated: None, generation }
    }

    /// A page of rows that are yet to be put in the order of their keys.
    pub fn ranked(
        mut rows: Vec<T>,
        page: &Page,
        order: (&str, u64),
        key: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        rows.sort_by_cached_key(&key);
        List::page(rows.into_iter(), page, order, key)
    }

    /// As `ranked`, by a comparison that orders as the keys do: only the rows of the page are put in order.
    pub fn ranked_by(
        mut rows: Vec<T>,
        page: &Page,
        order: (&str, u64),
        compare: impl Fn(&T, &T) -> std::cmp::Ordering,
        key: impl Fn(&T) -> Vec<String>,
    ) -> Self {
        if let Some(after) = &page.after {
            rows.retain(|it| key(it) > *after);
        }
        if page.limit < rows.len() {
            rows.select_nth_unstable_by(page.limit, &compare);
            rows.truncate(page.limit.saturating_add(1));
        }
        rows.sort_unstable_by(&compare);
        let all = Page { limit: page.limit, after: None };
        List::page(rows.into_iter(), &all, order, key)
    }

    /// The same list of other items.
    pub fn filter_map<U>(self, shape: impl FnMut(T) -> Option<U>) -> List<U> {
        List {
            items: self.items.into_iter().filter_map(shape).collect(),
            next: self.next,
            truncated: self.truncated,
            generation: self.generation,
        }
    }

    /// Says what cut the answer short.
    pub fn cut_by(mut self, budget: &Budget) -> Self {
        self.truncated = budget.cut();
        self
    }
}

impl List<EventNo> {
    /// What is shown of the events.
    pub fn records(self, graph: &Graph) -> List<Cow<'_, EventRecord>> {
        self.filter_map(|it| graph.record(it))
    }
}

/// A number as part of a key: the greatest first.
pub fn descending(number: usize) -> String {
    format!("{:020}", u64::MAX - u64::try_from(number).unwrap_or(u64::MAX))
}

impl Cursor {
    pub fn encode(&self) -> String {
        let mut text = format!("{}{SEPARATOR}{}", self.generation, self.order);
        for part in &self.key {
            text.push(SEPARATOR);
            text.push_str(part);
        }
        base64url(text.as_bytes())
    }

    /// Nothing when the word is none of ours.
    pub fn decode(word: &str) -> Option<Self> {
        let text = String::from_utf8(from_base64url(word)?).ok()?;
        let mut parts = text.split(SEPARATOR).map(str::to_owned);
        let generation = parts.next()?.parse().ok()?;
        let order = parts.next()?;
        Some(Cursor { generation, order, key: parts.collect() })
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64url(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..=chunk.len() {
            let six = bits >> (18 - 6 * i) & 63;
            out.push(char::from(ALPHABET.get(six as usize).copied().unwrap_or(b'A')));
        }
    }
    out
}

fn from_base64url(word: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for chunk in word.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for i in 0..4 {
            let six = match chunk.get(i) {
                Some(byte) => u32::try_from(ALPHABET.iter().position(|it| it == byte)?).ok()?,
                None => 0,
            };
            bits = bits << 6 | six;
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        let kept = match chunk.len() {
            4 => 3,
            3 => 2,
            2 => 1,
            _ => return None,
        };
        out.extend(bytes.into_iter().take(kept));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_base64url_of_its_parts() {
        let cursor = Cursor {
            generation: 17,
            order: "events".to_owned(),
            key: vec!["2007-10-23".to_owned(), "event:a".to_owned()],
        };
        assert_eq!(cursor.encode(), "MTcfZXZlbnRzHzIwMDctMTAtMjMfZXZlbnQ6YQ");
        assert_eq!(Cursor::decode("MTcfZXZlbnRzHzIwMDctMTAtMjMfZXZlbnQ6YQ"), Some(cursor));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for word in ["", "A", "!!!!", "AAAA", "_____w", "MTc", "MTcf ZXZl", "\u{0}"] {
            assert_eq!(Cursor::decode(word), None, "{word}");
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let key = |it: &usize| vec![descending(*it)];
        let mut page = Page { limit: 2, after: None };
        let mut seen = Vec::new();
        for _ in 0..3 {
            let list = List::ranked(vec![3, 1, 10, 2, 7], &page, ("n", 1), key);
            seen.push(list.items.clone());
            page.after = list.next.map(|it| it.key);
        }
        assert_eq!(seen, [vec![10, 7], vec![3, 2], vec![1]]);
        assert_eq!(page.after, None);
    }

    #[test]
    fn a_row_that_went_away_shifts_nothing() {
        let page = Page { limit: 2, after: Some(vec![descending(7)]) };
        let list = List::ranked(vec![10, 3, 2], &page, ("n", 2), |it| vec![descending(*it)]);
        assert_eq!(list.items, [3, 2]);
    }

    proptest! {
        #[test]
        fn comes_back_as_it_was(generation: u64, order in "[a-z]{0,8}", key in proptest::collection::vec("[^\u{1f}]{0,9}", 0..4)) {
            let cursor = Cursor { generation, order, key };
            prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }
    }
}

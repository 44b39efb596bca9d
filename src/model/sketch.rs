//! What of a text is kept to find its copies: hashes of all runs of four words, or, of a long text, the lowest of
//! them. Of two texts one is a copy of the other if the shorter one's runs are nearly all in the longer one, so that
//! neither small edits nor a cut at the end make two sources of one dispatch. (Broder 1997 compares texts so; that the
//! kept hashes are those below a bound, instead of the least so many, lets long and short texts be compared.)

use serde::Deserialize;
use serde::Serialize;

/// Words in a run.
const RUN: usize = 4;
/// Hashes that are kept at most.
const MOST: usize = 256;
/// By so many of its lowest hashes a text is looked up. Of two texts one of which is a third of the other, all are
/// different in one of 600 cases.
const LEADING: usize = 16;
/// Runs in common, of 10 in the shorter text, that make a copy.
const SHARE: usize = 7;
/// Texts with fewer kept hashes are copies only of the very same.
const FEW: usize = 6;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sketch {
    /// The hashes are all those of the text below 2 to the power of 32 less this.
    level: u32,
    /// Sorted, each once.
    hashes: Vec<u32>,
}

impl Sketch {
    pub fn of(text: &str) -> Self {
        let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        let words: Vec<u64> = words.map(hash).collect();
        let mut hashes: Vec<u32> =
            words.windows(RUN.min(words.len()).max(1)).map(hash_of_run).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut level = 0;
        while below(&hashes, level).len() > MOST {
            level += 1;
        }
        hashes.truncate(below(&hashes, level).len());
        Sketch { level, hashes }
    }

    /// The hashes by which texts like this one are looked up.
    pub fn leading(&self) -> &[u32] {
        self.hashes.get(..LEADING).unwrap_or(&self.hashes)
    }

    /// Whether one of the two is a copy of the other, or both of a third.
    pub fn is_copy_of(&self, other: &Sketch) -> bool {
        let level = self.level.max(other.level);
        let (a, b) = (below(&self.hashes, level), below(&other.hashes, level));
        let least = a.len().min(b.len());
        if least < FEW {
            return self == other && !self.hashes.is_empty();
        }
        let common = a.iter().filter(|it| b.binary_search(it).is_ok()).count();
        10 * common >= SHARE * least
    }

    /// Whether one leads to the other.
    pub fn meets(&self, other: &Sketch) -> bool {
        self.leading().iter().any(|it| other.leading().binary_search(it).is_ok())
    }

    /// The level and the hashes, little end first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = std::iter::once(&self.level).chain(&self.hashes);
        numbers.flat_map(|it| it.to_le_bytes()).collect()
    }

    /// What `to_bytes` made; of other bytes something that is a copy of nothing.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let number = |it: &[u8]| it.try_into().map_or(0, u32::from_le_bytes);
        let mut numbers = bytes.chunks(4).map(number);
        Sketch { level: numbers.next().unwrap_or_default(), hashes: numbers.collect() }
    }
}

fn below(hashes: &[u32], level: u32) -> &[u32] {
    let bound = u32::MAX >> level.min(31);
    hashes.get(..hashes.partition_point(|it| *it <= bound)).unwrap_or(hashes)
}

/// FNV-1a over the lower case letters.
fn hash(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, it| {
        (hash ^ u64::from(u32::from(it))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The words' hashes in order, mixed as in MurmurHash3's end, so that each bit depends on each.
fn hash_of_run(words: &[u64]) -> u32 {
    let mut hash = words
        .iter()
        .fold(0_u64, |hash, it| (hash.rotate_left(5) ^ it).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    u32::try_from(hash >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many sentences of which no four words are alike.
    fn text(from: usize, to: usize) -> String {
        let word = |it: usize| format!("w{} x{} y{}", it, it % 97, it % 31);
        (from..to).map(word).collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn what_is_a_copy() {
        let whole = text(0, 120);
        let edited =
            whole.replace("w17 ", "q17 ").replace("w60 ", "").replace("w90 ", "w90, then ");
        let upper = whole.to_uppercase();
        let rows = [
            ("the same", whole.clone(), whole.clone(), true),
            ("small edits", whole.clone(), edited, true),
            ("letters of another case", whole.clone(), upper, true),
            ("cut to a third", whole.clone(), text(0, 40), true),
            ("a long text cut to a third", text(0, 3000), text(0, 1000), true),
            (
                "a paragraph of its own before it",
                whole.clone(),
                text(200, 230) + " " + &whole,
                true,
            ),
            ("half of it", text(0, 80), text(40, 120), false),
            ("another text", whole.clone(), text(200, 320), false),
            ("nothing", String::new(), String::new(), false),
            (
                "few words",
                "Ana Duarte met Mirel Osk.".into(),
                "Ana Duarte met Mirel Osk.".into(),
                true,
            ),
            (
                "few other words",
                "Ana Duarte met Mirel Osk.".into(),
                "Ana Duarte met Oren Talish.".into(),
                false,
            ),
            ("one word", "Talks".into(), "talks!".into(), true),
        ];
        for (what, a, b, expected) in rows {
            let (a, b) = (Sketch::of(&a), Sketch::of(&b));
            assert_eq!((a.is_copy_of(&b), b.is_copy_of(&a)), (expected, expected), "{what}");
            let found = a.leading().iter().any(|it| b.leading().contains(it));
            assert!(found || !expected, "{what}: not found");
            assert_eq!(Sketch::from_bytes(&a.to_bytes()), a, "{what}");
        }
        assert!(Sketch::of(&text(0, 100_000)).hashes.len() <= MOST);
    }
}

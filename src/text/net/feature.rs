//! What the network sees of a word: hashed forms, shape, prefixes and suffixes, one row of the feature table each.

/// Features of one token.
pub const FEATURES: usize = 14;

/// Those of [`FEATURES`] that name the whole word (training hides them at times).
pub const WHOLE_WORD: [usize; 3] = [0, 1, 2];

/// How a sentence is written: capitals say less about a word where every word has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Casing {
    Normal,
    /// Most words begin with a capital, as in headlines.
    Title,
    Upper,
    Lower,
}

/// The casing of a sentence, from its words of letters.
pub fn casing<'a>(words: impl Iterator<Item = &'a str>) -> Casing {
    let (mut all, mut title, mut upper) = (0usize, 0usize, 0usize);
    for word in words.filter(|it| it.chars().count() > 3 && it.chars().all(char::is_alphabetic)) {
        all += 1;
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        title += usize::from(first);
        upper += usize::from(first && letters.all(char::is_uppercase));
    }
    if all >= 2 && upper * 10 >= all * 8 {
        Casing::Upper
    } else if all >= 3 && title * 10 >= all * 8 {
        Casing::Title
    } else if all >= 3 && title == 0 {
        Casing::Lower
    } else {
        Casing::Normal
    }
}

/// Lower case, digits as `0`.
pub fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_numeric() { '0' } else { c })
        .collect()
}

/// The rows of the feature table (of `rows` rows, a power of two) for one word; 0 where a feature does not apply.
pub fn features(word: &str, first: bool, casing: Casing, rows: usize) -> [u32; FEATURES] {
    let folded: Vec<char> = fold(word).chars().take(MAX_CHARS).collect();
    let mut out = [0; FEATURES];
    out[0] = row(0, folded.iter().copied(), rows);
    out[1] = row(1, folded.iter().copied(), rows);
    if word.chars().any(char::is_uppercase) {
        out[2] = row(2, word.chars().take(MAX_CHARS), rows);
    }
    let place = if first { 'F' } else { 'i' };
    out[3] = row(3, shape(word).into_iter().chain([place, casing_mark(casing)]), rows);
    for length in 1..=4 {
        if folded.len() > length {
            out[3 + length] = row(3 + length, folded[..length].iter().copied(), rows);
            out[7 + length] =
                row(7 + length, folded[folded.len() - length..].iter().copied(), rows);
        }
    }
    if folded.len() > 5 {
        out[12] = row(12, folded[folded.len() - 5..].iter().copied(), rows);
    }
    out[13] = row(13, [place, casing_mark(casing)].into_iter(), rows);
    out
}

/// Longer words are cut: no word of a language is as long.
const MAX_CHARS: usize = 48;

fn casing_mark(casing: Casing) -> char {
    match casing {
        Casing::Normal => 'n',
        Casing::Title => 't',
        Casing::Upper => 'u',
        Casing::Lower => 'l',
    }
}

/// Kinds of characters in order, runs shortened to two.
fn shape(word: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for c in word.chars().take(MAX_CHARS) {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            _ => c,
        };
        if out.len() < 2 || out[out.len() - 2..] != [kind, kind] {
            out.push(kind);
        }
    }
    out.truncate(12);
    out
}

fn row(kind: usize, text: impl Iterator<Item = char>, rows: usize) -> u32 {
    let hash = hash(kind as u64, text);
    let last = u64::try_from(rows.saturating_sub(1)).unwrap_or(0);
    u32::try_from((hash & last).max(1)).unwrap_or(1)
}

/// FNV-1a over the code points, mixed once more so that the low bits are good ones.
pub fn hash(seed: u64, text: impl Iterator<Item = char>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for c in text {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

//! How names are compared: as plain lower case words, with transliterations made alike, and with typos.

use crate::model::id::slug;
use std::sync::LazyLock;

/// Stands between the words of a form.
pub const HYPHEN: char = '-';

/// A name as plain lower case words joined by hyphens.
pub fn plain(name: &str) -> String {
    slug(name)
}

/// The words of a plain name, each folded, joined in the same way.
pub fn folded(plain: &str) -> String {
    plain.split(HYPHEN).map(fold).collect::<Vec<_>>().join("-")
}

/// Typos that are allowed at most, in long words.
pub const MOST_TYPOS: usize = 3;

/// How many typos two words may be apart, by the letters of the shorter one: one in four, two in eight, three in sixteen.
pub fn typos_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        8..=15 => 2,
        _ => MOST_TYPOS,
    }
}

/// The Damerau-Levenshtein distance where it may be a typo.
pub fn distance(a: &str, b: &str) -> Option<usize> {
    let allowed = typos_allowed(a.len().min(b.len()));
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    if a == b {
        return Some(0);
    }
    if allowed == 0 || has_other_letters(a, b, allowed) || has_other_letters(b, a, allowed) {
        return None;
    }
    let distance = match Pattern::of(a.as_bytes()) {
        Some(pattern) => pattern.distance(b.as_bytes()),
        None => strsim::osa_distance(a, b),
    };
    (distance <= allowed).then_some(distance)
}

/// Whether more different letters of one word are missing in the other than typos make.
fn has_other_letters(a: &str, b: &str, typos: usize) -> bool {
    let letters = |word: &str| word.bytes().fold(0_u64, |sum, it| sum | 1 << (it & 63));
    let missing = letters(a) & !letters(b);
    usize::try_from(missing.count_ones()).is_ok_and(|it| it > typos)
}

/// The letters of a word as bits, for the distance to many others (Hyyrö 2003, optimal string alignment).
#[derive(Debug)]
pub struct Pattern {
    places: [u64; 128],
    letters: usize,
}

impl Pattern {
    /// Of a word of 1 to 64 ASCII letters.
    pub fn of(word: &[u8]) -> Option<Self> {
        let mut places = [0_u64; 128];
        if word.is_empty() || word.len() > 64 {
            return None;
        }
        for (i, letter) in word.iter().enumerate() {
            *places.get_mut(usize::from(*letter))? |= 1 << i;
        }
        Some(Pattern { places, letters: word.len() })
    }

    pub fn distance(&self, other: &[u8]) -> usize {
        let last = 1_u64 << (self.letters - 1);
        let (mut more, mut less, mut diagonal, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.letters;
        for letter in other {
            let here = self.places.get(usize::from(*letter)).copied().unwrap_or(0);
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
            let up = less | !(diagonal | more);
            let down = diagonal & more;
            distance += usize::from(up & last != 0);
            distance -= usize::from(down & last != 0);
            let up = up << 1 | 1;
            more = down << 1 | !(diagonal | up);
            less = up & diagonal;
            before = here;
        }
        distance
    }
}

/// Letters that transliterations exchange, longest first.
static FOLDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    vec![
        ("shch", "s"),
        ("sch", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("zh", "j"),
        ("ph", "f"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("ks", "x"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ey", "i"),
        ("ei", "i"),
        ("ai", "i"),
        ("ay", "i"),
        ("iy", "i"),
        ("yi", "i"),
        ("ii", "i"),
        ("ie", "i"),
        ("y", "i"),
        ("q", "k"),
        ("w", "v"),
    ]
});

/// A word with what transliterations write differently made alike, and each doubled letter single.
pub fn fold(word: &str) -> String {
    let mut rest = word;
    let mut out = String::new();
    while let Some(first) = rest.chars().next() {
        let mut folds = FOLDS.iter().filter(|it| it.0.starts_with(first));
        let fold = folds.find_map(|(from, to)| Some((*to, rest.strip_prefix(from)?)));
        let mut single = [0; 4];
        let single: &str = first.encode_utf8(&mut single);
        let (to, left) = fold.unwrap_or((single, rest.strip_prefix(first).unwrap_or_default()));
        if !out.ends_with(to) {
            out.push_str(to);
        }
        rest = left;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn transliterations_fold_to_one_word() {
        let rows = [
            ("sergei", "sergi"),
            ("sergey", "sergi"),
            ("qaddafi", "kadafi"),
            ("kadhafi", "kadafi"),
            ("yeltsin", "ielcin"),
            ("khrushchev", "hrusev"),
            ("zhukov", "jukov"),
            ("wang", "vang"),
            ("", ""),
        ];
        for (word, expected) in rows {
            assert_eq!(fold(word), expected, "{word}");
        }
        assert_eq!(folded("sergey-lavrov"), "sergi-lavrov");
        assert_eq!(plain("Сергей Лавров"), "sergei-lavrov");
    }

    proptest! {
        #[test]
        fn bits_measure_as_a_table_does(a in "[a-e0]{1,64}", b in "[a-e0]{0,70}") {
            let pattern = Pattern::of(a.as_bytes()).unwrap();
            prop_assert_eq!(pattern.distance(b.as_bytes()), strsim::osa_distance(&a, &b));
        }
    }
}

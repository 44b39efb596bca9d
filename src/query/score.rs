//! How well a name matches: whole, in part, in another order of its parts, without diacritics, in another
//! transliteration, or with a typo (Damerau-Levenshtein distance).

use crate::model::spelling::HYPHEN;
use crate::model::spelling::MOST_TYPOS;
use crate::model::spelling::distance;

/// A match at least this good is no matter of typos.
pub const SURE: usize = 700;

/// A name as plain lower case words, and the same words with transliterations made alike.
#[derive(Debug, Default, PartialEq)]
pub struct Words<'a> {
    pub plain: Vec<&'a str>,
    pub folded: Vec<&'a str>,
}

impl<'a> Words<'a> {
    /// Of the forms of a name.
    pub fn of(plain: &'a str, folded: &'a str) -> Self {
        let mut words = Words::default();
        words.set(plain, folded);
        words
    }

    /// Takes the words of another name.
    pub fn set(&mut self, plain: &'a str, folded: &'a str) {
        self.plain.clear();
        self.plain.extend(plain.split(HYPHEN).filter(|it| !it.is_empty()));
        self.folded.clear();
        self.folded.extend(folded.split(HYPHEN).filter(|it| !it.is_empty()));
    }
}

/// How well a name matches, 0 for not at all.
pub fn score(wanted: &Words, name: &Words) -> usize {
    match without_typos(wanted, name) {
        0 => typos(wanted, name).map_or(0, |it| in_part(600 - 60 * it.min(5), wanted, name)),
        sure => sure,
    }
}

/// The same, 0 also for what matches only with typos.
pub fn without_typos(wanted: &Words, name: &Words) -> usize {
    if wanted.plain.is_empty() {
        return 0;
    }
    let equal = |a: &str, b: &str| a == b;
    if wanted.plain == name.plain {
        1000
    } else if same_in_any_order(&wanted.plain, &name.plain) {
        950
    } else if same_letters(&wanted.plain, &name.plain) {
        930
    } else if same_in_any_order(&wanted.folded, &name.folded) {
        900
    } else if each_matches(&wanted.plain, &name.plain, equal) {
        in_part(880, wanted, name)
    } else if each_matches(&wanted.folded, &name.folded, equal) {
        in_part(820, wanted, name)
    } else if each_matches(&wanted.plain, &name.plain, |a, b| b.starts_with(a)) {
        in_part(760, wanted, name)
    } else {
        0
    }
}

fn in_part(best: usize, wanted: &Words, name: &Words) -> usize {
    best - 10 * name.plain.len().saturating_sub(wanted.plain.len()).min(5)
}

fn same_in_any_order(a: &[&str], b: &[&str]) -> bool {
    if a.len() != b.len() || a.len() < 2 {
        return a == b;
    }
    let sorted = |words: &[&str]| {
        let mut words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        words.sort_unstable();
        words
    };
    sorted(a) == sorted(b)
}

fn same_letters(a: &[&str], b: &[&str]) -> bool {
    let letters = |words: &[&str]| words.iter().map(|it| it.len()).sum::<usize>();
    let bytes = |words: &[&'_ str]| words.concat();
    letters(a) == letters(b) && bytes(a) == bytes(b)
}

/// Words of a name that are matched already, as bits; of a name of more words the others are not matched.
#[derive(Debug, Default)]
struct Taken(u128);

impl Taken {
    fn is_free(&self, at: usize) -> bool {
        at < 128 && self.0 >> at & 1 == 0
    }

    fn take(&mut self, at: usize) {
        self.0 |= 1 << at;
    }
}

/// Whether each word of `wanted` matches a word of `name` of its own.
fn each_matches(wanted: &[&str], name: &[&str], matches: impl Fn(&str, &str) -> bool) -> bool {
    let mut taken = Taken::default();
    wanted.len() <= name.len()
        && wanted.iter().all(|word| {
            let found = (0..).zip(name).find(|(at, it)| taken.is_free(*at) && matches(word, it));
            found.map(|(at, _)| taken.take(at)).is_some()
        })
}

/// The number of typos that make the words of `wanted` words of `name`, if few enough.
fn typos(wanted: &Words, name: &Words) -> Option<usize> {
    if wanted.plain.is_empty() {
        return None;
    }
    let letters = |words: &[&str]| words.iter().map(|it| it.len()).sum::<usize>();
    let far = letters(&wanted.plain).abs_diff(letters(&name.plain)) > MOST_TYPOS;
    let joined = || distance(&wanted.plain.concat(), &name.plain.concat());
    let whole = if far { None } else { joined() };
    let mut taken = Taken::default();
    let mut typos = 0;
    for (plain, folded) in wanted.plain.iter().zip(&wanted.folded) {
        let free = (0..).zip(name.plain.iter().zip(&name.folded));
        let scored = free.filter(|it| taken.is_free(it.0)).filter_map(|(at, it)| {
            let plain = distance(plain, it.0);
            let folded = distance(folded, it.1).map(|it| it + 1);
            plain.into_iter().chain(folded).min().map(|it| (it, at))
        });
        match scored.min() {
            Some((distance, at)) => {
                typos += distance;
                taken.take(at);
            }
            None => return whole,
        }
    }
    Some(whole.map_or(typos, |whole| whole.min(typos)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::spelling;

    #[test]
    fn scores_of_names() {
        let rows = [
            ("Sergei Lavrov", "Sergei Lavrov", 1000),
            ("sergei  LAVROV ", "Sergei Lavrov", 1000),
            ("Lavrov, Sergei", "Sergei Lavrov", 950),
            ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", 1000),
            ("Сергей Лавров", "Sergei Lavrov", 1000),
            ("Sergey Lavrov", "Sergei Lavrov", 900),
            ("Kim Jongun", "Kim Jong-un", 930),
            ("Lavrov", "Sergei Lavrov", 870),
            ("Qadhafi", "Muammar Gaddafi", 470),
            ("Kadafi", "Muammar Qaddafi", 810),
            ("Lav", "Sergei Lavrov", 750),
            ("ser lav", "Sergei Lavrov", 760),
            ("Lavrof", "Sergei Lavrov", 530),
            ("Lavorv", "Sergei Lavrov", 530),
            ("Sergei Lavrof", "Sergei Lavrov", 540),
            ("Machimra Nobutaka", "Nobutaka Machimura", 540),
            ("Putin", "Sergei Lavrov", 0),
            ("x", "Sergei Lavrov", 0),
            ("", "Sergei Lavrov", 0),
            ("'\u{0}<>", "Sergei Lavrov", 0),
        ];
        for (wanted, name, expected) in rows {
            let [wanted_plain, name_plain] = [wanted, name].map(spelling::plain);
            let [wanted_folded, name_folded] =
                [&wanted_plain, &name_plain].map(|it| spelling::folded(it));
            let words = Words::of(&wanted_plain, &wanted_folded);
            let found = score(&words, &Words::of(&name_plain, &name_folded));
            assert_eq!(found, expected, "{wanted} {name}");
        }
    }
}

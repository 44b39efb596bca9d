//! Which entities bear a name: whole, in part, in another order of its parts, without diacritics, in another
//! transliteration, or with a typo (Damerau-Levenshtein distance).

use crate::graph::Graph;
use crate::model::code::Kind;
use crate::model::delta::EntityRecord;
use crate::model::id::slug;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use std::sync::LazyLock;

/// The name of the order: best match first, then most used, then id.
pub const ORDER: &str = "search";
/// A match at least this good is no matter of typos.
pub const SURE: usize = 700;

#[derive(Debug, Clone, Default)]
pub struct Question {
    pub text: String,
    /// Empty takes all.
    pub kinds: Vec<Kind>,
    pub filter: Filter,
    pub page: Page,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'g> {
    pub entity: &'g EntityRecord,
    /// The name that matches best.
    pub name: &'g str,
    /// 1 to 1000.
    pub score: usize,
    /// How many events that pass name the entity.
    pub events: usize,
}

pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> List<Hit<'g>> {
    let key =
        |it: &Hit| vec![descending(it.score), descending(it.events), it.entity.id.to_string()];
    let order = (ORDER, graph.generation());
    List::ranked(hits(graph, question, budget), &question.page, order, key).cut_by(budget)
}

/// All entities that match, in id order.
pub fn hits<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Vec<Hit<'g>> {
    let wanted = Words::of(&question.text);
    let entities = graph
        .entities()
        .filter(|it| question.kinds.is_empty() || question.kinds.contains(&it.kind));
    let mut hits = Vec::new();
    for entity in entities {
        if !budget.spend(1 + entity.names.len() as u64) {
            break;
        }
        let names = [&entity.name].into_iter().chain(&entity.names);
        let scored = names.map(|name| (score(&wanted, &Words::of(name)), name));
        let Some((score, name)) = scored.reduce(|a, b| if b.0 > a.0 { b } else { a }) else {
            continue;
        };
        let used = graph.events_of(&entity.id).filter(|it| question.filter.admits(graph, it));
        let events = if score > 0 { used.count() } else { 0 };
        if score > 0 && (events > 0 || question.filter.is_open()) {
            hits.push(Hit { entity, name, score, events });
        }
    }
    hits
}

/// A text as plain lower case words, and the same words with transliterations made alike.
#[derive(Debug, PartialEq)]
struct Words {
    plain: Vec<String>,
    folded: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let slug = slug(text);
        let plain: Vec<String> =
            slug.split('-').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Words { folded: plain.iter().map(|it| fold(it)).collect(), plain }
    }
}

/// How well a name matches, 0 for not at all.
fn score(wanted: &Words, name: &Words) -> usize {
    if wanted.plain.is_empty() {
        return 0;
    }
    let spare = name.plain.len().saturating_sub(wanted.plain.len());
    let in_part = |best: usize| best - 10 * spare.min(5);
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    let equal = |a: &str, b: &str| a == b;
    if wanted.plain == name.plain {
        1000
    } else if sorted(&wanted.plain) == sorted(&name.plain) {
        950
    } else if wanted.plain.concat() == name.plain.concat() {
        930
    } else if sorted(&wanted.folded) == sorted(&name.folded) {
        900
    } else if each_matches(&wanted.plain, &name.plain, equal) {
        in_part(880)
    } else if each_matches(&wanted.folded, &name.folded, equal) {
        in_part(820)
    } else if each_matches(&wanted.plain, &name.plain, |a, b| b.starts_with(a)) {
        in_part(760)
    } else {
        with_typos(wanted, name).map_or(0, |typos| in_part(600 - 60 * typos.min(5)))
    }
}

/// Whether each word of `wanted` matches a word of `name` of its own.
fn each_matches(wanted: &[String], name: &[String], matches: impl Fn(&str, &str) -> bool) -> bool {
    let mut free: Vec<&String> = name.iter().collect();
    wanted.iter().all(|word| match free.iter().position(|it| matches(word, it)) {
        Some(at) => {
            free.remove(at);
            true
        }
        None => false,
    })
}

/// The number of typos that make the words of `wanted` words of `name`, if few enough.
fn with_typos(wanted: &Words, name: &Words) -> Option<usize> {
    let whole = distance(&wanted.plain.concat(), &name.plain.concat());
    let mut free: Vec<(&String, &String)> = name.plain.iter().zip(&name.folded).collect();
    let mut typos = 0;
    for (plain, folded) in wanted.plain.iter().zip(&wanted.folded) {
        let scored = free.iter().enumerate().filter_map(|(at, it)| {
            let plain = distance(plain, it.0);
            let folded = distance(folded, it.1).map(|it| it + 1);
            plain.into_iter().chain(folded).min().map(|it| (it, at))
        });
        match scored.min() {
            Some((distance, at)) => {
                typos += distance;
                free.remove(at);
            }
            None => return whole,
        }
    }
    Some(whole.map_or(typos, |whole| whole.min(typos)))
}

/// The Damerau-Levenshtein distance where it may be a typo: one in four letters, two in eight, three in sixteen.
fn distance(a: &str, b: &str) -> Option<usize> {
    let shorter = a.len().min(b.len());
    let allowed = match shorter {
        0..=3 => 0,
        4..=7 => 1,
        8..=15 => 2,
        _ => 3,
    };
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let distance = strsim::osa_distance(a, b);
    (distance <= allowed).then_some(distance)
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
fn fold(word: &str) -> String {
    let mut rest = word;
    let mut out = String::new();
    while let Some(first) = rest.chars().next() {
        let fold = FOLDS.iter().find_map(|(from, to)| Some((*to, rest.strip_prefix(from)?)));
        let single = first.to_string();
        let (to, left) = fold.unwrap_or((&single, rest.strip_prefix(first).unwrap_or_default()));
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
            assert_eq!(score(&Words::of(wanted), &Words::of(name)), expected, "{wanted} {name}");
        }
    }
}

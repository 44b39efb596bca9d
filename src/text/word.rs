//! How one run of letters, digits and joiners ("co-operation", "don't", "and/or", "3-5") falls into tokens.

use crate::text::token::Piece;
use crate::text::token::is_apostrophe;
use crate::text::token::is_hyphen;
use crate::text::token::is_word;

/// Prefixes that stay with their word, as the treebanks write them; every other hyphen is a token.
const PREFIXES: &[&str] = &[
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "geo", "hyper",
    "infra", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "mis", "mono", "multi",
    "neo", "non", "over", "pan", "para", "post", "pre", "pro", "proto", "pseudo", "quasi", "re",
    "semi", "socio", "sub", "super", "trans", "tri", "ultra", "un", "under", "uni", "wi",
];

/// Units and times of day that are written onto a figure and split from it.
const UNITS: &[&str] = &[
    "am", "b", "bn", "cm", "ft", "g", "gb", "gw", "gwh", "ha", "hz", "k", "kb", "kg", "km", "kph",
    "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "ml", "mm", "mph", "mw", "mwh", "pm", "sq", "t",
    "tn", "trn", "tw", "twh", "x",
];

/// Words written together that are two tokens, with the length of the first.
const FUSED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("didnt", 3),
    ("doesnt", 4),
    ("dont", 2),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("lemme", 3),
    ("wanna", 3),
];

const DOMAINS: &[&str] = &[
    "au", "biz", "ca", "ch", "cn", "com", "de", "edu", "es", "eu", "fr", "gov", "in", "info",
    "int", "it", "jp", "mil", "net", "org", "ru", "tv", "uk", "us",
];

/// Whether `it` continues the run between `last` and `next`.
pub fn joins(last: Option<char>, it: char, next: Option<char>) -> bool {
    let (Some(last), Some(next)) = (last, next) else { return false };
    if !is_word(last) || !is_word(next) {
        return false;
    }
    match it {
        '.' | '/' | '_' | '&' | '@' => true,
        ',' | ':' => last.is_numeric() && next.is_numeric(),
        _ => is_hyphen(it) || is_apostrophe(it),
    }
}

/// Whether these letters after an apostrophe are a token: "s", "re", "ve", "ll", "d", "m".
pub fn is_clitic(letters: &[char]) -> bool {
    let text: String = letters.iter().take(3).flat_map(|it| it.to_lowercase()).collect();
    matches!(text.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m")
}

/// Appends the tokens of the run `chars[start..end]` to `out`.
pub fn split(chars: &[char], start: usize, end: usize, out: &mut Vec<Piece>) {
    let run = chars.get(start..end).unwrap_or_default();
    if run.contains(&'@') || is_domain(run) {
        out.push(Piece { start, end });
        return;
    }
    let dated = run.iter().all(|it| it.is_numeric() || *it == '/');
    let mut from = start;
    for (at, it) in (start..end).zip(run) {
        if *it == '/' && !dated {
            hyphens(chars, from, at, out);
            out.push(Piece { start: at, end: at + 1 });
            from = at + 1;
        }
    }
    hyphens(chars, from, end, out);
}

/// A host name with a known ending and perhaps a path: "example.org/news".
fn is_domain(run: &[char]) -> bool {
    let host = run.split(|it| *it == '/').next().unwrap_or_default();
    let Some(dot) = host.iter().rposition(|it| *it == '.') else { return false };
    let ending = host.get(dot + 1..).unwrap_or_default();
    let named = host.iter().take(dot).filter(|it| it.is_alphabetic()).count() > 1;
    named && dot > 1 && listed(ending, DOMAINS) && ending.iter().all(|it| it.is_lowercase())
}

/// Splits at hyphens, but for prefixes and for figures such as telephone numbers and dates.
fn hyphens(chars: &[char], start: usize, end: usize, out: &mut Vec<Piece>) {
    let run = chars.get(start..end).unwrap_or_default();
    if run.is_empty() {
        return;
    }
    if is_numbering(run) {
        out.push(Piece { start, end });
        return;
    }
    let mut from = start;
    for (at, it) in (start..end).zip(run) {
        if is_hyphen(*it) {
            let part = chars.get(from..at).unwrap_or_default();
            if !listed(part, PREFIXES) {
                apostrophes(chars, from, at, out);
                out.push(Piece { start: at, end: at + 1 });
                from = at + 1;
            }
        }
    }
    apostrophes(chars, from, end, out);
}

/// "2007-10-23", "202-555-0123", "555-0123": groups of figures that are one number, unlike the range "3-5".
fn is_numbering(run: &[char]) -> bool {
    let groups = run.split(|it| is_hyphen(*it));
    let mut lengths = Vec::new();
    for group in groups.take(6) {
        if group.is_empty() || !group.iter().all(char::is_ascii_digit) {
            return false;
        }
        lengths.push(group.len());
    }
    lengths.len() >= 3 || lengths == [3, 4]
}

/// Splits clitics: "do n't", "she 's"; decades keep theirs ("1990's").
fn apostrophes(chars: &[char], start: usize, end: usize, out: &mut Vec<Piece>) {
    let run = chars.get(start..end).unwrap_or_default();
    let last = run.iter().rposition(|it| is_apostrophe(*it));
    let Some(at) = last.filter(|it| *it > 0) else {
        dots(chars, start, end, out);
        return;
    };
    let stem = run.get(..at).unwrap_or_default();
    let ending = run.get(at + 1..).unwrap_or_default();
    let decade = stem.last() == Some(&'0') && stem.iter().all(|it| it.is_numeric());
    let negated = ending.len() == 1
        && ending.iter().all(|it| it.eq_ignore_ascii_case(&'t'))
        && stem.len() > 1
        && stem.last().is_some_and(|it| it.eq_ignore_ascii_case(&'n'));
    let cut = if negated {
        at - 1
    } else if is_clitic(ending) && !decade {
        at
    } else {
        dots(chars, start, end, out);
        return;
    };
    dots(chars, start, start + cut, out);
    out.push(Piece { start: start + cut, end });
}

/// Splits where a space is missing after a stop: "end.The", "J.K.Rowling".
fn dots(chars: &[char], start: usize, end: usize, out: &mut Vec<Piece>) {
    let run = chars.get(start..end).unwrap_or_default();
    let Some(dot) = run.iter().rposition(|it| *it == '.') else {
        figures(chars, start, end, out);
        return;
    };
    let stem = run.get(..dot).unwrap_or_default();
    let rest = run.get(dot + 1..).unwrap_or_default();
    let opens = rest.first().is_some_and(|it| it.is_uppercase())
        && rest.len() > 1
        && rest.iter().skip(1).all(|it| it.is_lowercase());
    let part = stem.iter().rev().take_while(|it| **it != '.').count();
    let word = part > 1 && stem.iter().rev().take(part).all(|it| it.is_lowercase());
    let initials = rest.len() > 2 && stem.split(|it| *it == '.').all(|it| it.len() == 1);
    if opens && initials {
        out.push(Piece { start, end: start + dot + 1 });
        figures(chars, start + dot + 1, end, out);
    } else if opens && word {
        figures(chars, start, start + dot, out);
        out.push(Piece { start: start + dot, end: start + dot + 1 });
        figures(chars, start + dot + 1, end, out);
    } else {
        figures(chars, start, end, out);
    }
}

/// Splits units from figures ("65 k") and words that are written together ("can not").
fn figures(chars: &[char], start: usize, end: usize, out: &mut Vec<Piece>) {
    let run = chars.get(start..end).unwrap_or_default();
    if run.is_empty() {
        return;
    }
    let digits = run.iter().take_while(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | ':'));
    let digits = digits.count();
    let unit = run.get(digits..).unwrap_or_default();
    let cut = if digits > 0 && listed(unit, UNITS) { Some(digits) } else { fused(run) };
    if let Some(cut) = cut {
        out.push(Piece { start, end: start + cut });
        out.push(Piece { start: start + cut, end });
    } else {
        out.push(Piece { start, end });
    }
}

fn fused(run: &[char]) -> Option<usize> {
    let text = short(run)?;
    FUSED.iter().find(|(word, _)| *word == text).map(|(_, length)| *length)
}

fn listed(word: &[char], list: &[&str]) -> bool {
    short(word).is_some_and(|text| list.binary_search(&text.as_str()).is_ok())
}

/// The word in lower case, if it is short enough to stand in one of the lists.
fn short(word: &[char]) -> Option<String> {
    (word.len() <= 8).then(|| word.iter().flat_map(|it| it.to_lowercase()).collect())
}

#[cfg(test)]
mod tests {
    use crate::text::word::DOMAINS;
    use crate::text::word::PREFIXES;
    use crate::text::word::UNITS;

    #[test]
    fn the_tables_are_sorted_and_short() {
        for table in [DOMAINS, PREFIXES, UNITS] {
            assert!(table.is_sorted());
            assert!(table.iter().all(|it| it.len() <= 8));
        }
    }
}

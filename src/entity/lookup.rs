//! Names to what they may mean: longest match at token bounds, linear in the text.

use crate::entity::fold::atoms;
use std::collections::HashMap;

/// Finds the longest name that starts at a token. `S` is what a name may mean.
#[derive(Debug, Clone)]
pub(crate) struct Lookup<S> {
    /// By first atom; longest forms first, then by form.
    forms: HashMap<String, Vec<Form<S>>>,
}

#[derive(Debug, Clone)]
struct Form<S> {
    /// The atoms after the first.
    rest: Vec<String>,
    case: Case,
    senses: Vec<S>,
}

/// How a name must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// `US`, `WHO`: all letters upper case.
    Upper,
    /// `Chad`, `United Nations`: each word that the table writes with a capital has one.
    Capital,
    /// `the pair`: as it comes.
    Any,
}

/// A name found; `last` is inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found<S> {
    pub(crate) last: usize,
    pub(crate) senses: Vec<S>,
}

impl<S> Default for Lookup<S> {
    fn default() -> Self {
        Lookup { forms: HashMap::new() }
    }
}

impl<S: Clone + Ord> Lookup<S> {
    pub(crate) fn add(&mut self, name: &str, sense: S) {
        let mut all = atoms(name);
        if all.is_empty() {
            return;
        }
        let first = all.remove(0);
        let case = case_of(name);
        let bucket = self.forms.entry(first).or_default();
        match bucket.iter_mut().find(|it| it.rest == all && it.case == case) {
            Some(form) => {
                if !form.senses.contains(&sense) {
                    form.senses.push(sense);
                    form.senses.sort();
                }
            }
            None => {
                bucket.push(Form { rest: all, case, senses: vec![sense] });
                bucket.sort_by(|a, b| b.rest.len().cmp(&a.rest.len()).then(a.rest.cmp(&b.rest)));
            }
        }
    }

    /// The longest name from token `start` on. Senses of forms that differ in case only are joined.
    /// With `shouted` (a line in capitals) the case of the text tells nothing.
    pub(crate) fn longest(
        &self,
        tokens: &[TokenAtoms],
        start: usize,
        shouted: bool,
    ) -> Option<Found<S>> {
        let head = tokens.get(start)?.atoms.first()?;
        let mut found: Option<Found<S>> = None;
        let mut length = 0;
        for form in self.forms.get(head)? {
            if found.is_some() && form.rest.len() < length {
                break;
            }
            let Some(last) = end_of(form, tokens, start) else { continue };
            if shouted || case_fits(form.case, tokens.get(start..=last).unwrap_or_default()) {
                length = form.rest.len();
                let found = found.get_or_insert(Found { last, senses: Vec::new() });
                found.senses.extend(form.senses.iter().cloned());
            }
        }
        found
    }

    /// All senses of a whole name, in any case.
    pub(crate) fn exact(&self, name: &str) -> Vec<S> {
        let all = atoms(name);
        let Some((first, rest)) = all.split_first() else { return Vec::new() };
        let forms = self.forms.get(first).map(Vec::as_slice).unwrap_or_default();
        let mut senses: Vec<S> = forms
            .iter()
            .filter(|it| it.rest == rest)
            .flat_map(|it| it.senses.iter().cloned())
            .collect();
        senses.sort();
        senses.dedup();
        senses
    }
}

/// A token as the lookup sees it.
#[derive(Debug, Clone)]
pub(crate) struct TokenAtoms {
    atoms: Vec<String>,
    capital: bool,
    upper: bool,
}

impl TokenAtoms {
    pub(crate) fn new(text: &str) -> Self {
        TokenAtoms {
            atoms: atoms(text),
            capital: text
                .chars()
                .find(|it| it.is_alphanumeric())
                .is_some_and(|it| !it.is_lowercase()),
            upper: !text.chars().any(char::is_lowercase),
        }
    }
}

fn case_of(name: &str) -> Case {
    let letters: Vec<char> = name.chars().filter(|it| it.is_alphabetic()).collect();
    let words_upper = letters.iter().all(|it| it.is_uppercase());
    if words_upper && letters.len() <= 8 && letters.len() >= 2 {
        Case::Upper
    } else if name.chars().any(char::is_uppercase) {
        Case::Capital
    } else {
        Case::Any
    }
}

/// The token in which the form ends, if it stands at `start` and ends at a token's end.
fn end_of<S>(form: &Form<S>, tokens: &[TokenAtoms], start: usize) -> Option<usize> {
    let mut wanted = form.rest.iter();
    let mut next = wanted.next();
    let mut last = start;
    for atom in tokens.get(start)?.atoms.iter().skip(1) {
        if next != Some(atom) {
            return None;
        }
        next = wanted.next();
    }
    let mut index = start;
    while next.is_some() {
        index += 1;
        for atom in &tokens.get(index)?.atoms {
            if next != Some(atom) {
                return None;
            }
            next = wanted.next();
            last = index;
        }
    }
    Some(last)
}

fn case_fits(case: Case, tokens: &[TokenAtoms]) -> bool {
    match case {
        Case::Any => true,
        Case::Upper => tokens.iter().all(|it| it.upper),
        Case::Capital => {
            let edge = |it: Option<&TokenAtoms>| it.is_some_and(|it| it.capital);
            edge(tokens.first()) && (edge(tokens.last()) || tokens.len() > 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Lookup<&'static str> {
        let mut lookup = Lookup::default();
        for (name, sense) in [
            ("US", "USA"),
            ("U.S.", "USA"),
            ("United States", "USA"),
            ("Guinea", "GIN"),
            ("Guinea-Bissau", "GNB"),
            ("Papua New Guinea", "PNG"),
            ("Turkey", "TUR"),
            ("Moscow", "RUS"),
            ("Moscow", "SUN"),
        ] {
            lookup.add(name, sense);
        }
        lookup
    }

    #[test]
    fn longest_match_at_token_bounds() {
        type Row<'a> = (&'a [&'a str], Option<(usize, &'a [&'a str])>);
        let rows: &[Row] = &[
            (&["Guinea", "-", "Bissau"], Some((2, &["GNB"]))),
            (&["Guinea", "said"], Some((0, &["GIN"]))),
            (&["Papua", "New", "Guinea"], Some((2, &["PNG"]))),
            (&["US", "troops"], Some((0, &["USA"]))),
            (&["us"], None),
            (&["turkey"], None),
            (&["U.S."], Some((0, &["USA"]))),
            (&["united", "states"], None),
            (&["UNITED", "STATES"], Some((1, &["USA"]))),
            (&["Moscow"], Some((0, &["RUS", "SUN"]))),
            (&["Moscow-based"], None),
        ];
        let lookup = table();
        for (words, want) in rows {
            let tokens: Vec<TokenAtoms> = words.iter().map(|it| TokenAtoms::new(it)).collect();
            let found = lookup.longest(&tokens, 0, false);
            let want = want.map(|(last, senses)| Found { last, senses: senses.to_vec() });
            assert_eq!(found, want, "{words:?}");
        }
        assert_eq!(lookup.exact("guinea bissau"), ["GNB"]);
    }
}

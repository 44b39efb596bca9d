//! The tokens of a sentence cut into what patterns match: "mid-2003" is two atoms, "12.06.2007" five.

use crate::text::parsed::Sentence;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Lower case.
    pub lower: String,
    /// As written, without a final stop.
    pub written: String,
    pub token: usize,
    /// Whether the token begins and ends with it.
    pub opens: bool,
    pub closes: bool,
}

/// All atoms of a sentence in order.
pub fn atoms(sentence: &Sentence) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (token, it) in sentence.tokens.iter().enumerate() {
        let parts = parts(&it.text);
        let last = parts.len().saturating_sub(1);
        for (i, part) in parts.into_iter().enumerate() {
            let lower = part.to_lowercase().replace('\u{2019}', "'");
            let written = part.trim_end_matches('.').to_owned();
            atoms.push(Atom { lower, written, token, opens: i == 0, closes: i == last });
        }
    }
    atoms
}

/// Prefixes that a hyphen ties to a date.
const PREFIXES: &[&str] = &["mid", "pre", "post", "early", "late"];

fn parts(token: &str) -> Vec<String> {
    if let Some((prefix, rest)) = token.split_once(['-', '\u{2010}', '\u{2011}'])
        && PREFIXES.contains(&prefix.to_lowercase().as_str())
        && !rest.is_empty()
    {
        return vec![prefix.to_owned(), rest.to_owned()];
    }
    let begins_with_digit = token.starts_with(|c: char| c.is_ascii_digit());
    if begins_with_digit && token.contains(['-', '/', '.', '–', 'a', 'p', 'A', 'P']) {
        return runs(token);
    }
    vec![token.to_owned()]
}

/// Runs of digits, of letters, and single marks; clock times and decimal numbers stay whole but for their letters.
fn runs(token: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = None;
    for c in token.chars() {
        let kind = if c.is_ascii_digit() || c == ':' {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        };
        match runs.last_mut() {
            Some(run) if before == Some(kind) && kind != 2 => run.push(c),
            _ => runs.push(c.to_string()),
        }
        before = Some(kind);
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::time::atoms::parts;

    #[test]
    fn parts_of_tokens() {
        let rows: &[(&str, &[&str])] = &[
            ("Tuesday", &["Tuesday"]),
            ("mid-2003", &["mid", "2003"]),
            ("Post-1945", &["Post", "1945"]),
            ("12.06.2007", &["12", ".", "06", ".", "2007"]),
            ("2007-10-19", &["2007", "-", "10", "-", "19"]),
            ("10:30", &["10:30"]),
            ("5pm", &["5", "pm"]),
            ("20th", &["20th"]),
            ("1990s", &["1990s"]),
            ("p.m.", &["p.m."]),
            ("", &[""]),
        ];
        for (token, expected) in rows {
            assert_eq!(parts(token), *expected, "{token}");
        }
    }
}

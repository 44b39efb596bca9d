//! The form in which names are compared: ASCII lower case atoms, so that `Türkiye`, `Turkiye` and
//! `TÜRKİYE`, `U.S.` and `US`, `Guinea-Bissau` and `Guinea - Bissau` are one.

/// One word in ASCII lower case, letters and digits only.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|it| it.to_ascii_lowercase())
            .collect();
    }
    deunicode::deunicode(word)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect()
}

/// Whether a token only joins its neighbours, as the hyphen in `Guinea-Bissau`.
pub(crate) fn is_joiner(token: &str) -> bool {
    matches!(token, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}

/// The atoms of a name or token: split at hyphens, apostrophes and spaces; full stops dropped.
/// Any other mark is an atom of its own, so that no name reaches over a comma or a quote.
pub(crate) fn atoms(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        match c {
            '.' => {}
            '-' | '\'' | '\u{2019}' | '\u{2018}' | '\u{2010}' | '\u{2011}' | '\u{2013}' | ' '
            | '\u{a0}' => {
                push(&mut out, &mut word);
            }
            _ if c.is_alphanumeric() || is_mark(c) => word.push(c),
            _ => {
                push(&mut out, &mut word);
                out.push(c.to_string());
            }
        }
    }
    push(&mut out, &mut word);
    out
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn push(out: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        let folded = fold(word);
        if !folded.is_empty() {
            out.push(folded);
        }
        word.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_atoms() {
        let rows: &[(&str, &[&str])] = &[
            ("Côte d'Ivoire", &["cote", "d", "ivoire"]),
            ("U.S.", &["us"]),
            ("Guinea-Bissau", &["guinea", "bissau"]),
            ("Türkiye", &["turkiye"]),
            ("'s", &["s"]),
            ("-", &[]),
            ("Washington, D.C.", &["washington", ",", "dc"]),
            ("\u{201c}", &["\u{201c}"]),
        ];
        for (text, want) in rows {
            assert_eq!(atoms(text), *want, "{text}");
        }
    }
}

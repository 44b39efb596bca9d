//! Names that come in capitals, written as names are: "JEAN-CLAUDE O'BRIEN" is Jean-Claude O'Brien.
//! Deliberately absent: what only a list of names could tell ("MACDONALD").

/// Small inside of a name, never at its beginning.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "de", "da", "di", "dos", "das", "del", "der", "den", "van",
    "von", "bin", "ibn", "al",
];
/// Small also at the beginning, before a hyphen: "AL-SADR".
const ARTICLES: &[&str] = &["al", "el", "ul"];
const NUMERALS: &[&str] = &["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"];

/// A name with a small letter in it stays as it is.
pub(crate) fn name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if text.chars().any(char::is_lowercase) {
        return words.join(" ");
    }
    let word = |(at, it): (usize, &&str)| {
        let lower = it.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) { lower } else { whole(it) }
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// A word of parts with hyphens between.
fn whole(word: &str) -> String {
    let parts: Vec<&str> = word.split('-').collect();
    let part = |(at, it): (usize, &&str)| {
        let lower = it.to_lowercase();
        let article = at == 0 && parts.len() > 1 && ARTICLES.contains(&lower.as_str());
        let inner = at > 0 && at + 1 < parts.len() && SMALL.contains(&lower.as_str());
        if article || inner { lower } else { with_apostrophe(it) }
    };
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// "O'BRIEN" and "D'IVOIRE", but "PEOPLE'S".
fn with_apostrophe(part: &str) -> String {
    match part.split_once(['\'', '\u{2019}']) {
        Some((first, rest)) if first.chars().count() <= 2 && rest.chars().count() > 1 => {
            format!("{}'{}", capital(first), capital(rest))
        }
        Some((first, rest)) => format!("{}'{}", capital(first), rest.to_lowercase()),
        None => capital(part),
    }
}

fn capital(part: &str) -> String {
    if NUMERALS.contains(&part) || is_abbreviation(part) {
        return part.to_owned();
    }
    match part.strip_prefix("MC") {
        Some(rest) if rest.chars().count() > 1 => format!("Mc{}", first_large(rest)),
        _ => first_large(part),
    }
}

/// "BBC", "A.B.": no vowel to speak, or a full stop inside.
fn is_abbreviation(part: &str) -> bool {
    let letters = part.chars().filter(|it| it.is_alphabetic()).count();
    let dotted = part.trim_end_matches('.').contains('.');
    let spoken = part.chars().any(|it| !it.is_ascii() || "AEIOUY".contains(it));
    dotted || (letters > 2 && !spoken)
}

fn first_large(part: &str) -> String {
    let mut letters = part.chars();
    let first: String = letters.next().map(|it| it.to_uppercase().collect()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals() {
        let rows = [
            ("SERGEI LAVROV", "Sergei Lavrov"),
            ("JEAN-CLAUDE O'BRIEN", "Jean-Claude O'Brien"),
            ("JOHN MCCAIN", "John McCain"),
            ("MUQTADA AL-SADR", "Muqtada al-Sadr"),
            ("AL-SHARQ NEWS", "al-Sharq News"),
            ("URSULA VON DER OLDEN", "Ursula von der Olden"),
            ("MINISTRY OF TRADE", "Ministry of Trade"),
            ("PEOPLE'S ASSEMBLY", "People's Assembly"),
            ("COTE D'IVOIRE", "Cote D'Ivoire"),
            ("BANK OF EL SALVADOR", "Bank of El Salvador"),
            ("PAUL Y OLDEN", "Paul Y Olden"),
            ("KING OLAF VII", "King Olaf VII"),
            ("BBC", "BBC"),
            ("J.P. OLDEN", "J.P. Olden"),
            ("ANDREY A. NG", "Andrey A. Ng"),
            ("ÉMILE ZÉPHIR", "Émile Zéphir"),
            ("Of mixed Case", "Of mixed Case"),
            ("  A   B ", "A B"),
            ("MC", "Mc"),
            ("", ""),
            ("-'-", "-'-"),
        ];
        for (text, expected) in rows {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}

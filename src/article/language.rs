//! The language of a text as an ISO 639-1 code (639-3 where there is no shorter one), after trigram statistics.
//! They are unsure of short texts; those are English when many of their words are English function words.

use whatlang::Lang;

/// Characters that are looked at.
const SAMPLE: usize = 4000;

/// The language of `text`; none when the statistics are unsure.
pub fn of(text: &str) -> Option<&'static str> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let info = whatlang::detect(&sample)?;
    if info.is_reliable() {
        return Some(short(info.lang()));
    }
    is_english(&sample).then_some("en")
}

/// Function words that other languages written in Latin letters do not have.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "was", "were", "has", "have", "had", "with", "his", "her", "their", "they",
    "that", "which", "for", "from", "by", "will", "would", "is", "are", "on", "to", "after",
    "between",
];

/// Every fifth word of four or more.
fn is_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty());
    let (mut all, mut known) = (0, 0);
    for word in words {
        all += 1;
        known += usize::from(ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    all >= 4 && known * 5 >= all
}

fn short(lang: Lang) -> &'static str {
    let code = lang.code();
    CODES.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

/// ISO 639-3 to 639-1, for all languages that the detector knows.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use crate::article::language::of;

    #[test]
    fn languages() {
        let rows = [
            (
                "The foreign minister of Russia arrived in Tokyo for talks with his counterpart, officials said.",
                Some("en"),
            ),
            (
                "Министр иностранных дел России прибыл в Токио на переговоры с японским коллегой.",
                Some("ru"),
            ),
            (
                "Der russische Außenminister ist am Dienstag zu Gesprächen in Tokio eingetroffen und wird morgen abreisen.",
                Some("de"),
            ),
            ("ロシアの外相は火曜日に東京に到着し、日本の外相と会談した。", Some("ja")),
            ("The ministers met on Monday.\n\nThey will meet again.", Some("en")),
            ("Le ministre est parti.", None),
            ("", None),
            ("1234 5678", None),
        ];
        for (text, expected) in rows {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}

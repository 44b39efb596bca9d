//! Sentences and tokens: rows of conventions, the project's own treebank, and what must hold for any text.

use demarche::model::span::Field;
use demarche::model::span::slice;
use demarche::text::parsed::Sentence;
use demarche::text::segment;
use demarche::text::sentence::MAX_TOKENS;
use demarche::text::token::is_space;
use proptest::prelude::*;

/// The sentences of `text`, their tokens joined by spaces.
fn cut(text: &str) -> Vec<String> {
    let words =
        |it: &Sentence| it.tokens.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
    segment(text, Field::Text).iter().map(words).collect()
}

#[test]
fn tokens() {
    let rows = [
        ("Breck's aides didn't reply.", "Breck 's aides did n't reply ."),
        ("The rebels’ chief won’t talk.", "The rebels ’ chief wo n’t talk ."),
        ("It cannot and it's not.", "It can not and it 's not ."),
        ("a Velisk-based, 54-year-old lawyer", "a Velisk - based , 54 - year - old lawyer"),
        (
            "re-elected non-members co-operate by e-mail",
            "re-elected non-members co-operate by e-mail",
        ),
        ("up 3-5 or 3–5 July, 1961-64", "up 3 - 5 or 3 – 5 July , 1961 - 64"),
        ("on 2007-10-23 call 202-555-0123", "on 2007-10-23 call 202-555-0123"),
        ("$1,000.5m, US$3bn and €4.2 billion", "$ 1,000.5 m , US$ 3 bn and € 4.2 billion"),
        ("80% at 7:30pm (20:30 GMT)", "80 % at 7:30 pm ( 20:30 GMT )"),
        ("the 1990s, the '90s, 1990's, the 3rd", "the 1990s , the '90s , 1990's , the 3rd"),
        ("the U.S.-led force", "the U.S. - led force"),
        ("the U.S.'s envoy", "the U.S. 's envoy"),
        (
            "Gen. J. F. K. Osk Jr. met Dr. Pell at 5 a.m. here",
            "Gen. J. F. K. Osk Jr. met Dr. Pell at 5 a.m. here",
        ),
        ("Resolution No. 5 said no. Twice", "Resolution No. 5 said no . Twice"),
        (
            "see https://example.org/a?b=c, or www.example.com.",
            "see https://example.org/a?b=c , or www.example.com .",
        ),
        ("write to ana.duarte@example.org.", "write to ana.duarte@example.org ."),
        ("“Well…” he said—then left--fast", "“ Well … ” he said — then left -- fast"),
        ("and/or he/she on 9/11", "and / or he / she on 9/11"),
        ("AT&T, R&D and B. & W.", "AT&T , R&D and B. & W ."),
        ("Wait... what?! No!!!", "Wait ... what ?! No !!!"),
        ("Bloc (CSU) [sic] {x}", "Bloc ( CSU ) [ sic ] { x }"),
        ("end.Then J.K.Osk left", "end . Then J.K. Osk left"),
        ("Yusuf al-Hadid of Al-Nadir", "Yusuf al - Hadid of Al - Nadir"),
        ("‘Yes’, said O'Brien.", "‘ Yes ’ , said O'Brien ."),
        ("Shi'ite d'affaires o'clock", "Shi'ite d'affaires o'clock"),
        ("zero\u{200b}width and soft\u{ad}hyphen", "zero width and soft\u{ad}hyphen"),
        ("東京 2007年", "東京 2007年"),
        ("cafe\u{301} 👩\u{200d}👩\u{200d}👧", "cafe\u{301} 👩\u{200d} 👩\u{200d} 👧"),
    ];
    let wrong: Vec<_> = rows.iter().filter(|(text, cuts)| cut(text).join(" ") != *cuts).collect();
    let got: Vec<_> = wrong.iter().map(|(text, _)| cut(text).join(" ")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{got:#?}");
}

#[test]
fn sentences() {
    let rows: [(&str, &[&str]); 25] = [
        ("It met in the U.S. The talks failed.", &["It met in the U.S.", "The talks failed ."]),
        ("It met in the U.S. Senate on Oct. 3.", &["It met in the U.S. Senate on Oct. 3 ."]),
        ("Mr. Breck left. Mrs. Osk stayed.", &["Mr. Breck left .", "Mrs. Osk stayed ."]),
        ("He met Stefan Korda Jr. on Monday.", &["He met Stefan Korda Jr. on Monday ."]),
        ("\"We won.\" He left.", &["\" We won . \"", "He left ."]),
        ("\"Who won?\" Osk asked. No one knew.", &["\" Who won ? \" Osk asked .", "No one knew ."]),
        ("\"Stop!\" he said.", &["\" Stop ! \" he said ."]),
        ("It rose 3.5 percent. Then it fell.", &["It rose 3.5 percent .", "Then it fell ."]),
        ("One.\n\nTwo", &["One .", "Two"]),
        ("Talks resume\n\nThe two met.", &["Talks resume", "The two met ."]),
        ("They met in\nTamor on Monday.", &["They met in Tamor on Monday ."]),
        (
            "Talks resume\nThe foreign ministers of the two countries met on Monday in Tamor.",
            &[
                "Talks resume",
                "The foreign ministers of the two countries met on Monday in Tamor .",
            ],
        ),
        (
            "It has three points:\n- trade\n- gas\n- the border",
            &["It has three points :", "- trade", "- gas", "- the border"],
        ),
        ("1. Trade. 2. Gas.", &["1 . Trade .", "2 . Gas ."]),
        ("He left... She stayed.", &["He left ...", "She stayed ."]),
        ("He said… nothing.", &["He said … nothing ."]),
        ("It ended (see p. 5). Nobody came.", &["It ended ( see p. 5 ) .", "Nobody came ."]),
        ("(It ended.) Nobody came.", &["( It ended . )", "Nobody came ."]),
        ("Oil, gas, etc. Prices rose.", &["Oil , gas , etc.", "Prices rose ."]),
        ("Plan B. The talks", &["Plan B .", "The talks"]),
        ("He left at 5 p.m. Gen. Osk stayed.", &["He left at 5 p.m.", "Gen. Osk stayed ."]),
        ("It began at 5 p.m. Monday.", &["It began at 5 p.m. Monday ."]),
        ("It began at 5 p.m. GMT on Monday.", &["It began at 5 p.m. GMT on Monday ."]),
        ("", &[]),
        (" \n \n", &[]),
    ];
    let wrong: Vec<_> = rows.iter().filter(|(text, cuts)| cut(text) != *cuts).collect();
    let got: Vec<_> = wrong.iter().map(|(text, _)| cut(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{got:#?}");
}

#[test]
fn a_title_is_one_sentence_where_an_abbreviation_could_end_one() {
    let title = "U.S. In Talks With Besketh";
    assert_eq!(segment(title, Field::Title).len(), 1);
    assert_eq!(segment("The U.S. In Tamor", Field::Text).len(), 2);
}

#[test]
fn paragraphs_are_counted_from_blank_lines() {
    let text = "One. Two.\n \nThree.\r\n\r\n\r\nFour.";
    let numbers: Vec<usize> = segment(text, Field::Text).iter().map(|it| it.paragraph).collect();
    assert_eq!(numbers, [0, 0, 1, 2]);
}

#[test]
fn large_texts_give_exact_counts() {
    let rows = [
        ("a".repeat(1_000_000), 1, 1),
        ("(".repeat(100_000), 100_000, 100_000_usize.div_ceil(MAX_TOKENS)),
        ("a-".repeat(500_000), 1_000_000, 1_000_000_usize.div_ceil(MAX_TOKENS)),
        ("a.".repeat(500_000), 2, 1),
        ("a'".repeat(500_000), 2, 1),
        ("1,".repeat(500_000), 2, 1),
        ("re-".repeat(300_000), 300_000, 300_000_usize.div_ceil(MAX_TOKENS)),
        ("!?".repeat(500_000), 1, 1),
        ("www.".repeat(250_000), 2, 1),
        ("x@".repeat(500_000), 2, 1),
        ("\n".repeat(1_000_000), 0, 0),
        ("I.\n\n".repeat(250_000), 500_000, 250_000),
        ("é\u{301} ".repeat(300_000), 300_000, 300_000_usize.div_ceil(MAX_TOKENS)),
    ];
    for (text, tokens, sentences) in rows {
        let cuts = segment(&text, Field::Text);
        let count: usize = cuts.iter().map(|it| it.tokens.len()).sum();
        let head: String = text.chars().take(8).collect();
        assert_eq!((count, cuts.len()), (tokens, sentences), "{head:?}");
    }
}

/// Checks that tokens are stretches of the text, in order, and leave out nothing but space.
fn check_offsets(text: &str, field: Field) {
    let chars: Vec<char> = text.chars().collect();
    let cuts = segment(text, field);
    let mut at = 0;
    for sentence in &cuts {
        assert!((1..=MAX_TOKENS).contains(&sentence.tokens.len()));
        assert_eq!(Some(sentence.start), sentence.tokens.first().map(|it| it.start));
        assert_eq!(Some(sentence.end), sentence.tokens.last().map(|it| it.end));
        for token in &sentence.tokens {
            assert!(at <= token.start && token.start < token.end && token.end <= chars.len());
            assert_eq!(token.text, slice(text, token.start, token.end));
            assert!(chars[at..token.start].iter().all(|it| is_space(*it)));
            at = token.end;
        }
    }
    assert!(chars[at..].iter().all(|it| is_space(*it)));
    assert!(cuts.windows(2).all(|pair| pair[0].paragraph <= pair[1].paragraph));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_hold_for_any_text(text in any::<String>(), title in any::<bool>()) {
        check_offsets(&text, if title { Field::Title } else { Field::Text });
    }

    #[test]
    fn offsets_hold_for_text_of_awkward_parts(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)) {
        check_offsets(&parts.concat(), Field::Text);
    }
}

const PARTS: &[&str] = &[
    " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{200b}", "\u{feff}", "\u{0}", ".", "..", "...",
    "…", "!", "?", ",", ":", ";", "'", "’", "`", "\"", "“", "”", "''", "(", ")", "[", "]", "-",
    "--", "–", "—", "/", "&", "@", "#", "$", "%", "+", "=", "U.S.", "a.m.", "Mr.", "No.", "J.",
    "etc.", "n't", "'s", "re", "non", "al", "cannot", "gonna", "www.", "http://", "a.com", "x@y.z",
    "1", "23", "1,000", "5pm", "1990's", "é", "\u{301}", "\u{ad}", "\u{200d}", "👧", "東", "ﷺ",
    "İ", "ß", "US", "said", "The", "word", "Osk",
];

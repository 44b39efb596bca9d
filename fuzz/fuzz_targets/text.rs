//! Any text: sentences, tokens and lemmas. Tokens must be stretches of the text, in order, and leave out nothing but space.
#![no_main]

use demarche::model::span::Field;
use demarche::text::lemma;
use demarche::text::lexicon::Lexicon;
use demarche::text::parsed::Upos;
use demarche::text::segment;
use demarche::text::sentence::MAX_TOKENS;
use demarche::text::token::is_space;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, u8, String)| {
    let (title, tag, text) = input;
    let chars: Vec<char> = text.chars().collect();
    let mut sentences = segment(&text, if title { Field::Title } else { Field::Text });
    let mut at = 0;
    for sentence in &sentences {
        assert!((1..=MAX_TOKENS).contains(&sentence.tokens.len()));
        for token in &sentence.tokens {
            let word: String = chars[token.start..token.end].iter().collect();
            assert_eq!(token.text, word);
            assert!(at <= token.start && token.start < token.end);
            assert!(chars[at..token.start].iter().all(|it| is_space(*it)));
            at = token.end;
        }
    }
    assert!(chars[at..].iter().all(|it| is_space(*it)));
    for token in sentences.iter_mut().flat_map(|it| &mut it.tokens) {
        token.upos = Upos::ALL[usize::from(tag) % Upos::ALL.len()];
    }
    lemma::fill(&mut sentences, Lexicon::embedded());
});

//! Base forms: a table of irregular forms, then rules of spelling for each part of speech.
//!
//! As in the English UD treebanks, pronouns keep their possessive forms ("his"), abbreviated months are written out, and
//! figures lose their commas. Proper nouns keep their capitals, as do adjectives of nationality.

use crate::text::deprel::Deprel;
use crate::text::lexicon::Lexicon;
use crate::text::parsed::Feats;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Token;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;

/// Sets the lemma of every token from its form, tag and place in the tree.
pub fn fill(sentences: &mut [Sentence], lexicon: &Lexicon) {
    for sentence in sentences {
        for at in 0..sentence.tokens.len() {
            let contextual = sentence.tokens.get(at).and_then(|it| in_context(sentence, it));
            if let Some(token) = sentence.tokens.get_mut(at) {
                token.lemma = contextual
                    .map(str::to_owned)
                    .unwrap_or_else(|| lemma(&token.text, token.upos, token.feats, lexicon));
            }
        }
    }
}

/// Forms that only the tree tells apart: "her" as object, "'s" and "'d" before a participle.
fn in_context(sentence: &Sentence, token: &Token) -> Option<&'static str> {
    let head = token.head.and_then(|it| sentence.tokens.get(it));
    let perfect = head.is_some_and(|it| {
        let past =
            it.feats.verb_form == Some(VerbForm::Part) && it.feats.tense == Some(Tense::Past);
        past && token.label == Deprel::Aux
    });
    let clitic = token.text.chars().count() == 2 && token.text.ends_with(['s', 'd']);
    if token.upos == Upos::Pron && token.text.eq_ignore_ascii_case("her") {
        (token.label != Deprel::NmodPoss).then_some("she")
    } else {
        (token.upos == Upos::Aux && clitic && perfect).then_some("have")
    }
}

/// The base form of `form`; what no rule knows is returned in lower case (proper nouns as they are).
pub fn lemma(form: &str, upos: Upos, feats: Feats, lexicon: &Lexicon) -> String {
    let form = form.replace(['\u{2019}', '\u{2bc}', '`'], "'");
    let lower = form.to_lowercase();
    if let Some(lemma) = lexicon.irregular(&lower, upos) {
        // "Works", "means" and the like are also singulars.
        let singular = upos == Upos::Noun && feats.number == Some(Number::Sing);
        if !singular || !lower.ends_with('s') {
            return lemma.to_owned();
        }
    }
    match upos {
        Upos::Verb | Upos::Aux => verb(&lower, feats, lexicon),
        Upos::Noun if feats.number == Some(Number::Plur) => singular(&cased(&form, lower)),
        Upos::Noun => cased(&form, lower),
        Upos::Propn if feats.number == Some(Number::Plur) => name_singular(&form, lexicon),
        Upos::Propn => form,
        Upos::Adj if is_nationality(&form) => form,
        Upos::Num => number(lower),
        Upos::Punct | Upos::Sym => sign(&form).to_owned(),
        Upos::Adj
        | Upos::Adp
        | Upos::Adv
        | Upos::Cconj
        | Upos::Det
        | Upos::Intj
        | Upos::Part
        | Upos::Pron
        | Upos::Sconj
        | Upos::X => lower,
    }
}

/// Abbreviations in capitals stay as they are: "TV", "MPs".
fn cased(form: &str, lower: String) -> String {
    let capitals = form.chars().take_while(|it| it.is_uppercase()).count();
    let length = form.chars().count();
    let short = length <= 5 && capitals >= 2;
    if short && (capitals == length || (capitals + 1 == length && form.ends_with('s'))) {
        form.to_owned()
    } else {
        lower
    }
}

fn verb(lower: &str, feats: Feats, lexicon: &Lexicon) -> String {
    let finite = matches!(feats.verb_form, Some(VerbForm::Fin));
    let past = feats.tense == Some(Tense::Past);
    let base = feats.verb_form == Some(VerbForm::Inf)
        || (finite && !past && (feats.person != Some(3) || feats.number == Some(Number::Plur)));
    if base && feats.verb_form.is_some() {
        return lower.to_owned();
    }
    if let Some(stem) = lower.strip_suffix("ing").filter(|it| has_vowel(it)) {
        return lexicon.verb(stem);
    }
    if let Some(stem) = lower.strip_suffix("ied").filter(|it| has_letters(it)) {
        return format!("{stem}y");
    }
    if let Some(stem) = lower.strip_suffix("ed").filter(|it| has_vowel(it)) {
        return lexicon.verb(stem);
    }
    if past { lower.to_owned() } else { singular(lower) }
}

/// Takes off the -s of plural nouns and of verbs in the third person.
fn singular(word: &str) -> String {
    let short = word.chars().count() < 3;
    if let Some(head) = word.strip_suffix("men") {
        return format!("{head}man");
    }
    let Some(stem) = word.strip_suffix('s').filter(|it| !short && !it.ends_with(['s', '\'']))
    else {
        return word.to_owned();
    };
    if let Some(stem) = stem.strip_suffix("ie").filter(|it| has_letters(it)) {
        return format!("{stem}y");
    }
    let hissing = ["sse", "she", "che", "xe", "zze", "oe"];
    match stem.strip_suffix('e') {
        Some(bare) if hissing.iter().any(|it| stem.ends_with(it)) => bare.to_owned(),
        _ => stem.to_owned(),
    }
}

/// "States" as "State"; irregular plurals take the capital of the form.
fn name_singular(form: &str, lexicon: &Lexicon) -> String {
    match lexicon.irregular(&form.to_lowercase(), Upos::Noun) {
        Some(lemma) => {
            let first = form.chars().take(1);
            first.chain(lemma.chars().skip(1)).collect()
        }
        None => singular(form),
    }
}

/// Capitalised adjectives of countries, peoples and creeds.
fn is_nationality(form: &str) -> bool {
    const ENDINGS: &[&str] = &["an", "ese", "ish", "i", "ic"];
    const OTHERS: &[&str] = &[
        "Arab", "Basque", "Czech", "Dutch", "French", "Greek", "Hindu", "Jewish", "Kurd", "Sikh",
        "Swiss", "Tamil", "Thai", "Welsh",
    ];
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    let mixed = form.chars().nth(1).is_some_and(char::is_lowercase);
    let long = form.chars().count() > 4;
    capital
        && mixed
        && ((long && ENDINGS.iter().any(|it| form.ends_with(it))) || OTHERS.contains(&form))
}

/// Figures without the commas between thousands; words as they are.
fn number(lower: String) -> String {
    if lower.starts_with(|it: char| it.is_ascii_digit()) { lower.replace(',', "") } else { lower }
}

fn sign(form: &str) -> &str {
    match form {
        "\u{201c}" | "\u{201d}" | "\u{201e}" | "\u{ab}" | "\u{bb}" => "\"",
        "\u{2018}" | "\u{201a}" => "'",
        "\u{2013}" | "\u{2014}" => "-",
        _ => form,
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(|it| matches!(it, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !it.is_ascii())
}

fn has_letters(stem: &str) -> bool {
    stem.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use crate::model::span::Field;
    use crate::text::deprel::Deprel;
    use crate::text::lemma::fill;
    use crate::text::lemma::lemma;
    use crate::text::lexicon::Lexicon;
    use crate::text::parsed::Feats;
    use crate::text::parsed::Number;
    use crate::text::parsed::Tense;
    use crate::text::parsed::Upos;
    use crate::text::parsed::VerbForm;
    use crate::text::segment;

    fn check(upos: Upos, feats: Feats, rows: &[(&str, &str)]) {
        let get = |form| lemma(form, upos, feats, Lexicon::embedded());
        let wrong: Vec<_> = rows.iter().filter(|(form, base)| get(form) != *base).collect();
        let got: Vec<_> = wrong.iter().map(|(form, _)| get(form)).collect();
        assert!(wrong.is_empty(), "{wrong:?} {got:?}");
    }

    #[test]
    fn verbs_in_the_past() {
        let feats = Feats { tense: Some(Tense::Past), ..Feats::default() };
        let rows = [
            ("met", "meet"),
            ("said", "say"),
            ("held", "hold"),
            ("denied", "deny"),
            ("agreed", "agree"),
            ("signed", "sign"),
            ("negotiated", "negotiate"),
            ("repeated", "repeat"),
            ("planned", "plan"),
            ("called", "call"),
            ("expelled", "expel"),
            ("travelled", "travel"),
            ("urged", "urge"),
            ("exchanged", "exchange"),
            ("visited", "visit"),
            ("invited", "invite"),
            ("referred", "refer"),
            ("entered", "enter"),
            ("closed", "close"),
            ("discussed", "discuss"),
            ("accused", "accuse"),
            ("tied", "tie"),
            ("need", "need"),
            ("cut", "cut"),
            ("Withdrew", "withdraw"),
            ("occurred", "occur"),
            ("attached", "attach"),
            ("reached", "reach"),
            ("described", "describe"),
            ("recognised", "recognise"),
        ];
        check(Upos::Verb, feats, &rows);
    }

    #[test]
    fn verbs_in_the_present() {
        let participle = Feats { verb_form: Some(VerbForm::Part), ..Feats::default() };
        let rows = [
            ("meeting", "meet"),
            ("arriving", "arrive"),
            ("lying", "lie"),
            ("running", "run"),
            ("being", "be"),
        ];
        check(Upos::Verb, participle, &rows);
        let finite = Feats {
            number: Some(Number::Sing),
            person: Some(3),
            tense: Some(Tense::Pres),
            verb_form: Some(VerbForm::Fin),
            passive: false,
        };
        let rows = [
            ("says", "say"),
            ("goes", "go"),
            ("denies", "deny"),
            ("pushes", "push"),
            ("lies", "lie"),
        ];
        check(Upos::Verb, finite, &rows);
        let infinitive = Feats { verb_form: Some(VerbForm::Inf), ..Feats::default() };
        check(
            Upos::Verb,
            infinitive,
            &[("bring", "bring"), ("Discuss", "discuss"), ("exceed", "exceed")],
        );
    }

    #[test]
    fn plurals() {
        let feats = Feats { number: Some(Number::Plur), ..Feats::default() };
        let rows = [
            ("talks", "talk"),
            ("countries", "country"),
            ("embassies", "embassy"),
            ("crises", "crisis"),
            ("women", "woman"),
            ("airmen", "airman"),
            ("processes", "process"),
            ("houses", "house"),
            ("heroes", "hero"),
            ("shoes", "shoe"),
            ("lives", "life"),
            ("vetoes", "veto"),
            ("MPs", "MP"),
            ("series", "series"),
            ("buses", "bus"),
            ("prizes", "prize"),
            ("aircraft", "aircraft"),
        ];
        check(Upos::Noun, feats, &rows);
        let names = [
            ("States", "State"),
            ("Nations", "Nation"),
            ("Countries", "Country"),
            ("Women", "Woman"),
        ];
        check(Upos::Propn, feats, &names);
    }

    #[test]
    fn other_words() {
        let none = Feats::default();
        check(Upos::Pron, none, &[("them", "they"), ("His", "his"), ("us", "we"), ("me", "I")]);
        check(
            Upos::Aux,
            none,
            &[("’s", "be"), ("wo", "will"), ("'ve", "have"), ("Could", "could")],
        );
        check(Upos::Part, none, &[("n’t", "not"), ("'", "'s"), ("to", "to")]);
        check(
            Upos::Adj,
            none,
            &[("largest", "large"), ("Better", "good"), ("Foreign", "foreign"), ("Iraqi", "Iraqi")],
        );
        check(Upos::Adv, none, &[("later", "late"), ("Separately", "separately")]);
        check(Upos::Num, none, &[("1,000", "1000"), ("Two", "two"), ("bn", "billion")]);
        check(Upos::Propn, none, &[("Oct.", "October"), ("Sept", "September"), ("Osk", "Osk")]);
        check(Upos::Noun, none, &[("TV", "TV"), ("Talk", "talk"), ("pm", "p.m.")]);
        check(Upos::Punct, none, &[("“", "\""), ("—", "-"), (".", ".")]);
    }

    #[test]
    fn the_tree_tells_her_and_short_auxiliaries_apart() {
        let mut sentences = segment("He's told her her aides", Field::Text);
        let rows = [
            (Upos::Pron, Some(2), Deprel::Nsubj),
            (Upos::Aux, Some(2), Deprel::Aux),
            (Upos::Verb, None, Deprel::Root),
            (Upos::Pron, Some(2), Deprel::Iobj),
            (Upos::Pron, Some(5), Deprel::NmodPoss),
            (Upos::Noun, Some(2), Deprel::Obj),
        ];
        for (token, row) in sentences.iter_mut().flat_map(|it| &mut it.tokens).zip(rows) {
            (token.upos, token.head, token.label) = row;
            if token.upos == Upos::Verb {
                token.feats.tense = Some(Tense::Past);
                token.feats.verb_form = Some(VerbForm::Part);
            }
            token.feats.number = (token.upos == Upos::Noun).then_some(Number::Plur);
        }
        fill(&mut sentences, Lexicon::embedded());
        let lemmas: Vec<&str> =
            sentences.iter().flat_map(|it| &it.tokens).map(|it| it.lemma.as_str()).collect();
        assert_eq!(lemmas, ["he", "have", "tell", "she", "her", "aide"]);
    }
}

//! Base forms: a table of irregular forms, then rules of spelling for each part of speech.
//!
//! As in the English UD treebanks, pronouns keep their possessive forms ("his"), abbreviated months are written out, and
//! figures lose their commas. Proper nouns keep their capitals, as do adjectives of nationality.

use crate::text::parsed::Feats;
use crate::text::parsed::Number;
use crate::text::parsed::Tense;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../data/text/lemmas.tsv")));

/// Irregular forms and the spelling of stems, from `data/text/lemmas.tsv`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexicon {
    forms: BTreeMap<String, Vec<(Upos, String)>>,
    stems: BTreeMap<String, String>,
    endings: BTreeMap<String, String>,
}

impl Lexicon {
    /// The table that the program carries.
    pub fn embedded() -> &'static Lexicon {
        &EMBEDDED
    }

    /// Lines "form, part of speech, lemma" between tabs; comments and lines of another shape are left out.
    pub fn parse(text: &str) -> Self {
        let mut lexicon = Lexicon::default();
        for line in text.lines().filter(|it| !it.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(form), Some(upos), Some(lemma)) =
                (columns.next(), columns.next().and_then(Upos::parse), columns.next())
            else {
                continue;
            };
            if let Some(ending) = form.strip_prefix('-') {
                lexicon.endings.insert(ending.to_owned(), lemma.to_owned());
            } else if let Some(stem) = form.strip_prefix('=') {
                lexicon.stems.insert(stem.to_owned(), lemma.to_owned());
            } else {
                let rows = lexicon.forms.entry(form.to_owned()).or_default();
                rows.push((upos, lemma.to_owned()));
            }
        }
        lexicon
    }

    fn irregular(&self, form: &str, upos: Upos) -> Option<&str> {
        let rows = self.forms.get(form)?;
        rows.iter().find(|(it, _)| *it == upos).map(|(_, lemma)| lemma.as_str())
    }

    /// The verb that `stem` before -ing or -ed belongs to: "negotiat" gives "negotiate", "plann" "plan".
    fn verb(&self, stem: &str) -> String {
        if let Some(verb) = self.stems.get(stem) {
            return verb.clone();
        }
        for (at, _) in stem.char_indices() {
            let (head, ending) = stem.split_at(at);
            if let Some(spelling) = self.endings.get(ending) {
                return format!("{head}{spelling}");
            }
        }
        undoubled(stem).unwrap_or(stem).to_owned()
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
        _ => lower,
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

/// "plann" as "plan": two equal consonants at the end become one, but for those that English writes twice.
fn undoubled(stem: &str) -> Option<&str> {
    let bare = stem.strip_suffix(['b', 'd', 'g', 'k', 'm', 'n', 'p', 'r', 't', 'v'])?;
    let twice = bare.chars().next_back() == stem.chars().next_back();
    (twice && bare.chars().count() > 1).then_some(bare)
}

fn has_vowel(stem: &str) -> bool {
    stem.chars().any(|it| matches!(it, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !it.is_ascii())
}

fn has_letters(stem: &str) -> bool {
    stem.chars().count() > 1
}

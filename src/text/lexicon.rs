//! The table of lemmas: irregular forms, and how the stem before -ing or -ed is spelt as a verb.

use crate::text::parsed::Upos;
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

    /// The lemma of an irregular form in lower case.
    pub fn irregular(&self, form: &str, upos: Upos) -> Option<&str> {
        let rows = self.forms.get(form)?;
        rows.iter().find(|(it, _)| *it == upos).map(|(_, lemma)| lemma.as_str())
    }

    /// The verb that `stem` before -ing or -ed belongs to: "negotiat" gives "negotiate", "plann" "plan".
    pub fn verb(&self, stem: &str) -> String {
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

/// "plann" as "plan": two equal consonants at the end become one, but for those that English writes twice.
fn undoubled(stem: &str) -> Option<&str> {
    let bare = stem.strip_suffix(['b', 'd', 'g', 'k', 'm', 'n', 'p', 'r', 't', 'v'])?;
    let twice = bare.chars().next_back() == stem.chars().next_back();
    (twice && bare.chars().count() > 1).then_some(bare)
}

#[cfg(test)]
mod tests {
    use crate::text::lexicon::Lexicon;

    #[test]
    fn every_row_of_the_table_is_read() {
        let text = include_str!("../../data/text/lemmas.tsv");
        let lexicon = Lexicon::parse(text);
        let rows = lexicon.forms.values().map(Vec::len).sum::<usize>();
        let lines = text.lines().filter(|it| !it.starts_with('#')).count();
        assert_eq!(rows + lexicon.stems.len() + lexicon.endings.len(), lines);
    }
}

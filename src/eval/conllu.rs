//! Reads treebanks in CoNLL-U (universaldependencies.org/format.html): words, tags, basic trees and the raw text.
//! Empty nodes and enhanced dependencies are left out.

use crate::model::span::Field;
use crate::text::deprel::Deprel;
use crate::text::parsed::Feats;
use crate::text::parsed::Number;
use crate::text::parsed::Sentence;
use crate::text::parsed::Tense;
use crate::text::parsed::Token;
use crate::text::parsed::Upos;
use crate::text::parsed::VerbForm;

/// A sentence of a treebank.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    pub sentence: Sentence,
    /// The sentence as its `# text =` line has it.
    pub text: String,
    /// It begins a paragraph or document.
    pub new_paragraph: bool,
    /// For each word the stretch of `text` that it stands for, in code points. The words of a multi-word token share
    /// its stretch where they are not its parts.
    pub spans: Vec<(usize, usize)>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConlluError {
    #[error("line {0}: not ten columns with a number, a tag, a head and a known label")]
    Line(usize),
    #[error("line {0}: the sentence that ends here is no tree")]
    Tree(usize),
}

/// All sentences of a file.
///
/// # Errors
/// The first line that is not CoNLL-U, or names a tag or label that English treebanks do not have.
pub fn read(text: &str) -> Result<Vec<Gold>, ConlluError> {
    let mut out = Vec::new();
    let mut open = Open::default();
    for (i, line) in text.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            let done = std::mem::take(&mut open);
            if !done.words.is_empty() {
                out.push(done.close().ok_or(ConlluError::Tree(i + 1))?);
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            open.comment(comment.trim());
        } else {
            open.word(line).ok_or(ConlluError::Line(i + 1))?;
        }
    }
    Ok(out)
}

/// The sentence that is being read.
#[derive(Default)]
struct Open {
    text: String,
    new_paragraph: bool,
    words: Vec<Word>,
    /// Surface tokens: form and the number of words in it.
    surface: Vec<(String, usize)>,
    /// Words of the last multi-word token that are still to come.
    inside: usize,
}

struct Word {
    form: String,
    lemma: String,
    upos: Upos,
    feats: Feats,
    head: usize,
    label: Deprel,
}

impl Open {
    fn comment(&mut self, comment: &str) {
        if let Some(text) = comment.strip_prefix("text =") {
            self.text = text.trim().to_owned();
        }
        if comment.starts_with("newpar") || comment.starts_with("newdoc") {
            self.new_paragraph = true;
        }
    }

    fn word(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, label, ..] = columns[..] else { return None };
        if id.contains('.') {
            return Some(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let words = last.parse::<usize>().ok()?.checked_sub(first.parse().ok()?)? + 1;
            self.surface.push((form.to_owned(), words));
            self.inside = words;
            return Some(());
        }
        if self.inside > 0 {
            self.inside -= 1;
        } else {
            self.surface.push((form.to_owned(), 1));
        }
        self.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::parse(upos)?,
            feats: read_feats(feats),
            head: head.parse().ok()?,
            label: Deprel::parse(label).or_else(|| Deprel::parse(label.split(':').next()?))?,
        });
        Some(())
    }

    fn close(self) -> Option<Gold> {
        let count = self.words.len();
        let spans = self.spans();
        let mut tokens = Vec::with_capacity(count);
        for (word, (start, end)) in self.words.into_iter().zip(&spans) {
            let head = word.head.checked_sub(1);
            if head.is_some_and(|it| it >= count) {
                return None;
            }
            tokens.push(Token {
                start: *start,
                end: *end,
                text: word.form,
                lemma: word.lemma,
                upos: word.upos,
                feats: word.feats,
                head,
                label: word.label,
            });
        }
        let end = self.text.chars().count();
        let sentence = Sentence { field: Field::Text, paragraph: 0, start: 0, end, tokens };
        Some(Gold { sentence, text: self.text, new_paragraph: self.new_paragraph, spans })
    }

    fn spans(&self) -> Vec<(usize, usize)> {
        let text: Vec<char> = self.text.chars().collect();
        let mut spans = Vec::new();
        let mut at = 0;
        let mut words = self.words.iter();
        for (form, count) in &self.surface {
            let length = form.chars().count();
            while text.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            let parts: Vec<&str> = words.by_ref().take(*count).map(|it| it.form.as_str()).collect();
            if parts.concat() == *form {
                let mut start = at;
                for part in parts {
                    let end = start + part.chars().count();
                    spans.push((start, end));
                    start = end;
                }
            } else {
                spans.extend(parts.iter().map(|_| (at, at + length)));
            }
            at += length;
        }
        spans
    }
}

fn read_feats(text: &str) -> Feats {
    let mut feats = Feats::default();
    for (name, value) in text.split('|').filter_map(|it| it.split_once('=')) {
        match (name, value) {
            ("Number", "Sing") => feats.number = Some(Number::Sing),
            ("Number", "Plur" | "Ptan") => feats.number = Some(Number::Plur),
            ("Person", _) => feats.person = value.parse().ok().filter(|it| (1..=3).contains(it)),
            ("Tense", "Past") => feats.tense = Some(Tense::Past),
            ("Tense", "Pres") => feats.tense = Some(Tense::Pres),
            ("VerbForm", "Fin") => feats.verb_form = Some(VerbForm::Fin),
            ("VerbForm", "Inf") => feats.verb_form = Some(VerbForm::Inf),
            ("VerbForm", "Part") => feats.verb_form = Some(VerbForm::Part),
            ("VerbForm", "Ger") => feats.verb_form = Some(VerbForm::Ger),
            ("Voice", "Pass") => feats.passive = true,
            _ => {}
        }
    }
    feats
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# newdoc id = a\n# text = We can't stop.\n\
        1\tWe\twe\tPRON\tPRP\tNumber=Plur|Person=1\t4\tnsubj\t_\t_\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        3.1\tx\tx\tX\t_\t_\t_\t_\t_\t_\n\
        4\tstop\tstop\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn words_of_a_multi_word_token_have_their_own_stretches() {
        let gold = read(TEXT).unwrap();
        assert_eq!(gold.len(), 1);
        assert_eq!(gold[0].spans, [(0, 2), (3, 5), (5, 8), (9, 13), (13, 14)]);
        assert!(gold[0].new_paragraph);
        let token = &gold[0].sentence.tokens[0];
        assert_eq!(
            (token.head, token.label, token.feats.person),
            (Some(3), Deprel::Nsubj, Some(1))
        );
    }

    #[test]
    fn errors_name_their_line() {
        assert_eq!(read("1\tWe\n"), Err(ConlluError::Line(1)));
        let far = TEXT.replace("\t4\tpunct", "\t9\tpunct");
        assert_eq!(read(&far), Err(ConlluError::Tree(10)));
    }
}

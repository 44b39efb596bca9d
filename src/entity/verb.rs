//! Whether a word is some form of a listed one: by its lemma where there is one, else by its ending.

use crate::entity::line::Line;
use crate::entity::patterns::singular;
use std::collections::BTreeSet;

/// Past forms that no ending gives away.
const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("bound", "bind"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("fell", "fall"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("held", "hold"),
    ("knew", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("overran", "overrun"),
    ("ran", "run"),
    ("rode", "ride"),
    ("said", "say"),
    ("sang", "sing"),
    ("sent", "send"),
    ("shaken", "shake"),
    ("shook", "shake"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stood", "stand"),
    ("struck", "strike"),
    ("swept", "sweep"),
    ("taken", "take"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("went", "go"),
    ("won", "win"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Whether the word at `at`, its lemma, its singular or one of its possible base forms is listed.
pub(crate) fn is_one_of(line: &Line, at: usize, words: &BTreeSet<String>) -> bool {
    forms(line, at).iter().any(|it| words.contains(it))
}

/// The same for a list in the code.
pub(crate) fn is_any(line: &Line, at: usize, words: &[&str]) -> bool {
    forms(line, at).iter().any(|it| words.contains(&it.as_str()))
}

fn forms(line: &Line, at: usize) -> Vec<String> {
    let word = line.lower(at);
    let mut forms = bases(word);
    forms.push(singular(word));
    if let Some(token) = line.sentence.tokens.get(at)
        && !token.lemma.is_empty()
    {
        forms.push(token.lemma.to_lowercase());
    }
    forms
}

/// The word itself and what it may be a form of; several where the spelling leaves it open.
pub(crate) fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    bases.extend(
        IRREGULAR.iter().filter(|(form, _)| *form == word).map(|(_, base)| (*base).to_owned()),
    );
    for (ending, replacements) in [
        ("ied", &["y"][..]),
        ("ies", &["y"]),
        ("ing", &["", "e"]),
        ("ed", &["", "e"]),
        ("es", &["", "e"]),
        ("s", &[""]),
    ] {
        let Some(stem) = word.strip_suffix(ending).filter(|it| it.len() >= 2) else { continue };
        bases.extend(replacements.iter().map(|it| format!("{stem}{it}")));
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        if last == before && matches!(ending, "ing" | "ed") {
            bases.push(stem.chars().take(stem.chars().count() - 1).collect());
        }
        break;
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_forms_by_ending() {
        let rows = [
            ("moving", "move"),
            ("stopped", "stop"),
            ("visited", "visit"),
            ("reaches", "reach"),
            ("flew", "fly"),
            ("denies", "deny"),
            ("pressed", "press"),
            ("says", "say"),
            ("toured", "tour"),
        ];
        for (word, want) in rows {
            assert!(bases(word).iter().any(|it| it == want), "{word}: {:?}", bases(word));
        }
    }
}

//! How far the words that name or describe a dispute reach in a sentence.
//! Deliberately absent: which dispute they mean.

use crate::event::tree;
use crate::text::parsed::Sentence;

/// Nouns for a disagreement; a description or a generic phrase has one as its head.
const HEADS: &[&str] = &[
    "dispute",
    "row",
    "issue",
    "problem",
    "question",
    "conflict",
    "controversy",
    "spat",
    "quarrel",
    "standoff",
    "stand-off",
    "disagreement",
    "feud",
    "claim",
    "crisis",
];
/// Whether a lemma is a noun for a disagreement.
pub fn is_disagreement(lemma: &str) -> bool {
    HEADS.contains(&lemma.to_lowercase().as_str())
}

/// The nominals that say what a dispute is about: after "over", "about", "on", "of".
pub fn description(s: &Sentence, head: usize) -> Vec<usize> {
    let about = |it: &usize| {
        matches!(tree::preposition(s, *it).as_str(), "over" | "about" | "on" | "of" | "regarding")
    };
    s.children_by(head, "nmod").filter(about).flat_map(|it| tree::conjuncts(s, it)).collect()
}

pub fn is_word(s: &Sentence, at: usize, feature: &str) -> bool {
    let same = |i: usize| {
        tree::token(s, i).is_some_and(|it| {
            it.text.eq_ignore_ascii_case(feature) || it.lemma.eq_ignore_ascii_case(feature)
        })
    };
    same(at)
        || s.children(at)
            .any(|c| same(c) && matches!(tree::label(s, c).base(), "amod" | "compound"))
}

/// The phrase with the determiners and adjectives right before it, and with the disagreement that it is the
/// subject of ("the dispute over the four southern Kuril islands").
pub fn whole_phrase(s: &Sentence, first: usize, last: usize) -> (usize, usize) {
    let head = tree::outer_head(s, first, last).unwrap_or(last);
    let mut start = extend_left(s, first, head);
    let mut end = last.max(head);
    if let Some(up) = tree::head(s, head) {
        let is_head = is_disagreement(tree::lemma(s, up));
        if is_head && up < start && description(s, up).contains(&head) {
            start = extend_left(s, up, up);
        }
    }
    end = end.max(last);
    (start, end)
}

fn extend_left(s: &Sentence, first: usize, head: usize) -> usize {
    let mut start = first;
    while start > 0 {
        let before = start - 1;
        let modifies = tree::head(s, before)
            .is_some_and(|up| up == head || (up >= start && up <= head))
            && matches!(tree::label(s, before).base(), "det" | "amod" | "nummod" | "compound");
        if !modifies {
            break;
        }
        start = before;
    }
    start
}

/// Whether a token stands in a relative clause below `root`: no part of a name or description.
fn in_relative_clause(s: &Sentence, at: usize, root: usize) -> bool {
    let mut here = at;
    while here != root {
        if tree::label(s, here).as_str() == "acl:relcl" {
            return true;
        }
        match tree::head(s, here) {
            Some(up) => here = up,
            None => break,
        }
    }
    false
}

pub fn subtree_end(s: &Sentence, root: usize) -> usize {
    let mut end = root;
    for i in root + 1..s.tokens.len() {
        if i == end + 1 && tree::is_under(s, i, root) && !in_relative_clause(s, i, root) {
            end = i;
        }
    }
    while end > root && tree::label(s, end).base() == "punct" {
        end -= 1;
    }
    end
}

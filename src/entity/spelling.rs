//! One name in several transliterations: the key under which the parts of names are compared, so that Sergey is
//! Sergei and Qadhafi is Gaddafi. What rules cannot tell stands in patterns.toml (`name.variants`).

use crate::entity::patterns::Patterns;
use std::collections::BTreeMap;

/// Endings that are written for one sound, the longest first.
const FINAL: &[&str] = &["iy", "yi", "ij", "ey", "ei", "ii", "y"];

/// Shorter parts keep their ending: Roy is not Roi.
const SHORT: usize = 4;

/// The key of a folded part of a name.
pub(crate) fn key(patterns: &Patterns, part: &str) -> String {
    let loose = loosened(part);
    patterns.name.spelling.get(&loose).cloned().unwrap_or(loose)
}

pub(crate) fn keys(patterns: &Patterns, parts: &[String]) -> Vec<String> {
    parts.iter().map(|it| key(patterns, it)).collect()
}

/// Each spelling of the lists to the first of its list.
pub(crate) fn table(variants: &[Vec<String>]) -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    for list in variants {
        let Some(head) = list.first().map(|it| loosened(it)) else { continue };
        table.extend(list.iter().map(|it| (loosened(it), head.clone())));
    }
    table
}

/// Double letters as one, "ks" as "x", one letter for the endings of one sound.
fn loosened(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if out.ends_with('k') && c == 's' {
            out.pop();
            out.push('x');
        } else if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.chars().count() >= SHORT
        && let Some(stem) = FINAL.iter().find_map(|it| out.strip_suffix(it))
    {
        return format!("{stem}i");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let mut patterns = Patterns::default();
        let lists = [["mohammed", "muhammad"], ["alexander", "aleksandr"], ["gaddafi", "qadhafi"]];
        patterns.name.spelling = table(&lists.map(|it| it.map(str::to_owned).to_vec()));
        let same = [
            ("sergey", "sergei"),
            ("yury", "yuriy"),
            ("aleksey", "alexei"),
            ("hassan", "hasan"),
            ("mohamed", "mohammed"),
            ("muhamad", "mohammed"),
            ("aleksandr", "alexander"),
            ("qadhafi", "gaddafi"),
        ];
        for (a, b) in same {
            assert_eq!(key(&patterns, a), key(&patterns, b), "{a} {b}");
        }
        for (a, b) in [("kerry", "gerry"), ("roy", "roi"), ("ivanov", "ivanova"), ("kim", "kin")] {
            assert_ne!(key(&patterns, a), key(&patterns, b), "{a} {b}");
        }
    }
}

//! File name patterns for shells that do not expand them: `*` and `?` within a name, `**` for any folders.

use crate::cli::input::below;
use std::io;
use std::path::Path;
use std::path::PathBuf;

pub fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// The files that a pattern names, sorted. Names that begin with a dot are passed over.
pub fn expand(pattern: &str) -> io::Result<Vec<PathBuf>> {
    let parts: Vec<&str> = pattern.split('/').collect();
    let fixed = parts.iter().position(|it| is_pattern(it)).unwrap_or(parts.len());
    let (root, wild) = parts.split_at(fixed);
    let root = match root {
        [] => PathBuf::from("."),
        [""] => PathBuf::from("/"),
        _ => PathBuf::from(root.join("/")),
    };
    if !root.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = below(&root)?;
    files.retain(|it| fits_path(it, &root, wild));
    Ok(files)
}

fn fits_path(file: &Path, root: &Path, wild: &[&str]) -> bool {
    let names: Vec<String> = file
        .strip_prefix(root)
        .unwrap_or(file)
        .components()
        .map(|it| it.as_os_str().to_string_lossy().into_owned())
        .collect();
    fits_parts(&names, wild)
}

fn fits_parts(names: &[String], wild: &[&str]) -> bool {
    match (wild.split_first(), names.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), None) => fits_parts(names, rest),
        (Some((&"**", rest)), Some((_, others))) => {
            fits_parts(names, rest) || fits_parts(others, wild)
        }
        (Some((pattern, rest)), Some((name, others))) => {
            fits_name(&name.chars().collect::<Vec<_>>(), &pattern.chars().collect::<Vec<_>>())
                && fits_parts(others, rest)
        }
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Wildcard match in one pass with a single point to go back to (linear but for the last `*`).
fn fits_name(name: &[char], pattern: &[char]) -> bool {
    let (mut n, mut p) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                back = Some((n, p));
                p += 1;
            }
            Some(c) if *c == '?' || name.get(n) == Some(c) => {
                n += 1;
                p += 1;
            }
            _ => match back {
                Some((from, star)) => {
                    back = Some((from + 1, star));
                    n = from + 1;
                    p = star + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_none_or(|rest| rest.iter().all(|it| *it == '*'))
}

#[cfg(test)]
mod tests {
    use crate::cli::glob::fits_name;

    #[test]
    fn names() {
        let rows = [
            ("a.txt", "*.txt", true),
            ("a.txt", "?.txt", true),
            ("ab.txt", "?.txt", false),
            ("abcabc", "*abc", true),
            ("abcabd", "*abc", false),
            ("", "*", true),
            ("a", "", false),
            ("日本.txt", "??.txt", true),
        ];
        for (name, pattern, expected) in rows {
            let chars = |it: &str| it.chars().collect::<Vec<_>>();
            assert_eq!(fits_name(&chars(name), &chars(pattern)), expected, "{name} {pattern}");
        }
    }
}

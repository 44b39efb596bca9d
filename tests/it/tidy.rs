//! Properties of the repository that the compiler does not check.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of `src/` with the modules that it may name, lowest first.
/// A module may name only what stands above it in this table, so there is no way back.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("config", &[]),
    ("article", &["model"]),
    ("text", &["model"]),
    ("entity", &["model", "text"]),
    ("time", &["model", "text"]),
    ("event", &["model", "text", "entity", "time"]),
    ("knowledge", &["model", "text", "entity", "time", "event"]),
    ("pipeline", &["model", "article", "text", "entity", "time", "event", "knowledge"]),
    ("graph", &["model"]),
    ("store", &["model"]),
    ("merge", &["model", "graph"]),
    ("query", &["model", "graph"]),
    ("cypher", &["model", "graph"]),
    ("export", &["model", "graph", "query"]),
    ("ingest", &["model", "article", "knowledge", "pipeline", "merge", "store", "graph"]),
    ("http", &["model", "config", "store", "graph", "query", "cypher", "export", "ingest"]),
    ("eval", &["model", "article", "text", "knowledge", "pipeline", "graph", "merge"]),
    (
        "cli",
        &[
            "model",
            "config",
            "article",
            "knowledge",
            "pipeline",
            "store",
            "graph",
            "merge",
            "query",
            "cypher",
            "export",
            "ingest",
            "http",
            "eval",
        ],
    ),
];

#[test]
fn modules_name_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let module = module_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            assert!(
                ["lib", "main"].contains(&module.as_str()),
                "{module} is in no layer: add it to LAYERS"
            );
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        if text.lines().any(|line| line.contains("super::") && !line.contains("use super::*")) {
            wrong.push(format!("{}: `super::` hides an arrow; write `crate::`", file.display()));
        }
        let named: BTreeSet<&str> = text.split("crate::").skip(1).map(first_name).collect();
        for name in named {
            if name.is_empty() {
                wrong.push(format!(
                    "{}: one `use crate::module` a line, no `crate::{{..}}`",
                    file.display()
                ));
            } else if name != module && !allowed.contains(&name) {
                wrong.push(format!("{}: {module} may not name {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_layer_table_has_no_way_back() {
    for (i, (module, allowed)) in LAYERS.iter().enumerate() {
        let below: Vec<&str> = LAYERS[..i].iter().map(|(name, _)| *name).collect();
        for name in *allowed {
            assert!(below.contains(name), "{module} names {name}, which does not stand below it");
        }
    }
}

/// Lines that a file of code may have; one that needs more does two things.
const MOST_LINES: usize = 400;

#[test]
fn files_stay_short() {
    let files = ["src", "tests", "benches"].map(|it| rust_files(Path::new(it))).concat();
    let lines = |file: &Path| fs::read_to_string(file).unwrap().lines().count();
    let long: Vec<String> = files
        .iter()
        .map(|it| (lines(it), it.display()))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("{file}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

fn first_name(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// `src/text/token.rs` and `src/text/mod.rs` are both `text`.
fn module_of(file: &Path) -> String {
    let first = file.components().nth(1).unwrap();
    Path::new(&first).file_stem().unwrap().to_string_lossy().into_owned()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

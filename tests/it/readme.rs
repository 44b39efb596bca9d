//! The README's questions, asked again: each console block has to show what the command prints today.
//! `UPDATE=1 cargo test readme` rewrites them.

use std::fs;
use std::process::Command;

/// Lines of an answer that the README shows at most; the rest is told as a number.
const LINES: usize = 20;

#[test]
fn questions_show_what_commands_print() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("demo.db");
    let made = demarche(&["demo", "--no-serve", "--db", db.to_str().unwrap()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let readme = fs::read_to_string("README.md").unwrap();
    let mut fresh = String::new();
    let mut asked = 0;
    let mut skipping = false;
    for line in readme.lines() {
        skipping &= line != "```";
        if skipping {
            continue;
        }
        fresh.push_str(line);
        fresh.push('\n');
        if let Some(command) = line.strip_prefix("$ demarche ") {
            asked += 1;
            skipping = true;
            fresh.push_str(&answer(command, &db));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write("README.md", &fresh).unwrap();
    }
    assert_eq!(asked, 5, "five questions");
    assert_eq!(
        fs::read_to_string("README.md").unwrap(),
        fresh,
        "UPDATE=1 cargo test readme rewrites it"
    );
}

fn answer(command: &str, db: &std::path::Path) -> String {
    let mut words: Vec<String> = Vec::new();
    for (i, part) in command.split('\'').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words.extend(["--db".to_owned(), db.to_str().unwrap().to_owned()]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let out = demarche(&words);
    assert!(out.status.success(), "{command}: {}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let mut shown: String = lines.iter().take(LINES).map(|it| format!("{it}\n")).collect();
    if lines.len() > LINES {
        shown.push_str(&format!("... {} more lines\n", lines.len() - LINES));
    }
    shown
}

fn demarche(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_demarche")).args(args).env("COLUMNS", "100").output().unwrap()
}

//! kill -9 in the middle of an import: what was told as stored is there, and importing again leads to the same rows.

use crate::store::Fresh;
use crate::store::check_whole;
use crate::store::dump;
use rusqlite::Connection;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

const ROWS: usize = 90_000;
const BATCH: usize = 20_000;

/// Rows in which new people come up to the last.
fn export() -> String {
    let mut text = String::new();
    for number in 0..ROWS {
        let mut cells = vec![String::new(); 61];
        for (at, cell) in [(1, "20200113"), (26, "042"), (32, "2"), (51, "0"), (59, "20200113")] {
            cells[at] = cell.to_owned();
        }
        let people = [number % 7, number / 100];
        for (first, person) in [5, 15].into_iter().zip(people) {
            cells[first] = "FINGOV".to_owned();
            cells[first + 1] = format!("OLDEN NUMBER{person}");
            cells[first + 2] = "FIN".to_owned();
            cells[first + 7] = "GOV".to_owned();
        }
        cells[0] = (1_000_000 + number).to_string();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// Imports and kills after so many batches were told to be stored. Returns how many rows were told of.
fn import(db: &Path, file: &Path, kill_after: usize) -> usize {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["ingest", "--db", db.to_str().unwrap(), file.to_str().unwrap()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut batches, mut rows) = (0, 0);
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let Some(rest) = line.strip_prefix("stored ") else { continue };
        batches += 1;
        rows += rest.split(' ').next().unwrap().parse::<usize>().unwrap();
        if batches == kill_after {
            child.kill().unwrap();
        }
    }
    let by_itself = child.wait().unwrap().success();
    assert!(by_itself || kill_after <= batches);
    rows
}

fn stored(db: &Path) -> usize {
    let connection = Connection::open(db).unwrap();
    let count: i64 =
        connection.query_row("SELECT count(*) FROM coded_events", [], |it| it.get(0)).unwrap();
    usize::try_from(count).unwrap()
}

#[test]
fn an_import_that_is_killed_is_gone_on_with() {
    let fresh = Fresh::new();
    let file = fresh.path().with_file_name("many.export.CSV");
    fs::write(&file, export()).unwrap();
    let (killed, whole) = (fresh.path(), fresh.path().with_file_name("whole.db"));
    let mut before = 0;
    for round in 1..=3 {
        before += import(&killed, &file, round);
        let now = stored(&killed);
        assert!(now >= before, "{now} are there, {before} were told");
        assert!(now == ROWS || now.is_multiple_of(BATCH), "{now}: a batch is half there");
        check_whole(&killed);
        before = now;
    }
    import(&killed, &file, usize::MAX);
    assert_eq!(import(&whole, &file, usize::MAX), ROWS);
    assert_eq!(stored(&killed), ROWS);
    assert!(dump(&killed) == dump(&whole), "killing left a trace");
    let connection = Connection::open(&killed).unwrap();
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'coded_events_*'";
    let indexes: i64 = connection.query_row(sql, [], |it| it.get(0)).unwrap();
    assert_eq!(indexes, 3);
}

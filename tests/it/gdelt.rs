//! Event exports of GDELT into the store: what each row becomes, packed files, bad rows, and importing again.

use crate::store::Fresh;
use crate::store::check_whole;
use crate::store::dump;
use demarche::knowledge::Knowledge;
use demarche::model::change::Cause;
use demarche::model::change::CodedCount;
use demarche::store::reader::Reader;
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use std::fs;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const EXPORT: &str = "tests/gdelt/invented.export.CSV";

/// Standard output, standard error and exit code.
fn ingest(db: &Path, arguments: &[&str]) -> (String, String, i32) {
    let out = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["ingest", "--db", db.to_str().unwrap()])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(out.stdout), text(out.stderr), out.status.code().unwrap())
}

/// What is stored, with ids in the place of numbers.
fn events(db: &Path) -> Vec<String> {
    let connection = Connection::open(db).unwrap();
    let sql = "SELECT e.number || ' ' || day || ' ' || cameo || ' ' || ifnull(a.id, '-') || ' ' || ifnull(af.id, '-')
        || ' ' || ifnull(b.id, '-') || ' ' || ifnull(bf.id, '-') || ' ' || ifnull(p.id, '-') || ' ' || sources
        || ' ' || known || ' ' || ifnull(url, '-')
        FROM coded_events e LEFT JOIN coded_entities a ON a.number = actor1
        LEFT JOIN coded_entities af ON af.number = actor1_for LEFT JOIN coded_entities b ON b.number = actor2
        LEFT JOIN coded_entities bf ON bf.number = actor2_for LEFT JOIN coded_entities p ON p.number = place
        ORDER BY e.number";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect()
}

const EXPECTED: &[&str] = &[
    "1000000001 20200113 042 person:mira-olden-fin country:FIN person:idris-kalema-rwa country:RWA place:kigali-rw 4 20200114 https://wire.example/2020/1",
    "1000000002 20200114 036 country:RWA - country:FIN - country:RWA 2 20200114 https://wire.example/2020/2",
    "1000000003 20200115 010 org:united-nations - - - - 1 20200115 https://wire.example/2020/3",
    "1000000004 20200116 112 org:rwandan-foreign-ministry country:RWA country:FIN - country:FIN 1 20200116 https://wire.example/2020/4",
    "1000000005 20200117 057 person:mira-olden-lva country:LVA person:mira-olden-fin country:FIN - 1 20200117 https://wire.example/2020/5",
    "1000000006 20200118 173 org:fin-police country:FIN org:fin-protester country:FIN place:oldenby-13-fi 6 20200118 https://wire.example/2020/6",
    "1000000007 20200119 043 person:sergei-lavrov country:RUS person:mira-olden-fin country:FIN place:oldenby-06-fi 9 20200119 https://wire.example/2020/7",
    "1000000008 20200229 020 - - - - - 1 20200301 https://wire.example/2020/8",
    "1000000009 20200301 051 - - country:ROU - - 1 20200301 https://wire.example/2020/9",
    "1000000010 20200302 010 person:idris-kalema-rwa country:RWA person:idris-kalema-rwa country:RWA place:tokyo-jp 1 20200302 -",
    "1000000011 20200303 163 org:league-of-invented-states - org:fin-olden-shipping-company country:FIN - 1 20200303 https://wire.example/2020/11",
    "1000000012 20200304 0841 person:jean-claude-obrien-irl country:IRL country:FIN - place:texas-us 1 20200304 https://wire.example/2020/12",
];

#[test]
fn rows_become_events_of_known_and_new_entities() {
    let fresh = Fresh::new();
    let (out, err, code) = ingest(&fresh.path(), &[EXPORT]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert_eq!(
        out,
        format!(
            "stored 12 events up to {EXPORT}:12, 0 were there\n\
             read 12, new 12, duplicate 0, changed 0, withdrawn 0, failed 0\n"
        )
    );
    assert_eq!(events(&fresh.path()), EXPECTED);
    check_whole(&fresh.path());

    let reader = Reader::open(&fresh.path()).unwrap();
    let rows = reader.rows().unwrap().coded;
    assert_eq!(rows.events.len(), 12);
    assert_eq!(rows.events[0].actors[0].unwrap().entity, 1);
    assert_eq!(rows.entities, reader.coded_entities().unwrap());
    let shown: Vec<String> = rows
        .entities
        .iter()
        .map(|it| {
            let country = it.country.as_ref().map_or("-", |it| it.as_str());
            format!("{} {} {country} {} {}", it.number, it.kind, it.name, it.names.join("|"))
        })
        .collect();
    let first = [
        "1 person country:FIN Mira Olden ",
        "2 country - Finland ",
        "3 person country:RWA Idris Kalema ",
        "4 country - Rwanda ",
        "5 place country:RWA Kigali ",
        "6 organization - United Nations ",
        "7 organization country:RWA Rwandan Foreign Ministry Ministry of Foreign Affairs of Rwanda",
    ];
    assert_eq!(shown[..7], first);

    assert_eq!(
        reader.coded_url(1_000_000_001).unwrap().as_deref(),
        Some("https://wire.example/2020/1")
    );
    assert_eq!(reader.coded_url(1_000_000_010).unwrap(), None);
    assert_eq!(reader.coded_url(7).unwrap(), None);
    let changes = reader.changes(0, 10).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].cause, Cause::Imported);
    let count = CodedCount { events: 12, entities: rows.entities.len() };
    assert_eq!((changes[0].generation, changes[0].coded), (1, Some(count)));
}

#[test]
fn what_is_imported_again_is_there_already() {
    let fresh = Fresh::new();
    ingest(&fresh.path(), &[EXPORT]);
    let before = dump(&fresh.path());
    let (out, _, code) = ingest(&fresh.path(), &["--json", EXPORT]);
    assert_eq!(code, 0);
    let lines: Vec<serde_json::Value> =
        out.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(
        lines[0],
        serde_json::json!({"outcome": "coded", "new": 0, "duplicate": 12, "file": EXPORT, "line": 12})
    );
    assert_eq!((&lines[1]["new"], &lines[1]["duplicate"]), (&0.into(), &12.into()));
    assert_eq!(dump(&fresh.path()), before);
}

#[test]
fn the_order_of_rows_changes_numbers_but_no_ids() {
    let fresh = Fresh::new();
    let text = fs::read_to_string(EXPORT).unwrap();
    let lines: Vec<&str> = text.lines().rev().collect();
    let file = fresh.path().with_file_name("turned.export.CSV");
    fs::write(&file, lines.join("\r\n")).unwrap();
    let (_, err, code) = ingest(&fresh.path(), &[file.to_str().unwrap()]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert_eq!(events(&fresh.path()), EXPECTED);
}

#[test]
fn packed_files_hold_the_same() {
    let text = fs::read(EXPORT).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut gz =
        GzEncoder::new(File::create(path("a.export.CSV.gz")).unwrap(), Compression::fast());
    gz.write_all(&text).unwrap();
    gz.finish().unwrap();
    zipped(&path("a.export.CSV.zip"), &[("a.export.CSV", &text)]);
    zipped(&path("two.zip"), &[("a.export.CSV", &text), ("b.txt", b"x")]);
    let rows = [
        ("a.export.CSV.gz", None, "", 0),
        ("a.export.CSV.zip", None, "", 0),
        ("two.zip", Some("only the first file of the archive is read, 1 are left out"), "gdelt", 3),
    ];
    for (name, complaint, format, expected) in rows {
        let db = path(&format!("{name}.db"));
        let file = path(name);
        let mut arguments = vec![file.to_str().unwrap()];
        if !format.is_empty() {
            arguments.extend(["--format", format]);
        }
        let (_, err, code) = ingest(&db, &arguments);
        let complaint =
            complaint.map_or(String::new(), |it| format!("demarche: {}: {it}\n", file.display()));
        assert_eq!((err, code), (complaint, expected), "{name}");
        assert_eq!(events(&db), EXPECTED, "{name}");
    }
}

fn zipped(file: &Path, members: &[(&str, &[u8])]) {
    let mut archive = ZipWriter::new(File::create(file).unwrap());
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn bad_rows_are_told_and_the_rest_goes_on() {
    let fresh = Fresh::new();
    let text = fs::read_to_string(EXPORT).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replacen("20200114", "20200231", 1);
    lines[3] = lines[3].rsplit_once('\t').unwrap().0.to_owned();
    lines.insert(5, String::new());
    lines.push(lines[0].clone());
    let file = fresh.path().with_file_name("bad.export.CSV");
    fs::write(&file, lines.join("\n")).unwrap();
    let name = file.to_str().unwrap();
    let (out, err, code) = ingest(&fresh.path(), &[name, EXPORT]);
    assert_eq!(code, 3);
    assert_eq!(
        err,
        format!(
            "demarche: {name}:2: SQLDATE is no day of the calendar: \"20200231\"\n\
             demarche: {name}:4: 60 columns, where a GDELT 2.0 event export has 61\n"
        )
    );
    assert_eq!(
        out.lines().last(),
        Some("read 25, new 12, duplicate 11, changed 0, withdrawn 0, failed 2")
    );
    assert_eq!(events(&fresh.path()), EXPECTED);
}

#[test]
fn what_is_no_export_ends_soon() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    zipped(&path("bomb.zip"), &[("bomb", &vec![0; 50_000_000])]);
    fs::write(path("lines.csv"), "a,b\n".repeat(100_000)).unwrap();
    fs::write(path("cut.gz"), [0x1f, 0x8b, 8, 0]).unwrap();
    fs::write(path("cut.zip"), b"PK\x03\x04").unwrap();
    fs::write(path("empty.csv"), "").unwrap();
    let rows = [
        ("bomb.zip", "bomb.zip:1: a line of more than 16 kB: no event export", 1),
        (
            "lines.csv",
            "lines.csv:1000: 1000 bad lines one after the other: the rest is left out",
            1,
        ),
        ("cut.gz", "cut.gz:1: ", 1),
        ("cut.zip", "cut.zip: cannot be read: ", 1),
        ("empty.csv", "no article and no event in the input", 1),
        ("none.csv", "none.csv: cannot be read: No such file or directory", 1),
    ];
    for (name, expected, exit) in rows {
        let db = path(&format!("{name}.db"));
        let (_, err, code) = ingest(&db, &["--format", "gdelt", path(name).to_str().unwrap()]);
        assert!(err.lines().last().is_some_and(|it| it.contains(expected)), "{name}: {err}");
        assert_eq!(code, exit, "{name}");
        assert_eq!(events(&db), Vec::<String>::new());
        check_whole(&db);
    }
}

#[test]
fn exports_are_no_articles() {
    let out = Command::new(env!("CARGO_BIN_EXE_demarche")).args(["read", EXPORT]).output().unwrap();
    let err = String::from_utf8(out.stderr).unwrap();
    assert!(err.contains("an export of coded events, which holds no articles"), "{err}");
}

#[test]
fn examples_beside_the_tables_hold() {
    let knowledge = Knowledge::load().unwrap();
    let (count, wrong) = knowledge.export.check_examples(&knowledge.gazetteer);
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count >= 40, "{count}");
}

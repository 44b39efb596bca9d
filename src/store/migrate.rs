//! Brings the schema of a database to the version of this program: each migration once, all in one transaction.

use crate::model::hash;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use rusqlite::Connection;
use rusqlite::TransactionBehavior;

struct Migration {
    version: i64,
    name: &'static str,
    sql: &'static str,
}

/// Only ever added to: a released migration does not change.
const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "initial", sql: include_str!("../../schema/0001_initial.sql") },
    Migration {
        version: 2,
        name: "text_prints",
        sql: include_str!("../../schema/0002_text_prints.sql"),
    },
    Migration { version: 3, name: "changes", sql: include_str!("../../schema/0003_changes.sql") },
    Migration { version: 4, name: "merges", sql: include_str!("../../schema/0004_merges.sql") },
    Migration {
        version: 5,
        name: "coded_events",
        sql: include_str!("../../schema/0005_coded_events.sql"),
    },
];

const HISTORY: &str = "CREATE TABLE IF NOT EXISTS schema_history (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT";

/// Applies what is missing. Refuses a schema that is newer than this program or that was made by other migrations.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let doing = "bringing the schema up to date";
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(doing)?;
    transaction.execute(HISTORY, []).doing(doing)?;
    let applied = applied(&transaction)?;
    for migration in MIGRATIONS.iter().filter(|it| it.version > applied) {
        transaction.execute_batch(migration.sql).doing(doing)?;
        let row = (migration.version, migration.name, checksum(migration));
        transaction.execute("INSERT INTO schema_history VALUES (?, ?, ?)", row).doing(doing)?;
    }
    transaction.commit().doing(doing)
}

/// Fails unless the schema is exactly that of this program.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    let found = applied(connection)?;
    if found < known() { Err(StoreError::OlderSchema { found, known: known() }) } else { Ok(()) }
}

/// The version of the last migration applied, all of them known and unchanged.
fn applied(connection: &Connection) -> Result<i64, StoreError> {
    let doing = "reading the history of the schema";
    let history = "SELECT version, name, checksum FROM schema_history ORDER BY version";
    let mut statement = connection.prepare(history).doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    let mut last = 0;
    while let Some(row) = rows.next().doing(doing)? {
        let (version, name): (i64, String) = (row.get(0).doing(doing)?, row.get(1).doing(doing)?);
        let found: String = row.get(2).doing(doing)?;
        let Some(migration) = MIGRATIONS.iter().find(|it| it.version == version) else {
            return Err(StoreError::NewerSchema { found: version, known: known() });
        };
        if checksum(migration) != found {
            return Err(StoreError::EditedSchema { version, name });
        }
        last = version;
    }
    Ok(last)
}

fn known() -> i64 {
    MIGRATIONS.last().map_or(0, |it| it.version)
}

fn checksum(migration: &Migration) -> String {
    hash::hex(migration.sql.as_bytes(), 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    fn migrated() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    #[test]
    fn each_migration_once() {
        let mut connection = migrated();
        migrate(&mut connection).unwrap();
        check(&connection).unwrap();
        let rows: i64 = connection
            .query_row("SELECT count(*) FROM schema_history", [], |it| it.get(0))
            .unwrap();
        assert_eq!(rows, known());
    }

    #[test]
    fn refuses_what_it_did_not_make() {
        let cases = [
            (
                "INSERT INTO schema_history VALUES (1000, 'later', 'x')",
                "the schema has version 1000",
            ),
            ("UPDATE schema_history SET checksum = 'x'", "migration 1 (initial) is not the one"),
        ];
        for (change, expected) in cases {
            let mut connection = migrated();
            connection.execute(change, []).unwrap();
            let error = migrate(&mut connection).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{change}: {error}");
        }
    }

    #[test]
    fn all_files_are_in_the_list() {
        let mut files: Vec<String> = fs::read_dir("schema")
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it.ends_with(".sql") && it != "current.sql")
            .collect();
        files.sort();
        let listed: Vec<String> =
            MIGRATIONS.iter().map(|it| format!("{:04}_{}.sql", it.version, it.name)).collect();
        assert_eq!(files, listed);
    }

    /// `UPDATE=1 cargo test` writes the file anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the wish to update comes from the environment")]
    fn current_schema_is_written_down() {
        let connection = migrated();
        let mut statement = connection
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '*_fts_*'
                 OR type = 'trigger' ORDER BY type <> 'table', type, name",
            )
            .unwrap();
        let parts: Vec<String> =
            statement.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect();
        let current = parts.join(";\n\n") + ";\n";
        let file = Path::new("schema/current.sql");
        if std::env::var("UPDATE").is_ok() {
            fs::write(file, &current).unwrap();
        }
        assert!(
            fs::read_to_string(file).unwrap() == current,
            "schema/current.sql is old: UPDATE=1 cargo test"
        );
    }
}

//! Connections with the settings that durability and safety rest on. Each setting is read back and checked.

use crate::store::error::Doing;
use crate::store::error::StoreError;
use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::Row;
use rusqlite::config::DbConfig;
use std::path::Path;
use std::time::Duration;

/// "DEMA" as SQLite's application id.
const APPLICATION_ID: i64 = 0x4445_4d41;
/// Earlier ones carry faults in the write-ahead log and in FTS5 that can damage a database.
const OLDEST_SQLITE: (&str, i32) = ("3.53.2", 3_053_002);
/// Statements kept prepared on a connection.
const STATEMENTS: usize = 128;

/// Name, value, and what reads back.
type Setting = (&'static str, &'static str, &'static str);

/// Set in this order before anything is written; page size and vacuum mode count at creation only.
const WRITER: &[Setting] = &[
    ("page_size", "4096", "4096"),
    ("auto_vacuum", "INCREMENTAL", "2"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("busy_timeout", "5000", "5000"),
    ("wal_autocheckpoint", "4000", "4000"),
    ("journal_size_limit", "67108864", "67108864"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
    ("cell_size_check", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("secure_delete", "ON", "1"),
];

const READER: &[Setting] = &[
    ("query_only", "ON", "1"),
    ("busy_timeout", "5000", "5000"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
    ("cell_size_check", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
];

/// The connection that writes; the file is made if it is not there.
pub fn writer(path: &Path) -> Result<Connection, StoreError> {
    check_version()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    claim(&connection, path)?;
    set(&connection, WRITER)?;
    harden(&connection)?;
    Ok(connection)
}

/// A connection that cannot write.
pub fn reader(path: &Path) -> Result<Connection, StoreError> {
    check_version()?;
    if !path.exists() {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    let connection =
        open(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if application_id(&connection, path)? != APPLICATION_ID {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    set(&connection, READER)?;
    harden(&connection)?;
    Ok(connection)
}

fn check_version() -> Result<(), StoreError> {
    let (needed, number) = OLDEST_SQLITE;
    if rusqlite::version_number() < number {
        return Err(StoreError::OldSqlite { found: rusqlite::version(), needed });
    }
    Ok(())
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let failed = |source| StoreError::Open { path: path.to_owned(), source };
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Marks an empty file as ours and refuses the file of another program.
fn claim(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Open { path: path.to_owned(), source };
    if application_id(connection, path)? == APPLICATION_ID {
        return Ok(());
    }
    let used: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |it| it.get(0))
        .map_err(failed)?;
    if used > 0 {
        return Err(StoreError::Foreign {
            path: path.to_owned(),
            found: application_id(connection, path)?,
        });
    }
    // These two must stand before the first page is written.
    set(connection, WRITER.get(..2).unwrap_or_default())?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)
}

/// Zero where nobody has set it; a foreign program's file with one of its own is refused.
fn application_id(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let failed = |source| StoreError::Open { path: path.to_owned(), source };
    let found: i64 =
        connection.pragma_query_value(None, "application_id", |it| it.get(0)).map_err(failed)?;
    if found == 0 || found == APPLICATION_ID {
        return Ok(found);
    }
    Err(StoreError::Foreign { path: path.to_owned(), found })
}

fn set(connection: &Connection, settings: &[Setting]) -> Result<(), StoreError> {
    for (name, value, wanted) in settings {
        connection
            .pragma_update_and_check(None, name, value, |_| Ok(()))
            .or_else(|error| {
                if error == rusqlite::Error::QueryReturnedNoRows { Ok(()) } else { Err(error) }
            })
            .doing("setting up the connection")?;
        let read = |row: &Row<'_>| {
            let number = row.get::<_, i64>(0).map(|it| it.to_string());
            number.or_else(|_not_a_number| row.get(0))
        };
        let doing = "checking the connection";
        let found = connection.pragma_query_value(None, name, read).doing(doing)?;
        if found != *wanted {
            return Err(StoreError::Setting { name, wanted, found });
        }
    }
    Ok(())
}

/// What no statement of ours needs and a damaged or hostile file could use.
fn harden(connection: &Connection) -> Result<(), StoreError> {
    let switches = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ];
    for (switch, on) in switches {
        let found = connection.set_db_config(switch, on).doing("setting up the connection")?;
        if found != on {
            return Err(StoreError::Setting {
                name: "a switch of sqlite3_db_config",
                wanted: if on { "on" } else { "off" },
                found: found.to_string(),
            });
        }
    }
    Ok(())
}

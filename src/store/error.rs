//! What can go wrong with the database: what, where, and what to do.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no database at {path}: ingest articles first, or name another with --db")]
    Missing { path: PathBuf },
    #[error(
        "cannot open the database {path}: {source}; check that the folder exists and may be written to"
    )]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error("another process writes to {path}: stop it, or use another database with --db")]
    Locked { path: PathBuf },
    #[error("cannot lock {path}: {source}; check that the folder may be written to")]
    Lock { path: PathBuf, source: std::io::Error },
    #[error(
        "{path} is a database of another program (application id {found:#010x}): name another with --db"
    )]
    Foreign { path: PathBuf, found: i64 },
    #[error(
        "the schema has version {found}, this program knows versions up to {known}: use a newer program, or restore a backup"
    )]
    NewerSchema { found: i64, known: i64 },
    #[error(
        "the schema has version {found}, this program reads version {known}: `demarche ingest` or `demarche serve` bring it up to date"
    )]
    OlderSchema { found: i64, known: i64 },
    #[error(
        "migration {version} ({name}) is not the one that the database was made with: restore a backup, or use the program that made it"
    )]
    EditedSchema { version: i64, name: String },
    #[error("SQLite {found} is too old, {needed} or later is needed: build with the bundled one")]
    OldSqlite { found: &'static str, needed: &'static str },
    #[error(
        "the database setting {name} is {found} and should be {wanted}: the file system may not support it"
    )]
    Setting { name: &'static str, wanted: &'static str, found: String },
    #[error("{doing}: {source}")]
    Sql { doing: &'static str, source: rusqlite::Error },
    #[error(
        "the row {id} of {table} cannot be read ({problem}): restore a backup, or ingest the articles anew"
    )]
    Row { table: &'static str, id: String, problem: String },
    #[error("not a cursor of this list: take it from the answer before, or leave it out")]
    Cursor,
    #[error("cannot start a thread: {source}")]
    Thread { source: std::io::Error },
    #[error("too many questions wait for the database: ask again later")]
    Busy,
    #[error("a question to the database failed inside the program: please report it")]
    Unanswered,
    #[error("a thread of the database has ended: restart the program")]
    Ended,
}

impl StoreError {
    /// Whether the change may have been made although an error came back: an IO error while committing.
    /// Doing it again is safe.
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, StoreError::Sql { source, .. }
            if source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure))
    }

    /// Whether the disk is full: nothing was changed, and it may work again once there is room.
    pub fn is_full(&self) -> bool {
        matches!(self, StoreError::Sql { source, .. }
            if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull))
    }

    /// Whether one of the changes contradicts the schema, so that others beside it may yet succeed.
    pub fn is_constraint(&self) -> bool {
        matches!(self, StoreError::Sql { source, .. }
            if source.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation))
    }
}

/// Says what was being done when SQLite failed.
pub trait Doing<T> {
    fn doing(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Sql { doing: what, source })
    }
}

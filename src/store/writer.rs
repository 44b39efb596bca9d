//! The one connection that writes.

use crate::model::coded::CodedRow;
use crate::model::delta::Delta;
use crate::model::delta::Rows;
use crate::model::hash;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::coded;
use crate::store::coded_index;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::lock::Lock;
use crate::store::migrate;
use crate::store::open;
use crate::store::put;
use crate::store::reader;
use crate::store::rewrite::Rewrite;
use crate::store::rows;
use crate::store::sql::integer;
use rusqlite::Connection;
use rusqlite::TransactionBehavior;
use std::path::Path;
use std::path::PathBuf;

#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    _lock: Lock,
}

/// What could not be read as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// File and line.
    pub name: String,
    pub reason: String,
    /// The record as it came; empty where it could not even be taken out of its file.
    pub raw: Vec<u8>,
}

impl Store {
    /// Opens the database for writing, makes it if need be and brings its schema up to date.
    /// Fails if another process writes to it.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let lock = Lock::take(path)?;
        let mut connection = open::writer(path)?;
        migrate::migrate(&mut connection)?;
        coded_index::make(&connection)?;
        Ok(Store { connection, path: path.to_owned(), _lock: lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes all changes in one transaction, or none. Returns the generation of the last of them: each counts one.
    pub fn commit(&mut self, deltas: &[Delta]) -> Result<u64, StoreError> {
        let doing = "storing articles";
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing(doing)?;
        let mut generation = rows::generation(&transaction)?;
        for delta in deltas {
            generation += 1;
            put::delta(&transaction, delta, generation)?;
        }
        transaction
            .execute("UPDATE meta SET value = ? WHERE key = 'generation'", [integer(generation)])
            .doing(doing)?;
        transaction.commit().doing(doing)?;
        Ok(generation)
    }

    /// Begins to replace all readings.
    pub fn rewrite(&mut self) -> Result<Rewrite<'_>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        Ok(Rewrite::new(transaction.doing("storing readings made anew")?))
    }

    /// Keeps what could not be read, once.
    pub fn quarantine(&mut self, items: &[Quarantined]) -> Result<(), StoreError> {
        let doing = "storing what could not be read";
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing(doing)?;
        for item in items {
            let sql = "INSERT INTO quarantine (digest, name, reason, raw) VALUES (?, ?, ?, ?)
                ON CONFLICT (digest) DO NOTHING";
            let row = (digest(item), &item.name, &item.reason, &item.raw);
            transaction.prepare_cached(sql).and_then(|mut it| it.execute(row)).doing(doing)?;
        }
        transaction.commit().doing(doing)
    }

    pub fn rows(&self) -> Result<Rows, StoreError> {
        rows::all(&self.connection)
    }

    /// The digest of the stored article of this id.
    pub fn digest(&self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        reader::digest(&self.connection, id)
    }

    pub fn reading(&self, id: &ArticleId) -> Result<Option<Reading>, StoreError> {
        reader::reading(&self.connection, id)
    }

    /// Before coded events come in great number.
    pub fn begin_import(&self) -> Result<(), StoreError> {
        coded_index::begin(&self.connection)
    }

    /// After all of them have come.
    pub fn end_import(&self) -> Result<(), StoreError> {
        coded_index::end(&self.connection)
    }

    /// Takes out the coded events that are stored already and those that stand twice.
    pub fn keep_new(&self, rows: &mut Vec<CodedRow>) -> Result<(), StoreError> {
        coded::keep_new(&self.connection, rows)
    }

    /// Moves the write-ahead log into the database file.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.connection
            .query_row(sql, [], |_| Ok(()))
            .doing("writing the log back into the database")
    }
}

/// Of the record, or where there is none of what is said of it.
fn digest(item: &Quarantined) -> String {
    let said = || format!("{}\n{}", item.name, item.reason);
    if item.raw.is_empty() { hash::hex(said().as_bytes(), 64) } else { hash::hex(&item.raw, 64) }
}

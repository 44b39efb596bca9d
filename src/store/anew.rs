//! Readings made anew, in a file beside the database until they are swapped in all at once. It can be added to while
//! another process writes to the database, and what is in it survives being killed.

use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::lock::Lock;
use crate::store::open;
use rusqlite::Connection;
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

const DOING: &str = "keeping readings made anew";
const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS state (version TEXT NOT NULL, whole INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS readings (
        article TEXT PRIMARY KEY, digest TEXT NOT NULL, reading TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;";

#[derive(Debug)]
pub struct Anew {
    connection: Connection,
    /// By which rules it is read.
    pub version: String,
    _lock: Option<Lock>,
}

/// A reading, and the digest of the stored article that it was made from.
#[derive(Debug)]
pub struct Made {
    pub reading: Reading,
    pub digest: String,
}

impl Anew {
    /// Goes on with what was read by the same rules, or begins.
    pub fn begin(database: &Path, version: &str) -> Result<Anew, StoreError> {
        let path = beside(database);
        let lock = Lock::take(&path)?;
        let connection = open::writer(&path)?;
        connection.execute_batch(SCHEMA).doing(DOING)?;
        if version_of(&connection)?.as_deref() != Some(version) {
            connection.execute_batch("DELETE FROM readings; DELETE FROM state").doing(DOING)?;
            let sql = "INSERT INTO state (version, whole) VALUES (?, 0)";
            connection.execute(sql, [version]).doing(DOING)?;
        }
        connection.execute("UPDATE state SET whole = 0", []).doing(DOING)?;
        Ok(Anew { connection, version: version.to_owned(), _lock: Some(lock) })
    }

    /// What is ready to be swapped in, if anything is.
    pub fn whole(database: &Path) -> Result<Option<Anew>, StoreError> {
        let path = beside(database);
        if !path.exists() {
            return Ok(None);
        }
        let connection = open::reader(&path)?;
        let sql = "SELECT whole FROM state";
        let whole: Option<bool> =
            connection.query_row(sql, [], |row| row.get(0)).optional().unwrap_or_default();
        let version = if whole == Some(true) { version_of(&connection)? } else { None };
        Ok(version.map(|version| Anew { connection, version, _lock: None }))
    }

    /// Whether there is anything to be swapped in or gone on with.
    pub fn is_there(database: &Path) -> bool {
        beside(database).exists()
    }

    /// The digests of the articles that were read.
    pub fn done(&self) -> Result<BTreeMap<ArticleId, String>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT article, digest FROM readings").doing(DOING)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(DOING)?;
        let rows = rows.collect::<rusqlite::Result<Vec<(String, String)>>>().doing(DOING)?;
        Ok(rows.into_iter().map(|(id, digest)| (ArticleId::new(id), digest)).collect())
    }

    /// Keeps readings, all of them or none.
    pub fn put(&mut self, made: &[Made]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction().doing(DOING)?;
        for Made { reading, digest } in made {
            let text = serde_json::to_string(reading).unwrap_or_default();
            let sql = "INSERT INTO readings (article, digest, reading) VALUES (?, ?, ?)
                ON CONFLICT (article) DO UPDATE SET digest = excluded.digest, reading = excluded.reading";
            let row = (reading.article.id.as_str(), digest, text);
            transaction.prepare_cached(sql).and_then(|mut it| it.execute(row)).doing(DOING)?;
        }
        transaction.commit().doing(DOING)
    }

    /// All articles have been read.
    pub fn finish(self) -> Result<(), StoreError> {
        self.connection.execute("UPDATE state SET whole = 1", []).doing(DOING)?;
        Ok(())
    }

    /// What was read in an article as it is stored now.
    pub fn reading(&self, id: &ArticleId, digest: &str) -> Result<Option<Reading>, StoreError> {
        let sql = "SELECT reading FROM readings WHERE article = ? AND digest = ?";
        let mut statement = self.connection.prepare_cached(sql).doing(DOING)?;
        let text: Option<String> =
            statement.query_row([id.as_str(), digest], |row| row.get(0)).optional().doing(DOING)?;
        // What cannot be read is made again.
        Ok(text.and_then(|it| serde_json::from_str(&it).ok()))
    }

    /// Takes it away, after it was swapped in.
    pub fn remove(self, database: &Path) -> Result<(), StoreError> {
        drop(self.connection);
        let path = beside(database);
        for ending in ["", "-wal", "-shm", ".lock"] {
            let mut name = path.clone().into_os_string();
            name.push(ending);
            let removed = fs::remove_file(&name);
            if let Err(source) = removed
                && source.kind() != std::io::ErrorKind::NotFound
            {
                return Err(StoreError::Lock { path: PathBuf::from(name), source });
            }
        }
        Ok(())
    }
}

fn version_of(connection: &Connection) -> Result<Option<String>, StoreError> {
    connection.query_row("SELECT version FROM state", [], |row| row.get(0)).optional().doing(DOING)
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".reindex");
    PathBuf::from(name)
}

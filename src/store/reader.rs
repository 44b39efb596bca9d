//! A connection that reads: articles, readings and the rows of the graph.

use crate::model::article::Article;
use crate::model::article::Dateline;
use crate::model::change::Change;
use crate::model::coded::CodedEntity;
use crate::model::delta::Rows;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::coded;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::migrate;
use crate::store::open;
use crate::store::rows;
use crate::store::sql;
use crate::store::sql::integer;
use crate::store::writer::Quarantined;
use rusqlite::Connection;
use rusqlite::OptionalExtension;
use std::path::Path;

#[derive(Debug)]
pub struct Reader {
    pub(crate) connection: Connection,
}

impl Reader {
    /// Fails if there is no database, or one of another schema.
    pub fn open(path: &Path) -> Result<Reader, StoreError> {
        let connection = open::reader(path)?;
        migrate::check(&connection)?;
        Ok(Reader { connection })
    }

    pub fn rows(&self) -> Result<Rows, StoreError> {
        rows::all(&self.connection)
    }

    /// Number of the last change.
    pub fn generation(&self) -> Result<u64, StoreError> {
        rows::generation(&self.connection)
    }

    pub fn article(&self, id: &ArticleId) -> Result<Option<Article>, StoreError> {
        let sql = "SELECT source_id, title, published, source, url, language, dateline_place, dateline_date,
            has_dateline, text FROM articles WHERE id = ?";
        let mut statement = self.connection.prepare_cached(sql).doing("reading an article")?;
        let read = |row: &rusqlite::Row<'_>| {
            let dateline = Dateline { place: row.get(6)?, date: row.get(7)? };
            Ok(Article {
                id: id.clone(),
                source_id: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                source: row.get(3)?,
                url: row.get(4)?,
                language: row.get(5)?,
                dateline: row.get::<_, bool>(8)?.then_some(dateline),
                text: row.get(9)?,
            })
        };
        statement.query_row([id.as_str()], read).optional().doing("reading an article")
    }

    pub fn has_article(&self, id: &ArticleId) -> Result<bool, StoreError> {
        Ok(self.digest(id)?.is_some())
    }

    /// The digest of the stored article of this id: another one means that something in it differs.
    pub fn digest(&self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        digest(&self.connection, id)
    }

    /// What the article says, as it was read when it came in.
    pub fn reading(&self, id: &ArticleId) -> Result<Option<Reading>, StoreError> {
        reading(&self.connection, id)
    }

    /// Ids and digests in the order in which the articles came first.
    pub fn articles(&self) -> Result<Vec<(ArticleId, String)>, StoreError> {
        articles(&self.connection)
    }

    /// The input record of an article, as intake took it.
    pub fn raw(&self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        raw(&self.connection, id)
    }

    /// What changed after a generation, at most so many changes, the oldest first.
    pub fn changes(&self, since: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let doing = "reading the changes";
        let sql = "SELECT generation, change FROM changes WHERE generation > ? ORDER BY generation LIMIT ?";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let rows = statement.query_map((integer(since), integer(limit)), row).doing(doing)?;
        let rows = rows.collect::<rusqlite::Result<Vec<(i64, String)>>>().doing(doing)?;
        let change = |(generation, text): (i64, String)| {
            serde_json::from_str(&text).map_err(|problem| StoreError::Row {
                table: "changes",
                id: generation.to_string(),
                problem: problem.to_string(),
            })
        };
        rows.into_iter().map(change).collect()
    }

    /// The entities that coded events name, by number.
    pub fn coded_entities(&self) -> Result<Vec<CodedEntity>, StoreError> {
        coded::entities(&self.connection)
    }

    /// Where the text is that the coded event of this number was made from.
    pub fn coded_url(&self, number: u64) -> Result<Option<String>, StoreError> {
        coded::url(&self.connection, number)
    }

    /// What could not be read, by name.
    pub fn quarantine(&self) -> Result<Vec<Quarantined>, StoreError> {
        let sql = "SELECT name, reason, raw FROM quarantine ORDER BY name, digest";
        sql::all(&self.connection, "reading the quarantine", sql, |row| {
            Ok(Quarantined { name: row.get(0)?, reason: row.get(1)?, raw: row.get(2)? })
        })
    }
}

pub fn articles(connection: &Connection) -> Result<Vec<(ArticleId, String)>, StoreError> {
    let sql = "SELECT id, digest FROM articles ORDER BY number";
    sql::all(connection, "listing the articles", sql, |row| {
        Ok((ArticleId::new(row.get::<_, String>(0)?), row.get(1)?))
    })
}

pub fn raw(connection: &Connection, id: &ArticleId) -> Result<Option<String>, StoreError> {
    let doing = "reading an input record";
    let mut statement =
        connection.prepare_cached("SELECT raw FROM articles WHERE id = ?").doing(doing)?;
    statement.query_row([id.as_str()], |row| row.get(0)).optional().doing(doing)
}

pub fn digest(connection: &Connection, id: &ArticleId) -> Result<Option<String>, StoreError> {
    let doing = "looking for an article";
    let mut statement =
        connection.prepare_cached("SELECT digest FROM articles WHERE id = ?").doing(doing)?;
    statement.query_row([id.as_str()], |row| row.get(0)).optional().doing(doing)
}

pub fn reading(connection: &Connection, id: &ArticleId) -> Result<Option<Reading>, StoreError> {
    let doing = "reading a reading";
    let mut statement =
        connection.prepare_cached("SELECT reading FROM readings WHERE article = ?").doing(doing)?;
    let text: Option<String> =
        statement.query_row([id.as_str()], |row| row.get(0)).optional().doing(doing)?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(|problem| StoreError::Row {
        table: "readings",
        id: id.to_string(),
        problem: problem.to_string(),
    })
}

//! All readings and the graph of them replaced in one transaction, or nothing.

use crate::model::coded::CodedRows;
use crate::model::delta::Delta;
use crate::model::id::ArticleId;
use crate::model::reading::Reading;
use crate::store::coded;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::put;
use crate::store::reader;
use crate::store::rows;
use crate::store::sql::integer;
use rusqlite::Transaction;

const DOING: &str = "storing readings made anew";

/// Rolled back when it is dropped unfinished.
#[derive(Debug)]
pub struct Rewrite<'a> {
    transaction: Transaction<'a>,
}

impl<'a> Rewrite<'a> {
    pub fn new(transaction: Transaction<'a>) -> Self {
        Rewrite { transaction }
    }

    /// Ids and digests in the order in which the articles came first.
    pub fn articles(&self) -> Result<Vec<(ArticleId, String)>, StoreError> {
        reader::articles(&self.transaction)
    }

    pub fn reading(&self, id: &ArticleId) -> Result<Option<Reading>, StoreError> {
        reader::reading(&self.transaction, id)
    }

    /// The input record of an article.
    pub fn raw(&self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        reader::raw(&self.transaction, id)
    }

    /// All coded events: reading articles anew leaves them as they are.
    pub fn coded(&self) -> Result<CodedRows, StoreError> {
        coded::all(&self.transaction)
    }

    /// The reading of an article that is stored, with what intake makes of it today.
    pub fn put(&self, reading: &Reading, digest: &str) -> Result<(), StoreError> {
        if put::digest(&reading.article) != digest {
            put::article_again(&self.transaction, &reading.article)?;
        }
        put::reading(&self.transaction, reading)
    }

    /// Changes the graph and makes all of it last. Returns the generation.
    pub fn finish(self, delta: &Delta) -> Result<u64, StoreError> {
        let generation = rows::generation(&self.transaction)? + 1;
        put::delta(&self.transaction, delta, generation)?;
        let sql = "UPDATE meta SET value = ? WHERE key = 'generation'";
        self.transaction.execute(sql, [integer(generation)]).doing(DOING)?;
        self.transaction.commit().doing(DOING)?;
        Ok(generation)
    }
}

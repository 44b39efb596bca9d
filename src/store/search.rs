//! Full text search (SQLite's FTS5). Words of the user are quoted, so that none of them is query syntax.

use crate::model::delta::ArticleHead;
use crate::model::id::EntityId;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::rows;
use rusqlite::Row;

/// Most words of a question that count.
const MOST_WORDS: usize = 32;

/// An article that holds all words asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub article: ArticleHead,
    /// A stretch of the text with the words found, cut at `…`.
    pub snippet: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    pub items: Vec<Hit>,
    /// Where to go on; null at the end.
    pub next: Option<String>,
}

impl Reader {
    /// Articles with all the words, and with the phrases in double quotes, best first (BM25).
    /// `cursor` is `next` of the answer before.
    pub fn search_articles(
        &self,
        text: &str,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Hits, StoreError> {
        let after = cursor.map(Cursor::parse).transpose()?.unwrap_or(Cursor::START);
        let question = question(text, false);
        if question.is_empty() || limit == 0 {
            return Ok(Hits::default());
        }
        let doing = "searching articles";
        let sql = "WITH found AS (
                SELECT rowid AS number, bm25(articles_fts, 4.0, 1.0) AS score,
                    snippet(articles_fts, 1, '', '', '…', 24) AS snippet
                FROM articles_fts WHERE articles_fts MATCH ?1
            )
            SELECT a.id, a.title, a.source, a.published, a.url, found.snippet, found.score, found.number
            FROM found JOIN articles a ON a.number = found.number
            WHERE (found.score, found.number) > (?2, ?3)
            ORDER BY found.score, found.number LIMIT ?4";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let limit = crate::store::sql::integer(limit);
        let read = |row: &Row<'_>| {
            let hit = Hit { article: rows::head(row)?, snippet: row.get(5)? };
            Ok((hit, Cursor { score: row.get(6)?, number: row.get(7)? }))
        };
        // One more than asked for tells whether there is a next page.
        let found = statement
            .query_map((question, after.score, after.number, limit + 1), read)
            .doing(doing)?;
        let mut found = found.collect::<rusqlite::Result<Vec<(Hit, Cursor)>>>().doing(doing)?;
        let more = found.len() > usize::try_from(limit).unwrap_or(usize::MAX);
        if more {
            found.pop();
        }
        let next = found.last().filter(|_| more).map(|(_, cursor)| cursor.text());
        Ok(Hits { items: found.into_iter().map(|(hit, _)| hit).collect(), next })
    }

    /// Entities of which a name has all the words, the last one as a beginning; best first, at most `limit`.
    pub fn search_names(&self, text: &str, limit: usize) -> Result<Vec<EntityId>, StoreError> {
        let question = question(text, true);
        if question.is_empty() {
            return Ok(Vec::new());
        }
        let doing = "searching names";
        let sql = "SELECT n.entity FROM names_fts JOIN entity_names n ON n.number = names_fts.rowid
            WHERE names_fts MATCH ? GROUP BY n.entity ORDER BY min(length(n.name)), n.entity LIMIT ?";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let limit = crate::store::sql::integer(limit);
        let found =
            statement.query_map((question, limit), |row| row.get::<_, String>(0)).doing(doing)?;
        let found = found.collect::<rusqlite::Result<Vec<String>>>().doing(doing)?;
        Ok(found.into_iter().map(EntityId::new).collect())
    }
}

/// Words and quoted phrases as FTS5 strings, all of them asked for; empty if nothing can be found by them.
fn question(text: &str, last_is_beginning: bool) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (i, part) in text.split('"').enumerate() {
        if i % 2 == 1 {
            parts.push(part);
        } else {
            parts.extend(part.split(|c: char| c.is_whitespace() || c.is_control()));
        }
    }
    let told = |it: &&str| it.chars().any(char::is_alphanumeric);
    let quoted = parts
        .into_iter()
        .filter(told)
        .take(MOST_WORDS)
        .map(|it| format!("\"{}\"", it.replace('\0', " ")));
    let mut question = quoted.collect::<Vec<String>>().join(" ");
    if last_is_beginning && !question.is_empty() {
        question.push('*');
    }
    question
}

/// The last row seen.
#[derive(Debug, Clone, Copy)]
struct Cursor {
    score: f64,
    number: i64,
}

impl Cursor {
    /// Scores are negative, the best is the least.
    const START: Cursor = Cursor { score: f64::MIN, number: 0 };

    fn text(self) -> String {
        format!("{:016x}-{:x}", self.score.to_bits(), self.number)
    }

    fn parse(text: &str) -> Result<Cursor, StoreError> {
        let parts = text.split_once('-').and_then(|(score, number)| {
            let score = f64::from_bits(u64::from_str_radix(score, 16).ok()?);
            let number = i64::from_str_radix(number, 16).ok()?;
            score.is_finite().then_some(Cursor { score, number })
        });
        parts.ok_or(StoreError::Cursor)
    }
}

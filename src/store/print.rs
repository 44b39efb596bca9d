//! Rows of what is kept of texts to find copies.

use crate::model::delta::TextPrint;
use crate::model::id::ArticleId;
use crate::model::sketch::Sketch;
use crate::store::error::StoreError;
use crate::store::put::Writer;
use crate::store::sql;
use rusqlite::Connection;

pub fn put(writer: &Writer<'_>, print: &TextPrint) -> Result<(), StoreError> {
    writer.run(
        "INSERT INTO text_prints (article, origin, sketch) VALUES (?, ?, ?)
         ON CONFLICT (article) DO UPDATE SET origin = excluded.origin, sketch = excluded.sketch",
        (print.article.as_str(), print.origin.as_str(), print.sketch.to_bytes()),
    )?;
    Ok(())
}

pub fn all(connection: &Connection) -> Result<Vec<TextPrint>, StoreError> {
    let sql = "SELECT article, origin, sketch FROM text_prints ORDER BY article";
    sql::all(connection, "reading the graph", sql, |row| {
        Ok(TextPrint {
            article: ArticleId::new(row.get::<_, String>(0)?),
            origin: ArticleId::new(row.get::<_, String>(1)?),
            sketch: Sketch::from_bytes(&row.get::<_, Vec<u8>>(2)?),
        })
    })
}

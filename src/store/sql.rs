//! Small helpers over rusqlite: numbers, closed sets and lists.

use crate::store::error::Doing;
use crate::store::error::StoreError;
use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::types::Type;
use std::collections::BTreeMap;

/// Numbers of SQLite are signed.
pub fn integer(n: impl TryInto<i64>) -> i64 {
    n.try_into().unwrap_or(i64::MAX)
}

/// A column that holds a count.
pub fn count<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let n: i64 = row.get(column)?;
    T::try_from(n).map_err(|_overflow| rusqlite::Error::IntegralValueOutOfRange(column, n))
}

/// A column that holds a word of a closed set.
pub fn word<T>(row: &Row<'_>, column: usize, parse: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| unknown(column, &text))
}

/// A column that holds a word of a closed set or nothing.
pub fn word_or_null<T>(
    row: &Row<'_>,
    column: usize,
    parse: fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|it| parse(&it).ok_or_else(|| unknown(column, &it))).transpose()
}

fn unknown(column: usize, text: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        Type::Text,
        format!("unknown word {text:?}").into(),
    )
}

/// A column that holds an id or nothing.
pub fn id_or_null<T>(
    row: &Row<'_>,
    column: usize,
    make: fn(String) -> T,
) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<String>>(column)?.map(make))
}

/// All rows of a query without parameters.
pub fn all<T>(
    connection: &Connection,
    doing: &'static str,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare(sql).doing(doing)?;
    let rows = statement.query_map([], read).doing(doing)?;
    rows.collect::<rusqlite::Result<Vec<T>>>().doing(doing)
}

/// All rows of a query without parameters, by the key in the first column.
pub fn grouped<K: Ord + rusqlite::types::FromSql, T>(
    connection: &Connection,
    doing: &'static str,
    sql: &str,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<BTreeMap<K, Vec<T>>, StoreError> {
    let mut groups: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for (key, item) in all(connection, doing, sql, |row| Ok((row.get(0)?, read(row)?)))? {
        groups.entry(key).or_default().push(item);
    }
    Ok(groups)
}

//! The indexes of coded events. Making them once behind a great import costs less than keeping them up during it; an
//! import that is broken off leaves a database without them, which whoever opens it next for writing makes whole.

use crate::store::coded;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use rusqlite::Connection;

/// As migration 5 made them.
const MAKE: &str = "
CREATE INDEX IF NOT EXISTS coded_events_actor1 ON coded_events (actor1, day) WHERE actor1 IS NOT NULL;
CREATE INDEX IF NOT EXISTS coded_events_actor2 ON coded_events (actor2, day) WHERE actor2 IS NOT NULL;
CREATE INDEX IF NOT EXISTS coded_events_day ON coded_events (day);";
const DROP: &str = "
DROP INDEX IF EXISTS coded_events_actor1;
DROP INDEX IF EXISTS coded_events_actor2;
DROP INDEX IF EXISTS coded_events_day;";
/// Pages in memory, in KiB: what is written all over an index is written back once and not again and again.
const GREAT_CACHE: i64 = -65_536;
const PLAIN_CACHE: i64 = -2_000;

/// Before an import: the first one does without.
pub fn begin(connection: &Connection) -> Result<(), StoreError> {
    let doing = "preparing an import";
    connection.pragma_update(None, "cache_size", GREAT_CACHE).doing(doing)?;
    if coded::is_empty(connection)? {
        connection.execute_batch(DROP).doing(doing)?;
    }
    Ok(())
}

/// After it.
pub fn end(connection: &Connection) -> Result<(), StoreError> {
    make(connection)?;
    let doing = "ending an import";
    connection.pragma_update(None, "cache_size", PLAIN_CACHE).doing(doing)
}

/// Makes those that are not there.
pub fn make(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(MAKE).doing("making the indexes of coded events")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    fn indexes(connection: &Connection) -> Vec<String> {
        let sql = "SELECT sql FROM sqlite_schema WHERE name GLOB 'coded_events_*' ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |it| it.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn come_back_as_the_migration_made_them() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate::migrate(&mut connection).unwrap();
        let made = indexes(&connection);
        assert_eq!(made.len(), 3);
        begin(&connection).unwrap();
        assert_eq!(indexes(&connection).len(), 0);
        end(&connection).unwrap();
        assert_eq!(indexes(&connection), made);
        let row = "INSERT INTO coded_events (number, day, cameo, sources, known) VALUES (1, 20071023, '042', 1, 20071023)";
        connection.execute(row, []).unwrap();
        begin(&connection).unwrap();
        assert_eq!(indexes(&connection), made);
    }
}

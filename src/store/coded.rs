//! Coded events and the entities that they name: writing them, reading them, and their indexes.
//! A stored event never changes: exports are not revised, so that the first row of a number stays.

use crate::model::cameo::Cameo;
use crate::model::code::Kind;
use crate::model::coded::Coded;
use crate::model::coded::CodedActor;
use crate::model::coded::CodedEntity;
use crate::model::coded::CodedRow;
use crate::model::coded::CodedRows;
use crate::model::coded::Coding;
use crate::model::coded::Number;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::sql;
use crate::store::sql::count;
use crate::store::sql::id_or_null;
use crate::store::sql::integer;
use crate::store::sql::word;
use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::types::Type;
use std::collections::BTreeSet;

const STORING: &str = "storing coded events";
const READING: &str = "reading coded events";

pub fn put(connection: &Connection, coding: &Coding) -> Result<(), StoreError> {
    let sql = "INSERT INTO coded_entities (number, id, kind, name, country, names) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET names = excluded.names";
    let mut statement = connection.prepare_cached(sql).doing(STORING)?;
    for entity in &coding.entities {
        let names = serde_json::to_string(&entity.names).unwrap_or_default();
        let country = entity.country.as_ref().map(EntityId::as_str);
        let (id, kind) = (entity.id.as_str(), entity.kind.as_str());
        let row = (entity.number, id, kind, &entity.name, country, names);
        statement.execute(row).doing(STORING)?;
    }
    let sql = "INSERT INTO coded_events (number, day, cameo, actor1, actor1_for, actor2, actor2_for, place, sources,
        known, url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING";
    let mut statement = connection.prepare_cached(sql).doing(STORING)?;
    for CodedRow { coded, url } in &coding.rows {
        let [first, second] = coded.actors;
        let row = (
            integer(coded.number),
            coded.day.number(),
            coded.cameo.to_string(),
            first.map(|it| it.entity),
            first.and_then(|it| it.on_behalf_of),
            second.map(|it| it.entity),
            second.and_then(|it| it.on_behalf_of),
            coded.place,
            coded.sources,
            coded.known.number(),
            url,
        );
        statement.execute(row).doing(STORING)?;
    }
    Ok(())
}

/// Takes out the rows that are stored already and those that stand twice.
pub fn keep_new(connection: &Connection, rows: &mut Vec<CodedRow>) -> Result<(), StoreError> {
    let last = "SELECT max(number) FROM coded_events";
    let last: Option<i64> = connection.query_row(last, [], |row| row.get(0)).doing(READING)?;
    let sql = "SELECT 1 FROM coded_events WHERE number = ?";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut seen = BTreeSet::new();
    let mut problem = None;
    rows.retain(|row| {
        let number = integer(row.coded.number);
        // Numbers mostly rise, so that few have to be looked up.
        let stored =
            if last.is_none_or(|it| number > it) { Ok(false) } else { statement.exists([number]) };
        let stored = stored.unwrap_or_else(|error| {
            problem.get_or_insert(error);
            true
        });
        !stored && seen.insert(number)
    });
    problem.map_or(Ok(()), Err).doing(READING)
}

/// All of them, each list by number.
pub fn all(connection: &Connection) -> Result<CodedRows, StoreError> {
    let sql =
        "SELECT number, day, cameo, actor1, actor1_for, actor2, actor2_for, place, sources, known
        FROM coded_events ORDER BY number";
    Ok(CodedRows {
        entities: entities(connection)?,
        events: sql::all(connection, READING, sql, event)?,
    })
}

pub fn entities(connection: &Connection) -> Result<Vec<CodedEntity>, StoreError> {
    let sql = "SELECT number, id, kind, name, country, names FROM coded_entities ORDER BY number";
    sql::all(connection, READING, sql, |row| {
        let names: String = row.get(5)?;
        let names = serde_json::from_str(&names).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(5, Type::Text, Box::new(error))
        })?;
        Ok(CodedEntity {
            number: row.get(0)?,
            id: EntityId::new(row.get::<_, String>(1)?),
            kind: word(row, 2, Kind::parse)?,
            name: row.get(3)?,
            country: id_or_null(row, 4, EntityId::new)?,
            names,
        })
    })
}

/// Where the text is that an event was coded from.
pub fn url(connection: &Connection, number: u64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT url FROM coded_events WHERE number = ?";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let url = statement.query_row([integer(number)], |row| row.get(0)).optional();
    Ok(url.doing(READING)?.flatten())
}

pub fn is_empty(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM coded_events)";
    connection.query_row(sql, [], |row| row.get(0)).doing(READING)
}

fn event(row: &Row<'_>) -> rusqlite::Result<Coded> {
    let text = row.get_ref(2)?.as_str()?;
    let cameo = Cameo::parse(text).ok_or_else(|| {
        let problem = format!("no CAMEO code {text:?}").into();
        rusqlite::Error::FromSqlConversionFailure(2, Type::Text, problem)
    })?;
    Ok(Coded {
        number: count(row, 0)?,
        day: Day::new(row.get(1)?),
        cameo,
        actors: [actor(row, 3)?, actor(row, 5)?],
        place: row.get(7)?,
        sources: row.get(8)?,
        known: Day::new(row.get(9)?),
    })
}

fn actor(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<CodedActor>> {
    let Some(entity) = row.get::<_, Option<Number>>(column)? else { return Ok(None) };
    Ok(Some(CodedActor { entity, on_behalf_of: row.get(column + 1)? }))
}

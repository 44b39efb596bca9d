//! Reads all live rows: what the graph is rebuilt from.

use crate::model::code::AgreementState;
use crate::model::code::DisputeState;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::delta::AgreementRecord;
use crate::model::delta::ArticleHead;
use crate::model::delta::ClaimRecord;
use crate::model::delta::DisputeRecord;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Merge;
use crate::model::delta::Redirect;
use crate::model::delta::Rows;
use crate::model::delta::Source;
use crate::model::delta::StateRecord;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::model::reading::Evidence;
use crate::model::reading::Office;
use crate::model::reading::Participant;
use crate::model::span::Field;
use crate::model::time::Time;
use crate::store::coded;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::print;
use crate::store::sql;
use crate::store::sql::count;
use crate::store::sql::id_or_null;
use crate::store::sql::word;
use crate::store::sql::word_or_null;
use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::types::FromSql;
use std::collections::BTreeMap;
use std::sync::Arc;

const DOING: &str = "reading the graph";

/// Everything, as of one moment.
pub fn all(connection: &Connection) -> Result<Rows, StoreError> {
    let moment = connection.unchecked_transaction().doing(DOING)?;
    Ok(Rows {
        generation: generation(&moment)?,
        articles: articles(&moment)?,
        entities: entities(&moment)?,
        events: events(&moment)?,
        disputes: disputes(&moment)?,
        agreements: agreements(&moment)?,
        prints: print::all(&moment)?,
        redirects: redirects(&moment)?,
        merges: merges(&moment)?,
        coded: coded::all(&moment)?,
    })
}

/// Number of the last change.
pub fn generation(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT value FROM meta WHERE key = 'generation'";
    connection.query_row(sql, [], |row| count(row, 0)).doing(DOING)
}

fn articles(connection: &Connection) -> Result<Vec<ArticleHead>, StoreError> {
    sql::all(
        connection,
        DOING,
        "SELECT id, title, source, published, url FROM articles ORDER BY id",
        head,
    )
}

/// An article's head from its first five columns.
pub fn head(row: &Row<'_>) -> rusqlite::Result<ArticleHead> {
    Ok(ArticleHead {
        id: ArticleId::new(row.get::<_, String>(0)?),
        title: row.get(1)?,
        source: row.get(2)?,
        published: row.get(3)?,
        url: row.get(4)?,
    })
}

fn entities(connection: &Connection) -> Result<Vec<EntityRecord>, StoreError> {
    let mut names: BTreeMap<String, Vec<String>> = sql::grouped(
        connection,
        DOING,
        "SELECT entity, name FROM entity_names ORDER BY entity, name",
        |row| row.get(1),
    )?;
    let mut articles: BTreeMap<String, Vec<ArticleId>> = grouped_ids(
        connection,
        "SELECT entity, article FROM entity_articles ORDER BY entity, article",
        ArticleId::new,
    )?;
    let offices = "SELECT entity, title, \"of\", \"from\", \"to\", as_of FROM offices ORDER BY entity, ordinal";
    let mut offices: BTreeMap<String, Vec<Office>> =
        sql::grouped(connection, DOING, offices, |row| {
            Ok(Office {
                title: row.get(1)?,
                of: id_or_null(row, 2, EntityId::new)?,
                from: row.get(3)?,
                to: row.get(4)?,
                as_of: row.get(5)?,
            })
        })?;
    sql::all(connection, DOING, "SELECT id, kind, name, country FROM entities ORDER BY id", |row| {
        let id: String = row.get(0)?;
        Ok(EntityRecord {
            kind: word(row, 1, Kind::parse)?,
            name: row.get(2)?,
            country: id_or_null(row, 3, EntityId::new)?,
            names: names.remove(&id).unwrap_or_default(),
            offices: offices.remove(&id).unwrap_or_default(),
            articles: articles.remove(&id).unwrap_or_default(),
            id: EntityId::new(id),
        })
    })
}

fn events(connection: &Connection) -> Result<Vec<EventRecord>, StoreError> {
    let list = |table: &str, column: &str| {
        let sql = format!("SELECT event, {column} FROM {table} ORDER BY event, ordinal");
        grouped_ids(connection, &sql, EntityId::new)
    };
    let mut places = list("event_places", "place")?;
    let mut concerns = list("event_concerns", "entity")?;
    let mut sayers = list("event_sayers", "entity")?;
    let participants =
        "SELECT event, entity, role, on_behalf_of FROM participants ORDER BY event, ordinal";
    let mut participants: BTreeMap<String, Vec<Participant>> =
        sql::grouped(connection, DOING, participants, |row| {
            Ok(Participant {
                entity: EntityId::new(row.get::<_, String>(1)?),
                role: word(row, 2, Role::parse)?,
                on_behalf_of: id_or_null(row, 3, EntityId::new)?,
            })
        })?;
    let mut evidence = evidence::<String>(connection, "event")?;
    let mut tellings = tellings(connection, &evidence)?;
    let sql = "SELECT id, edtf, earliest, latest, time_text, type, mode, plover, cameo, status, part_of, known_from,
        confidence FROM events ORDER BY id";
    sql::all(connection, DOING, sql, |row| {
        let id: String = row.get(0)?;
        Ok(EventRecord {
            time: time(row)?,
            kind: word(row, 5, EventType::parse)?,
            mode: row.get(6)?,
            plover: row.get(7)?,
            cameo: row.get(8)?,
            status: word(row, 9, Status::parse)?,
            part_of: id_or_null(row, 10, EventId::new)?,
            known_from: row.get(11)?,
            confidence: row.get(12)?,
            places: places.remove(&id).unwrap_or_default(),
            participants: participants.remove(&id).unwrap_or_default(),
            concerns: concerns.remove(&id).unwrap_or_default(),
            said_by: sayers.remove(&id).unwrap_or_default(),
            evidence: evidence.remove(&id).unwrap_or_default(),
            tellings: tellings.remove(&id).unwrap_or_default(),
            id: EventId::new(id),
        })
    })
}

/// The tellings of each event, with the evidence that their articles give.
fn tellings(
    connection: &Connection,
    evidence: &BTreeMap<String, Vec<Arc<Source>>>,
) -> Result<BTreeMap<String, Vec<Arc<Telling>>>, StoreError> {
    let sql = "SELECT event, telling FROM tellings ORDER BY event, article";
    let rows: BTreeMap<String, Vec<String>> =
        sql::grouped(connection, DOING, sql, |row| row.get(1))?;
    let mut all = BTreeMap::new();
    for (event, texts) in rows {
        let pieces = evidence.get(&event).map_or(&[][..], Vec::as_slice);
        let read = |text: &String| {
            let mut telling: Telling =
                serde_json::from_str(text).map_err(|problem| StoreError::Row {
                    table: "tellings",
                    id: event.clone(),
                    problem: problem.to_string(),
                })?;
            let own = pieces.iter().filter(|it| it.article == telling.article);
            telling.event.evidence = own.map(|it| it.evidence.clone()).collect();
            Ok(Arc::new(telling))
        };
        let list = texts.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
        all.insert(event, list);
    }
    Ok(all)
}

fn disputes(connection: &Connection) -> Result<Vec<DisputeRecord>, StoreError> {
    let parties = "SELECT dispute, entity FROM dispute_parties ORDER BY dispute, ordinal";
    let mut parties = grouped_ids(connection, parties, EntityId::new)?;
    let mut of_claims = evidence::<i64>(connection, "claim")?;
    let claims =
        "SELECT dispute, number, \"by\", claim FROM claims ORDER BY dispute, \"by\", claim";
    let mut claims: BTreeMap<String, Vec<ClaimRecord>> =
        sql::grouped(connection, DOING, claims, |row| {
            Ok(ClaimRecord {
                by: EntityId::new(row.get::<_, String>(2)?),
                claim: row.get(3)?,
                evidence: of_claims.remove(&row.get(1)?).unwrap_or_default(),
            })
        })?;
    let mut of_states = evidence::<i64>(connection, "state")?;
    let states = "SELECT dispute, number, \"from\", state FROM dispute_states ORDER BY dispute";
    let mut states: BTreeMap<String, Vec<StateRecord>> =
        sql::grouped(connection, DOING, states, |row| {
            Ok(StateRecord {
                from: row.get(2)?,
                state: word(row, 3, DisputeState::parse)?,
                evidence: of_states.remove(&row.get(1)?).unwrap_or_default(),
            })
        })?;
    states.values_mut().for_each(|it| it.sort());
    let mut evidence = evidence::<String>(connection, "dispute")?;
    sql::all(
        connection,
        DOING,
        "SELECT id, name, subject, state FROM disputes ORDER BY id",
        |row| {
            let id: String = row.get(0)?;
            Ok(DisputeRecord {
                name: row.get(1)?,
                subject: row.get(2)?,
                state: word_or_null(row, 3, DisputeState::parse)?,
                parties: parties.remove(&id).unwrap_or_default(),
                claims: claims.remove(&id).unwrap_or_default(),
                states: states.remove(&id).unwrap_or_default(),
                evidence: evidence.remove(&id).unwrap_or_default(),
                id: EntityId::new(id),
            })
        },
    )
}

fn agreements(connection: &Connection) -> Result<Vec<AgreementRecord>, StoreError> {
    let parties = "SELECT agreement, entity FROM agreement_parties ORDER BY agreement, ordinal";
    let mut parties = grouped_ids(connection, parties, EntityId::new)?;
    let signatories = "SELECT agreement, entity FROM signatories ORDER BY agreement, ordinal";
    let mut signatories = grouped_ids(connection, signatories, EntityId::new)?;
    let mut evidence = evidence::<String>(connection, "agreement")?;
    let sql = "SELECT id, edtf, earliest, latest, time_text, name, subject, state FROM agreements ORDER BY id";
    sql::all(connection, DOING, sql, |row| {
        let id: String = row.get(0)?;
        Ok(AgreementRecord {
            time: time(row)?,
            name: row.get(5)?,
            subject: row.get(6)?,
            state: word_or_null(row, 7, AgreementState::parse)?,
            parties: parties.remove(&id).unwrap_or_default(),
            signatories: signatories.remove(&id).unwrap_or_default(),
            evidence: evidence.remove(&id).unwrap_or_default(),
            id: EntityId::new(id),
        })
    })
}

fn redirects(connection: &Connection) -> Result<Vec<Redirect>, StoreError> {
    sql::all(connection, DOING, "SELECT \"from\", \"to\" FROM redirects ORDER BY \"from\"", |row| {
        Ok(Redirect {
            from: EventId::new(row.get::<_, String>(0)?),
            to: EventId::new(row.get::<_, String>(1)?),
        })
    })
}

fn merges(connection: &Connection) -> Result<Vec<Merge>, StoreError> {
    sql::all(connection, DOING, "SELECT \"from\", \"to\" FROM merges ORDER BY \"from\"", |row| {
        Ok(Merge {
            from: EntityId::new(row.get::<_, String>(0)?),
            to: EntityId::new(row.get::<_, String>(1)?),
        })
    })
}

/// A time from the columns 1 to 4.
fn time(row: &Row<'_>) -> rusqlite::Result<Option<Time>> {
    let Some(edtf) = row.get(1)? else { return Ok(None) };
    Ok(Some(Time { edtf, earliest: row.get(2)?, latest: row.get(3)?, text: row.get(4)? }))
}

fn evidence<K: Ord + FromSql>(
    connection: &Connection,
    column: &str,
) -> Result<BTreeMap<K, Vec<Arc<Source>>>, StoreError> {
    let sql = format!(
        "SELECT {column}, article, \"in\", start, \"end\", quote, rule FROM evidence WHERE {column} IS NOT NULL
         ORDER BY {column}, article, \"in\" DESC, start, \"end\", quote, rule"
    );
    sql::grouped(connection, DOING, &sql, |row| {
        Ok(Arc::new(Source {
            article: ArticleId::new(row.get::<_, String>(1)?),
            evidence: Evidence {
                field: if row.get::<_, String>(2)? == Field::Title.as_str() {
                    Field::Title
                } else {
                    Field::Text
                },
                start: count(row, 3)?,
                end: count(row, 4)?,
                quote: row.get(5)?,
                rule: row.get(6)?,
            },
        }))
    })
}

fn grouped_ids<T>(
    connection: &Connection,
    sql: &str,
    make: fn(String) -> T,
) -> Result<BTreeMap<String, Vec<T>>, StoreError> {
    sql::grouped(connection, DOING, sql, |row| Ok(make(row.get(1)?)))
}

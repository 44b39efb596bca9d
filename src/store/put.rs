//! Writes a Delta: articles, entities and events. Records are whole, so their lists are written anew; only what
//! grows with each article that names a record (articles, evidence) is added to, as long as the article is new.

use crate::model::article::Article;
use crate::model::change::Cause;
use crate::model::change::Change;
use crate::model::delta::Delta;
use crate::model::delta::EntityRecord;
use crate::model::delta::EventRecord;
use crate::model::delta::Removed;
use crate::model::delta::Telling;
use crate::model::hash;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::store::coded;
use crate::store::error::Doing;
use crate::store::error::StoreError;
use crate::store::print;
use crate::store::put_fact;
use crate::store::sql::integer;
use rusqlite::Connection;
use rusqlite::Params;
use std::collections::BTreeSet;

const DOING: &str = "storing an article";

/// Writes one Delta inside the caller's transaction.
pub fn delta(connection: &Connection, delta: &Delta, generation: u64) -> Result<(), StoreError> {
    let article = delta.article();
    let is_new = article.map_or(Ok(false), |it| is_new(connection, &it.id))?;
    let writer = Writer { connection, article: article.map(|it| &it.id), whole: !is_new };
    if let Some(reading) = delta.reading.as_ref().filter(|_| delta.removed.articles.is_empty()) {
        writer.article(reading, &delta.raw, generation)?;
    }
    writer.remove(&delta.removed)?;
    for item in &delta.prints {
        print::put(&writer, item)?;
    }
    for entity in &delta.entities {
        writer.entity(entity)?;
    }
    for event in &delta.events {
        writer.event(event)?;
    }
    for dispute in &delta.disputes {
        put_fact::dispute(&writer, dispute)?;
    }
    for agreement in &delta.agreements {
        put_fact::agreement(&writer, agreement)?;
    }
    for redirect in &delta.removed.redirects {
        writer.run(
            "INSERT INTO redirects (\"from\", \"to\") VALUES (?, ?)
             ON CONFLICT (\"from\") DO UPDATE SET \"to\" = excluded.\"to\"",
            (redirect.from.as_str(), redirect.to.as_str()),
        )?;
    }
    for from in &delta.removed.merges {
        writer.run("DELETE FROM merges WHERE \"from\" = ?", [from.as_str()])?;
    }
    for merge in &delta.merges {
        let row = (merge.from.as_str(), merge.to.as_str());
        writer.run("INSERT INTO merges (\"from\", \"to\") VALUES (?, ?)", row)?;
    }
    if !delta.coded.is_empty() {
        coded::put(connection, &delta.coded)?;
    }
    for id in &delta.removed.articles {
        writer.run("DELETE FROM articles WHERE id = ?", [id.as_str()])?;
    }
    let change = Change::of(delta, cause(delta, is_new), generation);
    let row = (integer(generation), json(&change));
    writer.run("INSERT INTO changes (generation, change) VALUES (?, ?)", row)?;
    Ok(())
}

fn cause(delta: &Delta, is_new: bool) -> Cause {
    match &delta.reading {
        None if !delta.coded.is_empty() => Cause::Imported,
        None if !delta.merges.is_empty() => Cause::Merged,
        None if !delta.removed.merges.is_empty() => Cause::Split,
        None => Cause::Reindexed,
        Some(_) if !delta.removed.articles.is_empty() => Cause::Retracted,
        Some(_) if is_new => Cause::New,
        Some(_) => Cause::Changed,
    }
}

pub fn reading(connection: &Connection, reading: &Reading) -> Result<(), StoreError> {
    let sql = "INSERT INTO readings (article, rules_version, reading) VALUES (?, ?, ?)
        ON CONFLICT (article) DO UPDATE SET rules_version = excluded.rules_version, reading = excluded.reading";
    let row = (reading.article.id.as_str(), &reading.rules_version, json(reading));
    connection.prepare_cached(sql).and_then(|mut it| it.execute(row)).doing(DOING)?;
    Ok(())
}

/// An article that is stored already, as intake takes it now.
pub fn article_again(connection: &Connection, article: &Article) -> Result<(), StoreError> {
    let dateline = article.dateline.as_ref();
    let sql = "UPDATE articles SET source_id = ?, title = ?, published = ?, source = ?, url = ?, language = ?,
        dateline_place = ?, dateline_date = ?, has_dateline = ?, text = ?, digest = ? WHERE id = ?";
    let row = (
        &article.source_id,
        &article.title,
        &article.published,
        &article.source,
        &article.url,
        &article.language,
        dateline.map(|it| &it.place),
        dateline.map(|it| &it.date),
        dateline.is_some(),
        &article.text,
        digest(article),
        article.id.as_str(),
    );
    connection.prepare_cached(sql).and_then(|mut it| it.execute(row)).doing(DOING)?;
    Ok(())
}

fn is_new(connection: &Connection, article: &ArticleId) -> Result<bool, StoreError> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM articles WHERE id = ?)";
    let mut statement = connection.prepare_cached(sql).doing(DOING)?;
    statement.query_row([article.as_str()], |row| row.get(0)).doing(DOING)
}

/// What all writing of one Delta shares.
#[derive(Debug)]
pub struct Writer<'a> {
    connection: &'a Connection,
    /// The article that the Delta comes from; none where it may concern all.
    pub article: Option<&'a ArticleId>,
    /// Whether lists that grow with each article are written whole, since something may have left them.
    pub whole: bool,
}

impl Writer<'_> {
    pub fn run(&self, sql: &str, parameters: impl Params) -> Result<usize, StoreError> {
        self.connection.prepare_cached(sql).and_then(|mut it| it.execute(parameters)).doing(DOING)
    }

    pub fn ids(&self, sql: &str, of: &str, ids: &[EntityId]) -> Result<(), StoreError> {
        for (ordinal, id) in ids.iter().enumerate() {
            self.run(sql, (of, integer(ordinal), id.as_str()))?;
        }
        Ok(())
    }

    /// The number of the row that a query finds, or of the one that `insert` makes.
    pub fn number(
        &self,
        find: &str,
        insert: &str,
        parameters: impl Params + Clone,
    ) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached(find).doing(DOING)?;
        let found = statement.query_map(parameters.clone(), |row| row.get(0)).doing(DOING)?.next();
        if let Some(number) = found {
            return number.doing(DOING);
        }
        self.run(insert, parameters)?;
        Ok(self.connection.last_insert_rowid())
    }

    fn article(&self, reading: &Reading, raw: &str, generation: u64) -> Result<(), StoreError> {
        let article = &reading.article;
        let dateline = article.dateline.as_ref();
        self.run(
            "INSERT INTO articles (id, source_id, title, published, source, url, language, dateline_place,
                dateline_date, has_dateline, text, digest, raw, generation)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id, title = excluded.title,
                published = excluded.published, source = excluded.source, url = excluded.url,
                language = excluded.language, dateline_place = excluded.dateline_place,
                dateline_date = excluded.dateline_date, has_dateline = excluded.has_dateline,
                text = excluded.text, digest = excluded.digest, raw = excluded.raw,
                generation = excluded.generation",
            (
                article.id.as_str(),
                &article.source_id,
                &article.title,
                &article.published,
                &article.source,
                &article.url,
                &article.language,
                dateline.map(|it| &it.place),
                dateline.map(|it| &it.date),
                dateline.is_some(),
                &article.text,
                digest(article),
                raw,
                integer(generation),
            ),
        )?;
        self::reading(self.connection, reading)?;
        // What could not be read before can be read now.
        self.run("DELETE FROM quarantine WHERE digest = ?", [hash::hex(raw.as_bytes(), 64)])?;
        Ok(())
    }

    fn remove(&self, removed: &Removed) -> Result<(), StoreError> {
        for id in &removed.events {
            self.run("DELETE FROM events WHERE id = ?", [id.as_str()])?;
        }
        for id in &removed.disputes {
            self.run("DELETE FROM disputes WHERE id = ?", [id.as_str()])?;
        }
        for id in &removed.agreements {
            self.run("DELETE FROM agreements WHERE id = ?", [id.as_str()])?;
        }
        for id in &removed.entities {
            self.run("DELETE FROM entities WHERE id = ?", [id.as_str()])?;
        }
        Ok(())
    }

    fn entity(&self, entity: &EntityRecord) -> Result<(), StoreError> {
        let id = entity.id.as_str();
        let country = entity.country.as_ref().map(EntityId::as_str);
        self.run(
            "INSERT INTO entities (id, kind, name, country) VALUES (?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, country = excluded.country",
            (id, entity.kind.as_str(), &entity.name, country),
        )?;
        if self.whole {
            self.run("DELETE FROM entity_names WHERE entity = ?", [id])?;
        }
        for name in &entity.names {
            self.run(
                "INSERT INTO entity_names (entity, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (id, name),
            )?;
        }
        self.run("DELETE FROM offices WHERE entity = ?", [id])?;
        for (ordinal, office) in entity.offices.iter().enumerate() {
            self.run(
                "INSERT INTO offices (entity, ordinal, title, \"of\", \"from\", \"to\", as_of)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    id,
                    integer(ordinal),
                    &office.title,
                    office.of.as_ref().map(EntityId::as_str),
                    &office.from,
                    &office.to,
                    &office.as_of,
                ),
            )?;
        }
        self.entity_articles(entity)
    }

    fn entity_articles(&self, entity: &EntityRecord) -> Result<(), StoreError> {
        let id = entity.id.as_str();
        let insert = "INSERT INTO entity_articles (entity, article) VALUES (?, ?)";
        let Some(article) = self.article else {
            self.run("DELETE FROM entity_articles WHERE entity = ?", [id])?;
            return entity.articles.iter().try_for_each(|it| {
                self.run(insert, (id, it.as_str()))?;
                Ok(())
            });
        };
        let row = (id, article.as_str());
        self.run("DELETE FROM entity_articles WHERE entity = ? AND article = ?", row)?;
        if entity.articles.binary_search(article).is_ok() {
            self.run(insert, row)?;
        }
        Ok(())
    }

    fn event(&self, event: &EventRecord) -> Result<(), StoreError> {
        let id = event.id.as_str();
        self.event_row(event)?;
        for table in ["participants", "event_places", "event_concerns", "event_sayers"] {
            self.run(&format!("DELETE FROM {table} WHERE event = ?"), [id])?;
        }
        self.run("DELETE FROM redirects WHERE \"from\" = ?", [id])?;
        for (ordinal, participant) in event.participants.iter().enumerate() {
            let on_behalf_of = participant.on_behalf_of.as_ref().map(EntityId::as_str);
            self.run(
                "INSERT INTO participants (event, ordinal, entity, role, on_behalf_of) VALUES (?, ?, ?, ?, ?)",
                (id, integer(ordinal), participant.entity.as_str(), participant.role.as_str(), on_behalf_of),
            )?;
        }
        self.ids(
            "INSERT INTO event_places (event, ordinal, place) VALUES (?, ?, ?)",
            id,
            &event.places,
        )?;
        self.ids(
            "INSERT INTO event_concerns (event, ordinal, entity) VALUES (?, ?, ?)",
            id,
            &event.concerns,
        )?;
        self.ids(
            "INSERT INTO event_sayers (event, ordinal, entity) VALUES (?, ?, ?)",
            id,
            &event.said_by,
        )?;
        self.tellings(event)
    }

    /// Only what differs is written: tellings that came or left, and that of the article itself. All else that was
    /// told of the event stands as it was told. Where the Delta may concern all articles, all is written.
    fn tellings(&self, event: &EventRecord) -> Result<(), StoreError> {
        let id = event.id.as_str();
        let mut stored = self.told(id)?;
        let mut gone: BTreeSet<String> = stored.clone();
        gone.retain(|it| event.telling_of(it).is_none() || self.may_differ(it));
        for article in gone {
            self.run("DELETE FROM tellings WHERE event = ? AND article = ?", (id, &article))?;
            self.run("DELETE FROM evidence WHERE event = ? AND article = ?", (id, &article))?;
            stored.remove(&article);
        }
        for telling in event.tellings.iter().filter(|it| !stored.contains(it.article.as_str())) {
            let bare = Telling {
                event: Event { evidence: Vec::new(), ..telling.event.clone() },
                ..(**telling).clone()
            };
            self.run(
                "INSERT INTO tellings (event, article, telling) VALUES (?, ?, ?)",
                (id, telling.article.as_str(), json(&bare)),
            )?;
            put_fact::event_evidence(self, id, telling)?;
        }
        Ok(())
    }

    fn may_differ(&self, article: &str) -> bool {
        self.article.is_none_or(|it| it.as_str() == article)
    }

    /// The articles that the store holds as telling of an event.
    fn told(&self, event: &str) -> Result<BTreeSet<String>, StoreError> {
        let sql = "SELECT article FROM tellings WHERE event = ?";
        let mut statement = self.connection.prepare_cached(sql).doing(DOING)?;
        let articles = statement.query_map([event], |row| row.get(0)).doing(DOING)?;
        articles.collect::<rusqlite::Result<BTreeSet<String>>>().doing(DOING)
    }

    fn event_row(&self, event: &EventRecord) -> Result<(), StoreError> {
        let time = event.time.as_ref();
        self.run(
            "INSERT INTO events (id, type, mode, plover, cameo, status, edtf, earliest, latest, time_text, part_of,
                known_from, confidence)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET type = excluded.type, mode = excluded.mode, plover = excluded.plover,
                cameo = excluded.cameo, status = excluded.status, edtf = excluded.edtf,
                earliest = excluded.earliest, latest = excluded.latest, time_text = excluded.time_text,
                part_of = excluded.part_of, known_from = excluded.known_from, confidence = excluded.confidence",
            (
                event.id.as_str(),
                event.kind.as_str(),
                &event.mode,
                &event.plover,
                &event.cameo,
                event.status.as_str(),
                time.map(|it| &it.edtf),
                time.and_then(|it| it.earliest.as_ref()),
                time.and_then(|it| it.latest.as_ref()),
                time.and_then(|it| it.text.as_ref()),
                event.part_of.as_ref().map(crate::model::id::EventId::as_str),
                &event.known_from,
                event.confidence,
            ),
        )?;
        Ok(())
    }
}

/// What differs when anything in an article does.
pub fn digest(article: &Article) -> String {
    hash::hex(json(article).as_bytes(), 64)
}

/// The model's types have string keys only, so that writing them cannot fail.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

//! Rows to coded events: each actor and place to its number. What was found for the columns of an actor is kept, since
//! the same few stand in most rows.

use crate::ingest::gdelt::numbers::Numbers;
use crate::knowledge::Knowledge;
use crate::model::code::Kind;
use crate::model::coded::Coded;
use crate::model::coded::CodedActor;
use crate::model::coded::CodedEntity;
use crate::model::coded::CodedRow;
use crate::model::coded::Coding;
use crate::model::coded::Number;
use crate::model::exported::Exported;
use crate::model::exported::ExportedActor;
use crate::model::exported::ExportedPlace;
use crate::model::id::EntityId;
use std::collections::HashMap;
use std::fmt::Write;

/// Most columns that are kept with what was found for them; then all are forgotten and found again.
const MOST_KEPT: usize = 500_000;
const BETWEEN: char = '\t';

pub struct Importer<'a> {
    knowledge: &'a Knowledge,
    numbers: Numbers,
    actors: HashMap<String, Option<CodedActor>>,
    places: HashMap<String, Option<Number>>,
    rows: Vec<CodedRow>,
    key: String,
}

impl std::fmt::Debug for Importer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Importer").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl<'a> Importer<'a> {
    /// `stored` are the entities that the store knows.
    pub fn new(knowledge: &'a Knowledge, stored: Vec<CodedEntity>) -> Self {
        Importer {
            knowledge,
            numbers: Numbers::new(stored),
            actors: HashMap::new(),
            places: HashMap::new(),
            rows: Vec::new(),
            key: String::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn take(&mut self, row: &Exported<'_>) {
        let [first, second] = &row.actors;
        let coded = Coded {
            number: row.number,
            day: row.day,
            cameo: row.cameo,
            actors: [self.actor(first), self.actor(second)],
            place: self.place(&row.place),
            sources: row.sources,
            known: row.known,
        };
        self.rows.push(CodedRow { coded, url: row.url.map(str::to_owned) });
    }

    /// What was taken since the last batch.
    pub fn batch(&mut self) -> Coding {
        Coding { entities: self.numbers.fresh(), rows: std::mem::take(&mut self.rows) }
    }

    fn actor(&mut self, actor: &ExportedActor<'_>) -> Option<CodedActor> {
        self.key.clear();
        let [first, second, third] = actor.kinds;
        for part in [actor.name, actor.code, actor.country, actor.group, first, second, third] {
            self.key.push_str(part);
            self.key.push(BETWEEN);
        }
        if let Some(found) = self.actors.get(&self.key) {
            return *found;
        }
        let found = self.find_actor(actor);
        keep(&mut self.actors, &self.key, found);
        found
    }

    fn find_actor(&mut self, actor: &ExportedActor<'_>) -> Option<CodedActor> {
        let Knowledge { export, gazetteer, .. } = self.knowledge;
        let acting = export.actor(gazetteer, actor)?;
        let who = acting.who;
        let further = who.further.into_iter().collect();
        let entity = self.numbers.of(CodedEntity {
            number: 0,
            id: who.id,
            kind: who.kind,
            name: who.name,
            country: who.country.clone(),
            names: further,
        });
        self.country(who.country.as_ref());
        let on_behalf_of = self.country(acting.on_behalf_of.as_ref());
        Some(CodedActor { entity, on_behalf_of })
    }

    fn place(&mut self, place: &ExportedPlace<'_>) -> Option<Number> {
        self.key.clear();
        for part in [place.name, place.country, place.region] {
            self.key.push_str(part);
            self.key.push(BETWEEN);
        }
        // A town of one name and region may be near one that is known or far from it.
        let (lat, lon) = place.at.unwrap_or_default();
        // Writing to a String cannot fail.
        write!(self.key, "{:?} {lat} {lon}", place.kind).unwrap_or_default();
        if let Some(found) = self.places.get(&self.key) {
            return *found;
        }
        let found = self.find_place(place);
        keep(&mut self.places, &self.key, found);
        found
    }

    fn find_place(&mut self, place: &ExportedPlace<'_>) -> Option<Number> {
        let Knowledge { export, gazetteer, .. } = self.knowledge;
        let meant = export.place(gazetteer, place)?;
        let number = self.numbers.of(CodedEntity {
            number: 0,
            id: meant.id,
            kind: meant.kind,
            name: meant.name,
            country: meant.country.clone(),
            names: meant.further.into_iter().collect(),
        });
        self.country(meant.country.as_ref());
        Some(number)
    }

    /// A country that is named by the way is an entity as well.
    fn country(&mut self, id: Option<&EntityId>) -> Option<Number> {
        let id = id?;
        let name = self.knowledge.gazetteer.name_of(id).unwrap_or_else(|| id.local()).to_owned();
        let country = CodedEntity {
            number: 0,
            id: id.clone(),
            kind: Kind::Country,
            name,
            country: None,
            names: Vec::new(),
        };
        Some(self.numbers.of(country))
    }
}

fn keep<T>(kept: &mut HashMap<String, T>, key: &str, found: T) {
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key.to_owned(), found);
}

//! The generated data set: its entities and events under ids whose order is that of its numbers, but for countries,
//! which have their codes.

use demarche::model::cameo::Cameo;
use demarche::model::code::Kind;
use demarche::model::coded::Coded;
use demarche::model::coded::CodedActor;
use demarche::model::coded::CodedEntity;
use demarche::model::coded::CodedRow;
use demarche::model::coded::CodedRows;
use demarche::model::coded::Coding;
use demarche::model::coded::Number;
use demarche::model::day::Day;
use demarche::model::id::EntityId;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

#[derive(Debug, Default)]
pub(crate) struct Data {
    pub(crate) coding: Coding,
    ids: BTreeMap<Number, EntityId>,
    numbers: BTreeMap<EntityId, Number>,
}

impl Data {
    pub(crate) fn read(folder: &Path) -> Result<Data, Box<dyn Error>> {
        let mut data = Data::default();
        for row in rows(folder, "countries")? {
            data.add(Kind::Country, cell(&row, 0)?, (text(&row, 1), text(&row, 2)));
        }
        for row in rows(folder, "orgs")? {
            let number = cell(&row, 0)?;
            data.add(Kind::Organization, number, (&format!("{number:06}"), text(&row, 1)));
        }
        for row in rows(folder, "persons")? {
            let number = cell(&row, 0)?;
            data.add(Kind::Person, number, (&format!("{number:06}"), text(&row, 1)));
        }
        for row in rows(folder, "places")? {
            let number = cell(&row, 0)?;
            data.add(Kind::Place, number, (&format!("{number:06}"), text(&row, 1)));
        }
        data.name(folder)?;
        for row in rows(folder, "events")? {
            data.coding.rows.push(event(&row)?);
        }
        Ok(data)
    }

    pub(crate) fn rows(&self) -> CodedRows {
        CodedRows {
            entities: self.coding.entities.clone(),
            events: self.coding.rows.iter().map(|it| it.coded).collect(),
        }
    }

    /// The id of an entity of the set.
    pub(crate) fn id(&self, number: u64) -> EntityId {
        let number = Number::try_from(number).unwrap_or_default();
        self.ids.get(&number).cloned().unwrap_or_else(|| EntityId::new("person:none"))
    }

    pub(crate) fn number(&self, id: &EntityId) -> u64 {
        self.numbers.get(id).copied().map_or(0, u64::from)
    }

    fn add(&mut self, kind: Kind, number: Number, (local, name): (&str, &str)) {
        let id = EntityId::new(format!("{}:{local}", kind.prefix()));
        self.ids.insert(number, id.clone());
        self.numbers.insert(id.clone(), number);
        let (name, names) = (name.to_owned(), Vec::new());
        self.coding.entities.push(CodedEntity { number, id, kind, name, country: None, names });
    }

    fn name(&mut self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let mut names: BTreeMap<Number, Vec<String>> = BTreeMap::new();
        for row in rows(folder, "aliases")? {
            names.entry(cell(&row, 0)?).or_default().push(text(&row, 1).to_owned());
        }
        for entity in &mut self.coding.entities {
            entity.names = names.remove(&entity.number).unwrap_or_default();
            entity.names.sort();
        }
        Ok(())
    }
}

fn event(row: &[String]) -> Result<CodedRow, Box<dyn Error>> {
    let some = |number: Number| (number > 0).then_some(number);
    let actor = |entity: Number, country: Number| {
        let on_behalf_of = some(country).filter(|it| *it != entity);
        some(entity).map(|entity| CodedActor { entity, on_behalf_of })
    };
    let day = Day::new(text(row, 1).parse()?);
    let coded = Coded {
        number: u64::from(cell(row, 0)?),
        day,
        cameo: Cameo::parse(text(row, 2)).ok_or("no CAMEO code")?,
        actors: [actor(cell(row, 9)?, cell(row, 7)?), actor(cell(row, 10)?, cell(row, 8)?)],
        place: some(cell(row, 6)?),
        sources: 1,
        known: day,
    };
    Ok(CodedRow { coded, url: None })
}

fn rows(folder: &Path, table: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(folder.join(format!("{table}.csv")))?;
    let rows = text.lines().skip(1).map(|it| it.split(',').map(str::to_owned).collect());
    Ok(rows.collect())
}

fn text(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn cell(row: &[String], column: usize) -> Result<Number, Box<dyn Error>> {
    Ok(match text(row, column) {
        "" => 0,
        number => number.parse()?,
    })
}

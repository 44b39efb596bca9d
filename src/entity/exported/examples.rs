//! The examples beside the tables: the columns of an actor, and who it has to be or that it is nobody.

use crate::entity::exported::tables::ExportTables;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::table::TableError;
use crate::entity::table::each_row;
use crate::model::exported::ExportedActor;

/// Stands in the table where the actor is nobody.
const NOBODY: &str = "-";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Example {
    name: String,
    code: String,
    country: String,
    group: String,
    kind: String,
    /// Id and name, with a space between.
    expected: String,
}

impl Example {
    pub(crate) fn load(text: &str) -> Result<Vec<Example>, TableError> {
        let columns = ["name", "code", "country", "group", "kind", "id", "shown"];
        let mut examples = Vec::new();
        each_row("gdelt/examples.tsv", text, &columns, |row| {
            let cell = |column: &str| row.get(column).to_owned();
            examples.push(Example {
                name: cell("name"),
                code: cell("code"),
                country: cell("country"),
                group: cell("group"),
                kind: cell("kind"),
                expected: format!("{} {}", row.required("id")?, row.get("shown")).trim().to_owned(),
            });
            Ok(())
        })?;
        Ok(examples)
    }

    fn actor(&self) -> ExportedActor<'_> {
        ExportedActor {
            code: &self.code,
            name: &self.name,
            country: &self.country,
            group: &self.group,
            kinds: [&self.kind, "", ""],
        }
    }
}

impl ExportTables {
    /// How many examples there are, and which of them find somebody else.
    pub fn check_examples(&self, gazetteer: &Gazetteer) -> (usize, Vec<String>) {
        let wrong = |example: &Example| {
            let found = match self.actor(gazetteer, &example.actor()) {
                Some(acting) => format!("{} {}", acting.who.id, acting.who.name),
                None => NOBODY.to_owned(),
            };
            let Example { name, code, expected, .. } = example;
            (found != *expected)
                .then(|| format!("gdelt: found {found}, not {expected}: {name} {code}"))
        };
        (self.examples.len(), self.examples.iter().filter_map(wrong).collect())
    }
}

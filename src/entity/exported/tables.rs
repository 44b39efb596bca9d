//! The tables of data/gdelt: sorts of words in names of actors, sorts of actor codes, and codes of countries that
//! data/entities/countries.tsv does not have.

use crate::entity::exported::examples::Example;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::table::Row;
use crate::entity::table::TableError;
use crate::entity::table::each_row;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Default)]
pub struct ExportTables {
    words: BTreeMap<String, BTreeSet<Sort>>,
    kinds: BTreeMap<String, CodeSort>,
    /// To the codes of data/entities/countries.tsv.
    cameo: BTreeMap<String, String>,
    fips: BTreeMap<String, String>,
    pub(crate) examples: Vec<Example>,
}

/// What a word in an actor's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// An office or body that stands for its country's government.
    Government,
    /// What such an office is for: "foreign", "deputy".
    Field,
    Organization,
    /// People without a name.
    Group,
    Joining,
}

/// What Type1Code to Type3Code say of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CodeSort {
    International,
    /// International unless it has a country and the name of a person.
    Private,
    /// Something rather than somebody, where the name is one word.
    Institution,
}

impl ExportTables {
    /// Loads the tables that `file` gives by name.
    ///
    /// # Errors
    /// A table that is missing, and the first row that breaks a rule.
    pub fn load(
        file: impl Fn(&str) -> Option<String>,
        gazetteer: &Gazetteer,
    ) -> Result<Self, TableError> {
        let text = |name: &str| file(name).ok_or_else(|| TableError::new(name, 0, "no such table"));
        let mut it = ExportTables::default();
        for country in gazetteer.countries.values() {
            for (table, code) in [(&mut it.cameo, &country.cameo), (&mut it.fips, &country.fips)] {
                if !code.is_empty() {
                    table.insert(code.clone(), country.code.clone());
                }
            }
        }
        each_row("gdelt/codes.tsv", &text("codes.tsv")?, &["scheme", "code", "country"], |row| {
            it.code(row, gazetteer)
        })?;
        each_row("gdelt/words.tsv", &text("words.tsv")?, &["word", "sort"], |row| it.word(row))?;
        each_row("gdelt/kinds.tsv", &text("kinds.tsv")?, &["code", "sort"], |row| it.kind(row))?;
        it.examples = Example::load(&text("examples.tsv")?)?;
        Ok(it)
    }

    fn code(&mut self, row: &Row, gazetteer: &Gazetteer) -> Result<(), TableError> {
        let country = row.required("country")?;
        if gazetteer.country(country).is_none() {
            return Err(row.error(format!("no country {country}")));
        }
        let table = match row.get("scheme") {
            "cameo" => &mut self.cameo,
            "fips" => &mut self.fips,
            other => return Err(row.error(format!("no scheme {other}"))),
        };
        let code = row.required("code")?;
        match table.insert(code.to_owned(), country.to_owned()) {
            Some(before) => Err(row.error(format!("{code} is {before} already"))),
            None => Ok(()),
        }
    }

    fn word(&mut self, row: &Row) -> Result<(), TableError> {
        let sort = match row.get("sort") {
            "government" => Sort::Government,
            "field" => Sort::Field,
            "organization" => Sort::Organization,
            "group" => Sort::Group,
            "joining" => Sort::Joining,
            other => return Err(row.error(format!("no sort {other}"))),
        };
        let word = row.required("word")?;
        match self.words.entry(word.to_owned()).or_default().insert(sort) {
            true => Ok(()),
            false => Err(row.error(format!("{word} stands twice"))),
        }
    }

    fn kind(&mut self, row: &Row) -> Result<(), TableError> {
        let sort = match row.get("sort") {
            "international" => CodeSort::International,
            "private" => CodeSort::Private,
            "institution" => CodeSort::Institution,
            other => return Err(row.error(format!("no sort {other}"))),
        };
        let code = row.required("code")?;
        match self.kinds.insert(code.to_owned(), sort) {
            Some(_) => Err(row.error(format!("{code} stands twice"))),
            None => Ok(()),
        }
    }

    pub(crate) fn by_cameo<'a>(&self, gazetteer: &'a Gazetteer, code: &str) -> Option<&'a Country> {
        gazetteer.country(self.cameo.get(code)?)
    }

    pub(crate) fn by_fips<'a>(&self, gazetteer: &'a Gazetteer, code: &str) -> Option<&'a Country> {
        gazetteer.country(self.fips.get(code)?)
    }

    pub(crate) fn is(&self, word: &str, sort: Sort) -> bool {
        self.words.get(word).is_some_and(|it| it.contains(&sort))
    }

    /// Whether all words are of these sorts.
    pub(crate) fn all(&self, words: &[String], sorts: &[Sort]) -> bool {
        words.iter().all(|word| sorts.iter().any(|it| self.is(word, *it)))
    }

    pub(crate) fn any(&self, words: &[String], sort: Sort) -> bool {
        words.iter().any(|it| self.is(it, sort))
    }

    pub(crate) fn has_code(&self, codes: &[&str], sort: CodeSort) -> bool {
        codes.iter().any(|it| self.kinds.get(*it) == Some(&sort))
    }
}

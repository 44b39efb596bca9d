//! Reads the tables of data/entities and checks them: ids, duplicates, intervals, dangling references.

use crate::entity::fold::atoms;
use crate::entity::fold::fold;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Organization;
use crate::entity::gazetteer::Place;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::Term;
use crate::entity::patterns::Patterns;
use crate::entity::spelling;
use crate::entity::table::Row;
use crate::entity::table::TableError;
use crate::entity::table::each_row;
use crate::model::id::slug;
use std::collections::BTreeSet;

impl Gazetteer {
    /// Loads the tables that `file` gives by name (`countries.tsv` ...).
    ///
    /// # Errors
    /// A table that is missing or no UTF-8, and the first row that breaks a rule, as `file: line: what`.
    pub fn load(file: impl Fn(&str) -> Option<String>) -> Result<Self, TableError> {
        let text = |name: &str| file(name).ok_or_else(|| TableError::new(name, 0, "no such table"));
        let mut it =
            Gazetteer { patterns: Patterns::load(&text("patterns.toml")?)?, ..Default::default() };
        it.load_countries(&text("countries.tsv")?)?;
        it.load_country_names(&text("country_names.tsv")?)?;
        it.load_places(&text("places.tsv")?)?;
        it.load_organizations(&text("organizations.tsv")?)?;
        it.load_offices(&text("offices.tsv")?)?;
        it.load_given_names(&text("given_names.tsv")?)?;
        it.index_people();
        Ok(it)
    }

    fn load_countries(&mut self, text: &str) -> Result<(), TableError> {
        let columns =
            ["id", "name", "official", "iso2", "cow", "cameo", "fips", "capital", "from", "to"];
        let mut successors = Vec::new();
        each_row("countries.tsv", text, &columns, |row| {
            let code = row.required("id")?.to_owned();
            interval(row)?;
            let country = Country {
                name: row.required("name")?.to_owned(),
                official: row.get("official").to_owned(),
                iso2: row.get("iso2").to_owned(),
                cow: row.get("cow").to_owned(),
                cameo: row.get("cameo").to_owned(),
                fips: row.get("fips").to_owned(),
                capital: row.get("capital").to_owned(),
                lat: row.get("lat").to_owned(),
                lon: row.get("lon").to_owned(),
                from: row.get("from").to_owned(),
                to: row.get("to").to_owned(),
                successors: row.list("successors").into_iter().map(str::to_owned).collect(),
                adjective: String::new(),
                code: code.clone(),
            };
            successors.extend(country.successors.iter().map(|it| (row.line, it.clone())));
            match self.countries.insert(code.clone(), country) {
                Some(_) => Err(row.error(format!("{code} stands twice"))),
                None => Ok(()),
            }
        })?;
        match successors.iter().find(|(_, it)| !self.countries.contains_key(it)) {
            Some((line, code)) => {
                Err(TableError::new("countries.tsv", *line, format!("no country {code}")))
            }
            None => Ok(()),
        }
    }

    fn load_country_names(&mut self, text: &str) -> Result<(), TableError> {
        each_row("country_names.tsv", text, &["country", "form", "kind", "mark"], |row| {
            let code = self.known_country(row, "country")?;
            let form = row.required("form")?;
            let kind = NameKind::parse(row.get("kind"))
                .ok_or_else(|| row.error(format!("no kind {}", row.get("kind"))))?;
            let mark = mark(row)?;
            if let Some(country) = self.countries.get_mut(&code)
                && kind == NameKind::Adjective
                && country.adjective.is_empty()
            {
                country.adjective = form.to_owned();
            }
            self.lookup.add(form, Sense::Country { code, kind, mark });
            Ok(())
        })?;
        let names: Vec<(String, String)> =
            self.countries.iter().map(|(code, it)| (it.name.clone(), code.clone())).collect();
        for (name, code) in names {
            if self.countries_named(&name).is_empty() {
                self.lookup.add(&name, Sense::Country { code, kind: NameKind::Name, mark: None });
            }
        }
        Ok(())
    }

    fn load_places(&mut self, text: &str) -> Result<(), TableError> {
        each_row("places.tsv", text, &["id", "name", "aliases", "country", "kind", "mark"], |row| {
            let id = row.required("id")?.to_owned();
            let name = row.required("name")?;
            if !row.get("country").is_empty() {
                self.known_country(row, "country")?;
            }
            for form in std::iter::once(name).chain(row.list("aliases")) {
                self.lookup.add(form, Sense::Place { id: id.clone() });
            }
            let place = Place {
                name: name.to_owned(),
                country: row.get("country").to_owned(),
                kind: row.get("kind").to_owned(),
                lat: row.get("lat").to_owned(),
                lon: row.get("lon").to_owned(),
                mark: mark(row)?,
                id: id.clone(),
            };
            match self.places.insert(id.clone(), place) {
                Some(_) => Err(row.error(format!("{id} stands twice"))),
                None => Ok(()),
            }
        })
    }

    fn load_organizations(&mut self, text: &str) -> Result<(), TableError> {
        let columns = ["id", "name", "aliases", "kind", "country", "metonyms"];
        each_row("organizations.tsv", text, &columns, |row| {
            let id = row.required("id")?.to_owned();
            let name = row.required("name")?;
            if !row.get("country").is_empty() {
                self.known_country(row, "country")?;
            }
            for form in std::iter::once(name).chain(row.list("aliases")) {
                self.lookup.add(form, Sense::Organization { id: id.clone(), metonym: false });
            }
            for form in row.list("metonyms") {
                self.lookup.add(form, Sense::Organization { id: id.clone(), metonym: true });
            }
            let organization = Organization {
                name: name.to_owned(),
                kind: row.get("kind").to_owned(),
                country: row.get("country").to_owned(),
                id: id.clone(),
            };
            if matches!(organization.kind.as_str(), "agency" | "media") {
                self.reporters.insert(id.clone());
            }
            match self.organizations.insert(id.clone(), organization) {
                Some(_) => Err(row.error(format!("{id} stands twice"))),
                None => Ok(()),
            }
        })
    }

    fn load_offices(&mut self, text: &str) -> Result<(), TableError> {
        let columns = ["person", "names", "office", "of", "from", "to"];
        each_row("offices.tsv", text, &columns, |row| {
            let person = row.required("person")?;
            interval(row)?;
            let names = row.list("names");
            let given = person.contains(char::is_uppercase).then_some(person);
            let name = given.or(names.first().copied()).unwrap_or(person);
            let id = slug(person.strip_prefix("person:").unwrap_or(person));
            let term = Term {
                office: row.required("office")?.to_lowercase(),
                of: self.known_office_of(row)?,
                from: row.get("from").to_owned(),
                to: row.get("to").to_owned(),
            };
            for form in std::iter::once(name).chain(names.iter().copied()) {
                self.lookup.add(form, Sense::Person { id: id.clone() });
            }
            let holder = self.people.entry(id).or_default();
            holder.name = name.to_owned();
            holder.names.extend(names.iter().map(|it| (*it).to_owned()));
            holder.names.sort();
            holder.names.dedup();
            if holder.terms.contains(&term) {
                return Err(row.error(format!("{person} holds {} twice", term.office)));
            }
            holder.terms.push(term);
            Ok(())
        })
    }

    fn index_people(&mut self) {
        for (id, holder) in &self.people {
            for surname in holder.surnames() {
                let key = spelling::key(&self.patterns, &surname);
                let under = BTreeSet::from([surname, key]);
                for form in under {
                    self.surnames.entry(form).or_default().push(id.clone());
                }
            }
            let names = holder.names.iter().chain([&holder.name]);
            let spelt: BTreeSet<String> =
                names.map(|it| spelling::keys(&self.patterns, &atoms(it)).join(" ")).collect();
            for form in spelt {
                self.spelt.entry(form).or_default().push(id.clone());
            }
            for term in &holder.terms {
                let held = self.holders.entry(term.of.clone()).or_default();
                if !held.contains(id) {
                    held.push(id.clone());
                }
            }
        }
    }

    fn load_given_names(&mut self, text: &str) -> Result<(), TableError> {
        each_row("given_names.tsv", text, &["name", "gender"], |row| {
            let name = row.required("name")?;
            let gender = row.get("gender");
            let parsed = Gender::parse(gender);
            if parsed.is_none() && !matches!(gender, "" | "u" | "x" | "mf" | "unisex" | "either") {
                return Err(row.error(format!("no gender {gender}")));
            }
            self.given.insert(fold(name), parsed);
            Ok(())
        })
    }

    fn known_country(&self, row: &Row, column: &str) -> Result<String, TableError> {
        let code = row.required(column)?;
        let code = code.strip_prefix("country:").unwrap_or(code);
        match self.countries.contains_key(code) {
            true => Ok(code.to_owned()),
            false => Err(row.error(format!("no country {code}"))),
        }
    }

    /// A country or an organization, with its prefix.
    fn known_office_of(&self, row: &Row) -> Result<String, TableError> {
        let of = row.required("of")?;
        let bare = of.split_once(':').map_or(of, |(_, it)| it);
        if self.countries.contains_key(bare) {
            Ok(format!("country:{bare}"))
        } else if self.organizations.contains_key(bare) {
            Ok(format!("org:{bare}"))
        } else {
            Err(row.error(format!("no country or organization {of}")))
        }
    }
}

fn mark(row: &Row) -> Result<Option<Mark>, TableError> {
    match row.get("mark") {
        "" => Ok(None),
        text => Mark::parse(text).map(Some).ok_or_else(|| row.error(format!("no mark {text}"))),
    }
}

fn interval(row: &Row) -> Result<(), TableError> {
    let (from, to) = (row.get("from"), row.get("to"));
    if !from.is_empty() && !to.is_empty() && from > to {
        return Err(row.error(format!("{from} is after {to}")));
    }
    Ok(())
}

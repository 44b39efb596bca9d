//! Who an actor is. The codes say which country it is of and what it does, but not whether its name is that of a
//! person, so the first of these holds:
//!
//! 1. a country's code alone, or one of that country's names: the country;
//! 2. a person or organization that data/entities knows, if it is of that country;
//! 3. a group code or the code of an international body: `org:slug`, of no country;
//! 4. nothing but offices ("PRESIDENT", "FOREIGN MINISTER"): the country; nobody where no country is given;
//! 5. nothing but nouns for people ("PROTESTER"): `org:ccc-slug`; nobody where no country is given;
//! 6. a word for an organization among others: `org:ccc-slug`, or the id that texts give to a ministry;
//! 7. all others: `person:slug-ccc`, `person:slug` where no country is given.
//!
//! The country is part of a person's id because two people of one name are of two countries more often than one
//! person is; only those whom data/entities knows go without.

use crate::entity::exported::Acting;
use crate::entity::exported::Meant;
use crate::entity::exported::tables::CodeSort;
use crate::entity::exported::tables::ExportTables;
use crate::entity::exported::tables::Sort;
use crate::entity::fold::atoms;
use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Holder;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::organization_id;
use crate::entity::spelling;
use crate::entity::title_case;
use crate::model::code::Kind;
use crate::model::exported::ExportedActor;
use crate::model::id::EntityId;
use crate::model::id::slug;

/// The nouns of a name that name nobody, whatever stands with them.
pub(crate) const COMMON: &[Sort] =
    &[Sort::Government, Sort::Field, Sort::Organization, Sort::Group, Sort::Joining];

/// The columns of one actor and what the tables say of them.
pub(crate) struct Case<'a> {
    pub(crate) tables: &'a ExportTables,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) actor: &'a ExportedActor<'a>,
    pub(crate) country: Option<&'a Country>,
    senses: Vec<Sense>,
    words: Vec<String>,
}

impl ExportTables {
    pub fn actor(&self, gazetteer: &Gazetteer, actor: &ExportedActor<'_>) -> Option<Acting> {
        let case = Case {
            tables: self,
            gazetteer,
            actor,
            country: self.by_cameo(gazetteer, actor.country),
            senses: gazetteer.lookup.exact(actor.name),
            words: atoms(actor.name).into_iter().filter(|it| it.is_ascii()).collect(),
        };
        let who = case.who()?;
        let country = case.country.map(Country::id).filter(|it| *it != who.id);
        Some(Acting { who, on_behalf_of: country })
    }
}

impl Case<'_> {
    fn who(&self) -> Option<Meant> {
        if slug(self.actor.name).is_empty() || self.is_country() {
            return self.itself();
        }
        if let Some(found) = self.known_person().or_else(|| self.known_organization()) {
            return Some(found);
        }
        if self.country.is_none()
            && let Some(country) = self.named_country()
        {
            return Some(of_table(country));
        }
        if self.is_international() {
            return Some(self.organization(&slug(self.actor.name), None));
        }
        // The code of a region alone, or the name of one.
        let region = self.country.is_none() && !self.actor.country.is_empty();
        if region || (self.country.is_none() && self.is_known_place()) {
            return None;
        }
        self.by_words()
    }

    fn by_words(&self) -> Option<Meant> {
        let (words, stripped) = self.without_country();
        let tables = self.tables;
        let offices = [Sort::Government, Sort::Field, Sort::Joining];
        if tables.all(&words, &offices) && tables.any(&words, Sort::Government) {
            return self.itself();
        }
        if tables.all(&words, COMMON) || tables.any(&words, Sort::Organization) {
            return self.body(&words, stripped);
        }
        let single = words.len() == 1;
        let institution = tables.has_code(&self.actor.kinds, CodeSort::Institution);
        match (single && institution, self.country) {
            (true, _) => self.body(&words, stripped),
            (false, None) if single => None,
            (false, country) => Some(self.person(country)),
        }
    }

    /// The country of the codes.
    fn itself(&self) -> Option<Meant> {
        self.country.map(of_table)
    }

    fn is_country(&self) -> bool {
        let Some(country) = self.country else { return false };
        let actor = self.actor;
        let bare = actor.group.is_empty() && actor.kinds.iter().all(|it| it.is_empty());
        let named = |it: &Sense| matches!(it, Sense::Country { code, .. } if *code == country.code);
        (bare && actor.code == actor.country) || self.senses.iter().any(named)
    }

    /// The one country that the name alone may mean.
    fn named_country(&self) -> Option<&Country> {
        let mut codes = self.senses.iter().filter_map(|it| match it {
            Sense::Country { code, kind: NameKind::Name | NameKind::Abbreviation, .. } => {
                Some(code)
            }
            Sense::Country { .. }
            | Sense::Organization { .. }
            | Sense::Person { .. }
            | Sense::Place { .. } => None,
        });
        let first = codes.next()?;
        self.gazetteer.country(first).filter(|_| codes.all(|it| it == first))
    }

    fn is_known_place(&self) -> bool {
        self.senses.iter().any(|it| matches!(it, Sense::Place { .. }))
    }

    fn is_international(&self) -> bool {
        let has = |sort| self.tables.has_code(&self.actor.kinds, sort);
        let body = self.country.is_none()
            || self.words.len() == 1
            || self.tables.any(&self.words, Sort::Organization);
        let named = !self.tables.all(&self.words, COMMON);
        let coded = !self.actor.group.is_empty() || has(CodeSort::International);
        named && (coded || (has(CodeSort::Private) && body))
    }

    /// By the name in any spelling, or by a surname that one person of the country bears.
    fn known_person(&self) -> Option<Meant> {
        let gazetteer = self.gazetteer;
        let senses = self.senses.iter().filter_map(|it| match it {
            Sense::Person { id } => Some(id.as_str()),
            Sense::Country { .. } | Sense::Organization { .. } | Sense::Place { .. } => None,
        });
        let mut ids: Vec<&str> = senses.collect();
        if ids.is_empty() {
            let keys = spelling::keys(&gazetteer.patterns, &self.words).join(" ");
            let spelt = gazetteer.spelt.get(&keys);
            let surname = match self.words.as_slice() {
                [word] if self.country.is_some() => gazetteer.bearers(word),
                _ => None,
            };
            ids = spelt.or(surname).into_iter().flatten().map(String::as_str).collect();
        }
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|it| gazetteer.people.get(*it).is_some_and(|it| self.may_be(it)));
        let &[id] = ids.as_slice() else { return None };
        let holder = gazetteer.people.get(id)?;
        let of = holder.terms.iter().map(|it| it.of.as_str()).find(|it| it.starts_with("country:"));
        let country = self.country.map(Country::id).or_else(|| of.map(EntityId::new));
        Some(self.meant(EntityId::new(format!("person:{id}")), Kind::Person, &holder.name, country))
    }

    /// Whether all that is known of a person fits the country of the codes.
    fn may_be(&self, holder: &Holder) -> bool {
        let Some(country) = self.country else { return true };
        let of = country.id();
        let mut terms = holder.terms.iter();
        terms.clone().any(|it| it.of == of.as_str()) || terms.all(|it| it.of.starts_with("org:"))
    }

    fn known_organization(&self) -> Option<Meant> {
        let known = self.senses.iter().filter_map(|it| match it {
            Sense::Organization { id, .. } => self.gazetteer.organization(id),
            Sense::Country { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
        });
        let code = self.country.map_or("", |it| it.code.as_str());
        let fits = |of: &str| of.is_empty() || code.is_empty() || of == code;
        let mut fitting = known.filter(|it| fits(&it.country));
        let found = fitting.next().filter(|_| fitting.next().is_none())?;
        let country = self.gazetteer.country(&found.country).map(Country::id);
        Some(self.meant(organization_id(&found.id), Kind::Organization, &found.name, country))
    }

    fn organization(&self, local: &str, country: Option<EntityId>) -> Meant {
        let name = title_case::name(self.actor.name);
        self.meant(organization_id(local), Kind::Organization, &name, country)
    }

    fn person(&self, country: Option<&Country>) -> Meant {
        let name = title_case::name(self.actor.name);
        let local = slug(&name);
        let id = match country {
            Some(country) => format!("person:{local}-{}", country.code.to_lowercase()),
            None => format!("person:{local}"),
        };
        self.meant(EntityId::new(id), Kind::Person, &name, country.map(Country::id))
    }

    pub(crate) fn meant(
        &self,
        id: EntityId,
        kind: Kind,
        name: &str,
        country: Option<EntityId>,
    ) -> Meant {
        let written = title_case::name(self.actor.name);
        let further = Some(written).filter(|it| !it.eq_ignore_ascii_case(name));
        Meant { id, kind, name: name.to_owned(), country, further }
    }

    /// The words without the country of the codes ("RUSSIAN PRESIDENT", "PRESIDENT OF RUSSIA"), and whether it stood
    /// there.
    fn without_country(&self) -> (Vec<String>, bool) {
        let words = &self.words;
        let of_country = |part: &[String]| {
            let senses = self.gazetteer.lookup.exact(&part.join(" "));
            let code = self.country.map(|it| &it.code);
            senses.iter().any(|it| match it {
                Sense::Country { code: found, .. } => Some(found) == code,
                Sense::Organization { .. } | Sense::Person { .. } | Sense::Place { .. } => false,
            })
        };
        for (at, word) in words.iter().enumerate().skip(1) {
            let after = words.get(at + 1..).unwrap_or_default();
            let after = after.strip_prefix(&["the".to_owned()]).unwrap_or(after);
            if word == "of" && !after.is_empty() && of_country(after) {
                return (words.iter().take(at).cloned().collect(), true);
            }
        }
        for length in (1..words.len().min(4)).rev() {
            if words.get(..length).is_some_and(of_country) {
                return (words.iter().skip(length).cloned().collect(), true);
            }
        }
        (words.clone(), false)
    }
}

fn of_table(country: &Country) -> Meant {
    Meant {
        id: country.id(),
        kind: Kind::Country,
        name: country.name.clone(),
        country: None,
        further: None,
    }
}

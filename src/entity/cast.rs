//! The people of an article: namings of all lines joined to persons, then surnames alone.

use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::Term;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Line;
use crate::entity::line::Seen;
use crate::entity::name::Names;
use crate::entity::person::Naming;
use crate::entity::person::People;
use crate::entity::roster::Described;
use crate::entity::roster::Roster;
use crate::entity::roster::is_suffix;
use crate::entity::roster::known_as;
use crate::entity::title::Class;
use crate::entity::title::Tenure;
use crate::entity::title::Title;
use crate::entity::title::titles;
use crate::entity::when::When;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Office;

/// A name that stands for a person of the roster.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) person: usize,
    pub(crate) title: Option<usize>,
    pub(crate) rule: &'static str,
}

#[derive(Debug)]
pub(crate) struct Cast<'a, 's> {
    pub(crate) lines: &'a [Line<'s>],
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) when: &'a When,
    pub(crate) seen: Seen,
    /// The titles of each line.
    pub(crate) titles: Vec<Vec<Title>>,
    pub(crate) roster: Roster,
    /// In order of line and first token.
    pub(crate) named: Vec<Named>,
    /// Whose officials a title without country means: the country of the source or the dateline.
    home: Option<EntityId>,
}

impl<'a, 's> Cast<'a, 's> {
    pub(crate) fn of(
        lines: &'a [Line<'s>],
        gazetteer: &'a Gazetteer,
        when: &'a When,
        home: Option<EntityId>,
    ) -> Self {
        let titles = lines.iter().map(|it| titles(it, gazetteer, when)).collect();
        let seen = Seen::of(lines);
        let mut cast = Cast {
            lines,
            gazetteer,
            when,
            seen,
            titles,
            roster: Roster::default(),
            named: Vec::new(),
            home,
        };
        let namings = cast.namings();
        let (full, single): (Vec<Naming>, Vec<Naming>) =
            namings.into_iter().partition(|it| cast.weight(it) >= 2);
        for naming in &full {
            let described = cast.describe(naming);
            let person = cast.roster.enter(&described, gazetteer);
            cast.bind(naming, person);
        }
        for naming in &single {
            cast.bind_single(naming);
        }
        cast.counterparts();
        cast.surnames();
        cast.named.sort_by_key(|it| (it.line, it.first));
        cast.countries();
        cast
    }

    pub(crate) fn names(&self, line: &'a Line<'s>) -> Names<'_, 's> {
        Names { line, gazetteer: self.gazetteer, seen: &self.seen }
    }

    fn namings(&self) -> Vec<Naming> {
        let mut all = Vec::new();
        for (line, titles) in self.lines.iter().zip(&self.titles) {
            all.extend(People::scan(self.names(line), titles, self.when));
        }
        all
    }

    fn parts(&self, line: usize, first: usize, last: usize) -> Vec<String> {
        self.lines.get(line).map(|it| self.names(it).parts(first, last)).unwrap_or_default()
    }

    /// How many parts of a name count: no suffix, no particle.
    fn weight(&self, naming: &Naming) -> usize {
        let particle = &self.gazetteer.patterns.name.particle;
        let parts = self.parts(naming.line, naming.first, naming.last);
        parts.iter().filter(|it| !is_suffix(it) && !particle.contains(*it)).count()
    }

    fn title(&self, naming: &Naming) -> Option<&Title> {
        naming.title.and_then(|it| self.titles.get(naming.line)?.get(it))
    }

    fn describe(&self, naming: &Naming) -> Described {
        let parts = self.parts(naming.line, naming.first, naming.last);
        let line = self.lines.get(naming.line);
        let known = known_as(self.gazetteer, &parts);
        let mut described = Described {
            name: line.map(|it| clean(&it.written(naming.first, naming.last))).unwrap_or_default(),
            parts,
            gender: naming.honorific,
            known,
            country: naming.of.clone().filter(is_country),
            ..Default::default()
        };
        let Some((line, title)) = line.zip(self.title(naming)) else { return described };
        if title.class == Class::Office {
            described.office = Some(Office {
                title: title.name.clone(),
                of: naming.of.clone(),
                from: None,
                to: None,
                as_of: self.when.as_of(line, title.tenure),
            });
        }
        if described.country.is_none() {
            described.country = naming.of.as_ref().and_then(|it| self.seat(it));
        }
        described
    }

    /// The country of a body that belongs to one: the State Department.
    fn seat(&self, of: &EntityId) -> Option<EntityId> {
        let organization = self
            .gazetteer
            .organization(of.local())
            .filter(|_| of.kind() == Some(Kind::Organization))?;
        let national = !organization.country.is_empty() && !international(&organization.kind);
        national.then(|| country_id(&organization.country))
    }

    fn bind(&mut self, naming: &Naming, person: usize) {
        self.named.push(Named {
            line: naming.line,
            first: naming.first,
            last: naming.last,
            person,
            title: naming.title,
            rule: naming.rule,
        });
    }

    /// "Prime Minister Fukuda": the person of that surname, else one whom the offices table knows, else a new one.
    fn bind_single(&mut self, naming: &Naming) {
        let mut described = self.describe(naming);
        let Some(part) = described.parts.iter().rev().find(|it| !is_suffix(it)).cloned() else {
            return;
        };
        let person = self.roster.by_single(&part, described.country.as_ref());
        if let Some(person) = person {
            self.roster.learn(person, &described, self.gazetteer);
            self.bind(naming, person);
            return;
        }
        if naming.title.is_none() {
            return;
        }
        if let Some(id) = self.holder(&part, described.office.as_ref(), described.country.as_ref())
            && let Some(holder) = self.gazetteer.people.get(&id)
        {
            described.name.clone_from(&holder.name);
            described.parts = crate::entity::fold::atoms(&holder.name);
            described.known = Some(id);
        }
        let person = self.roster.enter(&described, self.gazetteer);
        self.bind(naming, person);
    }

    /// The one office holder of that surname at the time, as far as office and country agree.
    fn holder(
        &self,
        part: &str,
        office: Option<&Office>,
        country: Option<&EntityId>,
    ) -> Option<String> {
        let when = office.and_then(|it| it.as_of.as_deref()).or(self.when.day.as_deref())?;
        let fits = |term: &Term| {
            let same = office.is_none_or(|it| same_office(&it.title, &term.office));
            same && country.is_none_or(|it| it.as_str() == term.of) && term.holds(when)
        };
        let mut found = self.gazetteer.people.iter().filter(|(_, holder)| {
            let parts = crate::entity::fold::atoms(&holder.name);
            let ends = parts.last().is_some_and(|it| it == part)
                || parts.first().is_some_and(|it| it == part);
            ends && holder.terms.iter().any(fits)
        });
        match (found.next(), found.next()) {
            (Some((id, _)), None) => Some(id.clone()),
            _ => None,
        }
    }

    /// "his Japanese counterpart X" holds the office of the last office holder named before.
    fn counterparts(&mut self) {
        let mut given = Vec::new();
        for named in &self.named {
            let Some(title) = named.title.and_then(|it| self.titles.get(named.line)?.get(it))
            else {
                continue;
            };
            if title.class != Class::Counterpart {
                continue;
            }
            let before = |it: &&Named| {
                (it.line, it.first) < (named.line, named.first) && it.person != named.person
            };
            let model = self.named.iter().filter(before).max_by_key(|it| (it.line, it.first));
            let office = model.and_then(|it| self.roster.people.get(it.person)).and_then(|it| {
                it.offices.iter().find(|office| {
                    office.of.as_ref().is_some_and(is_country) || office.of.is_none()
                })
            });
            if let Some(office) = office {
                let of = title.of.first().cloned();
                given.push((named.person, Office { of, ..office.clone() }));
            }
        }
        for (person, office) in given {
            if let Some(person) = self.roster.people.get_mut(person)
                && !person.offices.iter().any(|it| it.title == office.title)
            {
                person.offices.push(office);
            }
        }
    }

    /// Surnames alone: of the people of the article, then of office holders of the day whose country the
    /// article names.
    fn surnames(&mut self) {
        let mut found = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let names = self.names(line);
            for at in 0..line.len() {
                let taken =
                    self.named.iter().any(|it| it.line == index && it.first <= at && at <= it.last);
                let inner = at > 0 && line.is_hyphen(at - 1) || line.is_hyphen(at + 1);
                if taken
                    || inner
                    || !names.is_part(at, true)
                    || line.words.get(at).is_some_and(|it| it.lower.len() < 2)
                {
                    continue;
                }
                let part = line.lower(at);
                let Some(person) = self.roster.by_single(part, None) else { continue };
                let first = self.with_particles(line, at, person);
                found.push(Named {
                    line: index,
                    first,
                    last: at,
                    person,
                    title: None,
                    rule: "person.surname",
                });
            }
        }
        self.named.extend(found);
    }

    /// "al-Assad", "de Villepin": the particle before a surname belongs to it if it is part of the full name.
    fn with_particles(&self, line: &Line, at: usize, person: usize) -> usize {
        let particle = &self.gazetteer.patterns.name.particle;
        let parts = self.roster.people.get(person).map(|it| it.parts.clone()).unwrap_or_default();
        let mut first = at;
        while first > 0 {
            let before =
                if first >= 2 && line.is_hyphen(first - 1) { first - 2 } else { first - 1 };
            let word = line.lower(before);
            if !particle.contains(word) || !parts.iter().any(|it| it == word) {
                break;
            }
            first = before;
        }
        first
    }

    /// The country of each person for whom the text gave none where the name stands.
    fn countries(&mut self) {
        for index in 0..self.roster.people.len() {
            let Some(person) = self.roster.people.get(index) else { continue };
            if person.country.is_some() {
                continue;
            }
            let country = self
                .known_country(index)
                .or_else(|| self.neighbour_country(index))
                .or_else(|| self.same_title_country(index))
                .or_else(|| self.home_country(index));
            if let (Some(country), Some(person)) = (country, self.roster.people.get_mut(index)) {
                for office in person.offices.iter_mut().filter(|it| it.of.is_none()) {
                    office.of = Some(country.clone());
                }
                person.country = Some(country);
            }
        }
    }

    /// What the offices table says: the office held at the time first.
    fn known_country(&self, index: usize) -> Option<EntityId> {
        let holder = self.gazetteer.people.get(self.roster.people.get(index)?.known.as_deref()?)?;
        let national = |it: &&Term| it.of.starts_with("country:");
        let day = self.when.day.as_deref().unwrap_or_default();
        let now = holder.terms.iter().filter(national).find(|it| it.holds(day));
        now.or_else(|| holder.terms.iter().find(national)).map(|it| EntityId::new(it.of.clone()))
    }

    /// "Foreign Minister Sergei Lavrov" after "Russia's foreign minister".
    fn same_title_country(&self, index: usize) -> Option<EntityId> {
        let office = self.roster.people.get(index)?.offices.first()?;
        if office.of.is_some() {
            return None;
        }
        let place =
            self.named.iter().find(|it| it.person == index).map(|it| (it.line, it.first))?;
        let earlier = self
            .titles
            .iter()
            .enumerate()
            .flat_map(|(line, titles)| titles.iter().map(move |it| (line, it)));
        earlier
            .filter(|(line, it)| (*line, it.first) < place && it.name == office.title && !it.plural)
            .filter(|(line, it)| {
                !self
                    .named
                    .iter()
                    .any(|n| n.line == *line && n.title.is_some() && self.is_title_of(n, it))
            })
            .filter_map(|(_, it)| it.of.first().filter(|it| is_country(it)).cloned())
            .last()
    }

    /// "his Japanese counterpart Komura and the government's number two Machimura": whose government, the
    /// person named just before tells.
    fn neighbour_country(&self, index: usize) -> Option<EntityId> {
        let office = self.roster.people.get(index)?.offices.first()?;
        if !office.title.starts_with("the government's") {
            return None;
        }
        let own = self.named.iter().find(|it| it.person == index)?;
        let before = self.named.iter().filter(|it| it.line == own.line && it.first < own.first);
        before
            .max_by_key(|it| it.first)
            .and_then(|it| self.roster.people.get(it.person)?.country.clone())
    }

    fn is_title_of(&self, named: &Named, title: &Title) -> bool {
        named
            .title
            .and_then(|it| self.titles.get(named.line)?.get(it))
            .is_some_and(|it| it.head == title.head)
    }

    /// A capital title without country in a government's own release, or under a dateline.
    fn home_country(&self, index: usize) -> Option<EntityId> {
        let person = self.roster.people.get(index)?;
        let own = person.offices.iter().any(|it| it.of.is_none() && !it.title.is_empty());
        own.then(|| self.home.clone()).flatten()
    }
}

/// Whether two titles are one office: equal, or one of the wordings that the tables use for it.
pub(crate) fn same_office(a: &str, b: &str) -> bool {
    a == b || office_key(a) == office_key(b)
}

fn office_key(title: &str) -> &str {
    match title {
        "secretary of state"
        | "foreign secretary"
        | "minister of foreign affairs"
        | "foreign affairs minister"
        | "external affairs minister" => "foreign minister",
        "premier" | "chancellor" | "taoiseach" | "head of government" => "prime minister",
        "king" | "queen" | "emperor" | "sultan" | "emir" | "head of state" => "president",
        other => other,
    }
}

pub(crate) fn is_country(id: &EntityId) -> bool {
    id.kind() == Some(Kind::Country)
}

fn international(kind: &str) -> bool {
    !matches!(kind, "government-body" | "party" | "armed-movement")
}

/// A name without the breaks that line ends leave in it.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Kept here for the coreference of titles: the gender that a title tells.
pub(crate) fn gender_of(title: Option<&Title>) -> Option<Gender> {
    title.filter(|it| it.tenure != Tenure::Elect).and_then(|it| it.gender)
}

//! The people of an article: the namings of all lines joined to persons, then surnames alone.

use crate::entity::fold::atoms;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Term;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Line;
use crate::entity::line::Seen;
use crate::entity::name::Names;
use crate::entity::origin;
use crate::entity::patterns::Patterns;
use crate::entity::person::Naming;
use crate::entity::person::People;
use crate::entity::roster::Described;
use crate::entity::roster::Roster;
use crate::entity::roster::is_suffix;
use crate::entity::roster::known_as;
use crate::entity::spelling;
use crate::entity::surname;
use crate::entity::title::Class;
use crate::entity::title::Title;
use crate::entity::title::titles;
use crate::entity::when::When;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Office;
use std::collections::BTreeSet;

/// A name that stands for a person of the roster.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) person: usize,
    /// Indexes into the titles of the line.
    pub(crate) titles: Vec<usize>,
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
    /// The ids of the roster's people.
    pub(crate) ids: Vec<EntityId>,
    /// For each line its names in order.
    pub(crate) named: Vec<Vec<Named>>,
    /// Whose officials a title without country means: the country of the source or the dateline.
    pub(crate) home: Option<EntityId>,
}

impl<'a, 's> Cast<'a, 's> {
    pub(crate) fn of(
        lines: &'a [Line<'s>],
        gazetteer: &'a Gazetteer,
        when: &'a When,
        home: Option<EntityId>,
    ) -> Self {
        let mut cast = Cast {
            lines,
            gazetteer,
            when,
            seen: Seen::of(lines),
            titles: lines.iter().map(|it| titles(it, gazetteer, when)).collect(),
            roster: Roster::default(),
            ids: Vec::new(),
            named: vec![Vec::new(); lines.len()],
            home,
        };
        cast.name_people();
        surname::bind(&mut cast);
        for named in &mut cast.named {
            named.sort_by_key(|it| it.first);
        }
        origin::counterparts(&mut cast);
        origin::countries(&mut cast);
        cast.ids = cast.roster.ids(gazetteer);
        cast
    }

    pub(crate) fn names(&self, line: &'a Line<'s>) -> Names<'_, 's> {
        Names { line, gazetteer: self.gazetteer, seen: &self.seen }
    }

    /// The titles that go with a name.
    pub(crate) fn titles_of(&self, line: usize, named: &Named) -> impl Iterator<Item = &Title> {
        let titles = self.titles.get(line);
        named.titles.iter().filter_map(move |it| titles?.get(*it))
    }

    /// Whether the title whose noun stands at `head` goes with a name.
    pub(crate) fn is_bound(&self, line: usize, head: usize) -> bool {
        self.named
            .get(line)
            .into_iter()
            .flatten()
            .any(|it| self.titles_of(line, it).any(|it| it.head == head))
    }

    /// Whether the article or the offices table gives a person an office.
    pub(crate) fn is_titled(&self, person: usize) -> bool {
        self.roster
            .people
            .get(person)
            .is_some_and(|it| it.known.is_some() || !it.offices.is_empty())
    }

    /// Full names first, so that a surname in the headline finds the name that follows later.
    fn name_people(&mut self) {
        let mut full = Vec::new();
        let mut single = Vec::new();
        for (line, titles) in self.lines.iter().zip(&self.titles) {
            for naming in People::scan(self.names(line), titles, self.when) {
                match self.weight(&naming) {
                    0 | 1 => single.push(naming),
                    _ => full.push(naming),
                }
            }
        }
        for naming in &full {
            let described = self.describe(naming);
            let person = self.roster.enter(&described, self.gazetteer);
            self.bind(naming, person);
        }
        for naming in &single {
            self.bind_single(naming);
        }
    }

    /// How many parts of a name count: no suffix, no particle.
    fn weight(&self, naming: &Naming) -> usize {
        let particle = &self.gazetteer.patterns.name.particle;
        let parts = self.parts(naming);
        parts.iter().filter(|it| !is_suffix(it) && !particle.contains(*it)).count()
    }

    fn parts(&self, naming: &Naming) -> Vec<String> {
        let line = self.lines.get(naming.line);
        line.map(|it| self.names(it).parts(naming.first, naming.last)).unwrap_or_default()
    }

    fn describe(&self, naming: &Naming) -> Described {
        let line = self.lines.get(naming.line);
        let parts = self.parts(naming);
        let mut described = Described {
            name: line.map(|it| clean(&it.written(naming.first, naming.last))).unwrap_or_default(),
            known: known_as(self.gazetteer, &parts, self.when.day.as_deref()),
            parts,
            gender: naming.gender,
            country: naming.of.clone(),
            offices: Vec::new(),
        };
        let titles = self.titles.get(naming.line);
        for held in &naming.held {
            let Some((line, title)) = line.zip(titles.and_then(|it| it.get(held.title))) else {
                continue;
            };
            let of = held.of.as_ref();
            described.country = described
                .country
                .or_else(|| of.filter(|it| is_country(it)).cloned())
                .or_else(|| self.seat(of?));
            if title.class == Class::Office {
                described.offices.push(Office {
                    title: title.name.clone(),
                    of: of.cloned(),
                    from: None,
                    to: None,
                    as_of: self.when.as_of(line, title.tenure),
                });
            }
        }
        if described.known.as_ref().is_some_and(|it| self.is_stranger(it, &described)) {
            described.known = None;
        }
        described
    }

    /// Whether the text gives the name an office of a country of which the table's bearer held none.
    fn is_stranger(&self, known: &str, described: &Described) -> bool {
        let Some(holder) = self.gazetteer.people.get(known) else { return false };
        let national = |it: &&Term| it.of.starts_with("country:");
        let of = described.offices.iter().find_map(|it| it.of.as_ref().filter(|of| is_country(of)));
        let Some(of) = of.filter(|_| holder.terms.iter().any(|it| national(&it))) else {
            return false;
        };
        let follows = |a: &str, b: &str| {
            let b = b.rsplit(':').next().unwrap_or_default();
            let country = self.gazetteer.country(a.rsplit(':').next().unwrap_or_default());
            country.is_some_and(|it| it.successors.iter().any(|next| next == b))
        };
        !holder.terms.iter().filter(national).any(|it| {
            it.of == of.as_str() || follows(&it.of, of.as_str()) || follows(of.as_str(), &it.of)
        })
    }

    /// The country of a body that belongs to one: the State Department.
    fn seat(&self, of: &EntityId) -> Option<EntityId> {
        let body = self
            .gazetteer
            .organization(of.local())
            .filter(|_| of.kind() == Some(Kind::Organization))?;
        let national = matches!(body.kind.as_str(), "government-body" | "party" | "armed-movement");
        (national && !body.country.is_empty()).then(|| country_id(&body.country))
    }

    fn bind(&mut self, naming: &Naming, person: usize) {
        let named = Named {
            first: naming.first,
            last: naming.last,
            person,
            titles: naming.held.iter().map(|it| it.title).collect(),
            rule: naming.rule,
        };
        if let Some(line) = self.named.get_mut(naming.line) {
            line.push(named);
        }
    }

    /// "Prime Minister Fukuda": the person of that surname, else one whom the offices table knows, else a new one.
    fn bind_single(&mut self, naming: &Naming) {
        let mut described = self.describe(naming);
        let Some(part) = described.parts.iter().rev().find(|it| !is_suffix(it)).cloned() else {
            return;
        };
        let key = spelling::key(&self.gazetteer.patterns, &part);
        if let Some(person) = self.roster.by_single(&key, described.country.as_ref()) {
            self.roster.learn(person, &described, self.gazetteer);
            self.bind(naming, person);
            return;
        }
        if naming.held.is_empty() {
            return;
        }
        if let Some(id) = self.holder(&part, described.offices.first(), described.country.as_ref())
        {
            self.introduce(&mut described, id);
        }
        let person = self.roster.enter(&described, self.gazetteer);
        self.bind(naming, person);
    }

    /// Gives a surname the full name that the offices table has for its bearer.
    pub(crate) fn introduce(&self, described: &mut Described, id: String) {
        if let Some(holder) = self.gazetteer.people.get(&id) {
            described.name.clone_from(&holder.name);
            described.parts = atoms(&holder.name);
            described.known = Some(id);
        }
    }

    /// The one office holder of that surname at the time, as far as office and country agree.
    pub(crate) fn holder(
        &self,
        part: &str,
        office: Option<&Office>,
        country: Option<&EntityId>,
    ) -> Option<String> {
        let when = office.and_then(|it| it.as_of.as_deref()).or(self.when.day.as_deref())?;
        let fits = |term: &Term, titled: bool| {
            let same = !titled
                || office
                    .is_none_or(|it| short_for(&self.gazetteer.patterns, &it.title, &term.office));
            same && country.is_none_or(|it| it.as_str() == term.of) && term.holds(when)
        };
        let bearers = self.gazetteer.bearers(part)?;
        let of = |titled: bool| -> BTreeSet<&String> {
            let holds = |id: &&String| {
                self.gazetteer
                    .people
                    .get(*id)
                    .is_some_and(|it| it.terms.iter().any(|term| fits(term, titled)))
            };
            bearers.iter().filter(holds).collect()
        };
        // "Russian leader Putin": another word for an office that the table has under its own.
        let found = Some(of(true))
            .filter(|it| !it.is_empty() || country.is_none())
            .unwrap_or_else(|| of(false));
        match found.len() {
            1 => found.first().map(|it| (*it).clone()),
            _ => None,
        }
    }
}

/// The same office, or a shorter word for it: "Secretary Kerry", "Minister Lavrov".
fn short_for(patterns: &Patterns, title: &str, office: &str) -> bool {
    let ends = || office.strip_suffix(title).is_some_and(|it| it.ends_with(' '));
    let begins = || office.strip_prefix(title).is_some_and(|it| it.starts_with(' '));
    patterns.same_office(title, office) || ends() || begins()
}

pub(crate) fn is_country(id: &EntityId) -> bool {
    id.kind() == Some(Kind::Country)
}

/// A name without the breaks that line ends leave in it.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

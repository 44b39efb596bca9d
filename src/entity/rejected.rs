//! What else a mention might have stood for, and why it does not. Kept where the decision falls, for `explain`;
//! bounded, and empty for most mentions.

use crate::entity::cast::Cast;
use crate::entity::cast::Named;
use crate::entity::fold::atoms;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::organization_id;
use crate::entity::gazetteer::place_id;
use crate::entity::ledger::Bound;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::when::When;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use std::borrow::Cow;

/// So many candidates of one mention are kept.
const MOST: usize = 6;

/// A candidate that did not get the mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// An id, or words for what no table has: "the US state Georgia".
    pub candidate: String,
    pub reason: Cow<'static, str>,
}

/// The candidates rejected so far, each once, the first reason kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rejections(Vec<Rejected>);

impl Rejections {
    pub(crate) fn add(&mut self, candidate: &str, reason: impl Into<Cow<'static, str>>) {
        if self.0.len() < MOST && !self.0.iter().any(|it| it.candidate == candidate) {
            self.0.push(Rejected { candidate: candidate.to_owned(), reason: reason.into() });
        }
    }

    /// Without what was chosen in the end.
    pub(crate) fn but(mut self, chosen: &[EntityId]) -> Vec<Rejected> {
        self.0.retain(|it| !chosen.iter().any(|id| id.as_str() == it.candidate));
        self.0
    }
}

/// The other senses of a gazetteer name.
pub(crate) fn senses(
    line: &Line,
    hit: &Hit,
    chosen: &Bound,
    tables: (&Gazetteer, &When),
) -> Vec<Rejected> {
    let mut rejected = Rejections::default();
    for sense in &hit.senses {
        match sense {
            Sense::Country { code, mark, .. } => {
                country(&mut rejected, (line, hit), chosen, (code, *mark), tables);
            }
            Sense::Organization { id, .. } => {
                let reason =
                    if chosen.as_place { "only a place here" } else { "the country is meant" };
                rejected.add(organization_id(id).as_str(), reason);
            }
            Sense::Person { id } => {
                rejected.add(&format!("person:{id}"), "not written as a person's name");
            }
            Sense::Place { id } if chosen.as_place => {
                rejected.add(place_id(id).as_str(), "another place of that name");
            }
            Sense::Place { id } => rejected.add(place_id(id).as_str(), "speaks or acts here"),
        }
    }
    rejected.but(&chosen.entities)
}

fn country(
    rejected: &mut Rejections,
    at: (&Line, &Hit),
    chosen: &Bound,
    sense: (&str, Option<Mark>),
    tables: (&Gazetteer, &When),
) {
    let ((line, hit), (code, mark), (gazetteer, when)) = (at, sense, tables);
    let id = country_id(code);
    let name = || line.written(hit.first, hit.last);
    if chosen.entities.contains(&id) {
        match mark {
            Some(Mark::UsState) => {
                let reason = match when.names(code) {
                    true => "the article names the country",
                    false => "nothing American beside it",
                };
                rejected.add(&format!("the US state {}", name()), reason);
            }
            Some(Mark::Person) => {
                rejected.add(&format!("a person named {}", name()), "no name beside it");
            }
            Some(Mark::Word) => {
                rejected.add(&format!("the word {}", name().to_lowercase()), "written as a name");
            }
            _ => {}
        }
        return;
    }
    let gone =
        when.year().filter(|year| !gazetteer.country(code).is_none_or(|it| it.existed(year)));
    match (gone, chosen.entities.first().and_then(|it| it.kind())) {
        (Some(year), _) => rejected.add(id.as_str(), format!("no state in {year}")),
        (None, Some(Kind::Place)) => rejected.add(id.as_str(), "only a place here"),
        (None, Some(Kind::Organization)) if chosen.form == Form::Metonym => {
            rejected.add(id.as_str(), "nowhere named in the article");
        }
        (None, _) => rejected.add(id.as_str(), "the article means another of that name"),
    }
}

/// What a person's name might have meant: a place in it, others of the same surname.
pub(crate) fn namesakes(cast: &Cast, line: &Line, named: &Named) -> Vec<Rejected> {
    let mut rejected = Rejections::default();
    let mut hits = (named.first..=named.last).filter_map(|it| line.hit_starting(it));
    for sense in hits.by_ref().flat_map(|it| &it.senses) {
        match sense {
            Sense::Country { code, .. } => {
                rejected.add(country_id(code).as_str(), "part of a person's name");
            }
            Sense::Place { id } => rejected.add(place_id(id).as_str(), "part of a person's name"),
            Sense::Organization { .. } | Sense::Person { .. } => {}
        }
    }
    let Some(own) = cast.roster.people.get(named.person) else { return Vec::new() };
    let parts = cast.names(line).parts(named.first, named.last);
    let Some(surname) = parts.iter().rfind(|it| own.parts.contains(it)) else { return Vec::new() };
    for (index, id) in cast.ids.iter().enumerate().filter(|(index, _)| *index != named.person) {
        let Some(other) = cast.roster.people.get(index) else { continue };
        if other.parts.contains(surname) {
            let apart =
                other.country.is_some() && own.country.is_some() && other.country != own.country;
            let reason = if apart { "another country" } else { "another name" };
            rejected.add(id.as_str(), reason);
        }
    }
    let single = parts.len() == 1;
    let full = || atoms(&line.written(named.first, named.last));
    for id in cast.gazetteer.bearers(surname).into_iter().flatten() {
        let Some(holder) = cast.gazetteer.people.get(id).filter(|_| own.known.as_ref() != Some(id))
        else {
            continue;
        };
        if single || holder.names.iter().any(|it| atoms(it) == full()) {
            let day = cast.when.day.as_deref().unwrap_or_default();
            let reason = match holder.terms.iter().any(|it| it.holds(day)) {
                true => Cow::Borrowed("another office or country"),
                false => out_of_office(day),
            };
            rejected.add(&format!("person:{id}"), reason);
        }
    }
    rejected.but(cast.ids.get(named.person..=named.person).unwrap_or_default())
}

/// The reason of a table's holder who held the office at another time.
pub(crate) fn out_of_office(when: &str) -> Cow<'static, str> {
    if when.is_empty() {
        Cow::Borrowed("no date tells")
    } else {
        format!("out of office in {when}").into()
    }
}

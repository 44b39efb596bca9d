//! The time and setting of an article, as far as names depend on them: which state is meant by "Moscow" in
//! 1973, by "Korea" beside "North Korea", by "Georgia" beside "Atlanta"; as of when an office is held.

use crate::entity::gazetteer::Country;
use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Mark;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::is_year;
use crate::entity::title::Tenure;
use std::collections::BTreeMap;

/// Words that go with a state of the United States.
const STATEHOOD: &[&str] = &[
    "governor",
    "gov",
    "senator",
    "sen",
    "republican",
    "republicans",
    "democrat",
    "democrats",
    "legislature",
    "voters",
    "statehouse",
];

#[derive(Debug, Clone, Default)]
pub(crate) struct When {
    /// `YYYY-MM-DD`, if the article tells.
    pub(crate) day: Option<String>,
    /// How often the article names each country beyond doubt.
    certain: BTreeMap<String, usize>,
    /// Towns and regions of the United States and words of state politics occur.
    american: bool,
}

impl When {
    pub(crate) fn new(day: Option<String>) -> Self {
        When { day, ..Default::default() }
    }

    /// Takes in what the article names beyond doubt.
    pub(crate) fn learn(&mut self, lines: &[Line], gazetteer: &Gazetteer) {
        for line in lines {
            for hit in &line.hits {
                for code in certain(hit) {
                    *self.certain.entry(code).or_default() += 1;
                }
                self.american |= american(line, hit, gazetteer);
            }
        }
    }

    /// Whether the article names a country beyond doubt.
    pub(crate) fn names(&self, code: &str) -> bool {
        self.certain.contains_key(code)
    }

    /// The countries that the article names beyond doubt.
    pub(crate) fn certain(&self) -> impl Iterator<Item = &str> {
        self.certain.keys().map(String::as_str)
    }

    pub(crate) fn year(&self) -> Option<&str> {
        self.day.as_deref().and_then(|it| it.get(..4)).filter(|it| is_year(it))
    }

    /// The state that a hit means at that time: of several that of the time, a former state before its
    /// successor while it existed, names without an ambiguity mark first.
    pub(crate) fn country(&self, gazetteer: &Gazetteer, hit: &Hit) -> Option<String> {
        let year = self.year();
        let senses = hit.senses.iter().filter_map(|it| match it {
            Sense::Country { code, mark, .. } => {
                gazetteer.country(code).map(|country| (country, *mark))
            }
            Sense::Organization { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
        });
        let (country, mark) = senses.min_by_key(|(country, mark)| {
            let existed = year.is_none_or(|it| country.existed(it));
            let past = year.is_some() && !country.to.is_empty();
            (!existed, if existed { !past } else { past }, mark.is_some(), country.code.clone())
        })?;
        let named = self.certain.contains_key(&country.code);
        match mark {
            Some(Mark::UsState) if self.american && !named => None,
            Some(Mark::Country) if !named => Some(self.namesake(gazetteer, country)),
            _ => Some(country.code.clone()),
        }
    }

    /// "Korea" where only North Korea is named in full.
    fn namesake(&self, gazetteer: &Gazetteer, country: &Country) -> String {
        let word = country.name.rsplit(' ').next().unwrap_or(&country.name);
        let shares = |code: &&String| {
            gazetteer.country(code).is_some_and(|it| it.name.split(' ').any(|part| part == word))
        };
        let other = self.certain.keys().filter(shares).max_by_key(|it| self.certain.get(*it));
        other.unwrap_or(&country.code).clone()
    }

    /// The day or year for which a title in this line holds.
    pub(crate) fn as_of(&self, line: &Line, tenure: Tenure) -> Option<String> {
        let earlier = |it: &&str| self.year().is_none_or(|now| *it < now);
        let dated = opening_year(line).filter(earlier);
        match tenure {
            Tenure::Current => dated.map(str::to_owned).or_else(|| self.day.clone()),
            Tenure::Then => dated.or_else(|| line.year().filter(earlier)).map(str::to_owned),
            Tenure::Former | Tenure::Elect => None,
        }
    }
}

/// The countries that a name without a mark can mean; a capital is no certain name of its country.
fn certain(hit: &Hit) -> Vec<String> {
    let sure = |it: &Sense| match it {
        Sense::Country { code, kind, mark: None }
            if *kind != NameKind::Capital && *kind != NameKind::Metonym =>
        {
            Some(code.clone())
        }
        Sense::Country { .. }
        | Sense::Organization { .. }
        | Sense::Person { .. }
        | Sense::Place { .. } => None,
    };
    let mut codes: Vec<String> = hit.senses.iter().filter_map(sure).collect();
    codes.dedup();
    codes
}

fn american(line: &Line, hit: &Hit, gazetteer: &Gazetteer) -> bool {
    let state =
        hit.senses.iter().any(|it| matches!(it, Sense::Country { mark: Some(Mark::UsState), .. }));
    let near =
        (hit.first.saturating_sub(2)..hit.last + 4).any(|it| STATEHOOD.contains(&line.lower(it)));
    let only_place = hit.senses.iter().all(|it| matches!(it, Sense::Place { .. }));
    let town = hit.senses.iter().any(|it| match it {
        Sense::Place { id } => gazetteer.place(id).is_some_and(|it| {
            it.country == "USA" && matches!(it.kind.as_str(), "city" | "region" | "town")
        }),
        Sense::Country { .. } | Sense::Organization { .. } | Sense::Person { .. } => false,
    });
    state && near || only_place && town && !matches!(line.lower(hit.first), "new")
}

/// The year of "In 2003, ..." or "On 5 March 2003 ..." at the start of a sentence.
fn opening_year<'a>(line: &'a Line) -> Option<&'a str> {
    let opens = matches!(line.lower(0), "in" | "on" | "during" | "by" | "since");
    let mut near = line.sentence.tokens.iter().skip(1).take(5).map(|it| it.text.as_str());
    near.find(|it| opens && is_year(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_as_of_the_clause() {
        let sentences =
            crate::text::segment("In 2003 he met then premier X.", crate::model::span::Field::Text);
        let parsed = crate::text::parsed::Parsed { sentences };
        let gazetteer = Gazetteer::default();
        let lines = crate::entity::line::lines(&parsed, &gazetteer);
        let when = When::new(Some("2007-10-23".into()));
        let line = lines.first().unwrap();
        let rows =
            [(Tenure::Current, Some("2003")), (Tenure::Then, Some("2003")), (Tenure::Former, None)];
        for (tenure, want) in rows {
            assert_eq!(when.as_of(line, tenure).as_deref(), want, "{tenure:?}");
        }
    }
}

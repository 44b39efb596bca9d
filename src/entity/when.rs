//! The day of an article, as far as entities need it: which state a name means, which office is as of when.

use crate::entity::gazetteer::Gazetteer;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::is_year;
use crate::entity::title::Tenure;

#[derive(Debug, Clone, Default)]
pub(crate) struct When {
    /// `YYYY-MM-DD`, if the article tells.
    pub(crate) day: Option<String>,
}

impl When {
    pub(crate) fn year(&self) -> Option<&str> {
        self.day.as_deref().and_then(|it| it.get(..4)).filter(|it| is_year(it))
    }

    /// The state that a hit means at that time: of several that of the time, a former state before its
    /// successor while it existed ("Moscow" in 1973), names without an ambiguity mark first.
    pub(crate) fn country(&self, gazetteer: &Gazetteer, hit: &Hit) -> Option<String> {
        let year = self.year();
        hit.senses
            .iter()
            .filter_map(|it| match it {
                Sense::Country { code, mark, .. } => {
                    gazetteer.country(code).map(|country| (country, mark.is_some()))
                }
                Sense::Organization { .. } | Sense::Person { .. } | Sense::Place { .. } => None,
            })
            .min_by_key(|(country, marked)| {
                let existed = year.is_none_or(|it| country.existed(it));
                let past = year.is_some() && !country.to.is_empty();
                (!existed, if existed { !past } else { past }, *marked, country.code.clone())
            })
            .map(|(country, _)| country.code.clone())
    }

    /// The day or year for which a title in this line holds.
    pub(crate) fn as_of(&self, line: &Line, tenure: Tenure) -> Option<String> {
        let dated = opening_year(line).filter(|it| self.year().is_none_or(|now| *it < now));
        match tenure {
            Tenure::Current => dated.map(str::to_owned).or_else(|| self.day.clone()),
            Tenure::Then => dated.or_else(|| past_year(line, self.year())).map(str::to_owned),
            Tenure::Former | Tenure::Elect => None,
        }
    }
}

/// The year of "In 2003, ..." or "On 5 March 2003 ..." at the start of a sentence.
fn opening_year<'a>(line: &'a Line) -> Option<&'a str> {
    let opens = matches!(line.lower(0), "in" | "on" | "during" | "by" | "since");
    let mut near = line.sentence.tokens.iter().skip(1).take(5).map(|it| it.text.as_str());
    near.find(|it| opens && is_year(it))
}

fn past_year<'a>(line: &'a Line, now: Option<&str>) -> Option<&'a str> {
    line.year().filter(|it| now.is_none_or(|now| *it < now))
}

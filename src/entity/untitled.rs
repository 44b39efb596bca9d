//! Persons named without a title: by a name of the offices table, by a known given name before a surname, by
//! what they do.

use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Shape;
use crate::entity::line::Style;
use crate::entity::name::Spot;
use crate::entity::person::Naming;
use crate::entity::person::People;
use crate::entity::verb::is_any;
use crate::entity::verb::is_one_of;
use crate::model::id::EntityId;
use crate::model::span::Field;
use crate::text::parsed::Upos;

impl People<'_, '_> {
    /// Full names of the offices table.
    pub(crate) fn known_names(&mut self) {
        for hit in &self.line().hits {
            let known = hit.senses.iter().any(|it| matches!(it, Sense::Person { .. }));
            if known && hit.last > hit.first {
                let last =
                    self.names.run(hit.first).filter(|it| *it > hit.last).unwrap_or(hit.last);
                self.name_plainly(hit.first, last, "person.office-holder");
            }
        }
    }

    /// A known given name and what follows it: "Baiba Braze".
    pub(crate) fn given_names(&mut self) {
        let mut at = 0;
        while at < self.line().len() {
            let Some(last) = self.names.run(at) else {
                at += 1;
                continue;
            };
            let joined = (at + 1..=last)
                .all(|it| self.line().is_hyphen(it) || self.line().is_hyphen(it - 1));
            if self.names.is_given(at) && last > at && !joined && self.is_personal(at, last) {
                self.name_plainly(at, last, "person.given-name");
            }
            at = last + 1;
        }
    }

    /// Names that no table knows, by what they do: "Salva Deng met Riek Lual", "Kaja Tamm, 47,".
    pub(crate) fn acting(&mut self) {
        if self.line().style != Style::Prose {
            return;
        }
        let mut at = 0;
        while at < self.line().len() {
            let Some(last) = self.names.run(at) else {
                at += 1;
                continue;
            };
            if self.unknown_name(at, last) && (self.acts(at, last) || self.suffers(at)) {
                self.name_plainly(at, last, "person.acts");
                self.beside(at);
            }
            at = last + 1;
        }
    }

    /// Two to four words that look like a full name.
    fn unknown_name(&self, first: usize, last: usize) -> bool {
        let line = self.line();
        // Of "Hashimoto-Yeltsin" only the first half counts.
        let minor = |it: &usize| {
            let joined = *it > first && line.is_hyphen(it - 1);
            joined || self.names.is_particle(*it) || line.shape(*it) == Shape::Mark
        };
        let real = (first..=last).filter(|it| !minor(it)).count();
        (2..=4).contains(&real)
            && self.is_personal(first, last)
            && line.shape(first) == Shape::Capital
    }

    fn acts(&self, first: usize, last: usize) -> bool {
        let line = self.line();
        let after = last + 1;
        let comma = line.lower(after) == ",";
        let figure = line.shape(after + 1) == Shape::Figure && line.text(after + 1).len() == 2;
        let age = comma && figure && line.lower(after + 2) == ",";
        let who = matches!(line.lower(after + usize::from(comma)), "who" | "whose" | "whom");
        let auxiliary = is_any(line, after, &["be", "have", "will", "would", "also", "later"]);
        let verb = after + usize::from(auxiliary);
        let personal = line.shape(verb) == Shape::Lower
            && is_one_of(line, verb, &self.names.gazetteer.patterns.speech.personal);
        let seen = self.names.seen;
        let again = seen.alone.contains(line.lower(last)) && !seen.lower.contains(line.lower(last));
        // A turn of a transcript: "Viktor Malenko: Good afternoon."
        let turn = first == 0 && line.lower(after) == ":" && line.sentence.field == Field::Text;
        age || who || personal || again || turn
    }

    /// "told Riek Lual": the word before is a verb with a person for its object.
    fn suffers(&self, first: usize) -> bool {
        let line = self.line();
        let Some(before) = first.checked_sub(1) else { return false };
        let verb = line.shape(before) == Shape::Lower && line.upos(before) != Upos::Noun;
        verb && is_one_of(line, before, &self.names.gazetteer.patterns.speech.encounter)
    }

    /// The other names of "A, B and C met".
    fn beside(&mut self, at: usize) {
        let line = self.line();
        let mut first = at;
        while first >= 3 && matches!(line.lower(first - 1), "and" | ",") {
            let double = line.lower(first - 1) == "and" && line.before(first, 2) == ",";
            let end = first - if double { 3 } else { 2 };
            let Some(other) = self.names.run_ending(end, Spot::Start) else { return };
            if !self.unknown_name(other, end) {
                return;
            }
            if !self.name_plainly(other, end, "person.acts") {
                return;
            }
            first = other;
        }
    }

    /// A name without a title, with the country that stands beside it: "X of Japan", "Japan's X".
    fn name_plainly(&mut self, first: usize, last: usize, rule: &'static str) -> bool {
        let of = self.of_country(last + 1).map(|(id, _)| id).or_else(|| self.country_before(first));
        let line = self.line().index;
        self.take(Naming { line, first, last, held: Vec::new(), of, gender: None, rule })
    }

    /// "Turkey's Erdem Kaya".
    fn country_before(&self, first: usize) -> Option<EntityId> {
        let line = self.line();
        let possessive = first.checked_sub(1).filter(|it| line.is_possessive(*it))?;
        let hit = line.hit_ending(possessive.checked_sub(1)?)?;
        self.when.country(self.names.gazetteer, hit).map(|it| country_id(&it))
    }

    /// Not "Victoria Station", "Charles Bridge", "Paul Volcker Commission".
    fn is_personal(&self, first: usize, last: usize) -> bool {
        let line = self.line();
        let patterns = &self.names.gazetteer.patterns;
        let institution = |it: usize| patterns.title.institution.contains(line.lower(it));
        let after = last + 1;
        let thing = line.is_capital(after)
            && (patterns.name.never.contains(line.lower(after)) || institution(after));
        let real =
            (first + 1..=last).any(|it| line.words.get(it).is_some_and(|it| it.lower.len() > 1));
        real && !thing && !(first..=last).any(institution)
    }
}

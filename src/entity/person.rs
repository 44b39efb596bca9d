//! Persons named in one line: by title and name in all orders, by a name of the offices table, by a known
//! given name before a surname. Whether two names are one person, the roster decides.

use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::Sense;
use crate::entity::line::Shape;
use crate::entity::name::Names;
use crate::entity::title::Class;
use crate::entity::title::Title;
use crate::entity::when::When;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// A name found, with the title that goes with it.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Index into the titles of the line, and which of its countries is meant.
    pub(crate) title: Option<usize>,
    pub(crate) of: Option<EntityId>,
    pub(crate) honorific: Option<Gender>,
    pub(crate) rule: &'static str,
}

/// Scans one line.
pub(crate) struct People<'a, 's> {
    pub(crate) names: Names<'a, 's>,
    pub(crate) titles: &'a [Title],
    pub(crate) when: &'a When,
    taken: Vec<bool>,
    found: Vec<Naming>,
}

impl<'a, 's> People<'a, 's> {
    pub(crate) fn scan(names: Names<'a, 's>, titles: &'a [Title], when: &'a When) -> Vec<Naming> {
        let taken = vec![false; names.line.len()];
        let mut people = People { names, titles, when, taken, found: Vec::new() };
        for index in 0..titles.len() {
            people.by_title(index);
        }
        people.known_names();
        people.given_names();
        people.found.sort_by_key(|it| it.first);
        people.found
    }

    fn by_title(&mut self, index: usize) {
        let Some(title) = self.titles.get(index) else { return };
        if title.plural && (self.list_after(index, title) || self.list_before(index, title)) {
            return;
        }
        if self.after_title(index, title) {
            return;
        }
        if title.class != Class::Honorific && !self.before_title(index, title) {
            self.after_comma(index, title);
        }
    }

    /// "Foreign Minister X", "President of Russia X", "his Japanese counterpart X", "Mr X".
    fn after_title(&mut self, index: usize, title: &Title) -> bool {
        let mut at = title.last + 1;
        let mut honorific = None;
        while let Some(next) =
            self.titles.iter().find(|it| it.first == at && it.class == Class::Honorific)
        {
            honorific = next.gender;
            at = next.last + 1;
        }
        let line = self.names.line;
        if matches!(line.text(at), "." | "(" | "\u{2013}" | "\u{2014}")
            && line.glued(at)
            && title.class == Class::Honorific
        {
            at += 1;
        }
        let Some(last) = self.names.run_after_title(at) else { return false };
        // "Prime Minister Abe's Russian counterpart": the name is Abe; "the minister Monday" is none.
        let lower_title = !title.capital && title.class == Class::Role && last == at;
        if lower_title
            && !self.names.is_given(at)
            && !self.names.seen.capital.contains(line.lower(at))
        {
            return false;
        }
        let of = self.of_after(title, last);
        self.take(Naming {
            line: line.index,
            first: at,
            last,
            title: Some(index),
            of,
            honorific: honorific.or(title.gender),
            rule: match title.class {
                Class::Office => "person.title-name",
                Class::Role => "person.role-name",
                Class::Honorific => "person.honorific-name",
                Class::Counterpart => "person.counterpart-name",
            },
        })
    }

    /// "Vladimir Putin of Russia" after a title that has no country of its own.
    fn of_after(&self, title: &Title, last: usize) -> Option<EntityId> {
        title.of.first().cloned().or_else(|| self.of_country(last + 1).map(|(id, _)| id))
    }

    /// "of Russia", "of the Czech Republic", "(Japan)": the country and its last token.
    fn of_country(&self, at: usize) -> Option<(EntityId, usize)> {
        let line = self.names.line;
        if !matches!(line.lower(at), "of" | "(") {
            return None;
        }
        let start = if line.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        let hit = line.hit_starting(start)?;
        let code = self.when.country(self.names.gazetteer, hit)?;
        Some((EntityId::new(format!("country:{code}")), hit.last))
    }

    /// "Komura, the Japanese foreign minister"; "Koizumi, then prime minister"; "Annan (UN chief)".
    fn before_title(&mut self, index: usize, title: &Title) -> bool {
        let line = self.names.line;
        let Some(mark) = title.first.checked_sub(1) else { return false };
        if !matches!(line.lower(mark), "," | "(" | "\u{2013}" | "\u{2014}" | "--") {
            return false;
        }
        let Some(end) = mark.checked_sub(1) else { return false };
        let age = line.shape(end) == Shape::Figure && end >= 2 && line.lower(end - 1) == ",";
        let end = if age { end - 2 } else { end };
        let (end, of) = self.skip_country_back(end);
        let Some(first) = self.names.run_ending(end) else { return false };
        if self.names.run_after_title(title.last + 1).is_some() || self.in_list(first, title) {
            return false;
        }
        let of = title.of.first().cloned().or(of);
        self.take(Naming {
            line: line.index,
            first,
            last: end,
            title: Some(index),
            of,
            honorific: title.gender,
            rule: "person.name-apposition",
        })
    }

    /// Steps back over "of Japan" in "Komura of Japan, the foreign minister".
    fn skip_country_back(&self, end: usize) -> (usize, Option<EntityId>) {
        let line = self.names.line;
        let Some(hit) = line.hit_ending(end) else { return (end, None) };
        let preposition = hit.first.checked_sub(1).filter(|it| line.lower(*it) == "of");
        let code = self.when.country(self.names.gazetteer, hit);
        match (preposition, code) {
            (Some(at), Some(code)) if at > 0 => {
                (at - 1, Some(EntityId::new(format!("country:{code}"))))
            }
            _ => (end, None),
        }
    }

    /// "Lavrov, the Japanese foreign minister and the US president": members of a list, no apposition.
    fn in_list(&self, first: usize, title: &Title) -> bool {
        let line = self.names.line;
        let listed = line.before(first, 1) == "," && !line.before(first, 2).is_empty();
        let goes_on = matches!(line.lower(title.last + 1), "and" | "or");
        listed && goes_on
            || goes_on
                && self
                    .titles
                    .iter()
                    .any(|it| it.first == title.last + 2 && !it.of.is_empty() && it.definite)
    }

    /// "Japan's foreign minister, Masahiko Komura, said".
    fn after_comma(&mut self, index: usize, title: &Title) -> bool {
        let line = self.names.line;
        let comma = title.last + 1;
        if !matches!(line.lower(comma), "," | ":" | "(" | "\u{2013}" | "\u{2014}" | "--")
            || title.indefinite
        {
            return false;
        }
        let Some(last) = self.names.run(comma + 1) else { return false };
        let closed = matches!(
            line.lower(last + 1),
            "," | "." | ")" | ";" | ":" | "" | "\u{2013}" | "\u{2014}" | "--" | "of" | "(" | "'s"
        ) || line.upos(last + 1) == Upos::Verb
            || line.upos(last + 1) == Upos::Aux;
        // One surname after a comma opens a list as often as it explains a title.
        if !closed || last == comma + 1 && !(title.definite && line.lower(last + 1) == ",") {
            return false;
        }
        let of = self.of_after(title, last);
        self.take(Naming {
            line: line.index,
            first: comma + 1,
            last,
            title: Some(index),
            of,
            honorific: title.gender,
            rule: "person.title-comma-name",
        })
    }

    /// "Presidents A of X and B of Y", "the Russian and Japanese foreign ministers, A and B".
    fn list_after(&mut self, index: usize, title: &Title) -> bool {
        let line = self.names.line;
        let comma = usize::from(matches!(
            line.lower(title.last + 1),
            "," | ":" | "\u{2013}" | "\u{2014}" | "--"
        ));
        let items = self.items(title.last + 1 + comma);
        if items.is_empty() || comma == 1 && items.len() != title.of.len() {
            return false;
        }
        self.take_list(index, title, &items)
    }

    /// "A and B, the foreign ministers of X and Y".
    fn list_before(&mut self, index: usize, title: &Title) -> bool {
        let line = self.names.line;
        let Some(comma) = title.first.checked_sub(1) else { return false };
        if !matches!(line.lower(comma), "," | "(" | "\u{2013}" | "\u{2014}" | "--") {
            return false;
        }
        let mut items = Vec::new();
        let mut end = comma.checked_sub(1);
        while let Some(at) = end {
            let (last, of) = self.skip_country_back(at);
            let Some(first) = self.names.run_ending(last) else { break };
            items.insert(0, (first, last, of));
            end = match first.checked_sub(1) {
                Some(before) if matches!(line.lower(before), "and" | "," | "&") => {
                    let double = line.lower(before) == "and" && line.before(before, 1) == ",";
                    before.checked_sub(if double { 2 } else { 1 })
                }
                _ => None,
            };
        }
        items.len() >= 2 && self.take_list(index, title, &items)
    }

    /// Names joined by commas and "and", each perhaps with its country.
    fn items(&self, start: usize) -> Vec<(usize, usize, Option<EntityId>)> {
        let line = self.names.line;
        let mut items = Vec::new();
        let mut at = start;
        loop {
            let Some(last) = self.names.run_after_title(at) else { return items };
            let of = self.of_country(last + 1);
            let mut end = of.as_ref().map_or(last, |(_, end)| *end);
            items.push((at, last, of.map(|(id, _)| id)));
            if line.lower(end + 1) == ")" {
                end += 1;
            }
            let comma = usize::from(line.lower(end + 1) == ",");
            let and = usize::from(matches!(line.lower(end + 1 + comma), "and" | "&"));
            if comma + and == 0 {
                return items;
            }
            at = end + 1 + comma + and;
        }
    }

    fn take_list(
        &mut self,
        index: usize,
        title: &Title,
        items: &[(usize, usize, Option<EntityId>)],
    ) -> bool {
        let mut any = false;
        for (position, (first, last, of)) in items.iter().enumerate() {
            let shared = match title.of.len() {
                1 => title.of.first(),
                n if n == items.len() => title.of.get(position),
                _ => None,
            };
            any |= self.take(Naming {
                line: self.names.line.index,
                first: *first,
                last: *last,
                title: Some(index),
                of: of.clone().or_else(|| shared.cloned()),
                honorific: title.gender,
                rule: "person.title-list",
            });
        }
        any
    }

    /// Full names of the offices table.
    fn known_names(&mut self) {
        let line = self.names.line;
        for hit in &line.hits {
            let known = hit.senses.iter().any(|it| matches!(it, Sense::Person { .. }));
            if known && hit.last > hit.first {
                let last =
                    self.names.run(hit.first).filter(|it| *it > hit.last).unwrap_or(hit.last);
                let of = self.of_country(last + 1).map(|(id, _)| id);
                self.take(Naming {
                    line: line.index,
                    first: hit.first,
                    last,
                    title: None,
                    of,
                    honorific: None,
                    rule: "person.office-holder",
                });
            }
        }
    }

    /// A known given name and what follows it: "Baiba Braze".
    fn given_names(&mut self) {
        let line = self.names.line;
        let mut at = 0;
        while at < line.len() {
            let Some(last) = self.names.run(at) else {
                at += 1;
                continue;
            };
            let named = self.names.is_given(at) && last > at && self.is_personal(at, last);
            if named {
                let of = self.of_country(last + 1).map(|(id, _)| id);
                self.take(Naming {
                    line: line.index,
                    first: at,
                    last,
                    title: None,
                    of,
                    honorific: None,
                    rule: "person.given-name",
                });
            }
            at = last + 1;
        }
    }

    /// Not "Victoria Station", "Charles Bridge", "Paul Volcker Commission".
    fn is_personal(&self, first: usize, last: usize) -> bool {
        let line = self.names.line;
        let after = line.lower(last + 1);
        let never = &self.names.gazetteer.patterns.name.never;
        let thing = line.is_capital(last + 1)
            && (never.contains(after)
                || self.names.gazetteer.patterns.title.institution.contains(after));
        let things = (first..=last)
            .any(|it| self.names.gazetteer.patterns.title.institution.contains(line.lower(it)));
        let real =
            (first + 1..=last).any(|it| line.words.get(it).is_some_and(|w| w.lower.len() > 1));
        !thing && !things && real
    }

    fn take(&mut self, naming: Naming) -> bool {
        let range = naming.first..=naming.last;
        if range.clone().any(|it| self.taken.get(it).copied().unwrap_or(true)) {
            return false;
        }
        for at in range {
            if let Some(slot) = self.taken.get_mut(at) {
                *slot = true;
            }
        }
        self.found.push(naming);
        true
    }
}

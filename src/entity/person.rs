//! Persons named in one line by title and name in all orders. Whether two names are one person, the roster
//! decides; names without a title are in `untitled`.

use crate::entity::gazetteer::Gender;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::name::Names;
use crate::entity::name::Spot;
use crate::entity::title::Class;
use crate::entity::title::Title;
use crate::entity::when::When;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// So many names one title lists.
const LISTED: usize = 16;

/// A title that goes with a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    /// Index into the titles of the line.
    pub(crate) title: usize,
    /// Which country or organization is meant.
    pub(crate) of: Option<EntityId>,
}

/// A name found, with the titles that go with it.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) held: Vec<Held>,
    /// The country that stands beside the name without a title.
    pub(crate) of: Option<EntityId>,
    pub(crate) gender: Option<Gender>,
    pub(crate) rule: &'static str,
}

/// Scans one line.
pub(crate) struct People<'a, 's> {
    pub(crate) names: Names<'a, 's>,
    titles: &'a [Title],
    pub(crate) when: &'a When,
    taken: Vec<bool>,
    found: Vec<Naming>,
}

/// A name with its country, as a list of names gives it: first and last token.
type Item = (usize, usize, Option<EntityId>);

impl<'a, 's> People<'a, 's> {
    pub(crate) fn scan(names: Names<'a, 's>, titles: &'a [Title], when: &'a When) -> Vec<Naming> {
        let taken = vec![false; names.line.len()];
        let mut people = People { names, titles, when, taken, found: Vec::new() };
        for index in 0..titles.len() {
            people.by_title(index);
        }
        people.double_titles();
        people.known_names();
        people.given_names();
        people.acting();
        people.found.sort_by_key(|it| it.first);
        people.found
    }

    pub(crate) fn line(&self) -> &'a Line<'s> {
        self.names.line
    }

    fn by_title(&mut self, index: usize) {
        let Some(title) = self.titles.get(index) else { return };
        let listed =
            title.plural && (self.list_after(index, title) || self.list_before(index, title));
        if listed || self.after_title(index, title) || title.class == Class::Honorific {
            return;
        }
        if !self.before_title(index, title) {
            self.after_comma(index, title);
        }
    }

    /// "Foreign Minister X", "President of Russia X", "his Japanese counterpart X", "Mr X".
    fn after_title(&mut self, index: usize, title: &Title) -> bool {
        let (at, gender) = self.skip_honorifics(title.last + 1);
        let line = self.line();
        // "the cruiser General Belgrano" is a ship.
        let thing = title.class == Class::Honorific
            && title.first > 0
            && line.upos(title.first - 1) == Upos::Noun
            && line.shape(title.first - 1) == Shape::Lower
            && !self.titles.iter().any(|it| it.last + 1 == title.first);
        if thing {
            return false;
        }
        let stop = line.text(at) == "." && line.glued(at) && title.class == Class::Honorific;
        let at = at + usize::from(stop);
        let Some(last) = self.names.run_titled(at) else { return false };
        // "the analyst Monday" names nobody.
        let plain = !title.capital && title.class == Class::Role && last == at;
        if plain && !self.names.is_given(at) && !self.names.seen.capital.contains(line.lower(at)) {
            return false;
        }
        let rule = match title.class {
            Class::Office => "person.title-name",
            Class::Role => "person.role-name",
            Class::Honorific => "person.honorific-name",
            Class::Counterpart => "person.counterpart-name",
        };
        let of = self.of_after(title, last);
        self.take(titled((line.index, at, last), (index, title, of), rule, gender))
    }

    /// "Sheikh", "Gen." between an office and a name.
    fn skip_honorifics(&self, from: usize) -> (usize, Option<Gender>) {
        let mut at = from;
        let mut gender = None;
        loop {
            if let Some(end) = self.address_end(at) {
                at = end;
            }
            let next = self.titles.iter().find(|it| it.first == at && it.class == Class::Honorific);
            let Some(next) = next else { return (at, gender) };
            gender = next.gender;
            at = next.last + 1;
        }
    }

    /// The token after "the Right Honourable", "Her Excellency", "the Rt. Hon.".
    fn address_end(&self, at: usize) -> Option<usize> {
        const ADDRESS: &[&str] = &[
            "right",
            "rt",
            "hon",
            "honourable",
            "honorable",
            "excellency",
            "majesty",
            "royal",
            "highness",
            "h",
            "e",
        ];
        let line = self.line();
        let start = at + usize::from(matches!(line.lower(at), "the" | "his" | "her"));
        let fits = |it: &usize| {
            let word = line.is_capital(*it)
                && (ADDRESS.contains(&line.lower(*it)) || line.text(*it) == "H.E.");
            word || line.text(*it) == "." && line.glued(*it)
        };
        let last = (start..start + 6).take_while(fits).last()?;
        (line.is_capital(start) && line.lower(start).len() > 1).then_some(last + 1)
    }

    /// "Vladimir Putin of Russia" after a title that has no country of its own.
    fn of_after(&self, title: &Title, last: usize) -> Option<EntityId> {
        title.of.first().cloned().or_else(|| self.of_country(last + 1).map(|(id, _)| id))
    }

    /// "of Russia", "of the Czech Republic", "(Japan)": the country and its last token.
    pub(crate) fn of_country(&self, at: usize) -> Option<(EntityId, usize)> {
        let line = self.line();
        if !matches!(line.lower(at), "of" | "(") {
            return None;
        }
        let start = if line.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        let hit = line.hit_starting(start)?;
        let code = self.when.country(self.names.gazetteer, hit)?;
        Some((country_id(&code), hit.last))
    }

    /// "Komura, the Japanese foreign minister"; "Koizumi, then prime minister"; "Annan (UN chief)".
    fn before_title(&mut self, index: usize, title: &Title) -> bool {
        let line = self.line();
        let Some(end) = title.first.checked_sub(2).filter(|it| is_break(line, it + 1)) else {
            return false;
        };
        let age = line.shape(end) == Shape::Figure && end >= 2 && line.lower(end - 1) == ",";
        let (end, of) = self.skip_country_back(if age { end - 2 } else { end });
        let of = title.of.first().cloned().or(of);
        let titles = self.titles;
        let office = |it: &Held| titles.get(it.title).is_some_and(|it| it.class == Class::Office);
        if let Some(naming) = self.found.iter_mut().find(|it| it.last == end) {
            // "President X, the prime minister of Y": another person begins.
            if naming.held.iter().any(office) {
                return false;
            }
            naming.held.push(Held { title: index, of });
            return true;
        }
        let Some(first) = self.names.run_ending(end, Spot::Titled) else { return false };
        let located = matches!(line.before(first, 1), "in" | "at" | "on" | "near" | "from" | "to");
        if first == end && (title.class == Class::Role || located) {
            return false;
        }
        let (after, _) = self.skip_honorifics(title.last + 1);
        if self.names.run_titled(after).is_some() || self.in_list(first, title) {
            return false;
        }
        self.take(titled(
            (line.index, first, end),
            (index, title, of),
            "person.name-apposition",
            None,
        ))
    }

    /// Steps back over "of Japan" in "Komura of Japan, the foreign minister".
    fn skip_country_back(&self, end: usize) -> (usize, Option<EntityId>) {
        let line = self.line();
        let Some(hit) = line.hit_ending(end) else { return (end, None) };
        let preposition = hit.first.checked_sub(1).filter(|it| *it > 0 && line.lower(*it) == "of");
        match (preposition, self.when.country(self.names.gazetteer, hit)) {
            (Some(at), Some(code)) => (at - 1, Some(country_id(&code))),
            _ => (end, None),
        }
    }

    /// "Lavrov, the Japanese foreign minister and the US president": members of a list, no apposition.
    fn in_list(&self, first: usize, title: &Title) -> bool {
        let line = self.line();
        let goes_on = matches!(line.lower(title.last + 1), "and" | "or");
        let listed = line.before(first, 1) == "," && !line.before(first, 2).is_empty();
        let next = self
            .titles
            .iter()
            .any(|it| it.first == title.last + 2 && !it.of.is_empty() && it.is_definite());
        goes_on && (listed || next)
    }

    /// "Japan's foreign minister, Masahiko Komura, said".
    fn after_comma(&mut self, index: usize, title: &Title) -> bool {
        let line = self.line();
        let comma = title.last + 1;
        if !is_break(line, comma) && line.lower(comma) != ":" {
            return false;
        }
        let (at, gender) = self.skip_honorifics(comma + 1);
        let Some(last) = self.names.run_titled(at) else { return false };
        let verb = matches!(line.upos(last + 1), Upos::Verb | Upos::Aux);
        let closed = is_break(line, last + 1)
            || matches!(line.lower(last + 1), "." | ")" | ";" | ":" | "" | "of" | "'s");
        // One surname after a comma opens a list as often as it explains a title.
        let single =
            last == at && at == comma + 1 && !(title.is_definite() && line.lower(last + 1) == ",");
        if single || !(closed || verb) {
            return false;
        }
        let of = self.of_after(title, last);
        self.take(titled(
            (line.index, at, last),
            (index, title, of),
            "person.title-comma-name",
            gender,
        ))
    }

    /// "Presidents A of X and B of Y", "the Russian and Japanese foreign ministers, A and B".
    fn list_after(&mut self, index: usize, title: &Title) -> bool {
        let line = self.line();
        let comma = is_break(line, title.last + 1) || line.lower(title.last + 1) == ":";
        let items = self.items(title.last + 1 + usize::from(comma));
        if items.is_empty() || comma && items.len() != title.of.len() {
            return false;
        }
        self.take_list(index, title, &items)
    }

    /// "A and B, the foreign ministers of X and Y".
    fn list_before(&mut self, index: usize, title: &Title) -> bool {
        let line = self.line();
        let mut end = title.first.checked_sub(2).filter(|it| is_break(line, it + 1));
        let mut items: Vec<Item> = Vec::new();
        while let Some(at) = end.filter(|_| items.len() < LISTED) {
            let (last, of) = self.skip_country_back(at);
            let Some(first) = self.names.run_ending(last, Spot::Titled) else { break };
            items.insert(0, (first, last, of));
            let joined =
                first.checked_sub(1).filter(|it| matches!(line.lower(*it), "and" | "," | "&"));
            let double =
                joined.is_some_and(|it| line.lower(it) == "and" && line.before(it, 1) == ",");
            end = joined.and_then(|it| it.checked_sub(if double { 2 } else { 1 }));
        }
        items.len() >= 2 && self.take_list(index, title, &items)
    }

    /// Names joined by commas and "and", each perhaps with its country.
    fn items(&self, start: usize) -> Vec<Item> {
        let line = self.line();
        let mut items = Vec::new();
        let mut at = start;
        while let Some(last) = self.names.run_titled(at).filter(|_| items.len() < LISTED) {
            let of = self.of_country(last + 1);
            let mut end = of.as_ref().map_or(last, |(_, end)| *end);
            items.push((at, last, of.map(|(id, _)| id)));
            end += usize::from(line.lower(end + 1) == ")");
            let comma = usize::from(line.lower(end + 1) == ",");
            let and = usize::from(matches!(line.lower(end + 1 + comma), "and" | "&"));
            if comma + and == 0 {
                break;
            }
            at = end + 1 + comma + and;
        }
        items
    }

    fn take_list(&mut self, index: usize, title: &Title, items: &[Item]) -> bool {
        let mut any = false;
        for (position, (first, last, of)) in items.iter().enumerate() {
            let shared = match title.of.len() {
                1 => title.of.first(),
                n if n == items.len() => title.of.get(position),
                _ => None,
            };
            let of = of.clone().or_else(|| shared.cloned());
            any |= self.take(titled(
                (self.line().index, *first, *last),
                (index, title, of),
                "person.title-list",
                None,
            ));
        }
        any
    }

    /// "Prime Minister and Defence Minister X": the first of two titles goes with the name of the second.
    fn double_titles(&mut self) {
        for (index, title) in self.titles.iter().enumerate() {
            let next =
                self.titles.iter().position(|it| it.first == title.last + 2 && it.core == it.first);
            let Some(next) = next.filter(|_| {
                self.line().lower(title.last + 1) == "and" && title.class == Class::Office
            }) else {
                continue;
            };
            let free = !title.plural
                && !self.found.iter().any(|it| it.held.iter().any(|held| held.title == index));
            let own =
                self.found.iter_mut().find(|it| it.held.iter().any(|held| held.title == next));
            if let Some(naming) = own.filter(|it| free && it.first > title.last) {
                let shared = naming.held.first().and_then(|it| it.of.clone());
                naming.held.insert(
                    0,
                    Held { title: index, of: title.of.first().cloned().or(shared.clone()) },
                );
                for held in naming.held.iter_mut().filter(|it| it.of.is_none()) {
                    held.of = title.of.first().cloned();
                }
            }
        }
    }

    /// Enters a name unless its words are another's.
    pub(crate) fn take(&mut self, naming: Naming) -> bool {
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

/// `at` is line, first and last token of the name; `by` the title with its index and what it is of.
fn titled(
    at: (usize, usize, usize),
    by: (usize, &Title, Option<EntityId>),
    rule: &'static str,
    gender: Option<Gender>,
) -> Naming {
    let (line, first, last) = at;
    let (index, title, of) = by;
    Naming {
        line,
        first,
        last,
        held: vec![Held { title: index, of }],
        of: None,
        gender: gender.or(title.gender),
        rule,
    }
}

/// A mark that sets off an apposition.
fn is_break(line: &Line, at: usize) -> bool {
    matches!(line.lower(at), "," | "(" | "\u{2013}" | "\u{2014}" | "--")
}

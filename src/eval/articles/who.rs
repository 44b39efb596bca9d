//! Who is the same in gold and reading, and the scores of people.

use crate::eval::articles::Count;
use crate::eval::articles::Judged;
use crate::eval::articles::gold::Gold;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Entity;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// States whose articles and gold may call them by either id.
const SAME: &[(&str, &str)] = &[("country:SUN", "country:RUS")];
const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "xi", "xii", "xvi"];

/// The id that stands for all that are the same state.
pub fn key(id: &EntityId) -> &str {
    let same = SAME.iter().find(|(old, _)| *old == id.as_str());
    same.map_or(id.as_str(), |(_, new)| new)
}

pub fn same(a: &EntityId, b: &EntityId) -> bool {
    key(a) == key(b)
}

pub fn is_person(id: &EntityId) -> bool {
    id.kind() == Some(Kind::Person)
}

/// How well a participant of the reading stands for one of the gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    No,
    /// A country in place of the one who acts for it.
    Echo,
    /// Somebody who acts on behalf of the country that the gold names.
    Delegate,
    Same,
}

/// The people and entities of both sides with their countries.
#[derive(Debug)]
pub struct Who<'a> {
    gold: BTreeMap<&'a EntityId, Option<&'a EntityId>>,
    system: BTreeMap<&'a EntityId, &'a Entity>,
}

impl<'a> Who<'a> {
    pub fn new(gold: &'a Gold, reading: &'a Reading) -> Self {
        Who {
            gold: gold.people.iter().map(|it| (&it.id, it.country.as_ref())).collect(),
            system: reading.entities.iter().map(|it| (&it.id, it)).collect(),
        }
    }

    /// The country of an entity of the reading.
    pub fn country(&self, id: &EntityId) -> Option<&'a EntityId> {
        self.system.get(id)?.country.as_ref()
    }

    /// For whom a participant acts, by what the reading says of him here, of his country, his office, or by the gold.
    pub fn behalf<'b>(&'b self, it: &'b Participant) -> Option<&'b EntityId> {
        let entity = self.system.get(&it.entity);
        let office = || entity.and_then(|it| it.offices.iter().find_map(|it| it.of.as_ref()));
        let gold = || self.gold.iter().find(|(id, _)| self.is_person(&it.entity, id));
        it.on_behalf_of
            .as_ref()
            .or_else(|| self.country(&it.entity))
            .or_else(office)
            .or_else(|| gold().and_then(|(_, country)| *country))
    }

    /// A person of the reading is one of the gold: by id, or by name, unless the id is that of another of the gold.
    pub fn is_person(&self, system: &EntityId, gold: &EntityId) -> bool {
        let named =
            is_person(system) && is_person(gold) && compatible(system.local(), gold.local());
        system == gold || (named && !self.gold.contains_key(system))
    }

    pub fn fit(&self, system: &Participant, gold: &EntityId) -> Fit {
        let by = &system.entity;
        if same(by, gold) || self.is_person(by, gold) {
            Fit::Same
        } else if !is_person(gold) {
            let delegate = by.kind() != Some(Kind::Country)
                && self.behalf(system).is_some_and(|it| same(it, gold));
            if delegate { Fit::Delegate } else { Fit::No }
        } else {
            let of = self.gold.get(gold).copied().flatten();
            if of.is_some_and(|it| same(it, by)) { Fit::Echo } else { Fit::No }
        }
    }
}

/// Two slugs can be one name: equal last names, and first names equal, missing or an initial; or one of them is the
/// first word of the other.
fn compatible(a: &str, b: &str) -> bool {
    let ((a, x), (b, y)) = (parts(a), parts(b));
    let numbered = x.is_none() || y.is_none() || x == y;
    let first = (a.len() == 1 || b.len() == 1) && a.first() == b.first();
    let (Some((last_a, a)), Some((last_b, b))) = (a.split_last(), b.split_last()) else {
        return false;
    };
    let given = a.is_empty() || b.is_empty() || {
        let middle = a.len() == 1 || b.len() == 1 || a.len() == b.len();
        middle && a.iter().zip(b).all(|(x, y)| x == y || initial(x, y) || initial(y, x))
    };
    numbered && (first || (last_a == last_b && given))
}

fn initial(a: &str, b: &str) -> bool {
    a.len() == 1 && b.starts_with(a)
}

/// The words of a slug; the number of a monarch apart.
fn parts(slug: &str) -> (Vec<&str>, Option<&str>) {
    let mut parts: Vec<&str> = slug.split('-').collect();
    let number = parts.last().copied().filter(|it| parts.len() > 1 && ROMAN.contains(it));
    if number.is_some() {
        parts.pop();
    }
    (parts, number)
}

/// People, and the countries of those whose country the gold knows.
pub fn people(gold: &Gold, reading: &Reading, who: &Who) -> (Judged, Judged) {
    let mut found: BTreeMap<usize, Vec<&Entity>> = BTreeMap::new();
    let mut wrong: Vec<&EntityId> = Vec::new();
    for person in reading.entities.iter().filter(|it| it.kind == Kind::Person) {
        let fits =
            |i: &usize| gold.people.get(*i).is_some_and(|it| who.is_person(&person.id, &it.id));
        let fitting: Vec<usize> = (0..gold.people.len()).filter(fits).collect();
        let free = fitting.iter().find(|it| !found.contains_key(it)).or(fitting.first());
        match free {
            Some(i) => found.entry(*i).or_default().push(person),
            None if wrong.iter().any(|it| compatible(it.local(), person.id.local())) => {}
            None => wrong.push(&person.id),
        }
    }
    let mut missed: Vec<String> = Vec::new();
    let (mut hits, mut countries) = (0, Judged::default());
    for (i, person) in gold.people.iter().enumerate().filter(|(_, it)| !it.optional) {
        let systems = found.get(&i).map_or(&[][..], Vec::as_slice);
        if systems.is_empty() {
            missed.push(person.id.to_string());
        } else {
            hits += 1;
        }
        let Some(of) = &person.country else { continue };
        countries.count.gold += 1;
        let told: BTreeSet<&EntityId> =
            systems.iter().filter_map(|it| it.country.as_ref()).collect();
        let right = told.iter().any(|it| same(it, of));
        let (right, said) = (usize::from(right), usize::from(!told.is_empty()));
        countries.count =
            countries.count.plus(Count { right, system: said, found: right, gold: 0 });
        if said > right {
            countries.wrong.push(format!("{}: {told:?}, not {of}", person.id));
        } else if said == 0 && !systems.is_empty() {
            countries.missed.push(format!("{}: {of}", person.id));
        }
    }
    (Judged::of(hits, missed, wrong.iter().map(ToString::to_string).collect()), countries)
}

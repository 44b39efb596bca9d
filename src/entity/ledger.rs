//! Collects mentions while an article is read, and gives them out as `Mentions` in their order.

use crate::entity::cast::Cast;
use crate::entity::gazetteer::Holder;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Line;
use crate::entity::mention::Entity;
use crate::entity::mention::Mention;
use crate::entity::mention::Mentions;
use crate::entity::mention::Open;
use crate::entity::rejected::Rejected;
use crate::entity::rejected::Rejections;
use crate::entity::roster::Person;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::model::reading::Note;
use crate::text::deprel::Deprel;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A mention by the ids of its entities; tokens are inclusive.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) head: usize,
    pub(crate) entities: Vec<EntityId>,
    pub(crate) form: Form,
    pub(crate) as_place: bool,
    pub(crate) rule: String,
    pub(crate) rejected: Vec<Rejected>,
}

/// What a stretch stands for, and by which rule.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) entities: Vec<EntityId>,
    pub(crate) form: Form,
    pub(crate) as_place: bool,
    pub(crate) rule: String,
    pub(crate) rejected: Vec<Rejected>,
}

impl Bound {
    pub(crate) fn new(entities: Vec<EntityId>, form: Form, rule: &str) -> Self {
        Bound { entities, form, as_place: false, rule: rule.to_owned(), rejected: Vec::new() }
    }

    /// The same with what it was chosen from.
    pub(crate) fn rejecting(mut self, rejected: Rejections) -> Self {
        self.rejected = rejected.but(&self.entities);
        self
    }
}

#[derive(Debug)]
pub(crate) struct Ledger<'a, 's> {
    cast: &'a Cast<'a, 's>,
    /// For each line its mentions.
    noted: Vec<Vec<Noted>>,
    /// People and organizations as the article describes them, by id.
    made: BTreeMap<EntityId, Entity>,
    notes: Vec<Note>,
    open: Vec<Open>,
}

impl<'a, 's> Ledger<'a, 's> {
    pub(crate) fn new(cast: &'a Cast<'a, 's>) -> Self {
        let mut made = BTreeMap::new();
        for (id, person) in cast.ids.iter().zip(&cast.roster.people) {
            let known = person.known.as_ref().and_then(|it| cast.gazetteer.people.get(it));
            let entity = Entity {
                id: id.clone(),
                kind: Kind::Person,
                name: name_of(person, known),
                country: person.country.clone(),
                offices: person.offices.clone(),
            };
            made.insert(id.clone(), entity);
        }
        Ledger {
            cast,
            noted: vec![Vec::new(); cast.lines.len()],
            made,
            notes: Vec::new(),
            open: Vec::new(),
        }
    }

    /// A person or organization as the article describes it.
    pub(crate) fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.made.get(id)
    }

    /// The mentions of a line, in the order in which they were found.
    pub(crate) fn of_line(&self, line: usize) -> &[Noted] {
        self.noted.get(line).map_or(&[], Vec::as_slice)
    }

    /// An entity that only the text knows.
    pub(crate) fn make(&mut self, entity: Entity) {
        self.made.entry(entity.id.clone()).or_insert(entity);
    }

    pub(crate) fn note(&mut self, line: &Line, at: (usize, usize), bound: Bound) {
        let (first, last) = at;
        if let Some(noted) = self.noted.get_mut(line.index).filter(|_| !bound.entities.is_empty()) {
            noted.push(Noted {
                first,
                last,
                head: head_of(line, first, last),
                entities: bound.entities,
                form: bound.form,
                as_place: bound.as_place,
                rule: bound.rule,
                rejected: bound.rejected,
            });
        }
    }

    /// Tells that a pronoun or title was left open.
    pub(crate) fn open(&mut self, line: &Line, at: (usize, usize), kind: &str, why: Rejections) {
        let span = line.sentence.span_of(at.0, at.1);
        self.notes.push(Note {
            kind: kind.to_owned(),
            field: span.field,
            start: span.start,
            end: span.end,
            text: line.written(at.0, at.1),
        });
        let rejected = why.but(&[]);
        self.open.push(Open { sentence: line.index, first: at.0, last: at.1, rejected });
    }

    pub(crate) fn is_taken(&self, line: usize, first: usize, last: usize) -> bool {
        self.of_line(line).iter().any(|it| it.first <= last && first <= it.last)
    }

    pub(crate) fn finish(mut self) -> Mentions {
        let mut mentions = Mentions {
            notes: std::mem::take(&mut self.notes),
            open: std::mem::take(&mut self.open),
            ..Default::default()
        };
        mentions.notes.sort();
        let mut index: BTreeMap<EntityId, usize> = BTreeMap::new();
        for (line, mut noted) in std::mem::take(&mut self.noted).into_iter().enumerate() {
            let Some(line) = self.cast.lines.get(line) else { continue };
            noted.sort_by_key(|it| (it.first, Reverse(it.last)));
            for it in noted {
                let mut entities = Vec::new();
                for id in &it.entities {
                    let next = mentions.entities.len();
                    let at = *index.entry(id.clone()).or_insert(next);
                    if at == next {
                        mentions.entities.push(self.describe(id));
                    }
                    entities.push(at);
                }
                mentions.mentions.push(Mention {
                    span: line.sentence.span_of(it.first, it.last),
                    sentence: line.index,
                    first: it.first,
                    last: it.last,
                    head: it.head,
                    entities,
                    form: it.form,
                    as_place: it.as_place,
                    rule: it.rule,
                    rejected: it.rejected,
                });
            }
        }
        mentions
    }

    fn describe(&self, id: &EntityId) -> Entity {
        if let Some(entity) = self.made.get(id) {
            return entity.clone();
        }
        let gazetteer = self.cast.gazetteer;
        let kind = id.kind().unwrap_or(Kind::Place);
        let country = match kind {
            Kind::Place => gazetteer.place(id.local()).map(|it| it.country.as_str()),
            Kind::Organization => gazetteer.organization(id.local()).map(|it| it.country.as_str()),
            Kind::Person | Kind::Country | Kind::Dispute | Kind::Agreement => None,
        };
        let capital = self.capital(id);
        let name = gazetteer.name_of(id).map(str::to_owned);
        Entity {
            id: id.clone(),
            kind,
            name: name.or_else(|| capital.as_ref().map(|it| it.0.clone())).unwrap_or_default(),
            country: country.filter(|it| !it.is_empty()).map(country_id).or(capital.map(|it| it.1)),
            offices: Vec::new(),
        }
    }

    /// Name and country of a capital that the places table lacks.
    fn capital(&self, id: &EntityId) -> Option<(String, EntityId)> {
        let (local, iso2) =
            id.local().rsplit_once('-').filter(|_| id.kind() == Some(Kind::Place))?;
        let mut all = self.cast.gazetteer.countries.values();
        let found = all.find(|it| it.iso2.to_lowercase() == iso2 && slug(&it.capital) == local)?;
        Some((found.capital.clone(), found.id()))
    }
}

/// The name as the article writes it; the table's where the article has a surname or capitals only.
fn name_of(person: &Person, known: Option<&Holder>) -> String {
    let shouted = !person.name.chars().any(char::is_lowercase);
    match known {
        Some(holder) if person.parts.len() < 2 || shouted => holder.name.clone(),
        _ if shouted => capitalised(&person.name),
        _ => person.name.clone(),
    }
}

/// "ABDEL-RAHMAN KISS" as "Abdel-Rahman Kiss".
fn capitalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        match inside {
            true => out.extend(c.to_lowercase()),
            false => out.push(c),
        }
        inside = c.is_alphabetic();
    }
    out
}

/// The token of the stretch that hangs on nothing inside it; the last word without a tree.
pub(crate) fn head_of(line: &Line, first: usize, last: usize) -> usize {
    let token = |at: usize| line.sentence.tokens.get(at);
    let leaves = |at: &usize| {
        token(*at).is_some_and(|it| match it.head {
            Some(head) => head < first || head > last,
            None => it.label != Deprel::Dep,
        })
    };
    (first..=last).find(leaves).unwrap_or(last)
}

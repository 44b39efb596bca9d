//! Collects mentions while an article is read, and gives them out as `Mentions` in their order.

use crate::entity::cast::Cast;
use crate::entity::country::Meant;
use crate::entity::gazetteer::country_id;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::mention::Entity;
use crate::entity::mention::Mention;
use crate::entity::mention::Mentions;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Note;
use std::collections::BTreeMap;

/// A mention by the ids of its entities.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) entities: Vec<EntityId>,
    pub(crate) form: Form,
    pub(crate) as_place: bool,
    pub(crate) rule: String,
    /// The folded noun of a nominal; empty for names.
    pub(crate) head: usize,
}

#[derive(Debug)]
pub(crate) struct Ledger<'a, 's> {
    cast: &'a Cast<'a, 's>,
    ids: Vec<EntityId>,
    pub(crate) noted: Vec<Noted>,
    /// People and organizations whom the tables do not know, by id.
    made: BTreeMap<EntityId, Entity>,
    notes: Vec<Note>,
}

impl<'a, 's> Ledger<'a, 's> {
    pub(crate) fn new(cast: &'a Cast<'a, 's>) -> Self {
        let ids = cast.roster.ids();
        let mut made = BTreeMap::new();
        for (id, person) in ids.iter().zip(&cast.roster.people) {
            let known = person.known.as_ref().and_then(|it| cast.gazetteer.people.get(it));
            let entity = Entity {
                id: id.clone(),
                kind: Kind::Person,
                name: known.map_or_else(|| person.name.clone(), |it| it.name.clone()),
                country: person.country.clone(),
                offices: person.offices.clone(),
            };
            made.insert(id.clone(), entity);
        }
        Ledger { cast, ids, noted: Vec::new(), made, notes: Vec::new() }
    }

    /// The id of a person of the roster.
    pub(crate) fn id_of(&self, person: usize) -> Option<&EntityId> {
        self.ids.get(person)
    }

    pub(crate) fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.made.get(id)
    }

    pub(crate) fn person(
        &mut self,
        line: &Line,
        at: (usize, usize),
        people: &[usize],
        form: Form,
        rule: &str,
    ) {
        let entities = people.iter().filter_map(|it| self.ids.get(*it).cloned()).collect();
        self.note(line, at, entities, form, rule);
    }

    pub(crate) fn known(&mut self, line: &Line, hit: &Hit, meant: &Meant) {
        let first = with_article(line, hit, meant);
        self.note(line, (first, hit.last), vec![meant.entity.clone()], meant.form, &meant.rule);
        if let Some(last) = self.noted.last_mut() {
            last.as_place = meant.as_place;
        }
    }

    /// An entity that only the text knows.
    pub(crate) fn make(&mut self, entity: Entity) {
        self.made.entry(entity.id.clone()).or_insert(entity);
    }

    pub(crate) fn note(
        &mut self,
        line: &Line,
        at: (usize, usize),
        entities: Vec<EntityId>,
        form: Form,
        rule: &str,
    ) {
        if entities.is_empty() {
            return;
        }
        let (first, last) = at;
        self.noted.push(Noted {
            line: line.index,
            first,
            last,
            entities,
            form,
            as_place: false,
            rule: rule.to_owned(),
            head: head_of(line, first, last),
        });
    }

    /// Tells that a pronoun or title was left open.
    pub(crate) fn open(&mut self, line: &Line, first: usize, last: usize, kind: &str) {
        let span = line.sentence.span_of(first, last);
        self.notes.push(Note {
            kind: kind.to_owned(),
            field: span.field,
            start: span.start,
            end: span.end,
            text: line.written(first, last),
        });
    }

    pub(crate) fn is_taken(&self, line: usize, first: usize, last: usize) -> bool {
        self.noted.iter().any(|it| it.line == line && it.first <= last && first <= it.last)
    }

    pub(crate) fn finish(mut self) -> Mentions {
        self.noted.sort_by_key(|it| (it.line, it.first, std::cmp::Reverse(it.last)));
        let mut mentions = Mentions { notes: self.notes.clone(), ..Default::default() };
        mentions.notes.sort();
        let mut index: BTreeMap<EntityId, usize> = BTreeMap::new();
        for noted in &self.noted {
            let Some(line) = self.cast.lines.get(noted.line) else { continue };
            let mut entities = Vec::new();
            for id in &noted.entities {
                let next = mentions.entities.len();
                let at = *index.entry(id.clone()).or_insert(next);
                if at == next {
                    mentions.entities.push(self.describe(id));
                }
                entities.push(at);
            }
            mentions.mentions.push(Mention {
                span: line.sentence.span_of(noted.first, noted.last),
                sentence: noted.line,
                first: noted.first,
                last: noted.last,
                head: noted.head,
                entities,
                form: noted.form,
                as_place: noted.as_place,
                rule: noted.rule.clone(),
            });
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
        let capital = || self.capital(id);
        Entity {
            id: id.clone(),
            kind,
            name: gazetteer
                .name_of(id)
                .map(str::to_owned)
                .or_else(|| capital().map(|it| it.0))
                .unwrap_or_default(),
            country: country
                .filter(|it| !it.is_empty())
                .map(country_id)
                .or_else(|| capital().map(|it| it.1)),
            offices: Vec::new(),
        }
    }

    /// Name and country of a capital that the places table lacks.
    fn capital(&self, id: &EntityId) -> Option<(String, EntityId)> {
        let end = format!("-{}", id.local().rsplit('-').next()?);
        let mut all = self.cast.gazetteer.countries.values();
        let found = all.find(|it| {
            format!("-{}", it.iso2.to_lowercase()) == end
                && id.local().strip_suffix(&end)
                    == Some(crate::model::id::slug(&it.capital).as_str())
        })?;
        Some((found.capital.clone(), found.id()))
    }
}

/// "the United States": the article before a name belongs to it unless the name modifies what follows.
fn with_article(line: &Line, hit: &Hit, meant: &Meant) -> usize {
    let article = hit.first.checked_sub(1).filter(|it| line.lower(*it) == "the");
    let after = hit.last + 1;
    let modifies = line.is_hyphen(after)
        || line.is_possessive(after)
        || matches!(
            line.upos(after),
            crate::text::parsed::Upos::Noun | crate::text::parsed::Upos::Propn
        )
        || line.shape(after) == crate::entity::line::Shape::Lower
            && line.upos(after) == crate::text::parsed::Upos::X;
    match article {
        Some(at) if !modifies && meant.rule != "country.adjective" => at,
        _ => hit.first,
    }
}

/// The token of the stretch that hangs on nothing inside it; the last word without a tree.
fn head_of(line: &Line, first: usize, last: usize) -> usize {
    let inside = |at: usize| first <= at && at <= last;
    let tokens = &line.sentence.tokens;
    (first..=last)
        .find(|it| {
            tokens.get(*it).is_some_and(|token| token.head.is_some_and(|head| !inside(head)))
        })
        .or_else(|| {
            (first..=last).find(|it| {
                tokens.get(*it).is_some_and(|token| {
                    token.head.is_none() && token.label != crate::text::deprel::Deprel::Dep
                })
            })
        })
        .unwrap_or(last)
}

//! Two people of one name and different countries stay two over all articles. Who is in the offices table is known by
//! the name alone; of anybody else the first country keeps the plain id, and each other one stands in the id.

use crate::graph::Graph;
use crate::merge::alias;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Reading;
use std::collections::BTreeMap;

/// Between name and country in an id that only the graph can settle; no settled id has it.
const OPEN: char = '~';

/// Leaves open which of several bearers of a name a person is, where the name alone does not tell.
pub fn open(reading: &mut Reading, is_known: &dyn Fn(&EntityId) -> bool) {
    let mut ids: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    for person in reading.entities.iter().filter(|it| it.kind == Kind::Person) {
        let Some(country) = &person.country else { continue };
        let end = format!("-{}", country.local().to_lowercase());
        let whole = person.id.as_str();
        let plain = EntityId::new(whole.strip_suffix(end.as_str()).unwrap_or(whole));
        if !is_known(&plain) {
            ids.insert(
                person.id.clone(),
                EntityId::new(format!("{plain}{OPEN}{}", country.local())),
            );
        }
    }
    rename(reading, &ids);
}

/// Gives each person left open the id of the bearer of that name and country.
pub fn settle(graph: &Graph, reading: &mut Reading) {
    let mut ids: BTreeMap<EntityId, EntityId> = BTreeMap::new();
    let mut taken: BTreeMap<EntityId, String> = BTreeMap::new();
    for entity in &reading.entities {
        let Some((plain, country)) = entity.id.as_str().split_once(OPEN) else { continue };
        let (plain, of) = (EntityId::new(plain), format!("country:{country}"));
        let own = EntityId::new(format!("{plain}-{}", country.to_lowercase()));
        let other = match (taken.get(&plain), graph.told_entity(graph.survivor(&plain))) {
            (Some(here), _) => *here != of,
            (None, Some(known)) => known.country.as_ref().is_some_and(|it| it.as_str() != of),
            (None, None) => graph.told_entity(graph.survivor(&own)).is_some(),
        };
        let settled = if other { own } else { plain };
        taken.insert(settled.clone(), of);
        ids.insert(entity.id.clone(), settled);
    }
    rename(reading, &ids);
}

fn rename(reading: &mut Reading, ids: &BTreeMap<EntityId, EntityId>) {
    if ids.is_empty() {
        return;
    }
    alias::rename(reading, &mut |id| {
        if let Some(new) = ids.get(id) {
            *id = new.clone();
        }
    });
}

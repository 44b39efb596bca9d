//! Who held an office of a country or organization at a time, by the offices table.

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::gazetteer::Holder;
use crate::entity::gazetteer::Term;
use crate::entity::ledger::Ledger;
use crate::entity::mention::Entity;
use crate::entity::rejected::Rejections;
use crate::entity::rejected::out_of_office;
use crate::entity::title::Title;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Office;
use std::cmp::Reverse;

/// The one holder at that time whom the table has; not in the article otherwise.
pub(crate) fn by_table(
    cast: &Cast,
    ledger: &mut Ledger,
    title: &Title,
    of: (&EntityId, Option<String>),
    rejected: &mut Rejections,
) -> Option<EntityId> {
    let (of, as_of) = of;
    let when = as_of.clone()?;
    let held = cast.gazetteer.holders.get(of.as_str())?;
    let all = || held.iter().filter_map(|it| Some((it, cast.gazetteer.people.get(it)?)));
    let own = |it: &Term| it.of == of.as_str() && it.office == title.name;
    // Britain's chancellor is no prime minister; elsewhere the table has one word for an office.
    let other_word = title.name != "chancellor" && !all().any(|(_, it)| it.terms.iter().any(own));
    let same = |it: &Term| {
        let equal = || cast.gazetteer.patterns.same_office(&it.office, &title.name);
        it.of == of.as_str() && (it.office == title.name || other_word && equal())
    };
    neighbours(&all(), &same, &when, rejected);
    let mut holders =
        all().filter(|(_, it)| it.terms.iter().any(|term| same(term) && term.holds(&when)));
    let (local, holder) = holders.next()?;
    if let Some((other, _)) = holders.next() {
        rejected.add(&format!("person:{local}"), "two held it then");
        rejected.add(&format!("person:{other}"), "two held it then");
        return None;
    }
    let id = EntityId::new(format!("person:{local}"));
    ledger.make(Entity {
        id: id.clone(),
        kind: Kind::Person,
        name: holder.name.clone(),
        country: Some(of.clone()).filter(is_country),
        offices: vec![Office {
            title: title.name.clone(),
            of: Some(of.clone()),
            from: None,
            to: None,
            as_of,
        }],
    });
    Some(id)
}

/// Notes the last who left the office before that time and the first who took it after.
fn neighbours<'a>(
    all: &(impl Iterator<Item = (&'a String, &'a Holder)> + Clone),
    same: &impl Fn(&Term) -> bool,
    when: &str,
    rejected: &mut Rejections,
) {
    let same = |it: &&Term| same(it) && !it.holds(when);
    let terms =
        || all.clone().flat_map(|(id, it)| it.terms.iter().filter(same).map(move |it| (id, it)));
    let before = terms()
        .filter(|(_, it)| !it.to.is_empty() && it.to.as_str() < when)
        .max_by_key(|(id, it)| (it.to.as_str(), Reverse(*id)));
    let after = terms()
        .filter(|(_, it)| it.from.as_str() > when)
        .min_by_key(|(id, it)| (it.from.as_str(), *id));
    for (id, _) in before.into_iter().chain(after) {
        rejected.add(&format!("person:{id}"), out_of_office(when));
    }
}

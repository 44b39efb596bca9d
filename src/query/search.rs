//! Which entities bear a name: whole, in part, in another order of its parts, without diacritics, in another
//! transliteration, or with a typo. Who may bear it comes from the graph's index of names.

use crate::graph::Graph;
use crate::graph::names::Bearer;
use crate::model::code::Kind;
use crate::model::delta::EntityRecord;
use crate::model::spelling;
use crate::query::budget::Budget;
use crate::query::candidates;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::filter::Filter;
use crate::query::score::Words;
use crate::query::score::score;
use crate::query::sieve::Sieve;

/// The name of the order: best match first, then most used, then id.
pub const ORDER: &str = "search";

#[derive(Debug, Clone, Default)]
pub struct Question {
    pub text: String,
    /// Empty takes all.
    pub kinds: Vec<Kind>,
    /// Of what is being typed: names that begin so, not those of which a later word does.
    pub whole: bool,
    pub filter: Filter,
    pub page: Page,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'g> {
    pub entity: &'g EntityRecord,
    /// The name that matches best.
    pub name: &'g str,
    /// 1 to 1000.
    pub score: usize,
    /// How many events that pass name the entity.
    pub events: usize,
}

pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> List<Hit<'g>> {
    let key =
        |it: &Hit| vec![descending(it.score), descending(it.events), it.entity.id.to_string()];
    let order = (ORDER, graph.generation());
    List::ranked(hits(graph, question, budget), &question.page, order, key).cut_by(budget)
}

/// All entities that match, in id order.
pub fn hits<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> Vec<Hit<'g>> {
    let plain = spelling::plain(&question.text);
    let folded = spelling::folded(&plain);
    let wanted = Words::of(&plain, &folded);
    let mut bearers = candidates::sure(graph.names(), &wanted);
    bearers.extend(candidates::near(graph.names(), &wanted));
    bearers.sort_unstable();
    bearers.dedup();
    let mut name = Words::default();
    let mut hits = Vec::new();
    for bearer in bearers.into_iter().filter_map(|it| graph.names().get(it)) {
        if !question.kinds.is_empty() && !question.kinds.contains(&bearer.kind()) {
            continue;
        }
        if !budget.spend(1 + bearer.record().names.len() as u64) {
            break;
        }
        let hit = best(bearer, &mut name, |name| score(&wanted, name));
        hits.extend(hit.and_then(|it| used(graph, it, question)));
    }
    hits.sort_by_key(|it| &it.entity.id);
    hits
}

/// The name of an entity that matches best, if one does.
pub fn best<'g>(
    bearer: &'g Bearer,
    words: &mut Words<'g>,
    score: impl Fn(&Words) -> usize,
) -> Option<Hit<'g>> {
    let mut hit: Option<Hit<'g>> = None;
    for (name, plain, folded) in bearer.names() {
        words.set(plain, folded);
        let score = score(words);
        if score > hit.as_ref().map_or(0, |it| it.score) {
            hit = Some(Hit { entity: bearer.record(), name, score, events: bearer.uses() });
        }
    }
    hit
}

/// The hit with the events that pass, if it is one then.
fn used<'g>(graph: &'g Graph, hit: Hit<'g>, question: &Question) -> Option<Hit<'g>> {
    if question.filter.is_open() {
        return Some(hit);
    }
    let sieve = Sieve::new(graph, &question.filter);
    let number = graph.entity_no(&hit.entity.id)?;
    let events = graph.scan(number, sieve.window()).filter(|it| sieve.admits_entry(it)).count();
    (events > 0).then_some(Hit { events, ..hit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::names::Names;
    use crate::graph::sample;
    use crate::model::delta::Delta;
    use crate::model::delta::Removed;
    use crate::model::delta::Rows;
    use crate::model::id::EntityId;
    use crate::model::id::EventId;
    use crate::query::score::SURE;
    use crate::query::suggest;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    fn named(id: &str, names: &[&str]) -> EntityRecord {
        let mut names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        let name = names.first().cloned().unwrap_or_default();
        names.sort();
        EntityRecord { name, names, ..sample::entity(id) }
    }

    fn question(text: &str) -> Question {
        Question { text: text.to_owned(), ..Question::default() }
    }

    #[test]
    fn names_are_found_in_order() {
        let names: [(&str, &[&str]); 9] = [
            ("person:lavrov", &["Sergei Lavrov", "Sergey Viktorovich Lavrov"]),
            ("person:alexei", &["Alexei Lavrov"]),
            ("person:gaddafi", &["Muammar Gaddafi"]),
            ("person:erdogan", &["Recep Tayyip Erdoğan"]),
            ("person:kim", &["Kim Jong-un", "김정은"]),
            ("person:xi", &["Xi Jinping"]),
            ("person:putin", &["Владимир Путин"]),
            ("person:ahmadinejad", &["Mahmoud Ahmadinejad"]),
            ("org:opcw", &["Organisation for the Prohibition of Chemical Weapons", "OPCW"]),
        ];
        let graph = Graph::from_rows(Rows {
            entities: names.iter().map(|(id, names)| named(id, names)).collect(),
            events: vec![sample::event("1", None, &[("person:lavrov", "")])],
            ..Rows::default()
        });
        let rows: [(&str, &[(&str, usize)]); 21] = [
            ("Lavrov", &[("person:lavrov", 870), ("person:alexei", 870)]),
            ("Lavorv", &[("person:lavrov", 530), ("person:alexei", 530)]),
            ("LAVROV, Alexei", &[("person:alexei", 950)]),
            ("Alexey Lavrov", &[("person:alexei", 900)]),
            ("Лавров", &[("person:lavrov", 870), ("person:alexei", 870)]),
            ("Serge Lavroff", &[("person:lavrov", 420)]),
            ("lavrov viktorovich", &[("person:lavrov", 870)]),
            ("lav", &[("person:lavrov", 750), ("person:alexei", 750)]),
            ("Qadhafi", &[("person:gaddafi", 470)]),
            ("mu ga", &[("person:gaddafi", 760)]),
            ("erdogan", &[("person:erdogan", 860)]),
            ("Tayip Erdogan", &[("person:erdogan", 810)]),
            ("Kim Jongun", &[("person:kim", 930)]),
            ("xi", &[("person:xi", 870)]),
            ("习近平", &[("person:xi", 930)]),
            ("Wladimir Putin", &[("person:putin", 900)]),
            ("Putni", &[("person:putin", 530)]),
            ("Ahmedinejad", &[("person:ahmadinejad", 530)]),
            ("Ahmedinajed", &[]),
            ("Organization for the Prohibition of Chemical Weapons", &[("org:opcw", 540)]),
            ("opcw", &[("org:opcw", 1000)]),
        ];
        for (text, expected) in rows {
            let found = ask(&graph, &question(text), &mut Budget::default()).items;
            let found: Vec<(&str, usize)> =
                found.iter().map(|it| (it.entity.id.as_str(), it.score)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    /// All entities are looked at, as no index tells who may match.
    fn linear<'g>(graph: &'g Graph, text: &str) -> Vec<(&'g EntityId, &'g str, usize, usize)> {
        let plain = spelling::plain(text);
        let folded = spelling::folded(&plain);
        let wanted = Words::of(&plain, &folded);
        let mut hits = Vec::new();
        for entity in graph.entities() {
            let names = [&entity.name].into_iter().chain(&entity.names);
            let scored = names.map(|name| {
                let plain = spelling::plain(name);
                let folded = spelling::folded(&plain);
                (score(&wanted, &Words::of(&plain, &folded)), name)
            });
            let best = scored.reduce(|a, b| if b.0 > a.0 { b } else { a });
            let Some((score, name)) = best.filter(|it| it.0 > 0) else { continue };
            let events = graph.events_of(&entity.id).count();
            hits.push((&entity.id, name.as_str(), score, events));
        }
        hits
    }

    fn suggested<'g>(graph: &'g Graph, text: &str) -> Vec<(&'g EntityId, usize)> {
        let mut hits = linear(graph, text);
        let sure = hits.iter().any(|it| it.2 >= SURE);
        hits.retain(|it| !sure || it.2 >= SURE);
        hits.sort_by_key(|it| (Reverse(it.3), Reverse(it.2), it.0));
        hits.truncate(2);
        hits.iter().map(|it| (it.0, it.2)).collect()
    }

    #[derive(Debug, Clone)]
    enum Step {
        Entity(u8, Vec<String>),
        Event(u8, u8, u8),
        NoEntity(u8),
        NoEvent(u8),
    }

    fn a_name() -> impl Strategy<Value = String> {
        let words = prop_oneof![
            proptest::sample::select(vec![
                "Lavrov",
                "Lavorv",
                "Sergei",
                "Sergey",
                "Kim",
                "Jong",
                "Un",
                "al",
                "Abdelrahman",
                "Abdurahman",
                "Abd",
                "Rahman",
                "Wolfeschlegelstein",
                "Wolfeschlegelsteinhausen",
            ])
            .prop_map(str::to_owned),
            "[abk]{1,9}",
        ];
        proptest::collection::vec(words, 1..4).prop_map(|it| it.join(" "))
    }

    fn a_step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0_u8..8, proptest::collection::vec(a_name(), 1..4)).prop_map(|(n, it)| Step::Entity(n, it)),
            4 => (0_u8..8, 0_u8..9, 0_u8..9).prop_map(|(n, a, b)| Step::Event(n, a, b)),
            1 => (0_u8..8).prop_map(Step::NoEntity),
            1 => (0_u8..8).prop_map(Step::NoEvent),
        ]
    }

    fn delta_of(step: &Step) -> Delta {
        let mut delta = Delta::of_nothing(sample::reading("x"));
        let id = |n: &u8| format!("person:{n}");
        match step {
            Step::Entity(n, names) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                delta.entities = vec![named(&id(n), &names)];
            }
            Step::Event(n, a, b) => {
                let participants = [(&*id(a), &*id(b)), (&*id(b), "")];
                delta.events = vec![sample::event(&n.to_string(), None, &participants)];
            }
            Step::NoEntity(n) => {
                let entities = vec![EntityId::new(id(n))];
                delta.removed = Removed { entities, ..Removed::default() };
            }
            Step::NoEvent(n) => {
                let events = vec![EventId::new(format!("event:{n}"))];
                delta.removed = Removed { events, ..Removed::default() };
            }
        }
        delta
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_all_finds(
            steps in proptest::collection::vec(a_step(), 0..30),
            texts in proptest::collection::vec(prop_oneof![a_name(), "[abk]{1,3}", "[abk]{1,2} [abk]"], 10),
        ) {
            let mut graph = Graph::default();
            for step in &steps {
                graph.apply(&delta_of(step), 1);
            }
            prop_assert_eq!(graph.names().contents(), Names::anew(&graph).contents());
            let then = graph.known_at("2030-01-01");
            prop_assert_eq!(then.names().contents(), Names::anew(&then).contents());
            for entity in graph.entities() {
                let named = graph.entity_no(&entity.id).map_or(0, |it| graph.times_named(it));
                let itself = |it: &&crate::model::delta::EventRecord| it.participants.iter().any(|it| it.entity == entity.id);
                prop_assert_eq!(named, graph.events_of(&entity.id).filter(itself).count());
            }
            for text in &texts {
                let found = hits(&graph, &question(text), &mut Budget::default());
                let found: Vec<_> = found.iter().map(|it| (&it.entity.id, it.name, it.score, it.events)).collect();
                prop_assert_eq!(found, linear(&graph, text), "{}", text);
                let few = Question { page: Page { limit: 2, after: None }, ..question(text) };
                let found = suggest::ask(&graph, &few, &mut Budget::default()).items;
                let found: Vec<_> = found.iter().map(|it| (&it.entity.id, it.score)).collect();
                prop_assert_eq!(found, suggested(&graph, text), "{}", text);
            }
        }
    }
}

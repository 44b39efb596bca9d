//! Into which parts the graph falls: those who are linked through whomever, and nobody of another part.
//! By petgraph's union-find over the rows of actors; a part is a set, so that no pairs are needed.

use crate::graph::Graph;
use crate::model::day::Day;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::cursor::List;
use crate::query::cursor::Page;
use crate::query::cursor::descending;
use crate::query::together::Scope;
use crate::query::together::Together;
use petgraph::unionfind::UnionFind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The name of the order: largest first, then the first id of each.
pub const ORDER: &str = "components";

#[derive(Debug, Clone)]
pub struct Question {
    pub scope: Scope,
    pub page: Page,
}

/// At least two who are linked through events.
#[derive(Debug, Clone, PartialEq)]
pub struct Component<'g> {
    /// With the number of events of each; most events first, then id.
    pub members: Vec<(&'g EntityId, usize)>,
    pub events: usize,
    /// First and last day of the events.
    pub first: Day,
    pub last: Day,
}

pub fn ask<'g>(graph: &'g Graph, question: &Question, budget: &mut Budget) -> List<Component<'g>> {
    let together = Together::new(graph, &question.scope, budget);
    let mut parts = UnionFind::<usize>::new(together.entities.len());
    for row in &together.events {
        for (a, b) in row.actors.iter().zip(row.actors.iter().skip(1)) {
            parts.union(*a, *b);
        }
    }
    let parts = parts.into_labeling();
    let mut components: BTreeMap<usize, Component> = BTreeMap::new();
    let degrees = together.degrees();
    for ((entity, events), part) in together.entities.iter().zip(degrees).zip(&parts) {
        let empty =
            || Component { members: Vec::new(), events: 0, first: Day::NONE, last: Day::NONE };
        components.entry(*part).or_insert_with(empty).members.push((entity, events));
    }
    for row in &together.events {
        let part = row.actors.first().and_then(|it| parts.get(*it));
        let Some(component) = part.and_then(|it| components.get_mut(it)) else { continue };
        component.events += 1;
        component.first = component.first.min(row.fact.first);
        component.last = component.last.later(row.fact.end());
    }
    let key = |it: &Component| {
        let first = it.members.iter().map(|it| it.0).min();
        vec![descending(it.members.len()), first.map(ToString::to_string).unwrap_or_default()]
    };
    let order = (ORDER, graph.generation());
    let rows = components.into_values().collect();
    let mut list = List::ranked(rows, &question.page, order, key);
    for component in &mut list.items {
        component.members.sort_by_key(|it| (Reverse(it.1), it.0));
    }
    list.cut_by(budget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::contact::Level;
    use crate::graph::sample;
    use crate::model::code::EventType;
    use crate::query::filter::Filter;

    fn parts(filter: Filter, page: Page) -> (List<Component<'static>>, Vec<String>) {
        // Tests may keep what they ask about to the end.
        let graph: &'static Graph = Box::leak(Box::new(sample::chain()));
        let types = vec![EventType::Consult];
        let scope = Scope { types, level: Level::Persons, filter };
        let list = ask(graph, &Question { scope, page }, &mut Budget::default());
        let told = |it: &Component| {
            let who: Vec<&str> = it.members.iter().map(|it| it.0.local()).collect();
            format!("{} {} {:?} {:?}", who.join(""), it.events, it.first.text(), it.last.text())
        };
        let found = list.items.iter().map(told).collect();
        (list, found)
    }

    #[test]
    fn parts_of_the_chain() {
        let (_, found) = parts(Filter::default(), Page::default());
        let whole = r#"bcad 3 Some("2007-01-01") Some("2007-03-01")"#;
        let pair = r#"ef 1 Some("2007-03-01") Some("2007-03-01")"#;
        assert_eq!(found, [whole, pair]);
        let march = Filter { from: Some("2007-02-01".to_owned()), ..Filter::default() };
        let (_, found) = parts(march, Page::default());
        assert_eq!(found, [r#"ab 1 Some("2007-03-01") Some("2007-03-01")"#, pair]);
        let (first, _) = parts(Filter::default(), Page { limit: 1, after: None });
        let after = first.next.map(|it| it.key);
        assert_eq!(parts(Filter::default(), Page { limit: 1, after }).1, [pair]);
    }
}

//! Which articles are one source, as an article comes, changes or goes: those that are linked by being copies, directly
//! or through others. The one with the least id stands for all, so that the order in which they come does not matter.

use crate::graph::Graph;
use crate::model::delta::TextPrint;
use crate::model::id::ArticleId;
use crate::model::sketch::Sketch;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

type Group = BTreeSet<ArticleId>;

/// Whose copy each article is, with what a Delta changes in that.
#[derive(Debug)]
pub struct Origins<'a> {
    graph: &'a Graph,
    changed: BTreeMap<ArticleId, TextPrint>,
}

impl<'a> Origins<'a> {
    /// The text of `article` is now this; none where it was taken back.
    pub fn new(graph: &'a Graph, article: &ArticleId, text: Option<&str>) -> Self {
        let sketch = text.map(Sketch::of);
        let known = graph.print(article);
        let mut changed = BTreeMap::new();
        if known.map(|it| &it.sketch) == sketch.as_ref() {
            return Origins { graph, changed };
        }
        let mut groups = known.map(|it| left(graph, article, &it.origin)).unwrap_or_default();
        if let Some(sketch) = sketch {
            let own = joined(graph, article, &sketch, &mut groups);
            let origin = own.first().cloned().unwrap_or_else(|| article.clone());
            let print = TextPrint { article: article.clone(), origin, sketch };
            changed.insert(article.clone(), print);
            groups.push(own);
        }
        for group in &groups {
            let Some(origin) = group.first() else { continue };
            for member in group.iter().filter_map(|it| graph.print(it)) {
                if member.origin != *origin && member.article != *article {
                    let print = TextPrint { origin: origin.clone(), ..member.clone() };
                    changed.insert(member.article.clone(), print);
                }
            }
        }
        Origins { graph, changed }
    }

    pub fn of(&self, article: &ArticleId) -> ArticleId {
        let changed = self.changed.get(article).map(|it| &it.origin);
        changed.unwrap_or_else(|| self.graph.origin(article)).clone()
    }

    /// The articles that have another origin than before.
    pub fn moved(&self) -> impl Iterator<Item = &ArticleId> {
        self.changed.keys()
    }

    pub fn prints(self) -> Vec<TextPrint> {
        self.changed.into_values().collect()
    }
}

/// The groups that the others of a group make without this article.
fn left(graph: &Graph, article: &ArticleId, origin: &ArticleId) -> Vec<Group> {
    let mut others = graph.copies(origin);
    others.remove(article);
    let mut groups = Vec::new();
    while let Some(first) = others.pop_first() {
        let mut group = Group::from([first.clone()]);
        let mut queue = vec![first];
        while let Some(next) = queue.pop() {
            let Some(print) = graph.print(&next) else { continue };
            let is_copy = |it: &TextPrint| {
                it.sketch.meets(&print.sketch) && it.sketch.is_copy_of(&print.sketch)
            };
            let (copies, rest) =
                others.into_iter().partition(|it| graph.print(it).is_some_and(is_copy));
            others = rest;
            group.extend(Group::iter(&copies).cloned());
            queue.extend(copies);
        }
        groups.push(group);
    }
    groups
}

/// The article with the groups of all that it is a copy of, which are taken out of `groups`.
fn joined(graph: &Graph, article: &ArticleId, sketch: &Sketch, groups: &mut Vec<Group>) -> Group {
    let mut own = Group::from([article.clone()]);
    for copy in graph.copied(sketch).into_iter().filter(|it| it != article) {
        if own.contains(&copy) {
            continue;
        }
        match groups.iter().position(|it| it.contains(&copy)) {
            Some(at) => own.extend(groups.swap_remove(at)),
            None => own.extend(graph.copies(graph.origin(&copy))),
        }
    }
    own
}

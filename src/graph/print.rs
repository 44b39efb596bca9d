//! Which articles are copies of one text, and so one source.

use crate::graph::ById;
use crate::graph::Graph;
use crate::model::delta::TextPrint;
use crate::model::id::ArticleId;
use crate::model::sketch::Sketch;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Articles that one run of words leads to.
const MOST_ALIKE: usize = 16;

impl Graph {
    pub fn print(&self, article: &ArticleId) -> Option<&TextPrint> {
        self.prints.find(|it| it.0.article.cmp(article)).map(|it| it.0.as_ref())
    }

    /// All prints in the order of their articles.
    pub fn prints(&self) -> impl DoubleEndedIterator<Item = &TextPrint> {
        self.prints.iter().map(|it| it.0.as_ref())
    }

    /// The first of the articles that are copies of one text with this one; itself if it has none.
    pub fn origin<'a>(&'a self, article: &'a ArticleId) -> &'a ArticleId {
        self.print(article).map_or(article, |it| &it.origin)
    }

    /// How many independent articles these are.
    pub fn sources<'a>(&'a self, articles: impl IntoIterator<Item = &'a ArticleId>) -> usize {
        let origins: BTreeSet<&ArticleId> =
            articles.into_iter().map(|it| self.origin(it)).collect();
        origins.len()
    }

    /// The articles of this origin, itself among them.
    pub fn copies(&self, origin: &ArticleId) -> BTreeSet<ArticleId> {
        let others = self.copies.iter_from(|it| it.0.cmp(origin));
        let others = others.take_while(|it| it.0 == *origin).map(|it| it.1.clone());
        others.chain([origin.clone()]).collect()
    }

    /// Articles of whose texts this is a copy, or the other way round: of each group of copies one at least. Turns of
    /// phrase that very many articles have in common lead to the first of these only.
    pub fn copied(&self, sketch: &Sketch) -> BTreeSet<ArticleId> {
        let mut seen: BTreeSet<&ArticleId> = BTreeSet::new();
        for hash in sketch.leading() {
            let with_it = self.shingles.iter_from(|it| it.0.cmp(hash));
            let with_it = with_it.take_while(|it| it.0 == *hash).take(MOST_ALIKE);
            seen.extend(with_it.map(|it| &it.1));
        }
        let is_copy =
            |it: &&ArticleId| self.print(it).is_some_and(|print| print.sketch.is_copy_of(sketch));
        seen.into_iter().filter(is_copy).cloned().collect()
    }

    pub(crate) fn put_print(&mut self, print: TextPrint) {
        self.drop_print(&print.article);
        for hash in print.sketch.leading() {
            self.shingles.insert((*hash, print.article.clone()));
        }
        if print.origin != print.article {
            self.copies.insert((print.origin.clone(), print.article.clone()));
        }
        self.prints.insert(ById(Arc::new(print)));
    }

    pub(crate) fn drop_print(&mut self, article: &ArticleId) {
        let Some(ById(print)) = self.prints.remove(|it| it.0.article.cmp(article)) else { return };
        for hash in print.sketch.leading() {
            self.shingles.remove(|it| (&it.0, &it.1).cmp(&(hash, article)));
        }
        self.copies.remove(|it| (&it.0, &it.1).cmp(&(&print.origin, article)));
    }
}

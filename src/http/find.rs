//! Entities by name, then articles by words: one list over the graph and the full text index.

use crate::graph::Graph;
use crate::http::params::search::Search;
use crate::query::budget::Budget;
use crate::query::cursor::Cursor;
use crate::query::cursor::List;
use crate::query::search;
use crate::query::search::Hit;
use crate::store;
use crate::store::error::StoreError;
use crate::store::reader::Reader;

/// The name of the order of articles; its key is the cursor of the index.
pub const ARTICLES: &str = "articles";

#[derive(Debug)]
pub struct Found<'g> {
    pub entities: List<Hit<'g>>,
    pub articles: Vec<store::search::Hit>,
    pub next: Option<Cursor>,
}

pub fn ask<'g>(
    graph: &'g Graph,
    reader: &Reader,
    asked: &Search,
    budget: &mut Budget,
) -> Result<Found<'g>, StoreError> {
    let generation = graph.generation();
    let mut entities = if asked.any_entity && asked.articles_after.is_none() {
        search::ask(graph, &asked.entities, budget)
    } else {
        List { items: Vec::new(), next: None, truncated: None, generation }
    };
    let next = entities.next.take();
    if !asked.articles || next.is_some() {
        return Ok(Found { entities, articles: Vec::new(), next });
    }
    let room = asked.entities.page.limit.saturating_sub(entities.items.len());
    let start = asked.articles_after.as_deref().filter(|it| !it.is_empty());
    let hits = reader.search_articles(&asked.entities.text, room.max(1), start)?;
    let goes_on = |key: String| Cursor { generation, order: ARTICLES.to_owned(), key: vec![key] };
    if room == 0 {
        let next = (!hits.items.is_empty()).then(|| goes_on(String::new()));
        return Ok(Found { entities, articles: Vec::new(), next });
    }
    let filter = &asked.entities.filter;
    let mut articles = hits.items;
    articles.retain(|hit| {
        let mut told = graph.events_told_by(&hit.article.id);
        filter.is_open() || told.any(|it| filter.admits(graph, it))
    });
    Ok(Found { entities, articles, next: hits.next.map(goes_on) })
}

//! What finding by name takes.

use crate::http::find::ARTICLES;
use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::LIMIT;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::problem::Problem;
use crate::model::code::Kind;
use crate::query::cursor::Cursor;
use crate::query::cursor::Page;
use crate::query::search;

#[derive(Debug)]
pub struct Search {
    pub entities: search::Question,
    /// Whether articles are wanted.
    pub articles: bool,
    /// Whether entities are wanted.
    pub any_entity: bool,
    /// Where among the articles to go on: all entities have been given.
    pub articles_after: Option<String>,
}

const ARTICLE: &str = "article";

impl Params for Search {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("q", Value::Text, "A name, or words of an article").needed(),
            Key::new("kind", Value::OneOf(kinds_and_articles), "Only these kinds").many(),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let given = values.all("kind");
        let kinds: Vec<Kind> = given.iter().filter_map(|it| Kind::parse(it)).collect();
        let (any_entity, articles) = match given {
            [] => (true, true),
            given => (!kinds.is_empty(), given.iter().any(|it| it == ARTICLE)),
        };
        let text = values.get("q").unwrap_or_default().to_owned();
        let (page, articles_after) = match values.get("cursor").and_then(Cursor::decode) {
            Some(Cursor { order, key, .. }) if order == ARTICLES => {
                let limit = values.count("limit", Self::KEYS);
                (Page { limit, after: None }, Some(key.concat()))
            }
            _ => (page(values, search::ORDER)?, None),
        };
        let entities =
            search::Question { text, kinds, whole: false, filter: filter(values)?, page };
        Ok(Search { entities, articles, any_entity, articles_after })
    }
}

#[derive(Debug)]
pub struct Suggest(pub search::Question);

impl Params for Suggest {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("q", Value::Text, "The beginning of a name").needed(),
            Key::new("kind", Value::OneOf(kinds), "Only these kinds").many(),
            Key::new(
                "match",
                Value::OneOf(|| vec!["words", "whole"]),
                "Whether any word of a name may begin so, or only the name itself; words",
            ),
            LIMIT,
        ],
        FILTER,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let kinds = values.all("kind").iter().filter_map(|it| Kind::parse(it)).collect();
        let text = values.get("q").unwrap_or_default().to_owned();
        let page = Page { limit: values.count("limit", Self::KEYS), after: None };
        let whole = values.get("match") == Some("whole");
        Ok(Suggest(search::Question { text, kinds, whole, filter: filter(values)?, page }))
    }
}

fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|it| it.as_str()).collect()
}

fn kinds_and_articles() -> Vec<&'static str> {
    kinds().into_iter().chain([ARTICLE]).collect()
}

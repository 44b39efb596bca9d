//! Articles: what was handed in and what it says.

use crate::graph::Graph;
use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Segment;
use crate::http::params::Nothing;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::article;
use crate::model::id::ArticleId;
use crate::store::reader::Reader;
use axum::extract::State;
use axum::response::Response;

pub async fn one(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { here, .. }: Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, reader: &_, _: &mut _| {
        let id = ArticleId::new(id);
        let article = Reader::article(reader, &id)?;
        let article = article.ok_or_else(|| Problem::not_found(id.as_str()))?;
        let reading = Reader::reading(reader, &id)?;
        let told = Graph::events_told_by(graph, &id);
        Reply::json(&article::article(&article, reading.as_ref(), told))
    };
    app.ask_store(&here, ask).await
}

pub async fn reading(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { here, .. }: Asked<Nothing>,
) -> Result<Response, Problem> {
    let ask = move |_: &_, reader: &_, _: &mut _| {
        let reading = Reader::reading(reader, &ArticleId::new(id.as_str()))?;
        Reply::json(&reading.ok_or_else(|| Problem::not_found(&id))?)
    };
    app.ask_store(&here, ask).await
}

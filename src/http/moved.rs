//! The address of an entity that is taken for another leads to that one. Not for good: a merge can be undone.

use crate::graph::Graph;
use crate::http::app::App;
use crate::http::keys::decode;
use crate::model::id::EntityId;
use axum::extract::Request;
use axum::extract::State;
use axum::http::Method;
use axum::http::Uri;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;

pub async fn redirected(State(app): State<App>, request: Request, next: Next) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return next.run(request).await;
    }
    match address(&app.graph(), request.uri()) {
        Some(address) => Redirect::temporary(&address).into_response(),
        None => next.run(request).await,
    }
}

/// The address with surviving ids, if any other stands in it: as a segment of the path, or as a value of the query.
fn address(graph: &Graph, uri: &Uri) -> Option<String> {
    graph.merges().next()?;
    let survivor = |part: &str| {
        let id = EntityId::new(decode(part)?);
        let survivor = graph.survivor(&id);
        (*survivor != id).then(|| survivor.to_string())
    };
    let segment = |it: &str| survivor(it).unwrap_or_else(|| it.to_owned());
    let pair = |it: &str| match it.split_once('=') {
        Some((name, value)) => format!("{name}={}", segment(value)),
        None => it.to_owned(),
    };
    let mut now = uri.path().split('/').map(segment).collect::<Vec<String>>().join("/");
    if let Some(query) = uri.query() {
        now.push('?');
        now.push_str(&query.split('&').map(pair).collect::<Vec<String>>().join("&"));
    }
    (now != uri.path_and_query()?.as_str()).then_some(now)
}

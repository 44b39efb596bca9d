//! Entity tags: an answer changes only when the graph does, so an unchanged one is told before it is worked out.
//! The tag depends on the address as well: whoever holds it has had a good answer from there. It depends on what is
//! accepted, too: some answers do, and all say so, so that no cache has to know which.

use crate::graph::Graph;
use crate::http::app::App;
use crate::model::hash;
use axum::extract::Request;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;

pub async fn conditional(State(app): State<App>, request: Request, next: Next) -> Response {
    let readable = [Method::GET, Method::HEAD].contains(request.method());
    let address = request.uri().path_and_query().map_or("/", |it| it.as_str());
    let accepted = request.headers().get_all(header::ACCEPT).iter();
    let accepted: Vec<&[u8]> = accepted.map(HeaderValue::as_bytes).collect();
    let tag = tag(&app.graph(), address, &accepted);
    let held = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let known = held.filter_map(|it| it.to_str().ok()).any(|it| lists(it, &tag));
    let mut response = if readable && known {
        marked(StatusCode::NOT_MODIFIED.into_response(), &tag)
    } else {
        let response = next.run(request).await;
        let good = readable && response.status() == StatusCode::OK;
        if good { marked(response, &tag) } else { response }
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Names the graph by its generation, its first and its last article: another database may have the same number.
fn tag(graph: &Graph, address: &str, accepted: &[&[u8]]) -> String {
    let mut articles = graph.articles().map(|it| it.id.as_str());
    let (first, last) = (articles.next(), articles.next_back());
    let build = env!("CARGO_PKG_VERSION");
    let whole = format!("{build} {} {first:?} {last:?} {accepted:?} {address}", graph.generation());
    format!("\"{}-{}\"", graph.generation(), hash::hex(whole.as_bytes(), 16))
}

/// Whether an If-None-Match field (RFC 9110, weak comparison) lists the tag.
fn lists(field: &str, tag: &str) -> bool {
    field.split(',').map(str::trim).any(|it| it.strip_prefix("W/").unwrap_or(it) == tag)
}

fn marked(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

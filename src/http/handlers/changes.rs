//! What changed since: one change a line, or as server-sent events, whose reader comes back by itself with the last id.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::params::changes::Changes;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::change;
use crate::model::change::Change;
use crate::store::reader::Reader;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header;
use axum::response::Response;

/// Milliseconds after which a reader of events comes back for more.
const RETRY: u64 = 1000;

pub async fn changes(
    State(app): State<App>,
    Asked { params, here }: Asked<Changes>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let field = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    let as_events =
        field(header::ACCEPT.as_str()).is_some_and(|it| it.contains("text/event-stream"));
    let seen = field("last-event-id").and_then(|it| it.trim().parse::<u64>().ok());
    let since = seen.unwrap_or(params.since);
    let ask = move |_: &_, reader: &_, _: &mut _| {
        let changes = Reader::changes(reader, since, params.limit)?;
        if as_events { Reply::events(&events(&changes)?) } else { Reply::lines(&lines(&changes)?) }
    };
    app.ask_store(&here, ask).await
}

fn lines(changes: &[Change]) -> Result<String, Problem> {
    changes.iter().map(|it| Ok(json(it)? + "\n")).collect()
}

fn events(changes: &[Change]) -> Result<String, Problem> {
    let event = |it: &Change| Ok(format!("id: {}\ndata: {}\n\n", it.generation, json(it)?));
    let events: Result<String, Problem> = changes.iter().map(event).collect();
    Ok(format!("retry: {RETRY}\n\n{}", events?))
}

fn json(it: &Change) -> Result<String, Problem> {
    serde_json::to_string(&change::change(it)).map_err(|error| {
        tracing::error!(%error, "a change could not be written");
        Problem::internal()
    })
}

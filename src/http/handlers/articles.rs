//! Articles: what was handed in and what it says.

use crate::graph::Graph;
use crate::http::access::MayWrite;
use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Segment;
use crate::http::params::Nothing;
use crate::http::problem::Problem;
use crate::http::records::Records;
use crate::http::reply::Reply;
use crate::http::reply::json;
use crate::http::view::Envelope;
use crate::http::view::article;
use crate::http::view::taken::Taken;
use crate::ingest::Ingest;
use crate::ingest::Ticket;
use crate::ingest::outcome::Outcome;
use crate::ingest::record;
use crate::model::id::ArticleId;
use crate::store::reader::Reader;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::de::IgnoredAny;

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

/// One object: 201 where it is new, 200 where it was known, 422 where it is no article.
/// Lines: 201 where any is new, and what became of each.
pub async fn post(
    State(app): State<App>,
    _: MayWrite,
    Asked { .. }: Asked<Nothing>,
    records: Records,
) -> Result<Response, Problem> {
    let writer = app.writer().ok_or_else(|| Problem::unavailable("this server does not write"))?;
    let (taken, body) = match records {
        Records::One(record) => {
            let taken = one_in(&writer, &record).await?;
            (vec![taken.is_new()], serde_json::to_vec(&taken))
        }
        Records::Lines(lines) => {
            let items = lines_in(writer, lines).await?;
            (items.iter().map(Taken::is_new).collect(), serde_json::to_vec(&listed(&app, items)))
        }
    };
    let new = taken.contains(&true);
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(json(status, body.unwrap_or_default()))
}

/// Takes an article back, with all that only it supported.
pub async fn delete(
    State(app): State<App>,
    _: MayWrite,
    Segment(id): Segment,
    Asked { .. }: Asked<Nothing>,
) -> Result<Response, Problem> {
    let writer = app.writer().ok_or_else(|| Problem::unavailable("this server does not write"))?;
    let outcome = writer.retract(ArticleId::new(id.as_str())).await?;
    if let Outcome::Unknown(id) = outcome {
        return Err(Problem::not_found(id.as_str()));
    }
    let body = serde_json::to_vec(&Taken::new(None, &outcome));
    Ok(json(StatusCode::OK, body.unwrap_or_default()))
}

async fn one_in(writer: &Ingest, text: &str) -> Result<Taken, Problem> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return Err(Problem::bad_body(format!("the body is not one JSON value: {error}")));
    }
    let record = record::parse(text, 1).map_err(Problem::no_article)?;
    let outcome = writer.submit(record).await?;
    if let Outcome::Failed(reason) = outcome {
        return Err(Problem::no_article(reason));
    }
    Ok(Taken::new(None, &outcome))
}

/// Hands in all lines before it waits for the first, as fast as the writer takes them.
async fn lines_in(writer: Ingest, lines: Vec<(usize, String)>) -> Result<Vec<Taken>, Problem> {
    let work = move || {
        let records = lines.into_iter().map(|(line, text)| (line, record::parse(&text, line)));
        let sent = records.map(|(line, record)| (line, record.map(|it| writer.send(it))));
        let sent: Vec<_> = sent.collect();
        let taken = |(line, ticket): (usize, Result<Ticket, String>)| match ticket {
            Ok(ticket) => Ok(Taken::new(Some(line), &ticket.wait()?)),
            Err(reason) => Ok(Taken::failed(Some(line), reason)),
        };
        sent.into_iter().map(taken).collect::<Result<Vec<Taken>, Problem>>()
    };
    let taken =
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Problem::internal()))?;
    match taken.iter().find(|it| it.reason.is_none()) {
        Some(_) => Ok(taken),
        None => {
            let first = taken.into_iter().next().and_then(|it| it.reason).unwrap_or_default();
            Err(Problem::no_article(format!("no line is an article; the first: {first}")))
        }
    }
}

fn listed(app: &App, items: Vec<Taken>) -> Envelope<Taken> {
    Envelope { items, next: None, truncated: None, generation: app.graph().generation() }
}

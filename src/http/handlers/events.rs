//! Meetings and events.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Here;
use crate::http::asked::Segment;
use crate::http::params::Known;
use crate::http::params::events::Events;
use crate::http::params::events::Meetings;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::model::id::EventId;
use crate::query::events;
use crate::query::sieve::Sieve;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Redirect;
use axum::response::Response;

pub async fn meetings(
    State(app): State<App>,
    Asked { params: Meetings(question), here }: Asked<Meetings>,
) -> Result<Response, Problem> {
    page(&app, &here, question).await
}

pub async fn events(
    State(app): State<App>,
    Asked { params: Events(question), here }: Asked<Events>,
) -> Result<Response, Problem> {
    page(&app, &here, question).await
}

async fn page(app: &App, here: &Here, question: events::Question) -> Result<Response, Problem> {
    app.ask(here, move |graph, budget| {
        let list = events::ask(graph, &question, budget).records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.event(it));
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

/// An event that became part of another one answers with a redirect.
pub async fn one(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Known(filter), here }: Asked<Known>,
) -> Result<Response, Problem> {
    let event = EventId::new(id.as_str());
    if let Some(to) = app.graph().redirect(&event) {
        return Ok(Redirect::permanent(&format!("/v1/events/{to}")).into_response());
    }
    app.look(&here, |graph| {
        let sieve = Sieve::new(graph, &filter);
        let number = graph.event_no(&event);
        let passes = number.and_then(|it| graph.fact(it)).is_some_and(|it| sieve.admits(it));
        let event = number.filter(|_| passes).and_then(|it| graph.record(it));
        let event = event.ok_or_else(|| Problem::not_found(&id))?;
        Reply::json(&Shown { graph, filter: &filter }.event(&event))
    })
}

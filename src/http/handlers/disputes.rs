//! Disputes and agreements.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Segment;
use crate::http::params::Known;
use crate::http::params::disputes::Agreements;
use crate::http::params::disputes::Disputes;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::model::id::EntityId;
use crate::query::agreements;
use crate::query::disputes;
use axum::extract::State;
use axum::response::Response;

pub async fn disputes(
    State(app): State<App>,
    Asked { params: Disputes(question), here }: Asked<Disputes>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = disputes::ask(graph, &question, budget);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.dispute(it));
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn dispute(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Known(filter), here }: Asked<Known>,
) -> Result<Response, Problem> {
    app.look(&here, |graph| {
        let dispute = graph.dispute(&EntityId::new(id.as_str()));
        let dispute = dispute.filter(|it| filter.supports(graph, &it.evidence));
        let dispute = dispute.ok_or_else(|| Problem::not_found(&id))?;
        Reply::json(&Shown { graph, filter: &filter }.dispute(dispute))
    })
}

pub async fn agreements(
    State(app): State<App>,
    Asked { params: Agreements(question), here }: Asked<Agreements>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = agreements::ask(graph, &question, budget);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.agreement(it));
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn agreement(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Known(filter), here }: Asked<Known>,
) -> Result<Response, Problem> {
    app.look(&here, |graph| {
        let agreement = graph.agreement(&EntityId::new(id.as_str()));
        let agreement = agreement.filter(|it| filter.supports(graph, &it.evidence));
        let agreement = agreement.ok_or_else(|| Problem::not_found(&id))?;
        Reply::json(&Shown { graph, filter: &filter }.agreement(agreement))
    })
}

//! Questions about the whole graph, or a part of it.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::params::whole::Centrality;
use crate::http::params::whole::Components;
use crate::http::params::whole::Diff;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Shown;
use crate::http::view::whole;
use crate::query::centrality;
use crate::query::components;
use crate::query::diff;
use axum::extract::State;
use axum::response::Response;

pub async fn centrality(
    State(app): State<App>,
    Asked { params: Centrality(question), here }: Asked<Centrality>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = centrality::ask(graph, &question, budget);
        let body = Shown { graph, filter: &question.scope.filter }.centrality(&list);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn components(
    State(app): State<App>,
    Asked { params: Components(question), here }: Asked<Components>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = components::ask(graph, &question, budget);
        let body = Shown { graph, filter: &question.scope.filter }.components(&list);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn diff(
    State(app): State<App>,
    Asked { params: Diff(question), here }: Asked<Diff>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = diff::ask(graph, &question, budget);
        let filters = question.filters();
        let body = whole::diff(graph, &filters, &list);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

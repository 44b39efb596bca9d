//! Questions about one entity, and the network round several.

use crate::export::Format;
use crate::graph::Graph;
use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Segment;
use crate::http::body::Body;
use crate::http::form::Accepts;
use crate::http::params::Filtered;
use crate::http::params::entity::Met;
use crate::http::params::entity::Partners;
use crate::http::params::entity::Unmet;
use crate::http::params::events::Timeline;
use crate::http::params::network::Network;
use crate::http::params::network::Subgraph;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::entity;
use crate::query::met;
use crate::query::network;
use crate::query::partners;
use crate::query::timeline;
use crate::query::unmet;
use axum::extract::State;
use axum::response::Response;

pub async fn one(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Filtered(filter), here }: Asked<Filtered>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, budget: &mut _| {
        let profile = entity::ask(graph, &EntityId::new(id.as_str()), &filter, budget);
        let profile = profile.ok_or_else(|| Problem::not_found(&id))?;
        Reply::json(&Shown { graph, filter: &filter }.profile(&profile))
    };
    app.ask(&here, ask).await
}

pub async fn timeline(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Timeline(question), here }: Asked<Timeline>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, budget: &mut _| {
        let list = timeline::ask(graph, &EntityId::new(id.as_str()), &question, budget);
        let list = list.ok_or_else(|| Problem::not_found(&id))?.records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.event(it));
        Reply::page(&body, body.next.as_ref())
    };
    app.ask(&here, ask).await
}

pub async fn met(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Met { with, filter, page }, here }: Asked<Met>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, budget: &mut _| {
        let question = met::Question { entity: EntityId::new(id.as_str()), with, filter, page };
        let answer = met::ask(graph, &question, budget);
        let answer = answer.ok_or_else(|| Problem::not_found(&id))?;
        let meetings = answer.records(graph);
        let body = Shown { graph, filter: &question.filter }.met(&answer, &meetings);
        Reply::page(&body, body.next.as_ref())
    };
    app.ask(&here, ask).await
}

pub async fn partners(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params: Partners { level, types, filter, page }, here }: Asked<Partners>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, budget: &mut _| {
        let entity = EntityId::new(id.as_str());
        let question = partners::Question { entity, level, types, filter, page };
        let list = partners::ask(graph, &question, budget);
        let list = list.ok_or_else(|| Problem::not_found(&id))?;
        let shown = Shown { graph, filter: &question.filter };
        let body = shown.partners(&question.entity, &list);
        Reply::page(&body, body.next.as_ref())
    };
    app.ask(&here, ask).await
}

pub async fn unmet(
    State(app): State<App>,
    Segment(id): Segment,
    Asked { params, here }: Asked<Unmet>,
) -> Result<Response, Problem> {
    let ask = move |graph: &_, budget: &mut _| {
        let question = params.question(EntityId::new(id.as_str()));
        let list = unmet::ask(graph, &question, budget);
        let list = list.ok_or_else(|| Problem::not_found(&id))?;
        let shown = Shown { graph, filter: &question.filter };
        let body = shown.unmet(&question.entity, &list);
        Reply::page(&body, body.next.as_ref())
    };
    app.ask(&here, ask).await
}

pub async fn network(
    State(app): State<App>,
    Segment(id): Segment,
    accepts: Accepts,
    Asked { params, here }: Asked<Network>,
) -> Result<Response, Problem> {
    let format = params.wanted.choose(&accepts)?;
    let question = params.question(&id);
    app.ask(&here, move |graph, budget| drawn(graph, question, format, budget)).await
}

pub async fn subgraph(
    State(app): State<App>,
    accepts: Accepts,
    Body { params: Subgraph { question, wanted }, here }: Body<Subgraph>,
) -> Result<Response, Problem> {
    let format = wanted.choose(&accepts)?;
    app.ask(&here, move |graph, budget| drawn(graph, question, format, budget)).await
}

fn drawn(
    graph: &Graph,
    mut question: network::Question,
    format: Option<Format>,
    budget: &mut Budget,
) -> Result<Reply, Problem> {
    question.events = format.map_or(network::SOME, Format::events);
    let subgraph = network::ask(graph, &question, budget);
    let subgraph = subgraph.map_err(|unknown| Problem::not_found(unknown.as_str()))?;
    match format {
        Some(format) => Reply::file(format.media(), format.write(graph, &subgraph)),
        None => Reply::json(&Shown { graph, filter: &question.filter }.network(&subgraph)),
    }
}

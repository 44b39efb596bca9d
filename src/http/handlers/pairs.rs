//! Questions about two entities.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Segments;
use crate::http::keys::country;
use crate::http::params::pair::Copresence;
use crate::http::params::pair::Dyad;
use crate::http::params::pair::Paths;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Shown;
use crate::model::id::EntityId;
use crate::query::copresence;
use crate::query::dyad;
use crate::query::names::known;
use crate::query::paths;
use axum::extract::State;
use axum::response::Response;

/// Countries are named by their alpha-3 codes.
pub async fn dyad(
    State(app): State<App>,
    Segments(a, b): Segments,
    Asked { params: Dyad { by, change_points, filter, page }, here }: Asked<Dyad>,
) -> Result<Response, Problem> {
    let code = |text: &str| country(text).ok_or_else(|| Problem::not_found(text));
    let pair = [code(&a)?, code(&b)?].map(|it| EntityId::new(format!("country:{it}")));
    let [first, second] = &pair;
    if first == second {
        return Err(Problem::bad_parameter("B", "must be another country than `A`"));
    }
    app.ask(&here, move |graph, budget| {
        let question = dyad::Question { pair, by, change_points, filter, page };
        let answer = dyad::ask(graph, &question, budget);
        let answer = answer.ok_or_else(|| Problem::not_found(&format!("{a}/{b}")))?;
        let body = Shown { graph, filter: &question.filter }.dyad(&answer, by);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn paths(
    State(app): State<App>,
    Asked { params: Paths(question), here }: Asked<Paths>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let named = [&question.from, &question.to].into_iter().chain(&question.via);
        let missing = named.into_iter().find(|it| known(graph, it).is_none());
        let list = paths::ask(graph, &question, budget);
        let list = list.ok_or_else(|| Problem::not_found(missing.map_or("", EntityId::as_str)))?;
        let list = list.filter_map(|it| it.told(graph));
        let body = Shown { graph, filter: &question.filter }.paths(&list);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn copresence(
    State(app): State<App>,
    Asked { params: Copresence(question), here }: Asked<Copresence>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let missing = [&question.a, &question.b].into_iter().find(|it| known(graph, it).is_none());
        let list = copresence::ask(graph, &question, budget);
        let list = list.ok_or_else(|| Problem::not_found(missing.map_or("", EntityId::as_str)))?;
        let body = Shown { graph, filter: &question.filter }.copresence(&list);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

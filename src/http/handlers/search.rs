//! Finding by name and by words.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::find;
use crate::http::params::search::Search;
use crate::http::params::search::Suggest;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::query::suggest;
use axum::extract::State;
use axum::response::Response;

pub async fn search(
    State(app): State<App>,
    Asked { params, here }: Asked<Search>,
) -> Result<Response, Problem> {
    app.ask_store(&here, move |graph, reader, budget| {
        let found = find::ask(graph, reader, &params, budget).map_err(Problem::from)?;
        let body = Shown { graph, filter: &params.entities.filter }.found(&found);
        Reply::page(&body, body.next.as_ref())
    })
    .await
}

pub async fn suggest(
    State(app): State<App>,
    Asked { params: Suggest(question), here }: Asked<Suggest>,
) -> Result<Response, Problem> {
    app.ask(&here, move |graph, budget| {
        let list = suggest::ask(graph, &question, budget);
        let shown = Shown { graph, filter: &question.filter };
        Reply::json(&Envelope::new(&list, |it| shown.hit(it)))
    })
    .await
}

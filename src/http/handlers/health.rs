//! Whether the server lives and whether it can answer. Neither touches the disk.

use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::params::Nothing;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Live {
    pub status: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Ready {
    pub status: &'static str,
    /// Number of the last commit that answers know.
    pub generation: u64,
}

pub async fn live(Asked { here, .. }: Asked<Nothing>) -> Result<Response, Problem> {
    Ok(Reply::json(&Live { status: "ok" })?.respond(&here))
}

pub async fn ready(
    State(app): State<App>,
    Asked { here, .. }: Asked<Nothing>,
) -> Result<Response, Problem> {
    app.look(&here, |graph| Reply::json(&Ready { status: "ready", generation: graph.generation() }))
}

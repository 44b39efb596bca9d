//! A problem as people see it: a page.

use crate::http::page::frame;
use crate::http::problem::Problem;
use crate::http::reply;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::response::Response;

#[derive(Debug)]
pub struct Broken(Problem);

impl From<Problem> for Broken {
    fn from(problem: Problem) -> Self {
        Broken(problem)
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        reply::html(status, frame::problem(&self.0))
    }
}

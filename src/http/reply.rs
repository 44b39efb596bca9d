//! An answer as bytes, made where the graph is at hand.

use crate::http::asked::Here;
use crate::http::problem::Problem;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Serialize;

pub const JSON: &str = "application/json";

#[derive(Debug)]
pub struct Reply {
    body: Vec<u8>,
    /// The cursor of the next page.
    next: Option<String>,
}

impl Reply {
    pub fn json(value: &impl Serialize) -> Result<Self, Problem> {
        Reply::bytes(serde_json::to_vec(value))
    }

    /// A list of which there may be more.
    pub fn page(value: &impl Serialize, next: Option<&String>) -> Result<Self, Problem> {
        Ok(Reply { next: next.cloned(), ..Reply::json(value)? })
    }

    /// What was written already.
    pub fn bytes(body: serde_json::Result<Vec<u8>>) -> Result<Self, Problem> {
        match body {
            Ok(body) => Ok(Reply { body, next: None }),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                Err(Problem::internal())
            }
        }
    }

    pub fn respond(self, here: &Here) -> Response {
        let link = self.next.and_then(|it| HeaderValue::try_from(here.next_link(&it)).ok());
        let mut response = json(StatusCode::OK, self.body);
        if let Some(link) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// JSON that was written already.
pub fn json(status: StatusCode, body: impl Into<axum::body::Body>) -> Response {
    (status, [(header::CONTENT_TYPE, JSON)], body.into()).into_response()
}

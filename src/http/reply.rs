//! An answer as bytes, made where the graph is at hand.

use crate::http::asked::Here;
use crate::http::page::frame;
use crate::http::problem::Problem;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Serialize;

pub const JSON: &str = "application/json";
/// One JSON value a line.
pub const LINES: &str = "application/x-ndjson";
pub const EVENTS: &str = "text/event-stream";

#[derive(Debug)]
pub struct Reply {
    body: Vec<u8>,
    /// The cursor of the next page.
    next: Option<String>,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Lines,
    Events,
    Page,
    /// The media type of a format that others made.
    File(&'static str),
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
            Ok(body) => Ok(Reply { body, next: None, form: Form::Json }),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                Err(Problem::internal())
            }
        }
    }

    /// What was written in a format that others made.
    pub fn file(media: &'static str, body: serde_json::Result<Vec<u8>>) -> Result<Self, Problem> {
        Ok(Reply { form: Form::File(media), ..Reply::bytes(body)? })
    }

    /// A page for people.
    pub fn html(page: String) -> Self {
        Reply { body: page.into_bytes(), next: None, form: Form::Page }
    }

    /// JSON values, one a line.
    pub fn lines(lines: &str) -> Result<Self, Problem> {
        Ok(Reply { body: lines.into(), next: None, form: Form::Lines })
    }

    /// Server-sent events.
    pub fn events(events: &str) -> Result<Self, Problem> {
        Ok(Reply { body: events.into(), next: None, form: Form::Events })
    }

    pub fn respond(self, here: &Here) -> Response {
        match self.form {
            Form::Page => return html(StatusCode::OK, self.body),
            Form::Lines => return ([(header::CONTENT_TYPE, LINES)], self.body).into_response(),
            Form::Events => return ([(header::CONTENT_TYPE, EVENTS)], self.body).into_response(),
            Form::File(media) => {
                return ([(header::CONTENT_TYPE, media)], self.body).into_response();
            }
            Form::Json => {}
        }
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

/// A page, with what browsers may do on it.
pub fn html(status: StatusCode, body: impl Into<axum::body::Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, frame::POLICY),
    ];
    (status, headers, body.into()).into_response()
}

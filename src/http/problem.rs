//! What went wrong, as the client sees it: RFC 9457 problem+json. The one map from failures to statuses.
//! Deliberately absent: causes inside the server. They are logged, not sent.

use crate::ingest::error::IngestError;
use crate::store::error::StoreError;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Characters of a client's own words that a problem repeats at most.
const ECHO: usize = 80;

/// A problem detail (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem it is: a URI reference that is the same for all of its kind.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: &'static str,
    pub status: u16,
    /// What is wrong in this case, and what would be right.
    pub detail: String,
    /// The query key at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What would be allowed in its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Seconds after which to try again.
    #[serde(skip)]
    pub retry_after: Option<u16>,
}

/// The kinds of problems: status, type, title.
type Kind = (StatusCode, &'static str, &'static str);

const BAD_PARAMETER: Kind = (StatusCode::BAD_REQUEST, "/problems/bad-parameter", "Bad parameter");
const UNKNOWN_PARAMETER: Kind =
    (StatusCode::BAD_REQUEST, "/problems/unknown-parameter", "Unknown parameter");
const BAD_BODY: Kind = (StatusCode::BAD_REQUEST, "/problems/bad-body", "Body cannot be read");
const UNAUTHORIZED: Kind = (StatusCode::UNAUTHORIZED, "/problems/unauthorized", "Key needed");
const FORBIDDEN: Kind = (StatusCode::FORBIDDEN, "/problems/forbidden", "Not from here");
const NOT_FOUND: Kind = (StatusCode::NOT_FOUND, "/problems/not-found", "Not found");
const METHOD: Kind =
    (StatusCode::METHOD_NOT_ALLOWED, "/problems/method-not-allowed", "Method not allowed");
const NOT_ACCEPTABLE: Kind =
    (StatusCode::NOT_ACCEPTABLE, "/problems/not-acceptable", "No form that is accepted");
const TIMEOUT: Kind = (StatusCode::REQUEST_TIMEOUT, "/problems/too-slow", "Request too slow");
const TOO_LARGE: Kind = (StatusCode::PAYLOAD_TOO_LARGE, "/problems/too-large", "Body too large");
const MEDIA_TYPE: Kind =
    (StatusCode::UNSUPPORTED_MEDIA_TYPE, "/problems/media-type", "Media type not taken");
const NO_ARTICLE: Kind =
    (StatusCode::UNPROCESSABLE_ENTITY, "/problems/no-article", "Not an article");
const BUSY: Kind = (StatusCode::TOO_MANY_REQUESTS, "/problems/busy", "Too many requests");
const INTERNAL: Kind = (StatusCode::INTERNAL_SERVER_ERROR, "/problems/internal", "Internal error");
const UNAVAILABLE: Kind =
    (StatusCode::SERVICE_UNAVAILABLE, "/problems/unavailable", "Not available");

impl Problem {
    fn new((status, kind, title): Kind, detail: impl Into<String>) -> Self {
        Problem {
            kind,
            title,
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
            allowed: Vec::new(),
            retry_after: None,
        }
    }

    /// A key whose value cannot be used; `why` reads on after the key's name.
    pub fn bad_parameter(key: &str, why: &str) -> Self {
        let detail = format!("`{}` {why}", echo(key));
        Problem { parameter: Some(echo(key)), ..Problem::new(BAD_PARAMETER, detail) }
    }

    /// A value that is not one of a closed set.
    pub fn not_one_of(key: &str, allowed: &[&str]) -> Self {
        let why = format!("must be one of {}", allowed.join(", "));
        let allowed = allowed.iter().map(|it| (*it).to_owned()).collect();
        Problem { allowed, ..Problem::bad_parameter(key, &why) }
    }

    pub fn unknown_parameter(key: &str, allowed: &[&str]) -> Self {
        let keys = if allowed.is_empty() { "none".to_owned() } else { allowed.join(", ") };
        let detail = format!("`{}` is no parameter here; known are: {keys}", echo(key));
        Problem {
            parameter: Some(echo(key)),
            allowed: allowed.iter().map(|it| (*it).to_owned()).collect(),
            ..Problem::new(UNKNOWN_PARAMETER, detail)
        }
    }

    pub fn bad_query() -> Self {
        Problem::new(BAD_PARAMETER, "the query is not percent-encoded UTF-8")
    }

    pub fn bad_body(detail: impl Into<String>) -> Self {
        Problem::new(BAD_BODY, detail)
    }

    pub fn unauthorized() -> Self {
        Problem::new(UNAUTHORIZED, "writing needs `Authorization: Bearer` with a valid key")
    }

    pub fn cross_site() -> Self {
        Problem::new(FORBIDDEN, "pages of other sites may read here, not write")
    }

    pub fn not_found(what: &str) -> Self {
        Problem::new(NOT_FOUND, format!("nothing is known of `{}`", echo(what)))
    }

    pub fn no_route(path: &str) -> Self {
        Problem::new(NOT_FOUND, format!("there is no `{}`; see /docs", echo(path)))
    }

    pub fn method_not_allowed(method: &str, path: &str) -> Self {
        let detail = format!("`{}` cannot be asked of `{}`", echo(method), echo(path));
        Problem::new(METHOD, detail)
    }

    pub fn not_acceptable(offered: &[&str]) -> Self {
        let detail = format!("`Accept` allows none of {}", offered.join(", "));
        Problem {
            allowed: offered.iter().map(|it| (*it).to_owned()).collect(),
            ..Problem::new(NOT_ACCEPTABLE, detail)
        }
    }

    pub fn too_slow() -> Self {
        Problem::new(TIMEOUT, "the request took too long to arrive")
    }

    pub fn too_large(limit: usize) -> Self {
        Problem::new(TOO_LARGE, format!("a body may hold {limit} bytes"))
    }

    pub fn media_type(allowed: &[&str]) -> Self {
        let detail = format!("the body must be one of {}", allowed.join(", "));
        Problem {
            allowed: allowed.iter().map(|it| (*it).to_owned()).collect(),
            ..Problem::new(MEDIA_TYPE, detail)
        }
    }

    pub fn no_article(detail: impl Into<String>) -> Self {
        Problem::new(NO_ARTICLE, detail)
    }

    pub fn busy() -> Self {
        let detail = "more is waiting than can be taken; try again";
        Problem { retry_after: Some(1), ..Problem::new(BUSY, detail) }
    }

    pub fn internal() -> Self {
        Problem::new(INTERNAL, "the server failed; the reason is in its log")
    }

    pub fn unavailable(detail: impl Into<String>) -> Self {
        Problem { retry_after: Some(1), ..Problem::new(UNAVAILABLE, detail) }
    }
}

/// What a client hears of a database that fails.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Cursor) {
            return Problem::bad_parameter(
                "cursor",
                "must be the `next` of an answer to the same question",
            );
        }
        if matches!(error, StoreError::Busy) {
            return Problem::busy();
        }
        tracing::error!(%error, "the database failed");
        Problem::internal()
    }
}

/// What a client hears of a writer that does not write.
impl From<IngestError> for Problem {
    fn from(error: IngestError) -> Self {
        if matches!(error, IngestError::Full) {
            return Problem::busy();
        }
        tracing::error!(%error, "an article was not written");
        Problem::unavailable("the outcome is unknown; handing the article in again is safe")
    }
}

/// The media type of problems (RFC 9457).
pub const MEDIA: &str = "application/problem+json";

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// A client's own words, shortened.
fn echo(words: &str) -> String {
    let mut short: String = words.chars().take(ECHO).collect();
    if words.chars().nth(ECHO).is_some() {
        short.push('…');
    }
    short
}

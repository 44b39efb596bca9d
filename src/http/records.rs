//! The body of a request that brings articles: one JSON object, or one a line (NDJSON).

use crate::http::app::App;
use crate::http::problem::Problem;
use axum::body::Body;
use axum::extract::FromRequest;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// Media types of a body that is one object.
pub const JSON: &[&str] = &["application/json"];
/// Media types of a body of lines. None is registered; these are in use.
pub const LINES: &[&str] =
    &["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];
/// A body that is too large is yet taken in, up to this many times the bound, so that its sender hears of it.
const PATIENCE: usize = 4;

/// Records as JSON text.
#[derive(Debug)]
pub enum Records {
    One(String),
    /// Each with the number of its line, from 1; empty lines are left out.
    Lines(Vec<(usize, String)>),
}

impl FromRequest<App> for Records {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let media = media(request.headers());
        let media = media.as_deref();
        let lines = media.is_some_and(|it| LINES.contains(&it));
        if !lines && !media.is_none_or(|it| JSON.contains(&it)) {
            return Err(Problem::media_type(&[JSON, LINES].concat()));
        }
        let limit = app.bounds().body_bytes;
        let body = timeout(app.bounds().body, read(request.into_body(), limit)).await;
        let body = body.unwrap_or_else(|_| Err(Problem::too_slow()))?;
        let Ok(text) = String::from_utf8(body) else {
            return Err(Problem::bad_body("the body is not UTF-8"));
        };
        if lines { by_line(&text) } else { Ok(Records::One(text)) }
    }
}

fn by_line(text: &str) -> Result<Records, Problem> {
    let lines = text.lines().enumerate().filter(|(_, it)| !it.trim().is_empty());
    let lines: Vec<(usize, String)> = lines.map(|(i, it)| (i + 1, it.to_owned())).collect();
    if lines.is_empty() {
        return Err(Problem::bad_body("there is no line in the body"));
    }
    Ok(Records::Lines(lines))
}

/// The media type that a request says of its body.
pub fn media(headers: &HeaderMap) -> Option<String> {
    let field = headers.get(header::CONTENT_TYPE)?.to_str().unwrap_or_default();
    Some(field.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

/// The whole body, as far as it is within the limit.
pub async fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut length: usize = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Problem::bad_body("the body broke off"));
        };
        let Ok(data) = frame.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length <= limit {
            bytes.extend_from_slice(&data);
        } else if length > limit.saturating_mul(PATIENCE) {
            break;
        }
    }
    if length > limit { Err(Problem::too_large(limit)) } else { Ok(bytes) }
}

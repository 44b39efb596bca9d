//! The API's description for machines, and a page of it for people. All of it is in the binary.

use crate::http::asked::Segment;
use crate::http::problem::Problem;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use std::sync::Arc;
use std::sync::LazyLock;
use utoipa_swagger_ui::Config;

/// Swagger UI sets styles on elements by script and has small pictures in its style sheet.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The style sheet of the pages for people.
const STYLE: &str = include_str!("../page/style.css");

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demarche API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
"#;

const START: &str = r##"SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
"##;

static CONFIG: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json")));

pub async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

pub async fn page() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, PAGE).into_response()
}

pub async fn file(Segment(name): Segment) -> Result<Response, Problem> {
    if name == "start.js" {
        return Ok(([(header::CONTENT_TYPE, "text/javascript")], START).into_response());
    }
    // Its own pages are not those that are shown here.
    let asset = name.ends_with(".css") || name.ends_with(".js") || name.ends_with(".png");
    let found = utoipa_swagger_ui::serve(&name, Arc::clone(&CONFIG)).ok().flatten();
    let found =
        found.filter(|_| asset).ok_or_else(|| Problem::no_route(&format!("/docs/{name}")))?;
    Ok(([(header::CONTENT_TYPE, found.content_type)], found.bytes).into_response())
}

/// The OpenAPI document, written once.
pub fn openapi(document: &serde_json::Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

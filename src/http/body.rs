//! The body of a request that asks: one JSON object with the keys of a table. A key that takes several values takes
//! a list.

use crate::http::app::App;
use crate::http::asked::Here;
use crate::http::keys::Key;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::problem::Problem;
use crate::http::records;
use axum::extract::FromRequest;
use axum::extract::Request;
use serde_json::Map;
use serde_json::Value as Json;
use tokio::time::timeout;

/// Bytes that the longest question needs, and more.
pub const MOST_BYTES: usize = 64 << 10;

/// The body of a request, read by the table of keys of its route.
#[derive(Debug)]
pub struct Body<P> {
    pub params: P,
    pub here: Here,
}

impl<P: Params> FromRequest<App> for Body<P> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        Values::parse(request.uri().query().unwrap_or_default(), &[])?;
        let media = records::media(request.headers());
        if media.is_some_and(|it| !records::JSON.contains(&it.as_str())) {
            return Err(Problem::media_type(records::JSON));
        }
        let path = request.uri().path().to_owned();
        let limit = MOST_BYTES.min(app.bounds().body_bytes);
        let body = timeout(app.bounds().body, records::read(request.into_body(), limit)).await;
        let body = body.unwrap_or_else(|_| Err(Problem::too_slow()))?;
        let object: Map<String, Json> = serde_json::from_slice(&body)
            .map_err(|error| Problem::bad_body(format!("the body is no JSON object: {error}")))?;
        let values = Values::of(&pairs(object, P::KEYS)?, P::KEYS)?;
        Ok(Body { params: P::read(&values)?, here: Here::new(&path, "", &values) })
    }
}

/// The keys of an object with their values, as a query would give them. What is no key is for the table to refuse.
fn pairs(object: Map<String, Json>, keys: &[&[Key]]) -> Result<Vec<(String, String)>, Problem> {
    let mut pairs = Vec::new();
    for (name, value) in object {
        let key = keys.iter().copied().flatten().find(|it| it.name == name);
        let Some(key) = key else {
            pairs.push((name, String::new()));
            continue;
        };
        let list = value.as_array().filter(|_| key.times.is_many());
        for value in list.map_or(std::slice::from_ref(&value), Vec::as_slice) {
            pairs.push((name.clone(), text(key, value)?));
        }
    }
    Ok(pairs)
}

/// A number where the key takes one, else a string.
fn text(key: &Key, value: &Json) -> Result<String, Problem> {
    let number = matches!(key.value, Value::Count { .. } | Value::Fraction);
    match value {
        Json::Number(value) if number => Ok(value.to_string()),
        Json::String(value) if !number => Ok(value.clone()),
        Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::String(_)
        | Json::Array(_)
        | Json::Object(_) => {
            let why = format!("must be {}", key.value.description());
            Err(Problem::bad_parameter(key.name, &why))
        }
    }
}

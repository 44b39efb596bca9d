//! The parts of the OpenAPI document that keys and paths make.

use crate::http::keys::Key;
use crate::http::keys::MAX_TEXT;
use crate::http::keys::MAX_VALUES;
use crate::http::keys::Value;
use serde_json::Value as Json;
use serde_json::json;
use std::collections::BTreeMap;

/// Keys that answers may leave out; all others are always there, null where unknown.
const OPTIONAL: &[&str] = &["parameter", "allowed"];

pub fn require_all(schema: &mut Json) {
    let Some(properties) = schema.get("properties").and_then(Json::as_object) else { return };
    let required: Vec<&String> =
        properties.keys().filter(|it| !OPTIONAL.contains(&it.as_str())).collect();
    let required = json!(required);
    if let Json::Object(schema) = schema {
        schema.insert("required".to_owned(), required);
    }
}

/// The variable segments of a path.
pub fn segments(path: &str) -> Vec<Json> {
    let names = path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
    let segment = |name: &str| {
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "schema": { "type": "string" },
            "example": if name == "id" { "person:sergei-lavrov" } else { "JPN" },
        })
    };
    names.map(segment).collect()
}

/// The keys as properties of an object.
pub fn object(keys: &[&[Key]]) -> Json {
    let keys = || keys.iter().copied().flatten();
    let property = |key: &Key| {
        let schema = schema(key.value);
        let about = key.about;
        let schema = match key.times.is_many() {
            true => json!({
                "type": "array",
                "items": schema,
                "minItems": usize::from(key.times.is_needed()),
                "maxItems": MAX_VALUES,
                "description": about,
            }),
            false => json!({ "allOf": [schema], "description": about }),
        };
        (key.name, schema)
    };
    let properties: BTreeMap<&str, Json> = keys().map(property).collect();
    let needed: Vec<&str> = keys().filter(|it| it.times.is_needed()).map(|it| it.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

pub fn parameter(key: &Key) -> Json {
    let schema = schema(key.value);
    let schema =
        if key.times.is_many() { json!({ "type": "array", "items": schema }) } else { schema };
    json!({
        "name": key.name,
        "in": "query",
        "description": key.about,
        "required": key.times.is_needed(),
        "schema": schema,
    })
}

fn schema(value: Value) -> Json {
    let text = |about: String| json!({ "type": "string", "description": about });
    match value {
        Value::Text => json!({
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_TEXT,
            "pattern": r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        }),
        Value::Id(prefixes) => json!({
            "type": "string",
            "maxLength": MAX_TEXT,
            "pattern": format!(r"^({}):[^\s\x00-\x1f\x7f-\x9f]+$", prefixes.join("|")),
        }),
        Value::Country => json!({ "type": "string", "pattern": "^(country:)?[A-Za-z]{3}$" }),
        Value::Day => text(value.description()),
        Value::Count { min, max, default } => {
            json!({ "type": "integer", "minimum": min, "maximum": max, "default": default })
        }
        Value::Fraction => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Value::Cameo => json!({ "type": "string", "pattern": "^[0-9]{1,4}$" }),
        Value::OneOf(allowed) => json!({ "type": "string", "enum": allowed() }),
        Value::Cursor => text(value.description()),
    }
}

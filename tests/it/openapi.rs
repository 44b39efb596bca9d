//! The OpenAPI document that is kept is the one that is served. `UPDATE=1` writes it anew.

use demarche::http::handlers::docs;
use demarche::http::routes;
use serde_json::Value;
use std::fs;

const KEPT: &str = "schema/openapi.json";

#[test]
fn the_kept_document_is_the_served_one() {
    let text = String::from_utf8(docs::openapi(&routes::table().document())).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(KEPT, &text).unwrap();
    }
    let kept = fs::read_to_string(KEPT).unwrap_or_default();
    assert!(kept == text, "{KEPT} is not what the routes say: run UPDATE=1 cargo test openapi");
}

#[test]
fn every_reference_leads_somewhere() {
    let document = routes::table().document();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 100, "{}", references.len());
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_is_named_once() {
    let document = routes::table().document();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|it| it.as_object().unwrap().values());
    let mut ids: Vec<&str> = operations.map(|it| it["operationId"].as_str().unwrap()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((all, ids.len()), (29, 29));
}

fn collect<'v>(value: &'v Value, references: &mut Vec<&'v str>) {
    match value {
        Value::Object(object) => {
            references.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|it| collect(it, references));
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, references)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

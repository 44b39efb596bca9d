//! The form in which the store keeps an input record.

use crate::article::error::Origin;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use serde_json::Value;
use serde_json::json;

/// All but where it came from: the same record of another file is the same.
pub fn to_json(raw: &RawArticle) -> String {
    let layout = match raw.layout {
        Layout::Dispatch => "dispatch",
        Layout::Text => "text",
        Layout::Notice => "notice",
    };
    json!({
        "layout": layout,
        "id": raw.source_id,
        "title": raw.title,
        "url": raw.url,
        "source": raw.source,
        "published": raw.published,
        "body": raw.body,
    })
    .to_string()
}

/// The record that `to_json` wrote; none where none was kept.
pub fn from_json(text: &str) -> Option<RawArticle> {
    let record: Value = serde_json::from_str(text).ok()?;
    let field = |key: &str| record.get(key)?.as_str().map(str::to_owned);
    let layout = match record.get("layout")?.as_str()? {
        "dispatch" => Layout::Dispatch,
        "text" => Layout::Text,
        _ => return None,
    };
    Some(RawArticle {
        origin: Origin::file("the database"),
        layout,
        source_id: field("id"),
        title: field("title"),
        url: field("url"),
        source: field("source"),
        published: field("published"),
        body: field("body")?,
    })
}

//! The form in which the store keeps an input record.

use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
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

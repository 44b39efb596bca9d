//! Records of the keys id, title, published, source, url and text, as JSON objects. A key may be missing, null or
//! empty; only the text must be there. A `pubstatus` that says `canceled` makes the record a notice that takes the article
//! back. Unknown keys are passed over.

use crate::article::error::Origin;
use crate::article::error::Problem;
use crate::article::notice;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use serde_json::Value;

pub fn from_line(line: &str, origin: Origin) -> Result<RawArticle, Problem> {
    let value = serde_json::from_str(line).map_err(|it| Problem::Json(it.to_string()))?;
    from_value(&value, origin)
}

pub fn from_value(value: &Value, origin: Origin) -> Result<RawArticle, Problem> {
    let Value::Object(record) = value else {
        return Err(Problem::NotARecord(type_of(value)));
    };
    let field = |key: &'static str| string(key, record.get(key));
    let status = field("pubstatus")?.or(field("pubStatus")?);
    let is_notice = status.is_some_and(|it| notice::is_taken_back(&it));
    Ok(RawArticle {
        layout: if is_notice { Layout::Notice } else { Layout::Text },
        source_id: field("id")?,
        title: field("title")?,
        url: field("url")?,
        source: field("source")?,
        published: field("published")?,
        body: match record.get("text") {
            _ if is_notice => String::new(),
            Some(Value::String(text)) if !text.trim().is_empty() => text.clone(),
            Some(Value::String(_) | Value::Null) | None => return Err(Problem::RecordWithoutText),
            Some(other) => return Err(Problem::WrongType { key: "text", found: type_of(other) }),
        },
        origin,
    })
}

/// A string without the spaces around it; ids and times may also be numbers.
fn string(key: &'static str, value: Option<&Value>) -> Result<Option<String>, Problem> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let text = text.trim();
            Ok((!text.is_empty()).then(|| text.to_owned()))
        }
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(Problem::WrongType { key, found: type_of(other) }),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

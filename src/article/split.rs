//! A file's bytes to the records in it.

use crate::article::decode::decode;
use crate::article::error::ArticleError;
use crate::article::error::Origin;
use crate::article::error::Problem;
use crate::article::format::Format;
use crate::article::raw::RawArticle;
use crate::article::record;
use serde_json::Value;

pub type Records = Box<dyn Iterator<Item = Result<RawArticle, ArticleError>>>;

/// The records of a file in their order. Without a format it is sniffed. A file that cannot be decoded gives one
/// error, a record that cannot be read an error at its line; the others still come.
pub fn split(bytes: &[u8], format: Option<Format>, name: &str) -> Records {
    let origin = Origin::file(name);
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return one(Err(problem.at(&origin))),
    };
    match format.unwrap_or_else(|| Format::sniff(&text, name)) {
        Format::Plain => one(Ok(RawArticle::dispatch(origin, text))),
        Format::Jsonl => Box::new(lines(text, name.to_owned())),
        Format::Json => json(&text, &origin),
        Format::Gdelt => one(Err(Problem::Export.at(&origin))),
    }
}

fn one(item: Result<RawArticle, ArticleError>) -> Records {
    Box::new(std::iter::once(item))
}

/// Each line that is not blank; the text is dropped line by line from a queue, not copied whole.
fn lines(text: String, name: String) -> impl Iterator<Item = Result<RawArticle, ArticleError>> {
    let mut offset = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(offset..).filter(|it| !it.is_empty())?;
            let line = rest.split('\n').next().unwrap_or_default();
            offset += line.len() + 1;
            number += 1;
            let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            if !bare.is_empty() {
                let origin = Origin::line(&name, number);
                return Some(record::from_line(bare, origin.clone()).map_err(|it| it.at(&origin)));
            }
        }
    })
}

fn json(text: &str, origin: &Origin) -> Records {
    let text = text.trim_start_matches('\u{FEFF}');
    match serde_json::from_str::<Value>(text) {
        Err(error) => {
            let place = Origin::line(&origin.name, error.line());
            one(Err(Problem::Json(error.to_string()).at(&place)))
        }
        Ok(Value::Array(records)) => {
            let origin = origin.clone();
            Box::new(records.into_iter().map(move |it| {
                record::from_value(&it, origin.clone()).map_err(|problem| problem.at(&origin))
            }))
        }
        Ok(value) => {
            one(record::from_value(&value, origin.clone()).map_err(|problem| problem.at(origin)))
        }
    }
}

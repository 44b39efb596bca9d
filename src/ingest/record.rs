//! Records as they come over the wire: a line of JSON to the form that the writer takes.

use crate::article::error::Origin;
use crate::article::raw::RawArticle;
use crate::article::record;

/// A record of the keys id, title, published, source, url and text; or why it is none.
pub fn parse(json: &str, line: usize) -> Result<RawArticle, String> {
    let origin = Origin::line("request", line);
    record::from_line(json, origin).map_err(|problem| problem.to_string())
}

//! What a name or words find.

use crate::http::page::frame::linked;
use crate::http::page::frame::maybe;
use crate::http::page::frame::page;
use crate::http::page::frame::search_form;
use crate::http::page::frame::table;
use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::http::page::html::text;
use crate::http::problem::Problem;
use crate::http::view::Envelope;
use crate::http::view::search::Hit;
use crate::query::resolve::Resolved;
use crate::query::search;

pub fn render(words: &str, found: &Envelope<Hit>) -> String {
    let row = |it: &Hit| {
        let matched = if it.matched == it.name { none() } else { maybe(it.matched) };
        [
            linked(it.id, it.name.unwrap_or(it.id)),
            text(it.kind),
            text(&it.events.to_string()),
            matched,
        ]
    };
    let rows: Vec<[Html; 4]> = found.items.iter().map(row).collect();
    let list = if rows.is_empty() {
        el("p").text("Nothing is found by these words.").done()
    } else {
        table(["Name", "Kind", "#Events", "Matched"], rows)
    };
    let more = found.next.as_ref().map_or_else(none, |next| {
        el("p").child(link(&format!("/search?q={}&cursor={next}", encoded(words)), "More")).done()
    });
    let title = format!("Search: {words}");
    let main = Html::join([el("h1").text("Search").done(), search_form(words), list, more]);
    page(&title, Some(&format!("/v1/search?q={}", encoded(words))), main)
}

/// The page that asks who is meant, for the first of two ends that does not tell it. Nothing is found by a name that
/// nobody bears.
pub fn unresolved(ends: [(&str, Resolved); 2]) -> Result<String, Problem> {
    let [(a, first), (b, second)] = ends;
    let with = |key: &str, id: &str, other_key: &str, other: &str| {
        format!("/path?{key}={}&{other_key}={}", encoded(id), encoded(other))
    };
    let (words, hits, key, other_key, other) = match (first, second) {
        (Resolved::None, _) => return Err(Problem::not_found(a)),
        (_, Resolved::None) => return Err(Problem::not_found(b)),
        (Resolved::Several(hits), _) => (a, hits, "a", "b", b),
        (_, Resolved::Several(hits)) => (b, hits, "b", "a", a),
        (Resolved::One(_), Resolved::One(_)) => return Err(Problem::internal()),
    };
    let item = |it: &search::Hit| {
        let to = with(key, it.entity.id.as_str(), other_key, other);
        el("li").child(link(&to, &it.entity.name)).done()
    };
    let title = format!("Which {words}?");
    let list = el("ul").children(hits.iter().map(item));
    let main = Html::join([el("h1").text(&title).done(), list.done()]);
    Ok(page(&title, None, main))
}

/// A text as a value in a query (RFC 3986).
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    let encode = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(encode).collect()
}

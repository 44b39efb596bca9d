//! The page of an article: its text with all mentions marked, and the events that it tells.

use crate::http::page::frame::address;
use crate::http::page::frame::events;
use crate::http::page::frame::page;
use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::http::page::html::text;
use crate::http::view::article::Article;
use crate::http::view::article::Mention;
use crate::http::view::event::Event;

pub fn render(article: &Article, told: &[Event]) -> String {
    let title = article.title.unwrap_or("Untitled");
    let day: String = article.published.unwrap_or("undated").chars().take(10).collect();
    let about = format!("{}, {day}", article.source.unwrap_or("unknown source"));
    // Only what is a web address becomes a link.
    let web = article.url.filter(|it| it.starts_with("https://") || it.starts_with("http://"));
    let web = web.map_or_else(none, |it| {
        let link = el("a").attr("href", it).attr("rel", "noopener nofollow noreferrer");
        Html::join([text(" · "), link.text("original").done()])
    });
    let main = Html::join([
        el("p").class("kind").text("article").done(),
        el("h1").text(title).done(),
        el("p").class("soft").text(&about).child(web).done(),
        el("article").child(marked(article)).done(),
        el("h2").text("What it tells").done(),
        events(told),
        el("p").child(link(&article.reading, "All that was read in it")).done(),
    ]);
    page(title, Some(&format!("/v1/articles/{}", article.id)), main)
}

/// The text with links on its mentions; of mentions that overlap the first counts.
fn marked(article: &Article) -> Html {
    let chars: Vec<char> = article.text.chars().collect();
    let slice = |start: usize, end: usize| -> String {
        chars.get(start..end.min(chars.len())).unwrap_or_default().iter().collect()
    };
    let mut pieces = Vec::new();
    let mut end = 0;
    let in_text = |it: &&Mention| it.field == "text";
    for mention in article.mentions.iter().filter(in_text) {
        if mention.start < end || mention.end <= mention.start {
            continue;
        }
        pieces.push(text(&slice(end, mention.start)));
        let words = slice(mention.start, mention.end);
        pieces.push(el("mark").child(link(&address(mention.entity), &words)).done());
        end = mention.end;
    }
    pieces.push(text(&slice(end, usize::MAX)));
    Html::join(pieces)
}

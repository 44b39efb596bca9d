//! What every page has around it, and the pieces that pages are made of.

use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::http::page::html::text;
use crate::http::problem::Problem;
use crate::http::view::event::Event;
use crate::http::view::event::Evidence;
use crate::http::view::event::Participant;

/// Runs nothing, loads its own style sheet, sends its forms home.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Pieces of evidence that a list shows of an event.
pub const QUOTES: usize = 3;

/// A whole page. `json` is where its facts are for programs.
pub fn page(title: &str, json: Option<&str>, main: Html) -> String {
    let nav = el("nav")
        .child(link("/disputes", "Disputes"))
        .child(link("/agreements", "Agreements"))
        .child(link("/events", "Events"))
        .child(link("/docs", "API"));
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(
            el("meta")
                .attr("name", "viewport")
                .attr("content", "width=device-width, initial-scale=1"),
        )
        .child(el("title").text(&format!("{title} · Demarche")))
        .child(el("link").attr("rel", "stylesheet").attr("href", "/style.css"));
    let header =
        el("header").child(el("a").class("brand").attr("href", "/").text("Demarche")).child(nav);
    let footer = el("footer").text("Each fact with the sentence that says so. ");
    let footer = match json {
        Some(json) => footer.child(link(json, "This page as JSON")),
        None => footer,
    };
    let body = el("body").child(header).child(el("main").child(main)).child(footer);
    el("html").attr("lang", "en").child(head).child(body).done().document()
}

/// A page that says what went wrong.
pub fn problem(problem: &Problem) -> String {
    let main = Html::join([
        el("h1").text(problem.title).done(),
        el("p").text(&problem.detail).done(),
        search_form(""),
    ]);
    page(problem.title, None, main)
}

pub fn search_form(words: &str) -> Html {
    let input = el("input").attr("type", "search").attr("name", "q").attr("value", words);
    let input = input.attr("placeholder", "A person, country, dispute, or words of an article");
    let label = el("label").class("wide").text("Search").child(input.attr("required", ""));
    el("form").attr("action", "/search").child(label).child(el("button").text("Search")).done()
}

/// A form with two days, back to the page it stands on.
pub fn time_form(action: &str, from: Option<&str>, to: Option<&str>) -> Html {
    let day = |name: &'static str, value: Option<&str>| {
        let input = el("input").class("day").attr("name", name).attr("placeholder", "2007-10-23");
        el("label").text(name).child(input.attr("value", value.unwrap_or_default())).done()
    };
    let form = el("form").attr("action", action).child(day("from", from)).child(day("to", to));
    form.child(el("button").text("Narrow")).done()
}

/// A table that may be wider than the screen. Heads that begin with `#` stand over numbers.
pub fn table<const N: usize>(heads: [&str; N], rows: Vec<[Html; N]>) -> Html {
    let number = heads.map(|it| it.starts_with('#'));
    let cell = |name: &'static str, at: usize, inner: Html| {
        let cell = el(name);
        let right = number.get(at).copied().unwrap_or_default();
        (if right { cell.class("n") } else { cell }).child(inner).done()
    };
    let heads =
        heads.iter().enumerate().map(|(i, it)| cell("th", i, text(it.trim_start_matches('#'))));
    let head = el("tr").children(heads);
    let rows = rows.into_iter().map(|row| {
        el("tr").children(row.into_iter().enumerate().map(|(i, it)| cell("td", i, it))).done()
    });
    let table = el("table").child(el("thead").child(head)).child(el("tbody").children(rows));
    el("div").class("scroll").child(table).done()
}

/// Where the page of an id is.
pub fn address(id: &str) -> String {
    let kind = match id.split(':').next().unwrap_or_default() {
        "event" => "event",
        "dispute" => "dispute",
        "agreement" => "agreement",
        "article" => "article",
        _ => "entity",
    };
    format!("/{kind}/{id}")
}

pub fn linked(id: &str, name: &str) -> Html {
    link(&address(id), name)
}

/// Events in order, each with its first sentences.
pub fn events(events: &[Event]) -> Html {
    if events.is_empty() {
        return el("p").class("soft").text("Nothing is known.").done();
    }
    let item = |it: &Event| el("li").child(event(it, QUOTES)).done();
    el("ul").class("events").children(events.iter().map(item)).done()
}

/// An event in a few lines.
pub fn event(event: &Event, quotes: usize) -> Html {
    let when = event.time.as_ref().map_or("undated", |it| it.edtf);
    let line = el("div")
        .child(el("a").class("when").attr("href", &address(event.id)).text(when))
        .text(&format!(" {}", event.what()));
    let line = match event.status {
        "held" => line,
        status => line.text(" ").child(el("span").class("status").text(status)),
    };
    let places: Vec<Html> = event.places.iter().map(|it| linked(it.id, it.name)).collect();
    let line =
        if places.is_empty() { line } else { line.text(", ").child(Html::list(places, ", ")) };
    let named = |it: &Participant| linked(it.entity.id, it.entity.name);
    let sides = event.sides().into_iter().filter(|it| !it.is_empty());
    let sides = sides.map(|it| Html::list(it.into_iter().map(named), " · "));
    let who = el("div").child(Html::list(sides, " → "));
    let quotes = event.evidence.iter().take(quotes).map(quote);
    Html::join([line.done(), who.done(), Html::join(quotes)])
}

pub fn quote(evidence: &Evidence) -> Html {
    let day: String = evidence.published.unwrap_or("undated").chars().take(10).collect();
    let words = format!("{}, {day}", evidence.source.unwrap_or("unknown source"));
    let cite = el("cite").child(link(&address(evidence.article), &words));
    el("blockquote").text(evidence.quote).child(cite).done()
}

pub fn maybe(words: Option<&str>) -> Html {
    words.map_or_else(none, text)
}

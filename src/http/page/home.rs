//! The first page: what there is, and five questions to begin with.

use crate::graph::Graph;
use crate::http::page::frame::page;
use crate::http::page::frame::search_form;
use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::query::names::name;
use crate::query::overview::Overview;

pub fn render(graph: &Graph, overview: &Overview) -> String {
    let main = Html::join([
        el("h1").text("Who met whom").done(),
        el("p").class("soft").text(&span(overview)).done(),
        search_form(""),
        counts(overview),
        questions(graph, overview),
    ]);
    page("Who met whom", None, main)
}

fn span(overview: &Overview) -> String {
    match (overview.first.as_deref(), overview.last.as_deref()) {
        (Some(first), Some(last)) => format!(
            "When, where, about what, and which sentence says so: read from {} articles on the years {} to {}.",
            overview.articles,
            first.chars().take(4).collect::<String>(),
            last.chars().take(4).collect::<String>(),
        ),
        _ => "When, where, about what, and which sentence says so. Nothing has been read yet."
            .to_owned(),
    }
}

fn counts(overview: &Overview) -> Html {
    let of = |kind| overview.kinds.get(&kind).copied().unwrap_or_default();
    let rows = [
        ("articles", overview.articles),
        ("events", overview.events),
        ("meetings held", overview.meetings),
        ("people", of(Kind::Person)),
        ("countries", of(Kind::Country)),
        ("disputes", of(Kind::Dispute)),
        ("agreements", of(Kind::Agreement)),
    ];
    let item = |(what, count): (&str, usize)| {
        let number = el("b").text(&count.to_string());
        el("li").child(number).child(el("span").text(what)).done()
    };
    el("ul").class("counts").children(rows.map(item)).done()
}

fn questions(graph: &Graph, overview: &Overview) -> Html {
    let mut questions: Vec<(String, String)> = Vec::new();
    let name = |id: &EntityId| name(graph, &id.clone()).to_owned();
    if let Some((person, year)) = &overview.person {
        let words = format!("Who met {} in {year}?", name(person));
        questions.push((format!("/entity/{person}?from={year}&to={year}"), words));
    }
    if let Some([a, b]) = overview.pair {
        let words = format!("How did {} and {} get on, year by year?", name(a), name(b));
        questions.push((format!("/dyad/{}/{}?by=year", a.local(), b.local()), words));
    }
    if let Some(dispute) = overview.dispute {
        let words = format!("{}: who claims what, and what came of it?", name(dispute));
        questions.push((format!("/dispute/{dispute}"), words));
    }
    if let (Some((person, _)), Some(stranger)) = (&overview.person, overview.stranger) {
        let words = format!("How are {} and {} linked?", name(person), name(stranger));
        questions.push((format!("/path?a={person}&b={stranger}"), words));
    }
    if let Some((person, _)) = &overview.person {
        let words = format!("The network round {}", name(person));
        questions.push((format!("/network/{person}?limit=50"), words));
    }
    if questions.is_empty() {
        return none();
    }
    let item = |(to, words): &(String, String)| el("li").child(link(to, words)).done();
    let list = el("ol").class("questions").children(questions.iter().map(item));
    Html::join([el("h2").text("To begin with").done(), list.done()])
}

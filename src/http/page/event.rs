//! The page of an event: who, where, about what, and all sentences that say so.

use crate::graph::Graph;
use crate::http::asked::Here;
use crate::http::page::frame::events;
use crate::http::page::frame::linked;
use crate::http::page::frame::maybe;
use crate::http::page::frame::page;
use crate::http::page::frame::quote;
use crate::http::page::frame::table;
use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::http::page::html::text;
use crate::http::view::Envelope;
use crate::http::view::event::Event;
use crate::http::view::event::Participant;
use crate::model::id::EntityId;
use crate::query::names::name;

pub fn render(graph: &Graph, event: &Event) -> String {
    let when = event.time.as_ref().map_or("undated", |it| it.edtf);
    let title = format!("{}, {when}", event.what());
    let named = |id: &str| linked(id, name(graph, &EntityId::new(id)));
    let row = |it: &Participant| {
        let behalf = it.on_behalf_of.map_or_else(none, named);
        [linked(it.entity.id, it.entity.name), text(it.role), behalf]
    };
    let rows = event.participants.iter().map(row).collect();
    let places = Html::list(event.places.iter().map(|it| linked(it.id, it.name)), ", ");
    let concerns = Html::list(event.concerns.iter().map(|it| named(it)), ", ");
    let facts = vec![
        [text("Status"), text(event.status)],
        [text("Where"), places],
        [text("About"), concerns],
        [text("PLOVER, CAMEO"), Html::list([maybe(event.plover), maybe(event.cameo)], " ")],
        [
            text("Told by"),
            text(&format!(
                "{} articles, first on {}",
                event.sources,
                event.known_from.unwrap_or("an unknown day")
            )),
        ],
        [text("Confidence"), text(&format!("{:.2}", event.confidence))],
    ];
    let main = Html::join([
        el("p").class("kind").text(event.kind).done(),
        el("h1").text(&title).done(),
        table(["Who", "Role", "For"], rows),
        table(["", ""], facts),
        el("h2").text("Which sentences say so").done(),
        Html::join(event.evidence.iter().map(quote)),
    ]);
    page(&title, Some(&format!("/v1/events/{}", event.id)), main)
}

/// A list of events, with the way to its next page.
pub fn list(list: &Envelope<Event>, here: &Here) -> String {
    let more = list
        .next
        .as_ref()
        .map_or_else(none, |next| el("p").child(link(&here.next(next), "Later events")).done());
    let main = Html::join([el("h1").text("Events").done(), events(&list.items), more]);
    page("Events", Some(&format!("/v1{}", here.address())), main)
}

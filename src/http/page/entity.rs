//! The page of an entity: names, offices, counterparts, timeline.

use crate::graph::Graph;
use crate::http::page::frame::address;
use crate::http::page::frame::events;
use crate::http::page::frame::linked;
use crate::http::page::frame::maybe;
use crate::http::page::frame::page;
use crate::http::page::frame::table;
use crate::http::page::frame::time_form;
use crate::http::page::html::Html;
use crate::http::page::html::el;
use crate::http::page::html::link;
use crate::http::page::html::none;
use crate::http::page::html::text;
use crate::http::view::Envelope;
use crate::http::view::entity::Counterpart;
use crate::http::view::entity::Entity;
use crate::http::view::entity::Met;
use crate::http::view::entity::Office;
use crate::http::view::event::Event;
use crate::model::id::EntityId;
use crate::query::filter::Filter;
use crate::query::names::name;

/// What the page shows.
#[derive(Debug)]
pub struct Shown<'a> {
    pub entity: Entity<'a>,
    pub met: Met<'a>,
    pub timeline: Envelope<Event<'a>>,
}

pub fn render(graph: &Graph, filter: &Filter, shown: &Shown) -> String {
    let entity = &shown.entity;
    let here = address(entity.id);
    let query = query(filter);
    let main = Html::join([
        el("p").class("kind").text(entity.kind).done(),
        el("h1").text(entity.name).done(),
        about(graph, entity),
        offices(graph, &entity.offices),
        time_form(&here, filter.from.as_deref(), filter.to.as_deref()),
        met(graph, entity, &shown.met),
        el("h2").text("Timeline").done(),
        events(&shown.timeline.items),
        more(&here, &query, shown.timeline.next.as_deref()),
    ]);
    page(entity.name, Some(&format!("/v1/entities/{}{query}", entity.id)), main)
}

fn about(graph: &Graph, entity: &Entity) -> Html {
    let named = |id: &str| linked(id, name(graph, &EntityId::new(id)));
    let country = entity.country.map_or_else(none, |it| Html::join([named(it), text(" · ")]));
    let others: Vec<&str> = entity.names.iter().copied().filter(|it| *it != entity.name).collect();
    let others = match others.as_slice() {
        [] => none(),
        some => el("p").class("soft").text(&format!("Also {}", some.join(", "))).done(),
    };
    let counts = format!(
        "{} events, {} meetings held, {} counterparts, told by {} articles",
        entity.counts.events,
        entity.counts.meetings,
        entity.counts.counterparts,
        entity.counts.articles,
    );
    let network = link(&format!("/network/{}", entity.id), "network");
    let line = el("p").child(country).text(&counts).text(" · ").child(network);
    Html::join([others, line.done()])
}

fn offices(graph: &Graph, offices: &[Office]) -> Html {
    if offices.is_empty() {
        return none();
    }
    let row = |it: &Office| {
        let of = it.of.map_or_else(none, |of| linked(of, name(graph, &EntityId::new(of))));
        let time = match (it.from, it.to) {
            (None, None) => maybe(it.as_of),
            (from, to) => text(&format!("{} – {}", from.unwrap_or(""), to.unwrap_or(""))),
        };
        [text(it.title), of, time]
    };
    let rows = table(["Office", "Of", "When"], offices.iter().map(row).collect());
    Html::join([el("h2").text("Offices").done(), rows])
}

fn met(graph: &Graph, entity: &Entity, met: &Met) -> Html {
    if met.items.is_empty() {
        return none();
    }
    let place = |id: &&str| linked(id, name(graph, &EntityId::new(*id)));
    let row = |it: &Counterpart| {
        let places = Html::list(it.places.iter().map(place), ", ");
        let times =
            match (entity.id.strip_prefix("country:"), it.entity.id.strip_prefix("country:")) {
                (Some(a), Some(b)) => {
                    link(&format!("/dyad/{a}/{b}?by=year"), &it.times.to_string())
                }
                _ => text(&it.times.to_string()),
            };
        [
            linked(it.entity.id, it.entity.name),
            times,
            maybe(it.first.as_deref()),
            maybe(it.last.as_deref()),
            places,
        ]
    };
    let rows = met.items.iter().map(row).collect();
    let table = table(["Who", "#Times", "First", "Last", "Where"], rows);
    Html::join([el("h2").text("Met").done(), table])
}

/// The filter as it stands in an address.
fn query(filter: &Filter) -> String {
    let part = |key: &str, day: &Option<String>| day.as_ref().map(|it| format!("{key}={it}"));
    let parts: Vec<String> =
        [part("from", &filter.from), part("to", &filter.to)].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

fn more(here: &str, query: &str, next: Option<&str>) -> Html {
    let Some(next) = next else { return none() };
    let and = if query.is_empty() { "?" } else { "&" };
    el("p").child(link(&format!("{here}{query}{and}cursor={next}"), "Later events")).done()
}

//! What lies between entities: relation series, chains of meetings, networks.

use crate::graph::Graph;
use crate::http::page::frame::QUOTES;
use crate::http::page::frame::address;
use crate::http::page::frame::event;
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
use crate::http::view::network::Edge;
use crate::http::view::network::Network;
use crate::http::view::network::Node;
use crate::http::view::pair::Bucket;
use crate::http::view::pair::ChangePoint;
use crate::http::view::pair::Dyad;
use crate::http::view::pair::Path;
use crate::model::id::EntityId;
use crate::query::filter::Filter;
use crate::query::names::name;
use crate::query::paths::Question;

pub fn dyad(graph: &Graph, dyad: &Dyad) -> String {
    let [a, b] = dyad.pair.map(|it| linked(it, name(graph, &EntityId::new(it))));
    let [code_a, code_b] = dyad.pair.map(|it| it.strip_prefix("country:").unwrap_or(it));
    let title = dyad.pair.map(|it| name(graph, &EntityId::new(it)).to_owned()).join(" and ");
    let by = |unit: &str| link(&format!("/dyad/{code_a}/{code_b}?by={unit}"), unit);
    let named = |id: &&str| linked(id, name(graph, &EntityId::new(*id)));
    let row = |it: &Bucket| {
        let counts: Vec<String> = it.counts.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
        [
            link(it.events.strip_prefix("/v1").unwrap_or(&it.events), it.bucket),
            text(&it.cooperation.to_string()),
            text(&it.conflict.to_string()),
            signed(it.balance),
            signed(it.tone),
            text(&counts.join(", ").to_lowercase()),
            Html::list(it.open_disputes.iter().map(named), ", "),
            Html::list(it.agreements_in_force.iter().map(named), ", "),
        ]
    };
    let heads = [
        "When",
        "#Cooperation",
        "#Conflict",
        "#Balance",
        "#Tone",
        "What",
        "Open disputes",
        "In force",
    ];
    let unplaced = match dyad.unplaced {
        0 => none(),
        n => el("p")
            .class("soft")
            .text(&format!("And {n} whose time is not known to the {}.", dyad.by))
            .done(),
    };
    let main = Html::join([
        el("p").class("kind").text("relations").done(),
        el("h1").child(Html::list([a, b], " and ")).done(),
        el("p").text("by ").child(Html::list([by("month"), by("year")], " · ")).done(),
        table(heads, dyad.items.iter().map(row).collect()),
        unplaced,
        shifts(dyad),
        el("p")
            .class("soft")
            .text(
                "Balance: cooperation less conflict, of both together, -1 to 1. Tone: mean weight on Goldstein's \
                 scale, -10 (war) to 10 (union).",
            )
            .done(),
    ]);
    let json = format!("/v1/dyads/{code_a}/{code_b}?by={}", dyad.by);
    page(&title, Some(&json), main)
}

fn signed(value: Option<f64>) -> Html {
    let Some(value) = value else { return none() };
    let class = if value < 0.0 { "bad" } else { "good" };
    el("span").class(class).text(&format!("{value:.1}")).done()
}

/// Where the relations shifted.
fn shifts(dyad: &Dyad) -> Html {
    if dyad.change_points.is_empty() {
        return none();
    }
    let row = |it: &ChangePoint| {
        [text(it.bucket), text(it.series), signed(Some(it.before)), signed(Some(it.after))]
    };
    let rows = dyad.change_points.iter().map(row).collect();
    Html::join([
        el("h2").text("Shifts").done(),
        table(["From", "Of", "#Mean before", "#Mean after"], rows),
    ])
}

/// The chains between two entities, and a form to ask for others.
pub fn paths(graph: &Graph, question: &Question, paths: &Envelope<Path>) -> String {
    let filter = &question.filter;
    let ends = [&question.from, &question.to];
    let [a, b] = ends.map(|it| name(graph, it));
    let title = format!("{a} to {b}");
    let chains: Vec<Html> = paths.items.iter().map(|it| chain(graph, it)).collect();
    let none_found = el("p").text("No chain of meetings leads from one to the other.").done();
    let found = if chains.is_empty() { none_found } else { Html::join(chains) };
    let [from, to] = ends;
    let hidden = |name: &'static str, id: &EntityId| {
        el("input").attr("type", "hidden").attr("name", name).attr("value", id.as_str()).done()
    };
    let day = |name: &'static str, value: &Option<String>| {
        let input = el("input").class("day").attr("name", name).attr("placeholder", "2007-10-23");
        el("label")
            .text(name)
            .child(input.attr("value", value.as_deref().unwrap_or_default()))
            .done()
    };
    let form = el("form").attr("action", "/path").child(hidden("a", from)).child(hidden("b", to));
    let form = form.child(day("from", &filter.from)).child(day("to", &filter.to));
    let in_time = el("input").attr("type", "checkbox").attr("name", "time_respecting");
    let in_time = in_time.attr("value", "true");
    let in_time = if question.time_respecting { in_time.attr("checked", "") } else { in_time };
    let form = form.child(el("label").child(in_time).text("one after another").done());
    let main = Html::join([
        el("p").class("kind").text("chains of meetings").done(),
        el("h1")
            .child(Html::list([linked(from.as_str(), a), linked(to.as_str(), b)], " to "))
            .done(),
        form.child(el("button").text("Narrow")).done(),
        found,
    ]);
    let in_time = if question.time_respecting { "&time_respecting=true" } else { "" };
    page(&title, Some(&format!("/v1/paths?from_entity={from}&to_entity={to}{in_time}")), main)
}

fn chain(graph: &Graph, path: &Path) -> Html {
    let named = |id: &str| linked(id, name(graph, &EntityId::new(id)));
    let first = path.hops.first().map(|it| named(it.from));
    let names = first.into_iter().chain(path.hops.iter().map(|it| named(it.to)));
    let heading = el("p").class("chain").child(Html::list(names, " → "));
    let hops = path.hops.iter().map(|it| el("li").child(event(&it.event, QUOTES)).done());
    Html::join([heading.done(), el("ul").class("events").children(hops).done()])
}

pub fn network(graph: &Graph, id: &EntityId, filter: &Filter, network: &Network) -> String {
    let title = format!("The network round {}", name(graph, id));
    let node = |it: &Node| {
        let country =
            it.country.map_or_else(none, |of| linked(of, name(graph, &EntityId::new(of))));
        [linked(it.id, it.name), country, text(&it.depth.to_string()), text(&it.weight.to_string())]
    };
    let edge = |it: &Edge| {
        let [a, b] = [it.source, it.target].map(|it| linked(it, name(graph, &EntityId::new(it))));
        let evidence = match it.events.as_slice() {
            [one] => link(&address(one.as_str()), "1"),
            several => text(&several.len().to_string()),
        };
        [
            a,
            text(&it.kind.to_lowercase()),
            b,
            evidence,
            maybe(it.first.as_deref()),
            maybe(it.last.as_deref()),
        ]
    };
    let json = format!("/v1/entities/{id}/network");
    let form = |format: &str| link(&format!("{json}?format={format}"), format);
    let forms = crate::export::subgraph_formats().into_iter().map(form);
    let main = Html::join([
        el("h1").text(&title).done(),
        el("p")
            .text(&format!("{} nodes, {} edges; as ", network.nodes.len(), network.edges.len()))
            .child(Html::list(forms, ", "))
            .done(),
        time_form(&format!("/network/{id}"), filter.from.as_deref(), filter.to.as_deref()),
        table(["Who", "Country", "#Away", "#Weight"], network.nodes.iter().map(node).collect()),
        el("h2").text("What joins them").done(),
        table(
            ["Who", "", "Whom", "#Times", "First", "Last"],
            network.edges.iter().map(edge).collect(),
        ),
    ]);
    page(&title, Some(&json), main)
}

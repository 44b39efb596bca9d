//! The pages of disputes and agreements.

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
use crate::http::view::dispute::Agreement;
use crate::http::view::dispute::Claim;
use crate::http::view::dispute::Dispute;
use crate::http::view::dispute::State;
use crate::http::view::event::Event;
use crate::model::id::EntityId;
use crate::query::names::name;

/// Pieces of evidence that are shown of a claim or a state.
const QUOTES: usize = 3;

pub fn dispute(graph: &Graph, dispute: &Dispute, told: &[Event]) -> String {
    let state = dispute.state.unwrap_or("state unknown");
    let claim = |it: &Claim| {
        let by = linked(it.by, name(graph, &EntityId::new(it.by)));
        let line = el("p").child(by).text(": ").text(it.claim);
        Html::join([line.done(), Html::join(it.evidence.iter().take(QUOTES).map(quote))])
    };
    let change = |it: &State| {
        let line = el("p").child(el("b").text(it.state)).text(" since ").child(maybe(it.from));
        Html::join([line.done(), Html::join(it.evidence.iter().take(QUOTES).map(quote))])
    };
    let main = Html::join([
        el("p").class("kind").text("dispute").done(),
        el("h1").text(dispute.name).done(),
        el("p")
            .child(parties(graph, &dispute.parties))
            .text(" ")
            .child(el("span").class("badge").text(state))
            .done(),
        section("Claims", dispute.claims.iter().map(claim).collect()),
        section("State", dispute.states.iter().map(change).collect()),
        el("h2").text("Events").done(),
        events(told),
    ]);
    page(dispute.name, Some(&format!("/v1/disputes/{}", dispute.id)), main)
}

pub fn agreement(graph: &Graph, agreement: &Agreement, told: &[Event]) -> String {
    let state = agreement.state.unwrap_or("state unknown").replace('_', " ");
    let time = agreement.time.as_ref().map(|it| it.edtf);
    let subject = agreement.subject.map_or_else(none, |it| el("p").text(it).done());
    let main = Html::join([
        el("p").class("kind").text("agreement").done(),
        el("h1").text(agreement.name).done(),
        el("p")
            .child(parties(graph, &agreement.parties))
            .text(" ")
            .child(maybe(time))
            .text(" ")
            .child(el("span").class("badge").text(&state))
            .done(),
        subject,
        section("Signed by", vec![parties(graph, &agreement.signatories)]),
        section("Which sentences say so", agreement.evidence.iter().map(quote).collect()),
        el("h2").text("Events").done(),
        events(told),
    ]);
    page(agreement.name, Some(&format!("/v1/agreements/{}", agreement.id)), main)
}

pub fn disputes(graph: &Graph, list: &Envelope<Dispute>, here: &Here) -> String {
    let row = |it: &Dispute| [linked(it.id, it.name), parties(graph, &it.parties), maybe(it.state)];
    let rows = list.items.iter().map(row).collect();
    let main = Html::join([
        el("h1").text("Disputes").done(),
        table(["Dispute", "Parties", "State"], rows),
        more(list.next.as_ref(), here),
    ]);
    page("Disputes", Some("/v1/disputes"), main)
}

pub fn agreements(graph: &Graph, list: &Envelope<Agreement>, here: &Here) -> String {
    let row = |it: &Agreement| {
        let time = it.time.as_ref().map(|it| it.edtf);
        let state = it.state.unwrap_or_default().replace('_', " ");
        [linked(it.id, it.name), parties(graph, &it.parties), maybe(time), text(&state)]
    };
    let rows = list.items.iter().map(row).collect();
    let main = Html::join([
        el("h1").text("Agreements").done(),
        table(["Agreement", "Parties", "When", "State"], rows),
        more(list.next.as_ref(), here),
    ]);
    page("Agreements", Some("/v1/agreements"), main)
}

fn more(next: Option<&String>, here: &Here) -> Html {
    next.map_or_else(none, |it| el("p").child(link(&here.next(it), "More")).done())
}

fn parties(graph: &Graph, ids: &[&str]) -> Html {
    Html::list(ids.iter().map(|it| linked(it, name(graph, &EntityId::new(*it)))), ", ")
}

fn section(title: &str, pieces: Vec<Html>) -> Html {
    if pieces.iter().all(|it| *it == text("")) {
        return none();
    }
    Html::join([el("h2").text(title).done(), Html::join(pieces)])
}

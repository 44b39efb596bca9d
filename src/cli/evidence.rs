//! `demarche evidence`: the sentences behind an event, a dispute or an agreement.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::text;
use crate::http::view::Shown;
use crate::http::view::event::Evidence;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::query::filter::Filter;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche evidence event:2007-10-23-jpn-rus-visit-3f9a1c02
  demarche evidence dispute:kuril-islands
  demarche evidence agreement:japan-russia-action-plan-2003 --json")]
pub struct Args {
    /// The id of an event, a dispute or an agreement
    id: String,
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?;
    let (graph, filter) = (&door.graph, Filter::default());
    let shown = Shown { graph, filter: &filter };
    let event = EventId::new(args.id.as_str());
    let event = graph.redirect(&event).unwrap_or(&event);
    if let Some(event) = graph.event(event) {
        let body = shown.event(event);
        return door.answer(&body, || told(&text::heading(&body), &body.evidence));
    }
    let id = EntityId::new(args.id.as_str());
    if let Some(dispute) = graph.dispute(&id) {
        let body = shown.dispute(dispute);
        return door.answer(&body, || told(body.name, &shown.evidence(&dispute.evidence)));
    }
    if let Some(agreement) = graph.agreement(&id) {
        let body = shown.agreement(agreement);
        let time = body.time.as_ref().map_or("undated", |it| it.edtf);
        return door.answer(&body, || told(&format!("{}, {time}", body.name), &body.evidence));
    }
    Err(Refusal::not_found(&args.id).into())
}

fn told(what: &str, evidence: &[Evidence]) -> String {
    let piece = |it: &Evidence| {
        let day: String = it.published.unwrap_or("undated").chars().take(10).collect();
        let source = it.source.unwrap_or("unknown source");
        let quote = text::quote(it.quote);
        let span = format!("{} {}-{}", it.field, it.start, it.end);
        text::clean(&format!("{quote}\n  {source}, {day} · {} {span} · {}\n", it.article, it.rule))
    };
    let pieces = evidence.iter().map(piece).collect::<Vec<String>>().join("\n");
    format!("{}\n\n{pieces}", text::clean(what.trim_end()))
}

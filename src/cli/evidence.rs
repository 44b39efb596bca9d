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
        return door.answer(&body, || table(&body.evidence));
    }
    let id = EntityId::new(args.id.as_str());
    if let Some(dispute) = graph.dispute(&id) {
        let body = shown.dispute(dispute);
        return door.answer(&body, || table(&shown.evidence(&dispute.evidence)));
    }
    if let Some(agreement) = graph.agreement(&id) {
        let body = shown.agreement(agreement);
        return door.answer(&body, || table(&body.evidence));
    }
    Err(Refusal::not_found(&args.id).into())
}

fn table(evidence: &[Evidence]) -> String {
    let row = |it: &Evidence| {
        let day: String = it.published.unwrap_or("-").chars().take(10).collect();
        let span = format!("{} {}-{}", it.field, it.start, it.end);
        let quote = it.quote.split_whitespace().collect::<Vec<&str>>().join(" ");
        [text::or_dash(it.source), day, it.article.to_owned(), span, quote, it.rule.to_owned()]
    };
    let heads = ["Source", "Published", "Article", "Where", "Quote", "Rule"];
    text::table(heads, evidence.iter().map(row).collect())
}

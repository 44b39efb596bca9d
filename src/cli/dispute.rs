//! `demarche dispute`: parties, claims and states of a dispute.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::Known;
use crate::http::view;
use crate::http::view::Shown;
use crate::model::code::Kind;
use crate::model::delta::DisputeRecord;
use crate::query::budget::Budget;
use crate::query::events;
use crate::query::filter::Filter;
use crate::query::timeline;
use std::fmt::Write;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche dispute \"Kuril Islands\"
  demarche dispute dispute:kuril-islands --known-at 2007-10-23
  demarche dispute \"Northern Territories\" --json")]
pub struct Args {
    /// An id or a name
    name: String,
    /// The state of the world on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Only what articles published by this day told
    #[arg(long, value_name = "DAY")]
    known_at: Option<String>,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.known_at.as_deref());
    let id = door.entity(&args.name, &[Kind::Dispute])?;
    let Known(filter) = params(&some([("as_of", args.as_of), ("known_at", args.known_at)]))?;
    let dispute = door.graph.dispute(id).filter(|it| filter.supports(&door.graph, &it.evidence));
    let dispute = dispute.ok_or_else(|| Refusal::not_found(id.as_str()))?;
    let body = Shown { graph: &door.graph, filter: &filter }.dispute(dispute);
    door.answer(&body, || told(&door, dispute, &body, filter.clone()))
}

fn told(
    door: &Door,
    dispute: &DisputeRecord,
    body: &view::dispute::Dispute,
    filter: Filter,
) -> String {
    let mut out = format!(
        "{}  {}\nParties: {}\nState: {}\n",
        body.name,
        body.id,
        body.parties.join(", "),
        text::or_dash(body.state)
    );
    for state in &body.states {
        let from = text::or_dash(state.from);
        // Writing to a String cannot fail.
        writeln!(out, "\n{} since {from}", state.state).unwrap_or_default();
        out.push_str(&text::quotes(&state.evidence));
    }
    for claim in &body.claims {
        writeln!(out, "\n{}: {}", claim.by, claim.claim).unwrap_or_default();
        out.push_str(&text::quotes(&claim.evidence));
    }
    let question = events::Question { filter, ..events::Question::default() };
    let list = timeline::ask(&door.graph, &dispute.id, &question, &mut Budget::default());
    let list = list.map(|it| it.records(&door.graph));
    let shown = Shown { graph: &door.graph, filter: &question.filter };
    for event in list.iter().flat_map(|it| &it.items) {
        out.push('\n');
        out.push_str(&text::event(&shown.event(event)));
    }
    out
}

//! `demarche timeline`: what happened with an entity, in order.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::many;
use crate::cli::text;
use crate::http::params::events::Timeline;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::timeline;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche timeline \"Kuril Islands dispute\"
  demarche timeline country:JPN --type ACCUSE --type REJECT --from 2005
  demarche timeline person:sergei-lavrov --status planned --json")]
pub struct Args {
    /// An id or a name
    id: String,
    /// Only events of this type; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Only events in this mode
    #[arg(long)]
    mode: Vec<String>,
    /// Only events of this status
    #[arg(long)]
    status: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.id, &[])?;
    let pairs = [
        many("type", args.types),
        many("mode", args.mode),
        many("status", args.status),
        args.narrow.pairs(),
        args.page.pairs(),
    ];
    let Timeline(question) = params(&pairs.concat())?;
    let list = timeline::ask(&door.graph, entity, &question, &mut Budget::default());
    let list = list.ok_or_else(|| Refusal::not_found(entity.as_str()))?.records(&door.graph);
    let shown = Shown { graph: &door.graph, filter: &question.filter };
    let body = Envelope::new(&list, |it| shown.event(it));
    door.answer(&body, || {
        let events: Vec<String> = body.items.iter().map(text::event).collect();
        if events.is_empty() { "nothing".to_owned() } else { events.join("\n") }
    })
}

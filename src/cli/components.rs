//! `demarche components`: into which parts the graph falls.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::params;
use crate::cli::narrow::Page;
use crate::cli::narrow::Scope;
use crate::cli::text;
use crate::http::params::whole::Components;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::components;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche components
  demarche components --level bodies --from 2007 --to 2008
  demarche components --types CONSULT,AGREE --min-sources 2 --json")]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.scope.known_at());
    let Components(question) = params(&[args.scope.pairs(), args.page.pairs()].concat())?;
    let list = components::ask(&door.graph, &question, &mut Budget::default());
    let body = Shown { graph: &door.graph, filter: &question.scope.filter }.components(&list);
    door.answer(&body, || {
        let rows = body.items.iter().map(row).collect();
        text::table(["Size", "Events", "First", "Last", "Who"], rows)
    })
}

fn row(component: &view::whole::Component) -> [String; 5] {
    let names: Vec<&str> = component.members.iter().map(|it| it.name).collect();
    let more = component.size.saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (first, last) =
        (text::or_dash(component.first.as_deref()), text::or_dash(component.last.as_deref()));
    let who = format!("{}{more}", names.join(", "));
    [component.size.to_string(), component.events.to_string(), first, last, who]
}

//! `demarche central`: who stands in the middle.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::params;
use crate::cli::narrow::Page;
use crate::cli::narrow::Scope;
use crate::cli::text;
use crate::http::params::whole::Centrality;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::centrality;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche central --limit 10
  demarche central --level bodies --types CONSULT,AGREE --from 2000 --to 2008
  demarche central --min-sources 2 --json")]
pub struct Args {
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.scope.known_at());
    let Centrality(question) = params(&[args.scope.pairs(), args.page.pairs()].concat())?;
    let list = centrality::ask(&door.graph, &question, &mut Budget::default());
    let body = Shown { graph: &door.graph, filter: &question.scope.filter }.centrality(&list);
    door.answer(&body, || {
        text::table(["Who", "Rank", "Events"], body.items.iter().map(row).collect())
    })
}

fn row(central: &view::whole::Central) -> [String; 3] {
    let rank = format!("{:.6}", central.rank);
    [central.entity.name.to_owned(), rank, central.events.to_string()]
}

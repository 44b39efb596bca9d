//! `demarche unmet`: whom an entity never met although they share counterparts.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::entity::Unmet;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::unmet;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche unmet \"Sergei Lavrov\"
  demarche unmet person:vladimir-putin --min-shared 3
  demarche unmet country:JPN --to 1991 --json")]
pub struct Args {
    /// An id or a name
    id: String,
    /// Share at least so many counterparts
    #[arg(long, value_name = "N")]
    min_shared: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.id, &[])?.clone();
    let shared = some([("min_shared", args.min_shared)]);
    let pairs = [shared, args.narrow.pairs(), args.page.pairs()].concat();
    let question = params::<Unmet>(&pairs)?.question(entity);
    let list = unmet::ask(&door.graph, &question, &mut Budget::default());
    let list = list.ok_or_else(|| Refusal::not_found(question.entity.as_str()))?;
    let shown = Shown { graph: &door.graph, filter: &question.filter };
    let body = shown.unmet(&question.entity, &list);
    door.answer(&body, || {
        text::table(["Never met", "Shared", "Both met"], body.items.iter().map(row).collect())
    })
}

fn row(unmet: &view::entity::Unmet) -> [String; 3] {
    let both: Vec<&str> = unmet.counterparts.iter().map(|it| it.name).collect();
    [unmet.entity.name.to_owned(), unmet.shared.to_string(), both.join(", ")]
}

//! `demarche search`: finds entities and articles by name and text.

use crate::cli::Common;
use crate::cli::NOT_FOUND;
use crate::cli::door::Door;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::many;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::find;
use crate::http::params::search::Search;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche search Lavrof
  demarche search \"Northern Territories\" --kind dispute
  demarche search \"peace treaty\" --kind article --json")]
pub struct Args {
    /// A name, or words of an article
    text: String,
    /// Only this kind; may be given several times
    #[arg(long)]
    kind: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let pairs = [
        some([("q", Some(args.text))]),
        many("kind", args.kind),
        args.narrow.pairs(),
        args.page.pairs(),
    ];
    let asked: Search = params(&pairs.concat())?;
    let found = find::ask(&door.graph, &door.reader, &asked, &mut Budget::default())?;
    let body = Shown { graph: &door.graph, filter: &asked.entities.filter }.found(&found);
    let code = door.answer(&body, || {
        let rows = body.items.iter().map(row).collect();
        text::table(["Kind", "Name", "Id", "Events", "Matched"], rows)
    })?;
    Ok(if body.items.is_empty() { ExitCode::from(NOT_FOUND) } else { code })
}

fn row(hit: &view::search::Hit) -> [String; 5] {
    let (name, matched) = (text::or_dash(hit.name), text::or_dash(hit.matched));
    [hit.kind.to_owned(), name, hit.id.to_owned(), hit.events.to_string(), matched]
}

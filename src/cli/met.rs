//! `demarche met`: who met whom.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::entity::Met;
use crate::http::view;
use crate::http::view::Shown;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::met;
use crate::query::names::name;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche met \"Sergei Lavrov\" --from 2007 --to 2007
  demarche met person:sergei-lavrov --with person:masahiko-komura
  demarche met Japan --with Russia --json")]
pub struct Args {
    /// An id or a name
    name: String,
    /// Only meetings with this one, an id or a name
    #[arg(long)]
    with: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.name, &[])?;
    let with = args.with.map(|it| door.entity(&it, &[])).transpose()?;
    let with = some([("with", with.map(ToString::to_string))]);
    let pairs = [with, args.narrow.pairs(), args.page.pairs()].concat();
    let Met { with, filter, page } = params(&pairs)?;
    let question = met::Question { entity: entity.clone(), with, filter, page };
    let answer = met::ask(&door.graph, &question, &mut Budget::default());
    let answer = answer.ok_or_else(|| Refusal::not_found(entity.as_str()))?;
    let meetings = answer.records(&door.graph);
    let body = Shown { graph: &door.graph, filter: &question.filter }.met(&answer, &meetings);
    door.answer(&body, || told(&door, &body))
}

fn told(door: &Door, body: &view::entity::Met) -> String {
    let row = |it: &view::entity::Counterpart| {
        let place = |id: &&str| name(&door.graph, &EntityId::new(*id)).to_owned();
        let places: Vec<String> = it.places.iter().map(place).collect();
        let (first, last) = (text::or_dash(it.first.as_deref()), text::or_dash(it.last.as_deref()));
        [it.entity.name.to_owned(), it.times.to_string(), first, last, places.join(", ")]
    };
    let rows = body.items.iter().map(row).collect();
    let table = text::table(["Who", "Times", "First", "Last", "Places"], rows);
    let meetings: Vec<String> = body.meetings.iter().map(text::event).collect();
    format!("{table}\n{}", meetings.join("\n"))
}

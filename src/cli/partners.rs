//! `demarche partners`: with whom an entity has to do most.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::many;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::entity::Partners;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::partners;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche partners Russia
  demarche partners \"Vladimir Putin\" --kind country --from 2000 --to 2008
  demarche partners country:IRN --type CONSULT --json")]
pub struct Args {
    /// An id or a name
    id: String,
    /// Whom to rank: `person`, or `country` for countries and organizations
    #[arg(long)]
    kind: Option<String>,
    /// Only events of this type; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.id, &[])?.clone();
    let pairs = [
        some([("kind", args.kind)]),
        many("type", args.types),
        args.narrow.pairs(),
        args.page.pairs(),
    ];
    let Partners { level, types, filter, page } = params(&pairs.concat())?;
    let question = partners::Question { entity, level, types, filter, page };
    let list = partners::ask(&door.graph, &question, &mut Budget::default());
    let list = list.ok_or_else(|| Refusal::not_found(question.entity.as_str()))?;
    let shown = Shown { graph: &door.graph, filter: &question.filter };
    let body = shown.partners(&question.entity, &list);
    door.answer(&body, || {
        let rows = body.items.iter().map(row).collect();
        text::table(["Who", "Events", "First", "Last", "By type"], rows)
    })
}

fn row(partner: &view::entity::Partner) -> [String; 5] {
    let counts: Vec<String> =
        partner.counts.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    let (first, last) =
        (text::or_dash(partner.first.as_deref()), text::or_dash(partner.last.as_deref()));
    [partner.entity.name.to_owned(), partner.times.to_string(), first, last, counts.join(", ")]
}

//! `demarche path`: how two entities are linked.

use crate::cli::Common;
use crate::cli::NOT_FOUND;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::many;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::pair::Paths;
use crate::http::view;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::model::id::EntityId;
use crate::query::budget::Budget;
use crate::query::names::name;
use crate::query::paths;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche path \"Yasuo Fukuda\" \"Mahmoud Ahmadinejad\"
  demarche path person:yasuo-fukuda country:IRN --all --via \"Vladimir Putin\" --max-length 4
  demarche path JPN IRN -k 5 --time-respecting --from 2007 --to 2007 --json")]
pub struct Args {
    /// Where the chain begins, an id or a name
    a: String,
    /// Where the chain ends
    b: String,
    /// How many chains, shortest first
    #[arg(short, long, value_name = "N")]
    k: Option<String>,
    /// Meetings in a chain at most, 1 to 8
    #[arg(long, value_name = "N")]
    max_length: Option<String>,
    /// Only chains that pass through this one, an id or a name; may be given several times
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,
    /// All chains up to the length, rather than the first ones
    #[arg(long)]
    all: bool,
    /// Each meeting begins no earlier than the one before
    #[arg(long)]
    time_respecting: bool,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

/// Not found is also where no chain leads from one to the other.
pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let end = |text: &str| door.entity(text, &[]).map(ToString::to_string);
    let ends = some([("from_entity", Some(end(&args.a)?)), ("to_entity", Some(end(&args.b)?))]);
    let via: Result<Vec<String>, Refusal> = args.via.iter().map(|it| end(it)).collect();
    let yes = |flag: bool| flag.then(|| "true".to_owned());
    let bounds = some([
        ("k", args.k),
        ("max_length", args.max_length),
        ("all", yes(args.all)),
        ("time_respecting", yes(args.time_respecting)),
    ]);
    let narrowed = [many("via", via?), args.narrow.pairs(), args.page.pairs()].concat();
    let Paths(question) = params(&[ends, bounds, narrowed].concat())?;
    let list = paths::ask(&door.graph, &question, &mut Budget::default());
    let list = list.ok_or_else(|| Refusal::not_found(&format!("{} or {}", args.a, args.b)))?;
    let list = list.filter_map(|it| it.told(&door.graph));
    let body = Shown { graph: &door.graph, filter: &question.filter }.paths(&list);
    let code = door.answer(&body, || told(&door, &body))?;
    Ok(if body.items.is_empty() && body.next.is_none() { ExitCode::from(NOT_FOUND) } else { code })
}

fn told(door: &Door, body: &Envelope<view::pair::Path>) -> String {
    if body.items.is_empty() {
        return format!("no chain of meetings leads from one to the other\n{}", rest(body));
    }
    let name = |id: &str| name(&door.graph, &EntityId::new(id)).to_owned();
    let mut out = String::new();
    for (number, path) in body.items.iter().enumerate() {
        let first = path.hops.first().map(|it| name(it.from));
        let chain = first.into_iter().chain(path.hops.iter().map(|it| name(it.to)));
        let chain: Vec<String> = chain.collect();
        out.push_str(&format!("{}. {}\n", number + 1, chain.join(" → ")));
        for hop in &path.hops {
            out.push_str(&text::event(&hop.event));
        }
        out.push('\n');
    }
    out + &rest(body)
}

fn rest(body: &Envelope<view::pair::Path>) -> String {
    match &body.next {
        Some(next) => format!("and more: go on with --cursor {next}\n"),
        None => String::new(),
    }
}

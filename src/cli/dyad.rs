//! `demarche dyad`: how relations between two countries ran.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::pair::Dyad;
use crate::http::view;
use crate::http::view::Shown;
use crate::model::code::Kind;
use crate::query::budget::Budget;
use crate::query::dyad;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche dyad JPN RUS --by year
  demarche dyad Japan Russia --from 2007 --to 2008
  demarche dyad IND PAK --by year --json")]
pub struct Args {
    /// A country: its ISO alpha-3 code, id or name
    a: String,
    /// Another country
    b: String,
    /// How long a bucket is: month or year
    #[arg(long, value_name = "month|year")]
    by: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let country = |text: &str| door.entity(text, &[Kind::Country]).cloned();
    let pair = [country(&args.a)?, country(&args.b)?];
    let [a, b] = &pair;
    if a == b {
        return Err(Refusal::usage(format!("{} and {} are one country", args.a, args.b)).into());
    }
    let pairs = [some([("by", args.by)]), args.narrow.pairs(), args.page.pairs()].concat();
    let Dyad { by, change_points, filter, page } = params(&pairs)?;
    let question = dyad::Question { pair, by, change_points, filter, page };
    let answer = dyad::ask(&door.graph, &question, &mut Budget::default());
    let answer = answer.ok_or_else(|| Refusal::not_found(&format!("{} and {}", args.a, args.b)))?;
    let body = Shown { graph: &door.graph, filter: &question.filter }.dyad(&answer, by);
    door.answer(&body, || told(&body))
}

fn told(body: &view::pair::Dyad) -> String {
    let heads = ["When", "Coop.", "Conflict", "Balance", "Tone", "By type", "Open disputes"];
    let mut table = text::table(heads, body.items.iter().map(row).collect());
    if !body.change_points.is_empty() {
        let heads = ["Shift in", "Of", "Mean before", "Mean after"];
        let shifts = body.change_points.iter().map(shift).collect();
        table = format!("{table}\n{}", text::table(heads, shifts));
    }
    match body.unplaced {
        0 => table,
        n => format!("{table}\nand {n} whose time is not known to the {}\n", body.by),
    }
}

fn shift(it: &view::pair::ChangePoint) -> [String; 4] {
    let mean = |it: f64| format!("{it:.2}");
    [it.bucket.to_owned(), it.series.to_owned(), mean(it.before), mean(it.after)]
}

fn row(bucket: &view::pair::Bucket) -> [String; 7] {
    let decimal = |it: Option<f64>| it.map_or("-".to_owned(), |it| format!("{it:.1}"));
    let counts: Vec<String> = bucket.counts.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    [
        bucket.bucket.to_owned(),
        bucket.cooperation.to_string(),
        bucket.conflict.to_string(),
        decimal(bucket.balance),
        decimal(bucket.tone),
        counts.join(", "),
        bucket.open_disputes.join(", "),
    ]
}

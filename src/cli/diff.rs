//! `demarche diff`: what came to be known between two days.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::Page;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::http::params::whole::Diff;
use crate::http::view::whole;
use crate::http::view::whole::Difference;
use crate::query::budget::Budget;
use crate::query::diff;
use serde_json::Value;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche diff --from-known 2007-10-22 --to-known 2007-11-10
  demarche diff --from-known 2006 --to-known 2007 --min-sources 2
  demarche diff --from-known 2007-10 --to-known 2007-11 --json")]
pub struct Args {
    /// What was known by this day is not told again
    #[arg(long, value_name = "DAY")]
    from_known: String,
    /// What was known by this day is told
    #[arg(long, value_name = "DAY")]
    to_known: String,
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    page: Page,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?;
    let days = [("from_known", Some(args.from_known)), ("to_known", Some(args.to_known))];
    let pairs = [some(days), args.narrow.pairs(), args.page.pairs()].concat();
    let Diff(question) = params(&pairs)?;
    let list = diff::ask(&door.graph, &question, &mut Budget::default());
    let filters = question.filters();
    let body = whole::diff(&door.graph, &filters, &list);
    door.answer(&body, || match body.items.as_slice() {
        [] => "nothing\n".to_owned(),
        items => items.iter().map(told).collect(),
    })
}

fn told(it: &Difference) -> String {
    let mut out = format!("{}  {}\n", it.change, it.id);
    for field in &it.fields {
        let after = words(&field.after);
        let line = match it.change {
            "new" => format!("  {}: {after}\n", field.field),
            _ => format!("  {}: {} → {after}\n", field.field, words(&field.before)),
        };
        out.push_str(&line);
    }
    text::clean(&out) + &text::quotes(&it.evidence) + "\n"
}

/// A value in words: of an object the first of the keys by which it is called.
fn words(value: &Value) -> String {
    const NAMES: &[&str] = &["name", "edtf", "claim", "entity", "state"];
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "-".to_owned(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<String>>().join(", "),
        Value::Object(object) => {
            let called = NAMES.iter().find_map(|it| object.get(*it));
            called.map_or_else(|| value.to_string(), words)
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

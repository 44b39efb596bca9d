//! `demarche check-data`: runs every example in data/.

use crate::cli::Common;
use crate::eval::check_data;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche check-data
  demarche check-data consult reject --data data
  demarche check-data 2>/dev/null && echo every example holds")]
pub struct Args {
    /// Only examples beside rules whose id begins so
    only: Vec<String>,
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let checked = check_data::check(&common.knowledge(true)?, &args.only);
    let (examples, wrong) = (checked.examples, checked.wrong.len());
    if common.json {
        anstream::println!(
            "{}",
            serde_json::json!({ "examples": examples, "wrong": checked.wrong })
        );
    } else {
        checked.wrong.iter().for_each(|it| anstream::println!("{it}"));
        anstream::println!("{examples} examples, {wrong} wrong");
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

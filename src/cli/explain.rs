//! `demarche explain`: which rule fired where and why.

use crate::article::format::Format;
use crate::article::parse;
use crate::cli::Common;
use crate::cli::PARTLY_FAILED;
use crate::cli::input;
use crate::knowledge::Knowledge;
use crate::pipeline::explain;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche explain article.txt
  echo 'Foreign Minister Ana Duarte met her counterpart.' | demarche explain -
  demarche explain article.txt | grep 'event '")]
pub struct Args {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Take the input to be in this format instead of looking at it
    #[arg(long, value_parser = input::format)]
    format: Option<Format>,
    /// Know the invented countries of the examples as well
    #[arg(long)]
    examples: bool,
}

pub fn run(_common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let knowledge =
        if args.examples { Knowledge::load_with_examples()? } else { Knowledge::load()? };
    let (mut read, mut failed) = (0_usize, 0_usize);
    for raw in input::articles(args.inputs, args.format) {
        match raw.and_then(|it| parse::parse(&it)) {
            Ok(article) => {
                read += 1;
                anstream::println!("{}", explain::explain(&article, &knowledge));
            }
            Err(error) => {
                failed += 1;
                anstream::eprintln!("demarche: {error}");
            }
        }
    }
    Ok(match (read, failed) {
        (0, _) => ExitCode::FAILURE,
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(PARTLY_FAILED),
    })
}

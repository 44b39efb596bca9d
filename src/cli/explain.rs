//! `demarche explain`: which rule fired where and why.

use crate::article::parse;
use crate::cli::Common;
use crate::cli::PARTLY_FAILED;
use crate::cli::input::Input;
use crate::pipeline::explain;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche explain article.txt
  echo 'Foreign Minister Ana Duarte met her counterpart.' | demarche explain -
  demarche explain article.txt | grep 'event '")]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// Know the invented countries of the examples as well
    #[arg(long)]
    examples: bool,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let knowledge = common.knowledge(args.examples)?;
    let (mut read, mut failed) = (0_usize, 0_usize);
    for raw in args.input.articles() {
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

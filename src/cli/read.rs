//! `demarche read`: analyses articles without storing them.

use crate::article::error::ArticleError;
use crate::cli::Common;
use crate::cli::PARTLY_FAILED;
use crate::cli::input::Input;
use crate::cli::marked;
use crate::model::reading::Reading;
use crate::pipeline;
use anyhow::bail;
use std::io::Write;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche read article.txt
  demarche read --json dispatches/*.txt > readings.jsonl
  cat articles.jsonl | demarche read --json --format jsonl -")]
pub struct Args {
    #[command(flatten)]
    input: Input,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let knowledge = common.knowledge(false)?;
    let mut out = std::io::stdout().lock();
    let (mut read, mut failed) = (0_usize, 0_usize);
    for raw in args.input.articles() {
        match raw.and_then(|it| pipeline::read(&it, &knowledge)) {
            Ok(reading) => {
                read += 1;
                if !print(&mut out, &reading, common.json)? {
                    return Ok(ExitCode::SUCCESS);
                }
            }
            Err(error) => {
                failed += 1;
                complain(&error);
            }
        }
    }
    match (read, failed) {
        (0, 0) => bail!("no article in the input"),
        (0, _) => Ok(ExitCode::FAILURE),
        (_, 0) => Ok(ExitCode::SUCCESS),
        _ => Ok(ExitCode::from(PARTLY_FAILED)),
    }
}

fn complain(error: &ArticleError) {
    anstream::eprintln!("demarche: {error}");
}

/// False if the reader of the output has gone ("| head").
fn print(out: &mut impl Write, reading: &Reading, json: bool) -> anyhow::Result<bool> {
    let text = if json { serde_json::to_string(reading)? } else { marked::show(reading) };
    match writeln!(out, "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        other => Ok(other.map(|()| true)?),
    }
}

//! `demarche evidence`: the sentences behind an event, a dispute or an agreement.

use crate::cli::Common;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_common: &Common, _args: Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not there yet")
}

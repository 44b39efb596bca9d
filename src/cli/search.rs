//! `demarche search`: finds entities and articles by name and text.

use crate::cli::Common;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_common: &Common, _args: Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not there yet")
}

//! The command line: one subcommand a file, each with `Args` and `run`; data to stdout, talk to stderr.
//! Exit codes: 0 ok, 1 failure, 2 usage, 3 partly failed, 4 not found.

pub mod central;
pub mod check_data;
pub mod coded;
pub mod components;
pub mod delete;
pub mod demo;
pub mod diff;
pub mod dispute;
pub mod dyad;
pub mod eval;
pub mod evidence;
pub mod explain;
pub mod explain_merge;
pub mod export;
pub mod glob;
pub mod ingest;
pub mod input;
pub mod marked;
pub mod merge;
pub mod met;
pub mod network;
pub mod partners;
pub mod path;
pub mod read;
pub mod reindex;
pub mod search;
pub mod serve;
pub mod timeline;
pub mod train;
pub mod unmet;

pub mod door;
pub mod narrow;
pub mod text;
pub mod unpack;

use crate::cli::door::Refusal;
use crate::knowledge::Knowledge;
use crate::knowledge::KnowledgeError;
use crate::knowledge::source::Source;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::Parser;
use clap::Subcommand;
use clap::parser::ValueSource;
use std::path::PathBuf;
use std::process::ExitCode;

/// The command was given what it cannot use.
pub const USAGE: u8 = 2;
/// Some of the input failed; the rest was done.
pub const PARTLY_FAILED: u8 = 3;
/// The thing asked for is not there.
pub const NOT_FOUND: u8 = 4;

/// News text in; who met whom, when, where, about what, and which sentence says so, out.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every subcommand takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Common {
    /// The database file
    #[arg(long, global = true, env = "DEMARCHE_DB", default_value = "demarche.db")]
    pub db: PathBuf,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// A folder of rules and tables to use instead of those that the program carries
    #[arg(long, global = true, env = "DEMARCHE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

impl Common {
    /// The rules and tables, with the invented countries of their examples where `examples` asks for them.
    fn knowledge(&self, examples: bool) -> Result<Knowledge, KnowledgeError> {
        let source = self.data.clone().map_or(Source::Embedded, Source::Folder);
        Knowledge::from(&source, examples)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Analyses articles without storing them
    Read(read::Args),
    /// Reads, merges and stores articles, and the coded events of GDELT exports
    Ingest(ingest::Args),
    /// Takes articles back, with all that only they supported
    Delete(delete::Args),
    /// Takes an entity for another one from now on
    Merge(merge::Args),
    /// Undoes a merge of entities
    Split(merge::SplitArgs),
    /// Reads all stored articles with the rules of today
    Reindex(reindex::Args),
    /// Serves the HTTP API and the explorer
    Serve(serve::Args),
    /// Ingests the sample corpus into a fresh database and serves it
    Demo(demo::Args),
    /// Who met whom
    Met(met::Args),
    /// What happened with an entity, in order
    Timeline(timeline::Args),
    /// With whom an entity has to do most
    Partners(partners::Args),
    /// Whom an entity never met although they share counterparts
    Unmet(unmet::Args),
    /// The network round an entity
    Network(network::Args),
    /// The whole network, or that round some, as a file for other programs
    Export(export::Args),
    /// How relations between two countries ran
    Dyad(dyad::Args),
    /// How two entities are linked through meetings
    Path(path::Args),
    /// Who stands in the middle
    Central(central::Args),
    /// Into which parts the graph falls
    Components(components::Args),
    /// What came to be known between two days
    Diff(diff::Args),
    /// Parties, claims and states of a dispute
    Dispute(dispute::Args),
    /// Finds entities and articles by name and text
    Search(search::Args),
    /// The sentences behind an event, a dispute or an agreement
    Evidence(evidence::Args),
    /// Which rule fired where and why
    Explain(explain::Args),
    /// Why tellings were taken for one event, and which were kept apart
    ExplainMerge(explain_merge::Args),
    /// Runs every example in data/
    CheckData(check_data::Args),
    /// Scores against gold
    Eval(eval::Args),
    /// Trains the analyser's weights from treebanks (maintenance)
    Train(train::Args),
}

pub fn main() -> ExitCode {
    let matches = Cli::command().get_matches();
    let db_given = matches.subcommand().is_some_and(|(_, it)| {
        !matches!(it.value_source("db"), None | Some(ValueSource::DefaultValue))
    });
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match run(cli, db_given) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("demarche: {error:#}");
            error.downcast_ref::<Refusal>().map_or(ExitCode::FAILURE, |it| ExitCode::from(it.code))
        }
    }
}

fn run(cli: Cli, db_given: bool) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Read(args) => read::run(&cli.common, args),
        Command::Ingest(args) => ingest::run(&cli.common, args),
        Command::Delete(args) => delete::run(&cli.common, &args),
        Command::Merge(args) => merge::merge(&cli.common, &args),
        Command::Split(args) => merge::split(&cli.common, &args),
        Command::Reindex(args) => reindex::run(&cli.common, args),
        Command::Serve(args) => serve::run(&cli.common, &args),
        Command::Demo(args) => demo::run(&cli.common, &args, db_given),
        Command::Met(args) => met::run(&cli.common, args),
        Command::Timeline(args) => timeline::run(&cli.common, args),
        Command::Partners(args) => partners::run(&cli.common, args),
        Command::Unmet(args) => unmet::run(&cli.common, args),
        Command::Network(args) => network::run(&cli.common, args),
        Command::Export(args) => export::run(&cli.common, args),
        Command::Dyad(args) => dyad::run(&cli.common, args),
        Command::Path(args) => path::run(&cli.common, args),
        Command::Central(args) => central::run(&cli.common, args),
        Command::Components(args) => components::run(&cli.common, args),
        Command::Diff(args) => diff::run(&cli.common, args),
        Command::Dispute(args) => dispute::run(&cli.common, args),
        Command::Search(args) => search::run(&cli.common, args),
        Command::Evidence(args) => evidence::run(&cli.common, &args),
        Command::Explain(args) => explain::run(&cli.common, args),
        Command::ExplainMerge(args) => explain_merge::run(&cli.common, &args),
        Command::CheckData(args) => check_data::run(&cli.common, &args),
        Command::Eval(args) => eval::run(&cli.common, &args),
        Command::Train(args) => train::run(&cli.common, &args),
    }
}

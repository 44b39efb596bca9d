//! `demarche merge` and `demarche split`: two entities are one, or are not any longer.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::ingest;
use crate::ingest::Ingest;
use crate::ingest::Ticket;
use crate::ingest::outcome::Outcome;
use crate::model::delta::Merge;
use crate::model::id::EntityId;
use crate::store::writer::Store;
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche merge person:s-lavrov person:sergei-lavrov
  demarche merge \"Ali Hassan Jr\" \"Ali Hassan\"
  demarche merge --db news.db org:eu org:european-union")]
pub struct Args {
    /// Id or name of the entity that is taken for the other from now on
    from: String,
    /// Id or name of the entity that stays
    into: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche split person:s-lavrov
  demarche split --db news.db org:eu
  demarche split --json person:s-lavrov")]
pub struct SplitArgs {
    /// Id of the entity that was taken for another
    id: String,
}

pub fn merge(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?;
    let (from, to) = (door.entity(&args.from, &[])?.clone(), door.entity(&args.into, &[])?.clone());
    let told = format!("{from} is {to} from now on");
    answer(common, &told, |it| it.merge(Merge { from, to }))
}

pub fn split(common: &Common, args: &SplitArgs) -> anyhow::Result<ExitCode> {
    drop(Door::open(common)?);
    let id = EntityId::new(args.id.as_str());
    let told = format!("{id} is an entity of its own again");
    answer(common, &told, |it| it.split(id))
}

fn answer(
    common: &Common,
    told: &str,
    ask: impl FnOnce(&Ingest) -> Ticket,
) -> anyhow::Result<ExitCode> {
    let knowledge = Arc::new(common.knowledge(false)?);
    let store = Store::open(&common.db)?;
    let ingest = Ingest::start(store, ingest::by_knowledge(knowledge), Arc::default())?;
    match ask(&ingest).wait()? {
        Outcome::Refused(reason) => Err(Refusal::usage(reason).into()),
        Outcome::Rearranged(generation) => {
            let out = if common.json {
                json!({ "done": told, "generation": generation }).to_string()
            } else {
                told.to_owned()
            };
            writeln!(std::io::stdout(), "{out}")?;
            Ok(ExitCode::SUCCESS)
        }
        Outcome::New(..)
        | Outcome::Duplicate(_)
        | Outcome::Changed(..)
        | Outcome::Failed(_)
        | Outcome::Coded { .. }
        | Outcome::Retracted(..)
        | Outcome::Unknown(_) => anyhow::bail!("the writer answered to another question"),
    }
}

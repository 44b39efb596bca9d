//! `demarche eval`: scores against gold.

use crate::cli::Common;
use crate::eval::parse;
use anyhow::Context;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Tags and trees on a treebank (CoNLL-U), tokens and sentences on its raw text
    Parse {
        file: PathBuf,
        /// Weights other than the built-in ones
        #[arg(long)]
        weights: Option<PathBuf>,
    },
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    match &args.what {
        What::Parse { file, weights } => eval_parse(common, file, weights.as_deref()),
    }
}

fn eval_parse(common: &Common, file: &Path, weights: Option<&Path>) -> anyhow::Result<ExitCode> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let model = match weights {
        Some(path) => {
            let bytes = fs::read(path).with_context(|| path.display().to_string())?;
            parse::model(&bytes).with_context(|| path.display().to_string())?
        }
        None => common.knowledge(false)?.model,
    };
    let (scores, found) =
        parse::evaluate(&model, &text).with_context(|| file.display().to_string())?;
    let rows = [
        ("upos", scores.upos),
        ("uas", scores.uas),
        ("las", scores.las),
        ("uas_np", scores.uas_np),
        ("las_np", scores.las_np),
        ("token_f1", found.token_f1),
        ("sentence_f1", found.sentence_f1),
    ];
    if common.json {
        let round = |it: f64| (it * 100.0).round() / 100.0;
        let object: serde_json::Map<String, serde_json::Value> =
            rows.iter().map(|(name, value)| ((*name).to_owned(), round(*value).into())).collect();
        anstream::println!("{}", serde_json::Value::Object(object));
    } else {
        rows.iter().for_each(|(name, value)| anstream::println!("{name:12} {value:6.2}"));
    }
    Ok(ExitCode::SUCCESS)
}

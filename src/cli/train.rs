//! `demarche train`: trains the analyser's weights from treebanks.

use crate::cli::Common;
use crate::eval::conllu;
use crate::eval::conllu::Gold;
use crate::eval::parse;
use crate::eval::train;
use crate::eval::train::Epoch;
use crate::eval::train::Material;
use crate::eval::train::Options;
use crate::eval::train::data::RawVectors;
use crate::eval::train::network::Dropout;
use anyhow::Context;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Treebanks to train on (CoNLL-U)
    #[arg(required = true)]
    train: Vec<PathBuf>,
    /// Treebank to score on after each epoch
    #[arg(long)]
    dev: Option<PathBuf>,
    /// Raw word vectors, as benches/vectors.py writes them
    #[arg(long)]
    vectors: Option<PathBuf>,
    /// Weights of a model to learn from as well (may be given several times)
    #[arg(long)]
    teacher: Vec<PathBuf>,
    /// Weight of the teachers against the treebanks
    #[arg(long, default_value_t = 0.5)]
    trust: f32,
    /// Plain text that the teachers parse to learn from (may be given several times)
    #[arg(long, requires = "teacher")]
    raw: Vec<PathBuf>,
    /// Where the weights go
    #[arg(long, default_value = "data/model/english.bin")]
    out: PathBuf,
    #[arg(long, default_value_t = 96)]
    hidden: usize,
    #[arg(long, default_value_t = 3)]
    layers: usize,
    /// Layer, from 1, that the tags are read from
    #[arg(long, default_value_t = 1)]
    tag_layer: usize,
    #[arg(long, default_value_t = 16)]
    epochs: usize,
    /// Tokens a step
    #[arg(long, default_value_t = 320)]
    batch: usize,
    #[arg(long, default_value_t = 0.002)]
    rate: f32,
    /// Share of words whose form is hidden
    #[arg(long, default_value_t = 0.25)]
    word_dropout: f32,
    /// Share of words whose vector is hidden
    #[arg(long, default_value_t = 0.0)]
    vector_dropout: f32,
    /// Share of each layer's output that is hidden
    #[arg(long, default_value_t = 0.28)]
    dropout: f32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(_common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let mut trees = Vec::new();
    for path in &args.train {
        trees.extend(read(path)?);
    }
    let dev = args.dev.as_deref().map(read).transpose()?.unwrap_or_default();
    let vectors = match &args.vectors {
        Some(path) => {
            let bytes = fs::read(path).with_context(|| path.display().to_string())?;
            RawVectors::from_bytes(&bytes).context("not a file of word vectors")?
        }
        None => RawVectors::default(),
    };
    let mut teachers = Vec::new();
    for path in &args.teacher {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        teachers.push(parse::model(&bytes).with_context(|| path.display().to_string())?);
    }
    let mut raw = Vec::new();
    for path in &args.raw {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        raw.extend(train::sentences(&text));
    }
    let options = Options {
        hidden: args.hidden,
        layers: args.layers,
        tag_layer: args.tag_layer,
        epochs: args.epochs,
        batch: args.batch,
        rate: args.rate,
        dropout: Dropout {
            word: args.word_dropout,
            vector: args.vector_dropout,
            layer: args.dropout,
            space: args.dropout,
        },
        trust: args.trust,
        seed: args.seed,
    };
    let material = Material { train: trees, dev, vectors, teachers, raw };
    let weights = train::run(&options, &material, &mut report);
    fs::write(&args.out, weights.to_bytes()).with_context(|| args.out.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    conllu::read(&text).with_context(|| path.display().to_string())
}

fn report(epoch: &Epoch) {
    anstream::eprintln!(
        "epoch {}: loss tag {:.4} arc {:.4} label {:.4}, gradient {:.2}; dev UPOS {:.2} UAS {:.2} LAS {:.2}",
        epoch.number,
        epoch.tag_loss,
        epoch.arc_loss,
        epoch.label_loss,
        epoch.gradient,
        epoch.dev.upos,
        epoch.dev.uas,
        epoch.dev.las
    );
}

//! `demarche eval`: scores against gold.

use crate::cli::Common;
use crate::eval::articles;
use crate::eval::articles::Report;
use crate::eval::articles::floors::Floors;
use crate::eval::articles::score::Score;
use crate::eval::pairs;
use crate::eval::pairs::score::f1;
use crate::eval::parse;
use anyhow::Context;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:
  demarche eval data/gold/articles --details
  demarche eval data/gold/articles --floor data/gold/floors.toml --raise
  demarche eval parse data/treebank/news-test.conllu --json
  demarche eval pairs data/gold/pairs --json"
)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// A folder of gold articles (*.json)
    #[arg(required = true)]
    dir: Option<PathBuf>,
    /// List what was missed and what was wrong, article by article
    #[arg(long)]
    details: bool,
    /// Fail if a score is below the F1 that this TOML file gives for its measure
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
    /// Write the scores that are higher than their floors into that file
    #[arg(long, requires = "floor")]
    raise: bool,
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
    /// Texts that tell one meeting, and near misses: do they come to one event?
    Pairs {
        dir: PathBuf,
        /// List what was missed and what was wrong
        #[arg(long)]
        details: bool,
    },
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    match (&args.what, &args.dir) {
        (Some(What::Parse { file, weights }), _) => eval_parse(common, file, weights.as_deref()),
        (Some(What::Pairs { dir, details }), _) => eval_pairs(common, dir, *details),
        (None, Some(dir)) => eval_articles(common, args, dir),
        (None, None) => anyhow::bail!("no folder of gold articles is given"),
    }
}

fn eval_articles(common: &Common, args: &Args, dir: &Path) -> anyhow::Result<ExitCode> {
    let report = articles::evaluate(dir, &common.knowledge(true)?)?;
    if common.json {
        anstream::println!("{}", as_json(&report, args.details));
    } else {
        anstream::print!("{}", as_text(&report, args.details));
    }
    let Some(path) = &args.floor else { return Ok(ExitCode::SUCCESS) };
    let floors = match path.exists() || !args.raise {
        true => Floors::load(path)?,
        false => Floors::default(),
    };
    let fallen = floors.fallen(&report.scores);
    fallen.iter().for_each(|it| anstream::eprintln!("demarche: {it}"));
    if args.raise {
        floors.raised(&report.scores).save(path)?;
    }
    Ok(if fallen.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn as_text(report: &Report, details: bool) -> String {
    let mut out = heading();
    for (measure, score) in &report.scores {
        out += &line(measure.as_str(), score);
    }
    for (article, scored) in report.articles.iter().filter(|_| details) {
        out += &format!("\n{article}\n");
        for (measure, judged) in scored {
            let missed = judged.missed.iter().map(|it| ("missed", it));
            for (what, it) in missed.chain(judged.wrong.iter().map(|it| ("wrong", it))) {
                out += &format!("  {:<15}{what:<8}{it}\n", measure.as_str());
            }
        }
    }
    out
}

fn heading() -> String {
    let (system, gold) = ("right/system", "found/gold");
    format!("{:<15}{:>7}{:>7}{:>7}  {system:>13} {gold:>12}\n", "measure", "P", "R", "F1")
}

fn line(name: &str, score: &Score) -> String {
    let number = |it: Option<f64>| it.map_or("-".to_owned(), |it| format!("{it:.3}"));
    let (p, r, f1) = score.shares();
    let (p, r, f1) = (number(p), number(r), number(f1));
    let system = format!("{}/{}", score.hits_p, score.system);
    let gold = format!("{}/{}", score.hits_r, score.gold);
    format!("{name:<15}{p:>7}{r:>7}{f1:>7}  {system:>13} {gold:>12}\n")
}

fn numbers(score: &Score) -> Value {
    let (p, r, f1) = score.shares();
    json!({
        "p": p, "r": r, "f1": f1,
        "right": score.hits_p, "system": score.system, "found": score.hits_r, "gold": score.gold,
    })
}

fn as_json(report: &Report, details: bool) -> Value {
    let mut object = Map::new();
    for (measure, it) in &report.scores {
        object.insert(measure.as_str().to_owned(), numbers(it));
    }
    if details {
        let mut all = Map::new();
        for (article, scored) in &report.articles {
            let judged = scored.iter().map(|(measure, it)| {
                (measure.as_str().to_owned(), json!({ "missed": it.missed, "wrong": it.wrong }))
            });
            all.insert(article.clone(), Value::Object(judged.collect()));
        }
        object.insert("details".to_owned(), Value::Object(all));
    }
    Value::Object(object)
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
        let object: Map<String, Value> =
            rows.iter().map(|(name, value)| ((*name).to_owned(), round(*value).into())).collect();
        anstream::println!("{}", Value::Object(object));
    } else {
        rows.iter().for_each(|(name, value)| anstream::println!("{name:12} {value:6.2}"));
    }
    Ok(ExitCode::SUCCESS)
}

fn eval_pairs(common: &Common, dir: &Path, details: bool) -> anyhow::Result<ExitCode> {
    let report = pairs::evaluate(dir, &common.knowledge(true)?)?;
    let rows = [
        ("pairs", &report.pairs),
        ("pairs_read", &report.pairs_read),
        ("exact_tuple", &report.exact_tuple),
    ];
    let grouped = [("b_cubed", report.b_cubed), ("b_cubed_exact", report.b_cubed_exact)];
    if common.json {
        let mut object: Map<String, Value> =
            rows.iter().map(|(name, it)| ((*name).to_owned(), numbers(it))).collect();
        for (name, (p, r)) in grouped {
            object.insert(name.to_owned(), json!({ "p": p, "r": r, "f1": f1((p, r)) }));
        }
        object.insert("texts".to_owned(), report.texts.into());
        object.insert("unread".to_owned(), report.unread.clone().into());
        if details {
            let (missed, wrong) = (&report.pairs.missed, &report.pairs.wrong);
            object.insert("details".to_owned(), json!({ "missed": missed, "wrong": wrong }));
        }
        anstream::println!("{}", Value::Object(object));
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = heading();
    rows.iter().for_each(|(name, it)| out += &line(name, it));
    for (name, (p, r)) in grouped {
        out += &format!("{name:<15}{p:>7.3}{r:>7.3}{:>7.3}\n", f1((p, r)));
    }
    out += &format!("texts {}, meeting not read in {}\n", report.texts, report.unread.len());
    if details {
        report.unread.iter().for_each(|it| out += &format!("unread {it}\n"));
        report.pairs.missed.iter().for_each(|it| out += &format!("missed {it}\n"));
        report.pairs.wrong.iter().for_each(|it| out += &format!("wrong  {it}\n"));
    }
    anstream::print!("{out}");
    Ok(ExitCode::SUCCESS)
}

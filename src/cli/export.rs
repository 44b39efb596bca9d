//! `demarche export`: the whole network, or that round some, as a file that other programs eat.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::many;
use crate::cli::narrow::some;
use crate::export::Format;
use crate::export::csv::Table;
use crate::http::form::Accepts;
use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::params::event_types;
use crate::http::params::filter;
use crate::http::params::network::FORM;
use crate::http::params::network::wanted;
use crate::http::params::types;
use crate::http::problem::Problem;
use crate::model::code::EventType;
use crate::query::budget::Budget;
use crate::query::network;
use crate::query::network::Subgraph;
use crate::query::whole;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche export gexf -o world.gexf
  demarche export csv --table dyads --from 2007 --to 2007 > dyads.csv
  demarche export geojson --seed \"Vladimir Putin\" --seed country:JPN --depth 1 -o map.geojson")]
pub struct Args {
    /// cytoscape, node-link, graphology, gexf, graphml, geojson, csv, jsonld or dot
    format: String,
    /// An id or a name to begin from, as often as need be; without any, all who took part in events
    #[arg(long, value_name = "ID")]
    seed: Vec<String>,
    /// How many events away from the seeds at most, 1 to 4
    #[arg(long, value_name = "N")]
    depth: Option<String>,
    /// At most so many nodes, 1 to 1000000
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// Through events of these types, with commas between; without, meetings round seeds and else all
    #[arg(long)]
    types: Vec<String>,
    /// Which table of csv: nodes, edges, events or dyads
    #[arg(long)]
    table: Option<String>,
    /// The file to write, in place of the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    narrow: Narrow,
}

/// What the flags ask, without the seeds.
#[derive(Debug)]
struct Asked {
    question: network::Question,
    format: Option<Format>,
}

/// More edges than any question of a server may walk: nobody else waits.
const EDGES: u64 = 1_000_000_000;

impl Params for Asked {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            Key::new("depth", Value::Count { min: 1, max: 4, default: 2 }, ""),
            Key::new("limit", Value::Count { min: 1, max: 1_000_000, default: 10_000 }, ""),
            Key::new("types", Value::OneOf(types), "").many(),
        ],
        FORM,
        FILTER,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let question = network::Question {
            seeds: Vec::new(),
            depth: values.count("depth", Self::KEYS),
            limit: values.count("limit", Self::KEYS),
            types: event_types(values, "types"),
            events: 0,
            filter: filter(values)?,
        };
        Ok(Asked { question, format: wanted(values).choose(&Accepts::default())? })
    }
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let known_at = args.narrow.known_at().map(str::to_owned);
    let keys = [
        ("format", Some(args.format)),
        ("table", args.table),
        ("depth", args.depth),
        ("limit", args.limit),
    ];
    let pairs = [some(keys), many("types", args.types), args.narrow.pairs()].concat();
    let Asked { mut question, format } = params(&pairs)?;
    let format = format.unwrap_or(Format::Csv(Table::Edges));
    question.events = format.events();
    let door = Door::open(common)?.known_at(known_at.as_deref());
    for seed in &args.seed {
        question.seeds.push(door.entity(seed, &[])?.clone());
    }
    if question.types.is_empty() {
        let meetings = !question.seeds.is_empty();
        question.types = if meetings { vec![EventType::Consult] } else { EventType::ALL.to_vec() };
    }
    let subgraph = subgraph(&door, &question)?;
    if let Some(cut) = subgraph.truncated {
        let kept = subgraph.nodes.len();
        anstream::eprintln!(
            "demarche: not all of it: cut by {} at {kept} nodes; --limit takes more",
            cut.as_str()
        );
    }
    let file = format.write(&door.graph, &subgraph)?;
    match args.output {
        Some(path) => {
            fs::write(&path, file)
                .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        None => door.write(&file),
    }
}

fn subgraph<'a>(door: &'a Door, question: &'a network::Question) -> Result<Subgraph<'a>, Refusal> {
    let mut budget = Budget::new(EDGES);
    if question.seeds.is_empty() {
        let network::Question { limit, types, events, filter, .. } = question.clone();
        return Ok(whole::ask(
            &door.graph,
            &whole::Question { limit, types, events, filter },
            &mut budget,
        ));
    }
    let subgraph = network::ask(&door.graph, question, &mut budget);
    subgraph.map_err(|unknown| Refusal::not_found(unknown.as_str()))
}

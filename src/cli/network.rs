//! `demarche network`: the network round an entity.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::door::params;
use crate::cli::narrow::Narrow;
use crate::cli::narrow::many;
use crate::cli::narrow::some;
use crate::cli::text;
use crate::export::Format;
use crate::http::params::entity::Network;
use crate::http::view;
use crate::http::view::Shown;
use crate::query::budget::Budget;
use crate::query::names::name;
use crate::query::network;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche network \"Vladimir Putin\" --limit 50
  demarche network country:JPN --depth 1 --types CONSULT,AGREE
  demarche network person:vladimir-putin --limit 50 --format cytoscape > putin.json")]
pub struct Args {
    /// An id or a name
    id: String,
    /// How many events away at most, 1 to 4
    #[arg(long, value_name = "N")]
    depth: Option<String>,
    /// At most so many nodes, 1 to 1000
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// Through events of these types, with commas between
    #[arg(long)]
    types: Vec<String>,
    /// The form that a front-end eats: cytoscape, node-link or graphology
    #[arg(long)]
    format: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.id, &[])?;
    let bounds = some([("depth", args.depth), ("limit", args.limit), ("format", args.format)]);
    let pairs = [bounds, many("types", args.types), args.narrow.pairs()].concat();
    let (question, format) = params::<Network>(&pairs)?.question(entity.as_str());
    let subgraph = network::ask(&door.graph, &question, &mut Budget::default());
    let subgraph = subgraph.map_err(|it| Refusal::not_found(it.as_str()))?;
    if let Some(format) = format.as_deref().and_then(Format::parse) {
        return door.print(&String::from_utf8(format.write(&door.graph, &subgraph)?)?);
    }
    let body = Shown { graph: &door.graph, filter: &question.filter }.network(&subgraph);
    let row = |it: &network::Edge| {
        let (a, b) = (name(&door.graph, it.source), name(&door.graph, it.target));
        let (first, last) = (text::or_dash(it.first()), text::or_dash(it.last()));
        [
            a.to_owned(),
            it.label().to_owned(),
            b.to_owned(),
            it.events.len().to_string(),
            first,
            last,
        ]
    };
    door.answer(&body, || {
        let edges = subgraph.edges.iter().map(row).collect();
        format!(
            "{}\n{}",
            nodes(&body),
            text::table(["Who", "", "Whom", "Times", "First", "Last"], edges)
        )
    })
}

fn nodes(body: &view::network::Network) -> String {
    let row = |it: &view::network::Node| {
        let country = it.country.and_then(|it| it.rsplit(':').next());
        [it.name.to_owned(), text::or_dash(country), it.depth.to_string(), it.weight.to_string()]
    };
    text::table(["Node", "Country", "Away", "Weight"], body.nodes.iter().map(row).collect())
}

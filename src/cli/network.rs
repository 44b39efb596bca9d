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
use crate::http::form::Accepts;
use crate::http::params::network::Network;
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
    /// As a file: cytoscape, node-link, graphology, gexf, graphml, geojson, csv, jsonld or dot
    #[arg(long)]
    format: Option<String>,
    /// Which table of csv: nodes, edges, events or dyads
    #[arg(long)]
    table: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
}

pub fn run(common: &Common, args: Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?.known_at(args.narrow.known_at());
    let entity = door.entity(&args.id, &[])?;
    let bounds = some([("depth", args.depth), ("limit", args.limit)]);
    let form = some([("format", args.format), ("table", args.table)]);
    let pairs = [bounds, form, many("types", args.types), args.narrow.pairs()].concat();
    let asked = params::<Network>(&pairs)?;
    let format = asked.wanted.choose(&Accepts::default()).map_err(Refusal::from)?;
    let mut question = asked.question(entity.as_str());
    question.events = format.map_or(network::SOME, Format::events);
    let subgraph = network::ask(&door.graph, &question, &mut Budget::default());
    let subgraph = subgraph.map_err(|unknown| Refusal::not_found(unknown.as_str()))?;
    if let Some(format) = format {
        return door.write(&format.write(&door.graph, &subgraph)?);
    }
    let body = Shown { graph: &door.graph, filter: &question.filter }.network(&subgraph);
    let row = |it: &network::Edge| {
        let (a, b) = (name(&door.graph, it.source), name(&door.graph, it.target));
        let (first, last) =
            (text::or_dash(it.first.text().as_deref()), text::or_dash(it.last.text().as_deref()));
        [a.to_owned(), it.label().to_owned(), b.to_owned(), it.times.to_string(), first, last]
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

//! `demarche explain-merge`: why tellings were taken for one event, and which were kept apart.

use crate::cli::Common;
use crate::cli::door::Door;
use crate::cli::door::Refusal;
use crate::cli::text;
use crate::merge::explain::Apart;
use crate::merge::explain::Detail;
use crate::merge::explain::Explanation;
use crate::merge::explain::Told;
use crate::merge::explain::explain;
use crate::model::id::EventId;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  demarche explain-merge event:2007-10-23-jpn-rus-visit-3f9a1c02
  demarche explain-merge event:2007-10-23-jpn-rus-visit-3f9a1c02 --json
  demarche --db news.db explain-merge event:2018-06-12-prk-usa-talks-0b7d1e55")]
pub struct Args {
    /// The id of an event
    id: String,
}

pub fn run(common: &Common, args: &Args) -> anyhow::Result<ExitCode> {
    let door = Door::open(common)?;
    let id = EventId::new(args.id.as_str());
    let id = door.graph.redirect(&id).unwrap_or(&id);
    let event = door.graph.event(id).ok_or_else(|| Refusal::not_found(&args.id))?;
    let explanation = explain(&door.graph, event);
    door.answer(&explanation, || as_text(&explanation))
}

fn as_text(it: &Explanation) -> String {
    let (articles, sources) = (it.tellings.len(), it.sources);
    let mut out =
        format!("{}\ntold by {articles} articles, {sources} of them independent\n", it.id);
    it.tellings.iter().for_each(|it| out += &telling(it));
    if !it.details.is_empty() {
        out += "\ntold differently\n";
    }
    it.details.iter().for_each(|it| out += &detail(it));
    let step = |(day, status): (&str, &str)| format!("{status} from {day}");
    let steps = it.history.iter().map(|it| step((&it.known_from, it.status)));
    out += &format!("\nknown as {}\n", steps.collect::<Vec<String>>().join(", "));
    if !it.apart.is_empty() {
        out += "\nkept apart\n";
    }
    it.apart.iter().for_each(|it| out += &apart(it));
    text::clean(&out)
}

fn telling(it: &Told) -> String {
    let day = it.published.unwrap_or("undated");
    let copy = it.copy_of.map(|it| format!(", a copy of {it}")).unwrap_or_default();
    let mut out = format!("\n{} of {day}{copy}\n", it.article);
    if let Some(quote) = it.quote {
        out += &format!("  {}\n", text::quote(quote));
    }
    if let Some(tie) = &it.tie {
        out += &format!("  one with {} by {} points\n", tie.to, tie.score);
        tie.reasons.iter().for_each(|it| out += &format!("    {it}\n"));
    }
    out
}

fn detail(it: &Detail) -> String {
    let mut out = format!("  {}: {}\n", it.what, it.shown);
    for voice in &it.told {
        let who = voice.articles.join(", ");
        out += &format!("    {} ({} independent): {who}\n", voice.value, voice.sources);
    }
    out
}

fn apart(it: &Apart) -> String {
    let (shared, reasons) = (it.shared.join(", "), it.reasons.join("; "));
    format!("  {} ({} points; {shared})\n    {reasons}\n", it.id, it.score)
}

//! Answers as text for people: tables and events with their sentences.

use crate::http::view::event::Event;
use crate::http::view::event::Evidence;
use crate::http::view::event::Participant;
use comfy_table::ColumnConstraint;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::TableComponent;
use comfy_table::presets;
use std::fmt::Write;
use std::io::IsTerminal;

/// Characters in a line where the terminal does not tell.
const WIDTH: u16 = 100;
/// Pieces of evidence that are shown of a fact.
const QUOTES: usize = 3;

/// A table; nothing but a word where there are no rows. Ids are not broken.
pub fn table<const N: usize>(heads: [&str; N], rows: Vec<[String; N]>) -> String {
    if rows.is_empty() {
        return "nothing\n".to_owned();
    }
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_style(TableComponent::HeaderLines, '─');
    table.set_style(TableComponent::MiddleHeaderIntersections, '─');
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    table.set_header(heads);
    for row in rows {
        table.add_row(row.map(|it| clean(&it)));
    }
    for (column, head) in table.column_iter_mut().zip(heads) {
        column.set_padding((0, 2));
        if head == "Id" {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.lines().fold(String::new(), |all, line| all + line.trim_end() + "\n")
}

/// An event with those who took part and its sentences.
pub fn event(event: &Event) -> String {
    heading(event) + &quotes(&event.evidence)
}

/// An event with those who took part.
pub fn heading(event: &Event) -> String {
    let time = event.time.as_ref().map_or("undated", |it| it.edtf);
    let what = event.what();
    let status =
        if event.status == "held" { String::new() } else { format!(" ({})", event.status) };
    let places: Vec<&str> = event.places.iter().map(|it| it.name).collect();
    let places = if places.is_empty() { String::new() } else { format!(", {}", places.join(", ")) };
    let named = |it: &Participant| match it.on_behalf_of {
        Some(of) => format!("{} ({})", it.entity.name, of.rsplit(':').next().unwrap_or(of)),
        None => it.entity.name.to_owned(),
    };
    let sides = event.sides().into_iter().filter(|it| !it.is_empty());
    let sides = sides.map(|it| it.into_iter().map(named).collect::<Vec<String>>().join(" · "));
    let who = sides.collect::<Vec<String>>().join(" → ");
    clean(&format!("{time}  {what}{status}{places}\n  {who}\n  {}\n", event.id))
}

/// The first sentences that say so, each with its article.
pub fn quotes(evidence: &[Evidence]) -> String {
    let mut out = String::new();
    for it in evidence.iter().take(QUOTES) {
        let source = it.source.unwrap_or("unknown source");
        let day: String = it.published.unwrap_or("undated").chars().take(10).collect();
        // Writing to a String cannot fail.
        writeln!(out, "  {} {source}, {day}", quote(it.quote)).unwrap_or_default();
    }
    if evidence.len() > QUOTES {
        writeln!(out, "  and {} more", evidence.len() - QUOTES).unwrap_or_default();
    }
    clean(&out)
}

/// A sentence in one line.
pub fn quote(words: &str) -> String {
    format!("“{}”", words.split_whitespace().collect::<Vec<&str>>().join(" "))
}

/// An optional word; a dash where there is none.
pub fn or_dash(text: Option<&str>) -> String {
    text.unwrap_or("-").to_owned()
}

/// Without characters that would command the terminal.
pub fn clean(text: &str) -> String {
    let kept = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    text.chars().map(kept).collect()
}

//! A reading for the eye: a table of its events, and the article with its mentions marked.

use crate::model::code::Form;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::model::span::Field;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use std::collections::BTreeMap;

/// Head lines, people, events, disputes and the marked text.
pub fn show(reading: &Reading) -> String {
    let article = &reading.article;
    let mut parts = vec![
        [
            article.title.clone().unwrap_or_else(|| "(no title)".to_owned()),
            article.published.clone().unwrap_or_else(|| "(no date)".to_owned()),
            article.source.clone().unwrap_or_else(|| "(no source)".to_owned()),
        ]
        .join(" · "),
    ];
    parts.push(events(reading));
    for dispute in &reading.disputes {
        let parties: Vec<&str> =
            dispute.parties.iter().map(|it| name(reading, it.as_str())).collect();
        parts.push(format!("Dispute: {} ({})", dispute.name, parties.join(", ")));
    }
    for agreement in &reading.agreements {
        let state = agreement.state.map_or("state unknown", |it| it.as_str());
        parts.push(format!("Agreement: {} ({state})", agreement.name));
    }
    parts.push(marked(reading));
    parts.join("\n\n") + "\n"
}

fn events(reading: &Reading) -> String {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["when", "what", "status", "who", "where", "sentence"]);
    for event in &reading.events {
        table.add_row(row(reading, event));
    }
    if reading.events.is_empty() { "No event.".to_owned() } else { table.to_string() }
}

fn row(reading: &Reading, event: &Event) -> Vec<String> {
    let who: Vec<String> = event
        .participants
        .iter()
        .map(|it| format!("{} ({})", name(reading, it.entity.as_str()), it.role))
        .collect();
    let places: Vec<&str> = event.places.iter().map(|it| name(reading, it.as_str())).collect();
    vec![
        event.time.as_ref().map_or_else(String::new, |it| it.edtf.clone()),
        event.mode.clone().unwrap_or_else(|| event.kind.as_str().to_lowercase()),
        event.status.as_str().to_owned(),
        who.join(", "),
        places.join(", "),
        event.evidence.first().map_or_else(String::new, |it| it.quote.clone()),
    ]
}

fn name<'a>(reading: &'a Reading, id: &'a str) -> &'a str {
    reading.entities.iter().find(|it| it.id.as_str() == id).map_or(id, |it| it.name.as_str())
}

/// The text with each mention in brackets and its entity behind it; inner mentions are left out.
fn marked(reading: &Reading) -> String {
    let mut at: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for entity in &reading.entities {
        for mention in
            entity.mentions.iter().filter(|it| it.field == Field::Text && it.form != Form::Pronoun)
        {
            let known = at.get(&mention.start).map_or(0, |it| it.0);
            if mention.end > known {
                at.insert(mention.start, (mention.end, entity.id.as_str()));
            }
        }
    }
    let mut out = String::new();
    let mut open: Option<(usize, &str)> = None;
    for (i, c) in reading.article.text.chars().enumerate() {
        close(&mut out, &mut open, i);
        if let (None, Some((end, id))) = (open, at.get(&i)) {
            out.push('[');
            open = Some((*end, id));
        }
        out.push(c);
    }
    close(&mut out, &mut open, usize::MAX);
    out
}

fn close(out: &mut String, open: &mut Option<(usize, &str)>, at: usize) {
    if let Some((_, id)) = open.filter(|it| it.0 <= at) {
        out.push_str(&format!("|{id}]"));
        *open = None;
    }
}

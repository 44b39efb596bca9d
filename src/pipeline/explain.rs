//! The derivation of a reading as text: the tree of each sentence, then which rule bound which mention, date and event.

use crate::entity::rejected::Rejected;
use crate::event::matcher;
use crate::knowledge::Knowledge;
use crate::model::article::Article;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use crate::pipeline;
use crate::pipeline::Stages;
use crate::text::parsed::Sentence;
use std::fmt::Write;

/// Everything that the stages found in the article, sentence by sentence.
pub fn explain(article: &Article, knowledge: &Knowledge) -> String {
    let stages = pipeline::stages(article, knowledge);
    let reading = pipeline::reading(article.clone(), &stages, knowledge);
    let mut out = String::new();
    for (number, sentence) in stages.parsed.sentences.iter().enumerate() {
        explain_sentence(&mut out, number, sentence, &stages);
        explain_refused(&mut out, number, sentence, &stages, (article, knowledge));
        for event in reading.events.iter().filter(|it| stands_in(it, sentence)) {
            explain_event(&mut out, event, sentence, &reading);
        }
        out.push('\n');
    }
    for note in &reading.notes {
        line(
            &mut out,
            format_args!("note     {} {}-{} `{}`", note.kind, note.start, note.end, note.text),
        );
    }
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}

fn explain_sentence(out: &mut String, number: usize, sentence: &Sentence, stages: &Stages) {
    let (field, start, end) = (sentence.field.as_str(), sentence.start, sentence.end);
    line(out, format_args!("sentence {number} ({field} {start}-{end})"));
    for (i, token) in sentence.tokens.iter().enumerate() {
        let head = token.head.map_or_else(|| "-".to_owned(), |it| it.to_string());
        let (upos, label) = (token.upos.as_str(), token.label.as_str());
        line(
            out,
            format_args!(
                "  {i:>3} {:<20} {:<18} {upos:<6} {head:>4} {label}",
                token.text, token.lemma
            ),
        );
    }
    for mention in stages.mentions.in_sentence(number) {
        let named = mention.entities.iter().filter_map(|it| stages.mentions.entities.get(*it));
        let ids: Vec<&str> = named.map(|it| it.id.as_str()).collect();
        let words = words(sentence, mention.first, mention.last);
        let (form, rule) = (mention.form, &mention.rule);
        let place = if mention.as_place { ", as a place" } else { "" };
        line(
            out,
            format_args!(
                "  mention  `{words}` = {} ({form}{place}) by {rule}{}",
                ids.join(" + "),
                rejected(&mention.rejected)
            ),
        );
    }
    for open in stages.mentions.open.iter().filter(|it| it.sentence == number) {
        let words = words(sentence, open.first, open.last);
        line(out, format_args!("  open     `{words}`{}", rejected(&open.rejected)));
    }
    for date in stages.dates.in_sentence(number) {
        let words = words(sentence, date.first, date.last);
        line(
            out,
            format_args!(
                "  date     `{words}` = {} ({:?}) by {}",
                date.time.edtf, date.relation, date.rule
            ),
        );
    }
}

/// "; rejected: person:b (gender), country:c (not a person)".
fn rejected(all: &[Rejected]) -> String {
    let each: Vec<String> =
        all.iter().map(|it| format!("{} ({})", it.candidate, it.reason)).collect();
    if each.is_empty() { String::new() } else { format!("; rejected: {}", each.join(", ")) }
}

/// The rules that a word of the sentence may trigger and that did not hold; those that need other words beside it are
/// no readings of this sentence.
fn explain_refused(
    out: &mut String,
    number: usize,
    sentence: &Sentence,
    stages: &Stages,
    (article, knowledge): (&Article, &Knowledge),
) {
    let ctx = pipeline::context(article, stages, knowledge);
    let tables = &knowledge.events;
    let all = matcher::refused(ctx, number, &tables.rules, &tables.status);
    for refused in all.iter().filter(|it| !it.why.starts_with("lacks")) {
        let word = words(sentence, refused.at, refused.at);
        line(out, format_args!("  rejected `{word}` by {}: {}", refused.rule, refused.why));
    }
}

fn words(sentence: &Sentence, first: usize, last: usize) -> String {
    let tokens = sentence.tokens.iter().skip(first).take((last + 1).saturating_sub(first));
    tokens.map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn stands_in(event: &Event, sentence: &Sentence) -> bool {
    event.evidence.iter().any(|it| sentence.span().overlaps(it.span()))
}

fn explain_event(out: &mut String, event: &Event, sentence: &Sentence, reading: &Reading) {
    let mode = event.mode.as_deref().unwrap_or("-");
    let time = event.time.as_ref().map_or("undated", |it| it.edtf.as_str());
    line(
        out,
        format_args!("  event    {} {}/{mode} {} {time}", event.id, event.kind, event.status),
    );
    for one in event.evidence.iter().filter(|it| sentence.span().overlaps(it.span())) {
        line(out, format_args!("             by {} from `{}`", one.rule, one.quote));
    }
    for one in &event.participants {
        let name = reading
            .entities
            .iter()
            .find(|it| it.id == one.entity)
            .map_or("", |it| it.name.as_str());
        let behalf = one.on_behalf_of.as_ref().map_or_else(String::new, |it| format!(" for {it}"));
        line(out, format_args!("             {}: {} ({name}){behalf}", one.role, one.entity));
    }
    for place in &event.places {
        line(out, format_args!("             in {place}"));
    }
    for id in &event.concerns {
        line(out, format_args!("             about {id}"));
    }
}

//! Readings of the sample corpus against schema/reading.schema.json, and what a schema cannot say: that every quote
//! stands where its offsets say, and that every id named is an entity.

use demarche::article::error::Origin;
use demarche::article::raw::RawArticle;
use demarche::knowledge::Knowledge;
use demarche::model::id::EntityId;
use demarche::model::reading::Reading;
use demarche::model::span;
use demarche::pipeline;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn readings_of_the_corpus_keep_the_contract() {
    let schema = fs::read_to_string("schema/reading.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let knowledge = Knowledge::load().unwrap();
    let mut wrong: Vec<String> = Vec::new();
    let mut names: Vec<_> =
        fs::read_dir("data/articles").unwrap().map(|it| it.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 60, "{} articles", names.len());
    for path in names {
        let name = path.display().to_string();
        let raw = RawArticle::dispatch(Origin::file(&name), fs::read_to_string(&path).unwrap());
        let reading = pipeline::read(&raw, &knowledge).unwrap();
        let json = serde_json::to_value(&reading).unwrap();
        wrong.extend(
            schema.iter_errors(&json).map(|it| format!("{name}: {}: {it}", it.instance_path())),
        );
        wrong.extend(loose_ends(&reading).into_iter().map(|it| format!("{name}: {it}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn loose_ends(reading: &Reading) -> Vec<String> {
    let known: BTreeSet<&EntityId> = reading.entities.iter().map(|it| &it.id).collect();
    let mut wrong = Vec::new();
    for event in &reading.events {
        let mut named: Vec<&EntityId> =
            event.places.iter().chain(&event.concerns).chain(&event.said_by).collect();
        named.extend(
            event
                .participants
                .iter()
                .flat_map(|it| [Some(&it.entity), it.on_behalf_of.as_ref()])
                .flatten(),
        );
        wrong.extend(
            named
                .into_iter()
                .filter(|it| !known.contains(it))
                .map(|it| format!("{it} is no entity")),
        );
        for one in &event.evidence {
            let text = span::slice(reading.article.field(one.field), one.start, one.end);
            if text != one.quote {
                wrong.push(format!("`{}` does not stand at {}-{}", one.quote, one.start, one.end));
            }
        }
    }
    for mention in reading.entities.iter().flat_map(|it| &it.mentions) {
        if span::slice(reading.article.field(mention.field), mention.start, mention.end)
            != mention.text
        {
            wrong.push(format!("`{}` does not stand at {}", mention.text, mention.start));
        }
    }
    wrong
}

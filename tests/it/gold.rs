//! The gold articles (`data/gold/articles`): no score falls below its floor. The texts that are no diplomacy
//! (`data/gold/none`): no more events than there were.

use demarche::article::error::Origin;
use demarche::article::raw::RawArticle;
use demarche::eval::articles;
use demarche::eval::articles::Measure;
use demarche::eval::articles::floors::Floors;
use demarche::knowledge::Knowledge;
use demarche::pipeline;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

#[test]
fn scores_reach_their_floors() {
    let knowledge = Knowledge::load_with_examples().unwrap();
    let report = articles::evaluate(Path::new("data/gold/articles"), &knowledge).unwrap();
    assert_eq!(report.articles.len(), 64);
    assert_eq!(report.scores.len(), Measure::ALL.len());
    let fallen = Floors::load(Path::new("data/gold/floors.toml")).unwrap().fallen(&report.scores);
    assert!(fallen.is_empty(), "\n{}", fallen.join("\n"));
}

/// Sport, business, science, weather, crime, culture and town halls.
#[test]
fn other_topics_tell_no_events() {
    const MOST_EVENTS: usize = 15;
    let knowledge = Knowledge::load_with_examples().unwrap();
    let mut texts = 0;
    let mut found: Vec<String> = Vec::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir("data/gold/none").unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let raw = RawArticle::dispatch(Origin::file(&name), text);
        let reading = pipeline::read(&raw, &knowledge).unwrap();
        texts += 1;
        found.extend(
            reading.events.iter().map(|it| {
                format!("{name}: {} {:?}", it.kind, it.evidence.first().map(|it| &it.rule))
            }),
        );
    }
    assert_eq!(texts, 60);
    assert!(found.len() <= MOST_EVENTS, "{}\n{}", found.len(), found.join("\n"));
}

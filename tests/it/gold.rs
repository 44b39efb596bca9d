//! The gold articles (`data/gold/articles`): no score falls below its floor.

use demarche::eval::articles;
use demarche::eval::articles::Measure;
use demarche::eval::articles::floors::Floors;
use demarche::knowledge::Knowledge;
use std::path::Path;

#[test]
fn scores_reach_their_floors() {
    let knowledge = Knowledge::load_with_examples().unwrap();
    let report = articles::evaluate(Path::new("data/gold/articles"), &knowledge).unwrap();
    assert_eq!(report.articles.len(), 64);
    assert_eq!(report.scores.len(), Measure::ALL.len());
    let fallen = Floors::load(Path::new("data/gold/floors.toml")).unwrap().fallen(&report.scores);
    assert!(fallen.is_empty(), "\n{}", fallen.join("\n"));
}

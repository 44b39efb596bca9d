//! Articles of the sample corpus in any order: the same events, participants, dates and evidence.

use crate::merge::check_same;
use crate::merge::graph_of;
use demarche::article::error::Origin;
use demarche::article::raw::RawArticle;
use demarche::knowledge::Knowledge;
use demarche::model::reading::Reading;
use demarche::pipeline;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::PathBuf;
use std::thread;

/// Words of the names of files that tell of the same happenings.
const NAMES: [&str; 8] =
    ["putin", "-abe-", "kim", "rouhani", "singapore", "kurils", "irkutsk", "reykjavik"];
const ORDERS: u32 = 48;

fn readings() -> Vec<Reading> {
    let knowledge = Knowledge::load().unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir("data/articles").unwrap().map(|it| it.unwrap().path()).collect();
    let is_one = |it: &PathBuf| NAMES.iter().any(|name| it.to_string_lossy().contains(name));
    files.retain(is_one);
    files.sort();
    let read = |file: &PathBuf| {
        let origin = Origin::file(&file.to_string_lossy());
        let raw = RawArticle::dispatch(origin, fs::read_to_string(file).unwrap());
        pipeline::read(&raw, &knowledge).unwrap()
    };
    thread::scope(|scope| {
        let halves = files.chunks(files.len().div_ceil(2));
        let reading = halves.map(|it| scope.spawn(move || it.iter().map(read).collect::<Vec<_>>()));
        let threads: Vec<_> = reading.collect();
        threads.into_iter().flat_map(|it| it.join().unwrap()).collect()
    })
}

#[test]
fn the_order_of_real_articles_does_not_matter() {
    let readings = readings();
    let graph = graph_of(&readings);
    let several = graph.events().filter(|it| it.tellings.len() > 1).count();
    assert!(several >= 8, "only {several} events are told by several articles");
    let orders = Just((0..readings.len()).collect::<Vec<usize>>()).prop_shuffle();
    let config = ProptestConfig { cases: ORDERS, ..ProptestConfig::default() };
    let check =
        |order: Vec<usize>| check_same(&graph, &graph_of(order.iter().map(|it| &readings[*it])));
    TestRunner::new(config).run(&orders, check).unwrap();
}

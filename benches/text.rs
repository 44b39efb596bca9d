//! Tokens a second of the analysis of text on one thread: `cargo bench --bench text [-- FILES...]`.
//! Without files it reads the sample articles. Prints the best of several rounds, as the machine may be busy.
#![expect(clippy::print_stdout, reason = "a program that reports to a person")]

use demarche::knowledge::Knowledge;
use demarche::model::span::Field;
use demarche::text;
use demarche::text::lemma;
use demarche::text::lexicon::Lexicon;
use demarche::text::parsed::Sentence;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

const ROUNDS: usize = 7;

#[derive(Default)]
struct Times {
    segment: Duration,
    analyse: Duration,
    lemmas: Duration,
}

fn main() -> io::Result<()> {
    let texts = texts()?;
    let start = Instant::now();
    let Ok(knowledge) = Knowledge::load() else {
        return Err(io::Error::other("the data of the program does not load"));
    };
    println!("knowledge loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut tokens = 0;
    let mut best = Duration::MAX;
    let mut best_times = Times::default();
    for _ in 0..ROUNDS {
        let mut times = Times::default();
        tokens = texts.iter().map(|it| round(it, &knowledge, &mut times)).sum();
        let all = times.segment + times.analyse + times.lemmas;
        if all < best {
            best = all;
            best_times = times;
        }
    }
    println!("{} texts, {tokens} tokens", texts.len());
    let share = |it: Duration| 1e6 * it.as_secs_f64() / f64::from(tokens.max(1));
    println!("sentences and tokens {:6.2} us a token", share(best_times.segment));
    println!("tags and trees       {:6.2} us a token", share(best_times.analyse));
    println!("lemmas               {:6.2} us a token", share(best_times.lemmas));
    println!("all                  {:6.0} tokens/s", 1e6 / share(best));
    Ok(())
}

fn round(text: &str, knowledge: &Knowledge, times: &mut Times) -> u32 {
    let start = Instant::now();
    let mut sentences: Vec<Sentence> = text::segment(text, Field::Text);
    let segmented = Instant::now();
    knowledge.model.analyse(&mut sentences);
    let analysed = Instant::now();
    lemma::fill(&mut sentences, Lexicon::embedded());
    times.segment += segmented - start;
    times.analyse += analysed - segmented;
    times.lemmas += analysed.elapsed();
    let tokens: usize = sentences.iter().map(|it| it.tokens.len()).sum();
    u32::try_from(tokens).unwrap_or(u32::MAX)
}

/// The files that are named on the command line, else the sample articles, in the order of their names.
fn texts() -> io::Result<Vec<String>> {
    let named = std::env::args().skip(1).filter(|it| it != "--bench");
    let mut paths: Vec<PathBuf> = named.map(PathBuf::from).collect();
    if paths.is_empty() {
        for entry in fs::read_dir("data/articles")? {
            paths.push(entry?.path());
        }
        paths.retain(|it| it.extension().is_some_and(|it| it == "txt"));
        paths.sort();
    }
    paths.iter().map(fs::read_to_string).collect()
}

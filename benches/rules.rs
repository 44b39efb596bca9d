//! What rules cost: tokens a second of the whole pipeline on one thread with the rules as they are, with as many
//! generated ones for other words, and with as many generated ones for the same words that never hold.
//! `cargo bench --bench rules`. Prints the best of several rounds, as the machine may be busy.
#![expect(clippy::print_stdout, reason = "a program that reports to a person")]

use demarche::event::rules::Rule;
use demarche::event::rules::Rules;
use demarche::knowledge::Knowledge;
use demarche::model::article::Article;
use demarche::model::id::ArticleId;
use demarche::pipeline;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

const ROUNDS: usize = 7;

fn main() -> io::Result<()> {
    let articles = articles()?;
    let Ok(mut knowledge) = Knowledge::load() else {
        return Err(io::Error::other("the data of the program does not load"));
    };
    let own: Vec<Rule> = knowledge.events.rules.rules.clone();
    let other_words = |rule: &Rule| Rule {
        id: format!("{}.copy", rule.id),
        verbs: rule.verbs.iter().map(|it| format!("{it}x")).collect(),
        nouns: rule.nouns.iter().map(|it| format!("{it}x")).collect(),
        adjectives: rule.adjectives.iter().map(|it| format!("{it}x")).collect(),
        ..rule.clone()
    };
    let same_words = |rule: &Rule| Rule {
        id: format!("{}.copy", rule.id),
        complement: vec!["nowordlikethis".to_owned()],
        ..rule.clone()
    };
    let twice =
        |copy: &dyn Fn(&Rule) -> Rule| own.iter().cloned().chain(own.iter().map(copy)).collect();
    let sets: [(&str, Vec<Rule>); 3] = [
        ("the rules", own.clone()),
        ("twice, other words", twice(&other_words)),
        ("twice, same words", twice(&same_words)),
    ];
    let mut first = None;
    for (name, rules) in sets {
        let count = rules.len();
        knowledge.events.rules = Rules::of(rules);
        let (tokens, best) = measure(&articles, &knowledge);
        let base = *first.get_or_insert(best);
        let speed = f64::from(tokens) / best.as_secs_f64();
        let more = 100.0 * (best.as_secs_f64() / base.as_secs_f64() - 1.0);
        println!("{name:<20} {count:5} rules {speed:8.0} tokens/s {more:+6.1} % time");
    }
    Ok(())
}

fn measure(articles: &[Article], knowledge: &Knowledge) -> (u32, Duration) {
    let mut best = Duration::MAX;
    let mut tokens = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        tokens = articles.iter().map(|it| read(it, knowledge)).sum();
        best = best.min(start.elapsed());
    }
    (tokens, best)
}

/// The tokens of an article that was read.
fn read(article: &Article, knowledge: &Knowledge) -> u32 {
    let stages = pipeline::stages(article, knowledge);
    let tokens: usize = stages.parsed.sentences.iter().map(|it| it.tokens.len()).sum();
    u32::try_from(tokens).unwrap_or(u32::MAX)
}

fn articles() -> io::Result<Vec<Article>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir("data/articles")? {
        paths.push(entry?.path());
    }
    paths.retain(|it| it.extension().is_some_and(|it| it == "txt"));
    paths.sort();
    let article = |path: &PathBuf| {
        Ok(Article {
            id: ArticleId::new("article:bench"),
            source_id: None,
            title: None,
            published: Some("2007-10-23".to_owned()),
            source: None,
            url: None,
            language: Some("en".to_owned()),
            dateline: None,
            text: fs::read_to_string(path)?,
        })
    };
    paths.iter().map(article).collect()
}

//! The ten questions of the comparison with graph databases, asked of the graph in this process: each with the answer
//! as JSON, as HTTP gives it. README.md says what the data are.
//! `cargo bench --bench rivals -- ask DATA OUT.json` measures; `-- load DATA DB` makes a database for the server.
#![expect(clippy::print_stdout, reason = "a program that reports to a person")]

mod ask;
mod data;

use crate::ask::Asked;
use crate::data::Data;
use blake2::Blake2bVar;
use blake2::digest::Update;
use blake2::digest::VariableOutput;
use demarche::graph::Graph;
use demarche::model::delta::Delta;
use demarche::model::delta::Rows;
use demarche::store::writer::Store;
use serde_json::Value;
use serde_json::json;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Calls of a question that are timed at least, and for how long at most.
const CALLS: usize = 1_000;
const SECONDS: f64 = 8.0;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["ask", data, out] => measure(Path::new(data), Path::new(out)),
        ["load", data, db] => load(Path::new(data), Path::new(db)),
        _ => Err("say `ask DATA OUT.json` or `load DATA DB`".into()),
    }
}

fn load(data: &Path, db: &Path) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let data = Data::read(data)?;
    let events = data.coding.rows.len();
    let mut store = Store::open(db)?;
    store.commit(&[Delta { coded: data.coding, ..Delta::default() }])?;
    store.checkpoint()?;
    println!("{events} events in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn measure(data: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let draws: Value = serde_json::from_str(&fs::read_to_string(data.join("params.json"))?)?;
    let data = Data::read(data)?;
    let started = Instant::now();
    let rows = Rows { coded: data.rows(), ..Rows::default() };
    let graph = Graph::from_rows(rows);
    let load = started.elapsed().as_secs_f64();
    let resident = resident();
    println!("{} events, {load:.2} s, {resident} MB", data.coding.rows.len());
    let mut queries = serde_json::Map::new();
    for number in 1..=10 {
        let name = format!("Q{number}");
        let draws = draws.get(&name).and_then(Value::as_array).ok_or("no such question")?;
        let asked = Asked { graph: &graph, data: &data, number, as_json: true };
        let as_json = timed(&asked, draws);
        let mut values = timed(&Asked { as_json: false, ..asked }, draws);
        if let Some(values) = values.as_object_mut() {
            values.insert("as_json".to_owned(), as_json);
        }
        queries.insert(name, values);
    }
    let result = json!({
        "engine": "demarche", "version": env!("CARGO_PKG_VERSION"), "in_memory": true,
        "note": "in process, answers as values; as_json: as HTTP gives them", "load_s": load, "rss_load_mb": resident,
        "rss_query_mb": self::resident(), "queries": queries,
    });
    fs::write(out, serde_json::to_string_pretty(&result)?)?;
    Ok(())
}

/// First each draw once for its answer, then all of them again and again.
fn timed(asked: &Asked, draws: &[Value]) -> Value {
    let digests: Vec<String> = draws.iter().map(|it| digest(&asked.answer(it).1)).collect();
    let (mut times, mut hot, mut cold) = (Vec::new(), Vec::new(), Vec::new());
    let started = Instant::now();
    let mut bytes = 0;
    while times.len() < CALLS && started.elapsed().as_secs_f64() < SECONDS {
        for draw in draws {
            let begun = Instant::now();
            bytes += asked.body(draw).len();
            let took = begun.elapsed().as_secs_f64() * 1e3;
            times.push(took);
            let is_hot = draw.get("h").and_then(Value::as_bool).unwrap_or_default();
            if is_hot { hot.push(took) } else { cold.push(took) }
        }
    }
    let mut shown = vec![format!("Q{}", asked.number)];
    let part = |times: &mut Vec<f64>, percent: usize| {
        times.sort_by(f64::total_cmp);
        times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied()
    };
    let (p50, p95, p99) = (part(&mut times, 50), part(&mut times, 95), part(&mut times, 99));
    for (name, time) in [("p50", p50), ("p99", p99), ("hot p50", part(&mut hot, 50))] {
        shown.push(format!("{name} {:.1} us", time.unwrap_or_default() * 1e3));
    }
    println!("{}, {} bytes", shown.join(", "), bytes / times.len().max(1));
    json!({
        "draws": draws.len(), "digests": digests, "n": times.len(), "mode": "warm passes",
        "p50_ms": p50, "p95_ms": p95, "p99_ms": p99, "max_ms": times.last(),
        "hot_p50_ms": part(&mut hot, 50), "cold_p50_ms": part(&mut cold, 50),
    })
}

/// As the other engines make it: BLAKE2b of six bytes over compact JSON.
fn digest(canonical: &Value) -> String {
    let mut digest = [0_u8; 6];
    if let Ok(mut hash) = Blake2bVar::new(digest.len()) {
        hash.update(canonical.to_string().as_bytes());
        hash.finalize_variable(&mut digest).unwrap_or_default();
    }
    digest.iter().map(|it| format!("{it:02x}")).collect()
}

/// Megabytes that the process has in memory.
fn resident() -> u64 {
    let statm = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split(' ').nth(1).and_then(|it| it.parse::<u64>().ok());
    pages.unwrap_or_default() * 4096 / 1_000_000
}

//! Finding by name among generated entities: how long completion of a beginning and search with a typo take, and what
//! the index of names costs. `cargo bench --bench names [-- ENTITIES [EVENTS]]`.
#![expect(clippy::print_stdout, reason = "a program that reports to a person")]

use demarche::graph::Graph;
use demarche::graph::names::Names;
use demarche::model::code::EventType;
use demarche::model::code::Kind;
use demarche::model::code::Role;
use demarche::model::code::Status;
use demarche::model::delta::EntityRecord;
use demarche::model::delta::EventRecord;
use demarche::model::delta::Rows;
use demarche::model::id::EntityId;
use demarche::model::id::EventId;
use demarche::model::reading::Participant;
use demarche::query::budget::Budget;
use demarche::query::cursor::Page;
use demarche::query::search;
use demarche::query::suggest;
use std::env;
use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

const ENTITIES: usize = 60_000;
const EVENTS: usize = 100_000;
/// Given names and family names that there are.
const GIVEN: usize = 3_000;
const FAMILY: usize = 30_000;
/// Questions of each sort.
const QUESTIONS: usize = 3_000;
const ROUNDS: usize = 3;
/// Rows that an answer holds.
const ROWS: usize = 10;

const ONSETS: [&str; 32] = [
    "k", "m", "s", "l", "r", "n", "t", "b", "d", "v", "g", "h", "p", "j", "f", "z", "y", "sh",
    "kh", "ch", "al", "tr", "gr", "br", "st", "w", "ts", "zh", "kr", "pr", "a", "o",
];
const VOWELS: [&str; 9] = ["a", "e", "i", "o", "u", "ai", "ei", "ou", "ya"];
const CODAS: [&str; 14] = ["", "", "", "", "n", "r", "l", "s", "m", "k", "t", "v", "d", "ng"];
const ENDINGS: [&str; 16] = [
    "ov", "ev", "sky", "ian", "son", "sen", "ez", "ini", "oglu", "wicz", "enko", "adze", "", "",
    "", "",
];

/// Numbers that are always the same ones (Numerical Recipes' generator; its upper bits vary best).
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(self.0 >> 8).unwrap_or(0) % bound.max(1)
    }

    /// Low numbers far more often than high ones.
    fn low(&mut self, bound: usize) -> usize {
        let most = self.below(bound) + 1;
        let most = self.below(most) + 1;
        self.below(most)
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        let at = self.low(of.len() * 3) / 3;
        of.get(at).copied().unwrap_or_default()
    }

    fn word(&mut self, syllables: usize, ends: bool) -> String {
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(self.pick(&ONSETS));
            word.push_str(self.pick(&VOWELS));
            word.push_str(self.pick(&CODAS));
        }
        if ends {
            let at = self.below(ENDINGS.len());
            word.push_str(ENDINGS.get(at).copied().unwrap_or_default());
        }
        let mut letters = word.chars();
        letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

fn entities(count: usize) -> Vec<EntityRecord> {
    let mut numbers = Numbers(1);
    let mut words = |count: usize, ends: bool| -> Vec<String> {
        (0..count)
            .map(|_| {
                let syllables = 2 + numbers.below(2);
                numbers.word(syllables, ends)
            })
            .collect()
    };
    let (given, family) = (words(GIVEN, false), words(FAMILY, true));
    let pick = |from: &[String], at: usize| from.get(at).cloned().unwrap_or_default();
    (0..count)
        .map(|number| {
            let a = pick(&given, numbers.low(GIVEN));
            let b = pick(&given, numbers.low(GIVEN));
            let last = pick(&family, numbers.below(FAMILY));
            let name = format!("{a} {last}");
            let mut names = vec![name.clone()];
            match number % 3 {
                0 => names.push(format!("{a} {b} {last}")),
                1 => names.push(last),
                _ => names.extend([format!("{last} {a}"), last.replace('y', "i")]),
            }
            names.sort();
            let kind = if number % 10 == 0 { Kind::Organization } else { Kind::Person };
            let id = EntityId::new(format!("{}:{number}", kind.prefix()));
            let (country, offices, articles) = (None, Vec::new(), Vec::new());
            EntityRecord { id, kind, name, country, names, offices, articles }
        })
        .collect()
}

fn events(count: usize, entities: &[EntityRecord]) -> Vec<EventRecord> {
    let mut numbers = Numbers(2);
    let mut participant = || Participant {
        // The product spreads the most used ones over all names.
        entity: entities
            .get(numbers.low(entities.len()) * 7_919 % entities.len())
            .map_or_else(|| EntityId::new(""), |it| it.id.clone()),
        role: Role::Participant,
        on_behalf_of: None,
    };
    (0..count)
        .map(|number| EventRecord {
            id: EventId::new(format!("event:{number}")),
            kind: EventType::Consult,
            mode: None,
            plover: None,
            cameo: None,
            status: Status::Held,
            time: None,
            places: Vec::new(),
            participants: vec![participant(), participant()],
            concerns: Vec::new(),
            said_by: Vec::new(),
            part_of: None,
            known_from: None,
            confidence: 0.9,
            evidence: Vec::new(),
            tellings: Vec::new(),
        })
        .collect()
}

fn main() {
    let mut given = env::args().skip(1).filter_map(|it| it.parse::<usize>().ok());
    let entities = entities(given.next().unwrap_or(ENTITIES));
    let events = events(given.next().unwrap_or(EVENTS), &entities);
    let aliases: usize = entities.iter().map(|it| it.names.len()).sum();
    let begin = Instant::now();
    let rows = Rows { entities: entities.clone(), events, ..Rows::default() };
    let graph = Graph::from_rows(rows);
    println!("{} entities, {aliases} names, graph of rows {:.2?}", entities.len(), begin.elapsed());
    build(&graph);
    let names: Vec<&str> = entities.iter().flat_map(|it| &it.names).map(String::as_str).collect();
    for letters in 2..=8 {
        completions(&graph, &format!("{letters} letters"), |numbers| {
            let name = names.get(numbers.below(names.len())).copied().unwrap_or_default();
            name.to_lowercase().chars().take(letters).collect()
        });
    }
    completions(&graph, "none such", |numbers| numbers.word(3, true).to_lowercase());
    typos(&graph, "a word with a typo", &names, false);
    typos(&graph, "a name with a typo", &names, true);
}

/// The second index of two, so that memory that was free before does not count.
fn build(graph: &Graph) {
    let first = Names::anew(graph);
    let (before, begin) = (resident(), Instant::now());
    let second = Names::anew(graph);
    let (took, after) = (begin.elapsed(), resident());
    println!("index built in {took:.2?}, {:.1} MB", (after - before) / 1e6);
    let begin = Instant::now();
    let clone = second.clone();
    println!("index cloned in {:.1?}", begin.elapsed());
    black_box((first, second, clone));
}

/// Bytes of memory that this process has (Linux).
fn resident() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = stat.split_whitespace().nth(1).and_then(|it| it.parse::<f64>().ok());
    pages.unwrap_or(0.0) * 4096.0
}

fn completions(graph: &Graph, what: &str, text: impl Fn(&mut Numbers) -> String) {
    let mut numbers = Numbers(3);
    let mut times = Times::default();
    for _ in 0..QUESTIONS {
        let question = question(text(&mut numbers));
        times.take(|| suggest::ask(graph, &question, &mut Budget::default()).items.len());
    }
    times.print(&format!("suggest, {what}"));
}

/// Two letters of the longest word, or of the last one, swapped.
fn typos(graph: &Graph, what: &str, names: &[&str], whole: bool) {
    let mut numbers = Numbers(4);
    let mut times = Times::default();
    for _ in 0..QUESTIONS {
        let name = names.get(numbers.below(names.len())).copied().unwrap_or_default();
        let last = name.split(' ').next_back().unwrap_or_default();
        let mut letters: Vec<char> = if whole { name } else { last }.chars().collect();
        let at = 1 + numbers.below(letters.len().saturating_sub(2));
        if at + 1 < letters.len() {
            letters.swap(at, at + 1);
        }
        let question = question(letters.into_iter().collect());
        times.take(|| search::ask(graph, &question, &mut Budget::default()).items.len());
    }
    times.print(&format!("search, {what}"));
}

fn question(text: String) -> search::Question {
    let page = Page { limit: ROWS, after: None };
    search::Question { text, page, ..search::Question::default() }
}

#[derive(Default)]
struct Times {
    times: Vec<Duration>,
    rows: usize,
}

impl Times {
    /// The best of several rounds, as the machine may be busy.
    fn take(&mut self, ask: impl Fn() -> usize) {
        let mut best = Duration::MAX;
        let mut rows = 0;
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            rows = black_box(ask());
            best = best.min(begin.elapsed());
        }
        self.rows += rows;
        self.times.push(best);
    }

    fn print(mut self, what: &str) {
        self.times.sort();
        let at = |part: usize| {
            let time = self.times.get(self.times.len() * part / 100);
            time.map_or(0.0, |it| it.as_secs_f64() * 1e6)
        };
        let count = self.times.len().max(1);
        println!(
            "{what:28} p50 {:7.1} us  p99 {:7.1} us  most {:8.1} us  rows {:.1}",
            at(50),
            at(99),
            self.times.last().map_or(0.0, |it| it.as_secs_f64() * 1e6),
            self.rows as f64 / count as f64,
        );
    }
}

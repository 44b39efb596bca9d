//! Ingest from end to end: generated articles are read on all cores, merged, and stored in a fresh database.
//! `cargo bench --bench ingest [-- ARTICLES [CORRECTIONS]]`. Prints articles a second, thousand by thousand.
#![expect(clippy::print_stdout, reason = "a program that reports to a person")]

use demarche::article::error::Origin;
use demarche::article::raw::Layout;
use demarche::article::raw::RawArticle;
use demarche::graph::shared::Shared;
use demarche::ingest;
use demarche::ingest::Ingest;
use demarche::ingest::Ticket;
use demarche::knowledge::Knowledge;
use demarche::store::writer::Store;
use std::env;
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

const ARTICLES: usize = 10_000;
const STEP: usize = 1_000;
/// Answers that may wait to be looked at.
const AHEAD: usize = 4_096;
/// Beginnings of the names of threads. Reading goes ahead of what is told to be stored.
const READING: &str = "reading";
const WRITING: &str = "writing";

/// Nationality, city, and how the country is called.
const STATES: [(&str, &str, &str); 24] = [
    ("Swedish", "Stockholm", "Sweden"),
    ("Polish", "Warsaw", "Poland"),
    ("Italian", "Rome", "Italy"),
    ("Norwegian", "Oslo", "Norway"),
    ("Japanese", "Tokyo", "Japan"),
    ("Russian", "Moscow", "Russia"),
    ("French", "Paris", "France"),
    ("Spanish", "Madrid", "Spain"),
    ("Turkish", "Ankara", "Turkey"),
    ("Egyptian", "Cairo", "Egypt"),
    ("Indian", "New Delhi", "India"),
    ("Brazilian", "Brasilia", "Brazil"),
    ("Chinese", "Beijing", "China"),
    ("Indonesian", "Jakarta", "Indonesia"),
    ("Kenyan", "Nairobi", "Kenya"),
    ("Canadian", "Ottawa", "Canada"),
    ("Mexican", "Mexico City", "Mexico"),
    ("Greek", "Athens", "Greece"),
    ("Hungarian", "Budapest", "Hungary"),
    ("Finnish", "Helsinki", "Finland"),
    ("Vietnamese", "Hanoi", "Vietnam"),
    ("Pakistani", "Islamabad", "Pakistan"),
    ("Iranian", "Tehran", "Iran"),
    ("Portuguese", "Lisbon", "Portugal"),
];
const TITLES: [&str; 5] =
    ["Foreign Minister", "Prime Minister", "President", "Defence Minister", "Trade Minister"];
const FIRST: [&str; 20] = [
    "Arvid", "Marta", "Paolo", "Ingrid", "Kenji", "Nikolai", "Claire", "Pedro", "Selin", "Hassan",
    "Anita", "Rafael", "Ling", "Budi", "Wanjiku", "Louise", "Diego", "Eleni", "Istvan", "Aino",
];
const LAST: [&str; 40] = [
    "Lindqvist",
    "Kowalczyk",
    "Ferrante",
    "Halvorsen",
    "Moritani",
    "Baranov",
    "Dufresne",
    "Villalobos",
    "Yildirim",
    "Mansour",
    "Deshpande",
    "Carvalho",
    "Zhao",
    "Santoso",
    "Kimani",
    "Gauthier",
    "Herrera",
    "Papadakis",
    "Szabo",
    "Virtanen",
    "Nordahl",
    "Wieczorek",
    "Bellini",
    "Solberg",
    "Takeda",
    "Orlov",
    "Lemaire",
    "Navarro",
    "Demir",
    "Farouk",
    "Iyer",
    "Moreira",
    "Huang",
    "Wijaya",
    "Otieno",
    "Tremblay",
    "Castillo",
    "Georgiou",
    "Farkas",
    "Korhonen",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SUBJECTS: [&str; 6] = [
    "trade",
    "fishing rights",
    "energy supplies",
    "border security",
    "climate policy",
    "air links",
];

/// Numbers that are always the same ones (Numerical Recipes' generator; its upper bits vary best).
struct Numbers(u32);

impl Numbers {
    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(self.0 >> 8).unwrap_or(0) % bound.max(1)
    }
}

/// Somebody in office: title, name, nationality, city, country.
struct Person {
    whole: String,
    last: &'static str,
    city: &'static str,
    country: &'static str,
}

fn person(numbers: &mut Numbers, state: usize) -> Option<Person> {
    let (nation, city, country) = *STATES.get(state)?;
    let (title, first, last) =
        (numbers.pick(&TITLES)?, numbers.pick(&FIRST)?, numbers.pick(&LAST)?);
    Some(Person { whole: format!("{nation} {title} {first} {last}"), last, city, country })
}

/// The article of a number. Three in a row tell of one meeting, each in words of its own.
fn article(number: usize, version: usize) -> Option<RawArticle> {
    let seed = |it: usize| u32::try_from(it).unwrap_or(0).wrapping_mul(2_654_435_761);
    let mut numbers = Numbers(seed(number / 3 + 1));
    let (a, b) = (numbers.below(STATES.len()), numbers.below(STATES.len() - 1));
    let (guest, host) =
        (person(&mut numbers, a)?, person(&mut numbers, (a + 1 + b) % STATES.len())?);
    let (year, month, day) = (1990 + number / 3 / 100, numbers.below(12), 1 + numbers.below(28));
    let (subject, month_name) = (numbers.pick(&SUBJECTS)?, MONTHS.get(month)?);
    let mut words = Numbers(seed(number + 7_777));
    let lead = match number % 3 {
        0 => format!(
            "{} met {} in {} on {month_name} {day} for talks on {subject}.",
            guest.whole, host.whole, host.city
        ),
        1 => format!(
            "{} held talks with {} in {} on {month_name} {day}, {year}.",
            host.whole, guest.whole, host.city
        ),
        _ => format!(
            "{} arrived in {} on {month_name} {day} and was received by {}.",
            guest.whole, host.city, host.whole
        ),
    };
    let more = [
        format!("{} said the two sides had agreed to step up cooperation in {subject}.", host.last),
        format!(
            "The ministry in {} called the meeting useful and said that experts would go on.",
            host.city
        ),
        format!(
            "{} accused {} last month of breaking the rules on {subject}.",
            guest.country, host.country
        ),
        format!(
            "\"We will not let this matter rest,\" {} told reporters after the talks.",
            guest.last
        ),
        format!("{} and {} signed a trade agreement three years ago.", guest.country, host.country),
        format!("{} is expected to visit {} next month, an official said.", host.last, guest.city),
        format!(
            "Officials from {} have warned that delays may cost both economies dearly.",
            guest.country
        ),
        "Markets were little changed after the news, and no further comment was given.".to_owned(),
    ];
    let mut sentences = vec![lead];
    let start = words.below(more.len());
    sentences.extend(more.iter().cycle().skip(start).take(6).cloned());
    sentences.push(format!("It was report {number} of the day, version {version}."));
    Some(RawArticle {
        origin: Origin::line("generated", number + 1),
        layout: Layout::Text,
        source_id: None,
        title: Some(format!("{} and {} talk about {subject}", guest.last, host.last)),
        url: Some(format!("https://example.org/{number}")),
        source: Some("Generated".to_owned()),
        published: Some(format!("{year}-{:02}-{day:02}T12:00:00Z", month + 1)),
        body: sentences.join(" "),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = env::args().skip(1).filter_map(|it| it.parse::<usize>().ok());
    let count = given.next().unwrap_or(ARTICLES);
    let corrections = given.next().unwrap_or(0);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bench.db");
    let knowledge = Arc::new(Knowledge::load()?);
    let shared: Arc<Shared> = Arc::default();
    let ingest =
        Ingest::start(Store::open(&path)?, ingest::by_knowledge(knowledge), Arc::clone(&shared))?;
    let costs = timed(&ingest, (0..count).filter_map(|it| article(it, 1)))?;
    if corrections > 0 {
        println!("corrected");
        timed(&ingest, (0..corrections).filter_map(|it| article(it * count / corrections, 2)))?;
    }
    let graph = shared.load();
    println!("{} events, {} entities", graph.events().count(), graph.entities().count());
    if let (Some(first), Some(last)) = (costs.first(), costs.last()) {
        println!(
            "merging and storing the last thousand costs {:.2} times what the first does",
            last / first
        );
    }
    Ok(())
}

/// Seconds that writing each thousand has had on the processors. They are handed in by one thread and waited for by another.
fn timed(
    ingest: &Ingest,
    articles: impl Iterator<Item = RawArticle> + Send,
) -> Result<Vec<f64>, Box<dyn Error>> {
    let (sender, tickets) = std::sync::mpsc::sync_channel::<Ticket>(AHEAD);
    let mut costs = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for raw in articles {
                if sender.send(ingest.send(raw)).is_err() {
                    return;
                }
            }
        });
        let begin = Instant::now();
        let (mut done, mut since, mut before) =
            (0_u32, Instant::now(), (cpu(READING), cpu(WRITING)));
        for ticket in tickets {
            ticket.wait()?;
            done += 1;
            if done % u32::try_from(STEP)? == 0 {
                let speed = f64::from(u32::try_from(STEP)?) / since.elapsed().as_secs_f64();
                let now = (cpu(READING), cpu(WRITING));
                let (reading, writing) = (now.0 - before.0, now.1 - before.1);
                println!(
                    "{done:6} {speed:7.1} articles/s, reading {reading:5.2} s, writing {writing:5.2} s"
                );
                costs.push(writing);
                (since, before) = (Instant::now(), now);
            }
        }
        let all = f64::from(done) / begin.elapsed().as_secs_f64();
        println!("{done:6} {all:7.1} articles/s in all");
        Ok(costs)
    })
}

/// Seconds that threads of these names have had on the processors (Linux, in hundredths): what other programs have
/// does not count in.
fn cpu(name: &str) -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let ticks = tasks.map(|it| {
        let stat = std::fs::read_to_string(it.path().join("stat")).unwrap_or_default();
        let (head, fields) = stat.rsplit_once(')').unwrap_or_default();
        let fields = fields.split_whitespace().skip(11).take(2);
        let ticks: u32 = fields.filter_map(|it| it.parse::<u32>().ok()).sum();
        if head.contains(name) { ticks } else { 0 }
    });
    f64::from(ticks.sum::<u32>()) / 100.0
}

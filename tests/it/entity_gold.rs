//! Metonymy and co-reference against data/gold, read by the whole chain from text to mentions.
#![expect(clippy::print_stdout, reason = "the scores are read with --nocapture")]

use demarche::entity::find::find;
use demarche::entity::gazetteer::Gazetteer;
use demarche::entity::mention::Mention;
use demarche::entity::mention::Mentions;
use demarche::knowledge::Knowledge;
use demarche::model::article::Article;
use demarche::model::id::ArticleId;
use demarche::model::span::Field;
use demarche::text::model::Model;
use demarche::text::parsed::Parsed;
use demarche::text::segment;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;

/// A stretch in brackets, and what stands after its bar.
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) words: String,
    pub(crate) key: String,
}

pub(crate) struct Reader {
    gazetteer: Gazetteer,
    model: Model,
}

impl Reader {
    pub(crate) fn new() -> Self {
        let weights = fs::read("data/model/english.bin").unwrap();
        Reader {
            gazetteer: Knowledge::load().unwrap().gazetteer,
            model: Model::from_bytes(&weights).unwrap(),
        }
    }

    pub(crate) fn read(&self, text: &str, day: Option<&str>) -> Mentions {
        let article = Article {
            id: ArticleId::new("article:gold"),
            source_id: None,
            title: None,
            published: day.map(str::to_owned),
            source: None,
            url: None,
            language: None,
            dateline: None,
            text: text.to_owned(),
        };
        let mut sentences = segment(text, Field::Text);
        self.model.analyse(&mut sentences);
        find(&article, &Parsed { sentences }, &self.gazetteer)
    }
}

/// Takes the brackets off; `[words]` or `[words|key]`.
pub(crate) fn unmark(marked: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut stretches = Vec::new();
    for piece in marked.split('[') {
        let Some((inside, rest)) = piece.split_once(']') else {
            text.push_str(piece);
            continue;
        };
        let (words, key) = inside.split_once('|').unwrap_or((inside, ""));
        let start = text.chars().count();
        text.push_str(words);
        let end = text.chars().count();
        stretches.push(Marked { start, end, words: words.to_owned(), key: key.to_owned() });
        text.push_str(rest);
    }
    (text, stretches)
}

/// The mention of exactly this stretch, else the one that ends with it.
pub(crate) fn mention_of<'a>(mentions: &'a Mentions, it: &Marked) -> Option<&'a Mention> {
    let exact = mentions.mentions.iter().find(|m| m.span.start == it.start && m.span.end == it.end);
    exact.or_else(|| {
        mentions.mentions.iter().find(|m| m.span.end == it.end && m.span.start <= it.start + 4)
    })
}

#[test]
fn metonymy() {
    let reader = Reader::new();
    let table = fs::read_to_string("data/gold/metonymy.tsv").unwrap();
    let mut score = Score::default();
    for line in table.lines().filter(|it| !it.starts_with('#')).skip(1) {
        let (sense, marked) = line.split_once('\t').unwrap();
        let (text, stretches) = unmark(marked);
        let mentions = reader.read(&text, Some("2020-05-05"));
        let found = mention_of(&mentions, &stretches[0]);
        let said = found.map_or("nothing", |it| if it.as_place { "place" } else { "government" });
        score.asked += 1;
        score.said += usize::from(found.is_some());
        if said == sense {
            score.right += 1;
        } else {
            println!("{sense} but {said} ({}): {marked}", found.map_or("", |it| it.rule.as_str()));
        }
    }
    score.print("metonymy");
    score.hold(169, 170, 170);
}

/// Counts of one gold file.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    said: usize,
    asked: usize,
    chains: usize,
}

impl Score {
    fn print(&self, name: &str) {
        let Score { right, said, asked, .. } = self;
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!(
            "{name}: F1 {:.3}, precision {:.3} ({right} of {said} said), recall {:.3} ({right} of {asked} asked)",
            share(2 * right, said + asked),
            share(*right, *said),
            share(*right, *asked),
        );
    }

    /// Fails where precision or recall is lower than it was with these counts.
    fn hold(&self, right: usize, said: usize, asked: usize) {
        let precise = self.right * said >= right * self.said;
        assert!(precise && self.right * asked >= right * self.asked, "{self:?}");
    }
}

#[test]
fn coreference() {
    let reader = Reader::new();
    let gold = fs::read_to_string("data/gold/coreference.txt").unwrap();
    let mut score = Score::default();
    for block in gold.split("\n\n").filter(|it| !it.starts_with('#') && !it.trim().is_empty()) {
        let (day, marked) = match block.strip_prefix("@ ").and_then(|it| it.split_once('\n')) {
            Some((day, rest)) => (Some(day.trim()), rest),
            None => (None, block),
        };
        judge(&reader, day, marked.trim_end(), &mut score);
    }
    println!("{} chains", score.chains);
    score.print("co-reference");
    score.hold(473, 479, 486);
}

/// Each stretch after the first of its chain counts as one question.
fn judge(reader: &Reader, day: Option<&str>, marked: &str, score: &mut Score) {
    let (text, stretches) = unmark(marked);
    let mentions = reader.read(&text, day);
    let ids = |it: &Marked| -> Option<BTreeSet<String>> {
        let mention = mention_of(&mentions, it)?;
        Some(mention.entities.iter().map(|e| mentions.entities[*e].id.to_string()).collect())
    };
    let mut chains: BTreeMap<&str, Vec<&Marked>> = BTreeMap::new();
    for it in &stretches {
        for key in it.key.split('+').filter(|it| *it != "?") {
            chains.entry(key).or_default().push(it);
        }
    }
    // The stretch that names the chain: the longest name of one entity.
    let named: BTreeMap<&str, BTreeSet<String>> = chains
        .iter()
        .filter_map(|(key, all)| {
            let own = all.iter().filter(|it| it.key == **key);
            let name = own
                .clone()
                .filter(|it| it.words.starts_with(char::is_uppercase))
                .max_by_key(|it| name_weight(&it.words));
            Some((*key, ids(name.or(all.first())?)?))
        })
        .collect();
    score.chains += chains.values().filter(|it| it.len() >= 2).count();
    for it in &stretches {
        let want: Option<BTreeSet<String>> = match it.key.as_str() {
            "?" => Some(BTreeSet::new()),
            keys => keys
                .split('+')
                .map(|key| named.get(key).cloned())
                .collect::<Option<Vec<_>>>()
                .map(|all| all.into_iter().flatten().collect()),
        };
        let got = ids(it).unwrap_or_default();
        score.asked += usize::from(it.key != "?");
        score.said += usize::from(!got.is_empty());
        if want.as_ref() == Some(&got) && !got.is_empty() {
            score.right += 1;
        } else if !got.is_empty() || it.key != "?" {
            println!(
                "[{}|{}] became {got:?}, wanted {want:?}: {}",
                it.words,
                it.key,
                marked.replace('\n', " ")
            );
        }
    }
}

/// Names of two capitalised words tell more than pronouns and titles.
fn name_weight(words: &str) -> usize {
    let pronoun =
        ["He", "She", "His", "Her", "It", "Its", "They", "Their", "Both", "The", "I", "We", "My"];
    let first = words.split(' ').next().unwrap_or_default();
    if pronoun.contains(&first) {
        0
    } else {
        1 + words.split(' ').filter(|it| it.starts_with(char::is_uppercase)).count()
    }
}

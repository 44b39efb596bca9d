//! The texts of the pairs, and which of their sentences tell the meeting.

use crate::article::error::Origin;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use crate::eval::articles::gold::EvalError;
use crate::eval::articles::gold::raw_file;
use crate::model::id::EntityId;
use crate::model::reading::Event;
use crate::model::reading::Evidence;
use crate::model::reading::Reading;
use crate::model::span::Field;
use crate::model::time::Time;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Marks round the sentence that tells the meeting.
const OPEN: &str = "<<";
const CLOSE: &str = ">>";

/// One text of a pair.
#[derive(Debug)]
pub struct Item {
    pub name: String,
    /// Texts with the same tell the same meeting.
    pub meeting: String,
    pub raw: RawArticle,
    meant: Meant,
}

/// What tells the meeting in a text.
#[derive(Debug)]
enum Meant {
    Sentence(String),
    /// In these days, and of these at least two, themselves or their countries.
    Meeting {
        from: String,
        to: String,
        who: Vec<EntityId>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pairs: Vec<Pair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    id: String,
    same: bool,
    /// What keeps the two apart.
    #[serde(default, rename = "why")]
    _why: String,
    a: Text,
    b: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    published: String,
    source: String,
    title: Option<String>,
    text: String,
}

/// All texts of a folder: of `invented.toml` and of the articles that `articles.tsv` names.
///
/// # Errors
/// A file that is not there or has another shape.
pub fn load(folder: &Path) -> Result<Vec<Item>, EvalError> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|it| EvalError::File(path, it))
    };
    let invented = folder.join("invented.toml");
    let file: File = toml::from_str(&read("invented.toml")?)
        .map_err(|it| EvalError::Floors(invented, it.to_string()))?;
    let mut items: Vec<Item> = file.pairs.iter().flat_map(|it| it.items(folder)).collect();
    let articles = folder.join("articles.tsv");
    for (number, line) in read("articles.tsv")?.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [first, second, from, to, who] = fields[..] else {
            let why = format!("line {}: five fields are needed", number + 1);
            return Err(EvalError::Floors(articles, why));
        };
        for file in [first, second] {
            items.push(Item {
                name: file.to_owned(),
                meeting: format!("{first} {second}"),
                raw: raw_file(&format!("data/articles/{file}"), &articles)?,
                meant: Meant::Meeting {
                    from: from.to_owned(),
                    to: to.to_owned(),
                    who: who.split(' ').map(EntityId::new).collect(),
                },
            });
        }
    }
    Ok(items)
}

impl Pair {
    fn items(&self, folder: &Path) -> [Item; 2] {
        [("a", &self.a), ("b", &self.b)].map(|(side, told)| {
            let name = format!("{}/{side}", self.id);
            let (before, rest) = told.text.split_once(OPEN).unwrap_or(("", &told.text));
            let (sentence, after) = rest.split_once(CLOSE).unwrap_or((rest, ""));
            Item {
                meeting: if self.same { self.id.clone() } else { name.clone() },
                raw: RawArticle {
                    origin: Origin::file(&folder.join(&name).to_string_lossy()),
                    layout: Layout::Text,
                    source_id: Some(name.clone()),
                    title: told.title.clone(),
                    url: None,
                    source: Some(told.source.clone()),
                    published: Some(told.published.clone()),
                    body: format!("{before}{sentence}{after}"),
                },
                meant: Meant::Sentence(sentence.to_owned()),
                name,
            }
        })
    }
}

impl Item {
    /// Whether an event of the reading is the meeting that the text is there for.
    pub fn means(&self, reading: &Reading, event: &Event) -> bool {
        match &self.meant {
            Meant::Sentence(sentence) => {
                let text = &reading.article.text;
                let Some((before, _)) = text.split_once(sentence.as_str()) else { return false };
                let start = before.chars().count();
                let end = start + sentence.chars().count();
                let inside = |it: &&_| overlaps(it, start, end);
                event.evidence.iter().any(|it| inside(&it))
            }
            Meant::Meeting { from, to, who } => {
                let in_time = |it: &Time| it.overlaps(Some(from), Some(to));
                event.time.as_ref().is_none_or(in_time) && two_of(who, reading, event)
            }
        }
    }
}

fn overlaps(evidence: &Evidence, start: usize, end: usize) -> bool {
    evidence.field == Field::Text && evidence.start < end && start < evidence.end
}

/// Whether two of these took part; a country that took part stands for one of its people.
fn two_of(who: &[EntityId], reading: &Reading, event: &Event) -> bool {
    let country = |id: &EntityId| {
        reading.entities.iter().find(|it| it.id == *id).and_then(|it| it.country.clone())
    };
    let took_part = |id: &&EntityId| {
        event
            .participants
            .iter()
            .any(|it| it.entity == **id || country(id) == Some(it.entity.clone()))
    };
    let found: BTreeSet<&EntityId> = who.iter().filter(took_part).collect();
    found.len() > 1
}

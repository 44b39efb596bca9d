//! Scores of whole readings against gold articles: people, meetings, disputes, agreements and acts by entity id,
//! micro-averaged over all articles. What the gold calls optional, or leaves open, neither helps nor costs.

pub mod acts;
pub mod days;
pub mod floors;
pub mod gold;
pub mod meetings;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
pub mod topics;
pub mod who;

use crate::article::error::ArticleError;
use crate::eval::articles::gold::Gold;
use crate::eval::articles::who::Who;
use crate::knowledge::Knowledge;
use crate::model::reading::Reading;
use crate::pipeline;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("{0}: no gold articles (*.json) in it")]
    NoGold(PathBuf),
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    #[error("{0}: {1}")]
    Shape(PathBuf, serde_json::Error),
    #[error("{0}: the article's file {1} is not there")]
    NoArticle(PathBuf, String),
    #[error("{0}: neither a file nor a text is given")]
    NoText(PathBuf),
    #[error(transparent)]
    Article(#[from] ArticleError),
    #[error("{0}: {1}")]
    Floors(PathBuf, String),
}

/// What is scored, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    People,
    PeopleCountry,
    MeetingPairs,
    MeetingDate,
    MeetingPlace,
    MeetingStatus,
    Disputes,
    Agreements,
    Acts,
    ActsAnyKind,
}

impl Measure {
    pub const ALL: &'static [Measure] = &[
        Measure::People,
        Measure::PeopleCountry,
        Measure::MeetingPairs,
        Measure::MeetingDate,
        Measure::MeetingPlace,
        Measure::MeetingStatus,
        Measure::Disputes,
        Measure::Agreements,
        Measure::Acts,
        Measure::ActsAnyKind,
    ];

    /// The name in tables, JSON and the file of floors.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::People => "people",
            Measure::PeopleCountry => "people_country",
            Measure::MeetingPairs => "meeting_pairs",
            Measure::MeetingDate => "meeting_date",
            Measure::MeetingPlace => "meeting_place",
            Measure::MeetingStatus => "meeting_status",
            Measure::Disputes => "disputes",
            Measure::Agreements => "agreements",
            Measure::Acts => "acts",
            Measure::ActsAnyKind => "acts_any_kind",
        }
    }
}

/// Right ones of the system's answers, found ones of the gold's; the two hits differ where several answers fit one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub right: usize,
    pub system: usize,
    pub found: usize,
    pub gold: usize,
}

impl Count {
    /// Hits of a one-to-one comparison, wrong answers and gold that was missed.
    pub fn of(hits: usize, wrong: usize, missed: usize) -> Self {
        Count { right: hits, system: hits + wrong, found: hits, gold: hits + missed }
    }

    fn plus(self, other: Count) -> Self {
        Count {
            right: self.right + other.right,
            system: self.system + other.system,
            found: self.found + other.found,
            gold: self.gold + other.gold,
        }
    }

    pub fn precision(self) -> Option<f64> {
        share(self.right, self.system)
    }

    pub fn recall(self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// None where there is neither an answer nor gold.
    pub fn f1(self) -> Option<f64> {
        match (self.precision(), self.recall()) {
            (None, None) => None,
            (Some(p), Some(r)) if p + r > 0.0 => Some(2.0 * p * r / (p + r)),
            _ => Some(0.0),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The counts of one measure with what was missed and what was wrong, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    pub count: Count,
    pub missed: Vec<String>,
    pub wrong: Vec<String>,
}

impl Judged {
    /// Every missed one and every wrong one counts once.
    pub fn of(hits: usize, missed: Vec<String>, wrong: Vec<String>) -> Self {
        Judged { count: Count::of(hits, wrong.len(), missed.len()), missed, wrong }
    }
}

pub type Scored = BTreeMap<Measure, Judged>;

/// All articles of a folder.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub scores: BTreeMap<Measure, Count>,
    /// By the name of the gold file.
    pub articles: Vec<(String, Scored)>,
}

/// Reads the gold articles of a folder and scores what the reader makes of them.
///
/// # Errors
/// A folder without gold, a file that is no gold, an article that cannot be read.
pub fn evaluate(folder: &Path, knowledge: &Knowledge) -> Result<Report, EvalError> {
    let mut report = Report::default();
    for path in gold::files(folder)? {
        let gold = gold::load(&path)?;
        let reading = pipeline::read(&gold::raw(&gold, &path)?, knowledge)?;
        let scored = score(&gold, &reading);
        for (measure, judged) in &scored {
            let all = report.scores.entry(*measure).or_default();
            *all = all.plus(judged.count);
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        report.articles.push((name, scored));
    }
    Ok(report)
}

/// What one reading gets right and wrong.
pub fn score(gold: &Gold, reading: &Reading) -> Scored {
    let who = Who::new(gold, reading);
    let (people, countries) = who::people(gold, reading, &who);
    let (acts, any) = acts::acts(gold, reading, &who);
    let mut scored = meetings::meetings(gold, reading, &who);
    scored.extend([
        (Measure::People, people),
        (Measure::PeopleCountry, countries),
        (Measure::Disputes, topics::disputes(gold, reading)),
        (Measure::Agreements, topics::agreements(gold, reading)),
        (Measure::Acts, acts),
        (Measure::ActsAnyKind, any),
    ]);
    scored
}

//! Scores of whole readings against gold articles: people, meetings, disputes, agreements and acts by entity id,
//! micro-averaged over all articles. What the gold calls optional, or leaves open, neither helps nor costs.

pub mod compare;
pub mod floors;
pub mod gold;
#[cfg(test)]
mod sample;
pub mod score;
#[cfg(test)]
mod tests;

use crate::eval::articles::gold::EvalError;
use crate::eval::articles::score::Score;
use crate::knowledge::Knowledge;
use crate::model::code::closed;
use crate::pipeline;
use std::collections::BTreeMap;
use std::path::Path;

closed!(
    /// What is scored, in the order of the table, as tables, JSON and the file of floors call it.
    Measure {
        People = "people",
        PeopleCountry = "people_country",
        MeetingPairs = "meeting_pairs",
        MeetingDate = "meeting_date",
        MeetingPlace = "meeting_place",
        MeetingStatus = "meeting_status",
        Disputes = "disputes",
        Agreements = "agreements",
        Acts = "acts",
        ActsAnyKind = "acts_any_kind",
    }
);

pub type Scored = BTreeMap<Measure, Score>;

/// All articles of a folder together, and each by the name of its gold file.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub scores: Scored,
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
        let scored = compare::score(&gold, &reading);
        for (measure, it) in scored.clone() {
            let all = report.scores.entry(measure).or_default();
            all.add(it.hits_p, it.wrong, it.hits_r, it.missed);
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        report.articles.push((name, scored));
    }
    Ok(report)
}

//! Event identity on pairs of texts: what tells one meeting becomes one event, what is only near does not.

use demarche::eval::articles::score::Score;
use demarche::eval::pairs;
use demarche::eval::pairs::score::f1;
use demarche::knowledge::Knowledge;
use std::path::Path;

fn precision_and_recall(score: &Score) -> (f64, f64) {
    let (p, r, _) = score.shares();
    (p.unwrap(), r.unwrap())
}

/// Recall over all texts is bounded by the four in which the reader finds no telling of the meeting.
#[test]
fn pairs_come_to_one_event_and_near_misses_to_two() {
    let knowledge = Knowledge::load_with_examples().unwrap();
    let report = pairs::evaluate(Path::new("data/gold/pairs"), &knowledge).unwrap();
    assert_eq!((report.texts, report.pairs.gold), (152, 56));
    let (p, r) = precision_and_recall(&report.pairs);
    assert!(p >= 0.97 && r >= 0.90, "{p} {r}: {:?} {:?}", report.pairs.wrong, report.pairs.missed);
    let (p, r) = precision_and_recall(&report.pairs_read);
    assert!(p >= 0.97 && r >= 0.92, "of what was read: {p} {r}");
    let b_cubed = f1(report.b_cubed);
    assert!(b_cubed >= 0.96, "{b_cubed}");
    let (p, r) = precision_and_recall(&report.exact_tuple);
    assert!(f1((p, r)) < 0.75, "the rule of Phoenix should do worse: {p} {r}");
    assert!(f1(report.b_cubed_exact) < b_cubed);
}

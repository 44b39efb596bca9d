//! How friendly or hostile a kind of happening is: PLOVER types as cooperation or conflict, and the weight of
//! a CAMEO code on Goldstein's conflict-cooperation scale (Goldstein 1992, Journal of Conflict Resolution 36:2).

use crate::graph::fact::Fact;
use crate::model::cameo::Cameo;
use crate::model::code::EventType;
use crate::model::code::Status;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Columns: CAMEO code, weight from -10.0 to 10.0, where it is from.
const TABLE: &str = include_str!("../../data/goldstein.tsv");

static WEIGHTS: LazyLock<BTreeMap<Cameo, i32>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter(|it| !it.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        Some((Cameo::parse(columns.next()?)?, tenths(columns.next()?)?))
    })
    .collect()
});

/// Cooperation or conflict, after PLOVER's quad classes; a statement is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    Cooperation,
    Conflict,
    Neither,
}

pub fn stance(kind: EventType) -> Stance {
    match kind {
        EventType::Agree
        | EventType::Consult
        | EventType::Support
        | EventType::Cooperate
        | EventType::Aid
        | EventType::Concede
        | EventType::Retreat => Stance::Cooperation,
        EventType::Request
        | EventType::Accuse
        | EventType::Reject
        | EventType::Threaten
        | EventType::Protest
        | EventType::Sanction
        | EventType::Mobilize
        | EventType::Coerce
        | EventType::Assault => Stance::Conflict,
        EventType::Statement => Stance::Neither,
    }
}

/// What was done with an event: its type where it took place; the refusal (REJECT) where it was refused or
/// called off. What is only planned, proposed, denied or supposed is no deed.
pub fn deed(fact: &Fact) -> Option<EventType> {
    match fact.status {
        Status::Held | Status::Ongoing => Some(fact.kind),
        Status::Refused | Status::Cancelled => fact.plover(),
        Status::Planned
        | Status::Proposed
        | Status::Postponed
        | Status::Denied
        | Status::Hypothetical => None,
    }
}

/// The statuses of events that may be deeds.
pub const DEEDS: &[Status] = &[Status::Held, Status::Ongoing, Status::Refused, Status::Cancelled];

/// The weight of a CAMEO code in tenths, -100 to 100; of the code above it where its own is not in the table.
pub fn weight(code: Cameo) -> Option<i32> {
    let known = |it: Cameo| WEIGHTS.get(&it).copied();
    let above = std::iter::successors(Some(code), |it| Some(it.above()));
    above.take_while(|it| *it != Cameo::NONE).find_map(known)
}

fn tenths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.')?;
    let (whole, part): (i32, i32) = (whole.parse().ok()?, part.parse().ok()?);
    (part < 10).then_some(sign * (whole * 10 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_codes() {
        let rows = [
            ("042", Some(19)),
            ("057", Some(80)),
            ("0874", Some(100)),
            ("016", Some(-20)),
            ("1125", Some(-20)),
            ("1129", Some(-20)),
            ("20", Some(-100)),
            ("204", Some(-100)),
            ("010", Some(0)),
            ("99", None),
            ("", None),
            ("é", None),
        ];
        for (code, expected) in rows {
            assert_eq!(Cameo::parse(code).and_then(weight), expected, "{code}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_whole_and_in_order() {
        let rows: Vec<Vec<&str>> = TABLE.lines().map(|it| it.split('\t').collect()).collect();
        assert_eq!(rows.first().unwrap(), &["cameo", "weight", "source"]);
        assert_eq!(rows.len() - 1, WEIGHTS.len());
        for row in rows.iter().skip(1) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(tenths(row[1]).is_some_and(|it| (-100..=100).contains(&it)), "{row:?}");
            assert!(!row[2].is_empty(), "{row:?}");
        }
        assert!(rows.iter().skip(1).is_sorted_by_key(|it| it[0]));
    }
}

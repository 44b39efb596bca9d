//! What stands after the noun of a title: "-elect", "of foreign affairs", "of Japan", "for the Polish foreign
//! ministry", "to Kenya".

use crate::entity::line::Hit;
use crate::entity::line::Shape;
use crate::entity::patterns::singular;
use crate::entity::title::Scan;
use crate::entity::title::person_only;
use crate::model::id::EntityId;

/// Offices whose "for" and "in" name a field of work, not an owner.
const SENT: &[&str] = &[
    "ambassador",
    "envoy",
    "representative",
    "mediator",
    "coordinator",
    "rapporteur",
    "consul",
    "adviser",
    "advisor",
    "negotiator",
];

#[derive(Debug, Clone)]
pub(crate) struct After {
    /// The last of the title's own words.
    pub(crate) core: usize,
    /// The last token of all.
    pub(crate) last: usize,
    pub(crate) of: Vec<EntityId>,
    /// The body it is of, lower case, where the country stands before the body's name.
    pub(crate) words: Option<String>,
}

impl After {
    pub(crate) fn of(scan: &Scan, noun: usize, plural: bool) -> Self {
        let core = elect(scan, noun);
        let none = After { core, last: core, of: Vec::new(), words: None };
        let line = scan.line;
        let preposition = line.lower(core + 1);
        if !matches!(preposition, "of" | "for" | "to" | "on" | "in" | "at") {
            return none;
        }
        let sent =
            SENT.contains(&line.lower(noun)) || line.lower(noun) == "chief" && preposition == "to";
        let giving = preposition == "of" || preposition == "for" && !sent;
        if !giving && !sent {
            return none;
        }
        let start = core + 2 + usize::from(line.lower(core + 2) == "the");
        if !giving {
            return swallow(scan, start).map_or(none.clone(), |last| After { last, ..none });
        }
        national_body(scan, core, start)
            .or_else(|| {
                countries(scan, start, plural).map(|(last, of)| After {
                    core,
                    last,
                    of,
                    words: None,
                })
            })
            .unwrap_or_else(|| institution(scan, core, core + 2, plural).unwrap_or(none))
    }
}

/// "President-elect": the last token of the noun.
fn elect(scan: &Scan, noun: usize) -> usize {
    let line = scan.line;
    let next = if line.is_hyphen(noun + 1) { noun + 2 } else { noun + 1 };
    let fits = scan.words().elect.contains(line.lower(next)) && line.lower(next) != "incoming";
    if fits { next } else { noun }
}

/// "to Kenya", "for the Middle East": where somebody is sent.
fn swallow(scan: &Scan, at: usize) -> Option<usize> {
    let line = scan.line;
    if let Some(hit) = line.hit_starting(at).filter(|it| !person_only(it)) {
        return Some(hit.last);
    }
    let last = (at..at + 4).take_while(|it| line.is_capital(*it)).last()?;
    (line.lower(last + 1) == ",").then_some(last)
}

/// "of the Polish foreign ministry", "of Libya's National Oil Corporation".
fn national_body(scan: &Scan, core: usize, at: usize) -> Option<After> {
    let line = scan.line;
    let hit = line.hit_starting(at)?;
    let owner = scan.owner(hit, true)?;
    let possessive = line.is_possessive(hit.last + 1);
    let start = hit.last + 1 + usize::from(possessive);
    let last = body_end(scan, start)?;
    let words = line.written(start, last).to_lowercase();
    Some(After { core, last, of: vec![owner], words: Some(words) })
}

/// "Japan", "the Russian Federation", "France, Egypt and Jordan", "the IAEA".
fn countries(scan: &Scan, at: usize, several: bool) -> Option<(usize, Vec<EntityId>)> {
    let line = scan.line;
    let mut of = Vec::new();
    let mut end = at;
    let mut next = at;
    while let Some((last, owner)) = owner_at(scan, next) {
        of.push(owner);
        end = last;
        let comma = usize::from(line.lower(last + 1) == ",");
        let and = usize::from(matches!(line.lower(last + 1 + comma), "and" | "&"));
        next = last + 1 + comma + and;
        next += usize::from(line.lower(next) == "the");
        if !several || comma + and == 0 {
            break;
        }
    }
    (!of.is_empty()).then_some((end, of))
}

fn owner_at(scan: &Scan, at: usize) -> Option<(usize, EntityId)> {
    let hit: &Hit = scan.line.hit_starting(at)?;
    scan.owner(hit, true).map(|it| (hit.last, it))
}

/// "of foreign affairs", "of the Supreme National Security Council of Iran".
fn institution(scan: &Scan, core: usize, at: usize, plural: bool) -> Option<After> {
    let line = scan.line;
    let end = body_end(scan, at)?;
    let none = After { core: end, last: end, of: Vec::new(), words: None };
    if !matches!(line.lower(end + 1), "of" | "for") || end == core {
        return Some(none);
    }
    let start = end + 2 + usize::from(line.lower(end + 2) == "the");
    Some(countries(scan, start, plural).map_or(none.clone(), |(last, of)| After {
        last,
        of,
        ..none
    }))
}

/// The last word of a body's name from `at` on: the last word that only bodies have.
fn body_end(scan: &Scan, at: usize) -> Option<usize> {
    let line = scan.line;
    let words = scan.words();
    let mut end = None;
    for i in at..(at + 9).min(line.len()) {
        let word = line.lower(i);
        let country = line
            .hit(i)
            .is_some_and(|it| !person_only(it) && scan.when.country(scan.gazetteer, it).is_some());
        if country || line.is_possessive(i) && line.before(i, 1) != "parliament" {
            break;
        }
        // "Secretary of State Dulles and Foreign Minister": a second title begins.
        if end.is_some() && scan.is_noun(&singular(word)) && line.before(i, 1) != "of" {
            break;
        }
        let core = words.portfolio.contains(word) || words.institution.contains(word);
        let link = matches!(word, "the" | "and" | "of" | "for" | "on" | "," | "&" | "'s");
        let leads = end.is_none() || matches!(line.before(i, 1), "of" | "the");
        let named = leads && line.is_capital(i) && line.shape(i) != Shape::Initial;
        if core {
            end = Some(i);
        } else if !link && !named {
            break;
        }
    }
    // A capitalised word beyond the body is a name that follows it.
    end
}

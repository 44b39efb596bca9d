//! Whether two tellings tell of the same happening. All that decides it is here: what speaks against it, of which each
//! alone keeps two tellings apart, and a score of what speaks for it.

use crate::merge::undated;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::code::closed;
use crate::model::delta::Telling;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Times that leave more days open than a month tell too little to join two tellings.
pub const MOST_DAYS: i32 = 31;
/// So many of those who took part must be the same.
pub const SHARED: usize = 2;

/// The same happening: told by two articles, nothing speaks against it, and enough of those who took part are the same.
pub fn is_same(a: &Telling, b: &Telling) -> bool {
    a.article != b.article && (agree(a, b) || undated::is_near(a, b))
}

/// Whether what becomes of one depends on the other: a meeting that the article itself tells also stands in the way of
/// what it tells without a time.
pub fn is_linked(a: &Telling, b: &Telling) -> bool {
    is_same(a, b) || undated::is_near(a, b)
}

/// What the two say can be said of one happening.
pub fn agree(a: &Telling, b: &Telling) -> bool {
    !contradict(a, b) && shared(a, b).len() >= SHARED
}

closed!(
    /// What keeps two tellings apart, the cheapest to find first.
    Objection {
        Type = "another type of event",
        Contact = "another kind of contact",
        Outcome = "one was refused, denied or only supposed, the other not",
        Time = "no common time, or one too long to tell",
        Place = "other places",
        People = "other people",
        Roles = "the same in opposite roles",
        Subject = "about something else",
    }
);

impl Objection {
    fn holds(self, a: &Telling, b: &Telling) -> bool {
        let (x, y) = (&a.event, &b.event);
        match self {
            Objection::Type => x.kind != y.kind,
            Objection::Contact => {
                family(x.kind, x.mode.as_deref()) != family(y.kind, y.mode.as_deref())
            }
            Objection::Outcome => outcome(x.status) != outcome(y.status),
            Objection::Time => !times_agree(a, b),
            Objection::Place => places_differ(a, b),
            Objection::People => people_differ(&x.participants, &y.participants),
            Objection::Roles => roles_are_opposed(&x.participants, &y.participants),
            Objection::Subject => {
                x.kind != EventType::Consult && both_differ(&x.concerns, &y.concerns)
            }
        }
    }
}

/// All that keeps two tellings apart.
pub fn objections(a: &Telling, b: &Telling) -> Vec<Objection> {
    Objection::ALL.iter().copied().filter(|it| it.holds(a, b)).collect()
}

/// Whether the two cannot be one happening by what they say.
pub fn contradict(a: &Telling, b: &Telling) -> bool {
    Objection::ALL.iter().any(|it| it.holds(a, b))
}

/// How well two tellings of one happening fit: 8 for each who took part in both, 4 for the same mode, 2 for the same
/// time, 1 for a place in common. So who took part counts before all else.
pub fn score(a: &Telling, b: &Telling) -> usize {
    let (x, y) = (&a.event, &b.event);
    8 * shared(a, b).len()
        + 4 * usize::from(x.mode == y.mode)
        + 2 * usize::from(is_same_time(a, b))
        + usize::from(is_same_place(a, b))
}

pub fn is_same_time(a: &Telling, b: &Telling) -> bool {
    let edtf = |it: &Telling| it.event.time.as_ref().map(|it| it.edtf.clone());
    edtf(a) == edtf(b)
}

pub fn is_same_place(a: &Telling, b: &Telling) -> bool {
    a.event.places.iter().any(|it| b.event.places.contains(it))
}

/// Modes that tell of the same kind of contact have one family; reporters call one meeting visit, talks or summit.
fn family(kind: EventType, mode: Option<&str>) -> &str {
    match (kind, mode) {
        (EventType::Consult, Some("phone_call" | "video_call")) => "call",
        (EventType::Consult, Some("letter")) => "letter",
        (EventType::Consult, _) => "in person",
        (_, mode) => mode.unwrap_or_default(),
    }
}

/// What was planned can come to be held or cancelled; what was refused or denied is another happening.
pub fn outcome(status: Status) -> u8 {
    match status {
        Status::Held
        | Status::Ongoing
        | Status::Planned
        | Status::Proposed
        | Status::Postponed
        | Status::Cancelled => 0,
        Status::Refused | Status::Denied => 1,
        Status::Hypothetical => 2,
    }
}

/// Equal times agree; else they must have a day in common and be about a month long at most, unless both tell of one
/// agreement, of which there is only one. No time agrees with nothing.
fn times_agree(a: &Telling, b: &Telling) -> bool {
    let (Some(x), Some(y)) = (&a.event.time, &b.event.time) else { return false };
    if x.edtf == y.edtf {
        return true;
    }
    let closed = |it: &Time| it.earliest.is_some() && it.latest.is_some();
    let overlap = closed(x) && closed(y) && x.earliest <= y.latest && y.earliest <= x.latest;
    let short = |it: &Time| it.days().is_some_and(|it| it <= MOST_DAYS);
    overlap && ((short(x) && short(y)) || share_an_agreement(a, b))
}

fn share_an_agreement(a: &Telling, b: &Telling) -> bool {
    let mut agreements = a.event.concerns.iter().filter(|it| it.kind() == Some(Kind::Agreement));
    agreements.any(|it| b.event.concerns.contains(it))
}

/// Both tell places, but neither one in common nor a country that the other's places lie in.
fn places_differ(a: &Telling, b: &Telling) -> bool {
    let (x, y) = (&a.event.places, &b.event.places);
    let names_country_of = |countries: &[EntityId], others: &Telling| {
        countries
            .iter()
            .any(|it| it.kind() == Some(Kind::Country) && others.place_countries.contains(it))
    };
    both_differ(x, y) && !names_country_of(x, b) && !names_country_of(y, a)
}

/// Both name people, but nobody in common; or, with one in common at most, quite other people for one side.
fn people_differ(a: &[Participant], b: &[Participant]) -> bool {
    let (x, y) = (people(a), people(b));
    let common = x.keys().filter(|it| y.contains_key(*it)).count();
    // Merged entities may act for one side in one telling and for another in the other: both ways count alike.
    let differs = |side: &&EntityId| {
        let mut ours = x.iter().filter(|it| *it.1 == Some(*side));
        let mut theirs = y.iter().filter(|it| *it.1 == Some(*side)).peekable();
        theirs.peek().is_some()
            && !theirs.any(|it| x.contains_key(*it.0))
            && !ours.any(|it| y.contains_key(*it.0))
    };
    let one_side_differs = || x.values().flatten().any(differs);
    !x.is_empty() && !y.is_empty() && (common == 0 || (common == 1 && one_side_differs()))
}

/// The people among those who took part, and whom each acts for.
fn people(all: &[Participant]) -> BTreeMap<&EntityId, Option<&EntityId>> {
    let people = all.iter().filter(|it| it.entity.kind() == Some(Kind::Person));
    people.map(|it| (&it.entity, it.on_behalf_of.as_ref())).collect()
}

fn both_differ(a: &[EntityId], b: &[EntityId]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|it| b.contains(it))
}

fn roles_are_opposed(a: &[Participant], b: &[Participant]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.entity == y.entity && opposed(x.role, y.role)))
}

fn opposed(a: Role, b: Role) -> bool {
    matches!(
        (a, b),
        (Role::Actor, Role::Recipient)
            | (Role::Recipient, Role::Actor)
            | (Role::Visitor, Role::Host)
            | (Role::Host, Role::Visitor)
    )
}

/// Who took part in both. A country named alone is the same as somebody who acts on behalf of it.
pub fn shared<'a>(a: &'a Telling, b: &'a Telling) -> BTreeSet<&'a EntityId> {
    let (a, b) = (&a.event.participants, &b.event.participants);
    let named_by =
        |who: &Participant, all: &[Participant]| all.iter().any(|it| it.entity == who.entity);
    let mut shared: BTreeSet<&EntityId> =
        a.iter().filter(|it| named_by(it, b)).map(|it| &it.entity).collect();
    for x in a.iter().filter(|it| !named_by(it, b)) {
        for y in b.iter().filter(|it| !named_by(it, a) && !opposed(it.role, x.role)) {
            if y.on_behalf_of.as_ref() == Some(&x.entity) {
                shared.insert(&x.entity);
            }
            if x.on_behalf_of.as_ref() == Some(&y.entity) {
                shared.insert(&y.entity);
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;
    use crate::model::id::ArticleId;

    /// `MODE FROM..TO STATUS WHO... [@PLACE] [+CONCERN]`; a day of October 2007 for FROM, `-` for none; who is
    /// `person/country` or `country`, with `:role` behind it.
    fn telling(article: &str, text: &str) -> Telling {
        let mut words = text.split(' ');
        let mut telling = Telling { article: ArticleId::new(article), ..sample::telling() };
        let event = &mut telling.event;
        event.mode = words.next().filter(|it| *it != "-").map(str::to_owned);
        event.time = words.next().filter(|it| *it != "-").map(time);
        event.status = Status::parse(words.next().unwrap()).unwrap();
        for word in words {
            if let Some(place) = word.strip_prefix('@') {
                event.places.push(EntityId::new(place));
                let country =
                    place.split('-').nth(1).map(|it| EntityId::new(format!("country:{it}")));
                telling.place_countries.extend(country);
            } else if let Some(concern) = word.strip_prefix('+') {
                event.concerns.push(EntityId::new(concern));
            } else {
                event.participants.push(participant(word));
            }
        }
        telling
    }

    fn time(text: &str) -> Time {
        let (earliest, latest) = text.split_once("..").unwrap_or((text, text));
        let full =
            |day: &str| if day.len() == 2 { format!("2007-10-{day}") } else { day.to_owned() };
        Time {
            edtf: text.to_owned(),
            earliest: (!earliest.is_empty()).then(|| full(earliest)),
            latest: (!latest.is_empty()).then(|| full(latest)),
            text: None,
        }
    }

    fn participant(word: &str) -> Participant {
        let (who, role) = word.split_once(':').unwrap_or((word, "participant"));
        let country = |it: &str| EntityId::new(format!("country:{it}"));
        let (entity, on_behalf_of) = match who.split_once('/') {
            Some((person, of)) => (EntityId::new(format!("person:{person}")), Some(country(of))),
            None => (country(who), None),
        };
        Participant { entity, role: Role::parse(role).unwrap(), on_behalf_of }
    }

    #[test]
    fn which_tellings_are_the_same() {
        let rows = [
            ("visit 23 held a/A b/B", "talks 23 held a/A b/B", true),
            ("visit 23 held a/A b/B", "talks 22..28 held a/A b/B c/B", true),
            ("visit 23 held a/A b/B", "talks 24 held a/A b/B", false),
            ("visit 23 held C a/B", "visit 23 held C b/B a/A", true),
            ("visit 23 held a/A b/B", "talks - held a/A b/B", false),
            ("visit - held a/A b/B", "talks - held a/A b/B", false),
            ("talks 23.. held a/A b/B", "talks 23.. held a/A b/B", true),
            ("talks 23.. held a/A b/B", "talks 25 held a/A b/B", false),
            ("talks 23 held a/A b/B", "phone_call 23 held a/A b/B", false),
            ("phone_call 23 held a/A b/B", "video_call 23 held a/A b/B", true),
            ("- 23 held a/A b/B", "summit 23 held a/A b/B", true),
            ("talks 23 held a/A b/B", "talks 23 held A B", true),
            ("talks 23 held A B", "talks 23 held A B", true),
            ("talks 23 held a/A b/B", "talks 23 held a/A B", true),
            ("talks 23 held a/A b/B", "talks 23 held a/A", false),
            ("talks 23 held a/A c/A", "talks 23 held A B", false),
            ("talks 23 held a/A b/B", "talks 23 held c/A d/B", false),
            ("talks 23 held a/A b/B", "talks 23 held a/A d/B", false),
            ("talks 23 held a/A b/B C", "talks 23 held a/A d/B C", false),
            ("talks 23 held a/A b/B c/C", "talks 23 held a/A d/B c/C", true),
            ("talks 23 held a/A b/B c/C", "talks 23 held a/A C", true),
            ("talks 23 planned a/A b/B", "talks 23 held a/A b/B", true),
            ("talks 23 planned a/A b/B", "talks 23 cancelled a/A b/B", true),
            ("talks 23 refused a/A b/B", "talks 23 held a/A b/B", false),
            ("talks 23 refused a/A b/B", "talks 23 denied a/A b/B", true),
            ("talks 23 hypothetical a/A b/B", "talks 23 planned a/A b/B", false),
            ("visit 23 held a/A:visitor b/B:host", "visit 23 held a/A:host b/B:visitor", false),
            ("visit 23 held a/A:visitor b/B:host", "visit 23 held A:visitor B:host", true),
            ("visit 23 held a/A:visitor b/B:host", "visit 23 held A:host B:visitor", false),
            ("talks 23 held a/A b/B @place:x-A", "talks 23 held a/A b/B @place:y-A", false),
            ("talks 23 held a/A b/B @place:x-A", "talks 23 held a/A b/B @country:A", true),
            ("talks 23 held a/A b/B @place:x-A", "talks 23 held a/A b/B @country:B", false),
            ("talks 23 held a/A b/B @place:x-A", "talks 23 held a/A b/B", true),
            ("talks 2007-01-01..2007-12-31 held a/A b/B", "talks 23 held a/A b/B", false),
            (
                "talks 2007-01-01..2007-12-31 held a/A b/B +agreement:x",
                "talks 23 held a/A b/B +agreement:x",
                true,
            ),
        ];
        let mut wrong = Vec::new();
        for (a, b, expected) in rows {
            let (x, y) = (telling("article:1", a), telling("article:2", b));
            if is_same(&x, &y) != expected || is_same(&y, &x) != expected {
                wrong.push(format!("{a} | {b}: should be {expected}"));
            }
            assert!(!is_same(&x, &telling("article:1", b)), "two events of one article: {a} | {b}");
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn acts_need_one_subject() {
        let rows = [
            ("- 23 held A:actor B:recipient", "- 23 held A:actor B:recipient", true),
            ("- 23 held A:actor B:recipient", "- 23 held B:actor A:recipient", false),
            (
                "- 23 held A:actor B:recipient +dispute:x",
                "- 23 held A:actor B:recipient +dispute:y",
                false,
            ),
            ("- 23 held A:actor B:recipient +dispute:x", "- 23 held A:actor B:recipient", true),
        ];
        for (a, b, expected) in rows {
            let (mut x, mut y) = (telling("article:1", a), telling("article:2", b));
            assert!(is_same(&x, &y) || a != b);
            (x.event.kind, y.event.kind) = (EventType::Accuse, EventType::Accuse);
            assert_eq!((is_same(&x, &y), is_same(&y, &x)), (expected, expected), "{a} | {b}");
            y.event.kind = EventType::Threaten;
            assert!(!is_same(&x, &y), "{a} | {b}");
        }
    }
}

//! Who met whom: pairs of participants, and time, place and status of the pairs that were found.

use crate::eval::articles::Count;
use crate::eval::articles::Judged;
use crate::eval::articles::Measure;
use crate::eval::articles::Scored;
use crate::eval::articles::days::Days;
use crate::eval::articles::gold::Gold;
use crate::eval::articles::gold::Meeting;
use crate::eval::articles::who::Fit;
use crate::eval::articles::who::Who;
use crate::eval::articles::who::same;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Event;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use std::fmt;

/// Two who met, by the gold, with the meetings that say so and the events of the reading that fit them.
struct Asked<'a> {
    ends: (&'a EntityId, &'a EntityId),
    meetings: Vec<&'a Meeting>,
    events: Vec<&'a Event>,
}

type Neutral<'a> = ((&'a EntityId, &'a EntityId), &'a Meeting);
/// The worse of the two fits of a pair, then the better.
type Fits = (Fit, Fit);

pub fn meetings(gold: &Gold, reading: &Reading, who: &Who) -> Scored {
    let (pairs, wrong) = matched(gold, reading, who, took_or_takes_place);
    // Whether a called-off meeting was read as one is a question of status, so that here all statuses are asked for.
    let (any, _) = matched(gold, reading, who, |_| true);
    let any: Vec<Asked> = any.into_iter().filter(|it| !it.events.is_empty()).collect();
    let missed = pairs.iter().filter(|it| it.events.is_empty());
    let missed: Vec<String> = missed.map(|it| name(it.ends)).collect();
    Scored::from([
        (Measure::MeetingDate, items::<Days>(&pairs, who)),
        (Measure::MeetingPlace, items::<Places>(&pairs, who)),
        (Measure::MeetingStatus, items::<Status>(&any, who)),
        (Measure::MeetingPairs, Judged::of(pairs.len() - missed.len(), missed, wrong)),
    ])
}

pub fn took_or_takes_place(status: Status) -> bool {
    matches!(status, Status::Held | Status::Ongoing | Status::Planned)
}

fn name((a, b): (&EntityId, &EntityId)) -> String {
    format!("{a} + {b}")
}

/// The pairs of the gold with the events that fit them, and the pairs of the reading that fit nothing.
fn matched<'a>(
    gold: &'a Gold,
    reading: &'a Reading,
    who: &Who,
    counts: fn(Status) -> bool,
) -> (Vec<Asked<'a>>, Vec<String>) {
    let (mut asked, neutral) = asked(gold, counts);
    let mut wrong: Vec<(&EntityId, &EntityId)> = Vec::new();
    let consult = |it: &&Event| it.kind == EventType::Consult && counts(it.status);
    for event in reading.events.iter().filter(consult) {
        for (x, y) in pairs(&event.participants) {
            if x.entity == y.entity {
                continue;
            }
            let fit = |ends: (&EntityId, &EntityId)| fits(who, (x, y), ends);
            let best = asked.iter().map(|it| fit(it.ends)).max().unwrap_or((Fit::No, Fit::No));
            let open = neutral.iter().map(|it| fit(it.0)).max().unwrap_or((Fit::No, Fit::No));
            if best.0 >= Fit::Delegate {
                let told = neutral.iter().filter(|it| open >= best && fit(it.0) == open);
                let told: Vec<&Meeting> = told.map(|it| it.1).collect();
                if told_elsewhere(event, &asked, &told, |it| fit(it.ends) == best) {
                    continue;
                }
                for one in asked.iter_mut().filter(|it| fit(it.ends) == best) {
                    one.events.push(event);
                }
            } else if best.0 == Fit::No && open.0 == Fit::No {
                let ends = (&x.entity, &y.entity);
                if !wrong.iter().any(|it| equal(*it, ends)) {
                    wrong.push(ends);
                }
            }
        }
    }
    (asked, wrong.into_iter().map(name).collect())
}

/// The pairs that have to be found, and those that may be: optional meetings and participants, those who did not meet
/// each other but the hub, meetings that did not take place.
fn asked(gold: &Gold, counts: fn(Status) -> bool) -> (Vec<Asked<'_>>, Vec<Neutral<'_>>) {
    let (mut asked, mut neutral): (Vec<Asked>, Vec<Neutral>) = (Vec::new(), Vec::new());
    for meeting in &gold.meetings {
        let must = counts(meeting.status) && !meeting.optional;
        for ends in pairs(&meeting.participants) {
            let met = meeting.hub.as_ref().is_none_or(|it| it == ends.0 || it == ends.1);
            if !must || !met {
                neutral.push((ends, meeting));
            } else if let Some(known) = asked.iter_mut().find(|it| equal(it.ends, ends)) {
                known.meetings.push(meeting);
            } else {
                asked.push(Asked { ends, meetings: vec![meeting], events: Vec::new() });
            }
        }
        for one in &meeting.optional_participants {
            let others = meeting.participants.iter().chain(&meeting.optional_participants);
            neutral.extend(others.filter(|it| *it != one).map(|it| ((one, it), meeting)));
        }
    }
    (asked, neutral)
}

/// The event is an optional meeting of the same two: its time fits that one and none of those asked for.
fn told_elsewhere(
    event: &Event,
    asked: &[Asked],
    optional: &[&Meeting],
    best: impl Fn(&Asked) -> bool,
) -> bool {
    let Some(days) = event.time.as_ref().and_then(Days::of_time) else { return false };
    let at = |it: &&Meeting| Days::of_gold(it).is_some_and(|gold| days.fits(gold));
    let there = asked.iter().filter(|it| best(it)).any(|it| it.meetings.iter().any(at));
    !there && optional.iter().filter(|it| took_or_takes_place(it.status)).any(at)
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(i, a)| all.iter().skip(i + 1).map(move |b| (a, b)))
}

fn equal(a: (&EntityId, &EntityId), b: (&EntityId, &EntityId)) -> bool {
    (same(a.0, b.0) && same(a.1, b.1)) || (same(a.0, b.1) && same(a.1, b.0))
}

/// Either way round.
fn fits(who: &Who, (x, y): (&Participant, &Participant), (a, b): (&EntityId, &EntityId)) -> Fits {
    let order = |a: Fit, b: Fit| (a.min(b), a.max(b));
    let straight = order(who.fit(x, a), who.fit(y, b));
    straight.max(order(who.fit(x, b), who.fit(y, a)))
}

/// What is told of a meeting besides who met.
trait Item: Sized + fmt::Display {
    fn of_gold(meeting: &Meeting) -> Option<Self>;
    fn of_event(event: &Event, who: &Who) -> Option<Self>;
    fn fits(&self, gold: &Self) -> bool;
}

/// Over all meetings of all pairs that tell of it; a meeting whose pair was not found is missed.
fn items<T: Item>(pairs: &[Asked], who: &Who) -> Judged {
    let mut judged = Judged::default();
    for pair in pairs {
        let gold: Vec<T> = pair.meetings.iter().filter_map(|it| T::of_gold(it)).collect();
        let system = pair.events.iter().filter_map(|it| T::of_event(it, who));
        let system: Vec<T> = system.filter(|_| !gold.is_empty()).collect();
        let list =
            |all: Vec<&T>| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let found = |it: &&T| system.iter().any(|told| told.fits(it));
        let right = |it: &&T| gold.iter().any(|asked| it.fits(asked));
        let (hits, missed): (Vec<&T>, Vec<&T>) = gold.iter().partition(found);
        let (rights, wrong): (Vec<&T>, Vec<&T>) = system.iter().partition(right);
        if !missed.is_empty() && !pair.events.is_empty() {
            judged.missed.push(format!("{}: {}", name(pair.ends), list(missed)));
        }
        if !wrong.is_empty() {
            judged.wrong.push(format!("{}: {}", name(pair.ends), list(wrong)));
        }
        judged.count = judged.count.plus(Count {
            right: rights.len(),
            system: system.len(),
            found: hits.len(),
            gold: gold.len(),
        });
    }
    judged
}

impl Item for Days {
    fn of_gold(meeting: &Meeting) -> Option<Self> {
        Days::of_gold(meeting)
    }

    fn of_event(event: &Event, _: &Who) -> Option<Self> {
        Days::of_time(event.time.as_ref()?)
    }

    fn fits(&self, gold: &Self) -> bool {
        Days::fits(*self, *gold)
    }
}

impl Item for Status {
    fn of_gold(meeting: &Meeting) -> Option<Self> {
        Some(meeting.status)
    }

    fn of_event(event: &Event, _: &Who) -> Option<Self> {
        Some(event.status)
    }

    fn fits(&self, gold: &Self) -> bool {
        self == gold
    }
}

/// Each place with the country it lies in, where that is known.
struct Places(Vec<(EntityId, Option<EntityId>)>);

impl Item for Places {
    fn of_gold(meeting: &Meeting) -> Option<Self> {
        let places = meeting.place.iter().map(|it| (it.clone(), None)).collect();
        (!meeting.place.is_empty()).then_some(Places(places))
    }

    fn of_event(event: &Event, who: &Who) -> Option<Self> {
        let places = event.places.iter().map(|it| (it.clone(), who.country(it).cloned()));
        (!event.places.is_empty()).then(|| Places(places.collect()))
    }

    /// A place in common, or one in the country that the gold names.
    fn fits(&self, gold: &Self) -> bool {
        self.0.iter().any(|(place, country)| {
            let inside = |it: &EntityId| country.as_ref().is_some_and(|of| same(of, it));
            gold.0.iter().any(|(it, _)| same(place, it) || is_place(place, it) || inside(it))
        })
    }
}

/// The id of a place that no table knows may lack the two letters of its country.
fn is_place(a: &EntityId, b: &EntityId) -> bool {
    let longer = |a: &EntityId, b: &EntityId| {
        let rest = a.as_str().strip_prefix(b.as_str()).and_then(|it| it.strip_prefix('-'));
        rest.is_some_and(|it| it.len() == 2)
    };
    a.kind() == Some(Kind::Place) && (longer(a, b) || longer(b, a))
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|(it, _)| it.as_str()).collect();
        f.write_str(&names.join(" / "))
    }
}

//! What of a reading is compared with the gold, and what fits what.

use crate::eval::articles::Measure;
use crate::eval::articles::Scored;
use crate::eval::articles::gold::Dispute;
use crate::eval::articles::gold::Gold;
use crate::eval::articles::score::Item;
use crate::eval::articles::score::join;
use crate::eval::articles::score::told;
use crate::model::code::AgreementState;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::model::reading::Event;
use crate::model::reading::Reading;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Somebody, and the country he acts for.
type Side<'a> = (&'a str, Option<&'a str>);
type Ends<'a> = (Side<'a>, Side<'a>);
/// Status, first and last day, and places of a meeting.
type Met<'a> = (Status, Option<(Date, Date)>, BTreeSet<&'a str>);
type Pair<'a> = Item<Ends<'a>, Met<'a>>;
const NOBODY: Side = ("nobody", None);
type Act<'a> = Item<Ends<'a>, Vec<EventType>>;

/// The Soviet Union counts as Russia.
fn key(id: &EntityId) -> &str {
    if id.as_str() == "country:SUN" { "country:RUS" } else { id.as_str() }
}

/// By id, by the words of a name, or as one who acts for what the gold names. A country in place of its own people is
/// neutral.
fn fit(asked: &Side, told: &Side) -> Option<usize> {
    if asked.0 == told.0 {
        Some(3)
    } else if common(&words(asked.0, 1), &words(told.0, 1)) == 100 {
        Some(2)
    } else if told.1 == Some(asked.0) && !told.0.starts_with("country:") {
        Some(1)
    } else {
        (asked.1 == Some(told.0)).then_some(0)
    }
}

fn fit_both(asked: &Ends, told: &Ends) -> Option<usize> {
    Some(fit(&asked.0, &told.0)? * fit(&asked.1, &told.1)?)
}

fn fit_either(asked: &Ends, told: &Ends) -> Option<usize> {
    fit_both(asked, told).max(fit_both(asked, &(told.1, told.0)))
}

/// The beginnings of the words that have some letters at least.
fn words(name: &str, least: usize) -> BTreeSet<String> {
    let long = |it: &&str| it.len() >= least;
    slug(name).split('-').filter(long).map(|it| it.chars().take(5).collect()).collect()
}

/// A day in common, and the reader's time is not much longer.
fn same_days((first, last): &(Date, Date), (from, to): &(Date, Date)) -> bool {
    let longer = (*to - *from).get_days() - (*last - *first).get_days();
    from <= last && first <= to && longer <= 31
}

/// Per cent of the smaller set that are in the other, too.
fn common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    (100 * a.intersection(b).count()).checked_div(a.len().min(b.len())).unwrap_or(0)
}

/// Half of the smaller set is in the other.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<usize> {
    Some(common(a, b)).filter(|it| *it >= 50)
}

/// The first and the last day of years, months or days; an open end is where the other one is.
fn days(start: Option<&String>, end: Option<&String>) -> Option<(Date, Date)> {
    let first = |it: &str| format!("{it}-01-01").get(..10)?.parse::<Date>().ok();
    let (start, end) = (start.or(end)?, end.or(start)?);
    let last = match end.len() {
        4 => first(end)?.last_of_year(),
        7 => first(end)?.last_of_month(),
        _ => first(end)?,
    };
    Some((first(start)?, last))
}

/// What one reading gets right and wrong.
pub fn score<'a>(gold: &'a Gold, reading: &'a Reading) -> Scored {
    let both = Both { gold, reading };
    let person = |id, open, of: &Option<EntityId>| {
        (EntityId::to_string(id), open, (key(id), None), of.clone())
    };
    let asked = gold.people.iter().map(|it| person(&it.id, it.optional, &it.country));
    let people = reading.entities.iter().filter(|it| it.id.as_str().starts_with("person:"));
    let people = people.map(|it| person(&it.id, false, &it.country));
    let (people, persons) = join(asked, people, fit);
    let topic = |name: &str, open, id: Option<&EntityId>, parties: &[EntityId]| {
        let what = id.into_iter().chain(parties).map(|it| key(it).to_owned());
        (name.to_owned(), open, what.collect(), ())
    };
    let parties = |it: &Dispute| if it.id.is_none() { it.parties.clone() } else { Vec::new() };
    let asked = gold.disputes.iter();
    let asked = asked.map(|it| topic(&it.name, it.optional, it.id.as_ref(), &parties(it)));
    let disputes = reading.disputes.iter();
    let disputes = disputes.map(|it| topic(it.id.as_str(), false, Some(&it.id), &it.parties));
    let never = |it| it == Some(AgreementState::NeverConcluded);
    let agreement = |name: &str, open| (name.to_owned(), open, words(name, 4), ());
    let treaties = gold.agreements.iter();
    let treaties = treaties.map(|it| agreement(&it.name, it.optional || never(it.state)));
    let agreements = reading.agreements.iter().filter(|it| !never(it.state));
    let agreements = agreements.map(|it| agreement(&it.name, false));
    let by_kind = |(name, open, ends, kinds): Act<'a>| {
        let kind = kinds.first().map_or("", |it| it.as_str());
        (format!("{name} {kind}"), open, (ends, kinds), ())
    };
    let same = |a: &(Ends, Vec<EventType>), b: &(Ends, Vec<EventType>)| {
        fit_both(&a.0, &b.0).filter(|_| a.1.iter().any(|it| b.1.contains(it)))
    };
    let acts = join(both.asked_acts().map(by_kind), both.told_acts().map(by_kind), same).0;
    let mut scored = both.meetings();
    scored.extend([
        (Measure::People, people),
        (Measure::PeopleCountry, told(&persons, |it| it, |a, b| key(a) == key(b))),
        (Measure::Disputes, join(asked, disputes, alike).0),
        (Measure::Agreements, join(treaties, agreements, alike).0),
        (Measure::Acts, acts),
        (Measure::ActsAnyKind, join(both.asked_acts(), both.told_acts(), fit_both).0),
    ]);
    scored
}

struct Both<'a> {
    gold: &'a Gold,
    reading: &'a Reading,
}

impl<'a> Both<'a> {
    fn meetings(&self) -> Scored {
        let taken = |it| matches!(it, Status::Held | Status::Ongoing | Status::Planned);
        let (pairs, met) = join(self.asked_pairs(taken), self.told_pairs(taken), fit_either);
        // Whether a called-off meeting is read as one is a question of status: here all of them are asked for.
        let (_, mut any) = join(self.asked_pairs(|_| true), self.told_pairs(|_| true), fit_either);
        any.retain(|it| it.2.is_some());
        let places = |it: Met<'a>| Some(it.2).filter(|it| !it.is_empty());
        Scored::from([
            (Measure::MeetingPairs, pairs),
            (Measure::MeetingDate, told(&met, |it| it.1, same_days)),
            (Measure::MeetingPlace, told(&met, places, |a, b| !a.is_disjoint(b))),
            (Measure::MeetingStatus, told(&any, |it| Some(it.0), PartialEq::eq)),
        ])
    }

    /// With the country that the reading knows, or else the gold.
    fn side(&self, id: &'a EntityId) -> Side<'a> {
        let told = self.reading.entities.iter().find(|it| it.id == *id);
        let asked = self.gold.people.iter().find(|it| it.id == *id);
        let country = told.and_then(|it| it.country.as_ref());
        (key(id), country.or(asked.and_then(|it| it.country.as_ref())).map(key))
    }

    /// Those who have one of the roles in an event, and whom they act for there.
    fn sides(&self, event: &'a Event, roles: &[Role]) -> Vec<Side<'a>> {
        let who = event.participants.iter().filter(|it| roles.contains(&it.role));
        let sides = who.map(|it| (it.on_behalf_of.as_ref().map(key), self.side(&it.entity)));
        sides.map(|(behalf, (id, of))| (id, behalf.or(of))).collect()
    }

    /// Who met whom. Open are optional meetings and participants, and those who met the hub but not each other.
    fn asked_pairs(&self, counts: fn(Status) -> bool) -> impl Iterator<Item = Pair<'a>> {
        self.gold.meetings.iter().flat_map(move |it| {
            let all = it.participants.iter().chain(&it.optional_participants);
            let sides: Vec<Side> = all.map(|it| self.side(it)).collect();
            let hub = it.hub.as_ref().map(key);
            let optional = |who: &str| it.optional_participants.iter().any(|it| key(it) == who);
            let open = move |(a, b): &Ends| {
                let met = hub.is_none_or(|it| it == a.0 || it == b.0);
                it.optional || !met || !counts(it.status) || optional(a.0) || optional(b.0)
            };
            let places = it.place.iter().map(key).collect();
            let met = (it.status, days(it.start.as_ref(), it.end.as_ref()), places);
            two(&sides, &sides, false, open, &met)
        })
    }

    fn told_pairs(&self, counts: fn(Status) -> bool) -> impl Iterator<Item = Pair<'a>> {
        let talks = self.reading.events.iter().filter(|it| it.kind == EventType::Consult);
        talks.filter(move |it| counts(it.status)).flat_map(move |it| {
            let sides = self.sides(it, Role::ALL);
            let time = it.time.as_ref();
            let time = time.and_then(|it| days(it.earliest.as_ref(), it.latest.as_ref()));
            let places = it.places.iter().map(|it| self.side(it));
            let places = places.flat_map(|(id, of)| [id, of.unwrap_or(id)]).collect();
            two(&sides, &sides, false, |_| false, &(it.status, time, places))
        })
    }

    /// Who did something to whom, with the kinds that it may be called.
    fn asked_acts(&self) -> impl Iterator<Item = Act<'a>> {
        self.gold.acts.iter().flat_map(move |it| {
            let target = it.target.as_ref().map_or(NOBODY, |it| self.side(it));
            let kinds = [&[it.kind], it.kind_alt.as_slice()].concat();
            two(&[self.side(&it.actor)], &[target], true, |_| it.optional, &kinds)
        })
    }

    fn told_acts(&self) -> impl Iterator<Item = Act<'a>> {
        self.reading.events.iter().flat_map(move |it| {
            let kind = it.plover.as_deref().and_then(EventType::parse).unwrap_or(it.kind);
            let real = !matches!(it.status, Status::Denied | Status::Hypothetical);
            let act = real && !matches!(kind, EventType::Consult | EventType::Statement);
            let sides = |roles| if act { self.sides(it, roles) } else { Vec::new() };
            let mut mutual = sides(&[Role::Participant, Role::Signatory]);
            mutual.retain(|_| it.kind != EventType::Consult);
            let or = |a: Vec<Side<'a>>, b: Vec<Side<'a>>| if a.is_empty() { b } else { a };
            let doers = or(sides(&[Role::Actor, Role::Speaker, Role::Mediator]), mutual.clone());
            let targets = or(or(sides(&[Role::Recipient]), mutual), vec![NOBODY]);
            two(&doers, &targets, true, |_| false, &vec![kind, it.kind])
        })
    }
}

/// Each of the one with each of the other.
fn two<'a, V: Clone>(
    some: &[Side<'a>],
    other: &[Side<'a>],
    directed: bool,
    open: impl Fn(&Ends) -> bool,
    value: &V,
) -> Vec<Item<Ends<'a>, V>> {
    let ends = some.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
    let ends = ends.filter(|(a, b)| if directed { a.0 != b.0 } else { a.0 < b.0 });
    let sign = if directed { "->" } else { "+" };
    ends.map(|(a, b)| (format!("{} {sign} {}", a.0, b.0), open(&(a, b)), (a, b), value.clone()))
        .collect()
}

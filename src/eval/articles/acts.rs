//! Acts as a set of who, to whom, and what kind; persons count as the country they act for.

use crate::eval::articles::Judged;
use crate::eval::articles::gold::Act;
use crate::eval::articles::gold::Gold;
use crate::eval::articles::who::Who;
use crate::eval::articles::who::key;
use crate::model::code::EventType;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::reading::Event;
use crate::model::reading::Participant;
use crate::model::reading::Reading;
use std::collections::BTreeSet;

/// Who, to whom (empty: nobody), what (by its code, and what else it may be called); sides as keys of ids.
type Done<'a> = (&'a str, &'a str, Option<(EventType, EventType)>);

/// With the kind, and without.
pub fn acts(gold: &Gold, reading: &Reading, who: &Who) -> (Judged, Judged) {
    let own: BTreeSet<&str> = gold
        .acts
        .iter()
        .flat_map(|it| [Some(&it.actor), it.target.as_ref()])
        .flatten()
        .map(key)
        .collect();
    let done: Vec<Done> = reading.events.iter().flat_map(|it| done(it, who, &own)).collect();
    (judge(gold, &done, true), judge(gold, &done, false))
}

fn judge(gold: &Gold, done: &[Done], by_kind: bool) -> Judged {
    let done: BTreeSet<Done> =
        done.iter().map(|it| (it.0, it.1, it.2.filter(|_| by_kind))).collect();
    let mut asked: Vec<(Done, &Act)> = Vec::new();
    for act in gold.acts.iter().filter(|it| !it.optional) {
        let name = (key(&act.actor), target(act), by_kind.then_some((act.kind, act.kind)));
        if !asked.iter().any(|it| it.0 == name) {
            asked.push((name, act));
        }
    }
    let fits = |it: &Done, act: &Act| {
        let named = |kind| kind == act.kind || act.kind_alt.contains(&kind);
        let kind = it.2.is_none_or(|(code, other)| named(code) || named(other));
        it.0 == key(&act.actor) && it.1 == target(act) && kind
    };
    let (mut found, mut wrong) = (BTreeSet::new(), Vec::new());
    for one in &done {
        let mut fitting =
            (0..asked.len()).filter(|i| asked.get(*i).is_some_and(|it| fits(one, it.1)));
        let first = fitting.clone().next();
        match fitting.find(|it| !found.contains(it)).or(first) {
            Some(i) => drop(found.insert(i)),
            None if gold.acts.iter().any(|it| it.optional && fits(one, it)) => {}
            None => wrong.push(shown(one)),
        }
    }
    let missed = asked.iter().enumerate().filter(|(i, _)| !found.contains(i));
    Judged::of(found.len(), missed.map(|(_, it)| shown(&it.0)).collect(), wrong)
}

fn target(act: &Act) -> &str {
    act.target.as_ref().map_or("", key)
}

fn shown((actor, target, kind): &Done) -> String {
    let target = if target.is_empty() { "nobody" } else { target };
    format!("{actor} -> {target} {}", kind.map_or("", |it| it.0.as_str())).trim_end().to_owned()
}

/// What an event is as acts, by the code that its status makes of it: a refused meeting is a rejection; what is planned
/// may also keep its type. Meetings themselves are no acts, nor is what was denied or only thought of.
fn done<'a>(event: &'a Event, who: &'a Who, own: &BTreeSet<&str>) -> Vec<Done<'a>> {
    let kind = event.plover.as_deref().and_then(EventType::parse).unwrap_or(event.kind);
    let other = if event.status == Status::Planned { event.kind } else { kind };
    let unreal = matches!(event.status, Status::Denied | Status::Hypothetical);
    if unreal || matches!(kind, EventType::Consult | EventType::Statement) {
        return Vec::new();
    }
    let of = |roles: &'static [Role]| {
        event.participants.iter().filter(move |it| roles.contains(&it.role))
    };
    let side = |it: &'a Participant| side(it, who, own);
    let doers: Vec<&str> = of(&[Role::Actor, Role::Speaker, Role::Mediator]).map(side).collect();
    let targets: Vec<&str> = of(&[Role::Recipient]).map(side).collect();
    let mutual = of(&[Role::Participant, Role::Signatory]).map(side);
    let mutual: Vec<&str> = mutual.filter(|_| event.kind != EventType::Consult).collect();
    let doers = if doers.is_empty() { &mutual } else { &doers };
    let targets = match (targets.is_empty(), mutual.is_empty()) {
        (false, _) => targets,
        (true, false) => mutual.clone(),
        (true, true) => vec![""],
    };
    let pairs = doers.iter().flat_map(|a| targets.iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| a != b).map(|(a, b)| (a, b, Some((kind, other)))).collect()
}

/// The participant himself if the gold names him as a side, else for whom he acts.
fn side<'a>(it: &'a Participant, who: &'a Who, own: &BTreeSet<&str>) -> &'a str {
    let himself = key(&it.entity);
    let behalf = who.behalf(it).filter(|_| !own.contains(himself));
    behalf.map_or(himself, key)
}

//! One happening told in headline, lead and body is one event with all its evidence and the finest agreeing values.

use crate::event::draft::Draft;
use crate::model::code::EventType;
use crate::model::code::Kind;
use crate::model::code::Role;
use crate::model::code::Status;
use crate::model::id::EntityId;
use crate::model::reading::Participant;
use crate::model::time::Time;
use std::collections::BTreeSet;

/// Drafts that tell one happening, the best telling first.
#[derive(Debug, Clone)]
pub struct Happening<'r> {
    pub tellings: Vec<Draft<'r>>,
    pub participants: Vec<Participant>,
    pub status: Status,
    pub time: Option<Time>,
    pub places: Vec<EntityId>,
    /// The countries that the places lie in.
    grounds: Vec<EntityId>,
    /// Whether the place is no more than that of the dateline.
    assumed: bool,
    /// Words that tell of another, later one ("again") keep it apart from what was held.
    pub anew: bool,
}

impl<'r> Happening<'r> {
    pub fn new(draft: Draft<'r>, status: Status, grounds: Vec<EntityId>, anew: bool) -> Self {
        Happening {
            grounds,
            participants: draft.participants.clone(),
            time: draft.time.clone(),
            places: draft.places.clone(),
            assumed: draft.assumed,
            tellings: vec![draft],
            status,
            anew,
        }
    }

    fn rule(&self) -> Option<&'r crate::event::rules::Rule> {
        self.tellings.first().map(|it| it.rule)
    }

    fn mode(&self) -> &str {
        self.rule().and_then(|it| it.mode.as_deref()).unwrap_or_default()
    }

    /// Takes `other` in as another telling: union of participants and places, the finest time, the firmest status.
    pub fn absorb(&mut self, other: Happening<'r>) {
        let finer = precision(other.time.as_ref()) < precision(self.time.as_ref());
        let firmer = rank(other.status) < rank(self.status);
        if mode_rank(other.mode()) < mode_rank(self.mode()) {
            self.tellings.splice(0..0, other.tellings);
        } else {
            self.tellings.extend(other.tellings);
        }
        if finer {
            self.time = other.time;
        }
        if firmer {
            self.status = other.status;
        }
        // What is told goes before what the dateline lets one suppose.
        let told = |places: &[EntityId], assumed: bool| !places.is_empty() && !assumed;
        let mine = told(&self.places, self.assumed);
        let theirs = told(&other.places, other.assumed);
        if self.assumed && theirs {
            self.places.clear();
            self.grounds.clear();
        }
        let wanted = theirs || !mine;
        self.assumed = (self.assumed || other.assumed) && !mine && !theirs;
        for place in other.places.into_iter().filter(|_| wanted) {
            if !self.places.contains(&place) {
                self.places.push(place);
            }
        }
        self.grounds.extend(other.grounds.into_iter().filter(|_| wanted));
        for participant in other.participants {
            join(&mut self.participants, participant);
        }
        self.anew |= other.anew;
        let spoken_for: Vec<EntityId> =
            self.participants.iter().filter_map(|it| it.on_behalf_of.clone()).collect();
        self.participants.retain(|it| !spoken_for.contains(&it.entity));
    }
}

fn join(all: &mut Vec<Participant>, new: Participant) {
    match all.iter_mut().find(|it| it.entity == new.entity) {
        Some(old) if old.role == Role::Participant => old.role = new.role,
        Some(_) => {}
        None => all.push(new),
    }
}

/// Puts together the happenings that are the same, in order of their first telling.
pub fn unite(all: Vec<Happening<'_>>) -> Vec<Happening<'_>> {
    let mut out: Vec<Happening<'_>> = Vec::new();
    for happening in all {
        match out.iter_mut().find(|it| same(it, &happening)) {
            Some(known) => known.absorb(happening),
            None => out.push(happening),
        }
    }
    out
}

fn same(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    let (Some(ra), Some(rb)) = (a.rule(), b.rule()) else { return false };
    ra.kind == rb.kind
        && (family(ra.kind, a.mode()) == family(rb.kind, b.mode()) || is_unspecific(ra.kind, a, b))
        && (ra.kind == EventType::Consult || agree_in_direction(a, b))
        && agree_in_people(a, b)
        && agree_in_place(a, b)
        && agree_in_time(a, b)
        && agree_in_status(a, b)
}

/// "discussed the border in a telephone conversation": a mode that says nothing agrees with any.
fn is_unspecific(kind: EventType, a: &Happening<'_>, b: &Happening<'_>) -> bool {
    kind == EventType::Consult && (a.mode() == "other" || b.mode() == "other")
}

/// An act and its answer are two.
fn agree_in_direction(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    let doers = |it: &Happening<'_>| -> BTreeSet<EntityId> {
        let all = it.participants.iter().filter(|p| p.role != Role::Recipient);
        all.map(|p| p.side().clone()).collect()
    };
    doers(a) == doers(b)
}

/// Meetings face to face may be told as visit, talks or summit; calls and letters are of their own kind.
fn family(kind: EventType, mode: &str) -> &str {
    match (kind, mode) {
        (
            EventType::Consult,
            "visit" | "talks" | "summit" | "conference" | "other" | "mediation",
        ) => "face-to-face",
        _ => mode,
    }
}

/// Whether the tellings may be of the same people: one names no person that the other leaves out, and a telling
/// that names countries only names just those that the other's people stand for.
fn agree_in_people(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    let (people_a, people_b) = (people(a), people(b));
    let (sides_a, sides_b) = (sides(a), sides(b));
    // "they are also expected to discuss": what the same sides have on their agenda is no meeting of its own.
    let agenda = |it: &Happening<'_>| it.mode() == "other" && it.time.is_none();
    let planned = a.status != b.status
        && (a.status == Status::Planned || b.status == Status::Planned)
        && !agenda(a)
        && !agenda(b);
    let acts = a.rule().is_some_and(|it| it.kind != EventType::Consult);
    match (people_a.is_empty(), people_b.is_empty()) {
        (false, false) => {
            let (few, many) = if people_a.len() <= people_b.len() {
                (&people_a, &people_b)
            } else {
                (&people_b, &people_a)
            };
            let compatible = sides_a.is_subset(&sides_b) || sides_b.is_subset(&sides_a);
            few.is_subset(many)
                && compatible
                && (few.len() > 1 || few.len() == many.len() || sides_a == sides_b || !planned)
        }
        (true, true) => sides_a == sides_b,
        _ => sides_a == sides_b && !planned && !acts,
    }
}

fn people(it: &Happening<'_>) -> BTreeSet<EntityId> {
    let named =
        it.participants.iter().map(|p| &p.entity).filter(|id| id.kind() == Some(Kind::Person));
    named.cloned().collect()
}

/// The countries and organizations that take part, by themselves or through somebody.
fn sides(it: &Happening<'_>) -> BTreeSet<EntityId> {
    it.participants.iter().map(|p| p.side().clone()).collect()
}

/// Two happenings on the grounds of different countries are two.
fn agree_in_place(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    let set = |it: &Happening<'_>| it.grounds.iter().cloned().collect::<BTreeSet<EntityId>>();
    a.grounds.is_empty() || b.grounds.is_empty() || a.assumed != b.assumed || set(a) == set(b)
}

fn agree_in_time(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    match (&a.time, &b.time) {
        (Some(x), Some(y)) => {
            let (rough_x, rough_y) = (x.text.is_none(), y.text.is_none());
            rough_x != rough_y && a.status == b.status && within_days(x, y)
                || x.overlaps(y.earliest.as_deref(), y.latest.as_deref())
        }
        _ => true,
    }
}

/// A day that was only taken from the article's date may be a few days off.
fn within_days(x: &Time, y: &Time) -> bool {
    let month = |t: &Time| t.earliest.as_deref().map(|it| it.chars().take(7).collect::<String>());
    month(x) == month(y)
}

fn agree_in_status(a: &Happening<'_>, b: &Happening<'_>) -> bool {
    let firm = |it: Status| matches!(it, Status::Held | Status::Ongoing);
    match (a.status, b.status) {
        (x, y) if x == y => a.anew == b.anew || firm(x),
        (x, y) if firm(x) && firm(y) => true,
        (Status::Planned, y) if firm(y) => !a.anew,
        (x, Status::Planned) if firm(x) => !b.anew,
        _ => false,
    }
}

fn precision(time: Option<&Time>) -> (u8, usize) {
    match time {
        None => (3, 0),
        Some(t) if t.text.is_none() => (2, 0),
        Some(t) if t.earliest.is_none() || t.latest.is_none() => (1, 0),
        Some(t) if t.earliest == t.latest => (0, 0),
        Some(t) => (0, 20_usize.saturating_sub(t.edtf.len().min(10))),
    }
}

fn rank(status: Status) -> u8 {
    if status == Status::Held {
        return 0;
    }
    if status == Status::Ongoing { 1 } else { 2 }
}

fn mode_rank(mode: &str) -> u8 {
    match mode {
        "visit" => 0,
        "summit" => 1,
        "conference" => 2,
        "talks" => 3,
        _ => 4,
    }
}

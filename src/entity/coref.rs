//! Co-reference within the article, from left to right: titles without a name, pronouns, pairs. What no
//! rule binds is left open with a note: precision before recall.

use crate::entity::body_alone;
use crate::entity::capital;
use crate::entity::cast::Cast;
use crate::entity::faction;
use crate::entity::gazetteer::Gender;
use crate::entity::latter;
use crate::entity::ledger::Ledger;
use crate::entity::ledger::Noted;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::nominal;
use crate::entity::pair;
use crate::entity::pronoun;
use crate::entity::speaker::Speakers;
use crate::entity::verb::is_any;
use crate::entity::verb::is_one_of;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use std::collections::BTreeMap;

/// So many mentions back a title or pronoun may look.
const REACH: usize = 200;

/// A mention that a later one may point back to.
#[derive(Debug, Clone)]
pub(crate) struct Antecedent {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) entities: Vec<EntityId>,
    pub(crate) subject: bool,
    pub(crate) stands: Stands,
    pub(crate) quoted: bool,
}

/// As what an entity is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    Itself,
    /// Only where something happens.
    Place,
    /// A country for the holder of an office whom nobody names.
    Unnamed,
}

/// What has been mentioned so far, in order, and what was learnt on the way.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    pub(crate) seen: Vec<Antecedent>,
    pub(crate) genders: BTreeMap<EntityId, Gender>,
    pub(crate) speakers: Speakers,
}

impl Trail {
    /// The mentions so far of the line and of up to `back` lines before, latest first.
    pub(crate) fn recent(&self, line: usize, back: usize) -> impl Iterator<Item = &Antecedent> {
        self.seen.iter().rev().take(REACH).take_while(move |it| it.line + back >= line)
    }
}

impl Antecedent {
    fn of(line: &Line, noted: &Noted) -> Self {
        Antecedent {
            line: line.index,
            first: noted.first,
            last: noted.last,
            entities: noted.entities.clone(),
            subject: is_subject(line, noted.first, noted.last, noted.head),
            stands: match noted.as_place {
                true => Stands::Place,
                false if noted.rule.ends_with("-open") => Stands::Unnamed,
                false => Stands::Itself,
            },
            quoted: line.quoted(noted.first),
        }
    }

    pub(crate) fn single(&self, kind: Kind) -> Option<&EntityId> {
        match self.entities.as_slice() {
            [one] if one.kind() == Some(kind) => Some(one),
            _ => None,
        }
    }
}

/// Binds what can be bound and notes what is left open.
pub(crate) fn resolve(cast: &Cast, ledger: &mut Ledger) {
    let mut trail = Trail { speakers: Speakers::of(cast, ledger), ..Default::default() };
    for (id, person) in cast.ids.iter().zip(&cast.roster.people) {
        if let Some(gender) = person.gender {
            trail.genders.insert(id.clone(), gender);
        }
    }
    for line in cast.lines {
        resolve_line(cast, ledger, &mut trail, line);
    }
    // Quotations open before their speaker is named, so the first person comes last.
    let speakers = Speakers::of(cast, ledger);
    for line in cast.lines {
        pronoun::first_person(ledger, &speakers, line);
    }
}

fn resolve_line(cast: &Cast, ledger: &mut Ledger, trail: &mut Trail, line: &Line) {
    let mut names: Vec<Antecedent> =
        ledger.of_line(line.index).iter().map(|it| Antecedent::of(line, it)).collect();
    names.sort_by_key(|it| std::cmp::Reverse(it.first));
    let mut at = 0;
    while at < line.len() {
        while let Some(name) = names.pop_if(|it| it.first <= at) {
            trail.seen.push(name);
        }
        let before = ledger.of_line(line.index).len();
        let next = pair::resolve(cast, ledger, trail, (line, at))
            .or_else(|| latter::resolve(cast, ledger, trail, (line, at)))
            .or_else(|| capital::resolve(cast, ledger, (line, at)))
            .or_else(|| nominal::resolve(cast, ledger, trail, (line, at)))
            .or_else(|| pronoun::resolve(cast, ledger, trail, (line, at)))
            .or_else(|| faction::resolve(cast, ledger, trail, (line, at)))
            .or_else(|| body_alone::resolve(cast, ledger, trail, (line, at)));
        let found = ledger.of_line(line.index).iter().skip(before);
        trail.seen.extend(found.map(|it| Antecedent::of(line, it)));
        at = next.unwrap_or(at + 1);
    }
    trail.seen.extend(names.into_iter().rev());
}

/// Whether a stretch is the subject of its clause: by the tree, else because it opens the clause or a verb
/// of speech or meeting follows.
fn is_subject(line: &Line, first: usize, last: usize, head: usize) -> bool {
    if first == 0 && !line.is_possessive(last + 1) {
        return true;
    }
    let tokens = &line.sentence.tokens;
    if tokens.get(head).is_some_and(|it| it.head.is_some()) {
        // "Foreign Minister X, the envoy, said": names hang on titles and titles on names.
        let mut at = head;
        for _ in 0..4 {
            let Some(token) = tokens.get(at) else { return false };
            if token.label.is("nsubj") {
                return true;
            }
            let climbs = ["appos", "flat", "compound", "nmod:desc", "conj"]
                .iter()
                .any(|it| token.label.is(it));
            match token.head.filter(|_| climbs) {
                Some(head) => at = head,
                None => return false,
            }
        }
        return false;
    }
    let governed =
        matches!(line.before(first, 1), "of" | "by" | "with" | "to" | "in" | "for" | "from");
    let auxiliary = ["would", "will", "have", "be", "who"];
    let followed = line.shape(last + 1) == Shape::Lower
        && (is_one_of(line, last + 1, line.speech) || is_any(line, last + 1, &auxiliary));
    followed && !governed
}

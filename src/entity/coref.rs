//! Co-reference within the article, from left to right: titles without a name, pronouns, pairs. What no
//! rule binds is left open with a note: precision before recall.

use crate::entity::cast::Cast;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::nominal;
use crate::entity::pair;
use crate::entity::pronoun;
use crate::entity::speaker::Speakers;
use crate::model::code::Kind;
use crate::model::id::EntityId;

/// A mention that a later one may point back to.
#[derive(Debug, Clone)]
pub(crate) struct Antecedent {
    pub(crate) line: usize,
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) entities: Vec<EntityId>,
    pub(crate) subject: bool,
    /// Only where something happens.
    pub(crate) as_place: bool,
    pub(crate) quoted: bool,
}

/// What has been mentioned so far, in order.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    pub(crate) seen: Vec<Antecedent>,
}

impl Trail {
    /// The mentions of the line itself before `at`, then those of up to `back` lines before, latest first.
    pub(crate) fn recent(&self, line: usize, back: usize) -> impl Iterator<Item = &Antecedent> {
        self.seen.iter().rev().take_while(move |it| it.line + back >= line)
    }

    pub(crate) fn in_line(&self, line: usize) -> impl Iterator<Item = &Antecedent> {
        self.seen
            .iter()
            .rev()
            .take_while(move |it| it.line >= line)
            .filter(move |it| it.line == line)
    }
}

impl Antecedent {
    pub(crate) fn single(&self, kind: Kind) -> Option<&EntityId> {
        match self.entities.as_slice() {
            [one] if one.kind() == Some(kind) => Some(one),
            _ => None,
        }
    }
}

/// Binds what can be bound and notes what is left open.
pub(crate) fn resolve(cast: &Cast, ledger: &mut Ledger) {
    let mut trail = Trail::default();
    let speakers = Speakers::of(cast, ledger);
    for (index, line) in cast.lines.iter().enumerate() {
        let mut names = names_of(line, ledger);
        names.reverse();
        let mut at = 0;
        while at < line.len() {
            while let Some(name) = names.pop_if(|it| it.first <= at) {
                trail.seen.push(name);
            }
            let before = ledger.noted.len();
            let next = pair::resolve(cast, ledger, &trail, index, at)
                .or_else(|| nominal::resolve(cast, ledger, &trail, index, at))
                .or_else(|| {
                    pronoun::resolve(
                        cast,
                        ledger,
                        &Reach { trail: &trail, speakers: &speakers },
                        index,
                        at,
                    )
                });
            for noted in ledger.noted.iter().skip(before) {
                trail.seen.push(Antecedent {
                    line: index,
                    first: noted.first,
                    last: noted.last,
                    entities: noted.entities.clone(),
                    subject: is_subject(line, noted.first, noted.last, noted.head),
                    as_place: noted.as_place,
                    quoted: line.quoted(noted.first),
                });
            }
            at = next.unwrap_or(at + 1);
        }
        trail.seen.extend(names.into_iter().rev());
    }
}

/// What a pronoun may look at.
pub(crate) struct Reach<'a> {
    pub(crate) trail: &'a Trail,
    pub(crate) speakers: &'a Speakers,
}

fn names_of(line: &Line, ledger: &Ledger) -> Vec<Antecedent> {
    let mut names: Vec<Antecedent> = ledger
        .noted
        .iter()
        .filter(|it| it.line == line.index)
        .map(|it| Antecedent {
            line: it.line,
            first: it.first,
            last: it.last,
            entities: it.entities.clone(),
            subject: is_subject(line, it.first, it.last, it.head),
            as_place: it.as_place,
            quoted: line.quoted(it.first),
        })
        .collect();
    names.sort_by_key(|it| it.first);
    names
}

/// Whether a stretch is the subject of its clause: by the tree, else because it opens the clause or a verb
/// of speech or meeting follows.
pub(crate) fn is_subject(line: &Line, first: usize, last: usize, head: usize) -> bool {
    if let Some(token) = line.sentence.tokens.get(head)
        && token.head.is_some()
    {
        return token.label.is("nsubj");
    }
    let opens = first == 0
        || matches!(line.before(first, 1), "that" | "which" | "while" | "," | "as" | "but")
            && first <= 1;
    let verb = crate::entity::place::stem(line, last + 1);
    let followed = line.shape(last + 1) == crate::entity::line::Shape::Lower
        && !matches!(line.before(first, 1), "of" | "by" | "with" | "to" | "in" | "for" | "from")
        && (line.speech.contains(&verb)
            || matches!(
                line.lower(last + 1),
                "would" | "will" | "has" | "had" | "was" | "is" | "who"
            ));
    opens && !line.is_possessive(last + 1) || followed
}

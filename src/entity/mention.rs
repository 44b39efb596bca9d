//! Mentions and the entities that they stand for: the type that later stages read.

use crate::entity::rejected::Rejected;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::reading::Note;
use crate::model::reading::Office;
use crate::model::span::Span;

/// All entities of an article and all stretches that stand for them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mentions {
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In order of sentence and first token.
    pub mentions: Vec<Mention>,
    pub notes: Vec<Note>,
    /// Where the dateline says that the article was written.
    pub dateline: Option<Ground>,
    /// Pronouns and titles that nothing fitted, for `explain`.
    pub open: Vec<Open>,
}

/// A place and the country that it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    pub place: EntityId,
    pub country: Option<EntityId>,
}

/// A stretch left open; tokens are inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    pub rejected: Vec<Rejected>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub country: Option<EntityId>,
    pub offices: Vec<Office>,
}

/// A stretch that stands for one entity, or for several ("the two leaders").
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    pub span: Span,
    /// Index into `Parsed::sentences`.
    pub sentence: usize,
    /// First and last token (inclusive) in the sentence.
    pub first: usize,
    pub last: usize,
    /// The token that stands for the whole in the dependency tree.
    pub head: usize,
    /// Indexes into `Mentions::entities`; never empty.
    pub entities: Vec<usize>,
    pub form: Form,
    /// Only a place here, whatever the name may mean elsewhere ("in Moscow").
    pub as_place: bool,
    /// The pattern that bound it, for `explain`.
    pub rule: String,
    /// What else it might have been, for `explain`.
    pub rejected: Vec<Rejected>,
}

impl Mentions {
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.entities.iter().find(|it| it.id == *id)
    }

    /// The mentions of a sentence, in order.
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |it| it.sentence == sentence)
    }

    /// The mention that covers a token: the one whose head it is, else the shortest that holds it.
    pub fn at(&self, sentence: usize, token: usize) -> Option<&Mention> {
        let covering =
            || self.in_sentence(sentence).filter(|it| it.first <= token && token <= it.last);
        covering()
            .find(|it| it.head == token)
            .or_else(|| covering().min_by_key(|it| it.last - it.first))
    }
}

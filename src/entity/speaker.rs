//! Who speaks: for each paragraph the person beside a verb of speech outside of quotation marks, or the
//! name with a colon that opens a turn in a transcript.

use crate::entity::cast::Cast;
use crate::entity::ledger::Ledger;
use crate::entity::ledger::Noted;
use crate::entity::line::Line;
use crate::entity::verb::is_any;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::span::Field;

const SAYING: &[&str] = &[
    "say", "tell", "add", "warn", "state", "declare", "insist", "reply", "note", "stress",
    "explain", "write", "announce", "ask", "continue",
];

/// Lines that may say whose statement a text is.
const OPENING: usize = 5;

#[derive(Debug, Default)]
pub(crate) struct Speakers {
    /// For each line who speaks inside its quotation marks.
    quoted: Vec<Option<EntityId>>,
    /// For each line of a transcript whose turn it is.
    turn: Vec<Option<EntityId>>,
    /// Whose statement the whole text is.
    authors: Vec<EntityId>,
}

impl Speakers {
    pub(crate) fn of(cast: &Cast, ledger: &Ledger) -> Self {
        let mut speakers = Speakers { authors: authors(cast, ledger), ..Speakers::default() };
        let mut turn: Option<EntityId> = None;
        for line in cast.lines {
            if let Some(opened) = turn_of(line, ledger) {
                turn = Some(opened);
            }
            speakers.turn.push(turn.clone());
            speakers.quoted.push(None);
        }
        let mut start = 0;
        let mut last: Option<EntityId> = None;
        while let Some(key) = cast.lines.get(start).map(paragraph) {
            let end = (start..cast.lines.len())
                .take_while(|it| cast.lines.get(*it).map(paragraph) == Some(key))
                .last()
                .unwrap_or(start);
            let block = cast.lines.get(start..=end).unwrap_or_default();
            let found = block.iter().find_map(|it| speaker_of(it, ledger));
            let bare = block
                .iter()
                .all(|line| line.words.iter().filter(|it| it.lower.len() > 2).all(|it| it.quoted));
            let speaker = found.or_else(|| last.clone().filter(|_| bare));
            for slot in speakers.quoted.iter_mut().take(end + 1).skip(start) {
                slot.clone_from(&speaker);
            }
            last = speaker.or(last);
            start = end + 1;
        }
        speakers
    }

    /// Whose "we" a token of the line is, where nobody is quoted: those whose joint statement the text is.
    pub(crate) fn first_plural(&self, line: &Line, at: usize) -> Vec<EntityId> {
        let plural = matches!(line.lower(at), "we" | "us" | "our" | "ours" | "ourselves");
        if plural && !line.quoted(at) { self.authors.clone() } else { Vec::new() }
    }

    /// Whose "I" a token of the line is.
    pub(crate) fn first_person(&self, line: &Line, at: usize) -> Option<&EntityId> {
        let speaker = if line.quoted(at) { &self.quoted } else { &self.turn };
        speaker.get(line.index).and_then(Option::as_ref)
    }
}

/// "The following statement was released by the governments of A, B and C"; "Joint statement by A and B".
fn authors(cast: &Cast, ledger: &Ledger) -> Vec<EntityId> {
    const TEXTS: &[&str] = &["statement", "communique", "communiqué", "declaration"];
    const ISSUED: &[&str] = &["released", "issued", "adopted", "made", "agreed", "published"];
    for line in cast.lines.iter().take(OPENING) {
        let Some(text) = (0..line.len()).find(|it| TEXTS.contains(&line.lower(*it))) else {
            continue;
        };
        let joint = (0..text).any(|it| line.lower(it) == "joint");
        let by = (text..line.len()).find(|it| {
            line.lower(*it) == "by"
                && (*it == text + 1 && joint || ISSUED.contains(&line.lower(it.saturating_sub(1))))
        });
        let Some(by) = by else { continue };
        let behind = ledger.of_line(line.index).iter().filter(|it| it.first > by);
        let mut out: Vec<EntityId> = Vec::new();
        for id in behind.flat_map(|it| &it.entities) {
            let side = matches!(id.kind(), Some(Kind::Country | Kind::Organization));
            if side && !out.contains(id) {
                out.push(id.clone());
            }
        }
        if out.len() > 1 {
            return out;
        }
    }
    Vec::new()
}

fn paragraph(line: &Line) -> (Field, usize) {
    (line.sentence.field, line.sentence.paragraph)
}

/// "Vladimir Putin: ..." or "President Putin: ..." at the start of a line.
fn turn_of(line: &Line, ledger: &Ledger) -> Option<EntityId> {
    let named = people(line, ledger).find(|it| it.first <= 6)?;
    (line.lower(named.last + 1) == ":" && line.sentence.field == Field::Text)
        .then(|| named.entities.first().cloned())?
}

/// The person beside a verb of speech outside of the quotation marks.
fn speaker_of(line: &Line, ledger: &Ledger) -> Option<EntityId> {
    people(line, ledger)
        .find(|it| {
            !line.quoted(it.first) && (speech(line, it.last + 1) || said_before(line, it.first))
        })
        .and_then(|it| it.entities.first().cloned())
}

fn people<'a>(line: &Line, ledger: &'a Ledger) -> impl Iterator<Item = &'a Noted> {
    let person =
        |it: &&Noted| matches!(it.entities.as_slice(), [one] if one.kind() == Some(Kind::Person));
    ledger.of_line(line.index).iter().filter(person)
}

fn speech(line: &Line, at: usize) -> bool {
    (at..at + 2).any(|it| is_any(line, it, SAYING))
}

/// "..., said Foreign Minister X".
fn said_before(line: &Line, first: usize) -> bool {
    (1..=6).any(|back| {
        first >= back && matches!(line.before(first, back), "said" | "added" | "says" | "adds")
    })
}

//! Pronouns: he and she by gender and salience, it by the acting country of the sentence, they by pairs,
//! I and we by the speaker.

use crate::entity::cast::Cast;
use crate::entity::coref::Antecedent;
use crate::entity::coref::Reach;
use crate::entity::gazetteer::Gender;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::place::stem;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;

/// How far the best candidate must be before the next.
const MARGIN: i32 = 2;

/// Binds the pronoun at `at`; gives the token after it if there was one.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    reach: &Reach,
    index: usize,
    at: usize,
) -> Option<usize> {
    let line = cast.lines.get(index)?;
    if ledger.is_taken(index, at, at)
        || line.shape(at) == crate::entity::line::Shape::Upper && line.lower(at) == "us"
    {
        return None;
    }
    let (found, rule, note) = match line.lower(at) {
        "he" | "him" | "his" | "himself" => {
            (singular(cast, reach, line, at, Gender::Male), "pronoun.he", true)
        }
        "she" | "her" | "hers" | "herself" => {
            (singular(cast, reach, line, at, Gender::Female), "pronoun.she", true)
        }
        "i" | "me" | "my" | "myself" | "mine" | "we" | "us" | "our" | "ours" | "ourselves" => (
            reach.speakers.first_person(line, at).map(|it| vec![it.clone()]),
            "pronoun.speaker",
            false,
        ),
        "they" | "them" | "their" | "themselves" => {
            (plural(ledger, reach, line, at), "pronoun.they", true)
        }
        "it" | "its" | "itself" => (neuter(reach, line, at), "pronoun.it", false),
        _ => return None,
    };
    match found {
        Some(entities) => ledger.note(line, (at, at), entities, Form::Pronoun, rule),
        None if note => ledger.open(line, at, at, "unresolved_pronoun"),
        None => {}
    }
    Some(at + 1)
}

fn singular(
    cast: &Cast,
    reach: &Reach,
    line: &Line,
    at: usize,
    gender: Gender,
) -> Option<Vec<EntityId>> {
    if let Some(id) = cataphor(cast, line, at) {
        return Some(vec![id]);
    }
    let mut scores: Vec<(EntityId, i32)> = Vec::new();
    for antecedent in reach.trail.recent(line.index, 3.min(line.index)) {
        let Some(id) = antecedent.single(Kind::Person) else { continue };
        let Some(mut score) = score(cast, reach, line, at, antecedent) else { continue };
        match gender_of(cast, id) {
            Some(known) if known != gender => continue,
            Some(_) => score += 1,
            None => {}
        }
        match scores.iter_mut().find(|(other, _)| other == id) {
            Some((_, best)) => *best = score.max(*best),
            None => scores.push((id.clone(), score)),
        }
    }
    scores.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    match scores.as_slice() {
        [(id, _)] => Some(vec![id.clone()]),
        [(id, best), (_, second), ..] if *best >= second + MARGIN => Some(vec![id.clone()]),
        _ => None,
    }
}

/// Nearness and subjecthood; none where grammar or quotation forbids the antecedent.
fn score(
    cast: &Cast,
    reach: &Reach,
    line: &Line,
    at: usize,
    antecedent: &Antecedent,
) -> Option<i32> {
    let away = i32::try_from(line.index - antecedent.line).unwrap_or(i32::MAX);
    let crosses =
        cast.lines.get(antecedent.line).is_some_and(|it| it.sentence.field != line.sentence.field);
    if crosses {
        return None;
    }
    let id = antecedent.single(Kind::Person)?;
    if line.quoted(at) && reach.speakers.first_person(line, at) == Some(id) {
        return None;
    }
    let object = line.lower(at) == "him" || line.lower(at) == "her" && !possessive_her(line, at);
    if object && away == 0 && antecedent.subject {
        return None;
    }
    let mut score = 10 - 3 * away;
    score += if antecedent.subject { 3 } else { 0 };
    score -= if antecedent.quoted && !line.quoted(at) { 3 } else { 0 };
    Some(score)
}

/// "her" before a noun is a possessive.
fn possessive_her(line: &Line, at: usize) -> bool {
    use crate::text::parsed::Upos;
    matches!(line.upos(at + 1), Upos::Noun | Upos::Adj | Upos::Propn | Upos::X)
        && line.shape(at + 1) != crate::entity::line::Shape::Mark
}

/// "In an interview ahead of his trip, Lavrov said": the subject after the comma of an opening phrase.
fn cataphor(cast: &Cast, line: &Line, at: usize) -> Option<EntityId> {
    let opens = matches!(
        line.lower(0),
        "in" | "on"
            | "at"
            | "during"
            | "after"
            | "before"
            | "while"
            | "when"
            | "ahead"
            | "asked"
            | "speaking"
            | "following"
            | "as"
            | "since"
            | "despite"
            | "with"
            | "by"
            | "for"
    );
    let earlier = cast.named.iter().any(|it| it.line == line.index && it.first < at);
    if !opens || earlier {
        return None;
    }
    let comma = (at..line.len()).find(|it| line.lower(*it) == ",")?;
    let ids = cast.roster.ids();
    let next = cast.named.iter().find(|it| it.line == line.index && it.first > comma)?;
    let start = next
        .title
        .and_then(|it| cast.titles.get(line.index)?.get(it))
        .map_or(next.first, |it| it.first.min(next.first));
    (start == comma + 1).then(|| ids.get(next.person).cloned()).flatten()
}

fn gender_of(cast: &Cast, id: &EntityId) -> Option<Gender> {
    let ids = cast.roster.ids();
    let index = ids.iter().position(|it| it == id)?;
    cast.roster.people.get(index)?.gender
}

/// They: two people or countries of the same sentence, else of the one before.
fn plural(_ledger: &Ledger, reach: &Reach, line: &Line, at: usize) -> Option<Vec<EntityId>> {
    let groups: Vec<&Antecedent> = reach.trail.recent(line.index, 1.min(line.index)).collect();
    for (kind, back) in
        [(Kind::Person, 0), (Kind::Country, 0), (Kind::Person, 1), (Kind::Country, 1)]
    {
        let mut found: Vec<EntityId> = groups
            .iter()
            .filter(|it| {
                line.index - it.line <= back
                    && !it.as_place
                    && (it.line < line.index || it.last < at)
            })
            .flat_map(|it| it.entities.iter().filter(|id| id.kind() == Some(kind)).cloned())
            .collect();
        found.sort();
        found.dedup();
        match found.len() {
            0 | 1 => {}
            2 => return Some(found),
            _ => return None,
        }
    }
    None
}

/// It, its: the one country or organization that acts in the sentence before the pronoun.
fn neuter(reach: &Reach, line: &Line, at: usize) -> Option<Vec<EntityId>> {
    let expletive =
        matches!(line.lower(at + 1), "is" | "was" | "has" | "would" | "will" | "may" | "might")
            && (at..at + 8).any(|it| matches!(line.lower(it), "that" | "to" | "whether"))
            && line.lower(at) == "it"
            && !matches!(stem(line, at.saturating_sub(1)).as_str(), "that" | "say" | "if" | "warn");
    if expletive {
        return None;
    }
    let acting = |it: &&Antecedent| {
        it.subject
            && !it.as_place
            && matches!(
                it.entities.first().and_then(EntityId::kind),
                Some(Kind::Country | Kind::Organization)
            )
    };
    let mut found: Vec<EntityId> = reach
        .trail
        .in_line(line.index)
        .filter(acting)
        .filter(|it| it.entities.len() == 1)
        .flat_map(|it| it.entities.clone())
        .collect();
    found.sort();
    found.dedup();
    (found.len() == 1).then_some(found)
}

//! Pronouns: he and she by gender and salience, it by the acting country of the sentence, they by pairs,
//! I and we by the speaker.

use crate::entity::cast::Cast;
use crate::entity::coref::Antecedent;
use crate::entity::coref::Stands;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::Gender;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::rejected::Rejections;
use crate::entity::speaker::Speakers;
use crate::entity::verb::is_any;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// How far the best candidate must be before the next.
const MARGIN: i32 = 2;
/// Nouns for somebody who is one to another.
const RELATIONAL: &[&str] = &[
    "guest",
    "guests",
    "visitor",
    "host",
    "hosts",
    "counterpart",
    "colleague",
    "partner",
    "rival",
    "opponent",
    "predecessor",
    "successor",
    "wife",
    "husband",
    "deputy",
    "brother",
    "sister",
    "son",
    "daughter",
    "father",
    "mother",
    "friend",
    "ally",
];
/// What a gender that is known to agree is worth against one that is unknown.
const AGREES: i32 = 2;

/// Binds the pronoun at `at`; gives the token after it if there was one.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &mut Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, index) = at;
    if ledger.is_taken(line.index, index, index) {
        return None;
    }
    let mut why = Rejections::default();
    let (found, rule, note) = match line.lower(index) {
        "he" | "him" | "his" | "himself" => {
            (person(cast, trail, at, Gender::Male, &mut why), "pronoun.he", true)
        }
        "she" | "her" | "hers" | "herself" => {
            (person(cast, trail, at, Gender::Female, &mut why), "pronoun.she", true)
        }
        "they" | "them" | "their" | "themselves" => {
            (group(trail, at, &mut why), "pronoun.they", true)
        }
        "it" | "its" | "itself" => (neuter(trail, at, &mut why), "pronoun.it", false),
        _ => return None,
    };
    match found {
        Some(entities) => {
            let bound = Bound::new(entities, Form::Pronoun, rule).rejecting(why);
            ledger.note(line, (index, index), bound);
        }
        None if note => ledger.open(line, (index, index), "unresolved_pronoun", why),
        None => {}
    }
    Some(index + 1)
}

/// "I", "we", "our" inside a quotation or a turn of a transcript are its speaker's.
pub(crate) fn first_person(ledger: &mut Ledger, speakers: &Speakers, line: &Line) {
    for at in 0..line.len() {
        let first = matches!(
            line.lower(at),
            "i" | "me" | "my" | "myself" | "mine" | "we" | "us" | "our" | "ours" | "ourselves"
        );
        let upper = line.shape(at) == Shape::Upper;
        if first && !upper && !ledger.is_taken(line.index, at, at) {
            let speaker: Vec<EntityId> =
                speakers.first_person(line, at).into_iter().cloned().collect();
            let authors = speakers.first_plural(line, at);
            let (who, rule) = if speaker.is_empty() {
                (authors, "pronoun.authors")
            } else {
                (speaker, "pronoun.speaker")
            };
            if !who.is_empty() {
                ledger.note(line, (at, at), Bound::new(who, Form::Pronoun, rule));
            }
        }
    }
}

fn person(
    cast: &Cast,
    trail: &mut Trail,
    at: (&Line, usize),
    gender: Gender,
    why: &mut Rejections,
) -> Option<Vec<EntityId>> {
    if let Some(id) = cataphor(cast, at) {
        trail.genders.entry(id.clone()).or_insert(gender);
        return Some(vec![id]);
    }
    let mut scores = scores(cast, trail, at, gender, why);
    scores.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let best = scores.first().map_or(0, |it| it.1);
    for (id, score) in &scores {
        let far = *score + MARGIN <= best;
        why.add(id.as_str(), if far { "less near or no subject" } else { "as near as another" });
    }
    reject_others(trail, at.0, why);
    // A clear case teaches the gender.
    let (id, clear) = match scores.as_slice() {
        [(id, _)] => (id.clone(), true),
        [(id, best), (_, second), ..] if *best >= second + MARGIN => {
            (id.clone(), *best >= second + 2 * MARGIN)
        }
        _ => return None,
    };
    // "The Japanese minister said he": nobody says who that is.
    if id.kind() != Some(Kind::Person) {
        why.add(id.as_str(), "nobody says who holds the office");
        return None;
    }
    if clear {
        trail.genders.entry(id.clone()).or_insert(gender);
    }
    Some(vec![id])
}

/// The people of this and the last lines with how well they fit.
fn scores(
    cast: &Cast,
    trail: &Trail,
    at: (&Line, usize),
    gender: Gender,
    why: &mut Rejections,
) -> Vec<(EntityId, i32)> {
    let (line, index) = at;
    let barred = barred(trail, at);
    let mut scores: Vec<(EntityId, i32)> = Vec::new();
    for antecedent in trail.recent(line.index, 3.min(line.index)) {
        let unnamed = antecedent.entities.first().filter(|_| antecedent.stands == Stands::Unnamed);
        let Some(id) = antecedent.single(Kind::Person).or(unnamed) else {
            continue;
        };
        if barred.contains(&id) {
            why.add(id.as_str(), "subject of the same verb");
            continue;
        }
        let other_field = cast
            .lines
            .get(antecedent.line)
            .is_none_or(|it| it.sentence.field != line.sentence.field);
        if other_field || line.quoted(index) && trail.speakers.first_person(line, index) == Some(id)
        {
            why.add(id.as_str(), if other_field { "only in the title" } else { "speaks here" });
            continue;
        }
        let agrees = match trail.genders.get(id) {
            Some(known) if *known != gender => {
                why.add(id.as_str(), "gender");
                continue;
            }
            Some(_) => AGREES,
            None => 0,
        };
        // "X said he": nobody stands nearer than the subject.
        let nearest = antecedent.line == line.index && antecedent.subject && scores.is_empty();
        let score = agrees + salience(at, antecedent) + if nearest { MARGIN } else { 0 };
        match scores.iter_mut().find(|(other, _)| other == id) {
            Some((_, best)) => *best = score.max(*best),
            None => scores.push((id.clone(), score)),
        }
    }
    scores
}

/// Countries and organizations are no "he"; of a pair nobody is alone.
fn reject_others(trail: &Trail, line: &Line, why: &mut Rejections) {
    for id in trail.recent(line.index, 3.min(line.index)).flat_map(|it| &it.entities) {
        let person = id.kind() == Some(Kind::Person);
        why.add(id.as_str(), if person { "one of several" } else { "not a person" });
    }
}

/// Nearness and subjecthood.
fn salience(at: (&Line, usize), antecedent: &Antecedent) -> i32 {
    let (line, index) = at;
    let away = line.index - antecedent.line;
    let mut score = 12 - 3 * i32::try_from(away.min(3)).unwrap_or(3);
    score += if antecedent.subject { 3 } else { 0 };
    score -= if antecedent.quoted && !line.quoted(index) { 3 } else { 0 };
    if away == 0 {
        let other_clause = (antecedent.last + 1..index)
            .any(|it| matches!(line.lower(it), ";" | "but" | "while" | "whereas"));
        score -= if other_clause { 2 } else { 0 };
    }
    score
}

/// The subject of the same clause is no object of it: "X told him".
fn barred<'a>(trail: &'a Trail, at: (&Line, usize)) -> Vec<&'a EntityId> {
    let (line, index) = at;
    let object =
        line.lower(index) == "him" || line.lower(index) == "her" && !possessive_her(line, index);
    let mut out = Vec::new();
    for it in trail.recent(line.index, 0).filter(|it| it.line == line.index && it.subject) {
        out.extend(it.single(Kind::Person).filter(|_| object));
        // "X and Y met him": neither is.
        let tokens = line.sentence.tokens.get(it.first..=it.last).unwrap_or_default();
        if !tokens.iter().any(|it| it.label.is("conj")) {
            break;
        }
    }
    out
}

/// "her" before a noun is a possessive.
fn possessive_her(line: &Line, at: usize) -> bool {
    let noun =
        matches!(line.upos(at + 1), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num | Upos::X);
    noun && line.shape(at + 1) != Shape::Mark
}

/// "In an interview ahead of his trip, Lavrov said": the subject after the comma of an opening phrase.
fn cataphor(cast: &Cast, at: (&Line, usize)) -> Option<EntityId> {
    const OPENERS: &[&str] = &[
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "while",
        "when",
        "ahead",
        "asked",
        "speaking",
        "following",
        "as",
        "since",
        "despite",
        "with",
        "by",
        "for",
    ];
    let (line, index) = at;
    let named = cast.named.get(line.index)?;
    if !OPENERS.contains(&line.lower(0)) || named.iter().any(|it| it.first < index) {
        return None;
    }
    let comma = (index..line.len()).find(|it| line.lower(*it) == ",")?;
    // "In the evening he and his guest, A, went": A is the guest.
    if is_any(line, comma.checked_sub(1)?, RELATIONAL) {
        return None;
    }
    let next = named.iter().find(|it| it.first > comma)?;
    let start = cast
        .titles_of(line.index, next)
        .map(|it| it.first)
        .min()
        .map_or(next.first, |it| it.min(next.first));
    (start == comma + 1).then(|| cast.ids.get(next.person).cloned()).flatten()
}

/// They: the pair last mentioned as one, else two people or countries of the same sentence, else of the one before.
fn group(trail: &Trail, at: (&Line, usize), why: &mut Rejections) -> Option<Vec<EntityId>> {
    let (line, index) = at;
    let near: Vec<&Antecedent> = trail
        .recent(line.index, 1.min(line.index))
        .filter(|it| it.stands != Stands::Place && (it.line < line.index || it.last < index))
        .collect();
    for back in [0, 1] {
        let within = |it: &&&Antecedent| line.index - it.line <= back;
        let pair = near.iter().filter(within).find(|it| it.entities.len() >= 2);
        if let Some(pair) = pair {
            return Some(pair.entities.clone());
        }
        for kind in [Kind::Person, Kind::Country] {
            let of = |it: &&Antecedent| -> Vec<EntityId> {
                it.entities.iter().filter(|id| id.kind() == Some(kind)).cloned().collect()
            };
            let mut found: Vec<EntityId> = near.iter().filter(within).flat_map(of).collect();
            found.sort();
            found.dedup();
            let reason = if found.len() > 2 { "more than two" } else { "only one" };
            for id in found.iter().filter(|_| found.len() != 2) {
                why.add(id.as_str(), reason);
            }
            match found.len() {
                0 | 1 => {}
                2 => return Some(found),
                _ => return together(trail, line),
            }
        }
    }
    together(trail, line)
}

/// Several who were the subjects of the sentence before, with those of the sentence before that if it had one only:
/// "A, B and C gathered in D. E joined them. They called on ..."
fn together(trail: &Trail, line: &Line) -> Option<Vec<EntityId>> {
    let subjects = |back: usize| -> Vec<EntityId> {
        let of_line =
            trail.recent(line.index, back).filter(|it| it.line + back == line.index && it.subject);
        let mut people: Vec<EntityId> =
            of_line.filter_map(|it| it.single(Kind::Person).cloned()).collect();
        people.sort();
        people.dedup();
        people
    };
    if line.index < 2 {
        return None;
    }
    let (last, before) = (subjects(1), subjects(2));
    let all = match (last.len(), before.len()) {
        (3.., _) => last,
        (1, 2..) => before.into_iter().chain(last).collect(),
        _ => return None,
    };
    Some(all)
}

/// It, its: the one country or organization that acts in the sentence before the pronoun.
fn neuter(trail: &Trail, at: (&Line, usize), why: &mut Rejections) -> Option<Vec<EntityId>> {
    let (line, index) = at;
    if expletive(line, index) {
        return None;
    }
    let acting = |it: &&Antecedent| {
        let kind = it.entities.first().and_then(EntityId::kind);
        it.subject
            && it.stands != Stands::Place
            && it.entities.len() == 1
            && matches!(kind, Some(Kind::Country | Kind::Organization))
    };
    let own = || trail.recent(line.index, 0).filter(|it| it.line == line.index);
    for other in own().filter(|it| !acting(it)) {
        let place = other.stands == Stands::Place;
        let person = other.single(Kind::Person).is_some();
        let reason = if place { "only a place here" } else { "no subject" };
        for id in &other.entities {
            why.add(id.as_str(), if person { "a person" } else { reason });
        }
    }
    // "Manila wants Beijing to withdraw its ships"
    let country =
        |it: &&Antecedent| it.stands != Stands::Place && it.single(Kind::Country).is_some();
    let told = |it: &&Antecedent| {
        let verb = matches!(line.upos(it.last + 2), Upos::Verb | Upos::Aux);
        line.lower(it.last + 1) == "to" && verb && !it.subject && it.last + 2 < index
    };
    if let Some(told) = own().find(country).filter(told) {
        return Some(told.entities.clone());
    }
    let mut found: Vec<EntityId> =
        own().filter(acting).flat_map(|it| it.entities.clone()).collect();
    found.sort();
    found.dedup();
    (found.len() == 1).then_some(found)
}

/// "it is clear that", "it was agreed to": no reference.
fn expletive(line: &Line, at: usize) -> bool {
    let copula =
        matches!(line.lower(at + 1), "is" | "was" | "has" | "would" | "will" | "may" | "might");
    let clause = (at..at + 8).any(|it| matches!(line.lower(it), "that" | "to" | "whether"));
    let claimed = at > 0 && is_any(line, at - 1, &["that", "say", "if", "warn"]);
    line.lower(at) == "it" && copula && clause && !claimed
}

//! Groups that act and do not act for a state: "Syrian rebels", "the Beskethi opposition", "separatists in X".
//! A group is an organization of its own, known by its country; one whose country nothing tells is left out.

use crate::entity::cast::Cast;
use crate::entity::cast::is_country;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
use crate::entity::gazetteer::country_id;
use crate::entity::gazetteer::organization_id;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Hit;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::mention::Entity;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::model::id::slug;
use crate::text::parsed::Upos;

/// So many lines back a group without a country may find one.
const BACK: usize = 2;

/// A group as it stands in a line; tokens are inclusive.
struct Group<'a> {
    first: usize,
    last: usize,
    /// What the group is called in the plural.
    name: &'a str,
}

/// Binds the group that starts at `at`; gives the token after it.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, at) = at;
    let group = group_at(cast, line, at)?;
    if ledger.is_taken(line.index, group.first, group.last) || !acts(line, &group) {
        return None;
    }
    let (first, last, code) = match before(cast, line, group.first) {
        Before::Of(first, code) => (first, group.last, code),
        Before::Named => return None,
        Before::Nothing(first) => match after(cast, ledger, line, group.last) {
            Some(code) => (first, group.last, code),
            None => (first, group.last, nearby(cast, ledger, trail, line, group.name)?),
        },
    };
    let country = cast.gazetteer.country(&code)?;
    let adjective = if country.adjective.is_empty() { &country.name } else { &country.adjective };
    let id = organization_id(&format!("{}-{}", code.to_lowercase(), slug(group.name)));
    ledger.make(Entity {
        id: id.clone(),
        kind: Kind::Organization,
        name: format!("{adjective} {}", group.name),
        country: None,
        offices: Vec::new(),
    });
    ledger.note(line, (first, last), Bound::new(vec![id], Form::Nominal, "organization.faction"));
    Some(last + 1)
}

/// "rebels", "rebel fighters", "opposition parties"; not "opposition leader", "rebel-held".
fn group_at<'a>(cast: &'a Cast, line: &Line, at: usize) -> Option<Group<'a>> {
    let words = &cast.gazetteer.patterns.faction;
    if line.is_hyphen(at + 1) || at > 0 && line.is_hyphen(at - 1) {
        return None;
    }
    if let Some((_, name)) = words.modifier.get_key_value(line.lower(at))
        && words.band.contains(line.lower(at + 1))
    {
        return Some(Group { first: at, last: at + 1, name });
    }
    let name = words.noun.get(line.lower(at))?;
    let owned = line.before(at, 1) == "the" || line.is_possessive(at.saturating_sub(1));
    let said = owned || at.checked_sub(1).is_some_and(|it| line.hit_ending(it).is_some());
    if words.no_group.contains(line.lower(at)) && (!said || line.lower(at + 1) == "to") {
        return None;
    }
    let goes_on =
        matches!(line.upos(at + 1), Upos::Noun | Upos::Propn) && line.shape(at + 1) != Shape::Mark;
    (!goes_on).then_some(Group { first: at, last: at, name })
}

/// Whether the group is the subject or object of a verb, its agent, or stands behind "with", "between", "against".
fn acts(line: &Line, group: &Group) -> bool {
    let tokens = &line.sentence.tokens;
    let mut at = group.last;
    for _ in 0..4 {
        let Some(token) = tokens.get(at) else { return false };
        let label = token.label;
        if ["nsubj", "obj", "iobj", "obl:agent"].iter().any(|it| label.is(it)) {
            return true;
        }
        if label.is("obl") || label.is("nmod") {
            let before = (0..at).rev().take(6).map(|it| line.lower(it));
            let mut before = before.filter(|it| PREPOSITIONS.contains(it));
            return before.next().is_some_and(|it| ACTING.contains(&it));
        }
        match token.head.filter(|_| label.is("conj") || label.is("appos")) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

const PREPOSITIONS: &[&str] =
    &["with", "between", "against", "by", "to", "of", "in", "from", "for", "on", "among", "at"];

const ACTING: &[&str] = &["with", "between", "against", "by"];

enum Before {
    /// The first token and the country.
    Of(usize, String),
    /// An organization or people with a name of its own: "Houthi rebels", "Kurdish militants".
    Named,
    /// No country; the first token.
    Nothing(usize),
}

/// "Syrian rebels", "Syria's opposition", "the armed Syrian opposition", "the main opposition".
fn before(cast: &Cast, line: &Line, noun: usize) -> Before {
    let mut first = noun;
    while first > 0 && noun - first < 3 {
        let at = first - 1;
        let owner = if line.is_possessive(at) { at.checked_sub(1) } else { Some(at) };
        if let Some(hit) = owner.and_then(|it| line.hit_ending(it)) {
            let prefixed = hit.first > 0 && line.is_hyphen(hit.first - 1);
            if prefixed {
                return Before::Nothing(first);
            }
            let adjective = line.is_possessive(at) || is_adjective(hit);
            return match cast.when.country(cast.gazetteer, hit).filter(|_| adjective) {
                Some(code) => Before::Of(with_article(line, hit.first), code),
                None => Before::Named,
            };
        }
        if line.is_capital(at) && line.lower(at) != "the" {
            return Before::Named;
        }
        if line.upos(at) != Upos::Adj || line.shape(at) != Shape::Lower {
            break;
        }
        first = at;
    }
    Before::Nothing(with_article(line, first))
}

fn with_article(line: &Line, first: usize) -> usize {
    first - usize::from(line.before(first, 1) == "the")
}

fn is_adjective(hit: &Hit) -> bool {
    let adjective = |it: &Sense| matches!(it, Sense::Country { kind: NameKind::Adjective, .. });
    hit.senses.iter().any(adjective)
}

/// "rebels in Syria", "the opposition of Besketh", "separatists in eastern Ukraine", "rebels in Aleppo".
fn after(cast: &Cast, ledger: &Ledger, line: &Line, last: usize) -> Option<String> {
    if !matches!(line.lower(last + 1), "in" | "of" | "from") {
        return None;
    }
    let side = |it: usize| line.lower(it) == "the" || line.upos(it) == Upos::Adj;
    let hit = (last + 2..last + 5)
        .take_while(|it| *it == last + 2 || side(it - 1))
        .find_map(|it| line.hit_starting(it))?;
    let place = ledger.of_line(line.index).iter().find(|it| it.last == hit.last)?;
    let place = place.entities.first()?;
    match place.kind()? {
        Kind::Country => Some(place.local().to_owned()),
        Kind::Place => cast.gazetteer.place(place.local()).map(|it| it.country.clone()),
        Kind::Person | Kind::Organization | Kind::Dispute | Kind::Agreement => None,
    }
    .filter(|it| !it.is_empty())
}

/// The country of the group of that name which the article has named before, else the only country near.
fn nearby(cast: &Cast, ledger: &Ledger, trail: &Trail, line: &Line, name: &str) -> Option<String> {
    let end = format!("-{}", slug(name));
    let same = |it: &&EntityId| it.kind() == Some(Kind::Organization) && it.local().ends_with(&end);
    let before = trail.seen.iter().rev().flat_map(|it| &it.entities).find(same);
    if let Some(code) = before.and_then(|it| it.local().get(..3)) {
        return Some(code.to_uppercase()).filter(|it| cast.gazetteer.country(it).is_some());
    }
    let own = ledger.of_line(line.index).iter().flat_map(|it| &it.entities);
    let near = trail.recent(line.index, BACK.min(line.index)).flat_map(|it| &it.entities);
    let country = |id: &EntityId| match id.kind() {
        Some(Kind::Place) => cast.gazetteer.place(id.local()).map(|it| country_id(&it.country)),
        Some(Kind::Country) => Some(id.clone()),
        _ => ledger.entity(id).and_then(|it| it.country.clone()),
    };
    let mut found: Vec<EntityId> = own.chain(near).filter_map(country).filter(is_country).collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [one] => Some(one.local().to_owned()),
        _ => None,
    }
}

//! Groups that act and do not act for a state: "Syrian rebels", "the Beskethi opposition", "separatists in X".
//! A group is an organization of its own, known by its country; one whose country nothing tells is left out.

use crate::entity::acting;
use crate::entity::cast::Cast;
use crate::entity::coref::Trail;
use crate::entity::gazetteer::NameKind;
use crate::entity::gazetteer::Sense;
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

/// A group as it stands in a line; tokens are inclusive.
struct Group<'a> {
    first: usize,
    last: usize,
    /// What the group is called in the plural.
    name: &'a str,
    /// People who take no side: those of another country stand for that country, not for themselves.
    bystanders: bool,
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
    let takes_part = match group.bystanders {
        true => acting::suffers(line, group.last),
        false => acting::acts(line, group.last),
    };
    if ledger.is_taken(line.index, group.first, group.last) || !takes_part {
        return None;
    }
    let (first, last, code) = match before(cast, line, group.first) {
        Before::Of(..) if group.bystanders => return None,
        Before::Of(first, code) => (first, group.last, code),
        Before::Named => return None,
        Before::Nothing(_) if group.bystanders && is_from(line, group.last) => return None,
        Before::Nothing(first) => match acting::country_behind(cast, ledger, line, group.last) {
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
fn group_at<'a>(cast: &'a Cast, line: &'a Line, at: usize) -> Option<Group<'a>> {
    let words = &cast.gazetteer.patterns.faction;
    if line.is_hyphen(at + 1) || at > 0 && line.is_hyphen(at - 1) {
        return None;
    }
    if let Some((_, name)) = words.modifier.get_key_value(line.lower(at))
        && words.band.contains(line.lower(at + 1))
    {
        return Some(Group { first: at, last: at + 1, name, bystanders: false });
    }
    let bystanders = words.bystander.contains(line.lower(at));
    let name = match bystanders {
        true => line.lower(at),
        false => words.noun.get(line.lower(at))?,
    };
    let owned = line.before(at, 1) == "the" || line.is_possessive(at.saturating_sub(1));
    let said = owned || at.checked_sub(1).is_some_and(|it| line.hit_ending(it).is_some());
    if words.no_group.contains(line.lower(at)) && (!said || line.lower(at + 1) == "to") {
        return None;
    }
    let goes_on =
        matches!(line.upos(at + 1), Upos::Noun | Upos::Propn) && line.shape(at + 1) != Shape::Mark;
    (!goes_on).then_some(Group { first: at, last: at, name, bystanders })
}

/// "refugees from Besketh" are Besketh's.
fn is_from(line: &Line, last: usize) -> bool {
    matches!(line.lower(last + 1), "from" | "of")
        && (last + 2..last + 5).any(|it| line.hit(it).is_some())
}

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

/// The country of the group of that name which the article has named before, else the only country near.
fn nearby(cast: &Cast, ledger: &Ledger, trail: &Trail, line: &Line, name: &str) -> Option<String> {
    let end = format!("-{}", slug(name));
    let same = |it: &&EntityId| it.kind() == Some(Kind::Organization) && it.local().ends_with(&end);
    let before = trail.seen.iter().rev().flat_map(|it| &it.entities).find(same);
    if let Some(code) = before.and_then(|it| it.local().get(..3)) {
        return Some(code.to_uppercase()).filter(|it| cast.gazetteer.country(it).is_some());
    }
    acting::only_country(cast, ledger, trail, line)
}

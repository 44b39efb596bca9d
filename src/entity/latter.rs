//! "The former" and "the latter": the first and the second of the two people, else of the two countries or
//! organizations, that were named last. Of one or of three nobody is meant for sure.

use crate::entity::cast::Cast;
use crate::entity::coref::Antecedent;
use crate::entity::coref::Stands;
use crate::entity::coref::Trail;
use crate::entity::ledger::Bound;
use crate::entity::ledger::Ledger;
use crate::entity::line::Line;
use crate::entity::line::Shape;
use crate::entity::rejected::Rejections;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::model::id::EntityId;
use crate::text::parsed::Upos;

/// Binds the phrase that starts at `at`; gives the token after it.
pub(crate) fn resolve(
    cast: &Cast,
    ledger: &mut Ledger,
    trail: &Trail,
    at: (&Line, usize),
) -> Option<usize> {
    let (line, at) = at;
    let second = match (line.lower(at), line.lower(at + 1)) {
        ("the", "latter") => true,
        ("the", "former") => false,
        _ => return None,
    };
    let noun = matches!(line.upos(at + 2), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    if noun && line.shape(at + 2) != Shape::Mark || line.is_hyphen(at + 2) {
        return None;
    }
    let mut why = Rejections::default();
    match two(cast, trail, line, &mut why) {
        Some((former, latter)) => {
            let (one, other) = if second { (latter, former) } else { (former, latter) };
            why.add(
                other.as_str(),
                if second { "the former of the two" } else { "the latter of the two" },
            );
            let rule = if second { "pair.latter" } else { "pair.former" };
            ledger.note(
                line,
                (at, at + 1),
                Bound::new(vec![one], Form::Nominal, rule).rejecting(why),
            );
        }
        None => ledger.open(line, (at, at + 1), "unresolved_pair", why),
    }
    Some(at + 2)
}

/// The two named last, in their order: in this sentence, else in the one before.
fn two(
    cast: &Cast,
    trail: &Trail,
    line: &Line,
    why: &mut Rejections,
) -> Option<(EntityId, EntityId)> {
    for back in 0..=1.min(line.index) {
        let number = line.index - back;
        let field = cast.lines.get(number).map(|it| it.sentence.field);
        let here = |it: &&Antecedent| it.line == number && it.stands != Stands::Place;
        let named: Vec<&Antecedent> = trail
            .recent(line.index, back)
            .filter(|it| here(it) && field == Some(line.sentence.field))
            .collect();
        let people = in_order(&named, &[Kind::Person]);
        let others = in_order(&named, &[Kind::Country, Kind::Organization]);
        match (people.as_slice(), others.as_slice()) {
            ([former, latter], _) | ([], [former, latter]) => {
                return Some((former.clone(), latter.clone()));
            }
            (people, others) if people.len() > 2 || people.is_empty() && others.len() > 2 => {
                let all = if people.is_empty() { others } else { people };
                all.iter().for_each(|it| why.add(it.as_str(), "more than two"));
                return None;
            }
            (people, others) => {
                people.iter().chain(others).for_each(|it| why.add(it.as_str(), "no two alone"));
            }
        }
    }
    None
}

/// The entities of these kinds that were mentioned alone, in the order of the text.
fn in_order(named: &[&Antecedent], kinds: &[Kind]) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = Vec::new();
    for antecedent in named.iter().rev() {
        let one = kinds.iter().find_map(|it| antecedent.single(*it));
        if let Some(one) = one.filter(|it| !found.contains(it)) {
            found.push(one.clone());
        }
    }
    found
}

//! All date expressions of one sentence: the rules are run level by level, the longest match at each place counts.

use crate::model::time::Time;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;
use crate::time::atoms::Atom;
use crate::time::atoms::atoms;
use crate::time::dates::DateMention;
use crate::time::dates::Relation;
use crate::time::index::Key;
use crate::time::op::Inner;
use crate::time::op::Op;
use crate::time::pattern::Lower;
use crate::time::pattern::Node;
use crate::time::period::Period;
use crate::time::period::Unit;
use crate::time::period::plus;
use crate::time::rules::Rule;
use crate::time::rules::TimeRules;
use crate::time::tense;
use crate::time::value;
use crate::time::value::Frame;
use crate::time::words::Class;
use jiff::civil::Date;

/// What every sentence is read against.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The code points of the field that the sentence stands in.
    pub field: &'a [char],
    pub rules: &'a TimeRules,
    pub reference: Option<Date>,
    pub published: Option<Date>,
    /// The paragraph tells of a day that its heading names, and what came after it.
    pub chronicle: bool,
}

/// The expressions of sentence `number` in their order; `told` are the dates before it, and gets its own.
pub fn scan(
    scene: Scene<'_>,
    number: usize,
    sentence: &Sentence,
    told: &mut Vec<Period>,
) -> Vec<DateMention> {
    let atoms = atoms(sentence);
    if !atoms.iter().any(|it| scene.rules.words.is_trigger(it)) {
        return Vec::new();
    }
    let found = matches(scene.rules, &atoms);
    let mut dates = Vec::new();
    let mut i = 0;
    let mut before: Option<&Node> = None;
    while i < atoms.len() {
        let fits = |it: &&Node| stands(scene.rules, it, &atoms, before);
        let Some(node) = found.get(i).and_then(Option::as_ref).filter(fits) else {
            i += 1;
            continue;
        };
        if let Some(date) = mention(scene, sentence, &atoms, node, told) {
            dates.push(DateMention { sentence: number, ..date });
        }
        // What has no value, such as 31 February, is no date in a part of it either.
        i = node.end.max(i + 1);
        before = Some(node);
    }
    dates
}

/// The longest match of any rule at each atom; of equal ones the first rule's.
fn matches(rules: &TimeRules, atoms: &[Atom]) -> Vec<Option<Node>> {
    let by_atom: Vec<Vec<Key>> =
        (0..atoms.len()).map(|i| rules.index.by_atom(&rules.words, atoms, i)).collect();
    let mut lower = Lower { points: vec![None; atoms.len()], hours: vec![None; atoms.len()] };
    for (first, end) in rules.levels.iter().zip(rules.levels.iter().skip(1)) {
        let mut found: Vec<Node> = Vec::new();
        for (i, own) in by_atom.iter().enumerate() {
            let keys = rules.index.at(own, &lower, i, (*first, *end));
            found.extend(keys.into_iter().filter_map(|key| match_at(rules, key, atoms, &lower, i)));
        }
        for node in found {
            let op = rules.rules.get(node.rule).map(|it| it.told.value);
            let hour = op == Some(Op::Inner(Inner::Hour));
            let slots = if hour { &mut lower.hours } else { &mut lower.points };
            if let Some(slot) = slots.get_mut(node.start)
                && slot.as_ref().is_none_or(|it| it.end < node.end)
            {
                *slot = Some(node);
            }
        }
    }
    lower.points
}

fn match_at(
    rules: &TimeRules,
    (number, pattern): Key,
    atoms: &[Atom],
    lower: &Lower,
    start: usize,
) -> Option<Node> {
    let rule = rules.rules.get(number)?;
    let found = rule.patterns.get(pattern)?.read(&rules.words, atoms, lower, start)?;
    let node = Node { rule: number, ..found };
    fits(rules, rule, &node, atoms).then_some(node)
}

/// What `after` and `not_after` call the beginning of the sentence.
const SENTENCE_START: &str = "^";

/// Whether the words around a match and its captures are what the rule asks for.
fn fits(rules: &TimeRules, rule: &Rule, node: &Node, atoms: &[Atom]) -> bool {
    let before = match node.start.checked_sub(1) {
        Some(at) => atoms.get(at).map(|it| it.lower.as_str()),
        None => Some(SENTENCE_START),
    };
    let behind = atoms.get(node.end).map(|it| it.lower.as_str());
    let among = |list: &[String], word: Option<&str>| {
        word.is_some_and(|it| list.iter().any(|known| known == it))
    };
    let told = &rule.told;
    (told.after.is_empty() || among(&told.after, before))
        && (told.before.is_empty() || among(&told.before, behind))
        && !holds_before(rules, node, atoms, &told.not_with)
        && !among(&told.not_after, before)
        && !among(&told.not_before, behind)
        && !node.points.iter().any(|it| told.not_of.iter().any(|id| is_by(rules, it, id)))
        && !(told.clear && is_unclear(rules, node, atoms))
        && (!told.consecutive || are_consecutive(node))
}

/// Whether one of the words stands before the match with no helping verb of the future between.
fn holds_before(rules: &TimeRules, node: &Node, atoms: &[Atom], words: &[String]) -> bool {
    let before = atoms.get(..node.start).unwrap_or_default();
    let helper = |it: &&Atom| rules.words.tense.future.contains(&it.lower);
    before.iter().rev().take_while(|it| !helper(it)).any(|it| words.contains(&it.lower))
}

fn is_by(rules: &TimeRules, node: &Node, id: &str) -> bool {
    rules.rules.get(node.rule).is_some_and(|it| it.told.id == id)
}

/// Nothing but an ambiguous name of a month ("May").
fn is_unclear(rules: &TimeRules, node: &Node, atoms: &[Atom]) -> bool {
    let inner = node.points.first().unwrap_or(node);
    let one = inner.end - inner.start == 1;
    one && atoms.get(inner.start).is_some_and(|it| rules.words.is_ambiguous(it))
}

fn are_consecutive(node: &Node) -> bool {
    [(Class::Weekday, 7), (Class::Month, 12), (Class::Day, 400), (Class::Year, 4000)].iter().all(
        |(class, cycle)| match (node.nth(*class, 0), node.nth(*class, 1)) {
            (Some(a), Some(b)) => (b - a).rem_euclid(*cycle) == 1,
            _ => true,
        },
    )
}

/// A match that is a date by itself, or joined to one of its kind ("in 2014 and 2015"), of whole tokens.
fn stands(rules: &TimeRules, node: &Node, atoms: &[Atom], before: Option<&Node>) -> bool {
    let bare = rules.rules.get(node.rule).is_some_and(|it| it.told.bare);
    let opens = atoms.get(node.start).is_some_and(|it| it.opens);
    let closes = node.end.checked_sub(1).and_then(|it| atoms.get(it)).is_some_and(|it| it.closes);
    opens && closes && (bare || before.is_some_and(|it| is_joined(rules, it, node, atoms)))
}

fn is_joined(rules: &TimeRules, before: &Node, node: &Node, atoms: &[Atom]) -> bool {
    let kind = |node: &Node| rules.rules.get(innermost(node).rule).map(|it| it.told.value);
    let joint =
        atoms.get(before.end).is_some_and(|it| matches!(it.lower.as_str(), "and" | "or" | ","));
    joint && before.end + 1 == node.start && kind(before) == kind(node)
}

fn innermost(node: &Node) -> &Node {
    node.points.last().map_or(node, innermost)
}

fn mention(
    scene: Scene<'_>,
    sentence: &Sentence,
    atoms: &[Atom],
    node: &Node,
    told: &mut Vec<Period>,
) -> Option<DateMention> {
    let first = atoms.get(node.start)?.token;
    let last = atoms.get(node.end.checked_sub(1)?)?.token;
    let head = head(sentence, first, last);
    let (relation, ahead) = relation(scene.rules, node);
    let future = ahead
        || scene.chronicle
        || is_future(scene.rules, sentence, atoms, node.start, (first, head));
    let span = sentence.span_of(first, last);
    let text = scene.field.get(span.start..span.end)?.iter().collect();
    let time = if relation == Relation::Distance {
        Time { edtf: "XXXX".to_owned(), earliest: None, latest: None, text: Some(text) }
    } else {
        let frame = Frame { reference: scene.reference, future, published: scene.published, told };
        let period = value::period(node, scene.rules, frame)?;
        let single = matches!(period.unit, Unit::Day | Unit::Month | Unit::Year);
        if single && !is_attribute(sentence, head, last) {
            told.push(period);
        }
        bounded(period, relation, text)?
    };
    let rule = ids(scene.rules, node).join(" ");
    Some(DateMention { span, sentence: 0, first, last, head, time, relation, rule })
}

/// The word before may decide ("the accord of 24 November", "ahead of Friday's vote"), else the verb does.
fn is_future(
    rules: &TimeRules,
    sentence: &Sentence,
    atoms: &[Atom],
    start: usize,
    (first, head): (usize, usize),
) -> bool {
    let before =
        |n: usize| start.checked_sub(n).and_then(|it| atoms.get(it)).map(|it| it.lower.as_str());
    match (before(2), before(1)) {
        (Some("ahead"), Some("of")) | (_, Some("before" | "for")) => true,
        (_, Some("of" | "after" | "since" | "following")) => false,
        _ => tense::is_future(sentence, head, first, &rules.words.tense),
    }
}

/// The token whose head lies outside of the expression; its last word where the tree does not tell.
fn head(sentence: &Sentence, first: usize, last: usize) -> usize {
    let outside = |i: &usize| {
        sentence.tokens.get(*i).is_some_and(|it| {
            let content = !matches!(it.upos, Upos::Adp | Upos::Punct | Upos::Det | Upos::Sconj);
            content && it.head.is_some_and(|head| !(first..=last).contains(&head))
        })
    };
    let word = |i: &usize| sentence.tokens.get(*i).is_some_and(|it| it.upos != Upos::Punct);
    (first..=last).find(outside).or_else(|| (first..=last).rev().find(word)).unwrap_or(last)
}

/// Whether the date stands before the noun that it tells apart ("the November 27 agreement").
fn is_attribute(sentence: &Sentence, head: usize, last: usize) -> bool {
    let governor = sentence.tokens.get(head).and_then(|it| it.head).filter(|it| *it > last);
    let governor = governor.and_then(|it| sentence.tokens.get(it));
    governor.is_some_and(|it| matches!(it.upos, Upos::Noun | Upos::Propn))
}

fn relation(rules: &TimeRules, node: &Node) -> (Relation, bool) {
    let op = rules.rules.get(node.rule).map(|it| it.told.value);
    if let Some(Op::Inner(Inner::Relation { relation, future })) = op {
        return (relation, future);
    }
    let distance = op == Some(Op::Inner(Inner::Distance));
    (if distance { Relation::Distance } else { Relation::At }, false)
}

fn bounded(period: Period, relation: Relation, text: String) -> Option<Time> {
    let text = Some(text);
    let (start, end) = period.bounds();
    let (start, end) = (start.to_string(), end.to_string());
    Some(match relation {
        Relation::At => {
            Time { edtf: period.edtf(), earliest: Some(start), latest: Some(end), text }
        }
        Relation::Since => Time {
            edtf: format!("{}/..", period.first()),
            earliest: Some(start),
            latest: None,
            text,
        },
        Relation::Until => {
            Time { edtf: format!("../{}", period.last()), earliest: None, latest: Some(end), text }
        }
        Relation::Before if period.tail => {
            Time { edtf: format!("../{}", period.last()), earliest: None, latest: Some(end), text }
        }
        Relation::Before => {
            let day = plus(period.start, -1, Unit::Day)?.to_string();
            Time { edtf: format!("../{day}"), earliest: None, latest: Some(day), text }
        }
        Relation::After => {
            let day = plus(period.end, 1, Unit::Day)?.to_string();
            Time { edtf: format!("{day}/.."), earliest: Some(day), latest: None, text }
        }
        Relation::Distance => return None,
    })
}

/// The rules of a match, outermost first.
fn ids<'a>(rules: &'a TimeRules, node: &Node) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(rules.rules.get(node.rule).map(|it| it.told.id.as_str()));
    for point in &node.points {
        ids.extend(self::ids(rules, point));
    }
    ids
}

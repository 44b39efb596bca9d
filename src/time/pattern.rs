//! Patterns over atoms: a word or `a|b`, a class `{month}`, `{point}` or `{hour}` for what lower rules found; `?` behind
//! an item makes it optional. The longest match counts; matching is bounded by the length of the pattern.

use crate::time::atoms::Atom;
use crate::time::words::Class;
use crate::time::words::Words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    alternatives: Vec<Symbol>,
    optional: bool,
}

/// What an item stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    Word(String),
    Class(Class),
    Point,
    Hour,
}

/// What a pattern matched: a rule of the table over atoms `start..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Index of the rule.
    pub rule: usize,
    pub start: usize,
    pub end: usize,
    pub captures: Vec<(Class, i32)>,
    pub points: Vec<Node>,
}

/// What lower rules found in a sentence, by the atom that it starts at.
#[derive(Debug, Clone, Default)]
pub struct Lower {
    pub points: Vec<Option<Node>>,
    pub hours: Vec<Option<Node>>,
}

impl Pattern {
    /// None for an unknown class, an empty item, or a pattern that could match nothing.
    pub fn parse(text: &str) -> Option<Self> {
        let items: Option<Vec<Item>> = text.split_whitespace().map(item).collect();
        items.filter(|it| it.iter().any(|item| !item.optional)).map(|items| Pattern { items })
    }

    /// The symbols that a match can begin with.
    pub fn starts(&self) -> impl Iterator<Item = &Symbol> {
        let required = self.items.iter().position(|it| !it.optional).unwrap_or_default();
        self.items.iter().take(required + 1).flat_map(|it| &it.alternatives)
    }

    /// The longest match that starts at atom `start`, with rule number 0.
    pub fn read(&self, words: &Words, atoms: &[Atom], lower: &Lower, start: usize) -> Option<Node> {
        let node = Node { rule: 0, start, end: start, captures: Vec::new(), points: Vec::new() };
        let scene = Scene { words, atoms, lower };
        let mut found = scene.rest(&self.items, node)?;
        // An optional comma that nothing followed is not part of the match.
        if atoms.get(found.end - 1).is_some_and(|it| it.lower == ",") {
            found.end -= 1;
        }
        Some(found)
    }
}

fn item(text: &str) -> Option<Item> {
    let (body, optional) = match text.strip_suffix('?') {
        Some(body) => (body, true),
        None => (text, false),
    };
    let alternatives: Option<Vec<Symbol>> = body.split('|').map(symbol).collect();
    Some(Item { alternatives: alternatives?, optional })
}

fn symbol(text: &str) -> Option<Symbol> {
    match text.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        Some("point") => Some(Symbol::Point),
        Some("hour") => Some(Symbol::Hour),
        Some(class) => Class::parse(class).map(Symbol::Class),
        None => (!text.is_empty()).then(|| Symbol::Word(text.to_owned())),
    }
}

struct Scene<'a> {
    words: &'a Words,
    atoms: &'a [Atom],
    lower: &'a Lower,
}

impl Scene<'_> {
    fn rest(&self, items: &[Item], node: Node) -> Option<Node> {
        let Some((item, others)) = items.split_first() else { return Some(node) };
        let mut best: Option<Node> = None;
        let taken = item.alternatives.iter().filter_map(|it| self.take(it, &node));
        let skipped = item.optional.then(|| node.clone());
        for next in taken.chain(skipped) {
            if let Some(found) = self.rest(others, next)
                && best.as_ref().is_none_or(|it| it.end < found.end)
            {
                best = Some(found);
            }
        }
        best
    }

    fn take(&self, symbol: &Symbol, node: &Node) -> Option<Node> {
        let at = node.end;
        match symbol {
            Symbol::Word(word) => {
                self.atoms.get(at).filter(|it| it.lower == *word)?;
                Some(Node { end: at + 1, ..node.clone() })
            }
            Symbol::Class(class) => {
                let (value, length) = self.words.read(*class, self.atoms, at)?;
                let mut next = Node { end: at + length, ..node.clone() };
                next.captures.push((class.captured(), value));
                Some(next)
            }
            Symbol::Point => {
                let point = self.lower.points.get(at)?.as_ref()?;
                let mut next = Node { end: point.end, ..node.clone() };
                next.points.push(point.clone());
                Some(next)
            }
            Symbol::Hour => {
                let end = self.lower.hours.get(at)?.as_ref()?.end;
                Some(Node { end, ..node.clone() })
            }
        }
    }
}

impl Node {
    /// The value of the first capture of a class.
    pub fn get(&self, class: Class) -> Option<i32> {
        self.nth(class, 0)
    }

    pub fn nth(&self, class: Class, n: usize) -> Option<i32> {
        self.captures.iter().filter(|(it, _)| *it == class).nth(n).map(|(_, value)| *value)
    }

    pub fn small(&self, class: Class) -> Option<i8> {
        self.get(class).and_then(|it| i8::try_from(it).ok())
    }

    pub fn year(&self) -> Option<i16> {
        self.get(Class::Year).and_then(|it| i16::try_from(it).ok())
    }

    /// Whether a year is told anywhere in it.
    pub fn has_year(&self) -> bool {
        self.get(Class::Year).is_some() || self.points.iter().any(Node::has_year)
    }
}

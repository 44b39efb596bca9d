//! Trees put right by what is known of the mentions: names that stand side by side with only a comma or "and" between
//! them are coordinated, whatever the parser made of their titles ("talks with President A and Foreign Minister B").
//! Deliberately absent: anything that would need more than adjacency; where two governors compete, the tree stays.

use crate::entity::mention::Mention;
use crate::entity::mention::Mentions;
use crate::event::attach;
use crate::event::tree;
use crate::model::code::Form;
use crate::model::code::Kind;
use crate::text::deprel::Deprel;
use crate::text::parsed::Parsed;
use crate::text::parsed::Sentence;
use crate::text::parsed::Upos;
use crate::time::dates::Dates;

/// Words of a title before a name; a longer stretch is no title.
const TITLE: usize = 10;

pub fn repair(parsed: &Parsed, mentions: &Mentions, dates: &Dates) -> Parsed {
    let mut out = parsed.clone();
    for (number, sentence) in out.sentences.iter_mut().enumerate() {
        shared_prepositions(sentence);
        attach::attach(sentence, number, mentions, dates);
        let names: Vec<&Mention> =
            mentions.in_sentence(number).filter(|it| is_name(it, mentions)).collect();
        for name in &names {
            hold_together(sentence, name);
            to_nearest_noun(sentence, name);
        }
        for pair in names.windows(2) {
            if let [a, b] = pair {
                coordinate(sentence, a, b);
            }
        }
    }
    out
}

/// All words of a name are one nominal, also one that is a common word ("Begin") and was taken for one.
fn hold_together(s: &mut Sentence, name: &Mention) {
    const NOMINAL: &[&str] = &["nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj"];
    let outside = |s: &Sentence, it: usize| {
        tree::head(s, it).is_some_and(|up| up < name.first || up > name.last)
    };
    let nominal = |it: &usize| outside(s, *it) && NOMINAL.contains(&tree::label(s, *it).base());
    let Some(top) = (name.first..=name.last).find(nominal) else { return };
    let misread = |it: &usize| {
        let verbal =
            tree::token(s, *it).is_some_and(|it| matches!(it.upos, Upos::Verb | Upos::Aux));
        *it != top && verbal && outside(s, *it)
    };
    for at in (name.first..=name.last).filter(misread).collect::<Vec<_>>() {
        for child in s.children(at).filter(|it| *it != top).collect::<Vec<_>>() {
            hang(s, child, top, None);
        }
        hang(s, at, top, Some(Deprel::Flat));
    }
}

/// "the visitor and his host, A, appeared": what stands behind the comma tells who the host is.
fn to_nearest_noun(s: &mut Sentence, name: &Mention) {
    let start = title_start(s, name.first);
    let at = outer_head(s, start, name);
    let Some(noun) =
        start.checked_sub(2).filter(|it| tree::token(s, it + 1).is_some_and(|it| it.text == ","))
    else {
        return;
    };
    let common = tree::token(s, noun).is_some_and(|it| it.upos == Upos::Noun);
    let last = common
        && tree::label(s, noun).base() == "conj"
        && s.children_by(noun, "cc").next().is_some_and(|it| it < noun);
    let same = tree::head(s, noun).is_some() && tree::head(s, at) == tree::head(s, noun);
    if last && same && matches!(tree::label(s, at).base(), "appos" | "conj") {
        hang(s, at, noun, Some(Deprel::Appos));
    }
}

fn hang(s: &mut Sentence, at: usize, head: usize, label: Option<Deprel>) {
    if let Some(token) = s.tokens.get_mut(at) {
        token.head = Some(head);
        token.label = label.unwrap_or(token.label);
    }
}

/// A preposition before the first of several conjuncts belongs to all, and hangs on the first.
fn shared_prepositions(s: &mut Sentence) {
    for at in 0..s.tokens.len() {
        if tree::label(s, at).base() != "conj" {
            continue;
        }
        let Some(first) = tree::head(s, at) else { continue };
        let has_own = s.children_by(first, "case").next().is_some();
        let early: Vec<usize> =
            s.children_by(at, "case").filter(|it| *it < first && !has_own).collect();
        for case in early {
            if let Some(token) = s.tokens.get_mut(case) {
                token.head = Some(first);
            }
        }
    }
}

fn is_name(mention: &Mention, mentions: &Mentions) -> bool {
    let person = |it: &usize| mentions.entities.get(*it).is_some_and(|e| e.kind == Kind::Person);
    mention.form == Form::Name && mention.entities.iter().any(person)
}

fn coordinate(s: &mut Sentence, a: &Mention, b: &Mention) {
    let (start_a, start_b) = (title_start(s, a.first), title_start(s, b.first));
    if start_b <= a.last || !only_joints(s, a.last + 1, start_b) {
        return;
    }
    let (head_a, head_b) = (outer_head(s, start_a, a), outer_head(s, start_b, b));
    if tree::is_under(s, head_b, head_a) && tree::label(s, head_b).base() == "conj" {
        return;
    }
    let (way_a, way_b) = (exit(s, head_a, start_a, b.last), exit(s, head_b, start_a, b.last));
    let governor = match (way_a, way_b) {
        (Some(one), None) => one,
        (None, Some(one)) => one,
        (Some(x), Some(y)) if x.0 == y.0 && x.1.base() == y.1.base() && x.1.base() != "conj" => x,
        _ => return,
    };
    take_over(s, head_a, head_b, governor);
}

/// The first token of the title before a name.
fn title_start(s: &Sentence, first: usize) -> usize {
    let titular = |i: usize| {
        tree::token(s, i).is_some_and(|it| {
            matches!(
                it.upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Num | Upos::Part
            ) || it.text == "'s"
                || it.text == "’s"
        })
    };
    let mut start = first;
    while start > 0 && first - start < TITLE && titular(start - 1) {
        start -= 1;
    }
    start
}

/// Whether only commas and one conjunction stand in `from..to`.
fn only_joints(s: &Sentence, from: usize, to: usize) -> bool {
    from < to
        && (from..to).all(|i| {
            tree::token(s, i).is_some_and(|it| {
                it.text == ","
                    || it.upos == Upos::Cconj && matches!(it.lemma.as_str(), "and" | "or")
            })
        })
        && (from..to).any(|i| tree::token(s, i).is_some_and(|it| it.upos == Upos::Cconj))
}

/// The token of title and name that hangs on something outside of them; the name's own head without one.
fn outer_head(s: &Sentence, start: usize, mention: &Mention) -> usize {
    let outside = |i: &usize| tree::head(s, *i).is_none_or(|it| it < start || it > mention.last);
    (start..=mention.last).rev().find(outside).unwrap_or(mention.head)
}

/// What a token hangs on outside of `first..=last`, and by which label the last step goes.
fn exit(s: &Sentence, from: usize, first: usize, last: usize) -> Option<(Option<usize>, Deprel)> {
    let up = tree::head(s, from);
    let outside = up.is_none_or(|it| it < first || it > last);
    outside.then(|| (up, tree::label(s, from)))
}

/// `a` gets the governor and the preposition, `b` becomes its conjunct.
fn take_over(s: &mut Sentence, a: usize, b: usize, governor: (Option<usize>, Deprel)) {
    let cases: Vec<usize> = s.children_by(b, "case").filter(|it| *it < a).collect();
    for case in cases {
        if let Some(token) = s.tokens.get_mut(case) {
            token.head = Some(a);
        }
    }
    if let Some(token) = s.tokens.get_mut(a) {
        token.head = governor.0;
        token.label = governor.1;
    }
    if let Some(token) = s.tokens.get_mut(b) {
        token.head = Some(a);
        token.label = Deprel::Conj;
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::mention::Entity;
    use crate::entity::mention::Mention;
    use crate::entity::mention::Mentions;
    use crate::event::repair::repair;
    use crate::model::code::Form;
    use crate::model::code::Kind;
    use crate::model::id::EntityId;
    use crate::model::span::Field;
    use crate::model::span::Span;
    use crate::text::deprel::Deprel;
    use crate::text::parsed::Feats;
    use crate::text::parsed::Parsed;
    use crate::text::parsed::Sentence;
    use crate::text::parsed::Token;
    use crate::text::parsed::Upos;
    use crate::time::dates::Dates;

    /// `word/upos/head/label`, heads from 0, `-` for the root.
    fn sentence(rows: &str) -> Sentence {
        let token = |row: &str| {
            let parts: Vec<&str> = row.split('/').collect();
            Token {
                start: 0,
                end: 0,
                text: parts[0].to_owned(),
                lemma: parts[0].to_lowercase(),
                upos: Upos::parse(parts[1]).unwrap(),
                feats: Feats::default(),
                head: parts[2].parse().ok(),
                label: Deprel::parse(parts[3]).unwrap(),
            }
        };
        Sentence {
            field: Field::Text,
            paragraph: 0,
            start: 0,
            end: 0,
            tokens: rows.split(' ').map(token).collect(),
        }
    }

    fn person(number: usize, first: usize, last: usize) -> (Entity, Mention) {
        let id = EntityId::new(format!("person:{number}"));
        let entity = Entity {
            id,
            kind: Kind::Person,
            name: String::new(),
            country: None,
            offices: Vec::new(),
        };
        let mention = Mention {
            span: Span::new(Field::Text, 0, 0),
            sentence: 0,
            first,
            last,
            head: last,
            entities: vec![number],
            form: Form::Name,
            as_place: false,
            rule: String::new(),
            rejected: Vec::new(),
        };
        (entity, mention)
    }

    fn heads(rows: &str, persons: &[(usize, usize)]) -> Vec<(Option<usize>, Deprel)> {
        let found: Vec<(Entity, Mention)> =
            persons.iter().enumerate().map(|(i, (first, last))| person(i, *first, *last)).collect();
        let mentions = Mentions {
            entities: found.iter().map(|it| it.0.clone()).collect(),
            mentions: found.into_iter().map(|it| it.1).collect(),
            ..Default::default()
        };
        let parsed = Parsed { sentences: vec![sentence(rows)] };
        repair(&parsed, &mentions, &Dates::default()).sentences[0]
            .tokens
            .iter()
            .map(|it| (it.head, it.label))
            .collect()
    }

    #[test]
    fn names_side_by_side_are_coordinated() {
        let rows = "Talks/NOUN/-/root with/ADP/5/case President/PROPN/3/nmod:desc Lind/PROPN/5/compound \
                    and/CCONJ/5/cc Duarte/PROPN/0/nmod";
        let found = heads(rows, &[(3, 3), (5, 5)]);
        assert_eq!(found[3], (Some(0), Deprel::Nmod));
        assert_eq!(found[5], (Some(3), Deprel::Conj));
        assert_eq!(found[1], (Some(3), Deprel::Case));
    }

    #[test]
    fn two_clauses_stay_two() {
        let rows = "Osk/PROPN/1/nsubj met/VERB/-/root Lind/PROPN/1/obj and/CCONJ/5/cc Duarte/PROPN/5/nsubj \
                    left/VERB/1/conj";
        let found = heads(rows, &[(0, 0), (2, 2), (4, 4)]);
        assert_eq!(found[2], (Some(1), Deprel::Obj));
        assert_eq!(found[4], (Some(5), Deprel::Nsubj));
    }
}

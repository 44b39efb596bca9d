//! Who is meant, in texts of a sentence or two: each mark is `[words|ids]`, several ids by `+`, `?` where
//! nothing may be said, `[words|id,rule]` where the rule matters.

use crate::entity_gold::Reader;
use crate::entity_gold::mention_of;
use crate::entity_gold::unmark;
use std::collections::BTreeSet;

fn check(rows: &[(&str, &str)]) {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (day, marked) in rows {
        let (text, stretches) = unmark(marked);
        let mentions = reader.read(&text, Some(day));
        for it in &stretches {
            let found = mention_of(&mentions, it);
            let ids: BTreeSet<&str> = found
                .iter()
                .flat_map(|it| &it.entities)
                .map(|it| mentions.entities[*it].id.as_str())
                .collect();
            let want: BTreeSet<&str> = it.key.split('+').filter(|it| *it != "?").collect();
            if ids != want {
                let rule = found.map_or("", |it| it.rule.as_str());
                wrong.push(format!("[{}|{}] became {ids:?} {rule}: {text}", it.words, it.key));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_office_under_several_words() {
    check(&[
        (
            "2007-10-23",
            "[The British foreign secretary|person:david-miliband] spoke to [the US defense secretary|person:robert-gates].",
        ),
        ("2007-10-23", "[The US defence secretary|person:robert-gates] left."),
        ("2007-10-23", "[The Defense Secretary|person:robert-gates] said troops would leave."),
        ("2007-10-23", "[The German defense minister|person:franz-josef-jung] left."),
        (
            "2007-10-23",
            "UN secretary general [Ban Ki-moon|person:ban-ki-moon] spoke. [The UN secretary-general|person:ban-ki-moon] left. [The secretary general|person:ban-ki-moon] was late.",
        ),
        ("2007-10-23", "[The British chancellor|country:GBR] presented a budget."),
        ("2007-10-23", "[The Irish premier|person:bertie-ahern] spoke."),
        (
            "2012-05-12",
            "US Defense Secretary [Alan Whitcombe|person:alan-whitcombe] left. [The defence minister|person:alan-whitcombe] had no comment.",
        ),
    ]);
}

//! Date expressions: the examples of the rules, the gold, and hostile input.

use demarche::knowledge::Knowledge;
use demarche::model::article::Dateline;
use demarche::model::span::Field;
use demarche::text;
use demarche::text::model::Model;
use demarche::text::parsed::Parsed;
use demarche::time;
use demarche::time::dates::Relation;
use demarche::time::examples;
use demarche::time::rules::TimeRules;
use proptest::prelude::proptest;
use serde::Deserialize;
use std::fs;
use std::sync::LazyLock;

fn model() -> Model {
    Model::from_bytes(&fs::read("data/model/english.bin").unwrap()).unwrap()
}

fn rules() -> &'static TimeRules {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load().unwrap());
    &KNOWLEDGE.time
}

#[test]
fn the_examples_of_the_rules_hold() {
    let (model, rules) = (model(), rules());
    let (count, wrong) = rules.check_examples(|it| text::parse(it, None, &model));
    assert!(count > 200, "{count} examples");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[derive(Debug, Deserialize)]
struct Gold {
    reference: String,
    text: String,
    dates: Vec<GoldDate>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct GoldDate {
    start: usize,
    end: usize,
    words: String,
    edtf: String,
    relation: Relation,
}

fn found(text: &str, reference: &str, model: &Model, rules: &TimeRules) -> Vec<GoldDate> {
    let article = examples::article(text, reference);
    let dates = time::find(&article, &text::parse(&article, None, model), rules).dates;
    dates
        .into_iter()
        .map(|it| GoldDate {
            start: it.span.start,
            end: it.span.end,
            words: it.time.text.unwrap_or_default(),
            edtf: it.time.edtf,
            relation: it.relation,
        })
        .collect()
}

fn shown(dates: &[GoldDate]) -> String {
    let all: Vec<String> =
        dates.iter().map(|it| format!("[{}] {} {:?}", it.words, it.edtf, it.relation)).collect();
    all.join(", ")
}

/// Span, value and relation must all be right. `--nocapture` shows what differs, and the counts.
#[test]
fn gold() {
    let (model, rules) = (model(), rules());
    let (mut right, mut given, mut expected) = (0, 0, 0);
    let mut wrong: Vec<String> = Vec::new();
    for line in fs::read_to_string("data/time/gold.jsonl").unwrap().lines() {
        let gold: Gold = serde_json::from_str(line).unwrap();
        let found = found(&gold.text, &gold.reference, &model, rules);
        right += found.iter().filter(|it| gold.dates.contains(it)).count();
        (given, expected) = (given + found.len(), expected + gold.dates.len());
        if found != gold.dates {
            wrong.push(format!("{} {}", gold.reference, gold.text));
            wrong.push(format!("  gold  {}\n  found {}", shown(&gold.dates), shown(&found)));
        }
    }
    wrong.push(format!("right {right}, found {given}, gold {expected}"));
    assert!(expected >= 250, "{expected} expressions");
    assert!(right * 2 * 100 >= 95 * (given + expected), "F1 below 0.95\n{}", wrong.join("\n"));
}

/// A text without tags and trees; the tense is told by helping verbs alone.
fn untagged(text: &str, reference: &str, rules: &TimeRules) -> Vec<(String, String)> {
    let article = examples::article(text, reference);
    let parsed = Parsed { sentences: text::segment(text, Field::Text) };
    let dates = time::find(&article, &parsed, rules).dates;
    for date in &dates {
        assert!(date.first <= date.head && date.head <= date.last, "{date:?}");
        assert!(date.time.earliest <= date.time.latest || date.time.latest.is_none(), "{date:?}");
    }
    dates.into_iter().map(|it| (it.time.text.unwrap_or_default(), it.time.edtf)).collect()
}

#[test]
fn values_without_tags() {
    let rules = rules();
    let rows = [
        ("He came on Friday.", "2007-10-23", vec![("on Friday", "2007-10-19")]),
        ("He will come on Friday.", "2007-10-23", vec![("on Friday", "2007-10-26")]),
        ("On Friday he left.", "", vec![]),
        ("He left on 3 May 2001.", "", vec![("on 3 May 2001", "2001-05-03")]),
        ("It fell on 31 February 2001.", "2007-10-23", vec![]),
        ("It fell on 29 February 2000.", "2007-10-23", vec![("on 29 February 2000", "2000-02-29")]),
        ("They agreed to come on July 7.", "2017-05-02", vec![("on July 7", "2017-07-07")]),
        ("They came on July 7.", "2017-12-02", vec![("on July 7", "2017-07-07")]),
        ("They came on November 7.", "2017-01-02", vec![("on November 7", "2016-11-07")]),
        ("They came on December 7.", "2017-11-02", vec![("on December 7", "2017-12-07")]),
        ("In 9999 and 0000 it fell.", "2007-10-23", vec![]),
    ];
    for (text, reference, expected) in rows {
        let expected: Vec<(String, String)> =
            expected.into_iter().map(|(words, edtf)| (words.to_owned(), edtf.to_owned())).collect();
        assert_eq!(untagged(text, reference, rules), expected, "{text}");
    }
}

#[test]
fn weekdays_reach_up_to_the_publication() {
    let (model, rules) = (model(), rules());
    let mut article =
        examples::article("He spoke on Friday and on Thursday.", "2022-02-25T04:30:00Z");
    article.dateline = Some(Dateline { place: None, date: Some("2022-02-24".to_owned()) });
    let dates = time::find(&article, &text::parse(&article, None, &model), rules).dates;
    let values: Vec<&str> = dates.iter().map(|it| it.time.edtf.as_str()).collect();
    assert_eq!(values, ["2022-02-25", "2022-02-24"]);
}

#[test]
fn entries_of_a_chronicle_count_from_their_heading() {
    let (model, rules) = (model(), rules());
    let text = "15 July 1974: Officers overthrow him. On July 20 troops land.\n\nThey met in July.";
    let article = examples::article(text, "2017-07-08");
    let dates = time::find(&article, &text::parse(&article, None, &model), rules).dates;
    let values: Vec<&str> = dates.iter().map(|it| it.time.edtf.as_str()).collect();
    assert_eq!(values, ["1974-07-15", "1974-07-20", "2017-07"]);
}

#[test]
fn incomplete_rules_are_refused() {
    let words = ("words.toml", include_str!("../../data/time/words.toml"));
    let rule = |lines: &str| format!("[[rules]]\nid = \"x\"\nvalue = {{ op = \"year\" }}\n{lines}");
    let accepts = "accepts = [{ text = \"a\", reference = \"2007-10-23\", edtf = \"2007\" }]\n";
    let whole = format!("patterns = [\"{{year}}\"]\n{accepts}rejects = [\"b\"]\n");
    let twice = rule(&whole).repeat(2);
    let rows = [
        (rule("patterns = [\"{year}\"]\naccepts = []\nrejects = [\"b\"]"), "rule x has no accepts"),
        (
            rule(&format!("patterns = [\"{{year}}\"]\n{accepts}rejects = []")),
            "rule x has no rejects",
        ),
        (rule(&format!("patterns = []\n{accepts}rejects = [\"b\"]")), "rule x has no patterns"),
        (
            rule(&format!("patterns = [\"{{yeer}}\"]\n{accepts}rejects = [\"b\"]")),
            "rule x: pattern \"{yeer}\" cannot be read",
        ),
        (twice, "two rules are called x"),
    ];
    for (file, expected) in rows {
        let error = TimeRules::load(words, &[("x.toml", &file)]).unwrap_err().to_string();
        assert_eq!(error, format!("data/time/x.toml: {expected}"));
    }
    assert!(TimeRules::load(words, &[("x.toml", &rule(&whole))]).is_ok());
}

proptest! {
    #[test]
    fn no_text_stops_the_rules(
        text in "(\\PC|[ -~]| (on|in|the|from|to|and|last|next|of|after|end|early) | (May|Friday|1998|31|3rd|2007-02-29|999|years|week|ago|later|century|1990s|winter) ){0,40}",
        reference in "([0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]|0001-01-01|9999-12-31)?",
    ) {
        untagged(&text, &reference, rules());
    }
}

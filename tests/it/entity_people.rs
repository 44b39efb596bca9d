//! Who is named, by which office of which country: data/gold/people.tsv, sentence by sentence.
#![expect(clippy::print_stdout, reason = "the scores are read with --nocapture")]

use crate::entity_gold::Reader;
use demarche::model::code::Kind;
use std::fs;

#[test]
fn people_of_a_sentence() {
    let reader = Reader::new();
    let table = fs::read_to_string("data/gold/people.tsv").unwrap();
    let (mut right, mut all) = (0, 0);
    for line in table.lines().filter(|it| !it.starts_with('#')).skip(1) {
        let (text, want) = line.split_once('\t').unwrap();
        let mentions = reader.read(text, None);
        let people = mentions.entities.iter().filter(|it| it.kind == Kind::Person);
        let got: Vec<String> = people
            .map(|it| {
                let country = it.country.as_ref().map_or("-", |it| it.local());
                let office = it.offices.first().map_or("-", |it| it.title.as_str());
                format!("{}|{country}|{office}", it.name)
            })
            .collect();
        let got = if got.is_empty() { "-".to_owned() } else { got.join("; ") };
        all += 1;
        if got == want {
            right += 1;
        } else {
            println!("{text}\n   wanted {want}\n   got    {got}");
        }
    }
    println!("people: {right} of {all} right");
    assert!(right * 116 >= all * 114, "{right} of {all}");
}

#[test]
fn two_people_of_one_name() {
    let reader = Reader::new();
    let ids = |text: &str| -> Vec<String> {
        let people = reader.read(text, Some("2012-05-12")).entities.into_iter();
        people.filter(|it| it.kind == Kind::Person).map(|it| it.id.to_string()).collect()
    };
    let rows: &[(&str, &[&str])] = &[
        (
            "Prime Minister Ali Hassan of Egypt met Prime Minister Ali Hassan of Jordan.",
            &["person:ali-hassan", "person:ali-hassan-jor"],
        ),
        ("Ali Hassan met Omar Said.", &["person:ali-hassan", "person:omar-said"]),
        ("Russian Foreign Minister Sergei Lavrov spoke.", &["person:sergei-lavrov"]),
        ("Bulgarian Foreign Minister Sergei Lavrov spoke.", &["person:sergei-lavrov-bgr"]),
        ("Soviet Foreign Minister Eduard Shevardnadze spoke.", &["person:eduard-shevardnadze"]),
    ];
    for (text, want) in rows {
        assert_eq!(ids(text), *want, "{text}");
    }
}

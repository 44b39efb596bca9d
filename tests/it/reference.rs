//! The reference article, where it is at hand: the facts that a reading of it must hold.

use demarche::article::error::Origin;
use demarche::article::raw::RawArticle;
use demarche::knowledge::Knowledge;
use demarche::model::code::AgreementState;
use demarche::model::code::EventType;
use demarche::model::code::Kind;
use demarche::model::reading::Reading;
use demarche::model::span;
use demarche::pipeline;
use std::fs;

/// The article stands beside the project, not in it.
fn reading() -> Option<Reading> {
    let text = fs::read_to_string("../shared/reference/kuril-2007.txt").ok()?;
    let knowledge = Knowledge::load().unwrap();
    Some(
        pipeline::read(&RawArticle::dispatch(Origin::file("kuril-2007.txt"), text), &knowledge)
            .unwrap(),
    )
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn holds_the_facts() {
    let Some(reading) = reading() else {
        eprintln!("skipped: the reference article is not at hand");
        return;
    };
    let article = &reading.article;
    assert_eq!(
        article.title.as_deref(),
        Some("Concerned on missiles, Russia's foreign minister in Japan")
    );
    assert_eq!(article.published.as_deref(), Some("2007-10-23T08:59:00Z"));
    assert_eq!(article.source.as_deref(), Some("AFP"));

    let people: Vec<(&str, &str, &str)> = reading
        .entities
        .iter()
        .filter(|it| it.kind == Kind::Person)
        .map(|it| {
            (it.name.as_str(), it.country.as_ref().unwrap().local(), it.offices[0].title.as_str())
        })
        .collect();
    let expected = [
        ("Sergei Lavrov", "RUS", "foreign minister"),
        ("Masahiko Komura", "JPN", "foreign minister"),
        ("Nobutaka Machimura", "JPN", "the government's number two"),
        ("Vladimir Putin", "RUS", "president"),
        ("Junichiro Koizumi", "JPN", "prime minister"),
        ("Yasuo Fukuda", "JPN", "prime minister"),
        ("Mikhail Kamynin", "RUS", "foreign ministry spokesman"),
    ];
    assert_eq!(people.len(), expected.len(), "{people:?}");
    for (found, wanted) in people.iter().zip(expected) {
        assert_eq!((found.0, found.1), (wanted.0, wanted.1));
    }

    let meetings: Vec<String> =
        reading.events.iter().filter(|it| it.kind == EventType::Consult).map(meeting).collect();
    assert_eq!(
        meetings,
        [
            "visit held 2007-10-23 place:tokyo-jp person:masahiko-komura person:nobutaka-machimura person:sergei-lavrov",
            "phone_call held 2007-10-15/2007-10-21 person:vladimir-putin person:yasuo-fukuda",
        ]
    );
    acts_stand(&reading);
    let agreements: Vec<(&str, Option<AgreementState>)> =
        reading.agreements.iter().map(|it| (it.name.as_str(), it.state)).collect();
    assert_eq!(
        agreements,
        [
            ("Japan-Russia peace treaty", Some(AgreementState::NeverConcluded)),
            ("Japan-Russia Action Plan", Some(AgreementState::Signed)),
        ]
    );
    let kuril =
        reading.entities.iter().find(|it| it.id.as_str() == "dispute:kuril-islands").unwrap();
    assert!(kuril.mentions.len() >= 6, "{:?}", kuril.mentions);
    quotes_stand(&reading);
}

fn meeting(event: &demarche::model::reading::Event) -> String {
    let mut who: Vec<&str> = event.participants.iter().map(|it| it.entity.as_str()).collect();
    who.sort_unstable();
    let mut parts = vec![event.mode.clone().unwrap(), event.status.to_string()];
    parts.push(event.time.as_ref().unwrap().edtf.clone());
    parts.extend(event.places.iter().map(ToString::to_string));
    parts.extend(who.into_iter().map(str::to_owned));
    parts.join(" ")
}

fn acts_stand(reading: &Reading) {
    let acts: Vec<String> =
        reading.events.iter().filter(|it| it.kind != EventType::Consult).map(act).collect();
    for wanted in [
        "COOPERATE held participant:country:JPN participant:country:USA",
        "MOBILIZE held actor:country:PRK recipient:country:JPN",
        "REJECT held actor:country:RUS recipient:country:USA",
        "THREATEN held actor:country:RUS recipient:country:USA",
        "ACCUSE planned actor:country:RUS recipient:country:JPN",
        "REQUEST held actor:person:masahiko-komura recipient:country:RUS",
        "STATEMENT held recipient:org:kyodo-news speaker:person:sergei-lavrov",
        "COERCE held actor:country:SUN recipient:country:JPN",
        "AGREE held signatory:person:junichiro-koizumi signatory:person:vladimir-putin",
    ] {
        assert!(acts.iter().any(|it| it == wanted), "{wanted}: {acts:#?}");
    }
    let refused = |it: &&String| it.contains("kyodo-news") && !it.starts_with("STATEMENT");
    assert_eq!(acts.iter().find(refused), None, "an agency is no side of an act");
    let disputes: Vec<&str> = reading.disputes.iter().map(|it| it.id.local()).collect();
    assert_eq!(disputes, ["kuril-islands", "missile-defence-europe", "missile-defence-japan"]);
}

fn act(event: &demarche::model::reading::Event) -> String {
    let role = |it: &demarche::model::reading::Participant| format!("{}:{}", it.role, it.entity);
    let mut who: Vec<String> = event.participants.iter().map(role).collect();
    who.sort_unstable();
    format!("{} {} {}", event.kind, event.status, who.join(" "))
}

fn quotes_stand(reading: &Reading) {
    let evidence = reading.events.iter().flat_map(|it| &it.evidence);
    for one in evidence.chain(reading.agreements.iter().flat_map(|it| &it.evidence)) {
        assert_eq!(span::slice(reading.article.field(one.field), one.start, one.end), one.quote);
    }
    for mention in reading.entities.iter().flat_map(|it| &it.mentions) {
        assert_eq!(
            span::slice(reading.article.field(mention.field), mention.start, mention.end),
            mention.text
        );
    }
}

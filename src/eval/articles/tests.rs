//! Small readings against small gold: what counts, what costs and what is neutral.

use crate::eval::articles::Measure;
use crate::eval::articles::Scored;
use crate::eval::articles::compare::score;
use crate::eval::articles::floors::Floors;
use crate::eval::articles::sample::ENTITIES;
use crate::eval::articles::sample::event;
use crate::eval::articles::sample::gold;
use crate::eval::articles::sample::met;
use crate::eval::articles::sample::reading;
use crate::eval::articles::sample::talks;
use crate::eval::articles::score::Score;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;

fn scored(gold_parts: &Value, reading_parts: &Value) -> Scored {
    score(&gold(gold_parts), &reading(ENTITIES, reading_parts))
}

/// Right ones, all of the system, found ones, all of the gold.
type Counts = (usize, usize, usize, usize);

fn check(name: &str, scored: &Scored, measure: Measure, expected: Counts) {
    let it = &scored[&measure];
    assert_eq!(
        (it.hits_p, it.system, it.hits_r, it.gold),
        expected,
        "{name}: {measure:?} {:?}",
        scored[&measure]
    );
}

const ANA: &str = "person:ana-duarte";
const KARL: &str = "person:karl-ostrem";
const LINA: &str = "person:lina-sadeh";

#[test]
fn pairs_count_cost_or_are_neutral() {
    let held = "CONSULT held - -";
    let rows: &[(&str, Value, Value, Counts)] = &[
        ("found", met(&[ANA, KARL], &json!({})), talks(held, &[KARL, ANA]), (1, 1, 1, 1)),
        (
            "missed",
            met(&[ANA, KARL], &json!({})),
            talks("CONSULT refused - -", &[ANA, KARL]),
            (0, 0, 0, 1),
        ),
        ("wrong", met(&[ANA, KARL], &json!({})), talks(held, &[ANA, KARL, LINA]), (1, 3, 1, 1)),
        (
            "planned counts",
            met(&[ANA, KARL], &json!({ "status": "planned" })),
            talks(held, &[ANA, KARL]),
            (1, 1, 1, 1),
        ),
        (
            "optional",
            met(&[ANA, KARL], &json!({ "optional": true })),
            talks(held, &[ANA, KARL]),
            (0, 0, 0, 0),
        ),
        (
            "called off",
            met(&[ANA, KARL], &json!({ "status": "cancelled" })),
            talks(held, &[ANA, KARL]),
            (0, 0, 0, 0),
        ),
    ];
    check_pairs(rows);
}

#[test]
fn pairs_of_a_hub_and_of_countries() {
    let held = "CONSULT held - -";
    let rows: &[(&str, Value, Value, Counts)] = &[
        (
            "an optional third",
            met(&[ANA, KARL], &json!({ "optional_participants": [LINA] })),
            talks(held, &[ANA, KARL, LINA]),
            (1, 1, 1, 1),
        ),
        (
            "hub",
            met(&[ANA, KARL, LINA], &json!({ "hub": ANA })),
            talks(held, &[ANA, KARL, LINA]),
            (2, 2, 2, 2),
        ),
        (
            "spokes alone",
            met(&[ANA, KARL, LINA], &json!({ "hub": ANA })),
            talks(held, &[KARL, LINA]),
            (0, 0, 0, 2),
        ),
        ("echo", met(&[ANA, KARL], &json!({})), talks(held, &[ANA, "country:XBE"]), (0, 0, 0, 1)),
        (
            "delegate",
            met(&[ANA, "country:XBE"], &json!({})),
            talks(held, &[ANA, KARL]),
            (1, 1, 1, 1),
        ),
        (
            "another country's",
            met(&[ANA, "country:XBE"], &json!({})),
            talks(held, &[ANA, LINA]),
            (0, 1, 0, 1),
        ),
    ];
    check_pairs(rows);
}

fn check_pairs(rows: &[(&str, Value, Value, Counts)]) {
    for (name, asked, told, expected) in rows {
        let scored = scored(&json!({ "meetings": [asked] }), &json!({ "events": [told] }));
        check(name, &scored, Measure::MeetingPairs, *expected);
    }
}

#[test]
fn dates_overlap_and_are_not_much_longer() {
    let from = |start: &str| json!({ "start": start });
    let by = |end: &str| json!({ "end": end });
    let rows: &[(&str, Value, &str, Counts)] = &[
        (
            "a day",
            json!({ "start": "2008-02-28", "end": "2008-02-28" }),
            "2008-02-28/2008-02-28",
            (1, 1, 1, 1),
        ),
        (
            "a month",
            json!({ "start": "2008-02-28", "end": "2008-02-28" }),
            "2008-02-01/2008-02-29",
            (1, 1, 1, 1),
        ),
        (
            "a year for a day",
            json!({ "start": "2008-02-28", "end": "2008-02-28" }),
            "2008-01-01/2008-12-31",
            (0, 1, 0, 1),
        ),
        (
            "the year itself",
            json!({ "start": "2008", "end": "2008" }),
            "2008-01-01/2008-12-31",
            (1, 1, 1, 1),
        ),
        ("from a month", from("2008-02"), "2008-02-14/2008-02-14", (1, 1, 1, 1)),
        ("after a start", from("2008-02-28"), "2008-03-01/2008-03-01", (0, 1, 0, 1)),
        ("by a month", by("2008-02"), "2008-02-14/2008-02-14", (1, 1, 1, 1)),
        ("not told", from("2008"), "-", (0, 0, 0, 1)),
        ("not asked", json!({}), "2008-02-28/2008-02-28", (0, 0, 0, 0)),
    ];
    for (name, asked, told, expected) in rows {
        let told = talks(&format!("CONSULT held {told} -"), &[ANA, KARL]);
        let scored = scored(
            &json!({ "meetings": [met(&[ANA, KARL], asked)] }),
            &json!({ "events": [told] }),
        );
        check(name, &scored, Measure::MeetingDate, *expected);
    }
}

#[test]
fn places_are_the_same_or_lie_in_the_country() {
    let rows: &[(&str, &[&str], &str, Counts)] = &[
        ("one of them", &["place:hall-of-saru", "place:saru-xco"], "saru-xco", (1, 1, 1, 1)),
        ("its country", &["country:XCO"], "saru-xco", (1, 1, 1, 1)),
        ("another country", &["country:XBE"], "saru-xco", (0, 1, 0, 1)),
        ("not told", &["place:saru-xco"], "-", (0, 0, 0, 1)),
    ];
    for (name, asked, told, expected) in rows {
        let told = talks(&format!("CONSULT held - {told}"), &[ANA, KARL]);
        let asked = met(&[ANA, KARL], &json!({ "place": asked }));
        let scored = scored(&json!({ "meetings": [asked] }), &json!({ "events": [told] }));
        check(name, &scored, Measure::MeetingPlace, *expected);
    }
}

#[test]
fn a_called_off_meeting_read_as_held_has_the_wrong_status() {
    let rows = [
        ("planned", "planned", (1, 1, 1, 1)),
        ("planned", "held", (0, 1, 0, 1)),
        ("cancelled", "held", (0, 1, 0, 1)),
        ("cancelled", "cancelled", (1, 1, 1, 1)),
    ];
    for (asked, told, expected) in rows {
        let meeting = met(&[ANA, KARL], &json!({ "status": asked }));
        let event = talks(&format!("CONSULT {told} - -"), &[ANA, KARL]);
        let scored = scored(&json!({ "meetings": [meeting] }), &json!({ "events": [event] }));
        check(&format!("{asked} as {told}"), &scored, Measure::MeetingStatus, expected);
    }
    let unmatched = scored(&json!({ "meetings": [met(&[ANA, KARL], &json!({}))] }), &json!({}));
    check("not found", &unmatched, Measure::MeetingStatus, (0, 0, 0, 0));
}

#[test]
fn people_are_one_by_id_or_by_the_words_of_the_shorter_name() {
    let rows: &[(&str, &str, bool)] = &[
        ("ana-duarte", "ana-duarte", true),
        ("duarte", "ana-duarte", true),
        ("a-duarte", "ana-duarte", false),
        ("ana-maria-duarte", "ana-duarte", true),
        ("lia-duarte", "ana-duarte", false),
        ("duarte-ana", "ana-duarte", true),
        ("audric", "audric-iii", true),
        ("audric-ii", "audric-iii", false),
        ("kim", "kim-jong-un", true),
        ("petran", "ana-duarte", false),
    ];
    for (system, asked, one) in rows {
        let (system, asked) = (format!("person:{system}"), format!("person:{asked}"));
        let gold = gold(&json!({ "people": [{ "id": asked, "country": "country:SUN" }] }));
        let reading = reading(&[(&system, Some("country:RUS"))], &json!({}));
        let scored = score(&gold, &reading);
        let hit = usize::from(*one);
        check(&system, &scored, Measure::People, (hit, 1, hit, 1));
        check(&system, &scored, Measure::PeopleCountry, (hit, hit, hit, 1));
    }
}

#[test]
fn a_person_of_the_gold_is_nobody_else_and_optional_ones_are_neutral() {
    let people = json!([
        { "id": "person:george-duarte", "country": null },
        { "id": "person:g-duarte", "country": null, "optional": true },
    ]);
    let reading = reading(&[("person:g-duarte", None), ("person:petran", None)], &json!({}));
    let scored = score(&gold(&json!({ "people": people })), &reading);
    check("people", &scored, Measure::People, (0, 1, 0, 1));
    check("countries", &scored, Measure::PeopleCountry, (0, 0, 0, 0));
}

#[test]
fn disputes_by_id_else_by_parties() {
    let told = |id: &str, parties: &[&str]| json!({ "id": id, "name": "", "parties": parties, "subject": null, "state": null, "claims": [], "evidence": [] });
    let (xar, xbe, xco) = ("country:XAR", "country:XBE", "country:XCO");
    let asked = |id: Option<&str>, optional: bool| json!({ "id": id, "name": "Sund", "parties": [xar, xbe], "optional": optional });
    let rows = [
        ("id", asked(Some("dispute:sund"), false), told("dispute:sund", &[]), (1, 1, 1, 1)),
        (
            "another id",
            asked(Some("dispute:sund"), false),
            told("dispute:reef", &[xar, xbe]),
            (0, 1, 0, 1),
        ),
        ("parties", asked(None, false), told("dispute:reef", &[xar, xbe, xco]), (1, 1, 1, 1)),
        ("half the parties", asked(None, false), told("dispute:reef", &[xar, xco]), (1, 1, 1, 1)),
        ("other parties", asked(None, false), told("dispute:reef", &[xco]), (0, 1, 0, 1)),
        ("optional", asked(None, true), told("dispute:reef", &[xar, xbe]), (0, 0, 0, 0)),
    ];
    for (name, asked, told, expected) in rows {
        let scored = scored(&json!({ "disputes": [asked] }), &json!({ "disputes": [told] }));
        check(name, &scored, Measure::Disputes, expected);
    }
}

#[test]
fn agreements_by_words_of_the_name() {
    let (xar, xbe) = ("country:XAR", "country:XBE");
    let rows = [
        ("Lorne fishing accord", "Fishing Accord", "signed", true, (1, 1, 1, 1)),
        ("Lorne accord on whaling", "Lorne Protocol of Coasts", "signed", true, (0, 1, 0, 1)),
        ("peace treaty", "fishing accord", "signed", true, (0, 1, 0, 1)),
        ("peace treaty", "peace treaty", "never_concluded", true, (0, 0, 0, 1)),
    ];
    for (asked, told, state, both, expected) in rows {
        let parties = if both { vec![xar, xbe] } else { vec![] };
        let told = json!({ "id": "agreement:x", "name": told, "subject": null, "parties": parties, "signatories": [], "time": null, "state": state, "evidence": [] });
        let asked = json!({ "name": asked, "parties": [xar, xbe], "state": "signed" });
        let scored = scored(&json!({ "agreements": [asked] }), &json!({ "agreements": [told] }));
        check(&format!("{both}"), &scored, Measure::Agreements, expected);
    }
}

/// An act of the gold, with `more` on top.
fn act(kind: &str, more: &Value) -> Value {
    let mut act = json!({ "actor": "country:XAR", "target": "country:XBE", "kind": kind });
    act.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    act
}

#[test]
fn acts_are_sides_and_kind() {
    let to = |what: &str| event(what, &[(ANA, "actor"), (KARL, "recipient")]);
    let mutual =
        |what: &str| event(what, &[("country:XAR", "signatory"), ("country:XBE", "signatory")]);
    let alone = event("REJECT held - -", &[(ANA, "speaker")]);
    let none = json!({ "target": null });
    let rows = [
        ("for their countries", act("ACCUSE", &json!({})), to("ACCUSE held - -"), (1, 1, 1, 1), 1),
        ("another kind", act("ACCUSE", &json!({})), to("REJECT held - -"), (0, 1, 0, 1), 1),
        (
            "another name",
            act("ACCUSE", &json!({ "kind_alt": ["REJECT"] })),
            to("REJECT held - -"),
            (1, 1, 1, 1),
            1,
        ),
        (
            "optional",
            act("ACCUSE", &json!({ "optional": true })),
            to("ACCUSE held - -"),
            (0, 0, 0, 0),
            0,
        ),
        (
            "both ways",
            act("SUPPORT", &json!({})),
            mutual("AGREE/SUPPORT held - -"),
            (1, 2, 1, 1),
            1,
        ),
        ("to nobody", act("REJECT", &none), alone, (1, 1, 1, 1), 1),
        (
            "a refused meeting",
            act("REJECT", &json!({})),
            to("CONSULT/REJECT refused - -"),
            (1, 1, 1, 1),
            1,
        ),
        (
            "a planned meeting",
            act("AGREE", &json!({})),
            mutual("CONSULT/AGREE planned - -"),
            (0, 0, 0, 1),
            0,
        ),
        (
            "planned",
            act("SANCTION", &json!({})),
            to("SANCTION/THREATEN planned - -"),
            (1, 1, 1, 1),
            1,
        ),
        ("denied", act("ACCUSE", &json!({})), to("ACCUSE denied - -"), (0, 0, 0, 1), 0),
    ];
    for (name, asked, told, expected, any) in rows {
        let scored = scored(&json!({ "acts": [asked] }), &json!({ "events": [told] }));
        check(name, &scored, Measure::Acts, expected);
        assert_eq!(scored[&Measure::ActsAnyKind].hits_r, any, "{name}");
    }
}

#[test]
fn floors_rise_and_never_fall() {
    let count = |hits: usize, wrong: usize, missed: usize| Score {
        hits_p: hits,
        system: hits + wrong,
        hits_r: hits,
        gold: hits + missed,
        ..Score::default()
    };
    let scores =
        BTreeMap::from([(Measure::People, count(29, 71, 71)), (Measure::Acts, count(1, 2, 2))]);
    let floors = Floors::parse("people = 0.30\nacts = 0.33\n").unwrap();
    assert_eq!(floors.fallen(&scores), ["people: F1 is 0.2900, below its floor of 0.30"]);
    let raised = Floors::parse("people = 0.1\nacts = 0.5\n").unwrap().raised(&scores);
    assert_eq!(raised.fallen(&scores), ["acts: F1 is 0.3333, below its floor of 0.50"]);
    let text = raised.to_toml();
    assert!(text.contains("\npeople = 0.29\n") && text.contains("\nacts = 0.50\n"), "{text}");
    assert_eq!(Floors::parse(&text).unwrap(), raised);
    assert_eq!(Floors::parse("persons = 1.0").unwrap_err(), "persons is no measure");
    assert!(Floors::parse("people = high").is_err());
}

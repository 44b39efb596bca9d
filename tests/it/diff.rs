//! What came to be known between two days.

use crate::merge::graph_of;
use crate::synthetic;
use crate::two_times::TALKS;
use crate::two_times::served;
use demarche::graph::Graph;
use demarche::model::delta::EventRecord;
use demarche::model::reading::Reading;
use demarche::query::budget::Budget;
use demarche::query::cursor::Page;
use demarche::query::diff;
use demarche::query::diff::Fact;
use demarche::query::diff::Question;
use demarche::query::filter::Filter;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;

#[test]
fn what_is_new_and_what_is_told_otherwise() {
    let served = served();
    let items = |query: &str| {
        let mut answer = served.json(&format!("/v1/diff?{query}"));
        answer["items"].take().as_array().unwrap().clone()
    };
    let held = items("from_known=2007-11-10&to_known=2007-12-04");
    let told = |it: &Value| (it["id"].clone(), it["change"].clone(), it["fields"].clone());
    let status = json!([{ "field": "status", "before": "planned", "after": "held" }]);
    assert_eq!(
        held.iter().map(told).collect::<Vec<_>>(),
        [(json!(TALKS), json!("changed"), status)]
    );
    assert_eq!(held[0]["evidence"].as_array().unwrap().len(), 1);
    assert_eq!(held[0]["evidence"][0]["source"], "Harbour News");
    assert_eq!(held[0]["fact"], format!("/v1/events/{TALKS}?known_at=2007-12-04"));
    served.json(held[0]["fact"].as_str().unwrap());

    let ids = |query: &str| {
        let told = |it: &Value| {
            format!("{} {}", it["change"].as_str().unwrap(), it["id"].as_str().unwrap())
        };
        items(query).iter().map(told).collect::<Vec<_>>()
    };
    let planned = ids("from_known=2007-10-24&to_known=2007-11-10");
    assert_eq!(planned, [format!("new {TALKS}")]);
    let october = ids("from_known=2007-10-22&to_known=2007-10-23");
    assert_eq!(
        october,
        [
            "new event:2007-10-15-xar-xco-phone-0000000c",
            "new event:2007-10-23-xar-xbe-visit-0000000b",
            "new dispute:sund-islands",
        ]
    );
    assert_eq!(
        ids("from_known=2003-06-12&to_known=2003-06-13"),
        [
            "new event:2003-06-12-xar-xbe-sign-0000000a",
            "new agreement:arland-belmark-fishing-accord-2003",
        ]
    );
    let nothing: [&str; 0] = [];
    for query in [
        "from_known=2007-12-04&to_known=2007-12-04",
        // Another article tells the visit, and nothing else of it.
        "from_known=2007-10-23&to_known=2007-10-24",
        "from_known=2007-10-22&to_known=2007-10-23&from=2008",
        "from_known=2007-10-22&to_known=2007-10-23&min_sources=2",
        "from_known=2007-10-22&to_known=2007-10-23&min_confidence=0.95",
    ] {
        assert_eq!(ids(query), nothing, "{query}");
    }
}

fn question(days: [&str; 2], limit: usize) -> Question {
    let [from_known, to_known] = days.map(str::to_owned);
    Question { from_known, to_known, filter: Filter::default(), page: Page { limit, after: None } }
}

/// What shows of an event.
fn shown(it: &EventRecord) -> String {
    let edtf = it.time.as_ref().map(|it| &it.edtf);
    format!(
        "{:?}",
        (it.kind, &it.mode, it.status, edtf, &it.places, &it.participants, &it.concerns)
    )
}

/// Which events the graphs of the two days, built whole, show otherwise: before and after.
fn by_whole_graphs(graph: &Graph, days: [&str; 2]) -> BTreeMap<String, (Option<String>, String)> {
    let [then, now] = days.map(|it| graph.known_at(it));
    let before = |it: &EventRecord| then.event(&it.id).map(shown);
    let pairs = now.events().map(|it| (it.id.to_string(), (before(it), shown(it))));
    pairs.filter(|(_, (before, after))| before.as_ref() != Some(after)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn is_the_difference_of_the_graphs_of_two_days(drafts in synthetic::drafts(12), a in 1_u8..28, b in 1_u8..28, limit in 1..5_usize) {
        let readings: Vec<Reading> = drafts.iter().map(synthetic::reading).collect();
        let graph = graph_of(&readings);
        let days = [a.min(b), a.max(b)].map(|it| format!("2007-10-{it:02}"));
        let days = days.each_ref().map(String::as_str);
        let mut question = question(days, limit);
        let mut found = BTreeMap::new();
        loop {
            let list = diff::ask(&graph, &question, &mut Budget::default());
            for it in &list.items {
                if let Fact::Event(it) = &it.fact {
                    found.insert(it.after.id.to_string(), (it.before.as_deref().map(shown), shown(&it.after)));
                }
            }
            let Some(next) = list.next else { break };
            question.page.after = Some(next.key);
        }
        prop_assert_eq!(found, by_whole_graphs(&graph, days));
    }
}

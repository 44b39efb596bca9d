//! Entities that somebody says are one: their ids lead to the one that stays, and all of it can be undone.

use crate::served::Served;
use crate::world::World;
use crate::world::late_record;
use demarche::graph::Graph;
use demarche::ingest::outcome::Outcome;
use demarche::ingest::record;
use demarche::model::delta::Merge;
use demarche::model::id::EntityId;
use demarche::store::reader::Reader;
use serde_json::Value;
use serde_json::json;
use std::process::Command;

const ANA: &str = "person:ana-duarte";
const MIRA: &str = "person:mira-holt";

fn merge(world: &World, from: &str, to: &str) -> Outcome {
    let merge = Merge { from: EntityId::new(from), to: EntityId::new(to) };
    world.writer.merge(merge).wait().unwrap()
}

fn counterparts(served: &Served, id: &str) -> Value {
    let met = served.json(&format!("/v1/entities/{id}/met"));
    met["items"].as_array().unwrap().iter().map(|it| it["entity"]["id"].clone()).collect()
}

#[test]
fn an_old_id_leads_to_the_one_that_stays() {
    let served = Served::new();
    assert_eq!(merge(&served.world, MIRA, ANA), Outcome::Rearranged(10));
    let rows = [
        ("/v1/entities/person:mira-holt", "/v1/entities/person:ana-duarte"),
        (
            "/v1/entities/person%3Amira-holt/met?from=2007&limit=5",
            "/v1/entities/person:ana-duarte/met?from=2007&limit=5",
        ),
        ("/entity/person:mira-holt", "/entity/person:ana-duarte"),
        (
            "/v1/meetings?participant=person:lina-sadeh&participant=person:mira-holt",
            "/v1/meetings?participant=person:lina-sadeh&participant=person:ana-duarte",
        ),
    ];
    for (path, to) in rows {
        let came = served.get(path);
        assert_eq!((came.status, came.header("location")), (307, to), "{path}");
    }
    let names = &served.json("/v1/entities/person:ana-duarte")["names"];
    assert_eq!(*names, json!(["Ana Duarte", "Mira Holt"]));
    let one = json!([
        "person:ivo-petran",
        "org:union-of-coasts",
        "person:karl-ostrem",
        "person:lina-sadeh"
    ]);
    assert_eq!(counterparts(&served, ANA), one);
    let change = served.get("/v1/changes?since=9").body;
    let change: Value = serde_json::from_str(change.trim_end()).unwrap();
    assert_eq!(
        (&change["cause"], &change["merges"], &change["removed"]["entities"]),
        (&json!("merged"), &json!([{ "from": MIRA, "to": ANA }]), &json!([MIRA]))
    );
    // A later article names the old id.
    let record = record::parse(&late_record(), 1).unwrap();
    assert!(matches!(served.world.writer.send(record).wait().unwrap(), Outcome::New(_, 11)));
    assert!(counterparts(&served, ANA).as_array().unwrap().contains(&json!("person:omar-vasek")));

    let split = served.world.writer.split(EntityId::new(MIRA)).wait().unwrap();
    assert_eq!(split, Outcome::Rearranged(12));
    assert_eq!(counterparts(&served, MIRA), json!(["org:union-of-coasts", "person:omar-vasek"]));
    assert_eq!(served.json("/v1/entities/person:ana-duarte")["names"], json!(["Ana Duarte"]));
}

#[test]
fn a_merge_and_its_undoing_leave_no_trace() {
    let world = World::new();
    let before = world.graph.load();
    for (from, to) in
        [(MIRA, ANA), ("country:XBE", "country:XAR"), ("place:saru-xco", "place:kesting-xbe")]
    {
        assert!(matches!(merge(&world, from, to), Outcome::Rearranged(_)), "{from} {to}");
        let merged = world.graph.load();
        assert!(merged.entity(&EntityId::new(from)).is_none());
        let rows = Reader::open(&world.path).unwrap().rows().unwrap();
        assert_eq!(*merged, Graph::from_rows(rows), "as after a restart");
        world.writer.split(EntityId::new(from)).wait().unwrap();
        let after = world.graph.load();
        assert!(after.entities().eq(before.entities()), "{from} {to}");
        assert!(after.events().eq(before.events()), "{from} {to}");
        assert!(
            after.disputes().eq(before.disputes()) && after.agreements().eq(before.agreements())
        );
    }
}

#[test]
fn what_cannot_be_said_of_entities() {
    let world = World::new();
    let refused = |reason: &str| Outcome::Refused(reason.to_owned());
    assert_eq!(merge(&world, "person:nobody", ANA), refused("nothing is known of person:nobody"));
    assert_eq!(
        merge(&world, ANA, ANA),
        refused("person:ana-duarte and person:ana-duarte are one already")
    );
    assert_eq!(
        merge(&world, ANA, "country:XAR"),
        refused("person:ana-duarte and country:XAR are not of one kind")
    );
    let split = |id: &str| world.writer.split(EntityId::new(id)).wait().unwrap();
    assert_eq!(split(ANA), refused("person:ana-duarte was not merged with another"));
    // A chain: each leads to the last, and is undone by itself.
    assert_eq!(merge(&world, MIRA, ANA), Outcome::Rearranged(10));
    assert_eq!(merge(&world, MIRA, "person:lina-sadeh"), Outcome::Rearranged(11));
    assert_eq!(world.graph.load().survivor(&EntityId::new(MIRA)).as_str(), "person:lina-sadeh");
    assert_eq!(
        merge(&world, "person:lina-sadeh", MIRA),
        refused("person:lina-sadeh and person:mira-holt are one already")
    );
    assert_eq!(
        split("person:lina-sadeh"),
        refused(
            "person:lina-sadeh is the one that stayed; name one that was merged into it: person:ana-duarte"
        )
    );
    assert_eq!(split(ANA), Outcome::Rearranged(12));
    assert_eq!(world.graph.load().survivor(&EntityId::new(MIRA)).as_str(), ANA);
}

#[test]
fn merged_and_split_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let demarche = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        let out = command.current_dir(folder.path()).args(args).output().unwrap();
        (String::from_utf8(out.stdout).unwrap(), out.status.code().unwrap())
    };
    let text = "Norwegian Foreign Minister Henrik Nordahl met Swedish Foreign Minister Arvid Lindqvist in Oslo on Tuesday. \
        Norwegian Defence Minister Hendrik Nordal met Danish Foreign Minister Peter Winther in Oslo on Monday.";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    assert_eq!(demarche(&["ingest", "a.txt"]).1, 0);
    let merged = demarche(&["merge", "Hendrik Nordal", "Henrik Nordahl"]);
    let told = "person:hendrik-nordal is person:henrik-nordahl from now on\n";
    assert_eq!(merged, (told.to_owned(), 0));
    let (met, _) = demarche(&["met", "person:hendrik-nordal"]);
    assert!(met.contains("Arvid Lindqvist") && met.contains("Peter Winther"), "{met}");
    assert_eq!(demarche(&["merge", "Hendrik Nordal", "Henrik Nordahl"]).1, 2);
    assert_eq!(demarche(&["merge", "person:nobody-at-all", "Henrik Nordahl"]).1, 4);
    let split = demarche(&["split", "person:hendrik-nordal"]);
    assert_eq!(split, ("person:hendrik-nordal is an entity of its own again\n".to_owned(), 0));
    let (met, _) = demarche(&["met", "person:hendrik-nordal"]);
    assert!(!met.contains("Arvid Lindqvist") && met.contains("Peter Winther"), "{met}");
    assert_eq!(demarche(&["split", "person:hendrik-nordal"]).1, 2);
}

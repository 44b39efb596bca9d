//! Full text search: what users type is never syntax, and pages join.

use crate::store::Fresh;
use crate::store::commit;
use crate::store::merging;
use crate::store::readings;
use crate::store::small;
use crate::synthetic;
use demarche::graph::Graph;
use demarche::model::id::EntityId;
use demarche::store::reader::Reader;
use demarche::store::writer::Store;

#[test]
fn words_of_the_user_are_no_syntax() {
    let (fresh, _) = small();
    let reader = Reader::open(&fresh.path()).unwrap();
    let rows = [
        ("text tells", 3),
        ("\"of 2\"", 1),
        ("tell event", 3),
        ("absent", 0),
        ("text AND absent", 0),
        ("text OR", 0),
        ("NEAR(text tells)", 0),
        ("text*", 3),
        ("-text", 3),
        ("title:text", 0),
        ("\"text", 3),
        ("te\"xt", 0),
        ("' OR 1=1 --", 0),
        ("^text + (", 3),
        ("text\0tells", 3),
        ("", 0),
        ("\"\" ( ) * :", 0),
    ];
    for (text, expected) in rows {
        let hits = reader.search_articles(text, 10, None).unwrap();
        assert_eq!((hits.items.len(), hits.next), (expected, None), "{text:?}");
    }
    let names = [
        ("name", 5),
        ("nam 1", 0),
        ("name 1", 4),
        ("1", 4),
        ("p0", 1),
        ("the p", 2),
        ("\"", 0),
        ("zz", 0),
    ];
    for (text, expected) in names {
        assert_eq!(reader.search_names(text, 10).unwrap().len(), expected, "{text:?}");
    }
    assert_eq!(reader.search_names("the p1", 10).unwrap(), [EntityId::new("person:p1-BBB")]);
}

#[test]
fn pages_of_a_search_join_without_gap() {
    let fresh = Fresh::new();
    let mut store = Store::open(&fresh.path()).unwrap();
    let drafts: Vec<synthetic::Draft> = (0..25)
        .map(|number| synthetic::Draft {
            number,
            published: None,
            events: vec![],
            dispute: None,
            agreement: None,
        })
        .collect();
    commit(&mut store, &mut Graph::default(), merging(&readings(&drafts)), 128);
    let reader = Reader::open(&fresh.path()).unwrap();
    let all = reader.search_articles("text", 100, None).unwrap();
    assert_eq!((all.items.len(), all.next), (25, None));
    let (mut found, mut cursor) = (Vec::new(), None);
    for expected in [10, 10, 5] {
        let page = reader.search_articles("text", 10, cursor.as_deref()).unwrap();
        assert_eq!(page.items.len(), expected);
        found.extend(page.items);
        cursor = page.next;
    }
    assert_eq!((found, cursor), (all.items, None));
    for bad in ["", "x", "1-2-3", "7ff0000000000000-1"] {
        let error = reader.search_articles("text", 10, Some(bad)).unwrap_err().to_string();
        assert!(error.starts_with("not a cursor of this list"), "{error}");
    }
}

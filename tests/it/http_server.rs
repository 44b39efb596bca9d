//! The server itself: entity tags, headers, methods, bodies, keys, slow and stuck connections.

use crate::served::Served;
use crate::world::World;
use crate::world::late_record;
use demarche::config::Http;
use demarche::model::hash;
use serde_json::Value;
use serde_json::json;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

const JSON: (&str, &str) = ("content-type", "application/json");
const LINES: (&str, &str) = ("content-type", "application/x-ndjson");

#[test]
fn an_unchanged_answer_is_not_given_twice() {
    let served = Served::new();
    let came = served.get("/v1/meetings?limit=2");
    let tag = came.header("etag").to_owned();
    assert!(tag.starts_with("\"9-"), "{tag}");
    let rows = [
        ("/v1/meetings?limit=2", tag.clone(), 304),
        ("/v1/meetings?limit=2", format!("\"x\", W/{tag}"), 304),
        ("/v1/meetings?limit=3", tag.clone(), 200),
        ("/v1/meetings?limit=2", "\"9-0\"".to_owned(), 200),
        ("/v1/meetings?frm=2007", tag.clone(), 400),
        ("/v1/entities/person:nobody", tag.clone(), 404),
    ];
    for (path, held, status) in rows {
        let came = served.get_with(path, &[("if-none-match", &held)]);
        assert_eq!(came.status, status, "{path} {held}");
        assert_eq!(came.body.is_empty(), status == 304, "{path} {held}");
    }
    assert_eq!(served.post("/v1/articles", &[JSON], late_record().as_bytes()).status, 201);
    let came = served.get_with("/v1/meetings?limit=2", &[("if-none-match", &tag)]);
    assert_eq!(came.status, 200);
    assert!(came.header("etag").starts_with("\"10-"), "{}", came.header("etag"));
}

#[test]
fn head_is_get_without_the_body() {
    let served = Served::new();
    for path in ["/v1/meetings", "/v1/entities/person:nobody", "/", "/openapi.json"] {
        let (got, head) = (served.get(path), served.head(path));
        assert_eq!((head.status, head.body.as_str()), (got.status, ""), "{path}");
        for name in ["content-type", "content-length", "etag"] {
            assert_eq!(head.header(name), got.header(name), "{path} {name}");
        }
    }
}

#[test]
fn every_answer_tells_browsers_what_they_may() {
    let served = Served::new();
    let rows = [
        ("/v1/meetings", 200, "default-src 'none'; frame-ancestors 'none'"),
        ("/v1/meetings?x=1", 400, "default-src 'none'; frame-ancestors 'none'"),
        ("/nothing", 404, "default-src 'none'; frame-ancestors 'none'"),
        (
            "/",
            200,
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (
            "/entity/person:nobody",
            404,
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ];
    for (path, status, policy) in rows {
        let came = served.get(path);
        assert_eq!(came.status, status, "{path}");
        assert_eq!(came.header("content-security-policy"), policy, "{path}");
        assert_eq!(came.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(came.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(came.header("access-control-allow-origin"), "*", "{path}");
    }
    let docs = served.get("/docs");
    assert!(
        docs.header("content-security-policy")
            .starts_with("default-src 'none'; script-src 'self';")
    );
    for asset in docs.body.split('"').filter(|it| it.starts_with("/docs/")) {
        assert_eq!(served.get(asset).status, 200, "{asset}");
    }
}

#[test]
fn methods_that_a_route_does_not_know() {
    let served = Served::new();
    for (path, allow) in
        [("/v1/meetings", "GET,HEAD"), ("/health/live", "GET,HEAD"), ("/", "GET,HEAD")]
    {
        let came = served.post(path, &[JSON], b"{}");
        assert_eq!((came.status, came.header("allow")), (405, allow), "{path}");
        assert_eq!(came.header("content-type"), "application/problem+json", "{path}");
        assert_eq!(came.json()["type"], "/problems/method-not-allowed", "{path}");
    }
    assert_eq!(served.get("/v1/articles").status, 405);
}

#[test]
fn articles_come_in_once() {
    let served = Served::new();
    let record = late_record();
    let new = served.post("/v1/articles", &[JSON], record.as_bytes());
    assert_eq!(new.status, 201, "{}", new.body);
    let id = new.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(
        new.json(),
        json!({ "line": null, "id": id, "status": "new", "reason": null, "generation": 10 })
    );
    let known = served.post("/v1/articles", &[JSON], record.as_bytes());
    assert_eq!((known.status, &known.json()["status"]), (200, &json!("duplicate")));
    assert_eq!(known.json()["id"], json!(id));
    assert_eq!(served.json(&format!("/v1/articles/{id}"))["title"], "Ministers talk");
    let met = served.json("/v1/entities/person:mira-holt/met");
    assert_eq!(met["items"][1]["entity"]["id"], "person:omar-vasek");
}

#[test]
fn lines_are_answered_one_by_one() {
    let served = Served::new();
    let body =
        format!("{}\n\n{{\"title\": \"no text\"}}\nnot JSON\n{}\n", late_record(), late_record());
    let came = served.post("/v1/articles", &[LINES], body.as_bytes());
    assert_eq!(came.status, 201, "{}", came.body);
    let items = came.json()["items"].as_array().unwrap().clone();
    let told: Vec<(Value, Value)> =
        items.iter().map(|it| (it["line"].clone(), it["status"].clone())).collect();
    let expected = [(1, "new"), (3, "failed"), (4, "failed"), (5, "duplicate")];
    assert_eq!(told, expected.map(|(line, status)| (json!(line), json!(status))));
    assert_eq!(items[1]["reason"], "the record has no \"text\"");
    let again = served.post("/v1/articles", &[LINES], late_record().as_bytes());
    assert_eq!(again.status, 200, "{}", again.body);
}

#[test]
fn bodies_that_are_no_article() {
    let served = Served::new();
    let rows: [(&str, &[u8], u16, &str); 12] = [
        ("application/json", b"{\"text\": ", 400, "/problems/bad-body"),
        ("application/json", b"", 400, "/problems/bad-body"),
        ("application/json", b"\xff\xfe", 400, "/problems/bad-body"),
        ("application/json", b"{\"text\": \"a\"} {\"text\": \"b\"}", 400, "/problems/bad-body"),
        ("application/json", b"[]", 422, "/problems/no-article"),
        ("application/json", b"{\"text\": 5}", 422, "/problems/no-article"),
        ("application/json", b"{\"text\": \"...\"}", 422, "/problems/no-article"),
        ("application/x-ndjson", b"\n\n", 400, "/problems/bad-body"),
        ("application/x-ndjson", b"{}\n{}", 422, "/problems/no-article"),
        ("text/plain", b"{\"text\": \"a\"}", 415, "/problems/media-type"),
        ("application/x-www-form-urlencoded", b"text=a", 415, "/problems/media-type"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "/problems/media-type"),
    ];
    for (media, body, status, kind) in rows {
        let came = served.post("/v1/articles", &[("content-type", media)], body);
        let shown = String::from_utf8_lossy(body);
        assert_eq!((came.status, &came.json()["type"]), (status, &json!(kind)), "{media} {shown}");
        assert_eq!(came.header("content-type"), "application/problem+json", "{media} {shown}");
    }
    let nested = "[".repeat(100_000);
    assert_eq!(served.post("/v1/articles", &[JSON], nested.as_bytes()).status, 400);
    assert_eq!(served.post("/v1/articles?wait=1", &[JSON], b"{}").status, 400);
    assert_eq!(served.json("/health/ready")["generation"], 9);
}

#[test]
fn a_body_has_a_bound() {
    let bounds = Http { body_bytes: 1000, open_writes: true, ..Http::default() };
    let served = Served::with(World::empty(), bounds);
    let body = |length: usize| {
        let text = "A".repeat(length - "{\"text\":\"\"}".len());
        format!("{{\"text\":\"{text}\"}}").into_bytes()
    };
    assert_eq!(served.post("/v1/articles", &[JSON], &body(1000)).status, 201);
    for length in [1001, 3000, 100_000] {
        let came = served.post("/v1/articles", &[JSON], &body(length));
        assert_eq!(
            (came.status, &came.json()["type"]),
            (413, &json!("/problems/too-large")),
            "{length}"
        );
    }
}

#[test]
fn writing_needs_a_key_where_others_can_reach_the_server() {
    let bounds = Http { key_hashes: vec![hash::hex(b"sesame", 64)], ..Http::default() };
    let served = Served::with(World::empty(), bounds);
    let rows = [
        (None, 401),
        (Some("sesame"), 401),
        (Some("Bearer"), 401),
        (Some("Bearer open"), 401),
        (Some("Bearer sesamE"), 401),
        (Some("Basic sesame"), 401),
        (Some("Bearer sesame"), 201),
    ];
    for (key, status) in rows {
        let mut headers = vec![JSON];
        headers.extend(key.map(|it| ("authorization", it)));
        let came = served.post("/v1/articles", &headers, late_record().as_bytes());
        assert_eq!(came.status, status, "{key:?}");
        assert_eq!(came.header("www-authenticate"), if status == 401 { "Bearer" } else { "" });
    }
    assert_eq!(served.get("/v1/meetings").status, 200);
}

#[test]
fn pages_of_other_sites_cannot_write() {
    let served = Served::new();
    let own = format!("http://{}", served.address);
    let rows = [
        (("origin", "https://example.org"), 403),
        (("origin", "null"), 403),
        (("sec-fetch-site", "cross-site"), 403),
        (("host", "example.org:80"), 403),
        (("origin", own.as_str()), 201),
        (("sec-fetch-site", "same-origin"), 200),
    ];
    for (header, status) in rows {
        let came = served.post("/v1/articles", &[JSON, header], late_record().as_bytes());
        assert_eq!(came.status, status, "{header:?} {}", came.body);
        let allowed = came.headers.contains_key("access-control-allow-origin");
        assert!(!allowed, "{header:?}");
    }
}

#[test]
fn connections_do_not_stay_open_for_nothing() {
    let brief = Duration::from_millis(200);
    let bounds = Http { head: brief, body: brief, open_writes: true, ..Http::default() };
    let served = Served::with(World::empty(), bounds);
    let post = "POST /v1/articles HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    let rows = [
        ("silent", "", ""),
        ("half a head", "GET / HTTP/1.1\r\nhost: loc", ""),
        (
            "idle after an answer",
            "GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n",
            "HTTP/1.1 200 OK",
        ),
        ("half a body", post, "HTTP/1.1 408 Request Timeout"),
        ("half of HTTP/2", "PRI * HTTP/2.0\r\n", ""),
    ];
    for (what, sent, expected) in rows {
        let mut stream = TcpStream::connect(served.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        let mut came = Vec::new();
        match stream.read_to_end(&mut came) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{what} stays open"),
        }
        let came = String::from_utf8_lossy(&came);
        assert!(came.starts_with(expected), "{what}: {came}");
    }
}

#[test]
fn a_head_has_a_bound() {
    let served = Served::new();
    let long = "x".repeat(100_000);
    let fields: String = (0..100).map(|i| format!("x-{i}: 1\r\n")).collect();
    for head in
        [format!("GET /?{long} HTTP/1.1\r\n\r\n"), format!("GET / HTTP/1.1\r\n{fields}\r\n")]
    {
        let mut stream = TcpStream::connect(served.address).unwrap();
        drop(stream.write_all(head.as_bytes()));
        let mut came = Vec::new();
        drop(stream.read_to_end(&mut came));
        let came = String::from_utf8_lossy(&came);
        assert!(!came.contains(" 200 ") && !came.contains(" 50"), "{came}");
    }
    assert_eq!(served.get("/health/live").status, 200);
}

#[test]
fn the_server_ends_although_somebody_holds_a_connection() {
    let bounds = Http { drain: Duration::from_millis(200), ..Http::default() };
    let served = Served::with(World::empty(), bounds);
    let mut stuck = TcpStream::connect(served.address).unwrap();
    stuck.write_all(b"GET / HTTP/1.1\r\nhost: loc").unwrap();
    assert_eq!(served.get("/health/live").status, 200);
    // Waits for its thread, and would wait for ever.
    drop(served);
}

#[test]
fn answers_are_equal_to_the_byte() {
    let (first, second) = (Served::new(), Served::new());
    for path in [
        "/v1/entities/person:ana-duarte/met",
        "/v1/entities/country:XAR/partners?kind=person",
        "/v1/entities/person:ana-duarte/network?format=graphology",
        "/v1/dyads/XAR/XBE",
        "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek",
        "/v1/search?q=Arland",
        "/v1/disputes",
        "/v1/events?limit=1000",
        "/openapi.json",
        "/",
        "/entity/person:ana-duarte",
    ] {
        assert_eq!(first.get(path).body, second.get(path).body, "{path}");
        assert_eq!(first.get(path).header("etag"), second.get(path).header("etag"), "{path}");
    }
}

//! Wrong, missing, huge and hostile parameters on every route: a problem or escaped text, never a failure.

use crate::served::Came;
use crate::served::Served;
use serde_json::Value;

/// Percent-encoded values that no key should trip over.
const HOSTILE: &[&str] = &[
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%22%20onmouseover%3D%22alert(1)",
    "%27%20OR%201%3D1%20--",
    "%00",
    "a%00b",
    "%0d%0aSet-Cookie:%20a=b",
    "%ff%fe",
    "%",
    "%zz",
    "..%2F..%2Fetc%2Fpasswd",
    "%F0%9F%92%A9",
    "%E2%80%AE%D8%A7",
    "-1",
    "0",
    "1e309",
    "NaN",
    "99999999999999999999999999",
    "2007-02-30",
    "9999-99-99",
    "null",
    "%5B%5D",
    "*",
    "",
];

/// Pages for people and how their variable segments are called.
const PAGES: &[&str] = &[
    "/",
    "/search",
    "/entity/{id}",
    "/network/{id}",
    "/events",
    "/event/{id}",
    "/disputes",
    "/agreements",
    "/dispute/{id}",
    "/agreement/{id}",
    "/article/{id}",
    "/dyad/{A}/{B}",
    "/path",
    "/docs/{file}",
];

#[test]
fn every_key_of_every_route() {
    let served = Served::new();
    let huge = "x".repeat(10 << 10);
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (path, keys) in routes(&served) {
        let keys = keys.iter().map(String::as_str).chain(["frm", "%3Cscript%3E", ""]);
        let path = known(&path);
        for key in keys {
            for value in HOSTILE.iter().copied().chain([huge.as_str()]) {
                let address = format!("{path}?{key}={value}");
                wrong.extend(complaint(&address, &served.get(&address)));
                asked += 1;
            }
        }
    }
    assert!(asked > 3000, "{asked}");
    assert!(wrong.is_empty(), "{} of {asked}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_segment_of_every_route() {
    let served = Served::new();
    let huge = "x".repeat(10 << 10);
    let mut wrong = Vec::new();
    for (path, _) in routes(&served).into_iter().filter(|(path, _)| path.contains('{')) {
        for value in HOSTILE.iter().copied().chain([huge.as_str(), "person:nobody", "XXX"]) {
            let address: String = path
                .split('/')
                .map(|it| if it.starts_with('{') { value } else { it })
                .collect::<Vec<_>>()
                .join("/");
            let came = served.get(&address);
            wrong.extend(complaint(&address, &came));
            if came.status == 200 {
                wrong.push(format!("{address}: found"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn unknown_keys_are_named() {
    let served = Served::new();
    for (path, _) in routes(&served)
        .iter()
        .filter(|(path, _)| path.starts_with("/v1") || path.starts_with("/health"))
    {
        let problem = served.problem(&format!("{}?frm=2007", known(path)), 400);
        assert_eq!(problem["parameter"], "frm", "{path}");
        assert_eq!(problem["type"], "/problems/unknown-parameter", "{path}");
    }
    let problem = served.problem("/v1/meetings?frm=2007", 400);
    assert_eq!(
        problem["detail"],
        "`frm` is no parameter here; known are: participant, direct, country, place, concerns, mode, status, cameo, order, from, to, as_of, known_at, min_sources, min_confidence, origin, in_person, limit, cursor"
    );
}

#[test]
fn bad_values_are_named_with_what_is_allowed() {
    let served = Served::new();
    let rows = [
        ("/v1/meetings?limit=100000", "limit", "`limit` must be a whole number from 1 to 1000"),
        ("/v1/meetings?limit=0", "limit", "`limit` must be a whole number from 1 to 1000"),
        ("/v1/meetings?from=2008&to=2007", "from", "`from` must not be after `to`"),
        ("/v1/meetings?from=2007&from=2008", "from", "`from` may be given only once"),
        (
            "/v1/meetings?status=maybe",
            "status",
            "`status` must be one of held, ongoing, planned, proposed, postponed, cancelled, refused, denied, hypothetical",
        ),
        (
            "/v1/meetings?country=Japan",
            "country",
            "`country` must be a country as ISO 3166-1 alpha-3 code, such as JPN",
        ),
        (
            "/v1/meetings?participant=lavrov",
            "participant",
            "`participant` must be an id that begins with person, country, org",
        ),
        (
            "/v1/search",
            "q",
            "`q` is needed and must be 1 to 200 characters without control characters",
        ),
        (
            "/v1/paths?from_entity=person:a&to_entity=person:a",
            "to_entity",
            "`to_entity` must differ from `from_entity`",
        ),
        ("/v1/dyads/XAR/XAR", "B", "`B` must be another country than `A`"),
        (
            "/v1/entities/person:ana-duarte/network?format=gif",
            "format",
            "`format` must be one of cytoscape, node-link, graphology, gexf, graphml, geojson, csv, jsonld, dot",
        ),
        (
            "/v1/meetings?on=2007",
            "on",
            "`on` is no parameter here; known are: participant, direct, country, place, concerns, mode, status, cameo, order, from, to, as_of, known_at, min_sources, min_confidence, origin, in_person, limit, cursor",
        ),
    ];
    check_problems(&served, &rows);
}

#[test]
fn values_that_do_not_go_together_are_named() {
    let rows = [
        (
            "/v1/paths?from_entity=person:a&to_entity=person:b&k=3&all=true",
            "k",
            "`k` must not be given with `all=true`",
        ),
        (
            "/v1/diff?from_known=2008&to_known=2007",
            "from_known",
            "`from_known` must not be after `to_known`",
        ),
    ];
    check_problems(&Served::new(), &rows);
}

/// Address, the key that is wrong, and why.
fn check_problems(served: &Served, rows: &[(&str, &str, &str)]) {
    for (path, key, detail) in rows {
        let problem = served.problem(path, 400);
        assert_eq!(
            (&problem["parameter"], &problem["detail"]),
            (&(*key).into(), &(*detail).into()),
            "{path}"
        );
    }
}

#[test]
fn what_is_not_there() {
    let served = Served::new();
    for path in [
        "/v1/entities/person:nobody",
        "/v1/entities/person:nobody/met",
        "/v1/entities/person:nobody/timeline",
        "/v1/entities/person:nobody/partners",
        "/v1/entities/person:nobody/unmet",
        "/v1/entities/person:nobody/network",
        "/v1/events/event:none",
        "/v1/disputes/dispute:none",
        "/v1/disputes/dispute:sund-islands?known_at=2000",
        "/v1/agreements/agreement:none",
        "/v1/articles/article:none",
        "/v1/articles/article:none/reading",
        "/v1/dyads/XAR/XZZ",
        "/v1/dyads/Arland/Belmark",
        "/v1/paths?from_entity=person:nobody&to_entity=person:ana-duarte",
        "/v1/paths?from_entity=person:ivo-petran&to_entity=person:ana-duarte&via=person:nobody",
        "/v1/copresence?a=person:ana-duarte&b=person:nobody",
        "/v1/nothing",
        "/v1",
        "/v1/entities",
        "/v1/entities/person:ana-duarte/nothing",
        "/metrics",
        "/docs/../Cargo.toml",
        "/docs/index.html",
    ] {
        assert_eq!(served.problem(path, 404)["type"], "/problems/not-found", "{path}");
    }
}

/// All paths that can be read, with their query keys.
fn routes(served: &Served) -> Vec<(String, Vec<String>)> {
    let document = served.json("/openapi.json");
    let paths = document["paths"].as_object().unwrap();
    let keys = |operation: &Value| {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let query = parameters.iter().filter(|it| it["in"] == "query");
        query.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    let described = paths.iter().filter(|(_, it)| it.get("get").is_some());
    let described = described.map(|(path, it)| (path.clone(), keys(&it["get"])));
    let some = ["q", "from", "to", "a", "b", "cursor", "limit", "type", "by"].map(str::to_owned);
    let pages = PAGES.iter().map(|it| ((*it).to_owned(), some.to_vec()));
    described.chain(pages).collect()
}

/// The path with its variable segments filled by something that is there.
fn known(path: &str) -> String {
    let id = if path.contains("event") {
        "event:2007-10-23-xar-xbe-visit-0000000b"
    } else if path.contains("dispute") {
        "dispute:sund-islands"
    } else if path.contains("agreement") {
        "agreement:arland-belmark-fishing-accord-2003"
    } else if path.contains("article") {
        "article:a0e76640aabe1947"
    } else {
        "person:ana-duarte"
    };
    path.replace("{id}", id)
        .replace("{A}", "XAR")
        .replace("{B}", "XBE")
        .replace("{file}", "start.js")
}

/// What is wrong with an answer, if anything.
fn complaint(address: &str, came: &Came) -> Option<String> {
    let short: String = address.chars().take(120).collect();
    if came.status >= 500 {
        return Some(format!("{short}: {}", came.status));
    }
    let media = came.header("content-type");
    let json = media == "application/json" || media == "application/problem+json";
    if came.status >= 400 && !json && media != "text/html; charset=utf-8" {
        return Some(format!("{short}: {} as {media:?}", came.status));
    }
    if json && serde_json::from_str::<Value>(&came.body).is_err() {
        return Some(format!("{short}: not JSON"));
    }
    let raw = media.starts_with("text/html")
        && (came.body.contains("<script>alert")
            || came.body.contains("\" onmouseover")
            || came.body.contains('\0'));
    let split = came.headers.contains_key("set-cookie");
    (raw || split).then(|| format!("{short}: not escaped"))
}

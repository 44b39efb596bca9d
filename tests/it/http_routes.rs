//! Each route with exact values.

use crate::served::Served;
use serde_json::Value;
use serde_json::json;

#[test]
fn print_all() {
    let served = Served::new();
    for path in [
        "/v1/search?q=ostrem",
        "/v1/suggest?q=a",
        "/v1/entities/person:ana-duarte",
        "/v1/entities/person:ana-duarte/met",
        "/v1/entities/person:ana-duarte/timeline",
        "/v1/entities/person:ana-duarte/partners",
        "/v1/entities/country:XAR/partners",
        "/v1/entities/person:ana-duarte/unmet?min_shared=1",
        "/v1/entities/person:ana-duarte/network",
        "/v1/entities/person:ana-duarte/network?format=cytoscape",
        "/v1/meetings",
        "/v1/events/event:2007-10-23-xar-xbe-visit-0000000b",
        "/v1/dyads/XAR/XBE?by=year",
        "/v1/dyads/XAR/XBE",
        "/v1/paths?from_entity=person:karl-ostrem&to_entity=person:omar-vasek",
        "/v1/copresence?a=person:mira-holt&b=person:omar-vasek",
        "/v1/disputes",
        "/v1/agreements",
        "/v1/articles/article:0000000000000002",
        "/v1/search?q=Kesting",
        "/health/ready",
    ] {
        let came = served.get(path);
        println!("{path}: {} {}", came.status, came.body);
    }
}

//! Who may write: whoever has a key, or anybody on this machine while nobody else can reach the server. A page of
//! another site may not, whoever runs it in his browser.

use crate::http::app::App;
use crate::http::problem::Problem;
use crate::model::hash;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header;
use axum::http::request::Parts;

/// Proof that the request may write.
#[derive(Debug)]
pub struct MayWrite;

impl FromRequestParts<App> for MayWrite {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let bounds = app.bounds();
        if is_cross_site(&parts.headers) {
            return Err(Problem::cross_site());
        }
        if bounds.open_writes {
            // A name that is bound to this machine by a stranger's name server gives him away.
            let here = field(&parts.headers, header::HOST.as_str()).is_some_and(is_loopback);
            return if here { Ok(MayWrite) } else { Err(Problem::cross_site()) };
        }
        let key = field(&parts.headers, header::AUTHORIZATION.as_str());
        let key =
            key.and_then(|it| it.strip_prefix("Bearer ")).map(|it| hash::hex(it.as_bytes(), 64));
        let known =
            |key: &String| bounds.key_hashes.iter().fold(false, |known, it| known | equal(it, key));
        if key.is_some_and(|it| known(&it)) { Ok(MayWrite) } else { Err(Problem::unauthorized()) }
    }
}

/// Whether a browser says that a page of another origin asked (Fetch Metadata, RFC 6454).
fn is_cross_site(headers: &HeaderMap) -> bool {
    let site =
        field(headers, "sec-fetch-site").is_some_and(|it| it != "same-origin" && it != "none");
    let host = field(headers, header::HOST.as_str()).unwrap_or_default();
    let origin = field(headers, header::ORIGIN.as_str());
    let foreign =
        origin.is_some_and(|it| it.split_once("://").is_none_or(|(_, name)| name != host));
    site || foreign
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.chars().all(|it| it.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let address = name.parse().is_ok_and(|it: std::net::IpAddr| it.is_loopback());
    address || name.eq_ignore_ascii_case("localhost")
}

fn field<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|it| it.to_str().ok())
}

/// Takes as long for a wrong key as for a right one.
fn equal(a: &str, b: &str) -> bool {
    let differences = a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_this_machine() {
        let rows = [
            ("localhost:8080", true),
            ("LOCALHOST", true),
            ("127.0.0.1:8080", true),
            ("127.8.8.8", true),
            ("[::1]:8080", true),
            ("[::1]", true),
            ("example.org:8080", false),
            ("localhost.example.org", false),
            ("192.168.0.1", false),
            ("", false),
        ];
        for (host, expected) in rows {
            assert_eq!(is_loopback(host), expected, "{host}");
        }
    }

    #[test]
    fn pages_of_other_sites() {
        let rows: [(&[(&str, &str)], bool); 7] = [
            (&[("host", "localhost:8080")], false),
            (&[("host", "localhost:8080"), ("origin", "http://localhost:8080")], false),
            (&[("host", "localhost:8080"), ("origin", "http://localhost:9090")], true),
            (&[("host", "localhost:8080"), ("origin", "https://example.org")], true),
            (&[("host", "localhost:8080"), ("origin", "null")], true),
            (&[("host", "localhost:8080"), ("sec-fetch-site", "same-origin")], false),
            (&[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")], true),
        ];
        for (fields, expected) in rows {
            let mut headers = HeaderMap::new();
            for (name, value) in fields {
                headers.insert(*name, value.parse().unwrap());
            }
            assert_eq!(is_cross_site(&headers), expected, "{fields:?}");
        }
    }
}

//! What makes two records the same article: canonical URL, else source and source id, else the words of the text.

use crate::model::hash;
use crate::model::id::ArticleId;

/// Query parameters that only tell where a reader came from.
const TRACKING: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid", "ref", "ref_src", "igshid"];

/// `article:` and 16 hex digits of the key's hash.
pub fn id(key: &str) -> ArticleId {
    ArticleId::new(format!("article:{}", hash::hex(key.as_bytes(), 16)))
}

pub fn key(url: Option<&str>, source: Option<&str>, source_id: Option<&str>, text: &str) -> String {
    if let Some(url) = url {
        return format!("url {}", canonical(url));
    }
    if let (Some(source), Some(source_id)) = (source, source_id) {
        return format!("id {source}\n{source_id}");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("text {}", hash::hex(words.join(" ").as_bytes(), 64))
}

/// One spelling for addresses of one page: scheme `https`, host in lower case, no default port, fragment, tracking
/// parameter or final slash (RFC 3986 section 6.2, and what feeds and social sites add).
fn canonical(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.to_lowercase();
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(&host);
    let kept: Vec<&str> = query.split('&').filter(|it| !it.is_empty() && !tracks(it)).collect();
    let path = path.trim_end_matches('/');
    let mut out = format!("https://{host}/{path}");
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    out
}

fn tracks(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || TRACKING.contains(&name)
}

#[cfg(test)]
mod tests {
    use crate::article::key::canonical;
    use crate::article::key::key;

    #[test]
    fn addresses() {
        let rows = [
            ("http://Example.org", "https://example.org/"),
            ("https://example.org:443/a/b/#top", "https://example.org/a/b"),
            ("https://example.org/a?utm_source=x&id=5&fbclid=1", "https://example.org/a?id=5"),
            ("https://example.org/A?", "https://example.org/A"),
            ("example.org/a", "https://example.org/a"),
        ];
        for (url, expected) in rows {
            assert_eq!(canonical(url), expected, "{url}");
        }
    }

    #[test]
    fn the_strongest_key_wins() {
        assert_eq!(key(Some("http://a.org/1"), Some("AFP"), Some("7"), "x"), "url https://a.org/1");
        assert_eq!(key(None, Some("AFP"), Some("7"), "x"), "id AFP\n7");
        assert_eq!(key(None, None, Some("7"), "a  b\n\nc"), key(None, Some("AFP"), None, "a b c"));
    }
}

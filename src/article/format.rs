//! The formats that intake reads, by the names of `--format`.

use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// One dispatch a file.
    Plain,
    /// One record a line.
    Jsonl,
    /// One record, or an array of records.
    Json,
    /// A GDELT 2.0 event export: no articles, but events that were coded elsewhere.
    Gdelt,
}

impl Format {
    pub const ALL: &'static [Format] = &[Format::Plain, Format::Jsonl, Format::Json, Format::Gdelt];

    pub fn as_str(self) -> &'static str {
        match self {
            Format::Plain => "text",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Gdelt => "gdelt",
        }
    }

    /// The format that `--format` names.
    pub fn parse(name: &str) -> Option<Self> {
        Format::ALL.iter().copied().find(|it| it.as_str() == name)
    }

    /// Whether a file is named as GDELT names its event exports, packed or not.
    pub fn is_export(name: &str) -> bool {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
        ["", ".gz", ".zip"].iter().any(|it| file.ends_with(&format!(".export.csv{it}")))
    }

    /// The format of a decoded file: by the ending of its name, else by how it begins.
    pub fn sniff(text: &str, name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, it)| it.to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "jsonl" | "ndjson" => Format::Jsonl,
            "json" => json_or_lines(text),
            "txt" | "text" => Format::Plain,
            _ if looks_like_json(text) => json_or_lines(text),
            _ => Format::Plain,
        }
    }
}

/// `{"`, `[{`, `[]` or `{}`, spaces aside.
fn looks_like_json(text: &str) -> bool {
    let start: String = text.chars().filter(|it| !it.is_whitespace()).take(2).collect();
    matches!(start.as_str(), "{\"" | "[{" | "[]" | "{}")
}

/// JSON lines when the first line alone is an object and others follow.
fn json_or_lines(text: &str) -> Format {
    let mut lines = text.lines().filter(|it| !it.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let object = matches!(serde_json::from_str::<Value>(first), Ok(Value::Object(_)));
    let broken_line = first.trim_start().starts_with("{\"")
        && lines.next().is_some_and(|it| it.starts_with("{\""));
    if object || broken_line { Format::Jsonl } else { Format::Json }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_their_names() {
        let rows = [
            ("20240616.export.CSV", true),
            ("a/b/20240616120000.export.CSV.zip", true),
            ("part-000.export.csv.gz", true),
            ("export.csv", false),
            ("a.export.CSV/b.txt", false),
            ("a.export.CSV.txt", false),
            ("-", false),
        ];
        for (name, expected) in rows {
            assert_eq!(Format::is_export(name), expected, "{name}");
        }
    }
}

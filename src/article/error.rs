//! Why something is no article, and where it stands.

use std::fmt;

/// Most bytes of one file or stream: 64 MB.
pub const MOST_FILE_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes of the text of one article: 2 MB.
pub const MOST_TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of a title, source, URL or id of one article: 8 kB.
pub const MOST_FIELD_BYTES: usize = 8 * 1024;

/// `FILE: what is wrong` or `FILE:LINE: what is wrong`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {problem}")]
pub struct ArticleError {
    pub origin: Origin,
    pub problem: Problem,
}

/// Where a record came from: a file name (`-` for standard input) and, for formats of many records, a line from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    pub name: String,
    pub line: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("the file is empty")]
    Empty,
    #[error("binary data ({0}), no text")]
    Binary(&'static str),
    #[error("no text in it: not one letter")]
    NoText,
    #[error(
        "a notice that takes an article back, which it must name by \"url\", or by \"source\" and \"id\""
    )]
    Notice,
    #[error("{what} is larger than {} kB", limit / 1024)]
    TooLarge { what: &'static str, limit: usize },
    #[error("not valid JSON: {0}")]
    Json(String),
    #[error("a record must be a JSON object, not {0}")]
    NotARecord(&'static str),
    #[error("the record has no \"text\"")]
    RecordWithoutText,
    #[error("\"{key}\" must be a string, not {found}")]
    WrongType { key: &'static str, found: &'static str },
    #[error("an export of coded events, which holds no articles: `demarche ingest` takes it")]
    Export,
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl Problem {
    pub fn at(self, origin: &Origin) -> ArticleError {
        ArticleError { origin: origin.clone(), problem: self }
    }
}

impl Origin {
    pub fn file(name: &str) -> Self {
        Origin { name: name.to_owned(), line: None }
    }

    pub fn line(name: &str, line: usize) -> Self {
        Origin { name: name.to_owned(), line: Some(line) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name == "-" { "standard input" } else { &self.name };
        match self.line {
            Some(line) => write!(f, "{name}:{line}"),
            None => f.write_str(name),
        }
    }
}

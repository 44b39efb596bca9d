//! Gold articles: their shape and where they are read from.

use crate::article::error::ArticleError;
use crate::article::error::Origin;
use crate::article::error::Problem;
use crate::article::raw::Layout;
use crate::article::raw::RawArticle;
use crate::article::split;
use crate::model::code::AgreementState;
use crate::model::code::EventType;
use crate::model::code::Status;
use crate::model::id::EntityId;
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    #[error("{0}: no gold articles (*.json) in it")]
    NoGold(PathBuf),
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    #[error("{0}: {1}")]
    Shape(PathBuf, serde_json::Error),
    #[error("{0}: the article's file {1} is not there")]
    NoArticle(PathBuf, String),
    #[error("{0}: neither a file nor a text is given")]
    NoText(PathBuf),
    #[error(transparent)]
    Article(#[from] ArticleError),
    #[error("{0}: {1}")]
    Floors(PathBuf, String),
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Gold {
    pub article: Told,
    pub people: Vec<Person>,
    pub meetings: Vec<Meeting>,
    pub disputes: Vec<Dispute>,
    pub agreements: Vec<Agreement>,
    pub acts: Vec<Act>,
}

/// The article itself, or the file it stands in.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Told {
    pub file: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    pub id: EntityId,
    pub country: Option<EntityId>,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Meeting {
    pub participants: Vec<EntityId>,
    #[serde(default)]
    pub optional_participants: Vec<EntityId>,
    /// Who met each of the others, one after another.
    pub hub: Option<EntityId>,
    #[serde(default)]
    pub place: Vec<EntityId>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub start: Option<String>,
    pub end: Option<String>,
    pub status: Status,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Dispute {
    pub id: Option<EntityId>,
    pub name: String,
    pub parties: Vec<EntityId>,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Agreement {
    pub name: String,
    pub parties: Vec<EntityId>,
    pub state: Option<AgreementState>,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Act {
    pub actor: EntityId,
    pub target: Option<EntityId>,
    pub kind: EventType,
    #[serde(default)]
    pub kind_alt: Vec<EventType>,
    #[serde(default)]
    pub optional: bool,
}

/// The gold files of a folder, in order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, EvalError> {
    let failed = |it| EvalError::File(folder.to_owned(), it);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|it| it == "json") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() { Err(EvalError::NoGold(folder.to_owned())) } else { Ok(files) }
}

pub fn load(path: &Path) -> Result<Gold, EvalError> {
    let text = fs::read_to_string(path).map_err(|it| EvalError::File(path.to_owned(), it))?;
    serde_json::from_str(&text).map_err(|it| EvalError::Shape(path.to_owned(), it))
}

/// The article that the gold is about.
pub fn raw(gold: &Gold, path: &Path) -> Result<RawArticle, EvalError> {
    let told = &gold.article;
    if let Some(file) = &told.file {
        return raw_file(file, path);
    }
    let Some(body) = told.text.clone() else { return Err(EvalError::NoText(path.to_owned())) };
    Ok(RawArticle {
        origin: Origin::file(&path.to_string_lossy()),
        layout: Layout::Text,
        source_id: None,
        title: told.title.clone(),
        url: None,
        source: told.source.clone(),
        published: told.published.clone(),
        body,
    })
}

/// The file's name counts from the working directory or from a folder that the gold lies in.
///
/// # Errors
/// There is no such file, or no article in it.
pub fn raw_file(file: &str, path: &Path) -> Result<RawArticle, EvalError> {
    let nearest = path.ancestors().map(|it| it.join(file));
    let place = std::iter::once(PathBuf::from(file)).chain(nearest).find(|it| it.is_file());
    let place = place.ok_or_else(|| EvalError::NoArticle(path.to_owned(), file.to_owned()))?;
    let bytes = fs::read(&place).map_err(|it| EvalError::File(place.clone(), it))?;
    let origin = Origin::file(&place.to_string_lossy());
    let empty = ArticleError { problem: Problem::Empty, origin };
    let first = split::split(&bytes, None, &place.to_string_lossy()).next();
    Ok(first.unwrap_or(Err(empty))?)
}

//! What a request asks: the segments of its path and the checked values of its query.

use crate::http::broken::Broken;
use crate::http::keys::MAX_TEXT;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::problem::Problem;
use crate::query::filter::days;
use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;

/// The query of a request, read by the table of keys of its route.
#[derive(Debug)]
pub struct Asked<P> {
    pub params: P,
    pub here: Here,
}

/// Where the request went.
#[derive(Debug, Clone)]
pub struct Here {
    path: String,
    query: String,
    /// The last day of the known time.
    known_at: Option<String>,
}

impl Here {
    pub fn new(path: &str, query: &str, values: &Values) -> Self {
        let known_at = values.get("known_at").and_then(days).map(|it| it.1);
        Here { path: path.to_owned(), query: query.to_owned(), known_at }
    }

    pub fn known_at(&self) -> Option<&str> {
        self.known_at.as_deref()
    }

    pub fn address(&self) -> String {
        format!("{}?{}", self.path, self.query)
    }

    /// The address of the page at `cursor`.
    pub fn next(&self, cursor: &str) -> String {
        let pairs = self.query.split('&');
        let kept = pairs.filter(|it| !it.is_empty() && !it.starts_with("cursor="));
        let query: Vec<&str> = kept.collect();
        let and = if query.is_empty() { "" } else { "&" };
        format!("{}?{}{and}cursor={cursor}", self.path, query.join("&"))
    }

    /// The same as a link field (RFC 8288).
    pub fn next_link(&self, cursor: &str) -> String {
        format!("<{}>; rel=\"next\"", self.next(cursor))
    }
}

impl<S: Sync, P: Params> FromRequestParts<S> for Asked<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let values = Values::parse(query, P::KEYS)?;
        let here = Here::new(parts.uri.path(), query, &values);
        Ok(Asked { params: P::read(&values)?, here })
    }
}

/// The one variable segment of a path.
#[derive(Debug)]
pub struct Segment(pub String);

/// The two variable segments of a path.
#[derive(Debug)]
pub struct Segments(pub String, pub String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        segments(parts, state).await.map(|it| Segment(it.into_iter().next().unwrap_or_default()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Segments {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let mut segments = segments(parts, state).await?.into_iter();
        let mut next = || segments.next().unwrap_or_default();
        Ok(Segments(next(), next()))
    }
}

/// Longer segments than any id name nothing.
async fn segments<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<String>, Problem> {
    let Ok(params) = RawPathParams::from_request_parts(parts, state).await else {
        return Err(Problem::no_route(parts.uri.path()));
    };
    let segments: Vec<String> = params.iter().map(|(_, value)| value.to_owned()).collect();
    match segments.iter().find(|it| it.chars().count() > MAX_TEXT) {
        Some(long) => Err(Problem::not_found(long)),
        None => Ok(segments),
    }
}

/// As `Asked`, for pages: what a form leaves empty counts as not given, and what is wrong is told as a page.
#[derive(Debug)]
pub struct Form<P>(pub Asked<P>);

/// As `Segment`, for pages.
#[derive(Debug)]
pub struct Name(pub String);

/// As `Segments`, for pages.
#[derive(Debug)]
pub struct Names(pub String, pub String);

impl<S: Sync, P: Params> FromRequestParts<S> for Form<P> {
    type Rejection = Broken;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Broken> {
        let pairs = parts.uri.query().unwrap_or_default().split('&');
        let given: Vec<&str> = pairs.filter(|it| !it.ends_with('=')).collect();
        let query = given.join("&");
        let values = Values::parse(&query, P::KEYS)?;
        let here = Here::new(parts.uri.path(), &query, &values);
        Ok(Form(Asked { params: P::read(&values)?, here }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Broken;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Broken> {
        let Segment(name) = Segment::from_request_parts(parts, state).await?;
        Ok(Name(name))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Names {
    type Rejection = Broken;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Broken> {
        let Segments(a, b) = Segments::from_request_parts(parts, state).await?;
        Ok(Names(a, b))
    }
}

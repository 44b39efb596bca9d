//! In which form an answer goes out: as `format` says, else as the Accept field allows (RFC 9110, 12.5.1).

use crate::export::Format;
use crate::export::csv::Table;
use crate::http::problem::Problem;
use crate::http::reply::JSON;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use std::convert::Infallible;

/// What the keys of a question say of the form.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub format: Option<Format>,
    pub table: Option<Table>,
}

/// What the Accept fields of a request allow: media ranges, each with its quality in thousandths. Without any,
/// all is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepts(Vec<(String, u16)>);

/// The media types of a network, the one that is preferred first. The JSON of front-ends can be asked for by
/// `format` only: it has no media types of its own.
pub fn offered() -> Vec<&'static str> {
    let formats = Format::ALL.iter().map(|it| it.media()).filter(|it| *it != JSON);
    std::iter::once(JSON).chain(formats).collect()
}

impl Wanted {
    /// The format, or none for the project's own JSON.
    pub fn choose(self, accepts: &Accepts) -> Result<Option<Format>, Problem> {
        let format = match self.format {
            Some(format) => Some(format),
            None => {
                let best = accepts.best(&offered());
                let media = best.ok_or_else(|| Problem::not_acceptable(&offered()))?;
                Format::ALL.iter().copied().find(|it| it.media() == media && media != JSON)
            }
        };
        match (format, self.table) {
            (Some(Format::Csv(_)), Some(table)) => Ok(Some(Format::Csv(table))),
            (_, Some(_)) => Err(Problem::bad_parameter("table", "is for the format csv only")),
            (format, None) => Ok(format),
        }
    }
}

impl Accepts {
    pub fn parse<'v>(fields: impl IntoIterator<Item = &'v str>) -> Self {
        let ranges = fields.into_iter().flat_map(|it| it.split(',')).filter_map(range);
        Accepts(ranges.collect())
    }

    /// Of the media types that are offered the one with the highest quality, the first of several.
    fn best(&self, offered: &[&'static str]) -> Option<&'static str> {
        if self.0.is_empty() {
            return offered.first().copied();
        }
        let rated = offered.iter().rev().map(|it| (self.quality(it), *it));
        rated.filter(|it| it.0 > 0).max_by_key(|it| it.0).map(|it| it.1)
    }

    /// That of the most specific range.
    fn quality(&self, media: &str) -> u16 {
        let media = media.split(';').next().unwrap_or_default();
        let whole = format!("{}/*", media.split('/').next().unwrap_or_default());
        let of = |wanted: &str| self.0.iter().filter(|it| it.0 == wanted).map(|it| it.1).max();
        of(media).or_else(|| of(&whole)).or_else(|| of("*/*")).unwrap_or(0)
    }
}

/// A media range with its quality; nothing where it cannot be read. Its other parameters do not count.
fn range(text: &str) -> Option<(String, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().filter(|it| it.contains('/'))?.to_ascii_lowercase();
    let quality = parts.filter_map(|it| it.split_once('=')).find(|it| it.0.trim() == "q");
    let thousandths = match quality {
        None => 1000,
        Some((_, quality)) => thousandths(quality.trim())?,
    };
    Some((media, thousandths))
}

/// A decimal from 0 to 1 with up to three places.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = part.len() <= 3 && part.chars().all(|it| it.is_ascii_digit());
    if !digits || !matches!(whole, "0" | "1") {
        return None;
    }
    let thousandths = format!("{whole}{part:0<3}").parse().ok()?;
    (thousandths <= 1000).then_some(thousandths)
}

impl<S: Sync> FromRequestParts<S> for Accepts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let fields = parts.headers.get_all(header::ACCEPT).iter();
        Ok(Accepts::parse(fields.filter_map(|it| it.to_str().ok())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen() {
        let rows: [(&[&str], Option<&str>); 20] = [
            (&[], Some("own")),
            (&[""], Some("own")),
            (&["*/*"], Some("own")),
            (&["text/html,application/xhtml+xml,*/*;q=0.8"], Some("own")),
            (&["application/json"], Some("own")),
            (&["application/gexf+xml"], Some("gexf")),
            (&["Application/GraphML+XML"], Some("graphml")),
            (&["application/geo+json;q=0.5, text/csv"], Some("csv")),
            (&["application/geo+json", "text/csv;q=0.999"], Some("geojson")),
            (&["text/csv; charset=utf-8"], Some("csv")),
            (&["text/*"], Some("csv")),
            (&["text/*, text/csv;q=0"], Some("dot")),
            (&["application/ld+json;profile=\"x\"; q=0.3"], Some("jsonld")),
            (&["application/json;q=0.2, */*;q=0.1, text/vnd.graphviz"], Some("dot")),
            (&["*/*, application/json;q=0"], Some("gexf")),
            (&["image/png"], None),
            (&["*/*;q=0"], None),
            (&["text/html, application/xml"], None),
            (&["application/json;q=0"], None),
            (&["nonsense"], Some("own")),
        ];
        for (fields, expected) in rows {
            let accepts = Accepts::parse(fields.iter().copied());
            let chosen = Wanted::default().choose(&accepts);
            let chosen = chosen.ok().map(|it| it.map_or("own", Format::as_str));
            assert_eq!(chosen, expected, "{fields:?}");
        }
    }

    #[test]
    fn a_named_format_goes_before_what_is_accepted() {
        let nothing = Accepts::parse(["image/png"]);
        let wanted = |format, table| Wanted { format, table }.choose(&nothing);
        assert_eq!(wanted(Some(Format::Gexf), None), Ok(Some(Format::Gexf)));
        let csv = Some(Format::Csv(Table::Edges));
        assert_eq!(wanted(csv, None), Ok(csv));
        assert_eq!(wanted(csv, Some(Table::Nodes)), Ok(Some(Format::Csv(Table::Nodes))));
        let detail = wanted(Some(Format::Gexf), Some(Table::Nodes)).unwrap_err().detail;
        assert_eq!(detail, "`table` is for the format csv only");
        let csv = Wanted { format: None, table: Some(Table::Dyads) };
        let accepts = Accepts::parse(["text/csv"]);
        assert_eq!(csv.choose(&accepts), Ok(Some(Format::Csv(Table::Dyads))));
        assert_eq!(csv.choose(&Accepts::default()).unwrap_err().status, 400);
    }

    #[test]
    fn qualities() {
        let rows = [
            ("1", Some(1000)),
            ("1.000", Some(1000)),
            ("0", Some(0)),
            ("0.", Some(0)),
            ("0.5", Some(500)),
            ("0.05", Some(50)),
            ("1.001", None),
            ("0.0001", None),
            ("2", None),
            ("-1", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(thousandths(text), expected, "{text}");
        }
    }
}

//! A plain-text dispatch taken apart by the form of its lines: what stands before the text, the text, what stands
//! after it. Deliberately absent: any knowledge of single pages.

use crate::article::date;
use crate::article::dateline;
use crate::article::dateline::Lead;
use crate::article::headline;
use crate::article::lines;
use crate::article::lines::Header;
use crate::article::lines::Publication;
use crate::article::paragraph;
use crate::article::paragraph::Line;

/// The parts of a dispatch. `text` has its paragraphs parted by one blank line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dispatch {
    pub title: Option<String>,
    pub published: Option<String>,
    pub source: Option<String>,
    pub source_id: Option<String>,
    pub url: Option<String>,
    /// The place that a header line names.
    pub place: Option<String>,
    pub lead: Option<Lead>,
    pub text: String,
}

/// Lines that may stand before the text.
const MOST_HEAD_LINES: usize = 16;

/// Takes a cleaned text apart.
pub fn read(text: &str) -> Dispatch {
    let mut all = paragraph::lines(text);
    let mut dispatch = Dispatch::default();
    let signature = drop_tail(&mut all, &mut dispatch);
    let body = head(&all, &mut dispatch);
    let mut paragraphs = paragraph::join(&body);
    take_lead(&mut paragraphs, &mut dispatch);
    if dispatch.source.is_none() {
        dispatch.source = signature;
    }
    if paragraphs.is_empty() {
        paragraphs.extend(dispatch.title.take());
    }
    dispatch.text = paragraphs.join("\n\n");
    dispatch
}

/// Drops navigation, rules, signatures and late publication lines from the end; gives the agency that signed.
fn drop_tail(all: &mut Vec<Line>, dispatch: &mut Dispatch) -> Option<String> {
    let mut signature = None;
    while all.len() > 1 {
        let Some(line) = all.last().map(|it| it.text.as_str()) else { break };
        let name = line.trim_matches(|c: char| !c.is_alphanumeric());
        if lines::is_agency(name) {
            signature = Some(name.to_owned());
        } else if let Some((Header::Published, value)) = lines::header(line) {
            dispatch.published = date::published(value).or(dispatch.published.take());
        } else if !lines::is_boilerplate(line) && !lines::is_rule(line) {
            break;
        }
        all.pop();
    }
    signature
}

/// Reads the lines before the text and gives the lines of the text.
fn head(all: &[Line], dispatch: &mut Dispatch) -> Vec<Line> {
    let mut deck: Vec<Line> = Vec::new();
    let mut i = 0;
    while let Some(line) = all.get(i).filter(|_| i < MOST_HEAD_LINES) {
        if take_head_line(&line.text, all.get(i + 1..), dispatch) || is_furniture(&line.text) {
            i += 1;
        } else if dateline::take(&line.text).is_some() {
            break;
        } else if let Some((title, length)) =
            headline::at(all, i).filter(|_| dispatch.title.is_none())
        {
            dispatch.title = Some(title);
            i += length;
        } else if dispatch.title.is_some() && headline::is_deck(all, i) {
            deck.push(line.clone());
            i += 1;
        } else {
            break;
        }
    }
    deck.extend(all.get(i..).unwrap_or_default().iter().cloned());
    deck
}

/// Lines of the page and of its author that an article keeps nothing of.
pub fn is_furniture(line: &str) -> bool {
    lines::is_rule(line) || lines::is_boilerplate(line) || lines::is_byline(line)
}

/// A header line or a publication line; whether the line was one.
fn take_head_line(line: &str, rest: Option<&[Line]>, dispatch: &mut Dispatch) -> bool {
    if let Some((header, value)) = lines::header(line) {
        let value = Some(value.to_owned()).filter(|it| !it.is_empty());
        match header {
            Header::Title => dispatch.title = value,
            Header::Published => {
                dispatch.published =
                    value.and_then(|it| date::published(&it)).or(dispatch.published.take());
            }
            Header::Source => dispatch.source = value,
            Header::Place => dispatch.place = value,
            Header::Url => dispatch.url = value,
            Header::Id => dispatch.source_id = value,
            Header::Other => {}
        }
        return true;
    }
    let Some(publication) = lines::publication(line) else { return false };
    take_publication(line, publication, rest.unwrap_or_default(), dispatch);
    true
}

/// The words beside a publication date are an agency, the headline (where no other follows), the place (in capitals,
/// parted by a mark), the outlet (parted by a mark), or a section of the page.
fn take_publication(line: &str, found: Publication, rest: &[Line], dispatch: &mut Dispatch) {
    dispatch.published.get_or_insert(found.stamp.published());
    let headline_follows =
        rest.iter().take(3).enumerate().any(|(i, _)| headline::at(rest, i).is_some());
    if found.rest.is_empty() {
    } else if lines::is_agency(&found.rest) {
        dispatch.source.get_or_insert(found.rest);
    } else if found.parted && lines::is_capitals(&found.rest) {
        dispatch.place.get_or_insert(dateline::place_name(&found.rest));
    } else if dispatch.title.is_none() && !headline_follows {
        dispatch.title = Some(line.to_owned());
    } else if found.parted {
        dispatch.source.get_or_insert(found.rest);
    }
}

/// Takes the dateline off the first paragraph that has one; only a deck may stand before it.
fn take_lead(paragraphs: &mut Vec<String>, dispatch: &mut Dispatch) {
    for i in 0..paragraphs.len().min(3) {
        let Some(paragraph) = paragraphs.get_mut(i) else { return };
        if let Some(lead) = dateline::take(paragraph) {
            *paragraph = lead.rest.clone();
            dispatch.lead = Some(lead);
            paragraphs.retain(|it| !it.is_empty());
            return;
        }
        if lines::ends_sentence(paragraph) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::dispatch::read;

    /// A dispatch, and its title, publication time, source and text.
    type Row = (
        &'static str,
        (Option<&'static str>, Option<&'static str>, Option<&'static str>, &'static str),
    );

    const ROWS: &[Row] = &[
        (
            "...\n\nTalks in Tokyo\n\nOther News 23 October 2007 12:59 (UTC +04:00)\n\n( AFP ) - They met.\n\nAgain.\n\nLatest\n\nLatest",
            (Some("Talks in Tokyo"), Some("2007-10-23T08:59:00Z"), None, "They met.\n\nAgain."),
        ),
        (
            "Talks in Tokyo\n\nSource: Harbour Press\nDate: October 24, 2007\n\nThey met\nthere.",
            (Some("Talks in Tokyo"), Some("2007-10-24"), Some("Harbour Press"), "They met there."),
        ),
        (
            "Reuters | 24 October 2007\nTalks in Tokyo\n\nBy Jane Doe\n\nTOKYO - They met.",
            (Some("Talks in Tokyo"), Some("2007-10-24"), Some("Reuters"), "They met."),
        ),
        (
            "Foreign ministers of Japan and Russia look for\nway out of island row\n\nThey met.",
            (
                Some("Foreign ministers of Japan and Russia look for way out of island row"),
                None,
                None,
                "They met.",
            ),
        ),
        (
            "Talks in Tokyo\nThey met on Tuesday, officials said.\nThey will meet again.",
            (
                Some("Talks in Tokyo"),
                None,
                None,
                "They met on Tuesday, officials said.\n\nThey will meet again.",
            ),
        ),
        (
            "Talks in Tokyo\n\nTwo ministers seek a way out\n\n2007-10-24\n\nThey met.",
            (
                Some("Talks in Tokyo"),
                Some("2007-10-24"),
                None,
                "Two ministers seek a way out\n\nThey met.",
            ),
        ),
        ("They met. They parted.", (None, None, None, "They met. They parted.")),
        ("Talks in Tokyo", (None, None, None, "Talks in Tokyo")),
        (
            "Moscow Declaration, 13 November 1998\n\nThey met.",
            (Some("Moscow Declaration, 13 November 1998"), Some("1998-11-13"), None, "They met."),
        ),
        (
            "Talks\n\nThey met.\n\nPublished: 2007-10-24\n\nAFP\n\n###",
            (Some("Talks"), Some("2007-10-24"), Some("AFP"), "They met."),
        ),
    ];

    #[test]
    fn parts() {
        let wrong: Vec<_> = ROWS
            .iter()
            .filter_map(|(text, expected)| {
                let found = read(text);
                let parts = (
                    found.title.as_deref(),
                    found.published.as_deref(),
                    found.source.as_deref(),
                    found.text.as_str(),
                );
                (parts != *expected).then(|| format!("{text:?}: {parts:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

//! The dateline and the agency that a dispatch sets before its first sentence:
//! "( AFP ) -", "TOKYO, Oct 23 (Agency) -", "ITO, Japan, April 19 -", "WASHINGTON --", "MOSCOW, October 23. /TASS/.".

use crate::article::date;
use crate::article::lines::is_agency;
use crate::article::lines::is_rubric;
use crate::article::pieces::Kind;
use crate::article::pieces::Piece;
use crate::article::pieces::cut;

/// What stood before the first sentence, and the text without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub place: Option<String>,
    pub day: Option<LeadDay>,
    pub agency: Option<String>,
    pub rest: String,
}

/// A day that mostly leaves its year to the publication date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadDay {
    pub month: i8,
    pub day: i8,
    pub year: Option<i16>,
}

/// Code points of a paragraph that a dateline may take up.
const WINDOW: usize = 160;

/// Takes the dateline off a paragraph; none when it has none.
pub fn take(paragraph: &str) -> Option<Lead> {
    let window: String = paragraph.chars().take(WINDOW).collect();
    let pieces = cut(&window);
    let ends = ends(&pieces);
    let found = ends.iter().find_map(|end| {
        let head = pieces.get(..end.head)?;
        let rest = after(paragraph, end.rest);
        let lead = read(&window, head, end.strong)?;
        begins_sentence(&rest, &lead).then_some(Lead { rest, ..lead })
    })?;
    Some(without_rubric(found))
}

/// The code point of a text where its first sentence begins, behind a dateline; none without one.
pub fn end_in(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split('\n') {
        let length = line.chars().count();
        if !line.trim().is_empty() {
            let rest = take(line)?.rest.chars().count();
            return (0 < rest && rest < length).then_some(start + length - rest);
        }
        start += length + 1;
    }
    None
}

/// A rubric is dropped; the place may stand behind it ("ANALYSIS - TOKYO, Oct 23 -").
fn without_rubric(lead: Lead) -> Lead {
    let rubric = lead.place.is_none() && lead.day.is_none() && lead.agency.is_none();
    if rubric { take(&lead.rest).unwrap_or(lead) } else { lead }
}

fn begins_sentence(rest: &str, lead: &Lead) -> bool {
    match rest.chars().next() {
        Some(c) => {
            c.is_uppercase() || c.is_ascii_digit() || !c.is_alphabetic() || !c.is_lowercase()
        }
        None => lead.day.is_some() || lead.agency.is_some(),
    }
}

fn after(paragraph: &str, start: usize) -> String {
    let rest: String = paragraph.chars().skip(start).collect();
    rest.trim_start().to_owned()
}

/// A place where the dateline may end.
struct End {
    /// Pieces before it.
    head: usize,
    /// Code point where the text goes on.
    rest: usize,
    /// A dash; without one, place, day and agency must all stand there.
    strong: bool,
}

fn ends(pieces: &[Piece]) -> Vec<End> {
    let mut ends = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let next = pieces.get(i + 1);
        let before = i.checked_sub(1).and_then(|it| pieces.get(it));
        let double = piece.is("-") && next.is_some_and(|it| it.is("-") && it.start == piece.end);
        let inside_word = before.is_some_and(|it| it.end == piece.start && it.kind != Kind::Mark)
            && next.is_some_and(|it| it.start == piece.end);
        if double {
            ends.push(End { head: i, rest: piece.end + 1, strong: true });
        } else if piece.is("—") || (matches!(piece.text.as_str(), "-" | "–") && !inside_word) {
            ends.push(End { head: i, rest: piece.end, strong: true });
        } else if matches!(piece.text.as_str(), "/" | ")") && i > 3 {
            if next.is_some_and(|it| matches!(it.text.as_str(), "-" | "–" | "—")) {
                continue;
            }
            let stop = next.filter(|it| it.is(".") || it.is(":"));
            ends.push(End {
                head: i + 1,
                rest: stop.map_or(piece.end, |it| it.end),
                strong: false,
            });
        }
    }
    ends
}

/// Reads all pieces of a head as place, day and agency in this order, each of them optional.
fn read(line: &str, head: &[Piece], strong: bool) -> Option<Lead> {
    let mut lead = Lead { place: None, day: None, agency: None, rest: String::new() };
    let mut i = 0;
    let mut place_end = 0;
    while i < head.len() {
        if let Some((agency, next)) = bracketed(line, head, i) {
            if lead.agency.is_some() {
                return None;
            }
            lead.agency = Some(agency);
            i = next;
        } else if let Some((day, next)) = day_at(head, i) {
            if lead.day.is_some() {
                return None;
            }
            lead.day = Some(day);
            i = next;
        } else if i == place_end && closes_abbreviation(head, i) {
            i += 1;
            place_end = i;
        } else if is_separator(head.get(i)?) || date::is_weekday(&head.get(i)?.text) {
            i += 1;
        } else if lead.day.is_none() && lead.agency.is_none() && is_place_piece(head.get(i)?) {
            i += 1;
            place_end = i;
        } else {
            let (agency, next) = bare_agency(line, head, i).filter(|_| lead.agency.is_none())?;
            lead.agency = Some(agency);
            i = next;
        }
    }
    named(line, head.get(..place_end)?, lead, strong)
}

/// Settles what the pieces before day and agency name: a place, a rubric, an agency, or nothing that a dateline has.
fn named(line: &str, pieces: &[Piece], mut lead: Lead, strong: bool) -> Option<Lead> {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return (strong && lead.agency.is_some()).then_some(lead);
    };
    let text: String = line.chars().skip(first.start).take(last.end - first.start).collect();
    let dated = lead.day.is_some() || lead.agency.is_some();
    if is_rubric(&text) && !dated {
        return strong.then_some(lead);
    }
    if is_agency(&text) && lead.agency.is_none() {
        lead.agency = Some(text);
        return strong.then_some(lead);
    }
    let town = text.split(',').next().unwrap_or_default().trim();
    let capitals = town.chars().filter(|it| it.is_uppercase()).count() > 2
        && !town.chars().any(char::is_lowercase);
    let complete = lead.day.is_some() && lead.agency.is_some();
    let fits = if strong { capitals || (dated && !opens_clause(first)) } else { complete };
    if !fits || text.split_whitespace().count() > 8 {
        return None;
    }
    lead.place = Some(place_name(&text));
    Some(lead)
}

/// Words in capitals at the head of ordinary sentences.
fn opens_clause(piece: &Piece) -> bool {
    const WORDS: &[&str] = &[
        "On", "In", "At", "By", "It", "He", "She", "They", "We", "The", "A", "An", "As", "After",
        "Before", "Since", "From", "Until", "When", "While", "This", "That", "But", "And", "For",
        "If", "I", "No",
    ];
    WORDS.contains(&piece.text.as_str())
}

fn is_separator(piece: &Piece) -> bool {
    matches!(piece.text.as_str(), "," | "." | ";" | ":" | "|")
}

/// The full stop of "D.C." or "St.".
fn closes_abbreviation(head: &[Piece], i: usize) -> bool {
    let word = i.checked_sub(1).and_then(|it| head.get(it));
    head.get(i).zip(word).is_some_and(|(stop, word)| {
        stop.is(".") && word.end == stop.start && word.text.chars().count() <= 2
    })
}

fn is_place_piece(piece: &Piece) -> bool {
    let particle = PARTICLES.contains(&piece.text.to_lowercase().as_str());
    let joins = matches!(piece.text.as_str(), "-" | "–" | "/" | "&" | "'");
    joins || (piece.kind == Kind::Word && (particle || piece.starts_upper()))
}

const PARTICLES: &[&str] = &[
    "de", "la", "le", "of", "the", "da", "do", "del", "and", "al", "el", "upon", "on", "sur", "am",
    "aux",
];

/// "(AFP)", "( AFP )", `[Kyodo]`, "/TASS/": the words within.
fn bracketed(line: &str, head: &[Piece], i: usize) -> Option<(String, usize)> {
    let close = match head.get(i)?.text.as_str() {
        "(" => ")",
        "[" => "]",
        "/" => "/",
        _ => return None,
    };
    let within = head.get(i + 1..)?;
    let length = within.iter().position(|it| it.is(close))?;
    let (first, last) = (within.first()?, within.get(length.checked_sub(1)?)?);
    if length > 9 || !(first.starts_upper() || is_agency(&first.text)) {
        return None;
    }
    let text: String = line.chars().skip(first.start).take(last.end - first.start).collect();
    Some((text, i + length + 2))
}

/// An agency without brackets behind the day: "TOKYO, Oct 23 Kyodo -".
fn bare_agency(line: &str, head: &[Piece], i: usize) -> Option<(String, usize)> {
    let pieces = head.get(i..)?;
    let names = pieces.iter().all(|it| it.starts_upper() || is_agency(&it.text) || it.is("-"));
    if !names || pieces.len() > 4 {
        return None;
    }
    let text: String = line
        .chars()
        .skip(pieces.first()?.start)
        .take(pieces.last()?.end - pieces.first()?.start)
        .collect();
    Some((text, head.len()))
}

fn day_at(head: &[Piece], i: usize) -> Option<(LeadDay, usize)> {
    if let Some((full, next)) = date::day_at(head, i) {
        let day = LeadDay { month: full.month(), day: full.day(), year: Some(full.year()) };
        return Some((day, next));
    }
    let (month, day, next) = date::day_of_month_at(head, i)?;
    Some((LeadDay { month, day, year: None }, next))
}

/// "NOVO-OGARYOVO" as "Novo-Ogaryovo"; what has small letters already stays.
pub fn place_name(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split_inclusive([' ', '-', '/', ',']).enumerate() {
        let bare = part.trim_end_matches([' ', '-', '/', ',']);
        let lower = bare.to_lowercase();
        if bare.chars().any(char::is_lowercase) || has_inner_dots(bare) {
            out.push_str(part);
        } else if i > 0 && PARTICLES.contains(&lower.as_str()) {
            out.push_str(&part.to_lowercase());
        } else {
            let mut letters = part.chars();
            out.extend(letters.next());
            out.push_str(&letters.as_str().to_lowercase());
        }
    }
    out
}

/// "D.C.", "U.N."
fn has_inner_dots(word: &str) -> bool {
    word.trim_end_matches('.').contains('.')
}

#[cfg(test)]
mod tests {
    use crate::article::dateline::take;

    type Row = (
        &'static str,
        Option<(Option<&'static str>, Option<(i8, i8)>, Option<&'static str>, &'static str)>,
    );

    const ROWS: &[Row] = &[
        (
            "( AFP ) - Russia's minister came.",
            Some((None, None, Some("AFP"), "Russia's minister came.")),
        ),
        (
            "(Northern Lines) — Delegates left.",
            Some((None, None, Some("Northern Lines"), "Delegates left.")),
        ),
        (
            "TOKYO, Oct 23 (Meridian Wire) - Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), Some("Meridian Wire"), "Talks began.")),
        ),
        (
            "TOKYO, Oct. 23 (Jiji Press)--Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), Some("Jiji Press"), "Talks began.")),
        ),
        (
            "WASHINGTON (AP) -- Talks began.",
            Some((Some("Washington"), None, Some("AP"), "Talks began.")),
        ),
        ("TOKYO -- \"Talks\" began.", Some((Some("Tokyo"), None, None, "\"Talks\" began."))),
        (
            "ITO, Japan, April 19 - Talks began.",
            Some((Some("Ito, Japan"), Some((4, 19)), None, "Talks began.")),
        ),
        (
            "NOVO-OGARYOVO, Russia, 26 April (HP) - Talks began.",
            Some((Some("Novo-Ogaryovo, Russia"), Some((4, 26)), Some("HP"), "Talks began.")),
        ),
        (
            "RIO DE JANEIRO (Reuters) – Talks began.",
            Some((Some("Rio de Janeiro"), None, Some("Reuters"), "Talks began.")),
        ),
        (
            "WASHINGTON D.C., March 1, 2007 - Talks began.",
            Some((Some("Washington D.C."), Some((3, 1)), None, "Talks began.")),
        ),
        (
            "Tokyo, 23 October (Interfax) - Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), Some("Interfax"), "Talks began.")),
        ),
        (
            "MOSCOW. Oct 23 (Interfax) - Talks began.",
            Some((Some("Moscow"), Some((10, 23)), Some("Interfax"), "Talks began.")),
        ),
        (
            "MOSCOW, October 23. /TASS/. Talks began.",
            Some((Some("Moscow"), Some((10, 23)), Some("TASS"), "Talks began.")),
        ),
        (
            "TOKYO, Oct 23 Kyodo - Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), Some("Kyodo"), "Talks began.")),
        ),
        (
            "TOKYO/MOSCOW, Oct 23 (Reuters) - Talks began.",
            Some((Some("Tokyo/Moscow"), Some((10, 23)), Some("Reuters"), "Talks began.")),
        ),
        (
            "TOKYO, Tuesday, Oct 23 - Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), None, "Talks began.")),
        ),
        (
            "Oct 23 (Reuters) - Talks began.",
            Some((None, Some((10, 23)), Some("Reuters"), "Talks began.")),
        ),
        (
            "TOKYO, Oct 23 (Xinhua) Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), Some("Xinhua"), "Talks began.")),
        ),
        ("AFP - Talks began.", Some((None, None, Some("AFP"), "Talks began."))),
        ("ANALYSIS - Talks began.", Some((None, None, None, "Talks began."))),
        (
            "ANALYSIS - TOKYO, Oct 23 - Talks began.",
            Some((Some("Tokyo"), Some((10, 23)), None, "Talks began.")),
        ),
        ("TOKYO, Oct 23 (AFP) -", Some((Some("Tokyo"), Some((10, 23)), Some("AFP"), ""))),
        ("Russia's foreign minister - a veteran - came to Tokyo.", None),
        ("Japan - Russia ties are bad.", None),
        ("JAPAN - the world's second economy - is worried.", None),
        ("On Oct 23 - a Tuesday - they met.", None),
        ("Lavrov (Russia) and Komura met on 23 October - a Tuesday.", None),
        ("Talks began in Tokyo.", None),
        ("", None),
        ("-", None),
        ("— — —", None),
    ];

    #[test]
    fn datelines() {
        let wrong: Vec<_> = ROWS
            .iter()
            .filter_map(|(text, expected)| {
                let found = take(text);
                let parts = found.as_ref().map(|it| {
                    let day = it.day.map(|day| (day.month, day.day));
                    (it.place.as_deref(), day, it.agency.as_deref(), it.rest.as_str())
                });
                (parts != *expected).then(|| format!("{text}: {parts:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

//! Which line is the headline: by its length, its missing full stop and what stands after it.

use crate::article::dateline;
use crate::article::dispatch::is_furniture;
use crate::article::lines;
use crate::article::paragraph::Line;

/// Longest headline, in characters.
const MOST_CHARS: usize = 220;
/// Longest headline that runs straight into the text, in characters.
const MOST_CHARS_WITHOUT_BLANK: usize = 130;
/// Most lines of a wrapped headline.
const MOST_LINES: usize = 3;

/// The headline that begins at line `i`, and how many lines it takes.
pub fn at(all: &[Line], i: usize) -> Option<(String, usize)> {
    if !has_text_after(all, i) {
        return None;
    }
    let mut title = String::new();
    for (count, line) in all.get(i..)?.iter().take(MOST_LINES).enumerate() {
        let breaks = count > 0 && (line.blank_before || is_head_line(&line.text));
        if breaks {
            break;
        }
        if !is_short_phrase(&line.text) || (count > 0 && lines::ends_sentence(&line.text)) {
            return None;
        }
        if count > 0 {
            title.push(' ');
        }
        title.push_str(&line.text);
        let next = all.get(i + count + 1)?;
        if next.blank_before
            || is_head_line(&next.text)
            || (count == 0 && runs_into_text(line, all.get(i + 1..)?))
        {
            return (title.chars().count() <= MOST_CHARS).then_some((title, count + 1));
        }
    }
    None
}

/// A line between the headline and a later line of the head.
pub fn is_deck(all: &[Line], i: usize) -> bool {
    let later = all.get(i + 1..).unwrap_or_default().iter().take(3);
    all.get(i).is_some_and(|it| is_short_phrase(&it.text))
        && later
            .take_while(|it| !lines::ends_sentence(&it.text) || is_head_line(&it.text))
            .any(|it| is_head_line(&it.text))
}

fn is_short_phrase(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', ' ']);
    line.chars().count() <= MOST_CHARS
        && line.chars().any(char::is_alphabetic)
        && (!bare.ends_with(['.', ':', ',', ';', '。']) || bare.ends_with("..."))
}

/// A header line, publication line, byline, rule or dateline.
fn is_head_line(line: &str) -> bool {
    is_furniture(line)
        || lines::header(line).is_some()
        || lines::publication(line).is_some()
        || dateline::take(line).is_some()
}

fn has_text_after(all: &[Line], i: usize) -> bool {
    all.get(i + 1..).unwrap_or_default().iter().any(|it| !is_furniture(&it.text))
}

/// In a text of one line a paragraph the line after the headline is a whole sentence that begins with a capital.
fn runs_into_text(line: &Line, rest: &[Line]) -> bool {
    let Some(next) = rest.first() else { return false };
    let unbroken = rest.iter().filter(|it| !it.blank_before).count() * 2 > rest.len();
    let capital =
        next.text.chars().find(|it| it.is_alphanumeric()).is_some_and(|it| !it.is_lowercase());
    let shorter = line.text.chars().count() < next.text.chars().count().max(40);
    unbroken
        && capital
        && shorter
        && lines::ends_sentence(&next.text)
        && line.text.chars().count() <= MOST_CHARS_WITHOUT_BLANK
}

//! Lines to paragraphs: wrapped lines are joined, deliberate breaks kept.

use crate::article::lines::ends_sentence;

/// A line of the body with what stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub blank_before: bool,
    pub indented: bool,
}

/// Lines longer than this were never wrapped by hand.
const WIDEST_WRAP: usize = 140;

/// All lines of a text that hold something, spaces within them single.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank_before = true;
    for line in text.split('\n') {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            blank_before = true;
            continue;
        }
        lines.push(Line { text: words.join(" "), blank_before, indented: line.starts_with(' ') });
        blank_before = false;
    }
    lines
}

/// The paragraphs of the lines. A break inside a block is kept where the line before it ends a sentence and the next
/// word would still have fitted on it, and before list marks.
pub fn join(lines: &[Line]) -> Vec<String> {
    let width = if are_wrapped(lines) {
        lines.iter().map(|it| it.text.chars().count()).max().unwrap_or(0)
    } else {
        usize::MAX
    };
    let mut paragraphs: Vec<String> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in lines {
        match (previous, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) if continues(before, line, width) => {
                append(paragraph, &line.text);
            }
            _ => paragraphs.push(line.text.clone()),
        }
        previous = Some(line);
    }
    paragraphs
}

/// Some line inside a block breaks off in mid-sentence.
fn are_wrapped(lines: &[Line]) -> bool {
    lines
        .iter()
        .zip(lines.iter().skip(1))
        .any(|(before, line)| !line.blank_before && !is_item(line) && !ends_sentence(&before.text))
}

fn continues(before: &Line, line: &Line, width: usize) -> bool {
    let new_item = is_item(line)
        && (is_item(before)
            || ends_sentence(&before.text)
            || before.text.ends_with([':', ';', ',']));
    if line.blank_before || new_item {
        return false;
    }
    if !ends_sentence(&before.text) {
        return true;
    }
    let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let full = before.text.chars().count() + 1 + first_word > width;
    width <= WIDEST_WRAP && full && (before.indented || !line.indented)
}

fn is_item(line: &Line) -> bool {
    line.text.starts_with(['•', '*', '-', '–'])
}

/// A word cut at a hyphen keeps it and gets no space.
fn append(paragraph: &mut String, line: &str) {
    let mut end = paragraph.chars().rev();
    let cut_word = end.next() == Some('-')
        && end.next().is_some_and(char::is_alphanumeric)
        && line.chars().next().is_some_and(char::is_alphabetic);
    if !cut_word {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use crate::article::paragraph::join;
    use crate::article::paragraph::lines;

    #[test]
    fn paragraphs() {
        let rows: &[(&str, &[&str])] = &[
            ("One.\n\nTwo.", &["One.", "Two."]),
            (
                "Russia and Japan agreed\nto meet again. Then they\nparted.",
                &["Russia and Japan agreed to meet again. Then they parted."],
            ),
            (
                "The first ends here in full.\nThe second too, here.",
                &["The first ends here in full.", "The second too, here."],
            ),
            ("A conservative-\nled house", &["A conservative-led house"]),
            ("They talked -\nbriefly", &["They talked - briefly"]),
            ("Points:\n- one\n- two", &["Points:", "- one", "- two"]),
            ("  a   b  \n", &["a b"]),
            ("", &[]),
        ];
        for (text, expected) in rows {
            assert_eq!(join(&lines(text)), *expected, "{text:?}");
        }
    }
}

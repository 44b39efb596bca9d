//! Characters that no later stage should see. What is done to every text: line ends become `\n`, every kind of space
//! becomes a plain one, control and invisible formatting characters go, letters are composed (Unicode NFC).
//! Nothing else is changed, so that offsets mostly stay those of the input.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// The text with the changes above.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            _ if is_space(c) => out.push(' '),
            _ if is_invisible(c) => {}
            _ => out.push(c),
        }
        after_return = c == '\r';
    }
    if is_nfc(&out) { out } else { out.nfc().collect() }
}

fn is_space(c: char) -> bool {
    c == '\t' || c.is_whitespace()
}

/// Controls, soft hyphen, zero-width space and joiner mark, direction marks, byte order mark, noncharacters.
/// The joiners U+200C and U+200D stay: scripts need them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use crate::article::clean::clean;

    #[test]
    fn characters() {
        let rows = [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("a\r\r\nb", "a\n\nb"),
            ("a\tb\u{A0}c\u{3000}d", "a b c d"),
            ("a\u{0}b\u{7}c\u{FEFF}", "abc"),
            ("co\u{AD}operation\u{200B}", "cooperation"),
            ("e\u{301}", "é"),
            ("one\u{2029}two\u{2028}three", "one\n\ntwo\nthree"),
            ("\u{202E}Tokyo\u{202C}", "Tokyo"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ];
        for (input, expected) in rows {
            assert_eq!(clean(input), expected, "{input:?}");
        }
    }
}

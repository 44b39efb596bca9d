//! XML 1.0 written element by element, one a line. What XML cannot hold even escaped is left out: most control
//! characters, and the two that are no characters.

use std::fmt::Display;
use std::fmt::Write;

/// Names and values of attributes.
pub type Attributes<'a> = [(&'static str, &'a dyn Display)];

#[derive(Debug)]
pub struct Xml(String);

impl Default for Xml {
    fn default() -> Self {
        Xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }
}

impl Xml {
    pub fn open(&mut self, name: &str, attributes: &Attributes) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    pub fn close(&mut self, name: &str) {
        self.push(["</", name, ">\n"]);
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// An element with text in it.
    pub fn text(&mut self, name: &str, attributes: &Attributes, text: &dyn Display) {
        self.start(name, attributes);
        self.0.push('>');
        self.escape(text);
        self.push(["</", name, ">\n"]);
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        self.push(["<", name]);
        for (name, value) in attributes {
            self.push([" ", name, "=\""]);
            self.escape(*value);
            self.0.push('"');
        }
    }

    fn push<const N: usize>(&mut self, parts: [&str; N]) {
        parts.iter().for_each(|it| self.0.push_str(it));
    }

    fn escape(&mut self, value: &dyn Display) {
        // A String takes all that is written to it.
        write!(Escaped(&mut self.0), "{value}").unwrap_or_default();
    }
}

/// Writes what is written to it with entities in place of markup and of line breaks, which attributes lose.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\t' => self.0.push_str("&#9;"),
                '\n' => self.0.push_str("&#10;"),
                '\r' => self.0.push_str("&#13;"),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_and_what_is_dropped() {
        let rows = [
            ("plain \u{e9}\u{1f600} 日本", "plain \u{e9}\u{1f600} 日本"),
            ("<a href=\"x\">&'</a>", "&lt;a href=&quot;x&quot;&gt;&amp;'&lt;/a&gt;"),
            ("]]>", "]]&gt;"),
            ("a\tb\nc\rd", "a&#9;b&#10;c&#13;d"),
            ("a\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}b", "ab"),
            ("\u{7f}\u{85}\u{2028}\u{fffd}", "\u{7f}\u{85}\u{2028}\u{fffd}"),
        ];
        for (text, expected) in rows {
            let mut xml = Xml(String::new());
            xml.text("t", &[("a", &text)], &text);
            assert_eq!(xml.finish(), format!("<t a=\"{expected}\">{expected}</t>\n"), "{text:?}");
        }
    }
}

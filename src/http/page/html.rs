//! HTML that escapes itself: what an article wrote can only ever become text or an attribute's value.

/// A finished piece of HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

/// An element in the making; names of tags and attributes come from the program alone.
#[derive(Debug, Clone)]
pub struct El {
    name: &'static str,
    head: String,
    inner: String,
}

/// Elements without an end.
const VOID: &[&str] = &["input", "link", "meta", "br"];

/// An element of this name.
pub fn el(name: &'static str) -> El {
    El { name, head: format!("<{name}"), inner: String::new() }
}

/// A text.
pub fn text(text: &str) -> Html {
    Html(escape(text))
}

/// Nothing.
pub fn none() -> Html {
    Html::default()
}

/// A link.
pub fn link(to: &str, words: &str) -> Html {
    el("a").attr("href", to).text(words).done()
}

impl El {
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        for part in [" ", name, "=\"", &escape(value), "\""] {
            self.head.push_str(part);
        }
        self
    }

    pub fn class(self, value: &'static str) -> Self {
        self.attr("class", value)
    }

    pub fn text(mut self, words: &str) -> Self {
        self.inner.push_str(&escape(words));
        self
    }

    pub fn child(mut self, piece: impl Into<Html>) -> Self {
        self.inner.push_str(&piece.into().0);
        self
    }

    pub fn children(self, pieces: impl IntoIterator<Item = Html>) -> Self {
        pieces.into_iter().fold(self, |it, piece| it.child(piece))
    }

    pub fn done(self) -> Html {
        let El { name, head, inner } = self;
        if VOID.contains(&name) {
            Html(head + ">")
        } else {
            Html(format!("{head}>{inner}</{name}>"))
        }
    }
}

impl From<El> for Html {
    fn from(element: El) -> Html {
        element.done()
    }
}

impl Html {
    /// One after another.
    pub fn join(pieces: impl IntoIterator<Item = Html>) -> Html {
        Html(pieces.into_iter().map(|it| it.0).collect())
    }

    /// One after another with a text between.
    pub fn list(pieces: impl IntoIterator<Item = Html>, between: &str) -> Html {
        let pieces: Vec<String> = pieces.into_iter().map(|it| it.0).collect();
        Html(pieces.join(&escape(between)))
    }

    /// A whole document of this root.
    pub fn document(self) -> String {
        format!("<!doctype html>\n{}\n", self.0)
    }
}

/// Text as HTML can hold it, in elements and in quoted attributes; what no document may hold is replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_data_stays_data() {
        let evil = "\"><script>alert('&')</script>\u{0}";
        let found = el("a").attr("href", evil).text(evil).done();
        let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\u{fffd}";
        assert_eq!(found, Html(format!("<a href=\"{escaped}\">{escaped}</a>")));
    }

    #[test]
    fn elements_nest() {
        let found = el("ul").children(["a", "b"].map(|it| el("li").text(it).done())).done();
        assert_eq!(found, Html("<ul><li>a</li><li>b</li></ul>".to_owned()));
        assert_eq!(el("br").done(), Html("<br>".to_owned()));
        assert_eq!(Html::list([text("<"), text("b")], " & "), Html("&lt; &amp; b".to_owned()));
    }
}

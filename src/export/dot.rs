//! Graphviz' DOT, undirected: `dot`, `neato` or `sfdp` draw it.

use crate::export::label;
use crate::graph::Graph;
use crate::query::names::name;
use crate::query::network::Subgraph;

pub fn document(graph: &Graph, subgraph: &Subgraph) -> String {
    let mut out = String::from("graph demarche {\n");
    if let Some(cut) = subgraph.truncated {
        out.push_str(&format!("  // cut by {}\n", cut.as_str()));
    }
    for node in &subgraph.nodes {
        let shape = if label(graph, node.id) == "Person" { "ellipse" } else { "box" };
        let (id, text) = (quoted(node.id.as_str()), shown(name(graph, node.id)));
        out.push_str(&format!("  {id} [label={text}, shape={shape}];\n"));
    }
    for edge in &subgraph.edges {
        let (a, b) = (quoted(edge.source.as_str()), quoted(edge.target.as_str()));
        let (text, times) = (shown(edge.label()), edge.times);
        out.push_str(&format!("  {a} -- {b} [label={text}, weight={times}];\n"));
    }
    out.push_str("}\n");
    out
}

/// An id.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text to be shown. Graphviz reads the entities of HTML in it; a line break is the escape for one.
fn shown(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|it| escaped(&it.replace('&', "&amp;"))).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// Backslashes are doubled, lest one takes the closing quote with it; control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|it| !it.is_control()) {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_quotes() {
        let rows = [
            ("a", r#""a""#, r#""a""#),
            ("", r#""""#, r#""""#),
            (r#"say "hi""#, r#""say \"hi\"""#, r#""say \"hi\"""#),
            (r"a\", r#""a\\""#, r#""a\\""#),
            (r"\N \G", r#""\\N \\G""#, r#""\\N \\G""#),
            ("a\nb\r\nc\0d", r#""abcd""#, r#""a\nb\ncd""#),
            ("A&amp;B", r#""A&amp;B""#, r#""A&amp;amp;B""#),
            ("<b>é 日本</b>", r#""<b>é 日本</b>""#, r#""<b>é 日本</b>""#),
        ];
        for (text, id, label) in rows {
            assert_eq!(quoted(text), id, "{text:?}");
            assert_eq!(shown(text), label, "{text:?}");
        }
    }
}

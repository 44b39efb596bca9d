//! Notices by which a publisher takes an article back: a status in the record (ninjs `pubstatus`, NewsML-G2 `pubStatus`),
//! or the words of the agencies ("KILL", "WITHDRAWN") at the head of what stands under the article's key.

use crate::article::key;
use crate::article::raw::RawArticle;
use crate::model::article::Article;
use crate::model::id::ArticleId;

/// Statuses of a record, without the prefix of their vocabulary.
const TAKEN_BACK: &[&str] = &["canceled", "cancelled", "killed", "withdrawn"];
/// The head of a notice, in capitals; what may stand before it.
const HEADS: &[&str] = &["KILL", "KILLED", "WITHDRAWN", "WITHDRAWAL"];
const BEFORE: &[&str] =
    &["ADVISORY", "ATTENTION", "EDITORS", "MANDATORY", "STORY", "URGENT", "BULLETIN", "NEWS"];
/// Sentences of a notice that is all that is left of a text.
const SENTENCES: &[&str] = &[
    "has been withdrawn",
    "is withdrawn",
    "has been killed",
    "please kill",
    "kill and do not use",
];
/// What they must speak of.
const WORKS: &[&str] = &["story", "article", "dispatch", "item", "report", "version"];
/// A text with more words than this says more than that it is withdrawn.
const MOST_WORDS: usize = 60;

/// Whether a status says that the publisher takes the article back.
pub fn is_taken_back(status: &str) -> bool {
    let word = status.rsplit(':').next().unwrap_or(status).trim().to_lowercase();
    TAKEN_BACK.contains(&word.as_str())
}

/// The article that a record without text takes back. None if it names neither address nor source and id.
pub fn named(raw: &RawArticle) -> Option<ArticleId> {
    let field = |it: &Option<String>| it.clone().filter(|it| !it.trim().is_empty());
    let (url, source, id) = (field(&raw.url), field(&raw.source), field(&raw.source_id));
    let is_keyed = url.is_some() || (source.is_some() && id.is_some());
    let key = key::key(url.as_deref(), source.as_deref(), id.as_deref(), "");
    is_keyed.then(|| key::id(&key))
}

/// Whether the text that came under an article's key only says that the article is taken back.
pub fn is_notice(article: &Article) -> bool {
    let is_keyed =
        article.url.is_some() || (article.source.is_some() && article.source_id.is_some());
    let title = article.title.as_deref().unwrap_or_default();
    let first = article.text.split('\n').next().unwrap_or_default();
    is_keyed && (is_head(title) || is_head(first) || is_withdrawal(&article.text))
}

/// `KILL: ...`, `MANDATORY KILL`, `(WITHDRAWN) ...`, `EDITORS: STORY WITHDRAWN`; not a headline that goes on in words.
fn is_head(line: &str) -> bool {
    let mut rest = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    loop {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if HEADS.contains(&word) {
            let next = after.trim_start_matches(' ').chars().next();
            return next.is_none_or(|it| !it.is_alphanumeric());
        }
        if !BEFORE.contains(&word) {
            return false;
        }
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
}

fn is_withdrawal(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.len() <= MOST_WORDS
        && words.iter().any(|it| WORKS.contains(it))
        && SENTENCES.iter().any(|it| lower.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let rows = [
            ("KILL: Lavrov arrives in Tokyo", true),
            ("MANDATORY KILL -- Russia-Japan", true),
            ("(WITHDRAWN) Lavrov arrives in Tokyo", true),
            ("EDITORS: STORY WITHDRAWN", true),
            ("KILL", true),
            ("Kill: Lavrov arrives in Tokyo", false),
            ("KILL SUSPECTS OR CAPTURE THEM, GENERAL SAYS", false),
            ("TROOPS WITHDRAWN FROM BORDER", false),
            ("WITHDRAWN TROOPS ARRIVE", false),
            ("URGENT: Lavrov arrives in Tokyo", false),
            ("", false),
        ];
        for (line, expected) in rows {
            assert_eq!(is_head(line), expected, "{line}");
        }
    }

    #[test]
    fn sentences() {
        let long = "Troops moved on. ".repeat(20);
        let rows = [
            ("The story on the talks in Tokyo has been withdrawn. A substitute will follow.", true),
            ("Editors, please kill the item slugged BC-Russia-Japan.", true),
            ("The ambassador has been withdrawn.", false),
            (&format!("{long} The report has been withdrawn, the minister said."), false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_withdrawal(text), expected, "{text}");
        }
    }

    #[test]
    fn statuses() {
        for (status, expected) in [
            ("canceled", true),
            ("stat:canceled", true),
            ("Cancelled", true),
            ("usable", false),
            ("stat:usable", false),
            ("withheld", false),
            ("", false),
        ] {
            assert_eq!(is_taken_back(status), expected, "{status}");
        }
    }
}

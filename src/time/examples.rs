//! The examples beside the rules, run: every accepted text gives its value by the rule, no rejected one gives any.

use crate::model::article::Article;
use crate::model::hash;
use crate::model::id::ArticleId;
use crate::text::parsed::Parsed;
use crate::time::find;
use crate::time::rules::TimeRules;

/// The reference day of rejected texts: a Tuesday.
const REFERENCE: &str = "2007-10-23";

impl TimeRules {
    /// How many examples there are, and what is wrong, as `rule: what: text`. `parse` analyses a text.
    pub fn check_examples(&self, parse: impl Fn(&Article) -> Parsed) -> (usize, Vec<String>) {
        check(self, parse)
    }
}

fn check(rules: &TimeRules, parse: impl Fn(&Article) -> Parsed) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut wrong = Vec::new();
    for rule in &rules.rules {
        let id = &rule.told.id;
        for accept in &rule.told.accepts {
            count += 1;
            let found = values(rules, &parse, &accept.text, &accept.reference);
            if !found.iter().any(|(ids, edtf)| uses(ids, id) && *edtf == accept.edtf) {
                let (expected, text) = (&accept.edtf, &accept.text);
                wrong.push(format!("{id}: found {found:?}, not {expected}: {text}"));
            }
        }
        for text in &rule.told.rejects {
            count += 1;
            let found = values(rules, &parse, text, REFERENCE);
            if found.iter().any(|(ids, _)| uses(ids, id)) {
                wrong.push(format!("{id}: found {found:?}: {text}"));
            }
        }
    }
    (count, wrong)
}

/// A time of day leaves no trace but the rule around it.
fn uses(ids: &str, id: &str) -> bool {
    ids.split(' ').any(|it| it == id) || (id.starts_with("hour.") && ids.contains("time."))
}

fn values(
    rules: &TimeRules,
    parse: impl Fn(&Article) -> Parsed,
    text: &str,
    reference: &str,
) -> Vec<(String, String)> {
    let article = article(text, reference);
    let dates = find(&article, &parse(&article), rules).dates;
    dates.into_iter().map(|it| (it.rule, it.time.edtf)).collect()
}

/// An article of one text that counts from a day.
pub fn article(text: &str, reference: &str) -> Article {
    Article {
        id: ArticleId::new(format!("article:{}", hash::hex(text.as_bytes(), 16))),
        source_id: None,
        title: None,
        published: Some(reference.to_owned()),
        source: None,
        url: None,
        language: Some("en".to_owned()),
        dateline: None,
        text: text.to_owned(),
    }
}

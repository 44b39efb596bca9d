//! What `explain` says of each mention: which rule bound it, what else it might have been, and why it was not.

use demarche::knowledge::Knowledge;
use demarche::model::article::Article;
use demarche::model::id::ArticleId;
use demarche::pipeline::explain::explain;

/// The day of the texts, the text, and stretches of lines that explain it.
type Row<'a> = (&'a str, &'a str, &'a [&'a str]);

const ROWS: &[Row] = &[
    (
        "2008-08-12",
        "Georgia accused Russia of sending troops across the border.",
        &[
            "`Georgia` = country:GEO (name) by country.name; rejected: the US state Georgia (nothing American beside it)",
        ],
    ),
    (
        "2012-05-12",
        "Moscow said on Monday that talks would be held in Tokyo.",
        &[
            "`Moscow` = country:RUS (metonym) by metonym.default; rejected: country:SUN (no state in 2012), place:moscow-ru (speaks or acts here)",
            "`Tokyo` = place:tokyo-jp (name, as a place) by place.locative; rejected: country:JPN (only a place here)",
        ],
    ),
    (
        "2012-05-12",
        "Jordan said it would host the talks.",
        &[
            "`Jordan` = country:JOR (name) by country.name; rejected: a person named Jordan (no name beside it)",
        ],
    ),
    (
        "2012-05-12",
        "Anna Lindgaard, the Danish foreign minister, met Ivan Petrov, the Bulgarian prime minister, in Sofia. He thanked Denmark.",
        &[
            "`He` = person:ivan-petrov (pronoun) by pronoun.he; rejected: person:anna-lindgaard (gender)",
        ],
    ),
    (
        "2012-05-12",
        "Russia protested. President Ivan Petrov of Bulgaria said he was surprised.",
        &[
            "`he` = person:ivan-petrov (pronoun) by pronoun.he; rejected: country:BGR (not a person), country:RUS (not a person)",
        ],
    ),
    (
        "2007-10-23",
        "The Russian president arrived in Tokyo.",
        &[
            "`The Russian president` = person:vladimir-putin (nominal) by nominal.office-table; rejected: person:boris-yeltsin (out of office in 2007-10-23), person:dmitry-medvedev (out of office in 2007-10-23)",
        ],
    ),
    (
        "2012-05-12",
        "Foreign Minister Karin Ekdahl of Sweden met Finance Minister Otto Berg of Germany. The foreign minister left early.",
        &[
            "`The foreign minister` = person:karin-ekdahl (nominal) by nominal.title; rejected: person:otto-berg (no such office)",
        ],
    ),
    (
        "2012-05-12",
        "Prime Minister Ali Hassan of Jordan met Ali Hassan, the prime minister of Egypt.",
        &[
            "`Ali Hassan` = person:ali-hassan-egy (name) by person.name-apposition; rejected: person:ali-hassan (another country)",
        ],
    ),
    (
        "2012-05-12",
        "Denmark had no part in it. President Ivan Petrov and President Anna Ekdahl spoke. The two leaders agreed.",
        &[
            "`The two leaders` = person:anna-ekdahl + person:ivan-petrov (nominal) by pair.people; rejected: country:DNK (of another kind)",
        ],
    ),
    (
        "2012-05-12",
        "Pavel Hruska and Marek Zielny met in Prague. He was pleased.",
        &[
            "open     `He`; rejected: person:marek-zielny (as near as another), person:pavel-hruska (as near as another)",
        ],
    ),
];

#[test]
fn explain_shows_what_was_rejected_and_why() {
    let knowledge = Knowledge::load().unwrap();
    let mut wrong = Vec::new();
    for (day, text, wanted) in ROWS {
        let article = Article {
            id: ArticleId::new("article:test"),
            source_id: None,
            title: None,
            published: Some((*day).to_owned()),
            source: None,
            url: None,
            language: None,
            dateline: None,
            text: (*text).to_owned(),
        };
        let explained = explain(&article, &knowledge);
        for want in wanted.iter().filter(|it| !explained.contains(**it)) {
            let said = explained.lines().filter(|it| it.contains('`')).collect::<Vec<_>>();
            wrong.push(format!("{want}\n  in\n{}", said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

//! Intake from bytes to Article: formats, bounds, hostile input.

use demarche::article::format::Format;
use demarche::article::parse::parse;
use demarche::article::split::split;
use demarche::model::article::Article;
use proptest::prelude::any;
use proptest::prelude::proptest;

fn read(bytes: &[u8], format: Option<Format>, name: &str) -> Vec<Result<Article, String>> {
    split(bytes, format, name)
        .map(|it| it.and_then(|raw| parse(&raw)).map_err(|error| error.to_string()))
        .collect()
}

fn only(text: &str) -> Article {
    let mut all = read(text.as_bytes(), None, "a.txt");
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

#[test]
fn a_dispatch_as_a_news_site_prints_it() {
    let article = only(
        "...\n\nMinisters seek way out of row\n\nWorld News 3 March 2009 09:30 (UTC +09:00)\n\n\
         OSLO, Norway, March 2 (Polar Press) - The ministers met on Monday.\n\nThey\nwill meet again.\n\nLatest\n\nLatest",
    );
    assert_eq!(article.title.as_deref(), Some("Ministers seek way out of row"));
    assert_eq!(article.published.as_deref(), Some("2009-03-03T00:30:00Z"));
    assert_eq!(article.source.as_deref(), Some("Polar Press"));
    let dateline = article.dateline.unwrap();
    assert_eq!(dateline.place.as_deref(), Some("Oslo, Norway"));
    assert_eq!(dateline.date.as_deref(), Some("2009-03-02"));
    assert_eq!(article.text, "The ministers met on Monday.\n\nThey will meet again.");
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn the_year_of_a_dateline_is_the_nearest() {
    for (published, dateline, expected) in [
        ("2008-01-01", "Dec 31", "2007-12-31"),
        ("2007-12-31", "Jan 1", "2008-01-01"),
        ("2008-03-01", "Feb 29", "2008-02-29"),
        ("2007-10-23", "October 22, 2007", "2007-10-22"),
    ] {
        let article = only(&format!("Talks\n\nDate: {published}\n\nOSLO, {dateline} - They met."));
        assert_eq!(article.dateline.unwrap().date.as_deref(), Some(expected));
    }
}

#[test]
fn records() {
    let lines = concat!(
        "{\"id\":\"7\",\"title\":\"T\",\"published\":\"2007-10-23\",\"source\":\"S\",\"url\":\"\",\"text\":\"T\\r\\n\\r\\nThey met.\"}\n",
        "\n",
        "{\"id\":7,\"title\":null,\"text\":\"OSLO, May 1 (PP) - They met.\",\"extra\":[1]}\n",
        "{\"text\":\"\"}\n",
        "{\"text\":5}\n",
        "[1]\n",
        "{\"text\":\n",
        "{\"text\":\"12345\"}\n",
    );
    let found = read(lines.as_bytes(), None, "a.jsonl");
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.text, "T\n\nThey met.");
    assert_eq!(first.title.as_deref(), Some("T"));
    assert_eq!(first.url, None);
    assert_eq!(first.published.as_deref(), Some("2007-10-23"));
    let second = found[1].as_ref().unwrap();
    assert_eq!(second.text, "OSLO, May 1 (PP) - They met.");
    assert_eq!(second.source_id.as_deref(), Some("7"));
    assert_eq!(second.source.as_deref(), Some("PP"));
    assert_eq!(second.dateline.as_ref().unwrap().place.as_deref(), Some("Oslo"));
    let errors: Vec<&str> =
        found.iter().skip(2).map(|it| it.as_ref().unwrap_err().as_str()).collect();
    assert_eq!(
        errors,
        [
            "a.jsonl:4: the record has no \"text\"",
            "a.jsonl:5: \"text\" must be a string, not a number",
            "a.jsonl:6: a record must be a JSON object, not an array",
            "a.jsonl:7: not valid JSON: EOF while parsing a value at line 1 column 8",
            "a.jsonl:8: no text in it: not one letter",
        ]
    );
}

#[test]
fn formats_are_sniffed() {
    for (text, name, expected) in [
        ("{\"text\":\"x\"}", "a", Format::Jsonl),
        ("{\"text\":\"x\"}\n{\"text\":\"y\"}", "a.json", Format::Jsonl),
        ("{\n \"text\": \"x\"\n}", "a.json", Format::Json),
        ("[{\"text\":\"x\"}]", "a", Format::Json),
        ("[Reuters] They met.", "a", Format::Plain),
        ("{\"text\":\"x\"}", "a.txt", Format::Plain),
        ("They met.", "-", Format::Plain),
        ("{\"text\":\n{\"text\":\"y\"}", "-", Format::Jsonl),
    ] {
        assert_eq!(Format::sniff(text, name), expected, "{text} {name}");
    }
    let array = read(b"[{\"text\":\"One.\"},{\"text\":\"Two.\"},3]", None, "a.json");
    let texts: Vec<String> =
        array.into_iter().map(|it| it.map_or_else(|error| error, |it| it.text)).collect();
    assert_eq!(texts, ["One.", "Two.", "a.json: a record must be a JSON object, not a number"]);
}

#[test]
fn what_is_no_article_is_named() {
    let long_line = "word ".repeat(4 * 1024 * 1024);
    let long_title = format!("{{\"title\":\"{}\",\"text\":\"x\"}}", "t".repeat(9000));
    let deep = "[".repeat(100_000);
    let too_large = vec![b'a'; 64 * 1024 * 1024 + 1];
    for (bytes, name, expected) in [
        (&b""[..], "a.txt", "a.txt: the file is empty"),
        (b"\n \n", "-", "standard input: the file is empty"),
        (b"\x00\x01\x02\x03", "a.bin", "a.bin: binary data (of no known encoding), no text"),
        (b"%PDF-1.7", "a.pdf", "a.pdf: binary data (PDF), no text"),
        (b"1234 --- 5678", "a.txt", "a.txt: no text in it: not one letter"),
        (long_line.as_bytes(), "a.txt", "a.txt: the text is larger than 2048 kB"),
        (long_title.as_bytes(), "a.jsonl", "a.jsonl:1: the title is larger than 8 kB"),
        (
            deep.as_bytes(),
            "a.json",
            "a.json:1: not valid JSON: recursion limit exceeded at line 1 column 128",
        ),
        (&too_large, "a.txt", "a.txt: the file is larger than 65536 kB"),
    ] {
        assert_eq!(read(bytes, None, name), [Err(expected.to_owned())], "{name}");
    }
}

#[test]
fn one_article_keeps_one_id() {
    let ids = |rows: &[&str]| -> Vec<String> {
        rows.iter()
            .flat_map(|it| read(it.as_bytes(), Some(Format::Jsonl), "a"))
            .map(|it| it.unwrap().id.as_str().to_owned())
            .collect()
    };
    for (same, rows) in [
        (
            true,
            [
                "{\"url\":\"http://A.org/x/\",\"text\":\"One.\"}",
                "{\"url\":\"https://a.org/x?utm_source=y\",\"text\":\"Two.\"}",
            ],
        ),
        (
            true,
            [
                "{\"source\":\"S\",\"id\":\"1\",\"text\":\"One.\"}",
                "{\"source\":\"S\",\"id\":\"1\",\"text\":\"Two.\"}",
            ],
        ),
        (true, ["{\"text\":\"One  two.\\n\"}", "{\"text\":\"One two.\",\"title\":\"T\"}"]),
        (
            false,
            [
                "{\"source\":\"S\",\"id\":\"1\",\"text\":\"One.\"}",
                "{\"source\":\"R\",\"id\":\"1\",\"text\":\"One.\"}",
            ],
        ),
        (false, ["{\"text\":\"One.\"}", "{\"text\":\"Two.\"}"]),
    ] {
        let ids = ids(&rows);
        assert_eq!(ids[0] == ids[1], same, "{rows:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_stop_intake(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        for format in [None, Some(Format::Plain), Some(Format::Jsonl), Some(Format::Json)] {
            read(&bytes, format, "a");
        }
    }

    #[test]
    fn no_text_stops_intake(text in "(\\PC|[\\n -]|TOKYO, |Oct 23|\\(AFP\\)|2007| - ){0,120}") {
        for article in read(text.as_bytes(), Some(Format::Plain), "a").into_iter().flatten() {
            assert!(article.text.chars().any(char::is_alphabetic));
        }
    }
}

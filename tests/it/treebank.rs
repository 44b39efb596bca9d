//! The project's own trees (`data/treebank`) are well-formed, and the tokeniser cuts their sentences as they do.

use demarche::model::span::Field;
use demarche::text::deprel::Deprel;
use demarche::text::parsed::Upos;
use demarche::text::segment;

const FILES: [(&str, &str, usize); 2] = [
    ("news-train", include_str!("../../data/treebank/news-train.conllu"), 248),
    ("news-test", include_str!("../../data/treebank/news-test.conllu"), 63),
];

struct Row<'a> {
    form: &'a str,
    upos: Upos,
    head: usize,
    label: Deprel,
}

/// The text and rows of each sentence.
fn trees(file: &str) -> Vec<(&str, Vec<Row<'_>>)> {
    file.split_terminator("\n\n").map(tree).collect()
}

fn tree(block: &str) -> (&str, Vec<Row<'_>>) {
    let text = block.lines().find_map(|it| it.strip_prefix("# text = ")).unwrap();
    (text, block.lines().filter(|it| !it.starts_with('#')).map(row).collect())
}

fn row(line: &str) -> Row<'_> {
    let columns: Vec<&str> = line.split('\t').collect();
    assert_eq!(columns.len(), 10, "{line}");
    Row {
        form: columns[1],
        upos: Upos::parse(columns[3]).unwrap(),
        head: columns[6].parse().unwrap(),
        label: Deprel::parse(columns[7]).unwrap(),
    }
}

#[test]
fn the_tokeniser_cuts_them_alike() {
    for (name, file, count) in FILES {
        let trees = trees(file);
        assert_eq!(trees.len(), count, "{name}");
        for (text, rows) in trees {
            let cuts = segment(text, Field::Text);
            let tokens: Vec<&str> =
                cuts.iter().flat_map(|it| &it.tokens).map(|it| it.text.as_str()).collect();
            let forms: Vec<&str> = rows.iter().map(|it| it.form).collect();
            assert_eq!((cuts.len(), tokens), (1, forms), "{name}: {text}");
        }
    }
}

#[test]
fn every_tree_has_one_root_and_no_cycle() {
    for (name, file, _) in FILES {
        for (text, rows) in trees(file) {
            let roots: Vec<usize> = (1..=rows.len()).filter(|it| rows[it - 1].head == 0).collect();
            assert_eq!(roots.len(), 1, "{name}: {text}");
            for at in 1..=rows.len() {
                let mut up = at;
                let mut steps = 0;
                while up != 0 && steps <= rows.len() {
                    up = rows[up - 1].head;
                    steps += 1;
                }
                assert_eq!(up, 0, "{name}: {text}: token {at}");
            }
        }
    }
}

#[test]
fn labels_fit_tags_and_directions() {
    let mut wrong = Vec::new();
    for (name, file, _) in FILES {
        for (text, rows) in trees(file) {
            for (at, row) in (1..).zip(&rows) {
                let rightward = matches!(
                    row.label,
                    Deprel::Conj | Deprel::Flat | Deprel::Fixed | Deprel::Appos
                );
                let punctuation = (row.upos == Upos::Punct) == (row.label == Deprel::Punct);
                let root = (row.head == 0) == (row.label == Deprel::Root);
                let leaf = row.head == 0 || rows[row.head - 1].upos != Upos::Punct;
                let auxiliary = !matches!(row.label.base(), "aux" | "cop") || row.upos == Upos::Aux;
                if (rightward && row.head > at) || !punctuation || !root || !leaf || !auxiliary {
                    wrong.push(format!("{name}: {text}: {at} {}", row.form));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A sentence of the test file in the training file would make its scores worthless.
#[test]
fn training_and_test_share_no_sentence() {
    let [(_, train, _), (_, test, _)] = FILES;
    let known: Vec<&str> = trees(train).iter().map(|it| it.0).collect();
    let shared: Vec<&str> =
        trees(test).iter().map(|it| it.0).filter(|it| known.contains(it)).collect();
    assert_eq!(shared, Vec::<&str>::new());
}

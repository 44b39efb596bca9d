//! Where the tables come from: the binary, which carries them, or a folder of the same shape, so that rules can be
//! tried without building anything.

use rust_embed::RustEmbed;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

#[derive(RustEmbed)]
#[folder = "data/"]
#[exclude = "articles/*"]
#[exclude = "treebank/*"]
#[exclude = "gold/*"]
#[exclude = "*.md"]
struct Data;

#[derive(Debug, Clone, Default)]
pub enum Source {
    #[default]
    Embedded,
    Folder(PathBuf),
}

impl Source {
    /// The content of a table by its path below data/; None where there is no such file.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        match self {
            Source::Embedded => Data::get(name).map(|it| it.data.into_owned()),
            Source::Folder(folder) => fs::read(folder.join(name)).ok(),
        }
    }

    pub fn text(&self, name: &str) -> Option<String> {
        String::from_utf8(self.bytes(name)?).ok()
    }

    /// The files of a subfolder with their content, in order of their names.
    pub fn files(&self, folder: &str) -> Vec<(String, String)> {
        let names = self.names().into_iter().filter(|it| it.starts_with(folder));
        names.filter_map(|it| self.text(&it).map(|content| (it, content))).collect()
    }

    /// All tables with a digest or the content itself, in order, for the version of the rules.
    pub fn fingerprint(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for name in self.names() {
            all.extend_from_slice(name.as_bytes());
            match self {
                Source::Embedded => {
                    all.extend(
                        Data::get(&name).map(|it| it.metadata.sha256_hash()).unwrap_or_default(),
                    );
                }
                Source::Folder(_) => all.extend(self.bytes(&name).unwrap_or_default()),
            }
        }
        all
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Source::Embedded => Data::iter().map(|it| it.to_string()).collect(),
            Source::Folder(folder) => TABLES.iter().flat_map(|it| below(folder, it)).collect(),
        };
        names.sort();
        names
    }
}

/// The folders that hold tables.
const TABLES: &[&str] = &[
    "agreements",
    "article",
    "disputes",
    "entities",
    "entities/examples",
    "events",
    "gdelt",
    "model",
    "text",
    "time",
];

fn below(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    let names = entries
        .filter(|it| it.path().is_file())
        .filter_map(|it| it.file_name().into_string().ok())
        .filter(|it| !it.ends_with(".md"));
    names.map(|it| format!("{folder}/{it}")).collect()
}

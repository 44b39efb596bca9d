//! The articles that a command's arguments name: files, folders (all files below, in sorted order, hidden ones passed
//! over), patterns (`*`, `?`, `**`) and `-` for standard input. What cannot be read is an item of its own, so that the
//! rest still comes. Every file is read when its turn comes.

use crate::article::error::ArticleError;
use crate::article::error::MOST_FILE_BYTES;
use crate::article::error::Origin;
use crate::article::error::Problem;
use crate::article::format::Format;
use crate::article::raw::RawArticle;
use crate::article::split;
use crate::cli::glob;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

/// What the commands that take articles are told of them.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Take the input to be in this format instead of looking at it
    #[arg(long, value_parser = format)]
    format: Option<Format>,
}

impl Input {
    /// The files and what is none, apart from those that are event exports.
    pub fn sources(self) -> Sources {
        let format = self.format;
        let all = self.inputs.iter().flat_map(|it| sources(it));
        let (exports, rest) = all.partition(|it| is_export(it, format));
        let exports: Vec<Result<String, ArticleError>> = exports;
        Sources { exports: exports.into_iter().flatten().collect(), rest, format }
    }

    pub fn articles(self) -> impl Iterator<Item = Result<RawArticle, ArticleError>> {
        articles(self.inputs, self.format)
    }
}

/// What the arguments name, sorted by what is done with it.
#[derive(Debug)]
pub struct Sources {
    /// Files of coded events.
    pub exports: Vec<String>,
    rest: Vec<Result<String, ArticleError>>,
    format: Option<Format>,
}

impl Sources {
    pub fn articles(self) -> impl Iterator<Item = Result<RawArticle, ArticleError>> {
        let format = self.format;
        self.rest.into_iter().flat_map(move |source| of_source(source, format))
    }
}

fn is_export(source: &Result<String, ArticleError>, format: Option<Format>) -> bool {
    let named = |name: &String| format.map_or(Format::is_export(name), |it| it == Format::Gdelt);
    source.as_ref().is_ok_and(named)
}

fn of_source(source: Result<String, ArticleError>, format: Option<Format>) -> split::Records {
    match source {
        Ok(name) => records(&name, format),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// All records of all inputs, in the order of the arguments.
pub fn articles(
    inputs: Vec<String>,
    format: Option<Format>,
) -> impl Iterator<Item = Result<RawArticle, ArticleError>> {
    let all = inputs.into_iter().flat_map(|it| sources(&it));
    all.flat_map(move |source| of_source(source, format))
}

/// Reads the name of a format, as `--format` takes it.
///
/// # Errors
/// The name of no format, with those that there are.
pub fn format(name: &str) -> Result<Format, String> {
    let names: Vec<&str> = Format::ALL.iter().map(|it| it.as_str()).collect();
    Format::parse(name).ok_or_else(|| format!("no such format; there are {}", names.join(", ")))
}

fn records(name: &str, format: Option<Format>) -> split::Records {
    let source = Ok(name.to_owned());
    if is_export(&source, format) {
        return Box::new(std::iter::once(Err(Problem::Export.at(&Origin::file(name)))));
    }
    match bytes(name) {
        Ok(bytes) => split::split(&bytes, format, name),
        Err(problem) => Box::new(std::iter::once(Err(problem.at(&Origin::file(name))))),
    }
}

/// One byte more than the bound is read, so that a file that is too large is known as such.
fn bytes(name: &str) -> Result<Vec<u8>, Problem> {
    let limit = u64::try_from(MOST_FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(name).and_then(|it| it.take(limit).read_to_end(&mut bytes))
    };
    read.map(|_| bytes).map_err(|it| Problem::Unreadable(it.to_string()))
}

/// The files that one argument names.
fn sources(input: &str) -> Vec<Result<String, ArticleError>> {
    let path = Path::new(input);
    if input == "-" || path.is_file() {
        return vec![Ok(input.to_owned())];
    }
    if path.is_dir() {
        return or_error(input, below(path), "no file in the folder");
    }
    if glob::is_pattern(input) {
        return or_error(input, glob::expand(input), "no file fits the pattern");
    }
    // Opening it tells why it cannot be read.
    vec![Ok(input.to_owned())]
}

fn or_error(
    input: &str,
    found: io::Result<Vec<PathBuf>>,
    none: &str,
) -> Vec<Result<String, ArticleError>> {
    let fail = |reason: String| vec![Err(Problem::Unreadable(reason).at(&Origin::file(input)))];
    match found {
        Ok(paths) if paths.is_empty() => fail(none.to_owned()),
        Ok(paths) => paths.iter().map(|it| Ok(it.to_string_lossy().into_owned())).collect(),
        Err(error) => fail(error.to_string()),
    }
}

/// All files of a folder and of those in it, sorted by path. Links to folders are not followed.
pub fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(entry.path());
            } else if entry.path().is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use crate::cli::input::articles;
    use std::fs;

    #[test]
    fn what_arguments_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        fs::create_dir(path("sub")).unwrap();
        for (name, text) in [
            ("b.txt", "They met in Oslo."),
            ("a.jsonl", "{\"text\":\"One.\"}\nnonsense\n{\"text\":\"Two.\"}"),
            ("sub/c.txt", "They parted."),
            (".hidden", "Unseen."),
        ] {
            fs::write(path(name), text).unwrap();
        }
        let whole = vec![
            "a.jsonl:1 One.",
            "a.jsonl:2: not valid JSON: expected ident at line 1 column 2",
            "a.jsonl:3 Two.",
            "b.txt They met in Oslo.",
            "sub/c.txt They parted.",
        ];
        let rows = [
            (path(""), whole.clone()),
            (path("**/*"), whole),
            (path("*.txt"), vec!["b.txt They met in Oslo."]),
            (path("sub/?.txt"), vec!["sub/c.txt They parted."]),
            (
                path("none.txt"),
                vec!["none.txt: cannot be read: No such file or directory (os error 2)"],
            ),
            (path("*.pdf"), vec!["*.pdf: cannot be read: no file fits the pattern"]),
        ];
        let root = path("");
        for (input, expected) in rows {
            let found: Vec<String> = articles(vec![input.clone()], None)
                .map(|it| match it {
                    Ok(raw) => format!("{} {}", raw.origin, raw.body),
                    Err(error) => error.to_string(),
                })
                .map(|it| it.replace(&root, ""))
                .collect();
            assert_eq!(found, expected, "{input}");
        }
    }
}

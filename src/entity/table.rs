//! Tab-separated tables with a head line: cells by column name, errors with file and line. No quoting:
//! a cell holds neither tab nor line break. `#` at the start of a line opens a comment.

use std::collections::BTreeMap;

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {line}: {what}")]
pub struct TableError {
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    pub what: String,
}

impl TableError {
    pub fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        TableError { file: file.to_owned(), line, what: what.into() }
    }
}

/// One row; `line` is its line in the file.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    file: &'a str,
    pub(crate) line: usize,
    columns: &'a BTreeMap<&'a str, usize>,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell of a column; a column that the head names but the row lacks is empty.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        self.columns.get(column).and_then(|it| self.cells.get(*it)).copied().unwrap_or_default()
    }

    /// The parts of a cell that `|` separates, empty ones left out.
    pub(crate) fn list(&self, column: &str) -> Vec<&'a str> {
        self.get(column).split('|').map(str::trim).filter(|it| !it.is_empty()).collect()
    }

    pub(crate) fn required(&self, column: &str) -> Result<&'a str, TableError> {
        match self.get(column) {
            "" => Err(self.error(format!("no {column}"))),
            cell => Ok(cell),
        }
    }

    pub(crate) fn error(&self, what: impl Into<String>) -> TableError {
        TableError::new(self.file, self.line, what)
    }
}

/// Gives each row of `text` to `take`; the head line must name all of `columns`.
///
/// # Errors
/// A missing column, a row with more cells than the head, and what `take` objects to.
pub(crate) fn each_row<'a>(
    file: &'a str,
    text: &'a str,
    columns: &[&str],
    mut take: impl FnMut(&Row) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut lines =
        text.lines().enumerate().filter(|(_, it)| !it.is_empty() && !it.starts_with('#'));
    let head = lines.next().map(|(_, it)| it).unwrap_or_default();
    let places: BTreeMap<&str, usize> =
        head.split('\t').enumerate().map(|(i, it)| (it, i)).collect();
    if let Some(missing) = columns.iter().find(|it| !places.contains_key(**it)) {
        return Err(TableError::new(file, 1, format!("no column {missing}")));
    }
    for (index, line) in lines {
        let row =
            Row { file, line: index + 1, columns: &places, cells: line.split('\t').collect() };
        if row.cells.len() > places.len() {
            return Err(row.error(format!(
                "{} cells for {} columns",
                row.cells.len(),
                places.len()
            )));
        }
        take(&row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_cells(text: &str) -> Result<Vec<String>, String> {
        let mut cells = Vec::new();
        each_row("t.tsv", text, &["id", "names"], |row| {
            cells.push(format!("{}={}", row.required("id")?, row.list("names").join("+")));
            Ok(())
        })
        .map_err(|it| it.to_string())?;
        Ok(cells)
    }

    #[test]
    fn rows_and_their_errors() {
        let rows: &[(&str, Result<&[&str], &str>)] = &[
            ("id\tnames\na\tx|y\n# note\n\nb\n", Ok(&["a=x+y", "b="])),
            ("id\nb", Err("t.tsv: 1: no column names")),
            ("id\tnames\n\tx", Err("t.tsv: 2: no id")),
            ("id\tnames\na\tb\tc", Err("t.tsv: 2: 3 cells for 2 columns")),
        ];
        for (text, want) in rows {
            let want =
                want.map(|it| it.iter().map(|c| (*c).to_owned()).collect()).map_err(str::to_owned);
            assert_eq!(first_cells(text), want, "{text:?}");
        }
    }
}

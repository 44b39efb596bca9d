//! Event exports of GDELT 2.0: lines to batches of coded events, and batches to the writer.
//! A row that cannot be read is told of and left out; it is not kept, since it can be had again from its file.
//! Deliberately absent: opening and unpacking files.

pub mod importer;
pub mod lines;
pub mod numbers;

use crate::article::error::Origin;
use crate::article::gdelt;
use crate::ingest::Ingest;
use crate::ingest::Ticket;
use crate::ingest::error::IngestError;
use crate::ingest::gdelt::importer::Importer;
use crate::ingest::gdelt::lines::Lines;
use crate::ingest::outcome::Outcome;
use std::collections::VecDeque;
use std::io::BufRead;

/// Rows in one transaction.
const BATCH: usize = 20_000;
/// Batches that may wait for the writer.
const WAITING: usize = 3;
/// So many bad lines in a row are no event export with faults, but something else.
const MOST_BAD: usize = 1_000;

/// What is told on the way.
#[derive(Debug)]
pub enum Told<'a> {
    /// The rows up to here are on the disk, so many of them new.
    Stored { upto: &'a Origin, new: usize, duplicate: usize },
    /// What is wrong with a row or a file.
    Failed { at: &'a Origin, reason: &'a str },
}

/// The way of several files into the store. Ends with `finish`; what was told as stored is stored even without.
pub struct Import<'a> {
    ingest: &'a Ingest,
    importer: Importer<'a>,
    waiting: VecDeque<(Ticket, Origin)>,
    /// The last row that was taken.
    last: Origin,
    told: &'a mut dyn FnMut(&Told<'_>),
}

impl std::fmt::Debug for Import<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Import").field("last", &self.last).finish_non_exhaustive()
    }
}

impl<'a> Import<'a> {
    pub fn new(
        ingest: &'a Ingest,
        importer: Importer<'a>,
        told: &'a mut dyn FnMut(&Told<'_>),
    ) -> Self {
        Import { ingest, importer, waiting: VecDeque::new(), last: Origin::file(""), told }
    }

    /// All rows of one file, unpacked.
    ///
    /// # Errors
    /// What the writer answers; a file that cannot be read is told of and ends there.
    pub fn file(&mut self, name: &str, bytes: &mut dyn BufRead) -> Result<(), IngestError> {
        let mut lines = Lines::new(bytes);
        let mut bad = 0;
        loop {
            let (line, number) = match lines.next_line() {
                Ok(Some(found)) => found,
                Ok(None) => return Ok(()),
                Err(reason) => {
                    let at = Origin::line(name, lines.number());
                    self.failed(&at, &reason.to_string());
                    return Ok(());
                }
            };
            let text = String::from_utf8_lossy(line);
            match gdelt::parse(&text) {
                Ok(row) => {
                    bad = 0;
                    self.importer.take(&row);
                    self.upto(name, number);
                    if self.importer.len() >= BATCH {
                        self.send()?;
                    }
                }
                Err(problem) => {
                    bad += 1;
                    self.failed(&Origin::line(name, number), &problem.to_string());
                }
            }
            if bad == MOST_BAD {
                let reason =
                    format!("{MOST_BAD} bad lines one after the other: the rest is left out");
                self.failed(&Origin::line(name, number), &reason);
                return Ok(());
            }
        }
    }

    /// Sends what is left, waits for all answers and makes the database ready for questions.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn finish(mut self) -> Result<(), IngestError> {
        if !self.importer.is_empty() {
            self.send()?;
        }
        while !self.waiting.is_empty() {
            self.settle()?;
        }
        self.ingest.coded_end().wait().map(drop)
    }

    /// Tells of what is wrong with a row or a file.
    pub fn failed(&mut self, at: &Origin, reason: &str) {
        (self.told)(&Told::Failed { at, reason });
    }

    fn upto(&mut self, name: &str, line: usize) {
        if self.last.name != name {
            name.clone_into(&mut self.last.name);
        }
        self.last.line = Some(line);
    }

    fn send(&mut self) -> Result<(), IngestError> {
        let ticket = self.ingest.code(self.importer.batch());
        self.waiting.push_back((ticket, self.last.clone()));
        if self.waiting.len() > WAITING {
            self.settle()?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<(), IngestError> {
        let Some((ticket, upto)) = self.waiting.pop_front() else { return Ok(()) };
        if let Outcome::Coded { new, duplicate, .. } = ticket.wait()? {
            (self.told)(&Told::Stored { upto: &upto, new, duplicate });
        }
        Ok(())
    }
}

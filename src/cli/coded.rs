//! The coded events of `demarche ingest`: files to the store, with a line for each batch that is on the disk and one for
//! each row that is none.

use crate::article::error::Origin;
use crate::cli::Common;
use crate::cli::ingest::Report;
use crate::cli::ingest::ignore_broken_pipe;
use crate::cli::unpack;
use crate::ingest::Ingest;
use crate::ingest::error::IngestError;
use crate::ingest::gdelt::Import;
use crate::ingest::gdelt::Told;
use crate::ingest::gdelt::importer::Importer;
use crate::knowledge::Knowledge;
use crate::store::reader::Reader;
use serde_json::json;
use std::io;
use std::io::Write;

pub(crate) fn import(
    common: &Common,
    ingest: &Ingest,
    knowledge: &Knowledge,
    files: &[String],
    report: &mut Report,
) -> anyhow::Result<()> {
    let importer = Importer::new(knowledge, Reader::open(&common.db)?.coded_entities()?);
    let mut written = Ok(());
    let mut tell = |told: &Told<'_>| {
        count(report, told);
        let line = ignore_broken_pipe(print(told, common.json));
        if let (Ok(()), Err(error)) = (&written, line) {
            written = Err(error);
        }
    };
    let mut import = Import::new(ingest, importer, &mut tell);
    for name in files {
        file(&mut import, name)?;
    }
    import.finish()?;
    Ok(written?)
}

fn file(import: &mut Import<'_>, name: &str) -> Result<(), IngestError> {
    let mut answer = Ok(());
    let unpacked = unpack::with(name, &mut |bytes| answer = import.file(name, bytes));
    match unpacked {
        Ok(None) => {}
        Ok(Some(left)) => import.failed(&Origin::file(name), &left),
        Err(error) => import.failed(&Origin::file(name), &format!("cannot be read: {error}")),
    }
    answer
}

fn count(report: &mut Report, told: &Told<'_>) {
    match told {
        Told::Stored { new, duplicate, .. } => {
            report.new += new;
            report.duplicate += duplicate;
        }
        Told::Failed { .. } => report.failed += 1,
    }
}

fn print(told: &Told<'_>, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match told {
        Told::Stored { upto, new, duplicate } if json => {
            let line = json!({
                "outcome": "coded", "new": new, "duplicate": duplicate, "file": upto.name, "line": upto.line,
            });
            writeln!(out, "{line}")
        }
        Told::Stored { upto, new, duplicate } => {
            writeln!(out, "stored {new} events up to {upto}, {duplicate} were there")
        }
        Told::Failed { at, reason } => {
            anstream::eprintln!("demarche: {at}: {reason}");
            if !json {
                return Ok(());
            }
            let line =
                json!({"outcome": "failed", "file": at.name, "line": at.line, "reason": reason});
            writeln!(out, "{line}")
        }
    }
}

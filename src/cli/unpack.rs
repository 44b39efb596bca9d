//! A file as a stream of what is in it, whether packed (gzip, zip) or not: told by how it begins, since names lie.
//! What comes out is bounded; nothing is held in memory or written to disk.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use zip::ZipArchive;

/// Most bytes that one file may hold: ten million rows.
const MOST_BYTES: u64 = 4 << 30;
const BUFFER: usize = 256 * 1024;
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZIP: &[u8] = b"PK";

/// Hands the content of a file (`-` for standard input) to `take`. Of a zip archive that is the first file in it;
/// returns what is to be said of others.
///
/// # Errors
/// What cannot be opened or is no archive that can be read; what fails later, reading tells.
pub fn with(name: &str, take: &mut dyn FnMut(&mut dyn BufRead)) -> io::Result<Option<String>> {
    if name == "-" {
        let mut input = BufReader::with_capacity(BUFFER, io::stdin().lock());
        if input.fill_buf()?.starts_with(ZIP) {
            return Err(io::Error::other("a zip archive has to be a file, not standard input"));
        }
        return Ok(stream(input, take));
    }
    let mut input = BufReader::with_capacity(BUFFER, File::open(name)?);
    if !input.fill_buf()?.starts_with(ZIP) {
        return Ok(stream(input, take));
    }
    archive(input, take)
}

fn stream(mut input: impl BufRead, take: &mut dyn FnMut(&mut dyn BufRead)) -> Option<String> {
    if input.fill_buf().is_ok_and(|it| it.starts_with(GZIP)) {
        let unpacked = Bounded { inner: MultiGzDecoder::new(input), left: MOST_BYTES };
        take(&mut BufReader::with_capacity(BUFFER, unpacked));
    } else {
        take(&mut input);
    }
    None
}

fn archive(
    input: impl BufRead + Seek,
    take: &mut dyn FnMut(&mut dyn BufRead),
) -> io::Result<Option<String>> {
    let mut archive = ZipArchive::new(input)?;
    let files: Vec<usize> = (0..archive.len())
        .filter(|it| match archive.name_for_index(*it) {
            Some(Ok(name)) => !name.ends_with('/'),
            Some(Err(_)) => true,
            None => false,
        })
        .collect();
    let Some((first, others)) = files.split_first() else {
        return Err(io::Error::other("no file in the archive"));
    };
    let unpacked = Bounded { inner: archive.by_index(*first)?, left: MOST_BYTES };
    take(&mut BufReader::with_capacity(BUFFER, unpacked));
    let left = format!("only the first file of the archive is read, {} are left out", others.len());
    Ok((!others.is_empty()).then_some(left))
}

/// Fails where more comes out than may.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("more than 4 GB in it: unpack and split it"));
        }
        let most = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.inner.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

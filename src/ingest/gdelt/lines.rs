//! Lines of a stream that may be anything: bounded in length, with their numbers, in one buffer.

use crate::article::gdelt::MOST_ROW_BYTES;
use std::io;
use std::io::BufRead;
use std::io::Read;

pub struct Lines<'a> {
    bytes: &'a mut dyn BufRead,
    buffer: Vec<u8>,
    number: usize,
}

impl std::fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("number", &self.number).finish_non_exhaustive()
    }
}

impl<'a> Lines<'a> {
    pub fn new(bytes: &'a mut dyn BufRead) -> Self {
        Lines { bytes, buffer: Vec::new(), number: 0 }
    }

    /// The number of the line that was read last, or that failed.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The next line that is not empty, with its number from 1. A line that is too long ends the stream: nothing says
    /// where the rows of such a file begin.
    pub fn next_line(&mut self) -> io::Result<Option<(&[u8], usize)>> {
        let most = u64::try_from(MOST_ROW_BYTES).unwrap_or(u64::MAX);
        loop {
            self.number += 1;
            self.buffer.clear();
            let read = Read::take(&mut self.bytes, most).read_until(b'\n', &mut self.buffer)?;
            if read == 0 {
                return Ok(None);
            }
            if read == MOST_ROW_BYTES && self.buffer.last() != Some(&b'\n') {
                let reason =
                    format!("a line of more than {} kB: no event export", MOST_ROW_BYTES / 1024);
                return Err(io::Error::other(reason));
            }
            while matches!(self.buffer.last(), Some(b'\n' | b'\r')) {
                self.buffer.pop();
            }
            if !self.buffer.is_empty() {
                return Ok(Some((self.buffer.as_slice(), self.number)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<String> {
        let mut lines = Lines::new(&mut bytes);
        let mut found = Vec::new();
        loop {
            match lines.next_line() {
                Ok(Some((line, number))) => {
                    found.push(format!("{number}:{}", String::from_utf8_lossy(line).len()));
                }
                Ok(None) => return found,
                Err(error) => {
                    found.push(format!("{}: {error}", lines.number()));
                    return found;
                }
            }
        }
    }

    #[test]
    fn lines_are_bounded() {
        assert_eq!(all(b"ab\r\n\n\nabc"), ["1:2", "4:3"]);
        assert_eq!(all(b""), Vec::<String>::new());
        let fits = [vec![b'x'; MOST_ROW_BYTES - 1], b"\ny".to_vec()].concat();
        assert_eq!(all(&fits), [format!("1:{}", MOST_ROW_BYTES - 1), "2:1".to_owned()]);
        let long = [b"a\n".to_vec(), vec![0; 100_000]].concat();
        assert_eq!(all(&long), ["1:1", "2: a line of more than 16 kB: no event export"]);
    }
}

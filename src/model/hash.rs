//! Content hashes for ids and article keys (SHA-256, FIPS 180-4).

use sha2::Digest;
use sha2::Sha256;
use std::fmt::Write;

/// The first `digits` (at most 64) lower case hex digits of the SHA-256 of `bytes`.
pub fn hex(bytes: &[u8], digits: usize) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        write!(out, "{byte:02x}").unwrap_or_default();
    }
    out.truncate(digits);
    out
}

//! Defaults and bounds of every setting; flags > environment > TOML file > defaults.

use std::net::SocketAddr;
use std::time::Duration;

/// Where the server listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:8080";

/// Bounds of the HTTP server.
#[derive(Debug, Clone)]
pub struct Http {
    /// Connections at a time; more wait.
    pub connections: usize,
    /// From the beginning of a connection or the answer before until the whole head of a request is there.
    pub head: Duration,
    /// Until the whole body of a request is there.
    pub body: Duration,
    /// Until the answer is there: to what reads, and to what writes.
    pub read: Duration,
    pub write: Duration,
    /// How long a question of the graph may take before it is cut short.
    pub question: Duration,
    /// How long a connection may last, and how long open ones may go on when the server stops.
    pub connection: Duration,
    pub drain: Duration,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Questions of the graph worked on at a time.
    pub questions: usize,
    /// SHA-256 of the keys that may write, in hex; nothing may without a key unless `open_writes`.
    pub key_hashes: Vec<String>,
    /// Whether writing needs no key: the server can be reached from this machine only.
    pub open_writes: bool,
}

impl Default for Http {
    fn default() -> Self {
        Http {
            connections: 256,
            head: Duration::from_secs(5),
            body: Duration::from_secs(10),
            read: Duration::from_secs(15),
            write: Duration::from_secs(120),
            question: Duration::from_secs(1),
            connection: Duration::from_secs(600),
            drain: Duration::from_secs(10),
            body_bytes: 8 << 20,
            questions: std::thread::available_parallelism().map_or(2, |it| it.get().max(2)),
            key_hashes: Vec::new(),
            open_writes: false,
        }
    }
}

impl Http {
    /// The bounds of a server on this address; the keys that may write come from `DEMARCHE_KEYS`, a list of
    /// SHA-256 hashes in hex with commas between.
    pub fn on(listen: SocketAddr) -> Self {
        let keys = env("DEMARCHE_KEYS").unwrap_or_default();
        let keys = keys.split(',').map(|it| it.trim().to_ascii_lowercase());
        Http {
            key_hashes: keys.filter(|it| !it.is_empty()).collect(),
            open_writes: listen.ip().is_loopback(),
            ..Http::default()
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

//! Flags that narrow a question; the keys of HTTP with hyphens.

/// What every question may narrow its facts by.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Narrow {
    /// Only what may have happened on or after this day (YYYY, YYYY-MM or YYYY-MM-DD)
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Only what may have happened on or before this day
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// The state of the world on this day: only what had begun by then
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Only what articles published by this day told
    #[arg(long, value_name = "DAY")]
    known_at: Option<String>,
    /// Only what at least so many independent articles tell
    #[arg(long, value_name = "N")]
    min_sources: Option<String>,
    /// Only what is at least so certain, 0 to 1
    #[arg(long, value_name = "X")]
    min_confidence: Option<String>,
    /// Only what articles tell (text), or only what was coded elsewhere (gdelt)
    #[arg(long, value_name = "ORIGIN")]
    origin: Option<String>,
    /// Of meetings only those in person: no calls and no letters
    #[arg(long)]
    in_person: bool,
}

/// Which part of the graph.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Scope {
    /// Through events of these types, with commas between; default CONSULT
    #[arg(long)]
    types: Vec<String>,
    /// Between whom: persons (default), or bodies for countries and organizations
    #[arg(long, value_name = "persons|bodies")]
    level: Option<String>,
    #[command(flatten)]
    narrow: Narrow,
}

/// How much of a list.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Page {
    /// At most so many rows, 1 to 1000
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// Go on where the answer with this `next` ended
    #[arg(long, value_name = "NEXT")]
    cursor: Option<String>,
}

/// Keys and their values.
pub type Pairs = Vec<(String, String)>;

impl Narrow {
    /// The known time as it was given.
    pub fn known_at(&self) -> Option<&str> {
        self.known_at.as_deref()
    }

    pub fn pairs(self) -> Pairs {
        let Narrow { from, to, as_of, known_at, min_sources, min_confidence, origin, in_person } =
            self;
        some([
            ("from", from),
            ("to", to),
            ("as_of", as_of),
            ("known_at", known_at),
            ("min_sources", min_sources),
            ("min_confidence", min_confidence),
            ("origin", origin),
            ("in_person", in_person.then(|| "true".to_owned())),
        ])
    }
}

impl Scope {
    /// The known time as it was given.
    pub fn known_at(&self) -> Option<&str> {
        self.narrow.known_at()
    }

    pub fn pairs(self) -> Pairs {
        let level = some([("level", self.level)]);
        [many("types", self.types), level, self.narrow.pairs()].concat()
    }
}

impl Page {
    pub fn pairs(self) -> Pairs {
        some([("limit", self.limit), ("cursor", self.cursor)])
    }
}

/// The keys that were given.
pub fn some<const N: usize>(keys: [(&str, Option<String>); N]) -> Pairs {
    let given = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    given.collect()
}

/// A key that may be given several times.
pub fn many(key: &str, values: Vec<String>) -> Pairs {
    values.into_iter().map(|it| (key.to_owned(), it)).collect()
}
